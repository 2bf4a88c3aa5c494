"""The small form that starts a visit now or plans one: an account, a few words, one click. It reads nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.errors import UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.declared import spec_of
from crmdesk.ui.quick_actions import VISIT_LENGTH, plan_visit
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.widgets import Button, Card, FlowLayout, IconButton, Label, OnceButton
from crmdesk.ui.widgets.editors import FieldsRow, FormField, editor_for
from crmdesk.ui.widgets.touch import for_fingers


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Where the rep probably is: a planned visit, or a customer without one."""

    account: str
    name: str
    detail: str = ""
    visit: Record | None = None


class LogVisitForm(Retranslates, Card):
    """Hidden until it is asked for. A suggestion is one click; any other account is typed, then Enter."""

    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        for_fingers(self)
        self._desk = desk
        self.suggestions: list[Button] = []
        self._offered: tuple[Suggestion, ...] = ()
        self._starting = False
        entity = desk.entity("visit")
        fields = FieldsRow(self)
        self.account = editor_for(spec_of(desk, entity, entity.field("account")), fields)
        self.purpose = editor_for(spec_of(desk, entity, entity.field("purpose")), fields)
        self._editors = {"account": self.account, "purpose": self.purpose}
        self._close = IconButton("close", parent=self.buttons.parentWidget())
        self._close.clicked.connect(self.leave)
        self.buttons.addWidget(self._close)
        self._here = Label(tone="muted", parent=self)
        self.body.addWidget(self._here)
        self._chips = QWidget(self)
        self._flow = FlowLayout(self._chips, spacing=8)
        self.body.addWidget(self._chips)
        self._show_offered()
        fields.add(FormField(self.account, fields))
        fields.add(FormField(self.purpose, fields))
        self.body.addWidget(fields)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        self.start = Button(kind="primary", icon="pin", parent=self)
        self.start.clicked.connect(self.check_in_now)
        self.plan = Button(icon="calendar", parent=self)
        self.plan.clicked.connect(self.plan_it)
        ends.addWidget(self.start)
        ends.addWidget(self.plan)
        ends.addStretch(1)
        self.body.addLayout(ends)
        self._unfinished = Unfinished(desk.own, "log_visit")
        self.hide()
        self.retranslate()

    def restore(self) -> None:
        """As it was left when the program ended; before it stands in its page it would show itself as a window."""
        kept = self._unfinished.kept
        self.setVisible(kept is not None)
        for name, editor in self._editors.items():
            editor.write_again((kept or {}).get(name))

    def keep(self) -> None:
        """The program may end: what is typed is there again when it starts."""
        typed = {name: editor.written() for name, editor in self._editors.items()}
        account = self.account.value()
        nothing = self.isHidden() or self._starting or not any(typed.values())
        self._unfinished.keep(
            None if nothing else typed, [("account", str(account))] if account is not None else ()
        )

    def retranslate(self) -> None:
        self.set_title(self.tr("Log a visit"))
        self._close.set_name(self.tr("Close"), "Esc")
        self._here.setText(self.tr("Where are you? One click checks you in."))
        self.start.setText(self.tr("Check in now"))
        self.plan.setText(self.tr("Plan for later"))

    def offer(self, suggestions: Sequence[Suggestion]) -> None:
        """What is likely now, the likeliest first."""
        if tuple(suggestions) == self._offered:
            return
        self._offered = tuple(suggestions)
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.suggestions = []
        for each in suggestions:
            text = f"{each.name}  ·  {each.detail}" if each.detail else each.name
            button = OnceButton(text.replace("&", "&&"), icon="visit", parent=self._chips)
            button.setProperty("touch", True)
            button.clicked.connect(lambda _=False, chosen=each: self._choose(chosen))
            self.suggestions.append(button)
            self._flow.addWidget(button)
        self._show_offered()

    def _show_offered(self) -> None:
        for part in (self._here, self._chips):
            part.setVisible(bool(self._offered))

    def ask(self) -> None:
        """Show the form, the keyboard on the likeliest place."""
        self.account.set_value(None)
        self.purpose.set_value(None)
        self.show()
        target: QWidget = self.suggestions[0] if self.suggestions else self.account
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it; nothing was saved."""
        if not self.isHidden():
            self.hide()
            self.keep()
            self.closed.emit()

    def _choose(self, chosen: Suggestion) -> None:
        visit = chosen.visit
        if visit is None:
            self._start(chosen.account, None)
            return
        if self._starting:
            return
        self._starting = True
        self._desk.change(
            "visit",
            visit.id,
            lambda record: edits.check_in(self._desk.author, record),
            "",
            done=lambda: self._go(visit.id),
            failed=self._on_refused,
        )

    def check_in_now(self) -> None:
        """Start a visit at the account that was typed."""
        if self.account.validate():
            self._start(cast(str, self.account.value()), cast("str | None", self.purpose.value()))

    def _start(self, account: str, purpose: str | None) -> None:
        """One visit, however often Enter is pressed until it is there."""
        if self._starting:
            return
        self._starting = True
        made: list[Mutation] = []
        author = self._desk.author

        def intent() -> list[Mutation]:
            end = format_instant(author.now() + VISIT_LENGTH)
            made[:] = edits.start_visit(author, account, end, purpose=purpose)
            return made

        said = self.tr("Checked in")
        self._desk.commit(intent, said, done=lambda: self._go(made[0].id), failed=self._on_refused)

    def _on_refused(self, error: UserError) -> None:
        self._starting = False
        self._desk.report(error)

    def _go(self, visit: str) -> None:
        self._starting = False
        self.leave()
        self._desk.open("visit", visit)

    def plan_it(self) -> None:
        """Open the form of a visit to come at the account that was typed."""
        if self.account.validate():
            account, purpose = cast(str, self.account.value()), self.purpose.value()
            said: dict[str, Value] = {"purpose": purpose} if purpose else {}
            self.leave()
            plan_visit(self._desk, account, **said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start.click()
        else:
            super().keyPressEvent(event)
