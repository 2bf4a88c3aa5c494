"""Owns when Python looks for garbage in cycles: on the GUI thread alone. Knows nothing of what is collected.

Left to itself the collection runs on whichever thread allocates next. On a worker's it would destroy Qt objects there,
holding Qt's lock of their connections and asking for the interpreter's, while the GUI thread, destroying another one,
holds the interpreter's and asks for Qt's: the window stands still for ever.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

INTERVAL = 1_000
"""Milliseconds between two looks; what a busy second leaves in cycles is some megabytes at most."""
AWAY = 60_000
"""Milliseconds without any window in front after which a look at everything may hold nobody up: if none can be seen."""
HELD_UP = 0.03
"""Seconds of processor time that a look at the oldest may take without holding up a key."""
_OLDEST = 2
_UNSEEN = (QWindow.Visibility.Hidden, QWindow.Visibility.Minimized)


class Collector(QObject):
    """Turns automatic collection off while it lives, and does it from a timer of the thread it lives on.

    The program's own objects are so many that looking all of them through holds up a key. So what there is once the
    first window stands is left aside (`spare`), and so is what survived a look at the oldest that took too long. All of
    it is looked through when the person is away and no window can be seen.
    """

    def __init__(self, parent: QObject | None = None, held_up: float = HELD_UP) -> None:
        super().__init__(parent)
        self._held_up = held_up
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._away = QTimer(self, singleShot=True, interval=AWAY)
        self._away.timeout.connect(self.look_unseen)
        app = QCoreApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._on_state)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._away.stop()
        else:
            self._away.start()

    def spare(self) -> None:
        """What was loaded so far stays as long as the program: looking it through would hold up keys."""
        gc.freeze()

    def look(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds, if any is."""
        for generation in reversed(range(3)):
            threshold = gc.get_threshold()[generation]
            if threshold and gc.get_count()[generation] > threshold:
                began = time.thread_time()
                gc.collect(generation)
                if generation == _OLDEST and time.thread_time() - began > self._held_up:
                    gc.freeze()
                return

    def look_unseen(self) -> None:
        """Look at everything if no window can be seen, else ask again later: who reads beside another program's window
        comes back with a click, which has to be answered."""
        if any(window.visibility() not in _UNSEEN for window in QGuiApplication.topLevelWindows()):
            self._away.start()
        else:
            self.look_at_all()

    def look_at_all(self) -> None:
        """Also what was left aside; it takes some tenths of a second."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Give the collection back to Python, once no worker runs any more."""
        self._timer.stop()
        self._away.stop()
        gc.unfreeze()
        gc.enable()
