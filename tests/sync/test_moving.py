"""A centre that moves to another database with nothing lost: no laptop notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.sync.http import HttpRemote
from tests.support import postgres
from tests.support.centre import RunningCentre
from tests.support.databases import POSTGRESQL, SQLITE, Databases
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.skipif(postgres.BIN is None, reason=postgres.MISSING),
]


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    for login in ("ada", "ben"):
        centre.add_user(login)
    return Place(centre, "http", tmp_path)


@pytest.fixture
def elsewhere(databases: Databases, tmp_path: Path) -> Iterator[str]:
    """An empty database of the other kind."""
    other = Databases(POSTGRESQL if databases.kind == SQLITE else SQLITE)
    yield other.empty(tmp_path / "elsewhere")
    other.close()


def requests_of(laptop: Laptop, work: Callable[[], object]) -> int:
    """How many requests a laptop needs for some work."""
    assert isinstance(laptop.remote, HttpRemote)
    before = laptop.remote.traffic.requests
    work()
    return laptop.remote.traffic.requests - before


def test_a_centre_that_moves_to_the_other_database_and_back_resyncs_no_laptop(
    place: Place, laptop: MakeLaptop, elsewhere: str
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    account = ada.create("account", name="Acme")
    for one in (ada, ben):
        one.synced()
    home = place.centre.database_url
    idle = requests_of(ada, ada.synced)
    ben_s = ben.replica.identity()
    ben.update("account", account, industry="tools")  # pending over the move
    for step, url in enumerate((elsewhere, home)):
        place.centre.put_back(place.centre.backup(place.directory / f"move {step}"), url)
        assert requests_of(ada, ada.synced) == idle
        assert ada.replica.status().state == "ok"
    ben.synced()
    assert ben.replica.identity().replica == ben_s.replica
    for one in (ada, ben):
        one.synced()
    assert ada.get("account", account)["industry"] == "tools"
    assert (
        ada.export() == ben.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))
    )
    assert place.centre.core.feed.head(place.centre.org).epoch == 1


def test_a_laptop_that_was_reopened_after_the_move_only_shakes_hands(
    place: Place, laptop: MakeLaptop, elsewhere: str
) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Acme")
    ada.synced()
    ada.reopen()
    fresh = requests_of(ada, ada.synced)
    place.centre.put_back(place.centre.backup(place.directory / "move"), elsewhere)
    ada.reopen()
    assert requests_of(ada, ada.synced) == fresh
    assert ada.replica.status().state == "ok"
