"""Owns when Python looks for garbage in cycles: on the GUI thread alone. Knows nothing of what is collected.

Left to itself the collection runs on whichever thread allocates next. On a worker's it would destroy Qt objects there,
holding Qt's lock of their connections and asking for the interpreter's, while the GUI thread, destroying another one,
holds the interpreter's and asks for Qt's: the window stands still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL = 1_000
"""Milliseconds between two looks; what a busy second leaves in cycles is some megabytes at most."""


class Collector(QObject):
    """Turns automatic collection off while it lives, and does it from a timer of the thread it lives on."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def spare(self) -> None:
        """What was loaded so far stays as long as the program: looking it through would hold up keys."""
        gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, if any is."""
        for generation in reversed(range(3)):
            threshold = gc.get_threshold()[generation]
            if threshold and gc.get_count()[generation] > threshold:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Give the collection back to Python, once no worker runs any more."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
