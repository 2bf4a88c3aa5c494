"""The bar that asks what an accepted quote means for its opportunity: in the page, answered with one click or key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label


class AcceptBar(Retranslates, QFrame):
    """Win the opportunity with it, or leave that as it is; Esc leaves the quote as it is, too."""

    answered = Signal(bool)
    """True: the opportunity is won as well."""
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opportunity = self._amount = ""
        self.setProperty("card", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._question = Label(strong=True, parent=self)
        self._told = Label(tone="muted", wrap=True, parent=self)
        column.addWidget(self._question)
        column.addWidget(self._told)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.win, self.only, self._leave = (
            Button(kind="primary", icon="check", parent=self),
            Button(parent=self),
            Button(kind="quiet", parent=self),
        )
        self.win.clicked.connect(lambda: self.answered.emit(True))
        self.only.clicked.connect(lambda: self.answered.emit(False))
        self._leave.clicked.connect(self.given_up)
        for button in (self.win, self.only, self._leave):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self._question.setText(self.tr("Does this win the opportunity?"))
        self._told.setText(self.tr("{0} closes as won, for {1}.").format(self._opportunity, self._amount))
        self.setAccessibleName(self._question.text())
        self.setAccessibleDescription(self._told.text())
        self.win.setText(self.tr("Accepted and won"))
        self.only.setText(self.tr("Only accepted"))
        self._leave.setText(self.tr("Leave it open"))

    def ask(self, opportunity: str, amount: str) -> None:
        """Show the bar with the keyboard on the first answer."""
        self._opportunity, self._amount = opportunity, amount
        self.retranslate()
        self.show()
        self.win.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
