"""Owns the thread that saves: one save after the other, in the order they were asked for. Knows no record."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, QThread, Signal

log = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Exception], None]


class _Worker(QThread):
    finished_job = Signal(object, object, object)  # job, result, exception or None

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()

    def run(self) -> None:
        while (job := self.jobs.get()) is not None:
            result: object = None
            error: Exception | None = None
            try:
                result = job.work()
            except Exception as raised:  # noqa: BLE001 - handed over to whoever asked, on the GUI thread
                error = raised
            self.finished_job.emit(job, result, error)


class Committer(QObject):
    """Saves in the background, so that a sync page being stored at the same moment never holds up the window.

    Nothing that was submitted is dropped: `close` waits for all of it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._worker = _Worker(self)
        self._worker.finished_job.connect(self._on_finished)
        self._worker.start()

    @property
    def busy(self) -> bool:
        """Whether a save has been submitted and not reported yet."""
        return self._waiting > 0

    def submit(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` after all that was submitted before, then `done(result)` or `failed(exception)` here."""
        self._waiting += 1
        self._worker.jobs.put(_Job(work, done, failed))  # type: ignore[arg-type]  # done takes what work gives

    def _on_finished(self, job: _Job, result: object, error: Exception | None) -> None:
        self._waiting -= 1
        if error is None:
            job.done(result)
        else:
            job.failed(error)

    def close(self) -> None:
        """Finish what was submitted and end the thread. Nothing is called back afterwards."""
        self._worker.jobs.put(None)
        self._worker.wait()
        self._worker.finished_job.disconnect(self._on_finished)
