"""A type of record that an older laptop does not know: passed over, told once, and there after the update."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from tests.support.centre import RunningCentre
from tests.sync.laptops import KEY, Laptop, Place, new_id, now

MakeLaptop = Callable[[str], Laptop]

OLDER = Catalogue(entity for entity in CATALOGUE if entity.name != "note")
"""What an earlier release declared: no notes."""


class OldLaptop(Laptop):
    """One whose program declares OLDER, until it is updated."""

    catalogue = OLDER

    def update_program(self) -> None:
        self.catalogue = CATALOGUE
        self.reopen()


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    for login in ("ada", "ben"):
        centre.add_user(login)
    return Place(centre, "in process", tmp_path)


@pytest.fixture
def old(place: Place) -> Iterator[OldLaptop]:
    """Ada's, not synced yet."""
    directory = place.directory / "old"
    replica = Replica.create(directory, KEY, catalogue=OLDER, now=now, new_id=new_id)
    session.begin(replica, "here", place.sign_in("ada"), now())
    made = OldLaptop(place, directory, replica, now)
    yield made
    made.close()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


def known(export: bytes) -> list[str]:
    return [line["id"] for line in map(json.loads, export.splitlines()) if line["type"] != "note"]


def of_the_centre(place: Place) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


@pytest.mark.parametrize("first", ["snapshot", "page"])
def test_records_of_a_type_that_a_laptop_does_not_know_hold_nothing_up_and_are_told_once(
    place: Place, old: OldLaptop, ben: Laptop, first: str
) -> None:
    if first == "page":
        assert old.synced().sync().newer == ()
    account = ben.create("account", name="Acme")
    note = ben.create("note", body="From the newer release", account=account)
    ben.synced()
    assert old.sync().newer == ("note",)
    mine = old.create("account", name="Mine")
    ben.change("note", note, {"body": "changed"})
    ben.synced()
    outcome = old.sync()
    assert (outcome.exit_code, outcome.newer, outcome.counts.repaired) == (0, (), 0)
    ben.delete("note", note)
    for one in (ben, old, ben):
        one.synced()
    assert old.replica.status().state == "ok"
    assert old.replica.verify().sound
    assert known(old.export()) == known(of_the_centre(place))
    assert ben.get("account", mine)["name"] == "Mine"


@pytest.mark.expected_log("The replica differed from the centre")
def test_after_the_update_they_are_there(place: Place, old: OldLaptop, ben: Laptop) -> None:
    old.synced()
    account = ben.create("account", name="Acme")
    notes = [ben.create("note", body=f"Note {number}", account=account) for number in range(20)]
    ben.synced()
    pending = (old.sync(), old.create("account", name="Waits for the update"))[1]
    old.update_program()
    old.synced()
    old.synced()
    assert [old.get("note", note)["body"] for note in notes] == [f"Note {number}" for number in range(20)]
    assert old.get("account", pending)["name"] == "Waits for the update"
    assert old.export() == of_the_centre(place)


def test_a_conflict_about_one_is_not_shown_and_hurts_nobody(
    place: Place, old: OldLaptop, ben: Laptop
) -> None:
    old.synced()
    other = place.laptop("ben").synced()
    note = ben.create("note", body="one\n")
    for one in (ben, other):
        one.synced()
    ben.change("note", note, {"body": "two\n"})
    other.change("note", note, {"body": "three\n"})
    for one in (ben, other, ben):
        one.synced()
    assert len(ben.replica.conflicts()) == 1
    old.synced()
    assert old.replica.conflicts() == []
    assert old.replica.status().conflicts == 0
    other.close()
