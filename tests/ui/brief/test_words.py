"""A brief says what matters on one page, whatever an account holds, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.values import Value
from crmdesk.ui import theme
from crmdesk.ui.brief.content import BriefContent
from crmdesk.ui.brief.sections import clipped, listed_part
from crmdesk.ui.brief.words import brief_document
from crmdesk.ui.desk import Desk
from crmdesk.ui.printing import Heading, Item, Paragraph
from crmdesk.ui.printing.output import save_pdf
from crmdesk.ui.printing.proof import Proof
from tests.support.pdf_pages import PdfPages, read_pdf
from tests.ui.brief.conftest import Make, ReadBrief, ago


def printed(desk: Desk, folder: Path, *contents: BriefContent) -> PdfPages:
    document = brief_document(desk, contents)
    save_pdf(Proof(document, desk.press.paper(document)), folder / "brief.pdf")
    return read_pdf(folder / "brief.pdf")


def furnish(desk: Desk, account: str, much: int, words: str) -> str:
    """Fill the account with `much` of everything, in one save; gives the visit that is planned."""
    made: list[Mutation] = []

    def add(type_name: str, **values: Value) -> str:
        made.extend(edits.create(desk.author, type_name, {"account": account, **values}))
        return made[-1].id

    people = [
        add(
            "contact",
            name=f"Person {number} {words[:40]}",
            title=words[:60],
            phones=[f"+82 10-0000-{number:04}"],
            emails=[f"person.{number}@example.example"],
            personal_facts=words * 5,
            birthday="1980-04-13",
        )
        for number in range(much)
    ]
    for number in range(much):
        add("opportunity", name=f"Deal {number} {words}", stage="proposal", next_step=words)
        add("opportunity", name=f"Won {number} {words}", stage="closed_won")
        add("task", subject=f"Task {number} {words}", due_on="2026-11-01")
        report = {"outcome": "successful", "notes": words * 9, "next_step": words, "purpose": words}
        add("visit", status="completed", planned_start=ago(number + 2), **report)
    times = {"planned_start": ago(0), "planned_end": ago(-1 / 24)}
    visit = add("visit", purpose="Show the pump", contacts=people[:1], status="planned", **times)
    desk.replica.commit(made)
    return visit


def test_everything_stands_on_the_page_where_there_is_room(
    desk: Desk, brief: ReadBrief, account: str, tmp_path: Path
) -> None:
    visit = furnish(desk, account, 1, "Ask for the drawing. ")
    page = printed(desk, tmp_path, brief(visit)).pages[0].replace("\u202f", " ")
    for said in (
        "Full House Metals\nCustomer  ·  Tier: A",
        "Monday, November 23, 10:30 AM – 11:30 AM",
        "Show the pump",
        "Last visitNov 21",
        "Next visit dueDec 5",
        "to meet",
        "+82 10-0000-0000",
        "Birthday: Apr 13",
        "Open opportunities",
        "Won and lost",
        "Last visits and calls",
        "Open tasks",
        "Since your visit of Nov 21",
        "Pre-visit brief  ·  As of Nov 23, 2026 10:30 AM",
        "Page 1 of 1",
    ):
        assert said in page
    assert "more" not in page


@pytest.mark.parametrize("language", ["en", "ko", "zh_CN", "zh_TW"])
def test_an_account_that_holds_too_much_still_takes_one_page_and_says_what_is_left_out(
    desk: Desk, make: Make, brief: ReadBrief, account: str, language: str, tmp_path: Path, qapp: QApplication
) -> None:
    words = {
        "en": "Ask for the drawing of the pump before they close. ",
        "ko": "마감 전에 펌프 도면을 요청하고 견적을 확인할 것. ",
        "zh_CN": "请在截止之前索取水泵的图纸并确认报价。",
        "zh_TW": "請在截止之前索取水泵的圖紙並確認報價。",
    }[language]
    visit = furnish(desk, account, 14, words)
    desk.translator.switch(language)
    theme.apply(qapp, "light", language)
    (page,) = printed(desk, tmp_path, brief(visit)).pages
    more = {"en": "more", "ko": "외 ", "zh_CN": "另有", "zh_TW": "另有"}[language]
    assert page.count(more) >= 3
    assert page.count("Person 0") >= 2  # to meet: in the head and first among the people
    assert "Full House Metals" in page


def test_the_account_with_nothing_says_so(desk: Desk, brief: ReadBrief, account: str, tmp_path: Path) -> None:
    (page,) = printed(desk, tmp_path, brief()).pages
    assert "Last visitnone yet" in page
    assert "Nobody is known here yet: ask whom to talk to." in page
    assert "No open opportunity." in page
    assert "Since your visit" not in page


def test_briefs_of_the_day_have_a_page_each(
    desk: Desk, make: Make, brief: ReadBrief, account: str, tmp_path: Path
) -> None:
    first = make("visit", account=account, purpose="First", planned_start=ago(0), status="planned")
    second = make("visit", account=account, purpose="Second", planned_start=ago(-0.1), status="planned")
    read = printed(desk, tmp_path, brief(first), brief(second))
    assert ["First" in page for page in read.pages] == [True, False]
    assert ["Second" in page for page in read.pages] == [False, True]
    assert "No visit is planned for Nov 23, 2026" in printed(desk, tmp_path).pages[0]


def test_who_wants_no_contact_is_marked_in_words(
    desk: Desk, make: Make, brief: ReadBrief, account: str, tmp_path: Path
) -> None:
    make("contact", name="Quiet", account=account, do_not_contact=True)
    (page,) = printed(desk, tmp_path, brief()).pages
    assert "QuietDo not contact" in page


def test_a_text_is_cut_between_words() -> None:
    assert clipped("a  short\n\ttext", 40) == "a short text"
    assert clipped("one two three", 10) == "one two th…"  # rather within a word than far too early
    assert clipped("aaaaaaaaa bbbbb", 11) == "aaaaaaaaa…"
    assert len(clipped("请在截止之前索取水泵的图纸并确认报价", 10)) == 11


def test_what_was_not_read_counts_among_what_is_left_out(translator: object) -> None:
    part = listed_part("Tasks", [Item(str(number)) for number in range(4)], ((2, 5), (0, 9)), total=30)
    assert part.ranks == (5, 9)
    full, short, none = part.forms
    assert full[-1] == Paragraph("and 26 more", tone="muted", size="small")
    assert short == (
        Heading("Tasks"),
        Item("0"),
        Item("1"),
        Paragraph("and 28 more", tone="muted", size="small"),
    )
    assert none == ()
