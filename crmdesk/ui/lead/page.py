"""The lead page: how far one has come, how to reach the person, what was done, and the way to a customer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits, leads
from crmdesk.domain.entities import ACTIVITIES
from crmdesk.domain.entities.lead import CONVERTED, UNQUALIFIED
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.email.writing import write_to
from crmdesk.ui.facts import facts
from crmdesk.ui.happenings import happenings
from crmdesk.ui.lead.content import LeadContent, read_lead
from crmdesk.ui.lead.conversion import ConversionCard
from crmdesk.ui.quick_actions import QuickActions
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.stages import stages_of
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Badge, Button, Card, FlowLayout, Label, Property, PropertyList, Timeline
from crmdesk.ui.widgets.stage_bar import StageBar

_READ = ("lead", *leads.BECAME, *ACTIVITIES, "user")
_CONVERT = "Ctrl+Shift+K"
_SHOWN_ELSEWHERE = (
    "name",
    "company",
    "status",
    "phones",
    "emails",
    "description",
    "do_not_contact",
    *(f"converted_{kind}" for kind in leads.BECAME),
)


class LeadPage(RecordPage):
    """One page per lead."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "lead", record_id)
        self.convert_button = Button(kind="primary", icon="check", parent=self.head.buttons.parentWidget())
        self.convert_button.clicked.connect(self.ask_to_convert)
        self.head.buttons.insertWidget(0, self.convert_button)
        self.add_key(_CONVERT, lambda: self.tr("Convert the lead"), self.ask_to_convert)
        self.body.addWidget(self._build_who())
        self.body.addWidget(self._build_top())
        self.quick = QuickActions(desk, self, visits=False)
        self.body.addWidget(self.quick)
        self._build_columns()
        self._go_on = False
        self.follow(_READ, lambda: read_lead(desk.replica, desk.catalogue, record_id), self.show_content)
        self.retranslate()

    def _build_who(self) -> QWidget:
        who = QWidget(self)
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        self._about = Label(tone="muted", elided=True, parent=who)
        self._warning = Badge("", "danger", who)
        row.addWidget(self._warning)
        row.addWidget(self._about, 1)
        return who

    def _build_top(self) -> QWidget:
        top = QWidget(self)
        self.stages = StageBar(top)
        self.stages.stage_requested.connect(self.move_to)
        self.conversion = ConversionCard(self.desk, top)
        self.conversion.closed.connect(self._after_asking)
        self.conversion.converted.connect(self._after_converting)
        self._became_card = Card(parent=top)
        holder = QWidget(self._became_card)
        links = FlowLayout(holder, spacing=8)
        self.became: dict[str, Button] = {}
        for kind in leads.BECAME:
            button = Button(kind="link", icon=self.desk.entity(kind).icon, parent=holder)
            button.clicked.connect(lambda _=False, opened=kind: self._open(opened))
            links.addWidget(button)
            self.became[kind] = button
        self._became_card.body.addWidget(holder)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.stages, self.conversion, self._became_card):
            column.addWidget(part)
        return top

    def _build_columns(self) -> None:
        columns = TwoColumns(self)
        self.scroll_below(columns)
        narrow, wide = columns.narrow.parentWidget(), columns.wide.parentWidget()
        self._reach_card, self._facts_card = Card(parent=narrow), Card(parent=narrow)
        self._text_card, self._timeline_card = Card(parent=wide), Card(parent=wide)
        self.reach = PropertyList(self._reach_card)
        self.reach.activated.connect(self._write)
        self._reach_card.body.addWidget(self.reach)
        self._facts = PropertyList(self._facts_card)
        self._facts.activated.connect(self.open_target)
        self._facts_card.body.addWidget(self._facts)
        self._text = Label(wrap=True, parent=self._text_card)
        self._text_card.body.addWidget(self._text)
        for card in (self._reach_card, self._facts_card):
            columns.narrow.addWidget(card)
        columns.narrow.addStretch(1)
        self.timeline = Timeline(self._timeline_card)
        self.timeline.activated.connect(self.open_target)
        self._nothing_yet = Label(tone="muted", wrap=True, parent=self._timeline_card)
        self._timeline_card.body.addWidget(self._nothing_yet)
        self._timeline_card.body.addWidget(self.timeline)
        columns.wide.addWidget(self._text_card)
        columns.wide.addWidget(self._timeline_card)
        columns.wide.addStretch(1)

    def retranslate(self) -> None:
        super().retranslate()
        self.convert_button.setText(self.tr("Convert"))
        self.convert_button.setToolTip(self.tr("Convert  Ctrl+Shift+K"))
        self._warning.setText(self.tr("Do not contact"))
        self._became_card.set_title(self.tr("What it became"))
        self._reach_card.set_title(self.tr("Contact details"))
        self._facts_card.set_title(self.tr("About"))
        self._text_card.set_title(label("lead.description"))
        self._timeline_card.set_title(self.tr("Timeline"))
        self._nothing_yet.setText(self.tr("Nothing has happened yet. Log a call or plan a task."))

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: LeadContent) -> None:
        """Show what was read."""
        record, names = content.record, content.names
        first = self.record is None
        self.take(record)
        self.quick.take(record)
        self.stages.set_stages(
            stages_of(self.entity, "status"),
            record["status"] or "",
        )
        converted = leads.is_converted(record)
        if first and not converted and self.conversion.is_unfinished(record):
            self.conversion.ask(record, unasked=True)
        self.stages.setEnabled(not converted)
        self.convert_button.setVisible(not converted and self.conversion.isHidden())
        parts = [record["title"] or "", record["company"] or "", names.get(record["owner"] or "", "")]
        self._about.setText("  ·  ".join(part for part in parts if part))
        self._warning.setVisible(bool(record["do_not_contact"]))
        self.reach.set_properties(
            [
                *(Property(label("lead.phones"), each) for each in record["phones"] or [""]),
                *(Property(label("lead.emails"), each, each) for each in record["emails"] or [""]),
            ]
        )
        self._facts.set_properties(facts(self.entity, record, names, leave_out=_SHOWN_ELSEWHERE))
        self._text.setText(record["description"] or self.tr("Nothing is noted yet."))
        self._text.set_tone("" if record["description"] else "muted")
        # Of a converted lead, what is done now is done with the customer.
        self.quick.setVisible(not converted and self.conversion.isHidden())
        self.timeline.set_entries(happenings(self.desk, content.happenings))
        self._nothing_yet.setVisible(not content.happenings)
        self._show_became(content, converted=converted)

    def _show_became(self, content: LeadContent, *, converted: bool) -> None:
        if converted:
            self.conversion.forget()
            self.conversion.hide()
        self._became_card.setVisible(converted)
        for kind, button in self.became.items():
            became = content.record[f"converted_{kind}"]
            name = content.names.get(became or "", "")
            button.setText(f"{label(kind)}: {name}".replace("&", "&&"))
            button.setVisible(bool(name))
        if converted and self._go_on:
            self._focus_became()

    def _focus_became(self) -> None:
        self._go_on = False
        self._became_button().setFocus(Qt.FocusReason.OtherFocusReason)

    def _became_button(self) -> Button:
        """The one that one most likely goes on with: the sale if there is one."""
        made = [button for button in self.became.values() if button.isVisibleTo(self)]
        return made[-1] if made and made[-1] is self.became["opportunity"] else self.became["account"]

    # -- doing ---------------------------------------------------------------------------------------------

    def move_to(self, status: str) -> None:
        """Move it along; what it becomes is asked for in the page."""
        record = self.record
        if record is None:
            return
        if status == CONVERTED:
            self.ask_to_convert()
            return
        author = self.desk.author
        said = self.tr("Now: {0}").format(label(f"lead.status.{status}"))
        if status == UNQUALIFIED:
            self.desk.commit(lambda: leads.give_up(author, record), said)
        else:
            self.desk.commit(lambda: edits.update(author, record, {"status": status}), said)

    def ask_to_convert(self) -> None:
        """Open the card in which it is converted; nothing for one that is."""
        if self.record is not None and not leads.is_converted(self.record):
            self.convert_button.hide()
            self.quick.hide()
            self.conversion.ask(self.record)

    def _after_asking(self) -> None:
        self.quick.show()
        self.convert_button.show()
        self.convert_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_converting(self) -> None:
        """The keyboard goes on with what it became, as soon as that is shown."""
        self._go_on = True
        if self.record is not None and leads.is_converted(self.record):
            self._focus_became()

    def _write(self, address: str) -> None:
        """What is written to somebody who has become a contact can be logged there."""
        became = self.record["converted_contact"] if self.record is not None else None
        fields: dict[str, Value] = {"lead": self.record_id}
        if self.record is not None and became:
            fields = {"contacts": [became], "account": self.record["converted_account"]}
        write_to(self.desk, address, **fields)

    def _open(self, kind: str) -> None:
        if self.record is not None:
            self.desk.open(kind, self.record[f"converted_{kind}"])

    def left(self) -> None:
        self.conversion.keep()
        super().left()

    def escape(self) -> bool:
        if self.conversion.isVisible():
            self.conversion.leave()
            return True
        return False
