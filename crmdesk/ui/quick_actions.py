"""The row of buttons that start something new at an account, a contact, an opportunity or a lead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from crmdesk.domain import edits
from crmdesk.domain.beside import beside
from crmdesk.domain.changes import Mutation
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, FlowLayout

VISIT_LENGTH = timedelta(minutes=45)
"""What a visit is planned for until somebody says otherwise."""


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
    """Visit now, plan a visit, call, e-mail, task, note, and what else the page adds. What is started is about the
    record that was taken last; until there is one, nothing is."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        opportunity: bool = False,
        visits: bool = True,
    ) -> None:
        """`opportunity` adds a button for a new one; `visits`: as long as no record was taken, those are offered."""
        super().__init__(parent)
        self._desk = desk
        self._record: Record | None = None
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
        self._offer_visits(visits)
        self.retranslate()

    def take(self, record: Record) -> None:
        """The record of the page, as it is now. Only who has an account can be visited."""
        self._record = record
        self._offer_visits("account" in self._beside("visit"))

    def _offer_visits(self, offered: bool) -> None:
        for button in (self.visit, self.plan):
            button.setVisible(offered)

    def _wire(self) -> None:
        desk = self._desk
        self.log.clicked.connect(lambda: desk.quick_log(self._record))
        self.visit.clicked.connect(lambda: self._start("visit", partial(log_visit, desk)))
        self.plan.clicked.connect(lambda: self._start("visit", partial(plan_visit, desk)))
        self.call.clicked.connect(lambda: self._start("call", partial(log_call, desk)))
        self.email.clicked.connect(lambda: self._start("email", partial(log_email, desk)))
        for name, button in (("task", self.task), ("note", self.note), ("opportunity", self.opportunity)):
            button.clicked.connect(partial(self._start, name, partial(desk.new, name)))

    def _start(self, type_name: str, act: Callable[..., object], _: bool = False) -> None:
        if self._record is not None:
            act(**self._beside(type_name))

    def _beside(self, type_name: str) -> dict[str, Any]:
        return {} if self._record is None else beside(self._desk.entity(type_name), self._record)

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
