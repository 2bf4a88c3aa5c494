"""The program's own window, offscreen and offline, in a process of its own: opened, waited for, asked for what it took.

It presses no key and measures nothing itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.replica import KEY_FILE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.app import Desktop

PATIENCE = 60.0
SIZE = 1366, 768
CALM, PAUSE = 20, 0.004


def told_by(module: str, folder: Path, *words: str) -> Any:
    """What a module prints as JSON of the profile that `bench.replica.filled` made in `folder`."""
    command = (sys.executable, "-m", module, str(folder / "profile"), str(folder / KEY_FILE), *words)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return json.loads(subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout)


@contextmanager
def opened(profile: Path, key_file: Path) -> Iterator[tuple[QApplication, Desktop]]:
    """The window on its first page, which is read and painted."""
    from PySide6.QtWidgets import QApplication

    from crmdesk.app import Desktop

    desktop = Desktop(profile, key_file)
    app = QApplication.instance()
    assert isinstance(app, QApplication), "a desktop has one"
    try:
        desktop.open_profile(offline=True)
        desktop.window.resize(*SIZE)
        desktop.window.show()
        settle(app, desktop)
        yield app, desktop
    finally:
        desktop.close()


def until(app: QApplication, condition: Callable[[], bool]) -> None:
    """Lets the window work until something holds."""
    from PySide6.QtCore import QEventLoop

    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError("the answer is not painted")
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def settle(app: QApplication, desktop: Desktop) -> None:
    """Lets the window work until all is read and shown."""
    end, calm = time.monotonic() + PATIENCE, 0
    while calm < CALM:
        if time.monotonic() > end:
            raise RuntimeError("the window does not come to rest")
        app.processEvents()
        calm = 0 if desktop.opened is None or desktop.opened.desk.busy else calm + 1
        time.sleep(PAUSE)  # the threads that read have the core
