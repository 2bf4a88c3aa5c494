"""A line of 2 kB/s with a third of its packets lost and two seconds there and back: little is sent twice."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from crmdesk.domain.changes import payload
from crmdesk.protocol.compression import compress
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Remote, Wallet
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import FaultProxy, Hurried, Speed, fault_proxy
from tests.sync.laptops import Laptop, Place

TALK = "the order was delayed because of customs but they are pleased with the samples 견적서"
LINE = Speed(2_000, delay=1.0, stall_chance=0.3, stall=1.0)
IDEAL = 1.3
"""So many times the bytes of the edits, compressed once, may go over the line for them, heads and repeats and all."""

OFTEN = 1.45
"""As much where it is cut with every 50 KB that go either way: what was under way is lost two to four times."""

HARSH = 1.7
"""As much where a line lives for no more than ten seconds of its own: a batch that was under way is lost with each."""


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


def _comes_through(place: SlowPlace, ada: Laptop, count: int, speed: Speed, most: float) -> None:
    ideal = _edit(ada, count)
    ada.progress.clear()
    began = time.monotonic()
    sent, back = _drain(place, ada, speed)
    took = time.monotonic() - began
    lines = f"{place.proxy.connections} connections"
    print(f"{count} edits, {ideal} bytes: {sent} sent, {back} back, {took:.0f} s, {lines}")
    assert sent <= most * ideal
    shown = [one.done for one in ada.progress if one.phase == "pushing"]
    assert len(set(shown)) > count // 250, "progress stands still"
    place.proxy.heal()
    ada.synced()
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def _laptop(place: SlowPlace, times: float) -> Laptop:
    """Synced, with a clock that is hurried like its line."""
    return place.laptop("ada", Hurried(times).now).synced()


@pytest.mark.parametrize(
    ("cut_after", "most"), [(50_000, IDEAL), (20_000, HARSH)], ids=["often cut", "cut all the time"]
)
def test_edits_come_through_a_slow_line_at_little_more_than_their_size(
    place: SlowPlace, cut_after: int, most: float
) -> None:
    """As below, with less and in less time."""
    ada = _laptop(place, 50)
    _comes_through(place, ada, 250, replace(LINE, cut_after=cut_after).hurried(50), most)
    ada.close()


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("cut_after", "most"),
    [(150_000, IDEAL), (50_000, OFTEN), (20_000, HARSH)],
    ids=["now and then cut", "often cut", "cut all the time"],
)
def test_five_hundred_edits_over_two_kilobytes_a_second_with_a_third_lost(
    place: SlowPlace, cut_after: int, most: float
) -> None:
    """Ten times as fast, with all clocks."""
    ada = _laptop(place, 10)
    _comes_through(place, ada, 500, replace(LINE, cut_after=cut_after).hurried(10), most)
    ada.close()
