"""The desktop put together: application, profile, replica, sync worker, window. It builds and wires every object.

Nothing else of the desktop constructs a collaborator; Qt is imported only when a desktop is really wanted.
"""

from __future__ import annotations

import os
import random
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.laptop import Laptop, key_sources, open_laptop
from crmdesk.domain.errors import UsageError, UserError
from crmdesk.locations import resource_path
from crmdesk.store.profile import Profile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.ui.desk import Desk
    from crmdesk.ui.frame import MainWindow, Preferences
    from crmdesk.ui.translations import Translator
    from crmdesk.ui.worker import SyncWorker
    from crmdesk.ui.workspace import Workspace

_PATIENCE, _QUIET = 20.0, 0.1
"""Seconds that `check` waits for the first page, and how long nothing may be read any more before it is painted."""
PREFERENCES = "desktop.ini"
"""Beside the replica in the profile folder: geometry, language, theme. No record is in it."""


def default_profile() -> Path:
    """Where the desktop's profile lies unless another one is named."""
    named = os.environ.get("CRMDESK_PROFILE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(base) / "CRMDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "CRMDesk"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "crmdesk"


def run_desktop(
    profile: Path | None = None, *, key_file: Path | None = None, check: bool = False, offline: bool = False
) -> int:
    """Open the desktop on a profile and give the exit code of its end.

    `check` opens the profile, paints the window once and ends: 0 if that went well. It touches no network.
    `offline` exchanges nothing. Raises `UsageError` where Qt is not installed.
    """
    try:
        import PySide6.QtWidgets  # noqa: F401 - the base install has no Qt
    except ImportError as error:
        raise UsageError(
            "The desktop needs a package that is not installed", str(error), "pip install 'crmdesk[desktop]'"
        ) from error
    return Desktop(profile or default_profile(), key_file).run(check=check, offline=offline or check)


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands while a profile is open."""

    desk: Desk
    worker: SyncWorker | None
    workspace: Workspace


class Desktop:
    """One run of the desktop on one profile."""

    def __init__(self, directory: Path, key_file: Path | None) -> None:
        from PySide6.QtWidgets import QApplication

        from crmdesk.ui.frame import MainWindow, Preferences
        from crmdesk.ui.translations import Translator

        self._directory = directory
        self._key_file = key_file
        running = QApplication.instance()
        self.app: QApplication = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        self.app.setApplicationName("CRMDesk")
        self.app.setApplicationDisplayName("CRMDesk")
        self.app.setDesktopFileName("crmdesk")
        Profile(directory).make()
        self.preferences: Preferences = Preferences(directory / PREFERENCES)
        self.translator: Translator = Translator(self.app, resource_path("translations"))
        self._dress()
        self.window: MainWindow = MainWindow(self.app, self.preferences, self.translator)
        self._open: ExitStack = ExitStack()
        self.opened: Opened | None = None
        self._trouble: UserError | None = None
        self._tries = count()

    def _dress(self) -> None:
        from crmdesk.ui import theme
        from crmdesk.ui.translations import LANGUAGES, system_language

        chosen = self.preferences.language
        language = chosen if chosen in LANGUAGES else system_language()
        self.translator.switch(language)
        theme.apply(self.app, self.preferences.theme, language)
        theme.follow_system(self.app)

    def run(self, *, check: bool, offline: bool) -> int:
        """Show the window until it is closed; what keeps the profile shut is said in it (or raised, with `check`)."""
        try:
            if check:
                self.open_profile(offline=offline)
                self.window.show()
                return self._paint_once()
            self._try_to_open(offline=offline)
            self.window.show()
            ended = int(self.app.exec())
            return ended or (self._trouble.exit_code if self._trouble is not None else 0)
        finally:
            self.close()

    def _try_to_open(self, *, offline: bool) -> None:
        from crmdesk.ui.trouble import TroublePage

        try:
            self.open_profile(offline=offline)
        except UserError as error:
            self._trouble = fault = error
            # Shown anew each time: another try may meet another fault.
            key = f"trouble.{next(self._tries)}"
            self.window.open_page(key, lambda: TroublePage(fault, lambda: self._try_to_open(offline=offline)))
        else:
            self._trouble = None

    def open_profile(self, *, offline: bool) -> None:
        """Open the replica and put the workspace into the window; raises `UserError`, and then nothing is open."""
        from crmdesk.ui.desk import Desk
        from crmdesk.ui.workspace import Workspace

        with ExitStack() as opening:
            laptop = opening.enter_context(open_laptop(self._directory, key_sources(self._key_file)))
            desk = Desk(laptop.replica, laptop.author(), self.translator)
            opening.callback(desk.close)
            worker = None if offline else self._make_worker(laptop, opening)
            workspace = Workspace(self.window, desk, worker)
            opening.callback(workspace.close)
            if worker is not None:
                opening.callback(worker.stop)
                worker.start()
            self.opened = Opened(desk, worker, workspace)
            workspace.show_first()
            self._open = opening.pop_all()

    def _make_worker(self, laptop: Laptop, opening: ExitStack) -> SyncWorker:
        from crmdesk.sync.schedule import Schedule
        from crmdesk.ui.worker import SyncWorker

        remote = opening.enter_context(laptop.remote())
        schedule = Schedule(time.monotonic, random.random)
        return SyncWorker(lambda report: laptop.synchroniser(remote, report), schedule)

    def _paint_once(self) -> int:
        """Let everything that the first page reads arrive, then paint it; 0 if there is something to see."""
        opened = self.opened
        deadline = quiet_since = time.monotonic()
        deadline += _PATIENCE
        while opened is not None and time.monotonic() < deadline:
            self.app.processEvents()
            if opened.desk.busy:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > _QUIET:
                break
        painted = not self.window.grab().isNull()
        return 0 if painted and opened is not None and not opened.desk.busy else 1

    def close(self) -> None:
        """End the worker, finish what is being saved, close the replica."""
        self.window.close()
        self._open.close()
        self.opened = None
