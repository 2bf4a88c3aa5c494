"""The bar that asks why an opportunity was lost: inside the page, answered with one click or key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Field
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, FlowLayout, Label


class LostReasonBar(Speaks, Retranslates, QFrame):
    """One button a reason, one for "not known"; Esc leaves the stage as it is."""

    spoken_role = Role.Form

    answered = Signal(object)
    """The key of the reason, None when it isn't known."""
    given_up = Signal()

    def __init__(self, reasons: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._reasons = reasons
        self.buttons: dict[str, Button] = {}
        """One a reason, from when it is first asked for."""
        self.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self._question = Label(strong=True, parent=self)
        self.about = Label(tone="muted", elided=True, parent=self)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._question)
        head.addWidget(self.about, 1)
        column.addLayout(head)
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=8)
        for choice in self._reasons.choices:
            button = Button(parent=holder)
            button.clicked.connect(lambda _=False, key=choice.key: self.answered.emit(key))
            flow.addWidget(button)
            self.buttons[choice.key] = button
        column.addWidget(holder)
        foot = QHBoxLayout()
        self._unknown, self._leave = Button(kind="quiet", parent=self), Button(kind="quiet", parent=self)
        self._unknown.clicked.connect(lambda: self.answered.emit(None))
        self._leave.clicked.connect(self.given_up)
        foot.addWidget(self._unknown)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        column.addLayout(foot)

    def retranslate(self) -> None:
        if not self.buttons:
            return
        self._question.setText(self.tr("Why was it lost?"))
        self.setAccessibleName(" ".join(filter(None, (self._question.full_text(), self.about.full_text()))))
        for key, button in self.buttons.items():
            button.setText(label(f"opportunity.lost_reason.{key}"))
        self._unknown.setText(self.tr("Close without a reason"))
        self._leave.setText(self.tr("Leave it open"))

    def ask(self, about: str = "") -> None:
        """Show the bar with the keyboard on the first reason; `about` names the opportunity where many are in sight."""
        if not self.buttons:
            self._build()
        self.about.setText(about)
        self.retranslate()
        self.show()
        next(iter(self.buttons.values()), self._unknown).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
