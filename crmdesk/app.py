"""The desktop put together: application, profile, replica, sync worker, window. It builds and wires every object.

Nothing else of the desktop constructs a collaborator; Qt is imported only when a desktop is really wanted. It is over
400 lines because every object of the desktop and its way from start to end are wired in this one place.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.ahead import Ahead
from crmdesk.cli.joining import join_centre
from crmdesk.cli.laptop import Laptop, key_sources, make_laptop, new_id, now, open_laptop
from crmdesk.domain.errors import SignInNeeded, UsageError, UserError
from crmdesk.locations import default_profile, resource_path
from crmdesk.store.keys import KeySources, find_key
from crmdesk.store.patient_keyring import PatientKeyring
from crmdesk.store.profile import Profile
from crmdesk.store.rebuild import HEALED_BY_REBUILDING
from crmdesk.sync.session import SignedOut, begin, sign_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from crmdesk.domain.edits import Author
    from crmdesk.sync.effects import Outcome
    from crmdesk.ui.collector import Collector
    from crmdesk.ui.crash_bar import ProgramWatch
    from crmdesk.ui.desk import Desk
    from crmdesk.ui.doorway import Credentials
    from crmdesk.ui.frame import MainWindow, Preferences
    from crmdesk.ui.opening import Opening
    from crmdesk.ui.own import Kept
    from crmdesk.ui.summons import Summons
    from crmdesk.ui.translations import Translator
    from crmdesk.ui.worker import SyncWorker
    from crmdesk.ui.workspace import Workspace

_PATIENCE, _QUIET = 20.0, 0.1
"""Seconds that `check` waits for the first page, and how long nothing may be read any more before it is painted."""
_DOOR, _FIRST_SYNC, _KEYRING = "door", "first-sync", "keyring"
_MOMENT, _PRESENCE = 1.0, 10.0
"""Seconds that a start waits for a key in the keyring before its window stands without it, and that the door waits for
the keyring to show itself: a session that is just beginning may still be starting it."""
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
class Ready:
    """An open laptop and what the first window reads of it."""

    laptop: Laptop
    author: Author
    kept: Kept


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
        from crmdesk.ui.opening import Opening
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
        self._program: ProgramWatch | None = None
        self._passphrase: str | None = None
        """Kept for this run only, where nothing else opens the profile."""
        self._keyring = PatientKeyring()
        self.opened: Opened | None = None
        self._trouble: UserError | None = None
        self._wiped = False
        """The centre asked for this laptop to be erased."""
        self._unsent = 0
        self._tries = count()
        self._ahead: Ahead[Ready] = Ahead(self._open_replica)
        self._opening: Opening = Opening(self.window)
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
        from crmdesk.sync.endings import Ending

        if outcome.ending is Ending.WIPED:
            self._wiped, self._unsent = True, outcome.pending_left
            self.app.quit()
        elif outcome.error is not None and outcome.error.code == "damaged":
            Profile(self._directory).note_damage(damaged=True)

    def _keep_faults(self) -> None:
        """A fault that nobody expected is kept and said, and work goes on; the next start offers its report."""
        from crmdesk.ui.crash_bar import watch_program

        self._program = watch_program(self._directory, self.window, self._admit)
        self._watch.enter_context(closing(self._program))
        if os.environ.get("CRMDESK_WATCHDOG"):
            from crmdesk.ui.watchdog import log_stalls

            self._watch.enter_context(closing(log_stalls()))

    def _admit(self, _: Exception) -> None:
        from crmdesk.ui.faults import bug_text

        if self.opened is not None:
            self.opened.desk.admit()
        else:
            self.window.notify(bug_text(), "problem")

    def _try_to_open(self, *, offline: bool) -> None:
        """Open the profile, or show what stands before it: signing in, a passphrase, a fault and another try."""
        name = self._name_in_keyring
        if name is None or self._keyring.answers(name, _MOMENT):
            deque(self._try_by_turns(offline=offline), maxlen=0)
            return
        from crmdesk.ui.signin import KeyringPage

        self.window.open_page(_KEYRING, KeyringPage)
        self._opening.begin(
            partial(self._keyring.await_answer, name), partial(self._try_late, offline=offline)
        )

    def _try_late(self, *, offline: bool) -> Iterator[None]:
        yield from self._try_by_turns(offline=offline)
        self.window.pages.close_page(_KEYRING)

    def _try_by_turns(self, *, offline: bool, entering: bool = False) -> Iterator[None]:
        from crmdesk.ui.warming import Warming

        try:
            Profile(self._directory).check_damage()
            yield from self._open_by_turns(offline=offline, entering=entering)
        except SignInNeeded:
            self._show_door(locked=False)
        except UserError as error:
            if error.code == "no_key" and self._by_passphrase:
                self._show_door(locked=True)
                return
            self._show_trouble(error, offline=offline)
        except Exception as fault:  # noqa: BLE001 - kept and shown: a window that never opens offers nobody its report
            self._show_own_fault(fault, offline=offline)
        else:
            self._trouble = None
            pages = self.window.pages.build_ahead()
            warming = Warming(self.window, pages=pages, window=self.window.windowHandle())
            self._open.callback(warming.close)

    def _show_own_fault(self, fault: Exception, *, offline: bool) -> None:
        """The program is at fault: its report is there to be read at once, since the next start may end like this."""
        from crmdesk.ui.trouble import own_fault

        sys.excepthook(type(fault), fault, fault.__traceback__)
        self.window.set_bare(bare=True)
        self._show_trouble(own_fault(), offline=offline)
        if self._program is not None:
            self._program.offer()

    def _show_trouble(self, fault: UserError, *, offline: bool, losing: bool = False) -> None:
        from crmdesk.ui.mender import Mender
        from crmdesk.ui.trouble import Mending, TroublePage

        self._trouble = fault

        def read() -> None:
            Profile(self._directory).note_damage(damaged=False)
            self._ahead.prepare()

        def open_beside() -> None:
            self._opening.begin(read, lambda: self._try_by_turns(offline=offline))

        again = partial(self._show_door, locked=False) if fault.code == "wiped" else open_beside
        mending = None
        if fault.code in HEALED_BY_REBUILDING:
            mender = Mender(self._directory, self._sources(), now, new_id, self.window)
            self._door.callback(mender.close)
            mending = Mending(
                mender,
                open_beside,
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

    @property
    def _name_in_keyring(self) -> str | None:
        """Under which name the keyring holds the key of the profile that is here; None if it does not."""
        profile = Profile(self._directory)
        key = profile.description().get("key") or {}
        asked = profile.exists and key.get("source") == "keyring" and self._sources().named_file is None
        return str(key["name"]) if asked else None

    def _sources(self) -> KeySources:
        ask = self._ask if self._passphrase else None
        return key_sources(self._key_file, ask, self._directory, lambda: self._keyring)

    def _ask(self, _: str) -> str:
        return self._passphrase or ""

    def _show_door(self, *, locked: bool) -> None:
        from crmdesk.ui import signin
        from crmdesk.ui.doorway import Doorway, Known

        profile = Profile(self._directory)
        server = str(profile.description().get("server") or "")
        door = Doorway(
            Known(server, needs_passphrase=self._needs_passphrase(profile), locked=locked),
            self._sign_in,
            self._unlock,
            self.window,
            look=lambda: not self._keyring.is_there(_PRESENCE),
        )
        door.entered.connect(self._enter)
        self._door.callback(door.close)
        self.window.open_page(_DOOR, lambda: signin.page(door))

    def _needs_passphrase(self, profile: Profile) -> bool | None:
        """None where that depends on whether the system has a keyring."""
        if self._sources().named_file is not None:
            return False
        return self._by_passphrase if profile.exists else None

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
        self._ahead.prepare()

    def _unlock(self, passphrase: str) -> None:
        """On the door's thread: stretching a passphrase takes a while."""
        self._passphrase = passphrase
        find_key(Profile(self._directory), self._sources())
        self._ahead.prepare()

    def _enter(self) -> None:
        """The person is in: the profile opens, the first sync is shown until the screens can work, the door goes."""
        self._opening.go_on(self._come_in())

    def _come_in(self) -> Iterator[None]:
        yield from self._try_by_turns(offline=False, entering=True)
        self.window.pages.close_page(_DOOR)

    def _show_first_sync(self, workspace: Workspace) -> None:
        from crmdesk.ui.signin import FirstSyncPage

        page = FirstSyncPage(workspace.sync)
        page.usable.connect(self._leave_first_sync)
        workspace.show_over_first(_FIRST_SYNC, page)

    def _leave_first_sync(self) -> None:
        if self.opened is not None and self.window.pages.history.current == _FIRST_SYNC:
            with self.window.undisturbed():
                self.opened.workspace.tour.welcome()
            self.window.pages.close_page(_FIRST_SYNC)

    # -- the profile ---------------------------------------------------------------------------------------

    @contextmanager
    def _open_replica(self) -> Iterator[Ready]:
        """All that is read of the profile before the window can show anything of it."""
        from crmdesk.ui.own import read_kept

        with open_laptop(self._directory, self._sources()) as laptop:
            yield Ready(laptop, laptop.author(), read_kept(laptop.replica))

    def open_profile(self, *, offline: bool) -> None:
        """Open the replica and put the workspace into the window; raises `UserError`, and then nothing is open."""
        deque(self._open_by_turns(offline=offline), maxlen=0)

    def _open_by_turns(self, *, offline: bool, entering: bool = False) -> Iterator[None]:
        """As `open_profile`, in pieces between which the window can answer. `entering`: through the door."""
        from crmdesk.ui.desk import Desk
        from crmdesk.ui.workspace import Workspace

        self._collector.spare()
        with ExitStack() as opening:
            ready = self._ahead.take(opening)
            laptop = ready.laptop
            desk = Desk(laptop.replica, ready.author, self.translator, kept=ready.kept)
            opening.callback(desk.close)
            joined = None if offline else join_centre(laptop, desk.own.identity.server or "", opening)
            yield
            worker, centre = (joined.worker, joined.centre) if joined is not None else (None, None)
            workspace = Workspace(self.window, desk, worker, centre, self._directory)
            opening.callback(workspace.close)
            yield
            if joined is not None:
                joined.wire(desk, workspace, self._heed, opening)
            opened = Opened(desk, worker, workspace)
            self.window.set_bare(bare=False)
            if entering and desk.own.identity.position is None:
                self._show_first_sync(workspace)
            else:
                workspace.show_first()
            desk.bulk.look_back()
            if self._summons is not None:
                self._summons.admit(desk)
                opening.callback(self._summons.dismiss)
            self.opened = opened
            self._open = opening.pop_all()
            self._collector.spare()

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
        self._keyring.leave()
        self._door.close()
        self._opening.close()
        self._ahead.close()
        self._open.close()
        self._collector.stop()
        self._watch.close()
        self.opened = None
