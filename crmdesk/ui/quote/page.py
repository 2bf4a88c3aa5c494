"""The quote page: how far it is, its lines and sums, until when it stands, and the document for the customer."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from crmdesk.domain import quotes
from crmdesk.domain.attachments import file_name
from crmdesk.domain.changes import Mutation
from crmdesk.domain.entities.quote import ACCEPTED, DRAFT, EXPIRED, REJECTED, SENT
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk, Intent
from crmdesk.ui.facts import facts
from crmdesk.ui.lines.card import LinesCard
from crmdesk.ui.outside import open_file
from crmdesk.ui.quote.accepting import AcceptBar
from crmdesk.ui.quote.content import READ, QuoteContent, read_quote
from crmdesk.ui.quote.document import preview, quote_document
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.stages import stages_of
from crmdesk.ui.translations import label
from crmdesk.ui.two_columns import TwoColumns
from crmdesk.ui.widgets import Button, Card, FlowLayout, Label, PropertyList
from crmdesk.ui.widgets.stage_bar import StageBar

_SHOWN_ELSEWHERE = ("name", "number", "status", "amount", "terms", "notes", "account", "opportunity")
_LINKS = ("account", "opportunity", "revises")


class QuotePage(RecordPage):
    """One page per quote."""

    def __init__(self, desk: Desk, record_id: str) -> None:
        super().__init__(desk, "quote", record_id)
        self._content: QuoteContent | None = None
        self.body.addWidget(self._build_links())
        self.body.addWidget(self._build_top())
        self.body.addWidget(self._build_acts())
        self._build_columns()
        self.add_key("Ctrl+P", lambda: self.tr("Preview and print"), self.open_preview)
        self.add_key("Ctrl+S", lambda: self.tr("Save as PDF"), self.ask_for_file)
        self.follow(READ, self._read, self.show_content)
        self.lines.stale.connect(self.refresh)
        self.retranslate()

    def _read(self) -> QuoteContent:
        desk = self.desk
        return read_quote(desk.replica, desk.catalogue, self.record_id, desk.author.currency)

    def _build_links(self) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=8)
        self.links: dict[str, Button] = {}
        for name in _LINKS:
            target = str(self.entity.field(name).target)
            button = Button(kind="link", icon=self.desk.entity(target).icon, parent=holder)
            button.clicked.connect(lambda _=False, field=name: self._open(field))
            flow.addWidget(button)
            self.links[name] = button
        return holder

    def _build_top(self) -> QWidget:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.stages = StageBar(top)
        self.stages.stage_requested.connect(self.move_to)
        self.accepting = AcceptBar(top)
        self.accepting.answered.connect(self._accept)
        self.accepting.given_up.connect(self._keep_status)
        self._ended = Label(tone="warning", wrap=True, parent=top)
        for part in (self.stages, self._ended, self.accepting):
            column.addWidget(part)
        return top

    def _build_acts(self) -> QWidget:
        holder = QWidget(self)
        flow = FlowLayout(holder, spacing=8)
        self.send_button = Button(kind="primary", icon="mail", parent=holder)
        self.accept_button = Button(kind="primary", icon="check", parent=holder)
        self.reject_button = Button(icon="close", parent=holder)
        self.expire_button = Button(icon="clock", parent=holder)
        self.preview_button = Button(icon="print", parent=holder)
        self.save_button = Button(icon="export", parent=holder)
        self.revise_button = Button(icon="duplicate", parent=holder)
        for button, act in (
            (self.send_button, lambda: self.move_to(SENT)),
            (self.accept_button, lambda: self.move_to(ACCEPTED)),
            (self.reject_button, lambda: self.move_to(REJECTED)),
            (self.expire_button, lambda: self.move_to(EXPIRED)),
            (self.preview_button, self.open_preview),
            (self.save_button, self.ask_for_file),
            (self.revise_button, self.revise),
        ):
            button.clicked.connect(act)
            flow.addWidget(button)
        return holder

    def _build_columns(self) -> None:
        columns = TwoColumns(self)
        self.scroll_below(columns)
        narrow, wide = columns.narrow.parentWidget(), columns.wide.parentWidget()
        self.lines = LinesCard(self.desk, "quote_line", "quote", self.record_id, wide)
        self._facts_card, self._notes_card = Card(parent=narrow), Card(parent=narrow)
        self._terms_card = Card(parent=wide)
        self._facts = PropertyList(self._facts_card)
        self._facts.activated.connect(self.open_target)
        self._facts_card.body.addWidget(self._facts)
        self._terms = Label(wrap=True, parent=self._terms_card)
        self._notes = Label(wrap=True, parent=self._notes_card)
        self._terms_card.body.addWidget(self._terms)
        self._notes_card.body.addWidget(self._notes)
        columns.narrow.addWidget(self._facts_card)
        columns.narrow.addWidget(self._notes_card)
        columns.narrow.addStretch(1)
        columns.wide.addWidget(self.lines)
        columns.wide.addWidget(self._terms_card)
        columns.wide.addStretch(1)

    def retranslate(self) -> None:
        super().retranslate()
        self.send_button.setText(self.tr("Mark as sent"))
        self.accept_button.setText(self.tr("Accepted"))
        self.reject_button.setText(self.tr("Rejected"))
        self.expire_button.setText(self.tr("Expired"))
        self.preview_button.setText(self.tr("Preview and print"))
        self.preview_button.setToolTip(self.tr("Preview and print  Ctrl+P"))
        self.save_button.setText(self.tr("Save as PDF…"))
        self.save_button.setToolTip(self.tr("Save as PDF  Ctrl+S"))
        self.revise_button.setText(self.tr("Revise"))
        self._facts_card.set_title(self.tr("About"))
        self._terms_card.set_title(label("quote.terms"))
        self._notes_card.set_title(label("quote.notes"))

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: QuoteContent) -> None:
        """Show what was read."""
        self._content, record, names = content, content.record, content.names
        self.take(record)
        self.head.note.setText(self._number(record))
        self.stages.set_stages(
            stages_of(self.entity, "status"),
            record["status"] or "",
        )
        for name, button in self.links.items():
            title = names.get(record[name] or "", "")
            words = f"{label('quote.revises')}: {title}" if name == "revises" else title
            button.setText(words.replace("&", "&&"))
            button.setVisible(bool(title))
        self._show_acts(record)
        draft = quotes.is_draft(record)
        self.lines.set_title(self.tr("Products"), len(content.lines))
        self.lines.show_lines(
            content.lines, names, content.totals.currency, editable=draft, tax_rate=record["tax_rate"]
        )
        self._facts.set_properties(facts(self.entity, record, names, leave_out=_SHOWN_ELSEWHERE))
        self._terms.setText(
            (record["terms"] or "").strip() or self.tr("No terms yet. They stand below the sum.")
        )
        self._terms.set_tone("" if record["terms"] else "muted")
        self._notes.setText((record["notes"] or "").strip())
        self._notes_card.setVisible(bool(record["notes"]))

    def _number(self, record: Record) -> str:
        if record["number"]:
            return str(record["number"])
        return self.tr("Draft number: the server gives one with the next sync")

    def _show_acts(self, record: Record) -> None:
        status, asking = record["status"], self.accepting.isVisible()
        ended = quotes.has_ended(record, self.desk.today())
        self.send_button.setVisible(status == DRAFT)
        self.accept_button.setVisible(status == SENT and not asking)
        self.reject_button.setVisible(status == SENT)
        self.expire_button.setVisible(ended)
        self.revise_button.setVisible(status != DRAFT)
        self._ended.setVisible(ended)
        if ended:
            day = formats.day(record["valid_until"])
            self._ended.setText(
                self.tr("This offer stood until {0}. Revise it, or close it as expired.").format(day)
            )

    # -- doing ---------------------------------------------------------------------------------------------

    def move_to(self, status: str) -> None:
        """Say how far it is; what that means for the opportunity is asked in the page."""
        self.desk.read_after_saves(self._read, lambda content: self._move(content, status))

    def _move(self, content: QuoteContent, status: str) -> None:
        record, author = content.record, self.desk.author
        if status == record["status"]:
            return
        if status == SENT and quotes.is_draft(record):
            self._commit(status, lambda: quotes.send(author, record, content.totals, today=self.desk.today()))
        elif status == ACCEPTED:
            self._ask_to_accept(content)
        elif status in (REJECTED, EXPIRED):
            self._commit(status, lambda: quotes.close(author, record, status))
        else:
            self._commit(status, lambda: quotes.take_back(author, record))

    def _ask_to_accept(self, content: QuoteContent) -> None:
        deal = content.opportunity
        if deal is None or deal["stage"] == "closed_won":
            self._answer(content, won=False)
            return
        self.accept_button.hide()
        amount = formats.money(str(content.totals.net), content.totals.currency)
        self.accepting.ask(formats.quoted(deal["name"]), amount)

    def _accept(self, won: bool) -> None:
        self.accepting.hide()
        self.desk.read_after_saves(self._read, lambda content: self._answer(content, won=won))

    def _answer(self, content: QuoteContent, *, won: bool) -> None:
        deal = content.opportunity if won else None
        self._commit(ACCEPTED, lambda: quotes.accept(self.desk.author, content.record, deal, content.totals))

    def _keep_status(self) -> None:
        self.accepting.hide()
        if self.record is not None:
            self._show_acts(self.record)
        self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _commit(self, status: str, intent: Intent) -> None:
        said = self.tr("Now: {0}").format(label(f"quote.status.{status}"))
        self.desk.commit(intent, said)

    def revise(self) -> None:
        """A new draft with the same lines, opened at once."""
        self.desk.read_after_saves(self._read, self._revise)

    def _revise(self, content: QuoteContent) -> None:
        made: list[Mutation] = []

        def intent() -> list[Mutation]:
            made[:] = quotes.revise(self.desk.author, content.record, content.lines, today=self.desk.today())
            return made

        self.desk.commit(intent, self.tr("Revision made"), done=lambda: self.desk.open("quote", made[0].id))

    def _open(self, field: str) -> None:
        if self.record is not None and self.record[field]:
            self.desk.open(str(self.entity.field(field).target), self.record[field])

    # -- the document --------------------------------------------------------------------------------------

    def open_preview(self) -> None:
        """Show the document as the customer gets it, from where it is printed."""
        preview(self.desk, self.record_id)

    def ask_for_file(self) -> None:
        """Let the user choose where the PDF goes; the window stays usable."""
        if self._content is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = quote_document(self.desk, self._content).name
        proposed = str(Path(folder) / f"{file_name(name)}.pdf")
        dialog = QFileDialog(self, self.tr("Save as PDF"), proposed)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.selectFile(proposed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save_to(Path(path)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the document into a PDF file."""
        self.desk.read_after_saves(self._read, lambda content: self._save(content, path))

    def _save(self, content: QuoteContent, path: Path) -> None:
        document = quote_document(self.desk, content)
        self.desk.press.save(document, path, self._on_saved, self.desk.report)

    def _on_saved(self, path: Path) -> None:
        self.desk.say(
            self.tr("Saved as {0}").format(path.name),
            action=self.tr("Open"),
            on_action=lambda: open_file(self.desk, path),
        )

    def escape(self) -> bool:
        if self.accepting.isVisible():
            self._keep_status()
            return True
        return False
