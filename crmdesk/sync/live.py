"""Keeps one live line to the centre: pokes make the laptop ask sooner, and without a line it polls as ever.

It runs on a thread of its own and knows no transport. That a line stands is only believed while signs of life come: a
proxy that collects answers lets none through.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.errors import DeviceRevoked, RequestRefused, SignInNeeded, UserError
from crmdesk.sync.remote import Line
from crmdesk.sync.watch import OpenLive


@dataclass(frozen=True, slots=True)
class LivePace:
    """Waits in seconds before a line is opened again, each with full jitter."""

    ended: float = 2.0
    """After the centre ended one: it stops, or the token has expired."""
    retry: float = 1.0
    """Bound after a failure; doubles with each further one."""
    longest_retry: float = 60.0
    unknown: float = 3600.0
    """For a centre that knows no live lines."""


class Live:
    """`resume` and `pause` as the session comes and goes, `close` for good; any thread may call them."""

    def __init__(
        self,
        line: Line,
        random: Callable[[], float],
        *,
        poked: Callable[[], None],
        stands: Callable[[bool], None],
        pace: LivePace = LivePace(),
    ) -> None:
        """`poked` and `stands` are called on the line's thread; `random` gives 0 to 1."""
        self._line = line
        self._random = random
        self._poked = poked
        self._stands = stands
        self._pace = pace
        self._changed = threading.Condition()
        self._wanted = False
        self._closed = False
        self._alive = False
        self._failures = 0
        self._thread: threading.Thread | None = None

    def resume(self) -> None:
        """There is a session: hold a line."""
        with self._changed:
            if self._closed or self._wanted:
                return
            self._wanted = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def pause(self) -> None:
        """There is no session any more: hold none."""
        with self._changed:
            self._wanted = False
            self._changed.notify_all()
        self._line.hang_up()

    def close(self) -> None:
        """Ends line and thread."""
        with self._changed:
            self._closed = True
        self.pause()

    def _run(self) -> None:
        while self._until_wanted():
            wait = self._hold()
            if self._alive:
                self._alive = False
                self._stands(False)
            with self._changed:
                self._changed.wait_for(lambda: not self._wanted, timeout=wait)

    def _until_wanted(self) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted or self._closed)
            return not self._closed

    def _hold(self) -> float:
        """Holds a line as long as it stands; gives the seconds until the next one."""
        pace = self._pace
        try:
            self._line.live(self._heard)
        except (SignInNeeded, DeviceRevoked):
            # The rounds learn the same and say so; they resume the line once somebody has signed in again.
            with self._changed:
                self._wanted = False
            return 0.0
        except RequestRefused:
            return pace.unknown * self._random()
        except UserError:
            bound = min(pace.longest_retry, pace.retry * 2.0 ** min(self._failures, 30))
            self._failures += 1
            return bound * self._random()
        self._failures = 0
        return pace.ended * self._random()

    def _heard(self, poked: bool) -> bool:
        with self._changed:
            if not self._wanted:
                return False
        self._failures = 0
        if not self._alive:
            self._alive = True
            self._stands(True)
        if poked:
            self._poked()
        return True


def live_line(line: Line, random: Callable[[], float], pace: LivePace = LivePace()) -> OpenLive:
    """Makes a `Live` for `watch.Watch`."""
    return lambda poked, stands: Live(line, random, poked=poked, stands=stands, pace=pace)
