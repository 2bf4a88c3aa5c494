"""The driver's own part: lanes beside each other, cancelling, bugs that are raised, what the replica remembers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from crmdesk.domain.errors import Offline, StorageFault
from crmdesk.protocol.messages import Page, Position, Pull, Push, Verdicts
from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from tests.support import PATIENCE
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop, Place

T = TypeVar("T")
MakeLaptop = Callable[[str], Laptop]


@pytest.fixture(params=["in process"])
def place(request: pytest.FixtureRequest, centre: RunningCentre, tmp_path: Path) -> Place:
    centre.add_user("ada")
    return Place(centre, request.param, tmp_path)


def in_between(
    laptop: Laptop,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    hook: Callable[[Callable[[T], object], T], object],
) -> None:
    """Lets `hook(original, request)` answer one of the remote's requests."""
    original = getattr(laptop.remote, name)
    monkeypatch.setattr(laptop.remote, name, lambda request: hook(original, request))


def test_a_push_goes_through_while_the_pull_hangs(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Acme")
    pushed = threading.Event()

    def pull(original: Callable[[Pull], Page], request: Pull) -> Page:
        assert pushed.wait(PATIENCE), "the push waited for the pull"
        return original(request)

    def push(original: Callable[[Push], Verdicts], request: Push) -> Verdicts:
        verdicts = original(request)
        pushed.set()
        return verdicts

    in_between(ada, monkeypatch, "pull", pull)
    in_between(ada, monkeypatch, "push", push)
    assert ada.sync().exit_code == 0


def test_a_pull_goes_through_while_the_push_fails(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, other = laptop("ada").synced(), laptop("ada").synced()
    account = other.create("account", name="Made elsewhere")
    other.synced()
    ada.create("account", name="Acme")

    def push(original: Callable[[Push], Verdicts], request: Push) -> Verdicts:
        raise Offline("cut", retry_after=3.0)

    in_between(ada, monkeypatch, "push", push)
    outcome = ada.sync()
    assert (outcome.ending, outcome.retry_after, outcome.pending_left) == (Ending.OFFLINE, 3.0, 1)
    assert ada.get("account", account)["name"] == "Made elsewhere"


def test_a_cancelled_round_stops_and_the_next_one_finishes(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Acme")

    def push(original: Callable[[Push], Verdicts], request: Push) -> Verdicts:
        ada.rounds.cancel()
        return original(request)

    with monkeypatch.context() as patch:
        in_between(ada, patch, "push", push)
        outcome = ada.sync()
        assert (outcome.ending, outcome.counts.pushed) == (Ending.OFFLINE, 1)
    assert ada.sync().exit_code == 0


@pytest.mark.parametrize("edit", [False, True], ids=["alone", "beside a push"])
def test_a_bug_is_raised_and_not_taken_for_a_bad_line(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch, edit: bool
) -> None:
    ada = laptop("ada").synced()
    if edit:
        ada.create("account", name="Acme")

    def pull(original: Callable[[Pull], Page], request: Pull) -> Page:
        raise ZeroDivisionError("a bug")

    in_between(ada, monkeypatch, "pull", pull)
    with pytest.raises(ZeroDivisionError):
        ada.sync()


def test_a_disk_that_fails_while_a_page_is_kept_is_a_storage_fault(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, other = laptop("ada").synced(), laptop("ada").synced()
    other.create("account", name="Acme")
    other.synced()

    def full(page: Page, *, mended: bool, shown: Position | None) -> None:
        raise StorageFault("The disk is full")

    monkeypatch.setattr(ada.replica, "apply_page", full)
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code) == (Ending.STORAGE, 13)
    assert ada.replica.status().state == "storage"


def test_a_disk_that_fails_before_anything_is_asked_is_an_outcome_too(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = laptop("ada").synced()

    def broken() -> None:
        raise StorageFault("The replica is damaged")

    monkeypatch.setattr(ada.replica, "identity", broken)
    assert ada.sync().ending is Ending.STORAGE


def test_rounds_with_nothing_to_do_are_noted_now_and_then_and_others_always(
    laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = laptop("ada").synced()
    noted: list[str | None] = []
    monkeypatch.setattr(ada.replica, "note_attempt", noted.append)
    for _ in range(3):
        assert ada.sync() == Outcome(
            Ending.OK, sent_bytes=ada.sync().sent_bytes, received_bytes=ada.sync().received_bytes
        )
    assert noted == []
    ada.create("account", name="Acme")
    ada.synced()
    assert noted == [None]


def test_bytes_are_counted_as_they_travel(laptop: MakeLaptop) -> None:
    ada = laptop("ada")
    before = ada.remote.traffic
    outcome = ada.sync()
    after = ada.remote.traffic
    assert (outcome.sent_bytes, outcome.received_bytes) == (
        after.sent - before.sent,
        after.received - before.received,
    )
    assert outcome.received_bytes > 500
