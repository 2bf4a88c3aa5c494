"""Which days a view shows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.calendar.days import AGENDA_MOST, VIEWS, View, days_of, first_of_week, grown, step

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(days, st.integers(1, 7))
def test_month_shows_whole_weeks_that_hold_all_its_days(day: date, first_weekday: int) -> None:
    shown = days_of("month", day, first_weekday)
    assert len(shown) in (28, 35, 42)
    assert shown[0].isoweekday() == first_weekday
    assert {each for each in shown if each.month == day.month and each.year == day.year} == {
        date(day.year, day.month, number)
        for number in range(1, (step("month", day.replace(day=1), 1) - day.replace(day=1)).days + 1)
    }


@given(days, st.integers(1, 7), st.sampled_from(VIEWS))
def test_every_view_shows_its_anchor_and_days_in_a_row(day: date, first_weekday: int, view: View) -> None:
    shown = days_of(view, day, first_weekday)
    assert day in shown
    assert all(later - earlier == timedelta(1) for earlier, later in pairwise(shown))


def test_week_begins_as_the_country_counts() -> None:
    wednesday = date(2026, 11, 25)
    assert first_of_week(wednesday, 1) == date(2026, 11, 23)
    assert first_of_week(wednesday, 7) == date(2026, 11, 22)


def test_month_after_the_thirty_first_is_the_next_one() -> None:
    assert step("month", date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert step("month", date(2026, 1, 15), -1) == date(2025, 12, 15)


def test_agenda_grows_both_ways_and_stays_bounded() -> None:
    first, end = date(2026, 11, 1), date(2026, 11, 29)
    for _ in range(20):
        first, end = grown(first, end, 1)
        assert (end - first).days <= AGENDA_MOST
    assert first > date(2026, 11, 29)
    assert grown(first, end, -1)[0] < first
