"""Large buttons that are on or off, for fingers: one of several, or any of many. Knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmdesk.ui.widgets import Button, FlowLayout
from crmdesk.ui.widgets.editors import Option
from crmdesk.ui.widgets.touch import TOUCH


class Toggles(QWidget):
    """Options as buttons; `single` lets at most one be on, and a second click turns it off."""

    edited = Signal(object)
    """The sorted list of chosen values."""

    def __init__(self, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._single = single
        self._chosen: list[str] = []
        self.buttons: dict[str, Button] = {}
        self._flow = FlowLayout(self, spacing=8)

    def set_options(self, options: Sequence[Option]) -> None:
        """Replace the buttons; what was chosen stays chosen."""
        shown = {value: (button.text(), button.toolTip()) for value, button in self.buttons.items()}
        if shown == {each.value: (each.label.replace("&", "&&"), each.detail) for each in options}:
            return
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for each in options:
            button = Button(each.label.replace("&", "&&"), parent=self)
            button.setCheckable(True)
            button.setProperty("toggle", True)
            button.setProperty("touch", True)
            button.setMinimumWidth(TOUCH)
            button.setToolTip(each.detail)
            button.clicked.connect(lambda _=False, value=each.value: self._on_clicked(value))
            self.buttons[each.value] = button
            self._flow.addWidget(button)
        self._show()

    def set_chosen(self, values: Sequence[str]) -> None:
        """Turn these on and the others off, without a signal."""
        self._chosen = sorted(values)
        self._show()

    @property
    def chosen(self) -> list[str]:
        return list(self._chosen)

    def _on_clicked(self, value: str) -> None:
        if value in self._chosen:
            self._chosen = [other for other in self._chosen if other != value]
        else:
            self._chosen = [value] if self._single else sorted([*self._chosen, value])
        self._show()
        self.edited.emit(self.chosen)

    def _show(self) -> None:
        for value, button in self.buttons.items():
            button.setChecked(value in self._chosen)
