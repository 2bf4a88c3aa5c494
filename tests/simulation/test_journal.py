"""A long run that is cut short goes on where it stopped, and tells of all that was played."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from tests.simulation.fate import draw
from tests.simulation.fault import Fault
from tests.simulation.journal import PORTION, Journal, OtherOptions
from tests.simulation.run import Order, Summary, Verdict

ORDERS: list[Order] = [(seed, draw(seed)) for seed in range(7, 7 + 2 * PORTION + 30)]


def _open(tmp_path: Path, options: str = "plain", commit: str = "abc") -> Journal:
    ticks = count()
    return Journal(tmp_path / "run", options, commit, clock=lambda: float(next(ticks)))


def _play(journal: Journal, orders: list[Order]) -> None:
    for seed, _ in orders:
        journal.note(Verdict(seed, "d", 10, [Fault("P1", "lost")] if seed == 9 else []))


def test_a_run_goes_on_behind_the_last_whole_portion_and_counts_all(tmp_path: Path) -> None:
    first = _open(tmp_path)
    assert first.left(ORDERS) == ORDERS
    _play(first, ORDERS[: PORTION + 5])

    second = _open(tmp_path, commit="def")
    left = second.left(ORDERS)
    assert left == ORDERS[PORTION:]
    _play(second, left[::-1])

    third = _open(tmp_path)
    assert third.left(ORDERS) == []
    lost = Verdict(9, "d", 10, [Fault("P1", "lost")])
    assert third.summary() == Summary(worlds=len(ORDERS), steps=10 * len(ORDERS), seconds=3.0, faulty=[lost])
    assert third.told() == f"portions noted in {tmp_path / 'run'}: 3, of commit abc, def"
    more = [*ORDERS, (5_000, draw(5_000))]
    assert third.left(more) == more[-1:]


def test_a_line_that_was_cut_short_is_played_again(tmp_path: Path) -> None:
    journal = _open(tmp_path)
    _play(journal, journal.left(ORDERS))
    whole = (tmp_path / "run").read_bytes()
    (tmp_path / "run").write_bytes(whole[:-9])
    again = _open(tmp_path)
    left = again.left(ORDERS)
    assert left == ORDERS[2 * PORTION :]
    _play(again, left)
    assert _open(tmp_path).summary().worlds == len(ORDERS)


def test_worlds_that_are_drawn_otherwise_are_not_counted_together(tmp_path: Path) -> None:
    _open(tmp_path)
    with pytest.raises(OtherOptions, match="plain"):
        _open(tmp_path, options="restores")
