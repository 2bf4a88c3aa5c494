"""The document of a quote: what stands on its pages, in four languages, read back from the PDF file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from crmdesk.domain.quotes import figures
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.country import set_country
from crmdesk.ui.desk import Desk
from crmdesk.ui.letterhead import Sender
from crmdesk.ui.printing import Table
from crmdesk.ui.printing.output import save_pdf
from crmdesk.ui.printing.proof import Proof
from crmdesk.ui.quote.content import QuoteContent, language_for, read_quote
from crmdesk.ui.quote.document import document_language, quote_document
from tests.support.pdf_pages import PdfPages, read_pdf


def content(desk: Desk, source: str = "ko", **fields: Any) -> QuoteContent:
    """A sent quote of the sample in that language; `fields` of it are said anew."""
    currency = {"en": "USD", "ko": "KRW", "zh_CN": "CNY"}[source]
    filters = [("language", source), ("status", "sent"), ("currency", currency)]
    quote = desk.replica.query(
        "quote", Query(tuple(Filter(name, "=", value) for name, value in filters), limit=1)
    )[0]
    return said(read_quote(desk.replica, desk.catalogue, quote.id, "USD"), fields)


def said(read: QuoteContent, fields: Mapping[str, Any]) -> QuoteContent:
    record = replace(read.record, fields={**read.record.fields, **fields})
    return replace(read, record=record, totals=figures(record, read.lines, "USD"))


def printed(desk: Desk, read: QuoteContent, path: Path) -> PdfPages:
    document = quote_document(desk, read)
    save_pdf(Proof(document, desk.press.paper(document), lambda: None), path)
    return read_pdf(path)


@pytest.mark.parametrize(
    ("source", "language", "words"),
    [
        (
            "en",
            "en",
            (
                "Quote",
                "Valid until",
                "Tax number: 000-12-34567",
                "Total",
                "We accept this offer",
                "Page 1 of 1",
            ),
        ),
        (
            "ko",
            "ko",
            (
                "견적서",
                "유효 기한",
                "사업자등록번호: 000-12-34567",
                "합계",
                "부가세 10%",
                "위 견적을 승인합니다",
            ),
        ),
        (
            "zh_CN",
            "zh_CN",
            ("报价单", "有效期至", "税号：000-12-34567", "合计", "税 13%", "我们接受此报价"),
        ),
        (
            "zh_CN",
            "zh_TW",
            ("報價單", "有效期限", "統一編號：000-12-34567", "合計", "稅 13%", "我們接受此報價"),
        ),
    ],
)
def test_file_says_it_in_the_customers_language_with_its_letters_inside(
    desk: Desk, tmp_path: Path, source: str, language: str, words: tuple[str, ...]
) -> None:
    read = content(desk, source, language=language)
    pages = printed(desk, read, tmp_path / "offer.pdf")
    assert pages.embedded
    assert len(pages.pages) == 1
    sender = ("12 Teheran-ro 7-gil, Gangnam-gu", "+82 2 555 0142", "Sample Bank 000-123-456789")
    for each in (*words, *sender, read.record["number"], read.account["name"] if read.account else ""):
        assert each in pages.pages[0]
    assert desk.translator.language == "en"


def test_many_lines_break_over_pages_each_with_the_head_of_the_table(desk: Desk, tmp_path: Path) -> None:
    read = content(desk, "en", tax_rate=None)
    many = replace(read, lines=read.lines * (120 // len(read.lines) + 1))
    many = replace(many, totals=figures(many.record, many.lines, "USD"))
    pages = printed(desk, many, tmp_path / "offer.pdf").pages
    assert len(pages) >= 4
    with_lines = [page for page in pages if "$" in page]
    assert all("Quantity" in page for page in with_lines)
    assert f"Page 2 of {len(pages)}" in pages[1]
    assert str(read.record["number"]) in pages[-1]
    assert "We accept this offer" in pages[-1]


def test_sums_are_those_of_the_page_to_the_cent(desk: Desk) -> None:
    read = content(desk, "en", tax_rate="7.25")
    (table,) = [block for block in quote_document(desk, read).blocks if isinstance(block, Table)]
    shown = [[cell if isinstance(cell, str) else cell.text for cell in row][-2:] for row in table.totals]
    assert ["Subtotal", f"${read.totals.net:,}"] in shown
    assert ["Tax 7.25%", f"${read.totals.tax:,}"] in shown
    assert shown[-1] == ["Total", f"${read.totals.gross:,}"]


def test_text_of_a_line_stands_below_its_product_and_nothing_in_it_is_markup(
    desk: Desk, tmp_path: Path
) -> None:
    read = content(desk, "en")
    line = replace(read.lines[0], fields={**read.lines[0].fields, "description": "<b>with feet</b> & lid"})
    pages = printed(desk, replace(read, lines=(line, *read.lines[1:])), tmp_path / "offer.pdf")
    assert "<b>with feet</b> & lid" in pages.pages[0]


def test_draft_is_called_one_with_and_without_a_number(desk: Desk, tmp_path: Path) -> None:
    draft = content(desk, "en", status="draft")
    assert "· Draft" in printed(desk, draft, tmp_path / "one.pdf").pages[0]
    unnumbered = said(draft, {"number": None})
    assert "Draft" in printed(desk, unnumbered, tmp_path / "two.pdf").pages[0]
    assert "None" not in printed(desk, unnumbered, tmp_path / "two.pdf").pages[0]


def test_dates_are_written_as_in_the_customers_country(desk: Desk, tmp_path: Path) -> None:
    british = printed(desk, content(desk, "en", issued_on="2026-03-04"), tmp_path / "one.pdf").pages[0]
    korean = printed(desk, content(desk, "ko", issued_on="2026-03-04"), tmp_path / "two.pdf").pages[0]
    assert "2026. 3. 4." in korean
    assert "4 Mar 2026" in british


def test_document_names_countries_in_its_own_language(desk: Desk, tmp_path: Path) -> None:
    spoken = desk.translator.language
    desk.translator.switch("ko")
    try:
        read = content(desk, "en")
        assert read.account is not None
        address = {"street": "5 Quay St", "city": "Incheon", "code": "21176", "country": "KR"}
        read = replace(
            read, account=replace(read.account, fields={**read.account.fields, "billing_address": address})
        )
        page = printed(desk, read, tmp_path / "offer.pdf").pages[0]
        assert QLocale().language() == QLocale.Language.Korean
    finally:
        desk.translator.switch(spoken)
    assert "South Korea" in page
    assert "대한민국" not in page


@pytest.mark.parametrize(("land", "size"), [("en_US", (612, 792)), ("ko_KR", (595, 842))])
def test_paper_is_that_of_the_users_country(
    desk: Desk, qapp: QApplication, tmp_path: Path, land: str, size: tuple[int, int]
) -> None:
    set_country(QLocale(land))
    try:
        pages = printed(desk, content(desk), tmp_path / "offer.pdf")
    finally:
        set_country(None)
    assert (round(pages.size[0]), round(pages.size[1])) == size


def test_what_is_out_of_sight_is_left_out(desk: Desk, tmp_path: Path) -> None:
    bare = replace(content(desk, "en"), account=None, contact=None, opportunity=None)
    bare = replace(bare, sender=Sender("Harbour Works", None, None))
    text = printed(desk, bare, tmp_path / "offer.pdf").pages[0]
    assert bare.record["number"] in text
    assert "Harbour Works" in text


@pytest.mark.parametrize(
    ("spoken", "language"),
    [
        (("ko", None), "ko"),
        ((None, "한국어"), "ko"),
        ((None, "Korean"), "ko"),
        ((None, "zh-TW"), "zh_TW"),
        ((None, "中文"), "zh_CN"),
        ((None, "Deutsch"), None),
        ((None, None), None),
    ],
)
def test_language_is_the_quotes_else_that_of_the_person(
    desk: Desk, spoken: tuple[str | None, str | None], language: str | None
) -> None:
    assert language_for(spoken) == language
    read = content(desk, "en", language=spoken[0])
    assert read.contact is not None
    person = replace(read.contact, fields={**read.contact.fields, "preferred_language": spoken[1]})
    assert document_language(replace(read, contact=person), "en") == (language or "en")
