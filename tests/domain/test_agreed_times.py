"""A day whose customers expect some of the calls at a certain time: nobody waits who need not, and the way is short."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.agreed_times import Appointment, Cost, Frame, cost_of, order_around
from crmdesk.domain.route import best_order, distances, great_circle, length
from crmdesk.domain.timetable import Call, timetable, travel_time

NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SEOUL, SUWON, DAEJEON, BUSAN = (37.57, 126.98), (37.26, 127.03), (36.35, 127.38), (35.18, 129.08)

_places = st.none() | st.tuples(
    st.integers(0, 6).map(lambda n: n / 20), st.integers(0, 6).map(lambda n: n / 20)
)
_agreed = st.none() | st.integers(0, 36).map(lambda quarters: NINE + timedelta(minutes=15 * quarters))
_calls = st.lists(
    st.builds(Appointment, _places, st.sampled_from([timedelta(minutes=30), HOUR]), _agreed),
    min_size=1,
    max_size=6,
)
_frames = st.builds(Frame, st.just(NINE), st.sampled_from([NINE + 4 * HOUR, NINE + 9 * HOUR]), _places)


def walked(frame: Frame, calls: list[Appointment], order: tuple[int, ...]) -> Cost:
    """What an order costs, told by the timetable that people see."""
    told, way, here = [], 0.0, frame.here
    for one in order:
        there = calls[one].place
        leg = great_circle(here, there) if here is not None and there is not None else 0.0
        told.append(Call(calls[one].length, leg, calls[one].agreed))
        way, here = way + leg, there or here
    spans = timetable(frame.start, told)
    waits = [start - call.agreed for call, (start, _) in zip(told, spans, strict=True) if call.agreed]
    beyond = max(timedelta(), spans[-1][1] - frame.end)
    return round(sum(waits, timedelta()).total_seconds()), round(beyond.total_seconds()), way


def best_of_all(frame: Frame, calls: list[Appointment]) -> Cost:
    """By trying all that keep agreed calls in the order of their times."""
    found = []
    for order in permutations(range(len(calls))):
        agreed = [(calls[one].agreed or NINE, one) for one in order if calls[one].agreed]
        if agreed == sorted(agreed):
            found.append(walked(frame, calls, order))
    return min(found, key=lambda cost: (cost[0], cost[1], round(cost[2], 6)))


@settings(max_examples=60)
@given(_frames, _calls)
def test_no_order_of_few_calls_is_better(frame: Frame, calls: list[Appointment]) -> None:
    if not any(call.agreed for call in calls):
        calls[0] = Appointment(calls[0].place, calls[0].length, NINE + HOUR)
    order = order_around(frame, calls)
    assert sorted(order) == list(range(len(calls)))
    found, best = walked(frame, calls, tuple(order)), best_of_all(frame, calls)
    assert found[:2] == best[:2]
    assert found[2] == pytest.approx(best[2])
    assert cost_of(frame, calls, order) == (*found[:2], pytest.approx(found[2]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_order_of_eight_calls_is_better(seed: int) -> None:
    random = Random(seed)
    calls = [
        Appointment(
            (37 + random.random() / 4, 127 + random.random() / 4),
            timedelta(minutes=30),
            NINE + timedelta(minutes=30 * random.randrange(16)) if number < 2 + seed else None,
        )
        for number in range(8)
    ]
    frame = Frame(NINE, NINE + 9 * HOUR, (37.1, 127.1))
    found, best = walked(frame, calls, tuple(order_around(frame, calls))), best_of_all(frame, calls)
    assert found == (*best[:2], pytest.approx(best[2]))


def test_agreed_call_is_waited_for_with_a_free_one_before_it() -> None:
    calls = [Appointment(SEOUL, HOUR, NINE + 3 * HOUR), Appointment(SUWON, HOUR), Appointment(DAEJEON, HOUR)]
    frame = Frame(NINE, NINE + 8 * HOUR)  # to begin with the wait would end the day too late
    assert order_around(frame, calls) == [1, 0, 2]
    assert cost_of(frame, calls, [1, 0, 2])[:2] == (0, 0)


def test_two_customers_that_cannot_both_be_seen_in_time_wait_as_little_as_can_be() -> None:
    calls = [Appointment(BUSAN, HOUR, NINE + 2 * HOUR), Appointment(SEOUL, HOUR, NINE)]
    frame = Frame(NINE, NINE + 9 * HOUR)
    order = order_around(frame, calls)
    assert order == [1, 0]
    late = travel_time(great_circle(SEOUL, BUSAN)) - HOUR
    assert cost_of(frame, calls, order)[0] == round(late.total_seconds())


def a_long_day(agreed: int) -> tuple[Frame, list[Appointment], float]:
    """A hundred calls, some agreed for when the short way comes by; and how long that way is."""
    random = Random(5)
    places = [(37 + random.random() / 3, 127 + random.random() / 3) for _ in range(100)]
    matrix = distances([places[0], *places])
    order = [one - 1 for one in best_order(matrix, back=False)[1:]]
    legs = [0.0, *(matrix[one + 1][other + 1] for one, other in pairwise(order))]
    spans = timetable(NINE, [Call(timedelta(minutes=5), leg) for leg in legs])
    times: list[datetime | None] = [None] * 100
    for number in range(agreed):
        at = number * 100 // agreed + 3
        times[order[at]] = spans[at][0]
    calls = [Appointment(place, timedelta(minutes=5), at) for place, at in zip(places, times, strict=True)]
    return Frame(NINE, spans[-1][1], places[0]), calls, length(matrix, [0, *(one + 1 for one in order)])


def test_a_hundred_calls_of_which_ten_are_agreed_for_when_the_short_way_comes_by_take_that_way() -> None:
    frame, calls, short = a_long_day(agreed=10)
    order = order_around(frame, calls)
    assert sorted(order) == list(range(100))
    waited, beyond, way = cost_of(frame, calls, order)
    assert (waited, beyond) == (0, 0)
    assert way <= 1.05 * short


def test_without_anything_agreed_the_short_way_alone_counts() -> None:
    frame, calls, short = a_long_day(agreed=1)
    free = [Appointment(call.place, call.length) for call in calls]
    free[7] = Appointment(None, HOUR)
    order = order_around(frame, free)
    assert order[-1] == 7
    assert cost_of(frame, free, order)[2] <= 1.02 * short


def test_a_day_without_calls_has_no_order() -> None:
    assert order_around(Frame(NINE, NINE + HOUR), []) == []
