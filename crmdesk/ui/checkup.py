"""Checks the whole replica on a thread of its own, says how far it is and can be ended. It shows nothing."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from crmdesk.store.connection import Interrupted
from crmdesk.store.replica import Replica
from crmdesk.store.verify import Verification
from crmdesk.ui.models import QueryRunner


class _Stopped(Exception):
    """Somebody has ended it."""


class Checkup(QObject):
    """One check at a time, whoever asked for it; whoever shows it follows the signals."""

    progressed = Signal(int, int)
    """Parts done, and how many there are."""
    changed = Signal()
    """A check has begun or ended."""
    found = Signal(object)
    """`Verification` of a check that went to its end."""
    failed = Signal(object)
    """An exception."""

    def __init__(self, replica: Replica, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._replica = replica
        self._stop = threading.Event()
        self._thread: list[int] = []
        self._runner: QueryRunner | None = None
        self.busy = False

    def start(self) -> None:
        """Begin, unless one is under way."""
        if self.busy:
            return
        if self._runner is None:
            self._runner = QueryRunner(parent=self)
            self._runner.submit("thread", threading.get_ident, self._thread.append)
        self.busy = True
        self._stop.clear()
        self._runner.submit(
            "check", lambda: self._replica.verify(self._tell), self._on_found, self._on_failed
        )
        self.changed.emit()

    def _tell(self, done: int, total: int) -> None:
        """On the thread that checks."""
        if self._stop.is_set():
            raise _Stopped
        self.progressed.emit(done, total)

    def stop(self) -> None:
        """Leave off: nothing is known then, and nothing has changed."""
        self._stop.set()
        if self.busy and self._thread:
            self._replica.interrupt(self._thread[0])

    def _on_found(self, found: Verification) -> None:
        self.busy = False
        self.changed.emit()
        self.found.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.busy = False
        self.changed.emit()
        if not isinstance(error, _Stopped | Interrupted):
            self.failed.emit(error)

    def close(self) -> None:
        """End what is under way, and the thread."""
        self.stop()
        if self._runner is not None:
            self._runner.close()
