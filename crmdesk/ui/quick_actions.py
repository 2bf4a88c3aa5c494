"""The row of buttons that start something new at an account, a contact, an opportunity or a lead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.values import Value, format_instant
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, FlowLayout

VISIT_LENGTH = timedelta(minutes=45)
"""What a visit is planned for until somebody says otherwise."""

_ABOUT = ("account", "opportunity", "contact", "lead")

Context = Callable[[], Mapping[str, Value]]
"""The references that the new record starts with: account, opportunity, contact, lead."""


def log_visit(desk: Desk, account: str, **fields: Value) -> None:
    """A visit that begins now, opened at once so that the rep can check in."""
    made: list[Mutation] = []

    def intent() -> list[Mutation]:
        now = desk.author.now()
        made[:] = edits.plan_visit(
            desk.author, account, format_instant(now), format_instant(now + VISIT_LENGTH), **fields
        )
        return made

    desk.commit(
        intent,
        QCoreApplication.translate("QuickActions", "Visit created"),
        done=lambda: desk.open("visit", made[0].id),
    )


def plan_visit(
    desk: Desk, account: str, done: Callable[[str], object] | None = None, **fields: Value
) -> None:
    """The form of a visit, at nine tomorrow unless `fields` say when; `done` gets its id once it is there."""
    start = (desk.now() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    times = {"planned_start": format_instant(start), "planned_end": format_instant(start + VISIT_LENGTH)}
    desk.new("visit", done, account=account, **{**times, **fields})


def log_call(desk: Desk, **fields: Value) -> None:
    """The form of a call that was just held."""
    desk.new(
        "call", status="held", direction="outbound", starts_at=format_instant(desk.author.now()), **fields
    )


def log_email(desk: Desk, **fields: Value) -> None:
    """The form of an e-mail that was just sent."""
    desk.new("email", direction="outbound", sent_at=format_instant(desk.author.now()), **fields)


class QuickActions(Retranslates, QWidget):
    """Visit now, plan a visit, call, e-mail, task, note, and what else the page adds."""

    def __init__(
        self,
        desk: Desk,
        context: Context,
        parent: QWidget | None = None,
        *,
        opportunity: bool = False,
        visits: bool = True,
    ) -> None:
        """`opportunity` adds a button for a new one; without `visits` nobody is visited from here."""
        super().__init__(parent)
        self._desk = desk
        self._context = context
        row = FlowLayout(self, spacing=8)
        self.log = Button(icon="quick-log", parent=self)
        self.visit = Button(icon="visit", parent=self)
        self.plan = Button(icon="calendar", parent=self)
        self.call = Button(icon="call", parent=self)
        self.email = Button(icon="mail", parent=self)
        self.task = Button(icon="task", parent=self)
        self.note = Button(icon="note", parent=self)
        self.opportunity = Button(icon="opportunities", parent=self)
        self._wire()
        common = (self.log, self.visit, self.plan, self.call, self.email, self.task, self.note)
        for button in (*common, self.opportunity):
            row.addWidget(button)
        self.opportunity.setVisible(opportunity)
        for button in (self.log, self.visit, self.plan):
            button.setVisible(visits)
        self.retranslate()

    def _wire(self) -> None:
        desk = self._desk
        self.log.clicked.connect(lambda: desk.quick_log(self._context().get("account") or ""))
        self.visit.clicked.connect(lambda: self._with_account(log_visit))
        self.plan.clicked.connect(lambda: self._with_account(plan_visit))
        self.call.clicked.connect(
            lambda: log_call(desk, **self._only("account", "opportunity", "lead"), **self._with("attendees"))
        )
        self.email.clicked.connect(
            lambda: log_email(desk, **self._only("account", "opportunity", "lead"), **self._with("contacts"))
        )
        self.task.clicked.connect(lambda: desk.new("task", **self._only(*_ABOUT)))
        self.note.clicked.connect(lambda: desk.new("note", **self._only(*_ABOUT)))
        self.opportunity.clicked.connect(lambda: desk.new("opportunity", **self._only("account")))

    def retranslate(self) -> None:
        self.log.setText(self.tr("Quick log"))
        self.log.setToolTip(self.tr("Log it in one line  Ctrl+J"))
        self.visit.setText(self.tr("Visit now"))
        self.plan.setText(self.tr("Plan visit"))
        self.call.setText(self.tr("Log call"))
        self.email.setText(self.tr("Log e-mail"))
        self.task.setText(self.tr("Task"))
        self.note.setText(self.tr("Note"))
        self.opportunity.setText(self.tr("Opportunity"))

    def _only(self, *names: str) -> dict[str, Value]:
        context = self._context()
        return {name: context[name] for name in names if context.get(name)}

    def _with_account(self, act: Callable[..., None]) -> None:
        """Visits need an account; without one the button is disabled (`allow_visits`)."""
        fields = {**self._only("opportunity"), **self._with("contacts")}
        act(self._desk, self._context()["account"], **fields)

    def _with(self, name: str) -> dict[str, Value]:
        """The person of the page as the people of the new activity."""
        contact = self._context().get("contact")
        return {name: [contact]} if contact else {}

    def allow_visits(self, allowed: bool) -> None:
        """Whether there is an account to visit."""
        self.visit.setEnabled(allowed)
        self.plan.setEnabled(allowed)
