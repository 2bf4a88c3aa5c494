"""The first screen: the day as the replica has it, every row a way to its record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.today.shortlist import FEW
from crmdesk.ui.widgets import ClickRow


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[TodayPage]:
    """Today in front, read once."""
    made = TodayPage(desk)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    qtbot.waitUntil(lambda: bool(made.agenda.rows))
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


def test_agenda_follows_the_clock(page: TodayPage) -> None:
    starts = [row.accessibleName().partition(",")[0].replace("\u202f", " ") for row in page.agenda.rows]
    assert starts[:2] == ["9:30 AM", "11:00 AM"]
    assert {row.target.partition(":")[0] for row in page.agenda.rows} == {"visit", "call", "meeting"}


def test_every_row_opens_its_record(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    page.agenda.rows[0].setFocus()
    with qtbot.waitSignal(desk.record_requested) as asked:
        QTest.keyClick(page.agenda.rows[0], Qt.Key.Key_Return)
    assert f"{asked.args[0]}:{asked.args[1]}" == page.agenda.rows[0].target
    assert page.closing.entries[0].target.startswith("opportunity:")
    assert page.visits_due.entries[0].target.startswith("account:")


def test_space_completes_a_task_and_undo_brings_it_back(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    row = page.tasks.rows[0]
    task, before = row.task, len(page.tasks.rows)
    row.setFocus()
    with qtbot.waitSignal(desk.noticed) as said:
        QTest.keyClick(row, Qt.Key.Key_Space)
    notice: Notice = said.args[0]
    qtbot.waitUntil(lambda: len(page.tasks.rows) == before - 1)
    assert desk.replica.get("task", task.id)["status"] == "completed"
    assert notice.action == "Undo"
    assert notice.on_action is not None
    notice.on_action()
    qtbot.waitUntil(lambda: len(page.tasks.rows) == before)
    assert page.tasks.rows[0].task.id == task.id


def test_the_keyboard_stays_in_the_list_after_a_task_is_done(page: TodayPage, qtbot: QtBot) -> None:
    gone = page.tasks.rows[0].task.id
    page.tasks.rows[0].setFocus()
    QTest.keyClick(page.tasks.rows[0], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.tasks.rows[0].task.id != gone)
    qtbot.waitUntil(page.tasks.rows[0].hasFocus)


def test_a_visit_is_logged_with_two_clicks(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    QTest.mouseClick(page.log, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.record_requested) as opened:
        QTest.mouseClick(page.form.suggestions[0], Qt.MouseButton.LeftButton)
    visit = desk.replica.get("visit", opened.args[1])
    assert visit["status"] == "in_progress"
    assert visit["check_in"]["zone"] == "Asia/Seoul"


def test_the_likeliest_place_is_that_of_now(page: TodayPage, desk: Desk) -> None:
    page.ask_for_visit()
    assert "11:00" in page.form.suggestions[0].text().replace("\u202f", " ")
    page.form.leave()
    desk.author = replace(desk.author, now=lambda: datetime(2026, 11, 23, 7, tzinfo=UTC))  # 16:00 in Seoul
    page.ask_for_visit()
    assert "4:00" in page.form.suggestions[0].text()


def test_a_planned_visit_is_checked_in_once_however_often_it_is_clicked(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    page.ask_for_visit()
    pending = desk.replica.pending()
    button = page.form.suggestions[0]
    with qtbot.waitSignal(desk.record_requested):
        button.click()
        button.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.replica.pending() == pending + 1


def test_an_account_without_a_plan_is_visited_in_one_save(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    account = desk.replica.query("account", Query(limit=1))[0]
    page.ask_for_visit()
    page.form.account.set_value(account.id)
    pending = desk.replica.pending()
    with qtbot.waitSignal(desk.record_requested) as opened:
        page.form.check_in_now()
        page.form.check_in_now()  # Enter, twice
    qtbot.waitUntil(lambda: not desk.busy)
    visit = desk.replica.get("visit", opened.args[1])
    assert (visit["account"], visit["status"]) == (account.id, "in_progress")
    assert visit["check_in"] is not None
    assert desk.replica.pending() == pending + 1


def test_logging_without_an_account_says_so_at_the_field(page: TodayPage) -> None:
    page.ask_for_visit()
    page.form.check_in_now()
    assert page.form.account.error() == "This is needed."


def test_a_change_elsewhere_shows_by_itself(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    account = desk.replica.query("account", Query(limit=1))[0].id
    day = desk.today().isoformat()
    task = edits.create(desk.author, "task", {"subject": "Ring the bell", "account": account, "due_on": day})
    desk.replica.commit(task)
    qtbot.waitUntil(lambda: any(row.task["subject"] == "Ring the bell" for row in page.tasks.rows))


def test_customers_with_a_visit_ahead_are_not_called_due(page: TodayPage, desk: Desk) -> None:
    due = {entry.target.removeprefix("account:") for entry in page.visits_due.entries}
    assert due
    planned = desk.replica.query("visit", Query((Filter("status", "=", "planned"),)))
    now = desk.now().isoformat()
    assert not due & {visit["account"] for visit in planned if visit["planned_start"] > now}


def test_escape_closes_the_small_form_first(page: TodayPage) -> None:
    page.ask_for_visit()
    assert page.escape() is True
    assert page.form.isHidden()
    assert page.escape() is False


def test_language_changes_while_it_is_shown(page: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    desk.translator.switch("ko")
    qtbot.waitUntil(lambda: page.tasks_card.title.text() != "Tasks")


def test_a_high_window_shows_more_of_its_lists_and_a_low_one_the_first_few(
    page: TodayPage, qtbot: QtBot
) -> None:
    lists = [each for each in (page.closing, page.visits_due, page.quiet) if len(each.entries) > FEW]
    assert lists

    def shown() -> list[int]:
        return [len(each.timeline.findChildren(ClickRow)) for each in lists]

    page.resize(1640, 1300)
    qtbot.waitUntil(lambda: min(shown()) > FEW)
    last = max(each.geometry().bottom() for each in (*lists, page.changed) if each.isVisible())
    assert last < 1300 - page.head.geometry().bottom()
    page.resize(1640, 600)
    qtbot.waitUntil(lambda: shown() == [FEW] * len(lists))
    page.resize(700, 1300)  # below each other there is no room beside that would stay empty
    qtbot.waitUntil(lambda: not page._columns.beside and not page._fitting.isActive())
    assert shown() == [FEW] * len(lists)


def test_customers_of_another_program_can_be_brought_in_where_there_are_none(
    page: TodayPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page._content is not None
    page.show_content(replace(page._content, accounts=0, appointments=(), due=(), arriving=False))
    assert page.bring_in.isVisible()
    with qtbot.waitSignal(desk.import_requested):
        page.bring_in.click()


def test_the_keyboard_stands_on_what_an_empty_day_offers(page: TodayPage) -> None:
    content = page._content
    assert content is not None
    bare = replace(content, accounts=0, appointments=(), due=(), arriving=True)
    page.setFocus()
    page.show_content(bare)
    assert page.hasFocus()
    page.show_content(replace(bare, arriving=False))
    assert page._nobody.button.hasFocus()
    page.setFocus()  # as the window does whenever it comes to the front
    page.show_content(replace(bare, arriving=False))
    assert page._nobody.button.hasFocus()
    page.show_content(content)
    assert page._area.isVisible()
    assert not page._nobody.isVisible()
    assert page._area.hasFocus()
    page.log.setFocus()
    page.show_content(replace(bare, arriving=False))
    assert page.log.hasFocus()
