"""Builds a damaged replica anew, or saves what can be read of its edits, on a thread of its own. Knows no page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import UserError
from crmdesk.store.keys import KeySources, find_key
from crmdesk.store.profile import Profile
from crmdesk.store.rebuild import rebuild
from crmdesk.store.rescue_file import rescue_to
from crmdesk.ui.models import QueryRunner

Result = TypeVar("Result")


class _Stopped(Exception):
    """Somebody has ended it."""


class Mender(QObject):
    """Of one profile, which nobody has open. Both acts read every page of it, so the window does not wait for them.

    `done`, `failed` and `stopped` are called on the thread it lives on. What is stopped has changed nothing and leaves
    no file; where the end had come already, it is done.
    """

    progressed = Signal(int, int)
    """Pages read, then edits taken over, and how many there are."""

    def __init__(
        self,
        directory: Path,
        sources: KeySources,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._directory, self._sources = directory, sources
        self._now, self._new_id = now, new_id
        self._stop = threading.Event()
        self._runner = QueryRunner(parent=self)

    def rebuild(
        self,
        *,
        accept_loss: bool,
        done: Callable[[], object],
        failed: Callable[[UserError], object],
        stopped: Callable[[], object],
    ) -> None:
        """Keep every edit that was saved and forget the rest, which the centre has. `accept_loss` goes on without edits
        that are missing; else they are told as a failure with the code `edits_lost`."""

        def work() -> None:
            key = find_key(Profile(self._directory), self._sources)
            rebuild(
                self._directory,
                key,
                now=self._now,
                new_id=self._new_id,
                accept_loss=accept_loss,
                told=self._tell,
            )

        self._start(work, lambda _: done(), failed, stopped)

    def rescue(
        self,
        out: Path,
        *,
        done: Callable[[int], object],
        failed: Callable[[UserError], object],
        stopped: Callable[[], object],
    ) -> None:
        """Write the edits that can be read to a new file; `done` is told their number."""

        def work() -> int:
            profile = Profile(self._directory)
            return rescue_to(out, profile, find_key(profile, self._sources), self._tell)[0]

        self._start(work, done, failed, stopped)

    def stop(self) -> None:
        """Leave off what is under way."""
        self._stop.set()

    def _tell(self, done: int, total: int) -> None:
        """On the thread that works."""
        if self._stop.is_set():
            raise _Stopped
        self.progressed.emit(done, total)

    def _start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], object],
        failed: Callable[[UserError], object],
        stopped: Callable[[], object],
    ) -> None:
        def on_failed(error: Exception) -> None:
            if isinstance(error, UserError):
                failed(error)
            elif isinstance(error, _Stopped):
                stopped()
            else:
                raise error

        self._stop.clear()
        self._runner.submit("mending", work, lambda result: (done(result), None)[1], on_failed)

    def close(self) -> None:
        """What is under way is left off; nobody is told any more."""
        self._stop.set()
        self._runner.close()
