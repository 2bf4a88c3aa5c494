"""The longest turns of the window's loop on a territory: how long at most a person waits for it to answer a key.

Processor time of the window's own thread, offscreen and offline, in a process of its own; beside it what Qt alone takes
to lay out and paint a window of as many plain labels as a full page has parts.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure, bounded, compared
from bench.window import CALM, PATIENCE, PAUSE, told_by

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.app import Desktop
    from crmdesk.ui.watchdog import Watchdog

LABELS = 400
_SHOWN = ("account", "opportunity", "visit")
"""Types whose first record is opened, in the window and in one of its own."""
_LIMIT = 100
"""Milliseconds after which a person notices (`ui/watchdog.py`)."""


def measure(folder: Path, accounts: int) -> list[Figure]:
    """Figures of the profile that `bench.replica.filled` made in `folder`."""
    turns: dict[str, float] = told_by("bench.turns", folder)
    bare = turns.pop("bare")
    step, worst = max(turns.items(), key=lambda each: each[1])
    label = f"window on {16 * accounts:,} rows"
    return [
        bounded(f"{label}: longest turn of its loop ({step})", worst * 1e3, "ms", _LIMIT),
        compared(f"{label}: … beside plain labels", worst, (f"{LABELS} labels", bare), None),
        compared(
            f"{label}: turn of a change of theme", turns["theme dark"], (f"{LABELS} labels", bare), None
        ),
    ]


def walk(profile: Path, key_file: Path) -> dict[str, float]:
    """Seconds of the longest turn of each step, and `bare`."""
    from PySide6.QtWidgets import QApplication

    from crmdesk.app import Desktop
    from crmdesk.ui.watchdog import Watchdog

    desktop = Desktop(profile, key_file)
    dog = Watchdog()
    app = QApplication.instance()
    assert isinstance(app, QApplication), "a desktop has one"
    dog.start()
    turns: dict[str, float] = {}
    try:
        desktop.open_profile(offline=True)
        for step, act in _steps(desktop):
            dog.worst = 0.0
            dog.turn_anew()
            act()
            dog.turn()
            _settle(app, desktop, dog)
            turns[step] = max(dog.worst, turns.get(step, 0.0))
        turns["bare"] = _bare(app)
    finally:
        dog.close()
        desktop.close()
    return turns


def _steps(desktop: Desktop) -> Iterator[tuple[str, Callable[[], object]]]:
    from crmdesk.store.queries import Query
    from crmdesk.ui.screens import SECTIONS

    opened = desktop.opened
    assert opened is not None, "the profile is open"
    desk, window = opened.desk, desktop.window
    yield "start", window.show
    for _ in range(2):
        for section in SECTIONS:
            yield f"{section.key} opened", partial(desk.go, section.key)
    for name in _SHOWN:
        for record in desk.replica.query(name, Query(limit=1)):
            yield f"page of {name}", partial(desk.open, name, record.id)
            yield f"{name} in a window", partial(desk.open_apart, name, record.id)
    yield "windows closed", opened.workspace.windows.close
    for mode in ("dark", "light"):
        yield f"theme {mode}", partial(window.set_theme, mode)
    for code in ("ko", "en"):
        yield f"language {code}", partial(window.set_language, code)


def _settle(app: QApplication, desktop: Desktop, dog: Watchdog) -> None:
    """Until all is read and shown; looking at that is no turn of the window's."""
    end, calm = time.monotonic() + PATIENCE, 0
    while calm < CALM:
        if time.monotonic() > end:
            raise RuntimeError("the window does not come to rest")
        app.processEvents()
        dog.turn()
        calm = 0 if desktop.opened is not None and desktop.opened.desk.busy else calm + 1
        time.sleep(PAUSE)  # the threads that read have the core
        dog.turn_anew()


def _bare(app: QApplication) -> float:
    """Under the same style sheet."""
    from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

    started = time.thread_time()
    page = QWidget()
    grid = QGridLayout(page)
    for number in range(LABELS):
        grid.addWidget(QLabel(f"Label {number}"), number // 8, number % 8)
    page.resize(1366, 768)
    page.show()
    app.processEvents()
    assert not page.grab().isNull()
    taken = time.thread_time() - started
    page.close()
    return taken


if __name__ == "__main__":
    json.dump(walk(Path(sys.argv[1]), Path(sys.argv[2])), sys.stdout)
