"""Many points of the crash sweep, in as many processes as asked for: counted, struck, and what came of them."""

from __future__ import annotations

import multiprocessing.util
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.faults.forked import SYNC, WRITE
from tests.faults.sweep import CENTRE, Kind, Sweep, Told, stages, sweeping
from tests.support.databases import POSTGRESQL

CHUNK = 4
PROGRESS_SECONDS = 60.0
TOLD = 3
"""Faults of one session that are printed."""


@dataclass(frozen=True)
class Point:
    """Where a session is struck. At 0 it is not, and its calls are counted."""

    database: str
    edits: int
    stage: str
    kind: Kind
    at: int = 0

    @property
    def where(self) -> str:
        return f"{self.database}, {self.stage}, {self.kind.name}"

    def others(self, calls: int, first: int, every: int) -> list[Point]:
        """The points to strike of so many calls: there are many writes, fewer fsyncs, and few messages."""
        talkative = self.database == POSTGRESQL and self.stage == CENTRE  # every statement is a message
        fewer = max(1, every // 4) if self.kind.kinds & SYNC or talkative else 1
        step = every if self.kind.kinds & WRITE else fewer
        return [
            Point(self.database, self.edits, self.stage, self.kind, at)
            for at in range(first, calls + 1, step)
        ]


class _Sweeper:
    """Tries points in this process, with one prepared state for each kind of database."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        shared = Path("/dev/shm")
        place = shared if shared.is_dir() else None
        folder = tempfile.TemporaryDirectory(prefix="crmdesk-sweep-", dir=place)
        self._folder = Path(self._stack.enter_context(folder))
        self._sweeps: dict[str, Sweep] = {}

    def told(self, point: Point) -> Told:
        sweep = self._sweeps.get(point.database)
        if sweep is None:
            made = sweeping(point.database, self._folder, point.edits)
            sweep = self._sweeps[point.database] = self._stack.enter_context(made)
        return sweep.trial(point.stage, point.kind, point.at)

    def close(self) -> None:
        self._stack.close()


@lru_cache(maxsize=1)
def _sweeper() -> _Sweeper:
    # A process of the pool keeps what it has prepared from one session to the next, and clears it away when it ends.
    sweeper = _Sweeper()
    multiprocessing.util.Finalize(None, sweeper.close, exitpriority=10)
    return sweeper


def _told(point: Point) -> tuple[Point, Told]:
    return point, _sweeper().told(point)


class _Report:
    """What is said of the sessions."""

    def __init__(self) -> None:
        self._started = self._spoke = time.monotonic()
        self._struck: Counter[str] = Counter()
        self._sessions = self._kills = self._bad = 0

    def counted(self, found: Iterator[tuple[Point, Told]]) -> list[tuple[Point, int]]:
        """The calls of sessions that nothing strikes."""
        return [(self._take(point, told), told.calls) for point, told in found]

    def struck(self, found: Iterator[tuple[Point, Told]], points: int) -> None:
        """Tells of faults as they are found, and now and then how far it is."""
        for number, (point, told) in enumerate(found, 1):
            self._take(point, told)
            self._struck[point.where] += told.struck
            if time.monotonic() - self._spoke > PROGRESS_SECONDS:
                self._spoke = time.monotonic()
                print(f"{number} of {points} points, {self._bad} with faults", file=sys.stderr, flush=True)

    def _take(self, point: Point, told: Told) -> Point:
        self._sessions, self._kills = self._sessions + 1, self._kills + told.kills
        if told.faults:
            self._bad += 1
            print(f"{point.where} {point.at}:", *told.faults[:TOLD], sep="\n  ", flush=True)
        return point

    def told(self, counted: Sequence[tuple[Point, int]], edits: int) -> int:
        """What was struck of what there is; the exit code."""
        for point, calls in counted:
            print(f"{point.where}: killed at {self._struck[point.where]} of {calls} calls")
        seconds = time.monotonic() - self._started
        print(
            f"{self._sessions} sessions of {edits} edits, {self._kills} kills, {self._bad} with faults, {seconds:.0f} s"
        )
        return 1 if self._bad else 0


def run(databases: Sequence[str], edits: int, first: int, every: int, jobs: int) -> int:
    """Counts the calls of every kind, strikes every so manieth, and prints what there was; the exit code."""
    whole = [Point(one, edits, stage, kind) for one in databases for stage, kind in stages(one)]
    report = _Report()
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        counted = report.counted(pool.imap(_told, whole))
        points = [one for point, calls in counted for one in point.others(calls, first, every)]
        report.struck(pool.imap_unordered(_told, points, CHUNK), len(points))
        pool.close()
        pool.join()
    return report.told(counted, edits)
