"""Passes over the files, one after the other: soon after a cut line that carried something, else later."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from crmdesk.domain.errors import Offline
from crmdesk.sync.blob_watch import CUT, SHORTEST, BlobWatch
from crmdesk.sync.blobs import Passed
from crmdesk.sync.endings import Ending
from tests.support import PATIENCE, until

BROKE = Passed(Ending.OFFLINE, errors=(Offline("cut"),))
CUT_OFF = Passed(Ending.OFFLINE, errors=(Offline("cut"),), got_on=True)


class Scripted:
    """What passes come to, one after the other; the last one again and again."""

    def __init__(self, *passes: Passed) -> None:
        self.left = list(passes)
        self.ran = 0

    def run(self, *, sparing: bool = False) -> Passed:
        self.ran += 1
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]

    def cancel(self) -> None:
        """Nothing takes long here."""


@pytest.fixture
def watched() -> Callable[[Scripted], tuple[BlobWatch, list[float]]]:
    made: list[tuple[BlobWatch, threading.Thread]] = []

    def watch(passes: Scripted) -> tuple[BlobWatch, list[float]]:
        clock = [0.0]
        one = BlobWatch(passes, clock=lambda: clock[0], report=lambda _: None)  # type: ignore[arg-type]
        thread = threading.Thread(target=one.run)
        thread.start()
        made.append((one, thread))
        return one, clock

    yield watch
    for one, thread in made:
        one.stop()
        thread.join(PATIENCE)


def test_a_pass_that_was_cut_while_it_carried_something_is_followed_by_another(watched: object) -> None:
    passes = Scripted(CUT_OFF, CUT_OFF, CUT_OFF, Passed(Ending.OK))
    watch, clock = watched(passes)  # type: ignore[operator]
    watch.wake()
    for number in (1, 2, 3):
        until(lambda number=number: passes.ran == number)
        clock[0] += CUT
        with watch._changed:
            watch._changed.notify()
    until(lambda: passes.ran == 4)


def test_one_that_carried_nothing_waits_for_the_centre_to_be_reached(watched: object) -> None:
    passes = Scripted(BROKE, Passed(Ending.OK))
    watch, clock = watched(passes)  # type: ignore[operator]
    watch.wake()
    until(lambda: passes.ran == 1)
    clock[0] += SHORTEST
    with watch._changed:
        watch._changed.notify()
    assert passes.ran == 1
    watch.wake()
    until(lambda: passes.ran == 2)
