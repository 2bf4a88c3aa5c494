"""The page of a logged e-mail: with whom, when, what it is about, and what it said, which stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import facts
from crmdesk.ui.reading import names_of
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Card, Label, Property, PropertyList, Timeline, TimelineEntry

_READ = ("email", "account", "opportunity", "contact", "lead", "user")
_IN_PLACE = ("subject", "direction", "sent_at", "contacts", "body", "message_id")
"""Fields that the page shows elsewhere than among the facts."""


@dataclass(frozen=True, slots=True)
class EmailContent:
    """An e-mail, and the titles by id of what it points to."""

    record: Record
    names: Mapping[str, str]


def read_email(replica: Replica, catalogue: Catalogue, email_id: str) -> EmailContent:
    """Everything the page needs; raises `NoSuchRecord` when it is not here (any more)."""
    record = replica.get("email", email_id)
    return EmailContent(record, names_of(replica, catalogue, [record]))


_READABLE = 760
"""Pixels that a line of a letter may be long: some hundred characters."""


class EmailPage(RecordPage):
    """One page per e-mail."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "email", record_id)
        self._about = Label(tone="muted", elided=True)
        self.body.addWidget(self._about)
        columns = TwoColumns()
        self._people_card, self._facts_card, self._text_card = Card(), Card(), Card()
        self.people = Timeline()
        self.people.activated.connect(self.open_target)
        self._people_card.body.addWidget(self.people)
        self._facts = PropertyList()
        self._facts.activated.connect(self.open_target)
        self._facts_card.body.addWidget(self._facts)
        self.text = Label(wrap=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setMaximumWidth(_READABLE)
        self._text_card.body.addWidget(self.text)
        for card in (self._people_card, self._facts_card):
            columns.narrow.addWidget(card)
        columns.narrow.addStretch(1)
        columns.wide.addWidget(self._text_card)
        columns.wide.addStretch(1)
        self.scroll_below(columns)
        self.follow(_READ, lambda: read_email(desk.replica, desk.catalogue, record_id), self.show_content)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self._people_card.set_title(label("email.contacts"))
        self._facts_card.set_title(self.tr("About"))
        self._text_card.set_title(label("email.body"))
        self.text.setAccessibleName(label("email.body"))

    def show_content(self, content: EmailContent) -> None:
        """Show what was read."""
        record, names = content.record, content.names
        self.take(record)
        badge = self.head.badge
        badge.setText(label(f"email.direction.{record['direction']}"))
        badge.show()
        at = record["sent_at"]
        self._about.setText(formats.instant(at, self.desk.zone) if at else "")
        self._about.setVisible(bool(at))
        people = record["contacts"] or []
        self._people_card.setVisible(bool(people))
        self.people.set_entries(
            [TimelineEntry(f"contact:{one}", "person", names.get(one, "")) for one in people]
        )
        shown: list[Property] = facts(self.entity, record, names, leave_out=_IN_PLACE)
        self._facts.set_properties(shown)
        self.text.setText(record["body"] or self.tr("It was logged without its text."))
