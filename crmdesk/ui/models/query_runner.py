"""Owns the thread that queries run on, so that the window never waits. Knows no query."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, QThread, Signal

log = logging.getLogger(__name__)

Result = TypeVar("Result")
_AGAIN_MS = 50
"""Milliseconds between two interrupts of what still runs when it should have ended."""


@dataclass(slots=True)
class _Job:
    key: Hashable
    work: Callable[[], object]
    done: Callable[[object], None]
    failed: Callable[[Exception], None] | None
    cancelled: threading.Event = field(default_factory=threading.Event)


class _Worker(QThread):
    """Takes the newest job first: what the user looks at now counts more than what they scrolled past."""

    finished_job = Signal(object, object, object)  # job, result, exception or None

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.waiting: OrderedDict[Hashable, _Job] = OrderedDict()
        self.running: _Job | None = None
        self.wake = threading.Condition()
        self.stopping = False

    def run(self) -> None:
        while (job := self._next()) is not None:
            result: object = None
            error: Exception | None = None
            try:
                result = job.work()
            except Exception as raised:  # noqa: BLE001 - handed over to whoever asked, on the GUI thread
                error = raised
            with self.wake:
                self.running = None
            self.finished_job.emit(job, result, error)

    def _next(self) -> _Job | None:
        with self.wake:
            while not self.waiting and not self.stopping:
                self.wake.wait()
            if self.stopping:
                return None
            _, self.running = self.waiting.popitem(last=True)
            return self.running


class QueryRunner(QObject):
    """Runs queries one at a time on a thread of its own and answers on the thread it lives on.

    A request supersedes an older one with the same key: the older one is dropped when it waits, and interrupted
    (`interrupt`, if given, is called from the GUI thread and makes the running query raise) when it runs.
    """

    failed = Signal(object)
    """An exception that nobody asked to be told of; the window shows it."""
    idle = Signal()
    """Nothing waits and nothing runs."""

    def __init__(self, interrupt: Callable[[], object] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._interrupt = interrupt
        self._open: dict[Hashable, _Job] = {}
        """Jobs whose answer somebody still waits for, told or not by the worker."""
        self._worker = _Worker(self)
        self._worker.finished_job.connect(self._on_finished)
        self._worker.start()

    def submit(
        self,
        key: Hashable,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work` on the worker thread, then `done(result)` or `failed(exception)` on this one."""
        job = _Job(key, work, done, failed)  # type: ignore[arg-type]  # done takes what work gives
        with self._worker.wake:
            self._drop(key)
            self._worker.waiting[key] = self._open[key] = job
            self._worker.wake.notify()

    def cancel(self, key: Hashable) -> None:
        """Neither `done` nor `failed` of this key will be called any more."""
        with self._worker.wake:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        job = self._open.pop(key, None)
        if job is None:
            return
        job.cancelled.set()
        self._worker.waiting.pop(key, None)
        if self._worker.running is job and self._interrupt is not None:
            self._interrupt()

    def _interrupt_again(self) -> None:
        """One that falls between two statements of a job finds nothing that runs, and the next would take its time."""
        with self._worker.wake:
            if self._worker.running is not None and self._interrupt is not None:
                self._interrupt()

    @property
    def busy(self) -> bool:
        """Whether a query waits, runs or has an answer that was not told yet."""
        return bool(self._open)

    def _on_finished(self, job: _Job, result: object, error: Exception | None) -> None:
        if not job.cancelled.is_set():
            self._open.pop(job.key, None)
            if error is None:
                job.done(result)
            elif job.failed is not None:
                job.failed(error)
            else:
                log.error("query %s failed", job.key, exc_info=error)
                self.failed.emit(error)
        if not self.busy:
            self.idle.emit()

    def close(self) -> None:
        """Drop what waits, interrupt what runs, end the thread. Nothing is called back afterwards."""
        with self._worker.wake:
            self._worker.stopping = True
            for key in list(self._open):
                self._drop(key)
            self._worker.wake.notify()
        while not self._worker.wait(_AGAIN_MS):
            self._interrupt_again()
        self._worker.finished_job.disconnect(self._on_finished)
