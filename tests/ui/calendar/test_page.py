"""Entries of the calendar by keyboard and pointer: moved, stretched, planned, refused and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.store.queries import Filter, Query
from crmdesk.ui.calendar import menus
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.calendar.time_canvas import ROW
from crmdesk.ui.desk import Desk, Notice
from tests.ui.calendar.conftest import (
    CONTROL,
    FRIDAY,
    LEFT,
    MONDAY,
    TUESDAY,
    Create,
    button,
    centre,
    drag,
    menu_of,
    press,
    times,
)
from tests.ui.records import first


def test_tab_stops_at_the_view_that_is_shown(page: CalendarPage) -> None:
    for view in ("month", "week"):
        page.choose_view(view)
        stops = [
            each
            for each, button in page.controls.views.items()
            if button.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert stops == [view]


def test_the_head_fits_a_small_laptop_at_200_percent(page: CalendarPage, qtbot: QtBot) -> None:
    page.resize(674, 500)  # wider than there is room at first: the buttons move together then
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= 613)
    page.resize(1366, 768)
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() > 613)


def test_screen_reader_gets_every_entry_with_name_and_role(page: CalendarPage, create: Create) -> None:
    account = first(page.desk.replica, "account").id
    key = create("visit", account=account, planned_start="2026-11-28T01:00:00Z")
    found = QAccessible.queryAccessibleInterface(button(page, key))
    assert found.role() == QAccessible.Role.Button
    name = found.text(QAccessible.Text.Name).replace("\u202f", " ")
    title = page.desk.replica.title("account", account)
    assert name == f"Visit {title}, Saturday, November 28 10:00 AM to 10:30 AM, Planned"


def test_keys_move_an_entry_by_a_quarter_of_an_hour_and_by_a_day(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    page.reveal(button(page, meeting))
    press(Qt.Key.Key_Down, CONTROL)
    press(Qt.Key.Key_Down, CONTROL)
    press(Qt.Key.Key_Left, CONTROL)
    assert button(page, meeting).hasFocus()
    qtbot.waitUntil(lambda: times(desk, meeting) == ("27T01:30", "27T02:30"))
    assert desk.replica.get(*meeting.split(":"))["reminder_at"] == "2026-11-27T01:15:00.000Z"


def test_keys_change_how_long_it_lasts(page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot) -> None:
    page.reveal(button(page, meeting))
    press(Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: times(desk, meeting)[1] == "28T02:15")
    for _ in range(9):
        press(Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: times(desk, meeting) == ("28T01:00", "28T01:15"))


def test_undo_of_a_move_brings_it_back(page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot) -> None:
    page.reveal(button(page, meeting))
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_Up, CONTROL)
    notice: Notice = said.args[0]
    assert "Review: Saturday" in notice.text
    assert notice.on_action is not None
    notice.on_action()
    qtbot.waitUntil(lambda: times(desk, meeting)[0] == "28T01:00")
    qtbot.waitUntil(lambda: button(page, meeting).y() == 40 * ROW + 1)


def test_dragged_entry_goes_to_the_day_and_hour_under_the_pointer(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    canvas, there = page.times.canvas, centre(page, meeting)
    friday = canvas.column(FRIDAY).center().x()
    drag(canvas, there, QPoint(friday, there.y() + 22 * ROW + 3))
    qtbot.waitUntil(lambda: times(desk, meeting) == ("27T06:30", "27T07:30"))


def test_drag_begun_on_the_entry_itself_moves_it_too(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    entry = button(page, meeting)
    drag(entry, entry.rect().center(), entry.rect().center() + QPoint(0, 4 * ROW))
    qtbot.waitUntil(lambda: times(desk, meeting) == ("28T02:00", "28T03:00"))


def test_lower_edge_is_dragged_to_change_the_end(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    edge = button(page, meeting).geometry()
    start = QPoint(edge.center().x(), edge.bottom() - 2)
    drag(page.times.canvas, start, start + QPoint(0, 2 * ROW))
    qtbot.waitUntil(lambda: times(desk, meeting) == ("28T01:00", "28T02:30"))


def test_escape_leaves_a_dragged_entry_where_it_was(page: CalendarPage, desk: Desk, meeting: str) -> None:
    there = centre(page, meeting)
    drag(page.times.canvas, there, there + QPoint(0, 100), release=False)
    assert page.times.canvas.drag is not None
    assert page.escape() is True
    QTest.mouseRelease(page.times.canvas, LEFT, pos=there + QPoint(0, 100))
    assert times(desk, meeting)[0] == "28T01:00"
    assert page.escape() is False


def test_drag_over_empty_hours_plans_something_for_that_time(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    canvas = page.times.canvas
    column = canvas.column(page.days()[-1])
    drag(canvas, QPoint(column.center().x(), 40 * ROW + 2), QPoint(column.center().x(), 46 * ROW - 2))
    menu = menu_of(page, qtbot)
    assert [action.text() for action in menu.actions()] == ["&Visit", "&Meeting", "&Call", "&Task"]
    with qtbot.waitSignal(desk.form_requested) as asked:
        QTest.keyClick(menu, Qt.Key.Key_M)
    request = asked.args[0]
    assert request.type == "meeting"
    assert request.values == {"starts_at": "2026-11-28T01:00:00.000Z", "ends_at": "2026-11-28T02:30:00.000Z"}
    assert canvas.drag is None


def test_new_asks_what_and_offers_the_next_free_hour(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    page.go_to(date(2026, 11, 28))
    press(Qt.Key.Key_N)
    menu = menu_of(page, qtbot)
    with qtbot.waitSignal(desk.form_requested) as asked:
        QTest.keyClick(menu, Qt.Key.Key_V)
    assert asked.args[0].values["planned_start"] == "2026-11-28T00:00:00.000Z"


def test_customer_due_for_a_visit_is_dragged_onto_the_hours(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    rows, canvas = page.due.list, page.times.canvas
    account = rows.rows[0].key
    column = canvas.column(date(2026, 11, 28))
    target = rows.viewport().mapFromGlobal(canvas.mapToGlobal(QPoint(column.center().x(), 40 * ROW + 3)))
    start = rows.visualRect(rows.model().index(0, 0)).center()
    drag(rows.viewport(), start, target, release=False)
    assert canvas.drag is not None
    QTest.mouseRelease(rows.viewport(), LEFT, pos=target)

    def planned() -> list[str]:
        found = desk.replica.calendar(date(2026, 11, 28), date(2026, 11, 29), "Asia/Seoul")
        return [entry.start or "" for entry in found if entry.record["account"] == account]

    qtbot.waitUntil(lambda: planned() == ["2026-11-28T01:00:00.000Z"])
    qtbot.waitUntil(lambda: account not in [row.key for row in page.due.list.rows])


def test_customer_due_for_a_visit_is_planned_by_keyboard(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    page.due.list.setFocus()
    account = page.due.list.current
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_P)
    assert said.args[0].action == "Undo"
    qtbot.waitUntil(lambda: account not in [row.key for row in page.due.list.rows])


def test_a_customer_who_is_due_is_planned_once_however_often_the_key_comes(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(page.due.list.rows))
    account, pending = page.due.list.current or page.due.list.rows[0].key, desk.replica.pending()
    page.plan_due(account)
    page.plan_due(account)
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.replica.pending() == pending + 1


def test_customers_planned_one_after_the_other_have_an_hour_each_before_any_is_saved(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: len(page.due.list.rows) > 2)
    accounts = [row.key for row in page.due.list.rows[:3]]
    page.due.list.setFocus()
    for _ in accounts:
        press(Qt.Key.Key_P)
    qtbot.waitUntil(lambda: not desk.busy)
    found = desk.replica.calendar(page.anchor, page.anchor + timedelta(1), "Asia/Seoul")
    visits = [each for each in found if each.record.type == "visit" and each.record["account"] in accounts]
    spans = sorted((each.start or "", each.end or "") for each in visits)
    assert len(spans) == len(accounts)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_day_without_a_free_hour_is_said_to_have_none(
    page: CalendarPage, desk: Desk, create: Create, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(
        "meeting", subject="Fair", starts_at="2026-11-26T23:00:00.000Z", ends_at="2026-11-27T10:00:00.000Z"
    )
    page.go_to(FRIDAY)
    asked: list[datetime] = []
    monkeypatch.setattr(page, "ask_what", lambda start, _end, _where: asked.append(start))
    with qtbot.waitSignal(desk.noticed) as said:
        page.ask_new()
    assert said.args[0].text.startswith("No hour is free on this day")
    assert asked == [datetime(2026, 11, 27, tzinfo=UTC)], "nine in Seoul"
    account = page.due.list.rows[0].key
    with qtbot.waitSignal(desk.noticed) as planned:
        page.plan_due(account)
    assert planned.args[0].text.endswith(". Something else is planned for that time")


def test_an_evening_offers_no_hour_that_is_over(
    page: CalendarPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    evening = datetime(2026, 11, 23, 10, 7, tzinfo=UTC)  # seven in Seoul
    monkeypatch.setattr(desk, "author", replace(desk.author, now=lambda: evening))
    assert page.plans.free(desk.today(), timedelta(hours=1)) == evening.replace(minute=15)


def test_who_looked_at_today_finds_today_in_the_morning(page: CalendarPage, desk: Desk) -> None:
    def at(day: int) -> None:
        desk.author = replace(desk.author, now=lambda: datetime(2026, 11, day, 1, tzinfo=UTC))

    page.left()
    at(24)
    page.entered()
    assert page.anchor == TUESDAY
    page.go_to(FRIDAY)
    page.left()
    at(25)
    page.entered()
    assert page.anchor == FRIDAY


def test_submitted_visit_stays_and_says_why(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    mine = Query((Filter("owner", "=", desk.author.user), Filter("status", "=", "completed")))
    visit = next(each for each in desk.replica.query("visit", mine) if each["submitted_at"])
    key = f"visit:{visit.id}"
    page.go_to(date.fromisoformat(visit["planned_start"][:10]))
    qtbot.waitUntil(lambda: page.plans.find(key) is not None)
    page.reveal(button(page, key))
    assert "cannot be moved" in button(page, key).accessibleName()
    entry = button(page, key)
    with qtbot.waitSignal(desk.noticed) as said:
        drag(entry, entry.rect().center(), entry.rect().center() + QPoint(0, 100))
    assert said.args[0].tone == "problem"
    assert "locked" in said.args[0].text
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_Down, CONTROL)
    assert desk.replica.get("visit", visit.id)["planned_start"] == visit["planned_start"]


def test_appointments_at_the_same_time_stand_side_by_side_and_warn(
    page: CalendarPage, create: Create, meeting: str, qtbot: QtBot
) -> None:
    call = create("call", subject="Ring", starts_at="2026-11-28T01:30:00Z", ends_at="2026-11-28T02:00:00Z")
    one, other = button(page, meeting), button(page, call)
    assert one.geometry().right() < other.x()
    assert "at the same time as Ring" in one.accessibleName()
    assert "at the same time as Review" in other.accessibleName()


def test_arrows_lead_from_entry_to_entry_and_enter_opens(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    here = QApplication.focusWidget()
    assert isinstance(here, EntryButton)
    assert here.shown is not None
    assert here.shown.day == MONDAY
    seen = [here]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(key)
        found = QApplication.focusWidget()
        assert isinstance(found, EntryButton)
        assert found not in seen
        seen.append(found)
    assert seen[-1].shown is not None
    assert seen[-1].shown.day == TUESDAY
    with qtbot.waitSignal(desk.record_requested) as opened:
        press(Qt.Key.Key_Return)
    assert ":".join(opened.args) == seen[-1].shown.key


def test_task_is_completed_with_space_and_moved_to_another_day(
    page: CalendarPage, desk: Desk, create: Create, qtbot: QtBot
) -> None:
    task = create("task", subject="Send it", due_on="2026-11-28")
    page.reveal(button(page, task))
    press(Qt.Key.Key_Left, CONTROL)
    qtbot.waitUntil(lambda: desk.replica.get(*task.split(":"))["due_on"] == "2026-11-27")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: desk.replica.get(*task.split(":"))["status"] == "completed")


def test_reminder_is_set_from_the_menu_of_an_entry(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    each = page.plans.find(meeting)
    assert each is not None
    page.plans.remind(each, timedelta(minutes=10))
    qtbot.waitUntil(
        lambda: desk.replica.get(*meeting.split(":"))["reminder_at"] == "2026-11-28T00:50:00.000Z"
    )


def test_time_is_agreed_from_the_menu_shown_and_told_when_it_is_moved(
    page: CalendarPage, desk: Desk, create: Create, qtbot: QtBot
) -> None:
    account = first(page.desk.replica, "account").id
    span = {"planned_start": "2026-11-28T01:00:00Z", "planned_end": "2026-11-28T02:00:00Z"}
    key = create("visit", account=account, **span)
    plain = button(page, key).grab().toImage()
    menus.entry_menu(page, QPoint(8, 8), desk, page.plans, button(page, key).shown)
    agreed = next(one for one in menu_of(page, qtbot).actions() if one.isCheckable())
    agreed.trigger()
    qtbot.waitUntil(lambda: "agreed" in button(page, key).accessibleName())
    assert "agreed" in button(page, key).toolTip()
    assert button(page, key).grab().toImage() != plain
    page.reveal(button(page, key))
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_Down, CONTROL)
    assert said.args[0].text.endswith("The time was agreed: tell the customer")
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.replica.get(*key.split(":"))["time_agreed"] is True


def test_tab_leaves_the_hours_at_once(page: CalendarPage, meeting: str) -> None:
    page.reveal(button(page, meeting))
    press(Qt.Key.Key_Tab)
    found = QApplication.focusWidget()
    assert not isinstance(found, EntryButton)
    assert found is not page.times.canvas
