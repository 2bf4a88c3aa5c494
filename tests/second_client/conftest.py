"""Fixtures of this room: second clients, and laptops of the product beside them, at one centre."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.second_client.client import Client
from tests.second_client.wire import Line
from tests.support.centre import PASSWORD, RunningCentre
from tests.sync.laptops import Laptop, Place

MakeClient = Callable[..., Client]


@pytest.fixture
def client(staffed_centre: RunningCentre, tmp_path: Path) -> Iterator[MakeClient]:
    """Makes second clients with a signed-in user, or opens them again, not synced yet; `name` tells files apart."""
    made: list[Client] = []

    def make(login: str, name: str = "", page_rows: int = 2000, line: Line | None = None) -> Client:
        file = tmp_path / f"{login}{name}.sqlite"
        known = file.exists()
        made.append(Client(file, staffed_centre.url, page_rows=page_rows, line=line))
        if not known:
            made[-1].sign_in(login, PASSWORD)
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def laptop(staffed_centre: RunningCentre, tmp_path: Path) -> Iterator[Callable[[str], Laptop]]:
    """Makes laptops of the product on which a user has signed in; closes them."""
    place, made = Place(staffed_centre, "http", tmp_path), []

    def make(login: str) -> Laptop:
        made.append(place.laptop(login))
        return made[-1]

    yield make
    for one in made:
        one.close()
