"""A quote as its customer gets it: who offers what to whom, for how much, until when. Knows no page and no widget.

Dates and money are written as in the customer's country where its address names one, in the language of the document.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale

from crmdesk.domain.pricing import priced
from crmdesk.domain.quotes import is_draft
from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.country import country
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import address_text
from crmdesk.ui.printing import (
    Block,
    Cell,
    Column,
    Document,
    Gap,
    Heading,
    KeyValues,
    Paragraph,
    PrintRequest,
    Row,
    SideBySide,
    Table,
    Together,
)
from crmdesk.ui.quote.content import READ, QuoteContent, language_for, read_quote
from crmdesk.ui.translations import label, locale_of

_LINE = "_" * 32


def document_language(content: QuoteContent, otherwise: str) -> str:
    """The quote's, else that of the person it goes to, else `otherwise`."""
    spoken = content.contact["preferred_language"] if content.contact is not None else None
    return language_for((content.record["language"], spoken)) or otherwise


def quote_document(desk: Desk, content: QuoteContent) -> Document:
    """The document in the language of whoever gets it. Call it on the GUI thread."""
    language = document_language(content, desk.translator.language)
    return desk.translator.said_in(language, lambda: QuoteWriter(content, language).document())


def preview(desk: Desk, quote_id: str) -> None:
    """Show the document, from where it is printed and saved."""
    currency = desk.author.currency
    desk.preview(
        PrintRequest(
            key=f"quote:{quote_id}",
            title=lambda: label("quote"),
            read=lambda: read_quote(desk.replica, desk.catalogue, quote_id, currency),
            build=partial(quote_document, desk),
            types=READ,
        )
    )


def number_text(quote: Record) -> str:
    """The number, or that there is none yet."""
    return str(quote["number"] or QCoreApplication.translate("QuoteWriter", "Draft"))


