"""A laptop's process ends at every border between two things its rounds do: before and after each effect, and between
what the disk holds and what the engine has been told of it.

The process loses what it had in memory and nothing that it had written. A loss of power, which takes unsynced writes
too, is tried on real processes and files (tests/store).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.simulation.fate import Fate, draw
from tests.simulation.laptop import SimulatedLaptop
from tests.simulation.network import Weather
from tests.simulation.template import Template
from tests.simulation.world import play

SEEDS = (3, 11)


def _fate(seed: int) -> Fate:
    fate = draw(seed, steps=7, allowed=())
    return replace(fate, cast=("ada-1", "ben-new"), skews=(0.0, 0.0), weather=Weather().times(0.0))


def _crash_at(patch: pytest.MonkeyPatch, border: int | None) -> list[int]:
    """Lets the laptop crash once, when the given number of things has happened. Counts them."""
    advance, happened = SimulatedLaptop.advance, [0]

    def fragile(self: SimulatedLaptop, chance: Any) -> Any:
        if happened[0] == border:
            happened[0] += 1
            self.crash()
            self.begin_round()
        happened[0] += 1
        return advance(self, chance)

    patch.setattr(SimulatedLaptop, "advance", fragile)
    return happened


@pytest.mark.parametrize("seed", SEEDS)
def test_a_crash_at_any_border_of_a_round_costs_nothing(template: Template, seed: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        happened = _crash_at(patch, None)
        assert play(template, seed, _fate(seed)).faults == []
    assert happened[0] > 20
    for border in range(happened[0]):
        with pytest.MonkeyPatch.context() as patch:
            _crash_at(patch, border)
            played = play(template, seed, _fate(seed))
        assert played.faults == [], f"crash at border {border}\n{played.told()}"
