"""The contact page: how to reach a person, facts, timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui.desk import Desk
from crmdesk.ui.email.writing import write_to
from crmdesk.ui.facts import facts
from crmdesk.ui.happenings import happenings
from crmdesk.ui.quick_actions import QuickActions
from crmdesk.ui.reading import names_of
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Badge, Button, Card, Label, Property, PropertyList, Timeline

_IN_HEAD = ("name", "role", "account", "phones", "emails", "personal_facts")
_READ = ("contact", "account", "visit", "call", "meeting", "email", "task", "note", "user")
_HAPPENINGS = 200


@dataclass(frozen=True, slots=True)
class ContactContent:
    """A contact and what happened with them. `names` are titles by record id."""

    record: Record
    happenings: tuple[TimelineEntry, ...]
    names: Mapping[str, str]


def read_contact(replica: Replica, catalogue: Catalogue, contact_id: str) -> ContactContent:
    """Everything the page needs; raises `NoSuchRecord` when the contact is not here (any more)."""
    record = replica.get("contact", contact_id)
    happened = tuple(replica.timeline("contact", contact_id, limit=_HAPPENINGS))
    return ContactContent(record, happened, names_of(replica, catalogue, [record]))


class ContactPage(RecordPage):
    """One page per person."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "contact", record_id)
        who = QWidget(self)
        self._about = Label(tone="muted", elided=True, parent=who)
        self._warning = Badge("", "danger", who)
        self.account = Button(kind="link", icon="accounts", parent=who)
        self.account.clicked.connect(self._open_account)
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.account)
        row.addWidget(self._warning)
        row.addWidget(self._about, 1)
        self.body.addWidget(who)
        self.quick = QuickActions(desk, self)
        self.body.addWidget(self.quick)
        columns = TwoColumns(self)
        self.scroll_below(columns)
        narrow = columns.narrow.parentWidget()
        self._reach_card, self._facts_card, self._personal_card = (Card(parent=narrow) for _ in range(3))
        self._timeline_card = Card(parent=columns.wide.parentWidget())
        self.reach = PropertyList(self._reach_card)
        self.reach.activated.connect(self._write)
        self._reach_card.body.addWidget(self.reach)
        self._facts = PropertyList(self._facts_card)
        self._facts.activated.connect(self.open_target)
        self._facts_card.body.addWidget(self._facts)
        self._personal = Label(wrap=True, parent=self._personal_card)
        self._personal_card.body.addWidget(self._personal)
        self.timeline = Timeline(self._timeline_card)
        self.timeline.activated.connect(self.open_target)
        self._nothing_yet = Label(tone="muted", wrap=True, parent=self._timeline_card)
        self._timeline_card.body.addWidget(self._nothing_yet)
        self._timeline_card.body.addWidget(self.timeline)
        for card in (self._reach_card, self._facts_card, self._personal_card):
            columns.narrow.addWidget(card)
        columns.narrow.addStretch(1)
        columns.wide.addWidget(self._timeline_card)
        columns.wide.addStretch(1)
        self.follow(_READ, lambda: read_contact(desk.replica, desk.catalogue, record_id), self.show_content)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self._reach_card.set_title(self.tr("Contact details"))
        self._facts_card.set_title(self.tr("About"))
        self._personal_card.set_title(label("contact.personal_facts"))
        self._timeline_card.set_title(self.tr("Timeline"))
        self._warning.setText(self.tr("Do not contact"))
        self._nothing_yet.setText(self.tr("Nothing has happened yet. Plan a visit or log a call."))

    def show_content(self, content: ContactContent) -> None:
        """Show what was read."""
        record, names = content.record, content.names
        self.take(record)
        self.quick.take(record)
        role = label(f"contact.role.{record['role']}") if record["role"] else ""
        self.head.badge.setText(role)
        self.head.badge.setVisible(bool(role))
        parts = [record["title"] or "", record["department"] or "", names.get(record["owner"] or "", "")]
        self._about.setText("  ·  ".join(part for part in parts if part))
        self._warning.setVisible(bool(record["do_not_contact"]))
        account = names.get(record["account"] or "", "")
        self.account.setText(account.replace("&", "&&"))
        self.account.setVisible(bool(account))
        self.reach.set_properties(
            [
                *(Property(label("contact.phones"), each) for each in record["phones"] or [""]),
                *(Property(label("contact.emails"), each, each) for each in record["emails"] or [""]),
            ]
        )
        leave_out = (*_IN_HEAD, "title", "department", "do_not_contact")
        self._facts.set_properties(facts(self.entity, record, names, leave_out=leave_out))
        self._personal.setText(record["personal_facts"] or "")
        self._personal_card.setVisible(bool(record["personal_facts"]))
        self.timeline.set_entries(happenings(self.desk, content.happenings))
        self._nothing_yet.setVisible(not content.happenings)

    def _write(self, address: str) -> None:
        account = self.record["account"] if self.record else None
        write_to(self.desk, address, contacts=[self.record_id], **({"account": account} if account else {}))

    def _open_account(self) -> None:
        if self.record is not None and self.record["account"]:
            self.desk.open("account", self.record["account"])
