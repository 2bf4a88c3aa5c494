"""A fault is told with as few steps as it needs."""

from __future__ import annotations

import pytest

from crmdesk.store.pages import Intake
from tests.simulation.fate import draw
from tests.simulation.shrink import shrunk
from tests.simulation.template import Template
from tests.simulation.world import play


@pytest.mark.expected_log("The replica differed from the centre")
def test_a_shrunk_world_still_has_its_fault_and_fewer_steps(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Intake, "_delete", lambda self, connection, deleted: set())
    for seed in range(60):
        played = play(template, seed, draw(seed, allowed=()))
        if played.faults:
            break
    small = shrunk(template, played)
    assert small.faults[0].promise == played.faults[0].promise
    assert len(small.trace) < len(played.trace)
    assert sum(line.startswith("-- ") for line in small.trace) <= 3
