"""The oracle on trial: every mistake of `planted.py` is caught, by a promise that it breaks, in some dozen worlds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.simulation.fate import draw
from tests.simulation.planted import Bug
from tests.simulation.planted_meeting import ALL
from tests.simulation.template import Template
from tests.simulation.world import play

WORLDS = 60
"""So many worlds a planted bug may survive at most."""


@pytest.mark.expected_log("The replica differed from the centre")
@pytest.mark.parametrize("bug", ALL, ids=lambda bug: bug.name)
def test_the_oracle_catches(bug: Bug, template: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    bug.plant(monkeypatch)
    for seed in (bug.first, *range(WORLDS)):
        fate = draw(seed, forced=bug.needs)
        if bug.needs:
            fate = replace(fate, trouble=0.35)
        faults = play(template, seed, replace(fate, topic=bug.topic or fate.topic)).faults
        if faults:
            assert bug.promises & {fault.promise for fault in faults}, "\n".join(map(str, faults))
            return
    pytest.fail(f"nobody noticed: {bug.plant.__doc__}")


def test_there_are_enough_of_them_to_trust_it() -> None:
    assert len(ALL) >= 20
