"""Day, week, month and agenda: which days, how many entries, how quickly, and the way between them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.calendar.words import Shown, spoken
from crmdesk.ui.desk import Desk
from tests.ui.calendar.conftest import (
    CONTROL,
    MONDAY,
    button,
    centre,
    drag,
    menu_of,
    press,
    times,
)


def test_week_begins_as_the_locale_says(page: CalendarPage) -> None:
    assert page.days()[0].isoweekday() == QLocale().firstDayOfWeek().value == 7
    QLocale.setDefault(QLocale("de_DE"))
    page.go_to(MONDAY)
    assert page.days()[0] == MONDAY


def test_letters_change_the_view_and_pages_the_days(page: CalendarPage, qtbot: QtBot, desk: Desk) -> None:
    for key, view, days in (("D", "day", 1), ("M", "month", 35), ("W", "week", 7)):
        QTest.keyClick(page, getattr(Qt.Key, f"Key_{key}"))
        assert (page.choices.view, len(page.days())) == (view, days)
    press(Qt.Key.Key_PageDown)
    assert page.anchor == MONDAY + timedelta(7)
    press(Qt.Key.Key_T)
    assert page.anchor == MONDAY
    QTest.keyClick(page, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not desk.busy)
    again = CalendarPage(desk)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.choices.view == "month")


def test_month_says_how_many_more_and_opens_the_day(page: CalendarPage, qtbot: QtBot, desk: Desk) -> None:
    page.choose_view("month")
    qtbot.waitUntil(lambda: bool(page.month.more) and not desk.busy)
    more = next(each for each in page.month.more if each.property("day") == MONDAY)
    assert more.text().startswith("+")
    shown = [each for each in page.month.buttons if each.shown is not None and each.shown.day == MONDAY]
    there = [each for each in page.plans.entries if each.day <= MONDAY <= each.last_day]
    assert more.text() == f"+{len(there) - len(shown)} more"
    more.click()
    assert (page.choices.view, page.anchor) == ("day", MONDAY)


def test_entry_is_dragged_to_another_day_of_the_month(
    page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot
) -> None:
    page.choose_view("month")
    qtbot.waitUntil(lambda: not desk.busy)
    month = page.month
    drag(month, centre(page, meeting), month.cell(date(2026, 11, 7)).center())
    qtbot.waitUntil(lambda: times(desk, meeting) == ("07T01:00", "07T02:00"))


def test_close_dates_can_be_switched_off_and_never_move(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    def hints() -> list[EntryButton]:
        return [each for each in page.entry_buttons() if each.shown is not None and each.shown.hint]

    assert hints()
    page.reveal(hints()[0])
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_Right, CONTROL)
    assert said.args[0].tone == "info"
    page.controls.hints.click()
    assert not hints()


def test_agenda_goes_on_without_end_and_stays_bounded(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    page.choose_view("agenda")
    qtbot.waitUntil(lambda: bool(page.agenda.rows) and not desk.busy)
    assert page.agenda.rows[0].text == "Monday, November 23"
    bar = page.agenda.verticalScrollBar()
    for end in (bar.minimum, bar.maximum):
        known = page.days()
        bar.setValue((bar.maximum() + bar.minimum()) // 2)
        bar.setValue(end())
        qtbot.waitUntil(lambda known=known: page.days() != known and not desk.busy)  # type: ignore[misc]
    assert page.days()[0] < MONDAY
    for _ in range(10):
        page._grow(-1)
    assert len(page.days()) <= 168


def test_an_empty_agenda_says_what_belongs_there_and_offers_to_plan(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    page.choose_view("agenda")
    page.setFocus()
    page.go_to(date(2040, 1, 2))
    qtbot.waitUntil(page.nothing.isVisible)
    assert not page.agenda.isVisible()
    assert page.nothing.button.hasFocus()
    page.nothing.button.click()
    menu = menu_of(page, qtbot)
    assert [action.text().replace("&", "") for action in menu.actions()][:2] == ["Visit", "Meeting"]
    menu.close()
    page.go_to(MONDAY)
    qtbot.waitUntil(page.agenda.isVisible)
    assert not page.nothing.isVisible()
    assert page.agenda.hasFocus()


def test_agenda_is_walked_and_opened_by_keyboard(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    page.choose_view("agenda")
    qtbot.waitUntil(lambda: bool(page.agenda.rows) and not desk.busy)
    page.setFocus()
    press(Qt.Key.Key_Down)
    assert page.agenda.hasFocus()
    press(Qt.Key.Key_Down)
    key = page.agenda.current
    assert key == [row.key for row in page.agenda.rows if row.key][1]
    with qtbot.waitSignal(desk.record_requested) as opened:
        press(Qt.Key.Key_Return)
    assert ":".join(opened.args) == key


def test_change_elsewhere_shows_by_itself(page: CalendarPage, desk: Desk, meeting: str, qtbot: QtBot) -> None:
    record = desk.replica.get(*meeting.split(":"))
    desk.replica.commit(edits.update(desk.author, record, {"subject": "Renamed"}))
    qtbot.waitUntil(lambda: button(page, meeting).text() == "Renamed")


def test_language_changes_while_it_is_shown(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    desk.translator.switch("ko")
    qtbot.waitUntil(lambda: page.controls.today.text() == "오늘")


def test_full_week_has_a_button_for_every_entry(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    many = [
        edits.create(
            desk.author,
            "meeting",
            {
                "subject": f"Meeting {number}",
                "starts_at": f"2026-11-{22 + number % 7}T{number % 12:02}:{number % 4 * 15:02}:00Z",
                "ends_at": f"2026-11-{22 + number % 7}T{number % 12 + 1:02}:00:00Z",
            },
        )[0]
        for number in range(70)
    ]
    desk.replica.commit(many)
    qtbot.waitUntil(lambda: len(page.entry_buttons()) > 80)


def test_screen_reader_gets_every_row_of_the_agenda(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    page.choose_view("agenda")
    qtbot.waitUntil(lambda: bool(page.agenda.rows) and not desk.busy)
    found = QAccessible.queryAccessibleInterface(page.agenda)
    assert found.role() == QAccessible.Role.List
    names = [found.child(number).text(QAccessible.Text.Name) for number in range(found.childCount())]
    assert names[: len(page.agenda.rows)] == [
        spoken(desk, row.about) if isinstance(row.about, Shown) else row.text for row in page.agenda.rows
    ]
    assert any(name.startswith("Visit ") and name.endswith("Planned") for name in names)


def test_title_says_the_year_once_and_where_it_is_written(
    page: CalendarPage, desk: Desk, qtbot: QtBot
) -> None:
    assert page.head.title.full_text() == "Nov 22 – 28, 2026"
    desk.translator.switch("ko")
    qtbot.waitUntil(lambda: page.head.title.full_text() == "2026. 11. 22. ~ 11. 28.")
    page.go_to(date(2026, 12, 31))
    assert page.head.title.full_text() == "2026. 12. 27. ~ 2027. 1. 2."
