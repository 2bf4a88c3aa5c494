"""Passes over the attachments for as long as the program runs, on a thread of their own: records never wait for them.

It goes by the rounds: one that reached the centre wakes it, and so does whoever attaches or opens a file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from crmdesk.sync.blob_driver import Transfers
from crmdesk.sync.blobs import Passed
from crmdesk.sync.endings import Ending

SHORTEST, LONGEST = 5.0, 300.0
"""Seconds to wait after a pass that failed though the rounds reach the centre; doubled each time."""
CUT = 1.0
"""As much after one that got on before it failed."""


class BlobWatch:
    """`run` moves bytes until `stop`; every other method may be called from any thread."""

    def __init__(
        self,
        transfers: Transfers,
        *,
        clock: Callable[[], float],
        report: Callable[[Passed], None],
        metered: Callable[[], bool] = lambda: False,
    ) -> None:
        """`report` is called on the thread of `run`, after each pass; `metered` says whether each byte costs money."""
        self._transfers = transfers
        self._clock = clock
        self._report = report
        self._metered = metered
        self._changed = threading.Condition()
        self._woken = False
        self._stopped = False
        self._not_before = clock()
        self._failures = 0

    def run(self) -> None:
        """Moves bytes until stopped. Faults of the world are in the outcomes; anything raised is a bug."""
        while self._wait():
            passed = self._transfers.run(sparing=self._metered())
            with self._changed:
                self._plan(passed)
            self._report(passed)

    def _wait(self) -> bool:
        with self._changed:
            while not self._stopped:
                left = self._not_before - self._clock()
                if self._woken and left <= 0:
                    self._woken = False
                    return True
                self._changed.wait(left if self._woken else None)
            return False

    def _plan(self, passed: Passed) -> None:
        if passed.ending is Ending.OK:
            self._failures = 0
            return
        if passed.got_on:
            # The line was cut, and carries something: nobody else need reach the centre first.
            self._failures, self._woken = 0, True
            self._not_before = self._clock() + (passed.retry_after or CUT)
            return
        wait = passed.retry_after or min(LONGEST, SHORTEST * 2.0 ** min(self._failures, 30))
        self._failures += 1
        self._not_before = self._clock() + wait

    def wake(self) -> None:
        """The centre was reached, or there is something new to move."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def hurry(self) -> None:
        """Somebody waits for a file."""
        with self._changed:
            self._not_before = self._clock()
            self._woken = True
            self._changed.notify()

    def stop(self) -> None:
        """Ends `run` after the bytes it is moving; calling it twice is nothing."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._transfers.cancel()
