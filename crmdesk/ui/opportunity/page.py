"""The opportunity page: a bar of stages, what it is worth and when, products, people, timeline."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain import edits, quotes
from crmdesk.domain.changes import Mutation
from crmdesk.domain.pricing import canonical, main_currency, priced
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.contact import entries as person_entries
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import amount_text, facts
from crmdesk.ui.happenings import happenings
from crmdesk.ui.lines.card import LinesCard
from crmdesk.ui.opportunity.closing import LostReasonBar
from crmdesk.ui.opportunity.content import OpportunityContent, read_opportunity
from crmdesk.ui.opportunity.figures import Figure
from crmdesk.ui.quick_actions import QuickActions
from crmdesk.ui.quote import entries as quote_entries
from crmdesk.ui.quote.content import language_for
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.stages import stages_of
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Button, Card, FlowLayout, Label, PropertyList, Timeline
from crmdesk.ui.widgets.stage_bar import StageBar

_IN_FIGURES = (
    "name",
    "account",
    "stage",
    "amount",
    "close_date",
    "probability",
    "next_step",
    "description",
    "contacts",
)
_READ = (
    "opportunity",
    "opportunity_line",
    "quote",
    "stage_change",
    "account",
    "contact",
    "product",
    "visit",
    "call",
    "meeting",
    "email",
    "task",
    "note",
    "user",
)
_LOST = "closed_lost"


class OpportunityPage(RecordPage):
    """One page per possible sale."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "opportunity", record_id)
        self.account = Button(kind="link", icon="accounts", parent=self)
        self.account.clicked.connect(self._open_account)
        self.body.addWidget(self.account)
        top = QWidget(self)
        self.stages = StageBar(top)
        self.stages.stage_requested.connect(self.move_to)
        self.lost = LostReasonBar(self.entity.field("lost_reason"), top)
        self.lost.answered.connect(self._close_lost)
        self.lost.given_up.connect(self._keep_stage)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.stages)
        column.addWidget(self.lost)
        self.body.addWidget(top)
        self.body.addWidget(self._build_figures())
        self.quick = QuickActions(desk, self)
        self.body.addWidget(self.quick)
        self._build_columns()
        self.add_key("Ctrl+Right", lambda: self.tr("Move to the next stage"), lambda: self.stages.step(1))
        self.add_key("Ctrl+Left", lambda: self.tr("Move a stage back"), lambda: self.stages.step(-1))
        self.follow(
            _READ, lambda: read_opportunity(desk.replica, desk.catalogue, record_id), self.show_content
        )
        self.lines.stale.connect(self.refresh)
        self.retranslate()

    def _build_figures(self) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=32)
        self._amount, self._expected, self._closes, self._since = (Figure(holder) for _ in range(4))
        for figure in (self._amount, self._expected, self._closes, self._since):
            flow.addWidget(figure)
        return holder

    def _build_columns(self) -> None:
        columns = TwoColumns(self)
        self.scroll_below(columns)
        narrow, wide = columns.narrow.parentWidget(), columns.wide.parentWidget()
        self._next_card, self._timeline_card = Card(parent=wide), Card(parent=wide)
        self.lines = LinesCard(self.desk, "opportunity_line", "opportunity", self.record_id, wide)
        self.use_sum = Button(kind="link", icon="money", parent=self.lines.offers.parentWidget())
        self.use_sum.clicked.connect(self.take_sum)
        self.make_quote = Button(icon="quote", parent=self.lines.offers.parentWidget())
        self.make_quote.clicked.connect(self.draw_up_quote)
        for number, offer in enumerate((self.make_quote, self.use_sum)):
            self.lines.offers.insertWidget(number, offer)
        self._quotes_card = Card(parent=wide)
        self.quotes = Timeline(self._quotes_card)
        self.quotes.activated.connect(self.open_target)
        self._quotes_card.body.addWidget(self.quotes)
        self._facts_card, self._people_card = Card(parent=narrow), Card(parent=narrow)
        self._next = Label(wrap=True, parent=self._next_card)
        self._description = Label(wrap=True, parent=self._facts_card)
        self._description.setContentsMargins(0, 8, 0, 0)
        self._next_card.body.addWidget(self._next)
        self.people, self.timeline = Timeline(self._people_card), Timeline(self._timeline_card)
        self._no_people, self._nothing_yet = (
            Label(tone="muted", wrap=True, parent=card) for card in (self._people_card, self._timeline_card)
        )
        for card, quiet, entries in (
            (self._people_card, self._no_people, self.people),
            (self._timeline_card, self._nothing_yet, self.timeline),
        ):
            card.body.addWidget(quiet)
            card.body.addWidget(entries)
            entries.activated.connect(self.open_target)
        self._facts = PropertyList(self._facts_card)
        self._facts.activated.connect(self.open_target)
        self._facts_card.body.addWidget(self._facts)
        self._facts_card.body.addWidget(self._description)
        for card in (self._facts_card, self._people_card):
            columns.narrow.addWidget(card)
        columns.narrow.addStretch(1)
        for card in (self._next_card, self.lines, self._quotes_card, self._timeline_card):
            columns.wide.addWidget(card)
        columns.wide.addStretch(1)

    def retranslate(self) -> None:
        super().retranslate()
        self._next_card.set_title(label("opportunity.next_step"))
        self._facts_card.set_title(self.tr("About"))
        self._timeline_card.set_title(self.tr("Timeline"))
        self.make_quote.setText(self.tr("Make a quote"))
        self.use_sum.setText(self.tr("Use the total as amount"))
        self._no_people.setText(self.tr("Nobody yet. Name the people who decide."))
        self._nothing_yet.setText(self.tr("Nothing has happened yet. Plan a visit or log a call."))

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: OpportunityContent) -> None:
        """Show what was read."""
        record, names = content.record, content.names
        self.take(record)
        self.quick.take(record)
        self.stages.set_stages(
            stages_of(self.entity, "stage"),
            record["stage"] or "",
        )
        account = names.get(record["account"] or "", "")
        self.account.setText(account.replace("&", "&&"))
        self.account.setVisible(bool(account))
        self._show_figures(record, content)
        self._next.setText(record["next_step"] or self.tr("None yet. What brings this forward?"))
        self._next.set_tone("" if record["next_step"] else "muted")
        leave_out = _IN_FIGURES if record["stage"] == _LOST else (*_IN_FIGURES, "lost_reason")
        self._facts.set_properties(facts(self.entity, record, names, leave_out=leave_out))
        self._description.setText(record["description"] or "")
        self._description.setVisible(bool(record["description"]))
        self._show_lists(content)

    def _show_figures(self, record: Record, content: OpportunityContent) -> None:
        stage = self.entity.field("stage").choice(record["stage"])
        chance = (
            record["probability"] if record["probability"] is not None else (stage.number if stage else None)
        )
        self._amount.show_value(label("opportunity.amount"), amount_text(record) or "–")
        expected = ""
        if record["amount"] is not None and chance is not None:
            expected = formats.money(Decimal(record["amount"]) * chance / 100, record["currency"] or "")
        shown = f"{expected} · {formats.percent(chance)}" if chance is not None and expected else "–"
        self._expected.show_value(self.tr("Expected"), shown)
        day = formats.relative_day(record["close_date"], self.desk.today()) if record["close_date"] else "–"
        ended = bool(stage and stage.end)
        late = (
            bool(record["close_date"]) and record["close_date"] < self.desk.today().isoformat() and not ended
        )
        self._closes.show_value(label("opportunity.close_date"), day, "danger" if late else "")
        since = self._days_in_stage(record, content)
        self._since.show_value(self.tr("In this stage"), self.tr("%n days", "", since))

    def _days_in_stage(self, record: Record, content: OpportunityContent) -> int:
        moments = [
            each.when for each in content.happenings if each.record.type == "stage_change" and each.when
        ]
        start = max(moments, default=record["created_at"])
        return max(0, (self.desk.today() - formats.local(start, self.desk.zone).date()).days) if start else 0

    def _show_lists(self, content: OpportunityContent) -> None:
        self.lines.set_title(self.tr("Products"), len(content.lines))
        self._show_lines(content)
        self._quotes_card.set_title(label("quote.plural"), len(content.quotes))
        self._quotes_card.setVisible(bool(content.quotes))
        self.quotes.set_entries(quote_entries.entries(self.desk, content.quotes))
        self._people_card.set_title(label("opportunity.contacts"), len(content.people))
        self.people.set_entries(person_entries.entries(content.people))
        self.timeline.set_entries(happenings(self.desk, content.happenings))
        self._no_people.setVisible(not content.people)
        self._nothing_yet.setVisible(not content.happenings)

    def _show_lines(self, content: OpportunityContent) -> None:
        record = content.record
        self.lines.show_lines(content.lines, content.names, self._currency(content))
        self.use_sum.setVisible(
            bool(content.lines) and self.lines.complete and self._sum() != _amount(record)
        )

    def _currency(self, content: OpportunityContent) -> str:
        """Of prices and their sum: the opportunity's, else that of most lines."""
        known = [line for line in (priced(each.fields) for each in content.lines) if line is not None]
        return str(content.record["currency"] or main_currency(known, self.desk.author.currency))

    def _sum(self) -> tuple[Decimal, str]:
        return self.lines.totals.net, self.lines.totals.currency

    # -- doing ---------------------------------------------------------------------------------------------

    def move_to(self, stage: str) -> None:
        """Move it along; a lost one is asked for its reason first, in the page."""
        if self.record is None:
            return
        chosen = self.entity.field("stage").choice(stage)
        if chosen is not None and chosen.asks:
            self.lost.ask()
        else:
            self.lost.hide()
            self._move(stage, None)

    def _close_lost(self, reason: str | None) -> None:
        self.lost.hide()
        self._move(_LOST, reason)

    def _keep_stage(self) -> None:
        self.lost.hide()
        self.stages.setFocus()

    def _move(self, stage: str, reason: str | None) -> None:
        record = self.record
        if record is None:
            return
        said = self.tr("Now: {0}").format(label(f"opportunity.stage.{stage}"))
        self.desk.commit(lambda: edits.move_stage(self.desk.author, record, stage, reason), said)

    def take_sum(self) -> None:
        """The opportunity is worth what its lines are."""
        record, (net, currency) = self.record, self._sum()
        if record is None:
            return
        fields = {"amount": canonical(net, currency), "currency": currency}
        said = self.tr("Amount: {0}").format(formats.money(fields["amount"], currency))
        self.desk.commit(lambda: edits.update(self.desk.author, record, fields), said)

    def draw_up_quote(self) -> None:
        """A draft with these lines, opened at once."""
        desk = self.desk
        desk.read_after_saves(
            lambda: read_opportunity(desk.replica, desk.catalogue, self.record_id), self._draw_up
        )

    def _draw_up(self, content: OpportunityContent) -> None:
        desk = self.desk
        made: list[Mutation] = []
        spoken = (person["preferred_language"] for person in content.people)

        def intent() -> list[Mutation]:
            made[:] = quotes.draw_up(
                desk.author, content.record, content.lines, today=desk.today(), language=language_for(spoken)
            )
            return made

        desk.commit(intent, self.tr("Quote made"), done=lambda: desk.open("quote", made[0].id))

    def _open_account(self) -> None:
        if self.record is not None and self.record["account"]:
            self.desk.open("account", self.record["account"])

    def escape(self) -> bool:
        if self.lost.isVisible():
            self._keep_stage()
            return True
        return False


def _amount(record: Record) -> tuple[Decimal, str] | None:
    """What it is worth so far."""
    return (Decimal(record["amount"]), str(record["currency"])) if record["amount"] is not None else None
