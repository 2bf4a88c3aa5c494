"""When to be where: calls in a row with the way between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crmdesk.domain.timetable import Call, timetable, travel_time

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
HALF_HOUR = timedelta(minutes=30)


@pytest.mark.parametrize(
    ("kilometres", "minutes"),
    [(0, 0), (0.5, 5), (5, 10), (10, 20), (200 / 13, 30), (325, 335)],
)
def test_way_is_allowed_for_in_steps_of_five_minutes(kilometres: float, minutes: int) -> None:
    assert travel_time(kilometres) == timedelta(minutes=minutes)


def test_calls_follow_each_other_with_the_way_between_them() -> None:
    calls = [Call(HALF_HOUR, 99.0), Call(HALF_HOUR, 10.0), Call(2 * HALF_HOUR, 0.0)]
    starts = [start.strftime("%H:%M") for start, _ in timetable(NINE, calls)]
    ends = [end.strftime("%H:%M") for _, end in timetable(NINE, calls)]
    assert starts == ["09:00", "09:50", "10:20"]
    assert ends == ["09:30", "10:20", "11:20"]


def test_no_call_needs_no_time() -> None:
    assert timetable(NINE, []) == []
