"""A day's edits: saved offline one by one, pushed, pulled by a colleague, and rounds that have nothing to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import floor, prototype
from bench.figures import Figure, bounded, compared, p50, p95
from bench.laptop import COLLEAGUE, Laptop, signed_in
from crmdesk.domain import edits
from crmdesk.protocol.messages import Push
from crmdesk.store.queries import Query

CHANGED = 100
"""Rows of one pull."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How much is done: edits saved and pushed, rounds of each kind."""

    edits: int
    rounds: int
    idle: int


def measure(url: str, scratch: Path, amounts: Amounts) -> list[Figure]:
    """Two laptops of two reps in one territory, beside the floor doing the same."""
    with (
        floor.serving(scratch / "floor-server.db") as floor_url,
        signed_in(url, scratch / "first") as mine,
        signed_in(url, scratch / "second", login=COLLEAGUE) as theirs,
    ):
        for laptop in (mine, theirs):
            laptop.sync()
            laptop.replica.index_now()
        least = floor.Floor(floor_url, scratch / "floor-1.db")
        other = floor.Floor(floor_url, scratch / "floor-2.db")
        try:
            return _Day(mine, theirs, least, other, amounts).figures(scratch)
        finally:
            least.close()
            other.close()


class _Day:
    def __init__(
        self, mine: Laptop, theirs: Laptop, least: floor.Floor, other: floor.Floor, amounts: Amounts
    ) -> None:
        self._mine, self._theirs = mine, theirs
        self._least, self._other = least, other
        self._amounts = amounts
        self._author = mine.author()
        self._turn = 0
        self._visits = mine.replica.query("visit", Query(limit=max(amounts.edits, CHANGED)))

    def figures(self, scratch: Path) -> list[Figure]:
        return [*self._saving_and_pushing(scratch), *self._pulling(), *self._idling(), self._seen()]

    def _saving_and_pushing(self, scratch: Path) -> list[Figure]:
        count = self._amounts.edits
        saves: list[float] = []
        ours: list[float] = []
        back: list[float] = []
        theirs: list[float] = []
        bare: list[float] = []
        for turn in range(self._amounts.rounds):
            bare.append(sum(prototype.save_durably(scratch / f"prototype-{turn}.db", count)))
            saves += self._save(count)
            ours.append(_timed(self._push))
            back.append(_timed(self._mine.sync))
            self._save_floor(count)
            theirs.append(_timed(self._least.push))
            self._theirs.sync()
            self._other.pull()
            self._least.pull()
        whole = sum(saves) / self._amounts.rounds
        return [
            compared(
                f"{count:,} offline edits, one durable save each", whole, ("prototype", median(bare)), 3
            ),
            bounded("one save, p95", p95(saves) * 1e3, "ms", 10),
            compared(
                f"push of {count:,} edits: merged, durable, verdicts kept",
                median(ours),
                ("floor", median(theirs)),
                3,
            ),
            compared(
                "… and the round that brings the merged rows back",
                median(back),
                ("floor", median(theirs)),
                None,
            ),
        ]

    def _push(self) -> None:
        """What the push lane of a round does (`sync/driver.py`), without the pull beside it."""
        replica, remote = self._mine.replica, self._mine.remote
        known = replica.identity()
        assert known.replica is not None
        assert known.position is not None
        after = 0
        while items := replica.next_batch(after_number=after):
            after = items[-1].number
            request = Push(replica=known.replica, epoch=known.position.epoch, items=items)
            replica.apply_verdicts(remote.push(request).verdicts)

    def _pulling(self) -> list[Figure]:
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(self._amounts.rounds * 3):
            self._save(CHANGED)
            self._mine.sync()
            ours.append(_timed(self._theirs.sync))
            self._save_floor(CHANGED)
            self._least.push()
            theirs.append(_timed(self._other.pull))
            self._least.pull()
        return [compared(f"pull of {CHANGED} changed rows", median(ours), ("floor", median(theirs)), 2)]

    def _idling(self) -> list[Figure]:
        requests = self._mine.remote.traffic.requests
        ours: list[float] = []
        theirs: list[float] = []
        for _ in range(self._amounts.idle):
            ours.append(_timed(self._mine.sync))
            theirs.append(_timed(self._least.pull))
        asked = (self._mine.remote.traffic.requests - requests) / self._amounts.idle
        return [
            compared("round with nothing to do, p50", p50(ours), ("floor", p50(theirs)), 3),
            bounded("… its requests", asked, "requests", 1),
        ]

    def _seen(self) -> Figure:
        """One edit saved here, pushed, pulled there. What the schedule waits in between is not in it."""
        taken = []
        for _ in range(max(5, self._amounts.idle // 5)):
            self._save(1)
            taken.append(_timed(self._mine.sync) + _timed(self._theirs.sync))
        return bounded("edit here → stored there, both rounds asked for, p95", p95(taken) * 1e3, "ms", 300)

    def _save(self, count: int) -> list[float]:
        """Seconds of each save; each sets the notes and the outcome of one visit."""
        replica = self._mine.replica
        self._turn += 1
        taken = []
        for number, visit in enumerate(self._visits[:count]):
            fields = {"notes": f"Edited {self._turn}, number {number}", "outcome": _OUTCOMES[self._turn % 2]}
            started = time.perf_counter()
            replica.commit(edits.update(self._author, visit, fields))
            taken.append(time.perf_counter() - started)
        return taken

    def _save_floor(self, count: int) -> None:
        self._least.save(
            [
                floor.Item(visit.id, 0, f'{{"notes":"Edited {self._turn}","outcome":"follow_up"}}')
                for visit in self._visits[:count]
            ]
        )


_OUTCOMES = ("successful", "follow_up")


def _timed(what: Callable[[], object]) -> float:
    started = time.perf_counter()
    what()
    return time.perf_counter() - started
