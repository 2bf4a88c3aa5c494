"""The desktop put together: application, profile, replica, sync worker, window. It builds and wires every object.

Nothing else of the desktop constructs a collaborator; Qt is imported only when a desktop is really wanted.
"""

from __future__ import annotations

import os
import random
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.laptop import Laptop, key_sources, make_laptop, new_id, now, open_laptop
from crmdesk.domain.errors import SignInNeeded, UsageError, UserError
from crmdesk.locations import default_profile, resource_path
from crmdesk.store.keys import KeySources, find_key, system_keyring
from crmdesk.store.profile import Profile
from crmdesk.store.rebuild import HEALED_BY_REBUILDING
from crmdesk.sync.session import ReplicaWallet, SignedOut, begin, sign_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.sync.effects import Outcome
    from crmdesk.sync.http import HttpRemote
    from crmdesk.sync.remote import Wallet
    from crmdesk.ui.carrier import FileCarrier
    from crmdesk.ui.centre import Centre
    from crmdesk.ui.collector import Collector
    from crmdesk.ui.desk import Desk
    from crmdesk.ui.doorway import Credentials, Doorway
    from crmdesk.ui.frame import MainWindow, Preferences
    from crmdesk.ui.summons import Summons
    from crmdesk.ui.translations import Translator
    from crmdesk.ui.worker import SyncWorker
    from crmdesk.ui.workspace import Workspace

_PATIENCE, _QUIET = 20.0, 0.1
"""Seconds that `check` waits for the first page, and how long nothing may be read any more before it is painted."""
_AFTER_PAINT_MS = 150
_DOOR, _FIRST_SYNC = "door", "first-sync"
PREFERENCES = "desktop.ini"
"""Beside the replica in the profile folder: geometry, language, theme. No record is in it."""


