"""How often one device or address may ask, counted in memory that the processes of one server share.

It knows no database and no user; guesses at a password, which must hold over restarts and machines, are `guesses.py`'s.
"""

from __future__ import annotations

import hashlib
import math
import mmap
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Limit:
    """So many in so many seconds."""

    amount: int
    seconds: int


REQUESTS = Limit(12_000, 60)
"""Requests of one device or, not signed in, one address: far above what a laptop with 20,000 edits needs, and what a
bench of rounds with nothing to do reaches in a minute."""
_CELLS = 1 << 14
"""Counters a process. Who shares one with whom nobody outside can find out, and the limit is far above both's needs."""
_COUNT_BITS = 32


class TooMany(UserError):
    """Too many attempts or requests; `retry_after` whole seconds until the next may succeed."""

    code = "too_many"

    def __init__(self, title: str, retry_after: int) -> None:
        super().__init__(title, hint=f"try again in {retry_after} s")
        self.retry_after = retry_after


class SharedCounts:
    """Counters in fixed windows of time, in memory that the processes forked from this one share.

    Each process writes to a row of its own and reads all rows: nobody waits for another, not even for one that is dead.
    """

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        # An anonymous map is shared with whatever is forked from here.
        self._cells = memoryview(mmap.mmap(-1, processes * _CELLS * 8)).cast("Q")
        self._secret = secrets.token_bytes(16)
        self._turn = threading.Lock()

    def count(self, process: int, key: str, window: int) -> int:
        """Counts one more in the row of this process, which nobody else writes to; gives what all have counted."""
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), key=self._secret, digest_size=8)
        cell = int.from_bytes(digest.digest(), "big") % _CELLS
        place = process * _CELLS + cell
        with self._turn:
            self._cells[place] = (window << _COUNT_BITS) + self._held(place, window) + 1
        return sum(self._held(row * _CELLS + cell, window) for row in range(self._processes))

    def _held(self, place: int, window: int) -> int:
        begun, count = divmod(self._cells[place], 1 << _COUNT_BITS)
        return count if begun == window else 0


class Throttle:
    """Counts the requests that one process takes, and judges them by what all processes took. A restart forgets."""

    def __init__(
        self,
        counts: SharedCounts | None = None,
        process: int = 0,
        # One clock for all processes of a machine, which nobody sets back.
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`process` is the number of this one among those that share `counts`, from 0."""
        self._counts = counts or SharedCounts()
        self._process = process
        self._clock = clock

    def request(self, key: str, limit: Limit = REQUESTS) -> None:
        """Counts a request; raises `TooMany`."""
        now = self._clock()
        window = int(now // limit.seconds)
        if self._counts.count(self._process, key, window) > limit.amount:
            raise TooMany("Too many requests", max(1, math.ceil((window + 1) * limit.seconds - now)))
