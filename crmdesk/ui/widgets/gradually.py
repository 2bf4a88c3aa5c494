"""Owns building many widgets over several turns of the loop: a long list never holds up a key. Knows no widget."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

AT_ONCE = 16
"""What fits on a screen, and so is there at once."""
OF_TWO = AT_ONCE // 2
"""Where two lists share the screen."""
_TURN = 0.01
"""Seconds of processor time of a turn: layout and painting of what was built come on top, and other lists of a page."""


class Gradually(QObject):
    """Runs steps in their order: the first at once, the others in turns that leave the window room to answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[Callable[[], object]] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def begin(self, steps: Iterable[Callable[[], object]], at_once: int = AT_ONCE) -> None:
        """Take these steps, and none of those that were left from before."""
        self._steps = iter(steps)
        self._timer.start()
        for _ in range(at_once):
            if not self._step():
                break

    def finish(self) -> None:
        """Take all that are left now: somebody needs the last of them."""
        while self._step():
            pass

    def stop(self) -> None:
        """Leave those that are left."""
        self._steps = iter(())
        self._timer.stop()

    @property
    def under_way(self) -> bool:
        """Whether steps are left."""
        return self._timer.isActive()

    def _go_on(self) -> None:
        began = time.thread_time()
        while self._step() and time.thread_time() - began < _TURN:
            pass

    def _step(self) -> bool:
        step = next(self._steps, None)
        if not isValid(self):
            return False  # what was built into has gone with the step before
        if step is None:
            self._timer.stop()
            return False
        step()
        return True
