"""Owns a flow of chips before what stands at its end, and the keyboard on their crosses. Knows not what they mean."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crmdesk.ui.widgets.flow_layout import FlowLayout
from crmdesk.ui.widgets.labels import Chip


class ChipFlow(FlowLayout):
    """Chips in their order, then the line or button that adds one."""

    def __init__(self, parent: QWidget, *, stretch_last: bool = False) -> None:
        super().__init__(parent, stretch_last=stretch_last)
        self._shown: list[Chip] = []

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """Replace the chips. A keyboard on the cross of one is on that of the one in its place now, of the last one, or
        at the end where none is left."""
        before, self._shown = self._shown, list(chips)
        held = next((at for at, chip in enumerate(before) if chip.remove_button.hasFocus()), None)
        for chip in before:
            self.removeWidget(chip)
        for at, chip in enumerate(self._shown):
            self.insert_widget(at, chip)
            chip.show()
        if held is not None:
            end = self.itemAt(self.count() - 1).widget()
            target = self._shown[min(held, len(self._shown) - 1)].remove_button if self._shown else end
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
        for chip in before:
            chip.hide()
            chip.deleteLater()
