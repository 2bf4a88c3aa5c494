"""A centre with a fault of its own that one record brings about: that record waits at the side, all others go on."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crmdesk.server.journal import Journal
from crmdesk.store.held import FIRST, LONGEST
from crmdesk.sync.endings import Ending
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place, now

pytestmark = pytest.mark.expected_log(r"RuntimeError: planted")


class Clock:
    """A laptop's clock in the test's hands."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return now() + self.ahead


class Broken:
    """Breaks the centre over what these records' edits say, before or after it has written it down."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.records: set[str] = set()
        self.everything = False
        self.afterwards = False
        self.pushes = 0
        push = Journal.push

        def breaking(journal: Journal, principal: Any, request: Any, *more: Any) -> Any:
            self.pushes += 1
            hit = self.everything or any(item.mutation.id in self.records for item in request.items)
            if hit and not self.afterwards:
                raise RuntimeError("planted")
            verdicts = push(journal, principal, request, *more)
            if hit:
                raise RuntimeError("planted")
            return verdicts

        monkeypatch.setattr(Journal, "push", breaking)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Broken:
    return Broken(monkeypatch)


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Place:
    centre.add_user("ada")
    return Place(centre, "http", tmp_path)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ada(place: Place, clock: Clock) -> Any:
    made = place.laptop("ada", clock).synced()
    yield made
    made.close()


def _held(ada: Laptop) -> list[str]:
    return [one.record for one in ada.replica.refused() if one.code == "centre_fault"]


def _healed(ada: Laptop, place: Place) -> None:
    """Everything is at the centre, once."""
    ada.synced()
    assert ada.replica.refused() == []
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def test_one_edit_on_which_the_centre_breaks_is_held_back_alone_and_offered_again(
    place: Place, ada: Laptop, clock: Clock, broken: Broken
) -> None:
    records = [ada.create("account", name=f"Account {number}") for number in range(12)]
    poison = records[5]
    broken.records = {poison}
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.OK, 14, 0)
    assert _held(ada) == [poison]
    assert broken.pushes < 16
    assert ada.replica.count("account") == 11
    ada.create("account", name="Later")
    assert ada.sync().exit_code == 0
    # Not yet time: nothing is asked.
    asked = broken.pushes
    ada.sync()
    assert broken.pushes == asked
    clock.ahead += FIRST
    assert ada.sync().exit_code == 10
    broken.records = set()
    _healed(ada, place)
    assert ada.get("account", poison)["name"] == "Account 5"


def test_it_is_offered_at_growing_pauses_while_the_fault_lasts(
    ada: Laptop, clock: Clock, broken: Broken
) -> None:
    poison = ada.create("account", name="Poison")
    broken.records = {poison}
    pauses = []
    for number in range(10):
        ada.create("account", name=f"Good {number}")
        ada.sync()
        assert _held(ada) == [poison]
        pause = timedelta(0)
        while not ada.replica.offer_held():
            pause += timedelta(seconds=30)
            clock.ahead += timedelta(seconds=30)
        pauses.append(pause)
    assert pauses == sorted(pauses)
    assert pauses[0] <= FIRST
    assert pauses[-1] == LONGEST


def test_what_needs_the_record_waits_with_it_and_goes_with_it(
    place: Place, ada: Laptop, clock: Clock, broken: Broken
) -> None:
    poison = ada.create("account", name="Poison")
    contact = ada.create("contact", name="Kim", account=poison)
    good = ada.create("account", name="Good")
    ada.update("account", poison, industry="tools")
    broken.records = {poison}
    for _ in range(3):
        ada.sync()
    assert poison in _held(ada)
    assert place.centre.core.feed.export(place.centre.principal("ada"))
    broken.records = set()
    clock.ahead += FIRST
    for _ in range(3):
        ada.sync()
    _healed(ada, place)
    assert ada.get("account", poison)["industry"] == "tools"
    assert ada.get("contact", contact)["account"] == poison
    assert ada.get("account", good)["name"] == "Good"


def test_a_centre_that_breaks_on_everything_is_offline_and_nothing_is_set_aside(
    place: Place, ada: Laptop, broken: Broken
) -> None:
    for number in range(20):
        ada.create("account", name=f"Account {number}")
    broken.everything = True
    for _ in range(2):
        outcome = ada.sync()
        assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.OFFLINE, 10, 20)
        assert outcome.error is not None
        assert outcome.error.code == "centre_fault"
    assert ada.replica.refused() == []
    assert ada.replica.status().state == "offline"
    broken.everything = False
    _healed(ada, place)


def test_what_the_centre_had_written_before_it_broke_is_not_written_twice(
    place: Place, ada: Laptop, clock: Clock, broken: Broken
) -> None:
    account = ada.create("account", name="Harbour")
    visit = ada.create("visit", purpose="Quay", account=account, samples=5)
    ada.synced()
    ada.change("visit", visit, {}, add={"samples": 2})
    good = ada.create("account", name="Good")
    broken.records, broken.afterwards = {visit}, True
    ada.sync()
    broken.records = set()
    clock.ahead += FIRST
    ada.sync()
    _healed(ada, place)
    assert ada.get("visit", visit)["samples"] == 7
    assert ada.get("account", good)["name"] == "Good"


def test_a_clock_that_was_set_back_does_not_hold_it_for_ever(
    place: Place, ada: Laptop, clock: Clock, broken: Broken
) -> None:
    clock.ahead = timedelta(days=400)
    broken.records = {ada.create("account", name="Poison")}
    ada.create("account", name="Good")
    ada.sync()
    assert len(_held(ada)) == 1
    broken.records = set()
    clock.ahead = timedelta(0)
    ada.sync()
    _healed(ada, place)
