"""The hours of a day, also of one whose clock is put forward or back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.calendar.axis import ROW_MINUTES, Axis

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "Asia/Seoul", "UTC"]


def week(day: date) -> list[date]:
    monday = day - timedelta(day.weekday())
    return [monday + timedelta(number) for number in range(7)]


def test_ordinary_week_has_twenty_four_hours_and_no_gap() -> None:
    axis = Axis(week(date(2026, 11, 23)), BERLIN)
    assert len(axis.rows) == 96
    assert not any(axis.gaps(day) for day in axis.days)


def test_hour_that_is_jumped_over_is_a_gap_on_its_day_alone() -> None:
    axis = Axis(week(SPRING), BERLIN)
    assert len(axis.rows) == 96
    assert axis.gaps(SPRING) == (8, 9, 10, 11)
    assert axis.gaps(SPRING - timedelta(1)) == ()
    assert axis.place(SPRING, datetime(2026, 3, 29, 1, 0, tzinfo=UTC)) == 12.0  # 02:00 is 03:00
    assert axis.place(SPRING, datetime(2026, 3, 29, 1, 0, tzinfo=UTC), end=True) == 8.0
    assert axis.moment(SPRING, 9) == datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN)


def test_hour_that_comes_twice_stands_twice_and_is_a_gap_on_the_other_days() -> None:
    axis = Axis(week(AUTUMN), BERLIN)
    assert len(axis.rows) == 100
    assert axis.rows[8:17] == (
        *((120 + 15 * number, 0) for number in range(4)),
        *((120 + 15 * number, 1) for number in range(4)),
        (180, 0),
    )
    assert axis.gaps(AUTUMN) == ()
    assert axis.gaps(AUTUMN - timedelta(1)) == (12, 13, 14, 15)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (axis.place(AUTUMN, first), axis.place(AUTUMN, first + timedelta(hours=1))) == (10.0, 14.0)


@pytest.mark.parametrize("zone", ZONES)
@given(day=st.dates(date(2024, 1, 1), date(2027, 12, 31)), row=st.integers(0, 99))
def test_every_place_leads_to_its_moment_and_back(zone: str, day: date, row: int) -> None:
    axis = Axis(week(day), ZoneInfo(zone))
    start, end = axis.bounds(day)
    assert end - start in {timedelta(minutes=half * 30) for half in (46, 47, 48, 49, 50)}
    moment = axis.moment(day, min(row, len(axis.rows) - 1))
    if moment < end:
        assert moment.astimezone(ZoneInfo(zone)).date() == day
        assert axis.moment(day, int(axis.place(day, moment))) == moment
        assert axis.place(day, moment) not in axis.gaps(day)


@given(day=st.dates(date(2024, 1, 1), date(2027, 12, 31)), minutes=st.integers(0, 24 * 60))
def test_later_moments_stand_lower(day: date, minutes: int) -> None:
    axis = Axis(week(day), BERLIN)
    moment = axis.bounds(day)[0] + timedelta(minutes=minutes)
    later = moment + timedelta(minutes=ROW_MINUTES)
    assert axis.place(day, later, end=True) >= axis.place(day, moment)