def run_desktop(
    profile: Path | None = None,
    *,
    key_file: Path | None = None,
    check: bool = False,
    offline: bool = False,
    links: Sequence[str] = (),
) -> int:
    """Open the desktop on a profile, at a link if there is one, and give the exit code of its end.

    Where it is open already, that one is raised and follows the links: 0, or `ProfileInUse` is raised.
    `check` opens the profile, paints the window once and ends: 0 if that went well. It touches no network.
    `offline` exchanges nothing. Raises `UsageError` where Qt is not installed.
    """
    try:
        from PySide6.QtWidgets import QApplication  # the base install has no Qt
    except ImportError as error:
        raise UsageError(
            "The desktop needs a package that is not installed", str(error), "pip install 'crmdesk[desktop]'"
        ) from error
    directory = profile or default_profile()
    if check:
        return Desktop(directory, key_file).run(check=True, offline=True)
    from crmdesk.ui.frame.preferences import Preferences
    from crmdesk.ui.summons import Summons

    with Preferences(directory / PREFERENCES).enlarged():
        app = QApplication.instance() or QApplication(sys.argv[:1])
    summons = Summons(app, directory)
    if not summons.claim(links):
        return 0
    try:
        return Desktop(directory, key_file, summons).run(check=False, offline=offline)
    finally:
        summons.close()


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands while a profile is open."""

    desk: Desk
    worker: SyncWorker | None
    workspace: Workspace


class Desktop:
    """One run of the desktop on one profile."""

    def __init__(self, directory: Path, key_file: Path | None, summons: Summons | None = None) -> None:
        from PySide6.QtWidgets import QApplication

        from crmdesk.ui.app_icon import app_icon
        from crmdesk.ui.collector import Collector
        from crmdesk.ui.frame import MainWindow, Preferences
        from crmdesk.ui.translations import Translator, system_locale

        self._directory = directory
        self._key_file = key_file
        self._summons = summons
        running = QApplication.instance()
        self.app: QApplication = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
        self._collector: Collector = Collector()
        self.app.setApplicationName("CRMDesk")
        self.app.setApplicationDisplayName("CRMDesk")
        self.app.setDesktopFileName("crmdesk")
        self.app.setWindowIcon(app_icon())
        Profile(directory).make()
        self.preferences: Preferences = Preferences(directory / PREFERENCES)
        translations = resource_path("translations")
        self.translator: Translator = Translator(self.app, translations, system_locale())
        self._dress()
        self.window: MainWindow = MainWindow(self.app, self.preferences, self.translator)
        self.window.set_bare(bare=True)  # until there is something that its sections lead to
        self._open: ExitStack = ExitStack()
        self._door: ExitStack = ExitStack()
        self._watch: ExitStack = ExitStack()
        self._passphrase: str | None = None
        """Kept for this run only, where nothing else opens the profile."""
        self.opened: Opened | None = None
        self._trouble: UserError | None = None
        self._wiped = False
        """The centre asked for this laptop to be erased."""
        self._unsent = 0
        self._tries = count()
        if summons is not None:
            summons.window = self.window

    def _dress(self) -> None:
        from crmdesk.ui import theme
        from crmdesk.ui.translations import first_language

        language = first_language(self.preferences.language)
        self.translator.switch(language)
        theme.apply(self.app, self.preferences.theme, language, self.preferences.density)
        theme.follow_system(self.app)

    def run(self, *, check: bool, offline: bool) -> int:
        """Show the window until it is closed; what keeps the profile shut is said in it (or raised, with `check`)."""
        if not check:
            self._keep_faults()
        try:
            if check:
                self.open_profile(offline=offline)
                self.window.show()
                return self._paint_once()
            self._try_to_open(offline=offline)
            self.window.show()
            ended = int(self.app.exec())
            if not self._wiped:
                return ended or (self._trouble.exit_code if self._trouble is not None else 0)
        finally:
            self.close()
        Profile(self._directory).wipe(self._unsent)
        # A fresh window says what happened and lets the person sign in again if they may.
        return Desktop(self._directory, self._key_file, self._summons).run(check=False, offline=offline)

    def _heed(self, outcome: Outcome) -> None:
        from crmdesk.sync.effects import Ending

        if outcome.ending is Ending.WIPED:
            self._wiped, self._unsent = True, outcome.pending_left
            self.app.quit()
        elif outcome.error is not None and outcome.error.code == "damaged":
            Profile(self._directory).note_damage(damaged=True)

    def _keep_faults(self) -> None:
        """A fault that nobody expected is kept and said, and work goes on; the next start offers its report."""
        from crmdesk.ui.crash_bar import watch_program

        self._watch.enter_context(closing(watch_program(self._directory, self.window, self._admit)))
        if os.environ.get("CRMDESK_WATCHDOG"):
            from crmdesk.ui.watchdog import log_stalls

            self._watch.enter_context(closing(log_stalls()))

    def _admit(self, fault: Exception) -> None:
        if self.opened is not None:
            self.opened.desk.admit(fault)

    def _try_to_open(self, *, offline: bool) -> None:
        """Open the profile, or show what stands before it: signing in, a passphrase, a fault and another try."""
        try:
            Profile(self._directory).check_damage()
            self.open_profile(offline=offline)
        except SignInNeeded:
            self._show_door(locked=False)
        except UserError as error:
            if error.code == "no_key" and self._by_passphrase:
                self._show_door(locked=True)
                return
            self._show_trouble(error, offline=offline)
        else:
            self._trouble = None

    def _show_trouble(self, fault: UserError, *, offline: bool, losing: bool = False) -> None:
        from crmdesk.ui.mender import Mender
        from crmdesk.ui.trouble import Mending, TroublePage

        self._trouble = fault

        def again() -> None:
            if fault.code == "wiped":
                self._show_door(locked=False)
            else:
                Profile(self._directory).note_damage(damaged=False)
                self._try_to_open(offline=offline)

        mending = None
        if fault.code in HEALED_BY_REBUILDING:
            mender = Mender(self._directory, self._sources(), now, new_id, self.window)
            self._door.callback(mender.close)
            mending = Mending(
                mender,
                lambda: self._try_to_open(offline=offline),
                lambda error: self._show_trouble(error, offline=offline, losing=error.code == "edits_lost"),
                losing,
            )
        # Shown anew each time: another try may meet another fault.
        self.window.open_page(f"trouble.{next(self._tries)}", lambda: TroublePage(fault, again, mending))

    # -- the door ------------------------------------------------------------------------------------------

    @property
    def _by_passphrase(self) -> bool:
        """Whether the key of the profile that is here lies under a passphrase."""
        key = Profile(self._directory).description().get("key") or {}
        return bool(key.get("source") == "passphrase")

    def _sources(self) -> KeySources:
        return key_sources(self._key_file, self._ask if self._passphrase else None, self._directory)

    def _ask(self, _: str) -> str:
        return self._passphrase or ""

    def _show_door(self, *, locked: bool) -> None:
        from crmdesk.ui import signin
        from crmdesk.ui.doorway import Doorway, Known

        profile = Profile(self._directory)
        keyless = self._sources().named_file is None and system_keyring() is None
        known = Known(
            server=str(profile.description().get("server") or ""),
            needs_passphrase=keyless and (not profile.exists or self._by_passphrase),
            locked=locked,
        )
        door = Doorway(known, self._sign_in, self._unlock, self.window)
        door.entered.connect(lambda: self._enter(door))
        self._door.callback(door.close)
        self.window.open_page(_DOOR, lambda: signin.page(door))

    def _sign_in(self, given: Credentials) -> None:
        """On the door's thread. The centre is asked first: a wrong address or password leaves nothing behind."""
        self._passphrase = given.passphrase
        from crmdesk.sync.http import HttpRemote

        with HttpRemote(given.server, SignedOut()) as remote:
            tokens = sign_in(
                remote,
                given.login,
                password=given.password,
                code=given.code,
                device_name=socket.gethostname(),
            )
        with make_laptop(self._directory, self._sources()) as laptop:
            begin(laptop.replica, given.server, tokens, now())
            laptop.profile.describe(server=given.server)

    def _unlock(self, passphrase: str) -> None:
        """On the door's thread: stretching a passphrase takes a while."""
        self._passphrase = passphrase
        find_key(Profile(self._directory), self._sources())

    def _enter(self, door: Doorway) -> None:
        """The person is in: the door goes, the profile opens, the first sync is shown until the screens can work."""
        self._door.close()
        self._try_to_open(offline=False)
        self.window.pages.close_page(_DOOR)
        opened = self.opened
        if opened is None or opened.desk.replica.identity().position is not None:
            return
        from crmdesk.ui.signin import FirstSyncPage

        page = FirstSyncPage(opened.workspace.sync)
        page.usable.connect(self._leave_first_sync)
        self.window.open_page(_FIRST_SYNC, lambda: page)

    def _leave_first_sync(self) -> None:
        if self.opened is not None and self.window.pages.history.current == _FIRST_SYNC:
            with self.window.undisturbed():
                self.opened.workspace.tour.welcome()
            self.window.pages.close_page(_FIRST_SYNC)

    # -- the profile ---------------------------------------------------------------------------------------

    def open_profile(self, *, offline: bool) -> None:
        """Open the replica and put the workspace into the window; raises `UserError`, and then nothing is open."""
        from PySide6.QtCore import QTimer

        from crmdesk.ui.desk import Desk
        from crmdesk.ui.workspace import Workspace

        self._collector.spare()
        with ExitStack() as opening:
            laptop = opening.enter_context(open_laptop(self._directory, self._sources()))
            desk = Desk(laptop.replica, laptop.author(), self.translator)
            opening.callback(desk.close)
            worker, centre, carrier = (None, None, None) if offline else self._join_centre(laptop, opening)
            workspace = Workspace(self.window, desk, worker, centre, self._directory)
            opening.callback(workspace.close)
            if worker is not None and carrier is not None:
                opening.callback(worker.stop)
                worker.round_finished.connect(self._heed)
                opening.callback(carrier.stop)
                worker.round_finished.connect(carrier.follow)
                carrier.moved.connect(desk.file_moved)
                carrier.passed.connect(workspace.sync.refresh)
                carrier.broke.connect(desk.admit)
                desk.files_requested.connect(carrier.hurry)
                carrier.metered = desk.metered
                desk.metered_changed.connect(carrier.set_metered)
                # The window is painted first: loading what syncs would hold it up.
                QTimer.singleShot(_AFTER_PAINT_MS, worker, worker.start)
                QTimer.singleShot(_AFTER_PAINT_MS, workspace.connection, workspace.connection.watch)
            self.opened = Opened(desk, worker, workspace)
            self.window.set_bare(bare=False)
            workspace.show_first()
            if self._summons is not None:
                self._summons.admit(desk)
                opening.callback(self._summons.dismiss)
            self._open = opening.pop_all()

    def _join_centre(self, laptop: Laptop, opening: ExitStack) -> tuple[SyncWorker, Centre, FileCarrier]:
        """What syncs, what else is asked of the centre, and what moves files; all by one session."""
        from crmdesk.sync.late import Late, LateRemote
        from crmdesk.sync.live import live_line
        from crmdesk.sync.schedule import Schedule
        from crmdesk.ui.carrier import FileCarrier
        from crmdesk.ui.centre import Centre
        from crmdesk.ui.worker import SyncWorker

        def connect(server: str, wallet: Wallet) -> HttpRemote:
            from crmdesk.sync.http import HttpRemote

            return HttpRemote(server, wallet, ca_file=laptop.ca_file)

        server = laptop.replica.identity().server or ""
        late = Late(lambda: connect(server, ReplicaWallet(laptop.replica, now)))
        remote = LateRemote(late)
        opening.callback(remote.close)
        centre = Centre(laptop.replica, remote, connect, now)
        opening.callback(centre.close)
        schedule = Schedule(time.monotonic, random.random)
        worker = SyncWorker(
            lambda report: laptop.synchroniser(remote, report), schedule, live_line(remote, random.random)
        )
        return worker, centre, FileCarrier(lambda report: laptop.transfers(late, report))

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
        self._door.close()
        self._open.close()
        self._collector.stop()
        self._watch.close()
        self.opened = None
