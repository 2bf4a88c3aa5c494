"""Months and quarters."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.periods import Period, PeriodKind, parse_period, period_of

KINDS: list[PeriodKind] = ["month", "quarter"]
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(st.sampled_from(KINDS), DAYS, st.integers(-60, 60))
def test_every_day_lies_in_one_period_and_neighbours_touch(kind: PeriodKind, day: date, steps: int) -> None:
    period = period_of(kind, day)
    assert period.holds(day)
    assert period.moved(1).start == period.end + timedelta(days=1)
    assert period.moved(steps).moved(-steps) == period
    assert period_of(kind, period.end) == period


@pytest.mark.parametrize(
    ("kind", "day", "start", "end", "number"),
    [
        ("month", date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29), 2),
        ("quarter", date(2026, 11, 22), date(2026, 10, 1), date(2026, 12, 31), 4),
        ("quarter", date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), 1),
    ],
)
def test_period_has_the_calendar_s_bounds(
    kind: PeriodKind, day: date, start: date, end: date, number: int
) -> None:
    period = period_of(kind, day)
    assert (period.start, period.end, period.number) == (start, end, number)


@given(st.sampled_from(KINDS), DAYS)
def test_period_is_read_as_it_is_written(kind: PeriodKind, day: date) -> None:
    assert parse_period(str(period_of(kind, day))) == period_of(kind, day)


@pytest.mark.parametrize("text", ["", "2026", "2026-Q0", "2026-00", "2026-1", "26-Q1", "0000-Q1", "9999-12"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        parse_period(text)


def test_quarter_before_the_first_lies_in_the_year_before() -> None:
    assert period_of("quarter", date(2026, 2, 3)).moved(-1) == Period(date(2025, 10, 1), "quarter")
