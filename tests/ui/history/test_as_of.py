"""A record as it was on a day, beside what it is now: chosen by date or change by change, and brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.history.as_of import read_as_of
from crmdesk.ui.history.page import HistoryPage
from tests.support import PATIENCE
from tests.ui.centre_side import colleague, new_id, send
from tests.ui.history.conftest import Line, OpenPage, entry

DAYS = tuple(f"2026-11-{day:02}T02:00:00.000Z" for day in (10, 12, 14))


@pytest.fixture
def told(desk: Desk, line: Line, record: Record) -> None:
    """Three changes: the stage, the next step, and the stage with the tags."""
    line.entries = [
        entry(desk, "op-1", "stage", "prospecting", "proposal", at=DAYS[0]),
        entry(desk, "op-2", "next_step", "Send the draft offer", record["next_step"], at=DAYS[1]),
        entry(desk, "op-3", "stage", "proposal", record["stage"], at=DAYS[2]),
        entry(desk, "op-3", "tags", ["early"], list(record["tags"]), at=DAYS[2]),
        entry(desk, "op-4", "amount", "1", "2", "lost", at=DAYS[2]),
    ]


def wait(qtbot: QtBot, condition: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(condition()), timeout=int(PATIENCE * 1000))


def shown(page: HistoryPage) -> dict[str, tuple[str, str]]:
    content = page.as_of.shown
    assert content is not None
    return {row.field: (row.then, row.now) for row in content.differing}


def complete(page: HistoryPage, qtbot: QtBot) -> None:
    wait(qtbot, lambda: page.notice.text().startswith("Complete"))
    wait(qtbot, lambda: page.as_of.shown is not None and len(page.as_of.shown.steps) == 3)


@pytest.mark.usefixtures("told")
def test_left_and_right_go_change_by_change_and_esc_leads_back(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    complete(page, qtbot)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Left)
    wait(qtbot, lambda: page.as_of.shown and page.as_of.shown.at == DAYS[1])
    assert shown(page)["stage"] == ("Proposal", "Negotiation")
    assert "next_step" not in shown(page)
    qtbot.keyClick(page, Qt.Key.Key_Left)
    wait(qtbot, lambda: page.as_of.shown and page.as_of.shown.at == DAYS[0])
    assert shown(page)["next_step"][0] == "Send the draft offer"
    assert not page.as_of.earlier.isEnabled()
    qtbot.keyClick(page, Qt.Key.Key_Left)
    assert page.as_of.shown is not None
    assert page.as_of.shown.at == DAYS[0]
    qtbot.keyClick(page, Qt.Key.Key_Right)
    wait(qtbot, lambda: page.as_of.shown and page.as_of.shown.at == DAYS[1])
    qtbot.keyClick(page, Qt.Key.Key_Right)
    wait(qtbot, lambda: page.as_of.shown and page.as_of.shown.now)
    assert shown(page) == {}
    assert page.as_of.when.text() == "Now"
    assert page.escape()
    assert not page.as_of_button.isChecked()
    assert not page.escape()


@pytest.mark.usefixtures("told")
def test_a_day_is_typed_and_its_end_is_meant(open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    complete(page, qtbot)
    page.as_of_button.click()
    page.as_of.day.setFocus()
    page.as_of.day.selectAll()
    qtbot.keyClicks(page.as_of.day, "2026-11-12")
    qtbot.keyClick(page.as_of.day, Qt.Key.Key_Return)
    wait(qtbot, lambda: page.as_of.shown and not page.as_of.shown.now)
    assert page.as_of.shown is not None
    assert page.as_of.shown.at == "2026-11-12T14:59:59.999Z"  # the end of that day in Seoul
    assert set(shown(page)) == {"stage", "tags"}
    page.as_of.day.selectAll()
    qtbot.keyClicks(page.as_of.day, "no day")
    qtbot.keyClick(page.as_of.day, Qt.Key.Key_Return)
    assert page.as_of.words.text().startswith("Not a date")
    rows = page.as_of.restores
    page.as_of.day.clear()
    qtbot.keyClick(page.as_of.day, Qt.Key.Key_Return)
    assert not page.as_of.words.text().startswith("Not a date")
    assert page.as_of.day.text()
    assert page.as_of.restores is rows, "a button that is just being clicked stays where it is"


@pytest.mark.usefixtures("told")
def test_one_value_comes_back_and_all_come_back_in_one_edit_that_is_undone(
    desk: Desk, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    complete(page, qtbot)
    page.go_to(DAYS[0])
    wait(qtbot, lambda: set(page.as_of.restores) == {"stage", "next_step", "tags"})
    assert page.as_of.restores["next_step"].accessibleName() == "Restore Next step: Send the draft offer"
    with qtbot.waitSignal(desk.noticed, timeout=int(PATIENCE * 1000)) as said:
        page.as_of.restores["next_step"].setFocus()
        qtbot.keyClick(page.as_of.restores["next_step"], Qt.Key.Key_Space)
    assert said.args is not None
    assert said.args[0].text == "Restored: Next step"

    def now() -> Record:
        return desk.replica.get("opportunity", record.id)

    assert (now()["next_step"], now()["stage"]) == ("Send the draft offer", record["stage"])
    wait(qtbot, lambda: set(page.as_of.restores) == {"stage", "tags"})
    assert page.focusWidget() is page.as_of.restores["stage"]
    with qtbot.waitSignal(desk.noticed, timeout=int(PATIENCE * 1000)) as said:
        page.as_of.restore_all.click()
    assert said.args is not None
    assert (said.args[0].text, said.args[0].action) == ("Restored: 2 fields", "Undo")
    assert (now()["stage"], now()["tags"]) == ("proposal", ["early"])
    desk.undo()
    wait(qtbot, lambda: now()["stage"] == record["stage"])
    assert now()["tags"] == record["tags"]
    assert now()["next_step"] == "Send the draft offer"


@pytest.mark.usefixtures("told")
def test_everything_is_shown_on_demand_and_what_differs_is_marked_beside_colour(
    open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page()
    complete(page, qtbot)
    page.go_to(DAYS[0])
    wait(qtbot, lambda: page.as_of.restores)
    assert page.as_of._card.count.text() == "3"
    content = page.as_of.shown
    assert content is not None
    assert len(content.rows) > len(content.differing)
    row = next(each for each in content.rows if each.field == "next_step")
    assert "font-weight:600" in page.as_of._marked(row).text()
    page.as_of.only.click()
    assert not page.as_of.only.isChecked()


def test_without_the_centre_it_says_that_the_history_is_not_here(
    desk: Desk, line: Line, record: Record, open_page: OpenPage, qtbot: QtBot
) -> None:
    line.cut = True
    page = open_page()
    wait(qtbot, page.again.isVisible)
    page.as_of_button.click()
    assert page.notice.text().startswith("The history of this record is not on this laptop")
    page.go_to("2020-01-01T00:00:00.000Z")
    wait(qtbot, lambda: page.as_of.shown and not page.as_of.shown.there)
    assert page.as_of.words.text() == "There was no such record at that time, as far as is known here."


def test_edits_of_this_laptop_alone_are_taken_out_as_well(desk: Desk, record: Record) -> None:
    desk.replica.commit(edits.update(desk.author, record, {"next_step": "New plan"}))
    read = read_as_of(desk.replica, desk.catalogue, "opportunity", record.id, "2026-11-22T00:00:00.000Z")
    row = next(each for each in read.rows if each.field == "next_step")
    assert (row.then, row.now, row.known) == (record["next_step"] or "", "New plan", True)


# -- an account with what belonged to it -------------------------------------------------------------------


def test_an_account_is_shown_with_the_stages_of_then_and_who_came_later(desk: Desk) -> None:
    def make(type_name: str, **values: Value) -> str:
        made: list[Mutation] = edits.create(desk.author, type_name, values)
        desk.replica.commit(made)
        return made[0].id

    account = make("account", name="Then and now")
    other, deal, late = colleague(desk.replica), new_id(), new_id()
    early = {"account": account, "owner": other, "created_at": "2026-09-01T00:00:00.000Z"}
    step = {"opportunity": deal, "by": other}
    send(
        desk.replica,
        [
            ("account", account, {"name": "Then and now", "created_at": "2026-08-01T00:00:00.000Z"}),
            (
                "opportunity",
                deal,
                {**early, "name": "Line 2", "stage": "closed_won", "amount": "5", "currency": "USD"},
            ),
            ("opportunity", late, {**early, "name": "Newer", "stage": "proposal", "created_at": DAYS[2]}),
            ("contact", new_id(), {**early, "name": "Old hand"}),
            ("contact", new_id(), {**early, "name": "Newcomer", "created_at": DAYS[2]}),
            ("stage_change", new_id(), {**step, "to_stage": "prospecting", "at": "2026-09-01T00:00:00.000Z"}),
            (
                "stage_change",
                new_id(),
                {**step, "from_stage": "prospecting", "to_stage": "proposal", "at": DAYS[0]},
            ),
            (
                "stage_change",
                new_id(),
                {**step, "from_stage": "proposal", "to_stage": "closed_won", "at": DAYS[2]},
            ),
        ],
    )
    read = read_as_of(desk.replica, desk.catalogue, "account", account, DAYS[1])
    assert [(each.title, each.there, each.then, each.now) for each in read.belongings] == [
        ("Line 2", True, "Proposal", "Closed won  ·  $5.00"),
        ("Newer", False, "", "Proposal"),
        ("Newcomer", False, "", ""),
    ]
    assert (read.people_then, read.left_out) == (1, 0)
    before = read_as_of(desk.replica, desk.catalogue, "account", account, "2026-09-15T00:00:00.000Z")
    assert before.belongings[0].then == "Prospecting"


def test_of_a_large_account_all_people_are_counted_and_what_is_left_out_is_told(desk: Desk) -> None:
    account, other = new_id(), colleague(desk.replica)
    early = {"account": account, "owner": other, "created_at": "2026-09-01T00:00:00.000Z"}
    late = {**early, "created_at": DAYS[2]}
    deal = {**early, "stage": "proposal"}
    send(
        desk.replica,
        [
            ("account", account, {"name": "Large", "created_at": "2026-08-01T00:00:00.000Z"}),
            *(("contact", new_id(), {**early, "name": f"A{number:02}"}) for number in range(60)),
            ("contact", new_id(), {**late, "name": "Z, who came later"}),
            *(("opportunity", new_id(), {**deal, "name": f"Deal {number:02}"}) for number in range(53)),
        ],
    )
    read = read_as_of(desk.replica, desk.catalogue, "account", account, DAYS[1])
    assert (read.people_then, read.left_out) == (60, 3)
    assert read.belongings[-1].title == "Z, who came later"
