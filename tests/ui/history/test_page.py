"""A record's past: what is known here, what the centre adds, and the way back to any value."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.records import Record
from crmdesk.ui.desk import Desk
from tests.ui.centre_side import colleague
from tests.ui.history.conftest import Line, OpenPage, entry, texts


def test_own_edits_are_known_without_the_centre(
    desk: Desk, line: Line, record: Record, open_page: OpenPage
) -> None:
    line.cut = True
    desk.replica.commit(edits.update(desk.author, record, {"amount": "31000000", "currency": "KRW"}))
    page = open_page()
    ((field, old, new),) = texts(page)
    assert (field, new) == ("amount", "₩31,000,000")
    assert old.startswith("₩")
    assert old != new


def test_it_says_when_it_is_incomplete(line: Line, open_page: OpenPage, qtbot: QtBot) -> None:
    line.cut = True
    page = open_page()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Only what was changed on this laptop"))
    assert page.again.isVisible()


def test_the_centre_adds_the_rest_and_then_it_is_complete(
    desk: Desk, line: Line, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.entries = [entry(desk, "op-1", "stage", "prospecting", "qualification")]
    page = open_page()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Complete"))
    assert texts(page) == [("stage", "Prospecting", "Qualification")]
    assert page._content is not None
    assert page._content.steps[0].by == desk.replica.title("user", colleague(desk.replica))


def test_asking_again_works_once_the_line_is_back(line: Line, open_page: OpenPage, qtbot: QtBot) -> None:
    line.cut = True
    page = open_page()
    qtbot.waitUntil(page.again.isVisible)
    line.cut = False
    page.again.click()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Complete"))


def test_an_old_value_is_brought_back_with_its_unit(
    desk: Desk, line: Line, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.entries = [
        entry(desk, "op-1", "amount", "7000", record["amount"]),
        entry(desk, "op-1", "currency", "USD", record["currency"]),
    ]
    page = open_page()
    qtbot.waitUntil(lambda: len(page.steps.buttons) == 1)
    assert texts(page)[0][:2] == ("amount", "$7,000.00")
    with qtbot.waitSignal(desk.noticed) as said:
        page.steps.buttons[0].click()
    now = desk.replica.get("opportunity", record.id)
    assert (now["amount"], now["currency"]) == ("7000.00", "USD")
    assert said.args[0].action == "Undo"
    assert desk.replica.pending() == 1


def test_a_set_comes_back_as_it_was(
    desk: Desk, line: Line, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.entries = [entry(desk, "op-1", "tags", ["old", "both"], list(record["tags"]))]
    page = open_page()
    qtbot.waitUntil(lambda: len(page.steps.buttons) == 1)
    page.steps.buttons[0].click()
    qtbot.waitUntil(lambda: desk.replica.get("opportunity", record.id)["tags"] == ["both", "old"])


def test_a_value_that_stands_already_is_not_offered(
    desk: Desk, line: Line, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.entries = [entry(desk, "op-1", "close_date", record["close_date"], "2026-12-31")]
    page = open_page()
    qtbot.waitUntil(lambda: bool(texts(page)))
    assert page.steps.buttons == []


def test_a_value_that_did_not_stand_is_told_apart(
    desk: Desk, line: Line, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.entries = [entry(desk, "op-1", "close_date", "2026-01-01", "2026-12-31", "lost")]
    page = open_page()
    qtbot.waitUntil(lambda: bool(texts(page)))
    assert page._content is not None
    assert page._content.steps[0].outcome == "lost"
    assert page.steps.buttons == []


def test_a_new_edit_elsewhere_shows_by_itself(
    desk: Desk, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    qtbot.waitUntil(lambda: page.notice.text().startswith("Complete"))
    desk.replica.commit(edits.update(desk.author, record, {"probability": 55}))
    qtbot.waitUntil(lambda: ("probability", "", "55%") in texts(page) or len(texts(page)) == 1)
    assert page.notice.text().endswith("with what is still on its way from this laptop.")
