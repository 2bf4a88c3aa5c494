"""The quote page with the sample organisation: steps, locks, revisions, validity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.domain import quotes
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.printing import PrintRequest
from crmdesk.ui.quote.page import QuotePage
from tests.support.pdf_pages import read_pdf
from tests.support.sample_replica import NOW


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    found: list[Notice] = []
    desk.noticed.connect(found.append)
    return found


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Iterator[Callable[[str], QuotePage]]:
    """Shows the page of a quote."""
    made: list[QuotePage] = []

    def shown(quote_id: str) -> QuotePage:
        page = QuotePage(desk, quote_id)
        made.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        page.entered()
        qtbot.waitUntil(lambda: page.record is not None and not desk.busy)
        return page

    yield shown
    for page in made:
        page.close()


def sample(desk: Desk, status: str, *, ended: bool | None = None) -> Record:
    """A quote of the sample with an opportunity that is open."""
    today = NOW.date().isoformat()
    for quote in desk.replica.query("quote", Query((Filter("status", "=", status),))):
        if ended is None or (quote["valid_until"] < today) == ended:
            return quote
    raise AssertionError(f"the sample has no {status} quote")


def status(desk: Desk, page: QuotePage) -> str:
    return str(desk.replica.get("quote", page.record_id)["status"])


def test_draft_is_sent_with_its_sum_and_its_lines_are_locked_until_undo(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot, notices: list[Notice]
) -> None:
    page = show(sample(desk, "draft").id)
    assert page.lines.model.editable
    page.send_button.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.stages.current == "sent" and bool(notices))
    sent = desk.replica.get("quote", page.record_id)
    assert sent["amount"] == str(page.lines.totals.gross)
    assert sent["issued_on"] == desk.today().isoformat()
    assert not page.lines.model.editable
    assert not page.lines.add_button.isVisible()
    assert not page.edit_button.isEnabled()
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    qtbot.waitUntil(lambda: page.stages.current == "draft")
    assert page.lines.model.editable


def test_accepting_offers_to_win_the_opportunity_and_one_undo_takes_both_back(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot, notices: list[Notice]
) -> None:
    quote = sample(desk, "sent")
    page = show(quote.id)
    page.accept_button.click()
    qtbot.waitUntil(page.accepting.isVisible)
    qtbot.waitUntil(page.accepting.win.hasFocus)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stages.current == "accepted" and bool(notices))
    before = page._content
    won = desk.replica.get("opportunity", quote["opportunity"])
    assert before is not None
    assert (won["stage"], won["amount"]) == ("closed_won", str(before.totals.net))
    assert notices[-1].on_action is not None
    notices[-1].on_action()
    qtbot.waitUntil(lambda: page.stages.current == "sent")
    assert desk.replica.get("opportunity", quote["opportunity"])["stage"] != "closed_won"


def test_only_accepted_leaves_the_opportunity_and_escape_leaves_the_quote(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot
) -> None:
    quote = sample(desk, "sent")
    stage = desk.replica.get("opportunity", quote["opportunity"])["stage"]
    page = show(quote.id)
    page.move_to("accepted")
    qtbot.waitUntil(page.accepting.isVisible)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not page.accepting.isVisible()
    assert page.accept_button.isVisible()
    assert status(desk, page) == "sent"
    page.move_to("accepted")
    qtbot.waitUntil(page.accepting.isVisible)
    page.accepting.only.click()
    qtbot.waitUntil(lambda: status(desk, page) == "accepted")
    assert desk.replica.get("opportunity", quote["opportunity"])["stage"] == stage


def test_offer_whose_last_day_is_over_says_so_and_is_closed_as_expired(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot
) -> None:
    page = show(sample(desk, "sent", ended=True).id)
    assert page.expire_button.isVisible()
    assert "stood until" in page._ended.full_text()
    page.expire_button.click()
    qtbot.waitUntil(lambda: page.stages.current == "expired")
    page.stages.stage_requested.emit("sent")
    qtbot.waitUntil(lambda: page.stages.current == "sent")


def test_offer_that_stands_says_nothing_of_its_end(desk: Desk, show: Callable[[str], QuotePage]) -> None:
    page = show(sample(desk, "sent", ended=False).id)
    assert not page.expire_button.isVisible()
    assert not page._ended.isVisible()


def test_revision_is_a_new_draft_that_is_opened(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot
) -> None:
    quote = sample(desk, "rejected")
    page = show(quote.id)
    with qtbot.waitSignal(desk.record_requested) as opened:
        page.revise_button.click()
    made = desk.replica.get("quote", opened.args[1])
    assert (made["status"], made["revision"], made["revises"]) == ("draft", 2, quote.id)
    here = Query((Filter("quote", "=", made.id),))
    assert len(desk.replica.query("quote_line", here)) == len(page.lines.model.rows)


def test_draft_without_a_number_says_where_it_will_come_from(
    desk: Desk, show: Callable[[str], QuotePage]
) -> None:
    deal = desk.replica.get("opportunity", sample(desk, "sent")["opportunity"])
    lines = desk.replica.query("opportunity_line", Query((Filter("opportunity", "=", deal.id),)))
    made = desk.replica.commit(quotes.draw_up(desk.author, deal, lines, today=desk.today()))
    assert "next sync" in show(made[0].id).head.note.full_text()


def test_document_is_shown_and_saved_without_a_printer(
    desk: Desk, show: Callable[[str], QuotePage], qtbot: QtBot, tmp_path: Path, notices: list[Notice]
) -> None:
    quote = sample(desk, "sent")
    page = show(quote.id)
    with qtbot.waitSignal(desk.preview_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    request: PrintRequest = asked.args[0]
    assert quote["number"] in request.build(request.read()).name
    page.save_to(tmp_path / "offer.pdf")
    qtbot.waitUntil(lambda: bool(notices))
    assert notices[-1].text == "Saved as offer.pdf"
    assert quote["number"] in "".join(read_pdf(tmp_path / "offer.pdf").pages)
