"""The day's way: short, whole, the same every time."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.route import best_order, distances, great_circle, length
from tests.support.tour_bound import tour_bound

Place = tuple[float, float]
_degrees = st.integers(-50, 50).map(lambda tenths: tenths / 10)
few_places = st.lists(st.tuples(_degrees, _degrees), min_size=1, max_size=7)
"""Some of them the same, some on one line."""


def shortest(places: list[Place], *, back: bool = True, last: int | None = None) -> float:
    """By trying all."""
    matrix, middle = distances(places), [one for one in range(1, len(places)) if one != last]
    end = [] if last is None else [last]
    return min(length(matrix, [0, *way, *end], back=back) for way in permutations(middle))


def scattered(random: Random) -> list[Place]:
    return [(37 + random.random(), 127 + random.random()) for _ in range(100)]


def in_towns(random: Random) -> list[Place]:
    towns = [(random.uniform(34, 38), random.uniform(126, 130)) for _ in range(6)]
    return [
        (random.gauss(lat, 0.05), random.gauss(lon, 0.05)) for lat, lon in (towns[k % 6] for k in range(100))
    ]


def on_a_grid(random: Random) -> list[Place]:
    return [(row / 10, column / 10) for row in range(10) for column in range(10)]


@pytest.mark.parametrize("layout", [scattered, in_towns, on_a_grid])
def test_way_of_a_hundred_stops_is_within_two_percent_of_what_no_way_can_beat(
    layout: Callable[[Random], list[Place]],
) -> None:
    matrix = distances(layout(Random(7)))
    order = best_order(matrix)
    found = length(matrix, order, back=True)
    assert order[0] == 0
    assert sorted(order) == list(range(100))
    assert found <= 1.02 * tour_bound(matrix)


@given(few_places)
def test_round_trip_over_few_places_is_the_shortest(places: list[Place]) -> None:
    matrix = distances(places)
    assert length(matrix, best_order(matrix), back=True) == pytest.approx(shortest(places))


@given(few_places)
def test_way_that_ends_anywhere_is_the_shortest(places: list[Place]) -> None:
    matrix = distances(places)
    order = best_order(matrix, back=False)
    assert sorted(order) == list(range(len(places)))
    assert length(matrix, order) == pytest.approx(shortest(places, back=False))


@given(few_places.filter(lambda places: len(places) > 1), st.data())
def test_way_to_a_given_end_is_the_shortest(places: list[Place], data: st.DataObject) -> None:
    last = data.draw(st.integers(1, len(places) - 1))
    matrix = distances(places)
    order = best_order(matrix, back=False, last=last)
    assert (order[0], order[-1]) == (0, last)
    assert sorted(order) == list(range(len(places)))
    assert length(matrix, order) == pytest.approx(shortest(places, back=False, last=last))


def test_same_places_give_the_same_way() -> None:
    matrix = distances(scattered(Random(3))[:40])
    assert best_order(matrix) == best_order(matrix)


def test_all_stops_at_one_place_need_no_way() -> None:
    matrix = distances([(37.5, 127.0)] * 30)
    order = best_order(matrix)
    assert sorted(order) == list(range(30))
    assert length(matrix, order, back=True) == 0


def test_no_place_needs_no_order() -> None:
    assert best_order([]) == []


@pytest.mark.parametrize("last", [0, 3, -1])
def test_an_end_that_is_no_stop_is_turned_away(last: int) -> None:
    with pytest.raises(ValueError, match="ends"):
        best_order(distances([(0, 0), (1, 1), (2, 2)]), back=False, last=last)


def test_distances_that_are_not_square_are_turned_away() -> None:
    with pytest.raises(ValueError, match="square"):
        best_order([[0.0, 1.0], [1.0]])


def test_seoul_to_busan_is_325_kilometres() -> None:
    assert great_circle((37.5665, 126.9780), (35.1796, 129.0756)) == pytest.approx(325, abs=1)


def test_antipodes_are_half_the_globe_apart() -> None:
    assert great_circle((0, 0), (0, 180)) == pytest.approx(math.pi * 6371.0088)


def test_date_line_is_crossed_the_short_way() -> None:
    assert great_circle((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
