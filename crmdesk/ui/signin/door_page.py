"""What both pages before a closed profile have in common: a card in the middle, fields, a fault said in it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crmdesk.domain.errors import UserError
from crmdesk.ui.doorway import Doorway
from crmdesk.ui.faults import fault_text
from crmdesk.ui.frame import Page
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, Label

_WIDTH = 400


class DoorPage(Retranslates, Page):
    """Subclasses add fields with `add_field`, set the texts in `retranslate` and do `submit`."""

    def __init__(self, door: Doorway) -> None:
        super().__init__()
        self.door = door
        self.head.hide()
        card = QFrame()
        card.setProperty("card", True)
        card.setFixedWidth(_WIDTH)
        self.column = QVBoxLayout(card)
        self.column.setContentsMargins(32, 28, 32, 32)
        self.column.setSpacing(4)
        self.title = Label(title=True)
        self.words = Label(tone="muted", wrap=True)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addSpacing(12)
        self.trouble = Label(tone="danger", wrap=True)
        self.button = Button(kind="primary")
        self.button.clicked.connect(self.submit)
        row = QHBoxLayout()  # not an alignment, which would cut texts of several lines
        row.addStretch(1)
        row.addWidget(card)
        row.addStretch(1)
        self.body.addStretch(1)
        self.body.addLayout(row)
        self.body.addStretch(2)
        door.refused.connect(self._on_refused)
        door.busy_changed.connect(self._on_busy)

    def finish(self) -> None:
        """Put fault and button under the fields."""
        self.column.addWidget(self.trouble)
        self.trouble.hide()
        self.column.addSpacing(12)
        self.column.addWidget(self.button)
        self.retranslate()

    def add_field(self, text: str = "", *, secret: bool = False) -> tuple[Label, QLineEdit]:
        """A labelled line; Enter in it submits."""
        name, line = Label(tone="muted"), QLineEdit(text)
        name.setBuddy(line)
        if secret:
            line.setEchoMode(QLineEdit.EchoMode.Password)
        line.returnPressed.connect(self.submit)
        line.textEdited.connect(lambda _: self.say(""))
        self.column.addWidget(name)
        self.column.addWidget(line)
        self.column.addSpacing(8)
        return name, line

    def submit(self) -> None:
        """Ask the door."""
        raise NotImplementedError

    def retranslate(self) -> None:
        self.setAccessibleName(self.title.full_text())

    def say(self, text: str, at: QWidget | None = None) -> None:
        """A fault, under the field it is about (or under all of them); empty takes it away."""
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))
        for line in self.findChildren(QLineEdit):
            self._mark(line, text if line is at else "")
        if text and at is not None and self.column.indexOf(at) >= 0:
            self.column.removeWidget(self.trouble)
            self.column.insertWidget(self.column.indexOf(at) + 1, self.trouble)

    def _mark(self, line: QLineEdit, fault: str) -> None:
        line.setAccessibleDescription(fault)
        if bool(line.property("invalid")) != bool(fault):
            line.setProperty("invalid", bool(fault))
            line.style().unpolish(line)
            line.style().polish(line)

    def _on_refused(self, error: UserError) -> None:
        wrong = self.first_wrong(error)
        self.say(self.words_for(error), wrong)
        wrong.setFocus()
        if isinstance(wrong, QLineEdit):
            wrong.selectAll()

    def words_for(self, error: UserError) -> str:
        """What to say about a fault."""
        return fault_text(error)

    def first_wrong(self, error: UserError) -> QWidget:
        """The field that the fault is most likely about."""
        return self.button

    def _on_busy(self, busy: bool) -> None:
        for line in self.findChildren(QLineEdit):
            line.setEnabled(not busy)
        self.button.setEnabled(not busy)
        self.retranslate()
