"""The report of a visit on paper: who was there when, what was said and answered, what was left, and who signed for it.
Knows no page and no widget."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.domain.visit_forms import Sheet, words
from crmdesk.domain.visits import AMENDABLE, ANSWER
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import address_text
from crmdesk.ui.letterhead import Sender, read_sender
from crmdesk.ui.printing import (
    Block,
    Column,
    Document,
    Gap,
    Heading,
    KeyValues,
    Paragraph,
    Picture,
    PrintRequest,
    SideBySide,
    Table,
    Together,
)
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import label
from crmdesk.ui.visit.amended import Amended, Wording, amended
from crmdesk.ui.visit.content import VisitContent, read_visit
from crmdesk.ui.visit.signature import picture

READ = (
    "visit",
    "account",
    "contact",
    "product",
    "visit_form",
    "visit_amendment",
    "visit_sample",
    "user",
    "letterhead",
)
_SIGNATURE = (75.0, 24.0)
"""Millimetres of its picture."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """A visit, and who reports on it."""

    visit: VisitContent
    sender: Sender


def read_report(replica: Replica, catalogue: Catalogue, visit_id: str) -> ReportContent:
    """Everything that the document needs; raises `NoSuchRecord` when the visit is not here (any more)."""
    visit = read_visit(replica, catalogue, visit_id)
    try:
        person = replica.get("user", visit.record["owner"] or replica.author().user)
    except NoSuchRecord:  # out of this user's sight
        person = None
    return ReportContent(visit, read_sender(replica, person))


def preview(desk: Desk, visit_id: str) -> None:
    """Show the report, from where it is printed and saved."""
    desk.preview(
        PrintRequest(
            key=f"visit:{visit_id}",
            title=lambda: QCoreApplication.translate("VisitWriter", "Visit report"),
            read=lambda: read_report(desk.replica, desk.catalogue, visit_id),
            build=partial(report_document, desk),
            types=READ,
        )
    )


def report_document(desk: Desk, content: ReportContent) -> Document:
    """The report in the language of the window. Call it on the GUI thread."""
    return VisitWriter(desk, content).document()


class VisitWriter:
    """Writes one report."""

    def __init__(self, desk: Desk, content: ReportContent) -> None:
        self._desk = desk
        self._sender = content.sender
        self._visit = content.visit
        self._record: Record = content.visit.record
        form = next((each.form for each in content.visit.forms if each.id == self._record["form"]), None)
        self._form = form
        self._wording = Wording(desk.entity("visit"), self._record, form, content.visit.names)
        self._amended: Amended = amended(desk, content.visit)

    def tr(self, text: str) -> str:
        """The text in the language that is spoken now."""
        return QCoreApplication.translate("VisitWriter", text)

    def document(self) -> Document:
        """All of it."""
        account = self._visit.account
        customer = str(account["name"]) if account is not None else ""
        title = self.tr("Visit report")
        status = label(f"visit.status.{self._record['status']}")
        return Document(
            name=" ".join(part for part in (title, customer, self._day()) if part),
            title="",
            blocks=(
                SideBySide(
                    self._sender.head(),
                    (
                        Paragraph(title, strong=True, size="title", align="right"),
                        Paragraph(status, tone="muted", align="right"),
                    ),
                    share=0.58,
                ),
                Gap(6),
                SideBySide(self._customer(), (KeyValues(self._times()),), share=0.58),
                Gap(4),
                *self._report(),
                *self._answers(),
                *self._samples(),
                *self._signature(),
            ),
            head=(title, customer),
            foot=(self._sender.name, self._day()),
        )

    # -- whom and when -------------------------------------------------------------------------------------

    def _day(self) -> str:
        at = (self._record["check_in"] or {}).get("at") or self._record["planned_start"]
        return formats.day(formats.local(at, self._desk.zone).date().isoformat()) if at else ""

    def _customer(self) -> tuple[Block, ...]:
        account = self._visit.account
        blocks: list[Block] = []
        if account is not None:
            blocks.append(Paragraph(str(account["name"]), strong=True))
            address = account["visiting_address"] or account["billing_address"]
            if address:
                blocks.append(Paragraph(address_text(address)))
        if self._record["purpose"]:
            blocks.append(Paragraph(str(self._record["purpose"]), tone="muted"))
        return tuple(blocks)

    def _times(self) -> tuple[tuple[str, str], ...]:
        said = [
            ("planned_start", self._record["planned_start"]),
            ("check_in", (self._record["check_in"] or {}).get("at")),
            ("check_out", (self._record["check_out"] or {}).get("at")),
            ("submitted_at", self._record["submitted_at"]),
        ]
        return tuple(
            (label(f"visit.{name}"), formats.instant(at, self._desk.zone)) for name, at in said if at
        )

    # -- what was said -------------------------------------------------------------------------------------

    def _said(self, name: str, value: Value) -> str:
        """A field with its amendments below it; empty where nothing was ever said."""
        text = self._wording.value(name, value) if value not in (None, [], "") else ""
        return self._amended.beside(name, text)

    def _report(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for name in AMENDABLE:
            text = self._said(name, self._record[name])
            if text:
                title = self.tr("People met") if name == "contacts" else label(f"visit.{name}")
                blocks.append(Together((Heading(title), Paragraph(text))))
        return tuple(blocks)

    def _answers(self) -> tuple[Block, ...]:
        if self._form is None:
            return ()
        sheet = Sheet(self._form, dict(self._record["answers"] or {}), ())
        rows = []
        for question in self._form.questions:
            text = self._said(f"{ANSWER}{question.key}", sheet.answer(question.key))
            if text and (question in sheet.visible or f"{ANSWER}{question.key}" in self._amended.fields):
                rows.append((words(question.text, look().language), text))
        if not rows:
            return ()
        columns = (Column(self.tr("Question"), 1), Column(self.tr("Answer"), 1))
        return (Heading(words(self._form.name, look().language)), Table(columns, tuple(rows)))

    def _samples(self) -> tuple[Block, ...]:
        lines = self._visit.samples
        if not lines:
            return ()
        columns = (
            Column(label("visit_sample.product"), 1),
            Column(label("visit_sample.quantity"), align="right"),
        )
        rows = tuple(
            (self._visit.names.get(line["product"] or "", ""), formats.number(line["quantity"] or 0))
            for line in lines
        )
        total = formats.number(sum(line["quantity"] or 0 for line in lines))
        return (Heading(label("visit_sample.plural")), Table(columns, rows, ((self.tr("Total"), total),)))

    def _signature(self) -> tuple[Block, ...]:
        signature = self._record["signature"]
        if signature is None:
            return ()
        at = formats.instant(signature["at"], self._desk.zone)
        shape = self.tr("Signed by {0}, {1}")
        if signature["how"] != "drawn":
            shape = self.tr("Signed on paper by {0}, {1}")
        received: tuple[Block, ...] = ()
        if self._visit.samples:
            received = (Paragraph(self.tr("The samples above were received."), tone="muted", size="small"),)
        drawn: tuple[Block, ...] = ()
        if signature["strokes"]:
            drawn = (Picture(picture(signature["strokes"]), *_SIGNATURE),)
        return (Gap(6), Together((*received, *drawn, Paragraph(shape.format(signature["name"], at)))))
