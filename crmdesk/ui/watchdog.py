"""Measures every turn of the window's event loop, and names the code of those in which the window stood still.

It knows no screen and keeps no value that somebody entered: a stack is where in the code the thread was, nothing else.
"""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, Signal

log = logging.getLogger(__name__)

LIMIT = 0.1
"""Seconds after which a person notices that the window does not answer (Nielsen, Usability Engineering, 1993, 5.5)."""
_LOOK = 0.01
"""Seconds between two looks at what the thread is doing."""
_DEPTH = 40

Stack = tuple[str, ...]
"""Where a thread is, the innermost call last, each `file:line in function`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the loop: all that ran between two moments at which the window could answer."""

    processor: float
    """Seconds of processor time of the GUI thread itself: however loaded the machine is, this is what the turn cost."""
    stood: float
    """Seconds for which the watcher saw the thread inside a call; waiting for a lock or a disk is in it."""
    stacks: tuple[tuple[int, Stack], ...]
    """How often the watcher found the thread where, the most frequent first; empty for a short turn."""

    def __str__(self) -> str:
        where = "".join(f"\n  {seen} ×\n    " + "\n    ".join(stack) for seen, stack in self.stacks[:3])
        return f"{self.processor * 1e3:.0f} ms of processor, {self.stood * 1e3:.0f} ms by the clock{where}"


class Watchdog(QObject):
    """Watches the thread that it is made on, from `start` to `close`."""

    stalled = Signal(object)
    """`Turn` that took more than the limit, of the processor or by the clock."""

    def __init__(self, limit: float = LIMIT, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limit = limit
        self._began = time.thread_time()
        self._watcher = _Watcher(limit / 4)
        self.worst = 0.0
        """Seconds of processor time of the longest turn so far."""

    def start(self) -> None:
        """Begin with the next turn."""
        self._dispatcher().awake.connect(self.turn)
        self._dispatcher().aboutToBlock.connect(self._on_block)
        self.turn_anew()
        self._watcher.start()

    def _dispatcher(self) -> QAbstractEventDispatcher:
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None, "there is no application"
        return dispatcher

    def turn(self) -> Turn:
        """The turn ends here and another begins. Qt's loop calls it; so may whoever drives the window from outside."""
        processor = time.thread_time() - self._began
        stood, stacks = self._watcher.turn()
        made = Turn(processor, stood, stacks)
        self.worst = max(self.worst, processor)
        if processor > self._limit or stood > self._limit:
            self.stalled.emit(made)
        self._began = time.thread_time()
        return made

    def turn_anew(self) -> None:
        """A turn begins here; what was since the last one is nobody's (a test looked at its results, say)."""
        self._watcher.turn()
        self._began = time.thread_time()

    def _on_block(self) -> None:
        """A loop within the loop, of a menu, say, has its own place in the stack."""
        self._watcher.loop_in(sys._getframe(1))

    def close(self) -> None:
        """End; closing twice is nothing."""
        if self._watcher.is_alive():
            self._dispatcher().awake.disconnect(self.turn)
            self._dispatcher().aboutToBlock.disconnect(self._on_block)
            self._watcher.close()


class _Watcher(threading.Thread):
    """Looks from beside at the thread that made it; `turn` is called by that one, the rest runs here."""

    def __init__(self, patience: float) -> None:
        super().__init__(name="watchdog", daemon=True)
        self._watched = threading.get_ident()
        self._patience = patience
        self._worked = _processor_clock(self._watched)
        self._guard = threading.Lock()
        self._over = threading.Event()
        self._loop = 0
        self._seen: Counter[Stack] = Counter()
        self._stood = 0.0
        self._last = 0.0

    def turn(self) -> tuple[float, tuple[tuple[int, Stack], ...]]:
        """Seconds that the turn which ends here stood, and where."""
        with self._guard:
            stood, seen = self._stood, self._seen
            self._loop, self._seen, self._stood = id(sys._getframe(2)), Counter(), 0.0
        return stood, tuple((count, stack) for stack, count in seen.most_common())

    def loop_in(self, frame: FrameType) -> None:
        """This is who runs Qt's loop: as long as the watched thread is nowhere deeper, it is idle."""
        with self._guard:
            self._loop = id(frame)

    def run(self) -> None:
        self._last, worked = time.monotonic(), self._worked()
        while not self._over.wait(_LOOK):
            now, done = time.monotonic(), self._worked()
            passed, worked_since = now - self._last, done - worked
            self._last, worked = now, done
            frame = sys._current_frames().get(self._watched)
            if frame is not None:
                self._look(frame, passed, busy=worked_since > passed / 2)
            del frame

    def _look(self, frame: FrameType, passed: float, *, busy: bool) -> None:
        with self._guard:
            if id(frame) == self._loop and not busy:
                return
            self._stood += passed
            if self._stood > self._patience:
                self._seen[_stack(frame, self._loop)] += 1

    def close(self) -> None:
        self._over.set()
        self.join()


def _processor_clock(thread: int) -> Callable[[], float]:
    """Reads the processor time of a thread from another one, where the system can: elsewhere it stands still, and
    what Qt does by itself, in no call of Python, is not told from waiting."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return lambda: 0.0
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


def _stack(frame: FrameType, loop: int) -> Stack:
    """From the loop inwards."""
    found: list[str] = []
    at: FrameType | None = frame
    while at is not None and id(at) != loop and len(found) < _DEPTH:
        name = at.f_code.co_filename.replace("\\", "/")
        _, package, rest = name.rpartition("/crmdesk/")
        shown = f"crmdesk/{rest}" if package else name.rpartition("/")[2]
        found.append(f"{shown}:{at.f_lineno} in {at.f_code.co_qualname}")
        at = at.f_back
    return tuple(reversed(found))


def log_stalls() -> Watchdog:
    """A running watchdog that writes into the program's log. Close it at the end."""
    made = Watchdog(parent=QCoreApplication.instance())
    made.stalled.connect(lambda turn: log.warning(f"the window stood still: {turn}"))
    made.start()
    return made
