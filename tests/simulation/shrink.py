"""Finds out which steps of a world its fault needs: leaves out ever smaller stretches as long as it stays."""

from __future__ import annotations

from dataclasses import replace

from tests.simulation.template import Template
from tests.simulation.world import Played, play


def shrunk(template: Template, played: Played) -> Played:
    """The same seed with as few steps as will do, for one promise that was broken (delta debugging, Zeller 1999)."""
    promise = played.faults[0].promise
    needed, best = list(range(played.fate.steps)), played

    def still(steps: list[int]) -> Played | None:
        left_out = set(range(played.fate.steps)) - set(steps)
        again = play(template, played.seed, played.fate, left_out)
        faults = [fault for fault in again.faults if fault.promise == promise]
        return replace(again, faults=faults) if faults else None

    length = max(1, len(needed) // 2)
    while True:
        start = 0
        while start < len(needed):
            fewer = needed[:start] + needed[start + length :]
            found = still(fewer)
            if found is not None:
                needed, best = fewer, found
            else:
                start += length
        if length == 1:
            return best
        length = max(1, length // 2)
