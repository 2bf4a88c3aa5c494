"""A line of 2 kB/s with a third of its packets lost and two seconds there and back: little is sent twice."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crmdesk.domain.changes import payload
from crmdesk.protocol.compression import compress
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Remote, Wallet
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import FaultProxy, Speed, fault_proxy
from tests.sync.laptops import Laptop, Place

TALK = "the order was delayed because of customs but they are pleased with the samples 견적서"
MakeLaptop = Callable[[str], Laptop]
IDEAL = 1.3
"""So many times the bytes of the edits, compressed once, may go over the line for them, heads and repeats and all."""


@dataclass
class SlowPlace(Place):
    """A centre behind a slow line."""

    proxy: FaultProxy

    def remote(self, wallet: Wallet) -> Remote:
        return HttpRemote(self.proxy.url, wallet)


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Iterator[SlowPlace]:
    centre.add_user("ada")
    with fault_proxy("127.0.0.1", centre.port) as proxy:
        yield SlowPlace(centre, "slow", tmp_path, proxy)


def _edit(ada: Laptop, count: int) -> int:
    """So many edits of different records, as a day brings them; the bytes that they are, compressed once."""
    dice = random.Random(count)
    words = TALK.split()
    for index in range(count):
        notes = " ".join(dice.choice(words) for _ in range(30))
        ada.create("note", subject=f"Call {index}", body=notes)
    return len(compress(b"".join(payload(mutation) for _, mutation in ada.replica.pending_ops())))


def _drain(place: SlowPlace, ada: Laptop, speed: Speed) -> tuple[int, int]:
    """Rounds until nothing waits; what went over the line there and back, in bytes."""
    place.proxy.drop()
    place.proxy.speed = speed
    sent, back = place.proxy.sent, place.proxy.answered
    rounds = 0
    while ada.replica.pending():
        rounds += 1
        assert rounds < 100, "it does not get through"
        ada.sync()
    return place.proxy.sent - sent, place.proxy.answered - back


def _comes_through(place: SlowPlace, ada: Laptop, count: int, speed: Speed) -> None:
    ideal = _edit(ada, count)
    ada.progress.clear()
    began = time.monotonic()
    sent, back = _drain(place, ada, speed)
    took = time.monotonic() - began
    lines = f"{place.proxy.connections} connections"
    print(f"{count} edits, {ideal} bytes: {sent} sent, {back} back, {took:.0f} s, {lines}")
    assert sent <= IDEAL * ideal
    shown = [one.done for one in ada.progress if one.phase == "pushing"]
    assert len(set(shown)) > count // 250, "progress stands still"
    place.proxy.heal()
    ada.synced()
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def test_edits_come_through_a_slow_line_at_little_more_than_their_size(
    place: SlowPlace, laptop: MakeLaptop
) -> None:
    """The long test's line, twenty times as fast."""
    ada = laptop("ada").synced()
    speed = Speed(40_000, delay=0.05, stall_chance=0.3, stall=0.05, cut_after=60_000)
    _comes_through(place, ada, 250, speed)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_hundred_edits_over_two_kilobytes_a_second_with_a_third_lost(
    place: SlowPlace, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    speed = Speed(2_000, delay=1.0, stall_chance=0.3, stall=1.0, cut_after=150_000)
    _comes_through(place, ada, 500, speed)
