"""A check of everything says how far it is, and can be broken off without a word about what it had not seen."""

from __future__ import annotations

import pytest

from crmdesk.store.connection import Interrupted
from tests.store.desk import Desk


class Enough(Exception):
    """Somebody wants no more."""


def test_a_check_tells_each_part_up_to_the_last(desk: Desk) -> None:
    desk.synced()
    desk.create("account", name="One")
    told: list[tuple[int, int]] = []
    assert desk.replica.verify(lambda done, total: told.append((done, total))).sound
    (total,) = {total for _, total in told}
    assert [done for done, _ in told] == list(range(total))


@pytest.mark.parametrize("part", [0, 3, 9])
def test_a_check_that_was_ended_says_nothing_and_saving_goes_on(desk: Desk, part: int) -> None:
    desk.synced()

    def told(done: int, _: int) -> None:
        if done == part:
            raise Enough

    with pytest.raises(Enough):
        desk.replica.verify(told)
    assert desk.replica.status().code is None
    desk.create("account", name="Two")
    assert desk.replica.verify().sound


def test_a_check_that_was_interrupted_finds_no_damage(desk: Desk) -> None:
    desk.synced()

    once = [1]

    def cut_off(done: int, _: int) -> None:
        for reader in desk.replica._database._readers if done == 1 else ():
            reader.set_progress_handler(lambda: once.pop() if once else 0, 1)

    with pytest.raises(Interrupted):
        desk.replica.verify(cut_off)
    assert desk.replica.status().code is None
