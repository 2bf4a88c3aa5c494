"""Fixtures of this room: one suite, run against the Remote in process and over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.centre import RunningCentre
from tests.sync.laptops import KINDS, Laptop, Place


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, staffed_centre: RunningCentre, tmp_path: Path) -> Place:
    """A centre with the reps ada and ben (North) and the manager max (North)."""
    return Place(staffed_centre, request.param, tmp_path)


@pytest.fixture
def laptop(place: Place) -> Iterator[Callable[[str], Laptop]]:
    """Makes laptops, and closes them."""
    made: list[Laptop] = []

    def make(login: str) -> Laptop:
        made.append(place.laptop(login))
        return made[-1]

    yield make
    for one in made:
        one.close()
