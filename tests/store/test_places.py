"""The ladder of former places: short however long the way, and close behind wherever the centre may fall back to."""

from __future__ import annotations

import random

import pytest

from crmdesk.protocol.messages import Position
from crmdesk.store.places import Rung, confirms, thinned


def climbed(steps: list[int]) -> tuple[int, list[Rung]]:
    rungs: list[Rung] = []
    seq = 0
    for step in steps:
        rungs = thinned(seq + step, [(seq, seq * 7), *rungs])
        seq += step
    return seq, rungs


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_lost_a_rung_lies_at_most_about_twice_as_far_back(seed: int) -> None:
    chance = random.Random(seed)
    longest = chance.choice([1, 3, 50])
    steps = [chance.randint(1, longest) for _ in range(2_000)]
    seq, rungs = climbed(steps)
    assert len(rungs) <= seq.bit_length()
    assert rungs == sorted(rungs, reverse=True)
    for lost in (longest, 10 * longest, seq // 100, seq // 10, seq // 2):
        offered = min(seq - rung for rung, _ in rungs if rung <= seq - lost)
        assert offered <= 4 * lost + 2 * longest


def test_rungs_are_places_that_were_stood_on() -> None:
    seq, rungs = climbed([5, 1, 4, 9, 2])
    assert {rung for rung, _ in rungs} <= {0, 5, 6, 10, 19}
    assert all(tag == rung * 7 for rung, tag in rungs)
    assert seq == 21


def test_a_place_ahead_is_no_rung() -> None:
    assert thinned(10, [(12, 1), (10, 2), (9, 3)]) == [(9, 3)]


SEEN = Position(epoch=1, seq=10, tag=7)


@pytest.mark.parametrize(
    ("reached", "shown", "confirmed"),
    [(10, SEEN, True), (12, SEEN, True), (9, SEEN, False), (12, None, False), (12, Position(1, 9, 3), False)],
)
def test_only_a_page_that_reaches_what_its_centre_was_shown_confirms_it(
    reached: int, shown: Position | None, confirmed: bool
) -> None:
    assert confirms(Position(epoch=1, seq=reached, tag=1), shown, SEEN) is confirmed


def test_where_nothing_is_to_be_confirmed_nothing_is() -> None:
    assert not confirms(SEEN, None, None)
