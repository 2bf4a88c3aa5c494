"""A line below what somebody has begun: how far it is, and a button to end it. It knows no work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from crmdesk.ui import formats
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.buttons import Button
from crmdesk.ui.widgets.labels import Label


class WorkRow(Retranslates, QWidget):
    """Hidden while nothing runs. Whoever began with the keyboard has it on the button that ends it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.far = Label(tone="muted", parent=self)
        self.cancel = Button(kind="quiet", icon="close", parent=self)
        self.cancel.clicked.connect(self.cancelled)
        row.addWidget(self.bar, 1)
        row.addWidget(self.far)
        row.addWidget(self.cancel)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.cancel.setText(self.tr("Cancel"))

    def begin(self, name: str, *, focus: bool) -> None:
        """Something is under way; `name` says what to a screen reader, `focus` puts the keyboard on the button."""
        self._name = name
        self.show_progress(0, 0)
        self.show()
        if focus:
            self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_progress(self, done: int, total: int) -> None:
        """So many parts of so many are done; of 0 nobody knows how many there are."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        share = formats.percent(100 * done // total) if total else ""
        self.far.setText(share)
        self.bar.setAccessibleName(self._name)
        self.bar.setAccessibleDescription(share)

    def end(self) -> bool:
        """Nothing runs any more. True when the keyboard was on the button, so that it must go on somewhere."""
        had = self.cancel.hasFocus()
        self.hide()
        return had
