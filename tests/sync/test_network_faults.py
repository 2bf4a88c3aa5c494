"""What networks do to bytes and lines, over real sockets: bits flipped, messages late, lines half open or flapping."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crmdesk.domain.errors import Offline
from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from crmdesk.sync.http import TIMEOUT, HttpRemote
from crmdesk.sync.live import live_line
from crmdesk.sync.remote import Remote, Wallet
from crmdesk.sync.schedule import Schedule
from crmdesk.sync.watch import Watch
from tests.support import PATIENCE, until
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import FaultProxy, fault_proxy
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


@dataclass
class FaultyPlace(Place):
    """A centre behind a line that a test breaks."""

    proxy: FaultProxy
    patience: float = TIMEOUT
    """Seconds without a byte after which a laptop, when it connects, gives a line up."""

    def remote(self, wallet: Wallet) -> Remote:
        return HttpRemote(self.proxy.url, wallet, timeout=self.patience)


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Iterator[FaultyPlace]:
    centre.add_user("ada")
    with fault_proxy("127.0.0.1", centre.port) as proxy:
        yield FaultyPlace(centre, "faulty", tmp_path, proxy)


def central_export(place: Place) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def _settle(laptop: Laptop) -> None:
    """Rounds until everything is there: on a busy machine one may outlast a test's short patience."""
    until(lambda: (outcome := laptop.sync()).exit_code == 0 and outcome.pending_left == 0)


@pytest.mark.expected_log("Invalid HTTP request received")
@pytest.mark.parametrize("direction", ["flip_request_at", "flip_answer_at"])
def test_a_flipped_bit_is_never_taken_in(place: FaultyPlace, laptop: MakeLaptop, direction: str) -> None:
    ada = laptop("ada")
    # A length that grew on the way leaves both ends waiting for the rest.
    place.patience = 1.0
    ada.reopen()
    _settle(ada)
    visit = ada.create("visit", account=ada.create("account", name="Acme " * 30))
    _settle(ada)
    dice = random.Random(direction)
    endings = set()
    places = [dice.randrange(1600) for _ in range(30)]
    for turn, at in enumerate(places):
        ada.change("visit", visit, {"notes": f"turn {turn}"}, add={"samples": 1})
        place.proxy.drop()
        setattr(place.proxy, direction, at)
        outcome = ada.sync()
        endings.add(outcome.ending)
        assert outcome.counts.refused == 0
        place.proxy.heal()
        _settle(ada)
    assert Ending.OFFLINE in endings
    seen = ada.get("visit", visit)
    assert (seen["samples"], seen["notes"]) == (len(places), f"turn {len(places) - 1}")
    assert ada.export() == central_export(place)
    assert ada.replica.refused() == []


def test_a_request_that_comes_again_much_later_changes_nothing(
    place: FaultyPlace, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    visit = ada.create("visit", account=ada.create("account", name="Acme"))
    ada.synced()
    place.proxy.drop()
    place.proxy.remember = True
    for value in (1, 2):
        ada.change("visit", visit, {"notes": f"note {value}"}, add={"samples": 1})
        ada.synced()
        place.proxy.drop()
    old = [request for request in place.proxy.requests if b"/v1/sync/push" in request]
    assert old
    for request in reversed(old):
        assert b" 200 OK" in place.proxy.say_again(request)
    ada.synced()
    seen = ada.get("visit", visit)
    assert (seen["samples"], seen["notes"]) == (2, "note 2")
    assert ada.export() == central_export(place)


def test_a_half_open_line_is_given_up_and_everything_drains_over_the_next(
    place: FaultyPlace, laptop: MakeLaptop
) -> None:
    ada = laptop("ada")
    place.patience = 1.0
    ada.reopen()
    _settle(ada)
    ada.create("account", name="Acme")
    place.proxy.silent = True
    outcome = ada.sync()
    assert (outcome.ending, outcome.pending_left) == (Ending.OFFLINE, 1)
    place.proxy.heal()
    _settle(ada)


def test_a_host_that_no_name_server_knows_is_offline(place: FaultyPlace, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Acme")
    place.proxy.url = "http://crm.invalid"
    ada.reopen()
    outcome = ada.sync()
    assert (outcome.ending, outcome.pending_left) == (Ending.OFFLINE, 1)


class Watched:
    """A laptop whose watch runs on a thread, with a live line, as in `client sync --watch`."""

    def __init__(self, laptop: Laptop) -> None:
        remote = laptop.remote
        assert isinstance(remote, HttpRemote)
        self.outcomes: list[Outcome] = []
        dice = random.Random(3)
        self.watch = Watch(
            laptop.rounds,
            Schedule(time.monotonic, dice.random),
            self.outcomes.append,
            live_line(remote, dice.random),
        )
        self._thread = threading.Thread(target=self.watch.run)
        self._thread.start()

    def stop(self) -> None:
        self.watch.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def watched(place: FaultyPlace, laptop: MakeLaptop) -> Iterator[tuple[Laptop, Watched]]:
    ada = laptop("ada").synced()
    running = Watched(ada)
    yield ada, running
    running.stop()


def test_everything_drains_within_a_minute_of_the_network_s_return(
    place: FaultyPlace, watched: tuple[Laptop, Watched]
) -> None:
    ada, running = watched
    place.proxy.break_off()
    for name in "ABC":
        ada.create("account", name=name)
        running.watch.edited()
    until(lambda: running.outcomes and running.outcomes[-1].ending is Ending.OFFLINE)
    place.proxy.heal()
    until(lambda: ada.replica.pending() == 0)
    assert ada.export() == central_export(place)


def test_a_line_that_comes_and_goes_lets_everything_through_in_the_end(
    place: FaultyPlace, watched: tuple[Laptop, Watched]
) -> None:
    ada, running = watched
    visit = ada.create("visit", account=ada.create("account", name="Acme"))
    for turn in range(6):
        ada.change("visit", visit, {"notes": f"turn {turn}"}, add={"samples": 1})
        running.watch.edited()
        before = len(running.outcomes)
        if turn % 2:
            place.proxy.heal()
        else:
            place.proxy.break_off()
        until(lambda before=before: len(running.outcomes) > before)  # type: ignore[misc]
    until(lambda: ada.replica.pending() == 0)
    assert place.centre.core.feed.visible(place.centre.principal("ada"), "visit", visit)["samples"] == 6


def test_what_was_silent_for_too_long_says_so_in_words_for_people(place: FaultyPlace) -> None:
    from crmdesk.sync.session import SignedOut, sign_in

    place.proxy.silent = True
    remote = HttpRemote(place.proxy.url, SignedOut(), timeout=0.2)
    with pytest.raises(Offline, match="cannot be reached"):
        sign_in(remote, "ada", password="x")
    remote.close()
