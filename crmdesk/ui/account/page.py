"""The account page: header, facts, people, open opportunities, timeline, and the buttons that start something."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from crmdesk.domain.quotes import first_days
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.account.content import AccountContent, read_account
from crmdesk.ui.attachments import AttachmentsCard
from crmdesk.ui.brief import open_brief
from crmdesk.ui.columns import tone
from crmdesk.ui.contact import entries as person_entries
from crmdesk.ui.desk import Desk
from crmdesk.ui.email.writing import write_to
from crmdesk.ui.facts import amount_text, facts
from crmdesk.ui.happenings import happenings
from crmdesk.ui.quick_actions import QuickActions, log_call, log_visit, plan_visit
from crmdesk.ui.quote.entries import entries
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Button, Card, Label, Property, PropertyList, Timeline, TimelineEntry

_IN_HEAD = ("name", "type", "tier", "description")
_MAIL = "mailto:"
_READ = (
    "account",
    "account_contact",
    "contact",
    "opportunity",
    "quote",
    "visit",
    "call",
    "meeting",
    "email",
    "task",
    "note",
    "stage_change",
    "user",
)


class AccountPage(RecordPage):
    """One page per customer."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "account", record_id)
        self._content: AccountContent | None = None
        self.brief_button = Button(icon="print", parent=self.head.buttons.parentWidget())
        self.brief_button.clicked.connect(lambda: open_brief(desk, record_id))
        self.head.buttons.insertWidget(0, self.brief_button)
        self._about = Label(tone="muted", elided=True, parent=self)
        self.body.addWidget(self._about)
        self.quick = QuickActions(desk, self, opportunity=True)
        self.body.addWidget(self.quick)
        columns = TwoColumns(self)
        self.scroll_below(columns)
        narrow, wide = columns.narrow.parentWidget(), columns.wide.parentWidget()
        self._facts_card, self._people_card = Card(parent=narrow), Card(parent=narrow)
        self._opportunities_card, self._timeline_card = Card(parent=wide), Card(parent=wide)
        self._facts = PropertyList(self._facts_card)
        self._facts.activated.connect(self._follow_fact)
        self._description = Label(wrap=True, parent=self._facts_card)
        self._description.setContentsMargins(0, 8, 0, 0)
        self._facts_card.body.addWidget(self._facts)
        self._facts_card.body.addWidget(self._description)
        cards = (self._people_card, self._opportunities_card, self._timeline_card)
        self.people, self.opportunities, self.timeline = (Timeline(card) for card in cards)
        self._no_people, self._no_opportunities, self._nothing_yet = (
            Label(tone="muted", wrap=True, parent=card) for card in cards
        )
        for card, quiet, lines in zip(
            cards,
            (self._no_people, self._no_opportunities, self._nothing_yet),
            (self.people, self.opportunities, self.timeline),
            strict=True,
        ):
            card.body.addWidget(quiet)
            card.body.addWidget(lines)
            lines.activated.connect(self.open_target)
        self._quotes_card = Card(parent=wide)
        self.quotes = Timeline(self._quotes_card)
        self.quotes.activated.connect(self.open_target)
        self._quotes_card.body.addWidget(self.quotes)
        self.new_quote = Button(kind="quiet", icon="add", parent=self._quotes_card.buttons.parentWidget())
        self.new_quote.clicked.connect(
            lambda: desk.new("quote", account=self.record_id, **first_days(desk.today()))
        )
        self._quotes_card.buttons.addWidget(self.new_quote)
        self.new_contact = Button(kind="quiet", icon="add", parent=self._people_card.buttons.parentWidget())
        self.new_contact.clicked.connect(lambda: desk.new("contact", account=self.record_id))
        self._people_card.buttons.addWidget(self.new_contact)
        columns.narrow.addWidget(self._facts_card)
        columns.narrow.addWidget(self._people_card)
        self.attachments = AttachmentsCard(desk, "account", record_id, narrow)
        columns.narrow.addWidget(self.attachments)
        columns.narrow.addStretch(1)
        columns.wide.addWidget(self._opportunities_card)
        columns.wide.addWidget(self._quotes_card)
        columns.wide.addWidget(self._timeline_card)
        columns.wide.addStretch(1)
        self.follow(_READ, lambda: read_account(desk.replica, desk.catalogue, record_id), self.show_content)
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        self.brief_button.setText(self.tr("Brief"))
        self.brief_button.setToolTip(self.tr("Pre-visit brief  Ctrl+Shift+P"))
        self.brief_button.setAccessibleName(QCoreApplication.translate("brief", "Pre-visit brief"))
        self.new_contact.setText(self.tr("Add"))
        self.new_contact.setAccessibleName(self.tr("Add a contact"))
        self.new_quote.setText(self.tr("Add"))
        self.new_quote.setAccessibleName(self.tr("Add a quote"))
        self._facts_card.set_title(self.tr("About"))
        self._no_people.setText(self.tr("Nobody yet. Add the people you talk to."))
        self._no_opportunities.setText(self.tr("No open opportunity."))
        self._nothing_yet.setText(self.tr("Nothing has happened yet. Plan a visit or log a call."))

    def show_content(self, content: AccountContent) -> None:
        """Show what was read."""
        self._content = content
        record, names = content.record, content.names
        self.take(record)
        self.quick.take(record)
        self._show_head(record, content)
        mail = [Property(label("account.emails"), each, f"{_MAIL}{each}") for each in record["emails"] or []]
        shown = facts(self.entity, record, names, leave_out=_IN_HEAD, instead={"emails": mail})
        self._facts.set_properties(shown)
        self._description.setText((record["description"] or "").strip())
        self._description.setVisible(bool(record["description"]))
        self._people_card.set_title(label("contact.plural"), len(content.people))
        self._opportunities_card.set_title(self.tr("Open opportunities"), len(content.opportunities))
        self._timeline_card.set_title(self.tr("Timeline"))
        self.people.set_entries(person_entries.entries(content.people))
        self.opportunities.set_entries([self._opportunity(each) for each in content.opportunities])
        self.timeline.set_entries(happenings(self.desk, content.happenings))
        self._no_people.setVisible(not content.people)
        self._quotes_card.set_title(label("quote.plural"), len(content.quotes))
        self._quotes_card.setVisible(bool(content.quotes))
        self.quotes.set_entries(entries(self.desk, content.quotes))
        self._no_opportunities.setVisible(not content.opportunities)
        self._nothing_yet.setVisible(not content.happenings)
        self.people.setAccessibleName(label("contact.plural"))
        self.opportunities.setAccessibleName(self.tr("Open opportunities"))

    def _follow_fact(self, link: str) -> None:
        if link.startswith(_MAIL):
            write_to(self.desk, link.removeprefix(_MAIL), account=self.record_id)
        else:
            self.open_target(link)

    def _show_head(self, record: Record, content: AccountContent) -> None:
        badge = self.head.badge
        badge.setText(label(f"account.type.{record['type']}") if record["type"] else "")
        badge.setVisible(bool(record["type"]))
        tier = label(f"account.tier.{record['tier']}") if record["tier"] else ""
        self.head.note.setText(f"{label('account.tier')} {tier}" if tier else "")
        names = content.names
        parts = [
            names.get(record["owner"] or "", ""),
            names.get(record["territory"] or "", ""),
            record["industry"] or "",
            self._last_seen(content),
        ]
        self._about.setText("  ·  ".join(part for part in parts if part))

    def _last_seen(self, content: AccountContent) -> str:
        """When somebody last checked in here."""
        visits = [each.record for each in content.happenings if each.record.type == "visit"]
        moments = [visit["check_in"]["at"] for visit in visits if visit["check_in"]]
        if not moments:
            return self.tr("not visited yet")
        day = formats.local(max(moments), self.desk.zone).date()
        return self.tr("last visit {0}").format(formats.short_day(day, self.desk.today()))

    def _opportunity(self, each: Record) -> TimelineEntry:
        stage = each["stage"]
        day = formats.short_day(each["close_date"], self.desk.today()) if each["close_date"] else ""
        closes = self.tr("closes {0}").format(day) if day else ""
        return TimelineEntry(
            target=f"opportunity:{each.id}",
            icon="opportunities",
            title=each["name"] or "",
            when=amount_text(each),
            text=" · ".join(part for part in (closes, each["next_step"] or "") if part),
            badge=label(f"opportunity.stage.{stage}"),
            tone=tone(self.desk.entity("opportunity"), "stage", stage),
        )


def add_row_actions(desk: Desk, menu: QMenu, record: Record) -> None:
    """What the context menu of an account in a list offers beside the usual."""
    acts = {
        QCoreApplication.translate("QuickActions", "Visit now"): lambda: log_visit(desk, record.id),
        QCoreApplication.translate("QuickActions", "Plan visit"): lambda: plan_visit(desk, record.id),
        QCoreApplication.translate("QuickActions", "Log call"): lambda: log_call(desk, account=record.id),
    }
    for text, act in acts.items():
        menu.addAction(text).triggered.connect(lambda _=False, run=act: run())
