"""The bar that takes the next step of a card: one line, saved by Enter, left by Esc. Knows no store."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Label


class NextStepBar(Speaks, Retranslates, QFrame):
    """Shown while the next step of one opportunity is being written."""

    spoken_role = Role.Form

    written = Signal(str)
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        self._name = Label(strong=True, elided=True, parent=self)
        self._name.setMaximumWidth(280)
        self.line = QLineEdit(self)
        self.line.setMaxLength(500)
        self.line.returnPressed.connect(lambda: self.written.emit(self.line.text().strip()))
        self._save, self._leave = Button(parent=self), Button(kind="quiet", parent=self)
        self._save.clicked.connect(lambda: self.written.emit(self.line.text().strip()))
        self._leave.clicked.connect(self.given_up)
        for widget, stretch in ((self._name, 0), (self.line, 1), (self._save, 0), (self._leave, 0)):
            row.addWidget(widget, stretch)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._save.setText(self.tr("Save"))
        self._leave.setText(self.tr("Cancel"))
        self.line.setPlaceholderText(self.tr("What brings this forward?"))
        self.line.setAccessibleName(label("opportunity.next_step"))

    def ask(self, name: str, step: str) -> None:
        """Show the bar."""
        self._name.setText(name)
        self.line.setText(step)
        self.show()

    def take_focus(self) -> None:
        """The keyboard goes to its line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
