"""Rounds for as long as the program runs: waits as the schedule says, wakes on edits and hints, reports each outcome.

It runs on a thread of its caller's. What a round does is `driver.py`'s business.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from crmdesk.sync.effects import Outcome
from crmdesk.sync.schedule import Schedule


class Rounds(Protocol):
    """What can sync: `driver.Synchroniser`."""

    def round(self) -> Outcome:
        """One round, to its end."""

    def cancel(self) -> None:
        """The round under way ends after what it is doing."""


class Watch:
    """`run` syncs until `stop`; every other method may be called from any thread."""

    def __init__(self, rounds: Rounds, schedule: Schedule, report: Callable[[Outcome], None]) -> None:
        """`report` is called on the thread of `run`, after each round."""
        self._rounds = rounds
        self._schedule = schedule
        self._report = report
        self._changed = threading.Condition()
        self._stopped = False

    def run(self) -> None:
        """Syncs until stopped. Errors of the world are in the outcomes; anything raised is a bug."""
        while self._wait():
            outcome = self._rounds.round()
            with self._changed:
                self._schedule.finished(outcome)
            self._report(outcome)

    def _wait(self) -> bool:
        """Whether there is another round to run, once it is due."""
        with self._changed:
            while not self._stopped:
                wait = self._schedule.wait()
                if wait == 0.0:
                    self._schedule.started()
                    return True
                self._changed.wait(wait)
            return False

    def edited(self) -> None:
        """Something was saved on this laptop."""
        self._tell(self._schedule.edited)

    def network_returned(self) -> None:
        """The system says that the network is back."""
        self._tell(self._schedule.network_returned)

    def sync_now(self) -> None:
        """The user asks for a round, or has just signed in again."""
        self._tell(self._schedule.asked)

    def stop(self) -> None:
        """Ends `run` after the step under way; calling it twice is nothing."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._rounds.cancel()

    def _tell(self, what: Callable[[], None]) -> None:
        with self._changed:
            what()
            self._changed.notify()
