"""When to sync: soon after an edit, at growing intervals while nothing happens, with back-off and jitter when it fails.

It runs nothing and asks no clock of its own: time (seconds, monotonic) and randomness (0 to 1) are given to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmdesk.sync.endings import Ending

if TYPE_CHECKING:
    from crmdesk.sync.effects import Outcome


@dataclass(frozen=True, slots=True)
class Pace:
    """The intervals, in seconds."""

    debounce: float = 0.3
    """From an edit to the round that carries it: typing is not sent key by key."""
    poll: float = 3.0
    """From a round that moved something to the next one; doubles while nothing moves."""
    longest_poll: float = 30.0
    retry: float = 1.0
    """Bound of the first wait after a failure; doubles with each further one."""
    longest_retry: float = 30.0
    """Half of the minute in which everything has to drain once the network is back."""
    hint: float = 1.0
    """Bound of the wait after the network is said to be back, so that not all laptops come in the same moment."""
    live_debounce: float = 0.05
    """As `debounce`, while a live line stands: somebody may be waiting to see it."""
    live_poll: float = 120.0
    """Bound between polls while a live line stands and nothing waits to be sent: it would have said so."""
    poke: float = 0.1
    """Bound of the wait after a poke, so that not all laptops ask in the same moment."""


HALTED = frozenset({Ending.WIPED, Ending.REVOKED, Ending.UPDATE, Ending.SIGN_IN})
"""Endings that time does not heal: rounds stop until somebody acts."""


class Schedule:
    """Says when the next round is due. Not thread-safe: `watch.py` guards it."""

    def __init__(self, clock: Callable[[], float], random: Callable[[], float], pace: Pace = Pace()) -> None:
        self._clock = clock
        self._random = random
        self._pace = pace
        self._due = clock()
        self._not_before = self._due
        self._edited = False
        self._quiet = 0
        self._failures = 0
        self._live = False
        self.halted = False
        """Whether it waits for somebody to act (sign in, update)."""

    def wait(self) -> float | None:
        """Seconds until the next round, 0 when it is due, None while halted."""
        if self.halted:
            return None
        return max(0.0, max(self._due, self._not_before) - self._clock())

    def edited(self) -> None:
        """Something was saved here."""
        self._edited = True
        if self._failures == 0:
            self._hasten(self._debounce)

    def poked(self) -> None:
        """The centre said that something may be new. A round under way may miss it: another one follows."""
        self._edited = True
        if self._failures == 0:
            self._hasten(self._random() * self._pace.poke)

    def live(self, stands: bool) -> None:
        """A live line stands, or stands no more: then it is polled again, at once for what may have been missed."""
        if self._live and not stands and self._failures == 0:
            self._quiet = 0
            self._hasten(self._random() * self._pace.poll)
        self._live = stands

    def network_returned(self) -> None:
        """The system says that the network is back (or has changed)."""
        self._failures = 0
        self._hasten(self._random() * self._pace.hint)

    def asked(self) -> None:
        """The user wants a round now; that also ends a halt."""
        self.halted = False
        self._not_before = self._clock()
        self._hasten(0.0)

    def started(self) -> None:
        """A round begins: what is edited from here on may miss it."""
        self._edited = False

    def finished(self, outcome: Outcome) -> None:
        """A round is over."""
        now = self._clock()
        if outcome.ending in HALTED:
            self.halted = True
            return
        if outcome.retry_after is not None:
            # A little later than asked, and not all at once.
            self._not_before = now + outcome.retry_after + self._random() * self._pace.hint
        if outcome.ending in (Ending.OFFLINE, Ending.STORAGE):
            self._due = now + self._back_off()
        else:
            self._due = now + self._next_poll(outcome)
            if self._edited or outcome.ending is Ending.EPOCH_CHANGED:
                self._hasten(self._debounce)

    @property
    def _debounce(self) -> float:
        return self._pace.live_debounce if self._live else self._pace.debounce

    def _hasten(self, seconds: float) -> None:
        self._due = min(self._due, self._clock() + seconds)

    def _back_off(self) -> float:
        """Full jitter: anywhere between now and a bound that doubles."""
        bound = min(self._pace.longest_retry, self._pace.retry * 2.0 ** min(self._failures, 30))
        self._failures += 1
        return max(self._pace.debounce, self._random() * bound)

    def _next_poll(self, outcome: Outcome) -> float:
        self._failures = 0
        counts = outcome.counts
        moved = counts.pushed or counts.pulled or counts.snapshot or counts.refused
        self._quiet = 0 if moved else self._quiet + 1
        bound = min(self._pace.longest_poll, self._pace.poll * 2.0 ** min(self._quiet, 30))
        if self._live and not outcome.pending_left:
            bound = self._pace.live_poll
        # Half fixed, half random: laptops that woke together drift apart, and none polls without pause.
        return bound * (0.5 + 0.5 * self._random())
