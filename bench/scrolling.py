"""A long list in the window itself: opened, turned by the wheel and by the page, and thrown to places never seen.

A step ends when every row in view has been read and painted. The window is offscreen and offline, in a process of its
own, at 1366 × 768; beside the clock stands the processor time of all its threads.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.figures import Figure, bounded, p95
from bench.window import opened, settle, told_by, until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.ui.widgets.data_table import DataTable

LISTED = "contacts"
Times = list[tuple[float, float]]
"""Seconds by the clock and of the processor."""


def measure(folder: Path, accounts: int, steps: int) -> list[Figure]:
    """Figures of the profile that `bench.replica.filled` made in `folder`."""
    told = told_by("bench.scrolling", folder, str(steps))
    at_once = told_by("bench.scrolling", folder, "0")["first paint"]
    told = {"first paint": told["first paint"], "first paint, page not built yet": at_once, **told}
    label = f"list of {3 * accounts:,} {LISTED} in the window"
    figures = []
    for what, times in told.items():
        if what == "memory":
            continue
        goal = 45 if what.startswith("first") else 16
        clock, worked = ([pair[place] * 1e3 for pair in times] for place in (0, 1))
        figures += [
            bounded(f"{label}: {what}, painted, p95", p95(clock), "ms", goal),
            bounded(f"{label}: … processor time of it, p95", p95(worked), "ms", None),
        ]
    return [*figures, bounded(f"{label}: memory after it", told["memory"], "MB", None)]


def walk(profile: Path, key_file: Path, steps: int) -> dict[str, Times | float]:
    """Each kind of step as often as asked. The first paint is that of a page that was built while nobody waited, as the
    program does a second after the last touch (`crmdesk/ui/warming.py`); without steps of one that is built for it."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QKeyEvent, QWheelEvent

    from crmdesk.ui.widgets.data_table import DataTable

    with opened(profile, key_file) as (app, desktop):
        assert desktop.opened is not None, "the profile is open"
        desk, window = desktop.opened.desk, desktop.window

        if steps:
            for _ in window.pages.build_ahead():
                settle(app, desktop)
        first = _timed(
            app, lambda: desk.go(LISTED), lambda: window.pages.currentWidget().findChild(DataTable)
        )
        if not steps:
            return {"first paint": [first]}
        settle(app, desktop)
        table = window.pages.currentWidget().findChild(DataTable)
        table.setFocus()
        bar, dice = table.verticalScrollBar(), Random(1)

        def wheel() -> None:
            at, turn = QPointF(table.viewport().rect().center()), QPoint(0, -120)
            plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
            app.postEvent(table.viewport(), QWheelEvent(at, at, QPoint(), turn, *plain, False))

        def page() -> None:
            key = Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier
            app.postEvent(table, QKeyEvent(QEvent.Type.KeyPress, *key))

        def jump() -> None:
            bar.setValue(dice.randrange(bar.maximum()))

        times: dict[str, Times | float] = {"first paint": [first]}
        for what, act in (("wheel step", wheel), ("next page", page), ("jump", jump)):
            bar.setValue(0)
            settle(app, desktop)
            times[what] = [_timed(app, act, lambda: table) for _ in range(steps)]
        times["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return times


def _timed(
    app: QApplication, act: Callable[[], object], find: Callable[[], DataTable | None]
) -> tuple[float, float]:
    def there() -> bool:
        table = find()
        if table is None or not (count := table.model().rowCount()):
            return False
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        shown = range(first, (last if last >= 0 else count - 1) + 1)
        return all(table.model().row(number) is not None for number in shown)

    began, worked = time.perf_counter(), time.process_time()
    act()
    app.processEvents()
    until(app, there)
    app.processEvents()  # what has come is painted
    return time.perf_counter() - began, time.process_time() - worked


if __name__ == "__main__":
    json.dump(walk(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])), sys.stdout)
