"""Two thousand worlds as CI plays them. `make simulate SEEDS=…` plays more.

A failing seed is told with as few steps as will do by `python -m tests.simulation --first SEED --seeds 1 --shrink`.
"""

from __future__ import annotations

import pytest

from crmdesk.domain.entities import CATALOGUE
from tests.simulation import central
from tests.simulation.fate import Trouble, draw
from tests.simulation.template import Template
from tests.simulation.world import Played, play

WORLDS = 2_000
A_TEST = 25
"""Worlds in one test."""
STARTS = range(0, WORLDS, A_TEST)


def _play_all(template: Template, first: int) -> None:
    for seed in range(first, first + A_TEST):
        played = play(template, seed, draw(seed))
        assert played.faults == [], played.told()


# Four classes, because the processes of a test run share the work out by class.
class TestWorldsComeToRestWithEveryPromiseKept:
    @pytest.mark.parametrize("first", STARTS[0::4])
    def test_first_quarter(self, template: Template, first: int) -> None:
        _play_all(template, first)


class TestWorldsComeToRestWithEveryPromiseKeptToo:
    @pytest.mark.parametrize("first", STARTS[1::4])
    def test_second_quarter(self, template: Template, first: int) -> None:
        _play_all(template, first)


class TestSoDoMoreWorlds:
    @pytest.mark.parametrize("first", STARTS[2::4])
    def test_third_quarter(self, template: Template, first: int) -> None:
        _play_all(template, first)


class TestSoDoTheOthers:
    @pytest.mark.parametrize("first", STARTS[3::4])
    def test_last_quarter(self, template: Template, first: int) -> None:
        _play_all(template, first)


def _play(template: Template, seed: int) -> Played:
    return play(template, seed, draw(seed, steps=25))


def test_a_seed_replays_to_the_same_trace(template: Template) -> None:
    first, second = _play(template, 7), _play(template, 7)
    assert first.trace == second.trace
    assert first.digest == second.digest


def test_two_seeds_are_two_worlds(template: Template) -> None:
    assert _play(template, 1).digest != _play(template, 2).digest


def test_a_step_left_out_leaves_the_others_as_they_were(template: Template) -> None:
    fate = draw(3, steps=12, allowed=())
    whole, without = play(template, 3, fate), play(template, 3, fate, left_out={5})
    heads = [line for line in whole.trace if line.startswith("-- ") and line != "-- 5"]
    assert [line for line in without.trace if line.startswith("-- ")] == heads
    assert whole.trace[: whole.trace.index("-- 5")] == without.trace[: without.trace.index("-- 6")]


def test_every_trouble_comes_in_some_world_and_none_in_all() -> None:
    fates = [draw(seed) for seed in range(200)]
    for trouble in Trouble:
        assert 0 < sum(trouble in fate.troubles for fate in fates) < len(fates)


def test_the_oracle_knows_of_every_type_who_sees_it() -> None:
    known = {
        *central.ORGANISATIONS,
        *central.OWNED_ALONE,
        *central.TELLS_OF_ACCOUNT,
        *central.PARTS,
        *central.OF_ANYTHING,
    }
    assert known == {entity.name for entity in CATALOGUE}


def test_the_oracle_knows_which_records_are_seen_because_another_tells_of_them() -> None:
    known = {
        *((name, "account") for name in central.TELLS_OF_ACCOUNT),
        *((name, "lead") for name in central.TELLS_OF_LEAD),
        ("account_contact", "contact"),
    }
    declared = {(entity.name, entity.field(name).target) for entity in CATALOGUE for name in entity.implicit}
    assert known == declared
