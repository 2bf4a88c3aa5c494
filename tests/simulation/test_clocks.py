"""P9: what laptops' clocks say decides nothing. The same story under other clocks ends in the same records."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from tests.simulation.fate import Fate, Trouble, draw
from tests.simulation.network import Weather
from tests.simulation.template import Template
from tests.simulation.world import World

TROUBLES = tuple(one for one in Trouble if one is not Trouble.CLOCK)
CLOCKS = ((0.0, 0.0, 0.0, 0.0), (86_400.0, -86_400.0, 7.0, -3_600.0), (-172_800.0, 5.0, 600.0, 86_400.0))
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def _fate(seed: int) -> Fate:
    """A story without faults that are drawn at each request: a laptop's clock says how often it asks for a token."""
    return replace(draw(seed, steps=40, allowed=TROUBLES), weather=Weather().times(0.0))


def _end(template: Template, seed: int, skews: tuple[float, ...]) -> dict[str, Any]:
    """What stands at the centre when all is over, without the times of day that people's edits carry."""
    fate = _fate(seed)
    world = World(template, seed, replace(fate, skews=skews[: len(fate.cast)]))
    try:
        world.run()
        central = world.central()
        return {
            "records": _timeless(central.records),
            "history": {
                key: [_timeless(str(line)) for line in lines] for key, lines in central.history.items()
            },
            "ledger": central.ledger,
        }
    finally:
        world.close()
        template.clear_away()


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _timeless(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_timeless(one) for one in value]
    return _INSTANT.sub("…", value) if isinstance(value, str) else value


@pytest.mark.parametrize("seed", range(100, 105))
def test_a_story_ends_the_same_whatever_the_laptops_clocks_say(template: Template, seed: int) -> None:
    first, *others = (_end(template, seed, skews) for skews in CLOCKS)
    assert first["ledger"], "nothing was decided at all"
    for other in others:
        assert other == first
