"""Files over 2 kB/s with a third of the packets lost: hardly a byte goes twice, however often the line is cut."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crmdesk.sync.endings import Way
from tests.support.centre import RunningCentre
from tests.support.fault_proxy import Hurried, Speed, fault_proxy
from tests.support.files import pdf
from tests.sync.file_desk import Desk, FaultyPlace

IDEAL = 1.3
"""So many times its bytes may go over the line for a file, both ways, heads, questions and repeats and all."""
LINE = Speed(2_000, delay=1.0, stall_chance=0.3, stall=1.0, cut_after=150_000)
HARSH = Speed(2_000, delay=1.0, stall_chance=0.3, stall=1.0, cut_after=20_000)


@dataclass
class Slow:
    """A laptop behind a line that is hurried so many times, and goes by a clock that is too."""

    place: FaultyPlace
    times: float

    def __post_init__(self) -> None:
        self.clock = Hurried(self.times)

    def desk(self, login: str) -> Desk:
        return Desk(self.place.laptop(login).synced(), self.clock.seconds)

    def passes(self, desk: Desk, speed: Speed, done: Callable[[], bool]) -> int:
        """Passes over the files until it is done; the bytes that went over the line for it, both ways."""
        proxy = self.place.proxy
        proxy.drop()
        proxy.speed = speed.hurried(self.times)
        before = proxy.sent + proxy.answered
        desk.moved.clear()
        for number in itertools.count():
            assert number < 500, "it does not get through"
            desk.files()
            if done():
                break
        spent = proxy.sent + proxy.answered - before
        proxy.heal()
        return spent


@pytest.fixture
def place(centre: RunningCentre, tmp_path: Path) -> Iterator[FaultyPlace]:
    for login in ("ada", "ben"):
        centre.add_user(login)
    with fault_proxy("127.0.0.1", centre.port) as proxy:
        yield FaultyPlace(centre, "slow", tmp_path, proxy)


def _there_and_back(place: FaultyPlace, size: int, speed: Speed, times: float) -> None:
    slow = Slow(place, times)
    ada = slow.desk("ada")
    data = pdf(size)
    attachment = ada.attach(ada.laptop.create("account", name="Acme"), data)
    ada.laptop.synced()
    sent = slow.passes(ada, speed, lambda: ada.state(attachment) == "here")
    _progressed(ada, Way.UP, size)
    ben = slow.desk("ben")
    ben.laptop.replica.attachments.want(ben.get(attachment))
    fetched = slow.passes(ben, speed, lambda: ben.state(attachment) == "here")
    _progressed(ben, Way.DOWN, size)
    assert ben.read(attachment) == data
    lines, took = place.proxy.connections, slow.clock.seconds()
    print(f"{size} bytes: {sent / size:.3f} up, {fetched / size:.3f} down, {took:.0f} s, {lines} connections")
    assert max(sent, fetched) <= IDEAL * size
    for desk in (ada, ben):
        desk.laptop.close()


def _progressed(desk: Desk, way: Way, size: int) -> None:
    """It was told how far the file was, never less than before, and not in a few great leaps."""
    told = [moved.done for moved in desk.moved if moved.way is way]
    assert told == sorted(told)
    assert told[-1] == size
    steps = [after - before for before, after in itertools.pairwise([0, *told])]
    assert max(steps) <= 65_536


@pytest.mark.parametrize("speed", [LINE, HARSH], ids=["now and then cut", "cut all the time"])
def test_a_file_goes_over_a_slow_line_at_little_more_than_its_size(place: FaultyPlace, speed: Speed) -> None:
    _there_and_back(place, 150_000, speed, 200)


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("speed", [LINE, HARSH], ids=["now and then cut", "cut all the time"])
def test_two_megabytes_over_two_kilobytes_a_second_with_a_third_lost(
    place: FaultyPlace, speed: Speed
) -> None:
    """Fifty times as fast, with all clocks: some 40 minutes each way in a minute."""
    _there_and_back(place, 2_000_000, speed, 50)
