"""Rounds for as long as the program runs: waits as the schedule says, wakes on edits and hints, reports each outcome.

It runs on a thread of its caller's. What a round does is `driver.py`'s business.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from crmdesk.sync.effects import Outcome
    from crmdesk.sync.schedule import Schedule


class Rounds(Protocol):
    """What can sync: `driver.Synchroniser`."""

    def round(self) -> Outcome:
        """One round, to its end."""

    def cancel(self) -> None:
        """The round under way ends after what it is doing."""


class LiveLine(Protocol):
    """A live line: `live.Live`."""

    def resume(self) -> None:
        """There is a session."""

    def pause(self) -> None:
        """There is none."""

    def close(self) -> None:
        """For good."""


OpenLive = Callable[[Callable[[], None], Callable[[bool], None]], LiveLine]
"""Makes a line, given whom to tell of a poke and of whether it stands."""


class Watch:
    """`run` syncs until `stop`; every other method may be called from any thread."""

    def __init__(
        self,
        rounds: Rounds,
        schedule: Schedule,
        report: Callable[[Outcome], None],
        open_live: OpenLive | None = None,
    ) -> None:
        """`report` is called on the thread of `run`, after each round. `open_live` makes a live line (`live.Live`)."""
        self._live = open_live(self._poked, self._stands) if open_live is not None else None
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
            self._hold_line()
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

    def _hold_line(self) -> None:
        """A live line needs a session, and the first round has shown that there is one."""
        if self._live is None:
            return
        if self._schedule.halted:
            self._live.pause()
        elif not self._stopped:
            self._live.resume()

    def _poked(self) -> None:
        self._tell(self._schedule.poked)

    def _stands(self, stands: bool) -> None:
        self._tell(lambda: self._schedule.live(stands))

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
        if self._live is not None:
            self._live.close()
        self._rounds.cancel()

    def _tell(self, what: Callable[[], None]) -> None:
        with self._changed:
            what()
            self._changed.notify()
