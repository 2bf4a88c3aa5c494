"""Many worlds, in as many processes as asked for: progress while it lasts, a summary at the end."""

from __future__ import annotations

import multiprocessing.util
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import lru_cache

from tests.simulation.fate import Fate
from tests.simulation.fault import Fault
from tests.simulation.template import Template, seldom_collected, worlds_folder
from tests.simulation.world import play

CHUNK = 10
PROGRESS_SECONDS = 30.0
TOLD = 5
"""Faults of one world that are printed."""

Order = tuple[int, Fate]
"""A seed with its fate."""


@dataclass(frozen=True)
class Verdict:
    """What became of one seed's world."""

    seed: int
    digest: str
    steps: int
    faults: list[Fault]


@dataclass
class Summary:
    """What became of all of them; times in seconds."""

    worlds: int = 0
    steps: int = 0
    seconds: float = 0.0
    faulty: list[Verdict] = field(default_factory=list)


class _Player:
    """Plays worlds in this process, with one template for all of them."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._template: Template | None = None

    def play(self, order: Order) -> Verdict:
        if self._template is None:
            self._template = Template(self._stack.enter_context(worlds_folder()))
            self._stack.enter_context(seldom_collected())
        played = play(self._template, *order)
        return Verdict(played.seed, played.digest, played.fate.steps, played.faults)

    def close(self) -> None:
        self._stack.close()


@lru_cache(maxsize=1)
def _player() -> _Player:
    # A process of a pool keeps its template from one world to the next, and clears it away when it ends.
    player = _Player()
    multiprocessing.util.Finalize(None, player.close, exitpriority=10)
    return player


def _play(order: Order) -> Verdict:
    return _player().play(order)


def _played(orders: Sequence[Order], jobs: int) -> Iterator[Verdict]:
    if jobs == 1:
        player = _Player()
        try:
            yield from map(player.play, orders)
        finally:
            player.close()
        return
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(_play, orders, CHUNK)
        pool.close()
        pool.join()


def run(
    orders: Sequence[Order], jobs: int = 1, note: Callable[[Verdict], None] = lambda verdict: None
) -> Summary:
    """Plays them all, each told to `note`; faults are printed as they are found, progress goes to stderr."""
    summary, started = Summary(), time.monotonic()
    told = started
    for verdict in _played(orders, jobs):
        summary.worlds += 1
        summary.steps += verdict.steps
        summary.seconds = time.monotonic() - started
        note(verdict)
        if verdict.faults:
            summary.faulty.append(verdict)
            print(
                f"seed {verdict.seed} (trace {verdict.digest}):",
                *verdict.faults[:TOLD],
                sep="\n  ",
                flush=True,
            )
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            print(
                f"{summary.worlds} of {len(orders)} worlds, {len(summary.faulty)} with faults",
                file=sys.stderr,
            )
    return summary


def report(summary: Summary) -> int:
    """Says how it went; the exit code of a run."""
    kinds = Counter(fault.promise for verdict in summary.faulty for fault in verdict.faults)
    print(
        f"{summary.worlds} worlds of {summary.steps} steps in {summary.seconds:.1f} s,"
        f" {len(summary.faulty)} with faults {dict(kinds) or ''}".rstrip()
    )
    for verdict in summary.faulty:
        print(f"  python -m tests.simulation --first {verdict.seed} --seeds 1 --shrink")
    return 1 if summary.faulty else 0
