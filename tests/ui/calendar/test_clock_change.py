"""Days on which Berlin's clock is put back or forward: entries stand and move as time elapses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from crmdesk.store.replica import Replica
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.calendar.time_canvas import ROW
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import Translator
from tests.ui.calendar.conftest import CONTROL, Create, button, drag, press, times

AUTUMN, SPRING = date(2026, 10, 25), date(2027, 3, 28)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def desk(replica: Replica, translator: Translator) -> Iterator[Desk]:
    """The rep is in Berlin."""
    made = Desk(replica, replica.author(zone=str(BERLIN)), translator, zone=BERLIN)
    yield made
    made.close()


@pytest.fixture
def twice(page: CalendarPage, create: Create, desk: Desk, qtbot: QtBot) -> str:
    """A meeting from the first half past two to the second, shown on its day."""
    page.go_to(AUTUMN)
    page.choose_view("day")
    qtbot.waitUntil(lambda: not desk.busy)
    return create(
        "meeting", subject="Night shift", starts_at="2026-10-25T00:30:00Z", ends_at="2026-10-25T01:30:00Z"
    )


def test_hour_that_comes_twice_has_room_for_both(page: CalendarPage, twice: str) -> None:
    assert len(page.times.canvas.axis.rows) == 100
    entry = button(page, twice)
    assert (entry.y(), entry.height()) == (10 * ROW + 1, 4 * ROW - 2)


def test_drag_by_an_hour_is_an_hour_also_where_the_clock_repeats_one(
    page: CalendarPage, desk: Desk, twice: str, qtbot: QtBot
) -> None:
    entry = button(page, twice)
    page.reveal(entry)
    drag(entry, entry.rect().center(), entry.rect().center() + QPoint(0, 4 * ROW))
    qtbot.waitUntil(lambda: times(desk, twice) == ("25T01:30", "25T02:30"))


def test_move_to_the_next_day_keeps_the_time_of_day(
    page: CalendarPage, desk: Desk, create: Create, qtbot: QtBot
) -> None:
    page.go_to(date(2026, 10, 24))
    qtbot.waitUntil(lambda: not desk.busy)
    noon = create("meeting", subject="Noon", starts_at="2026-10-24T10:00:00Z", ends_at="2026-10-24T11:00:00Z")
    page.reveal(button(page, noon))
    press(Qt.Key.Key_Right, CONTROL)
    qtbot.waitUntil(lambda: times(desk, noon) == ("25T11:00", "25T12:00"))


def test_nothing_is_planned_in_an_hour_that_does_not_exist(page: CalendarPage) -> None:
    page.go_to(SPRING)
    page.choose_view("day")
    canvas = page.times.canvas
    column = canvas.column(SPRING)
    moment = canvas.moment_at(QPointF(column.center().x(), 9 * ROW + 2))  # a quarter past two
    assert (moment.hour, moment.minute) == (3, 0)