class QuoteWriter:
    """Writes one quote in one language."""

    def __init__(self, content: QuoteContent, language: str) -> None:
        self._content = content
        self._language = language
        self._locale = locale_of(language, _written_at(content.account))

    def tr(self, text: str) -> str:
        """The text in the language that is spoken now."""
        return QCoreApplication.translate("QuoteWriter", text)

    def document(self) -> Document:
        """All of it."""
        content = self._content
        customer = content.account["name"] if content.account is not None else ""
        number = number_text(content.record)
        return Document(
            name=" ".join(part for part in (label("quote"), number, customer) if part),
            title="",
            blocks=(
                SideBySide(content.sender.head(self._locale), self._title(), share=0.58),
                Gap(6),
                SideBySide(self._recipient(), (self._dates(),), share=0.58),
                Gap(6),
                Paragraph(content.record["name"], strong=True, size="large"),
                Gap(1),
                self._lines(),
                *self._terms(),
                *self._bank(),
                self._signature(),
            ),
            head=(f"{label('quote')} {number}", customer),
            foot=(content.sender.name, number),
            language=self._language,
        )

    # -- who and when --------------------------------------------------------------------------------------

    def _title(self) -> tuple[Block, ...]:
        record = self._content.record
        revision = record["revision"] or 1
        told = [number_text(record)]
        if revision > 1:
            told.append(self.tr("Revision {0}").format(revision))
        if is_draft(record) and record["number"]:
            told.append(self.tr("Draft"))
        return (
            Paragraph(label("quote"), strong=True, size="title", align="right"),
            Paragraph(" · ".join(told), tone="muted", align="right"),
        )

    def _recipient(self) -> tuple[Block, ...]:
        account, contact = self._content.account, self._content.contact
        blocks: list[Block] = [Paragraph(self.tr("For"), tone="muted", size="small")]
        if account is not None:
            blocks.append(Paragraph(account["name"], strong=True))
            address = account["billing_address"] or account["visiting_address"]
            if address:
                blocks.append(Paragraph(address_text(address)))
        if contact is not None:
            person = " · ".join(part for part in (contact["name"], contact["title"]) if part)
            blocks.append(Paragraph(self.tr("Attention: {0}").format(person)))
        return tuple(blocks)

    def _dates(self) -> KeyValues:
        record = self._content.record
        told = []
        for name in ("issued_on", "valid_until"):
            if record[name]:
                told.append((label(f"quote.{name}"), formats.day(record[name], self._locale)))
        told.append((label("quote.currency"), self._content.totals.currency))
        return KeyValues(tuple(told))

    # -- what and how much ---------------------------------------------------------------------------------

    def _money(self, amount: Decimal | str, currency: str) -> str:
        return formats.money(str(amount), currency, self._locale)

    def _lines(self) -> Table:
        less = any(Decimal(line["discount"] or 0) for line in self._content.lines)
        columns = [
            Column(self.tr("#")),
            Column(label("quote_line.product"), 1),
            Column(label("quote_line.quantity"), align="right"),
            Column(label("quote_line.price"), align="right"),
            *([Column(label("quote_line.discount"), align="right")] if less else []),
            Column(self.tr("Total"), align="right"),
        ]
        rows = tuple(
            self._line(number, line, less=less) for number, line in enumerate(self._content.lines, start=1)
        )
        return Table(tuple(columns), rows, self._totals(len(columns)))

    def _line(self, number: int, line: Record, *, less: bool) -> Row:
        product = self._content.names.get(line["product"] or "", "")
        quantity = formats.figure(line["quantity"] if line["quantity"] is not None else 1, self._locale)
        cost = priced(line.fields)
        discount = formats.rate(cost.discount, self._locale) if cost is not None and cost.discount else ""
        return (
            str(number),
            Cell(product, below=line["description"] or ""),
            quantity,
            self._money(cost.price, cost.currency) if cost is not None else "",
            *((discount,) if less else ()),
            self._money(cost.total, cost.currency) if cost is not None else "",
        )

    def _totals(self, width: int) -> tuple[Row, ...]:
        told = self._content.totals
        figures: list[tuple[str, Decimal, bool]] = []
        if told.discount:
            figures += [
                (self.tr("List price"), told.full, False),
                (self.tr("Discount"), -told.discount, False),
            ]
        if told.tax_rate is not None:
            rate = formats.rate(told.tax_rate, self._locale)
            figures += [
                (self.tr("Subtotal"), told.net, False),
                (self.tr("Tax {0}").format(rate), told.tax, False),
            ]
        figures.append((self.tr("Total"), told.gross, True))
        blank = ("",) * (width - 2)
        return tuple(
            (*blank, Cell(name, strong=strong), Cell(self._money(amount, told.currency), strong=strong))
            for name, amount, strong in figures
        )

    def _terms(self) -> tuple[Block, ...]:
        terms = (self._content.record["terms"] or "").strip()
        return (Heading(label("quote.terms")), Paragraph(terms)) if terms else ()

    def _bank(self) -> tuple[Block, ...]:
        bank = self._content.sender.bank(self._locale)
        return (Gap(3), *bank) if bank else ()

    def _signature(self) -> Together:
        return Together(
            (
                Gap(10),
                Paragraph(self.tr("We accept this offer:")),
                Gap(12),
                SideBySide(
                    (
                        Paragraph(_LINE, tone="muted"),
                        Paragraph(self.tr("Place and date"), tone="muted", size="small"),
                    ),
                    (
                        Paragraph(_LINE, tone="muted"),
                        Paragraph(self.tr("Name and signature"), tone="muted", size="small"),
                    ),
                ),
            )
        )


def _written_at(account: Record | None) -> QLocale | None:
    """The country that the customer's address names, else the user's."""
    address = (account["billing_address"] or account["visiting_address"]) if account is not None else None
    territory = QLocale.codeToTerritory((address or {}).get("country") or "")
    if territory == QLocale.Country.AnyTerritory:
        return country()
    return QLocale(QLocale.Language.AnyLanguage, territory)
