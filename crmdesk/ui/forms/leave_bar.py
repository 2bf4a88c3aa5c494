"""The bar that asks what shall become of unsaved changes: inside the page, never in a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from crmdesk.ui.accessible import Role, Speaks, say_aloud
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconLabel, Label


class LeaveBar(Speaks, Retranslates, QFrame):
    """Save, discard or go on; hidden until it is asked."""

    spoken_role = Role.AlertMessage

    save = Signal()
    discard = Signal()
    stay = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(IconLabel("warning", "warning_text"))
        self._text = Label(wrap=True)
        row.addWidget(self._text, 1)
        self.save_button, self.discard_button, self.stay_button = (
            Button(),
            Button(kind="danger"),
            Button(kind="quiet"),
        )
        for button, signal in (
            (self.save_button, self.save),
            (self.discard_button, self.discard),
            (self.stay_button, self.stay),
        ):
            button.clicked.connect(signal)
            row.addWidget(button)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._text.setText(self.tr("Changes not saved"))
        self.save_button.setText(self.tr("Save"))
        self.discard_button.setText(self.tr("Discard"))
        self.stay_button.setText(self.tr("Go on"))
        self.setAccessibleName(self._text.text())

    def ask(self) -> None:
        """Show the bar with the keyboard on Save."""
        self.show()
        say_aloud(self, self._text.full_text())
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stay.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save_button.click()
        else:
            super().keyPressEvent(event)
