"""Owns a running window with the sample organisation that can be put into any language, theme and size.

It knows no screen by name; `screens.py` says what is shown.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC
from itertools import count
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QWidget

from crmdesk.locations import resource_path
from crmdesk.store.replica import Replica
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Wallet
from crmdesk.sync.session import SignedOut
from crmdesk.ui import theme
from crmdesk.ui.centre import Centre
from crmdesk.ui.collector import Collector
from crmdesk.ui.crash_bar import CrashBar
from crmdesk.ui.crash_reports import CrashReports
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Page, Preferences
from crmdesk.ui.reminders.memory import key_of
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace
from tests.support.sample_replica import NOW, ZONE, sample_replica

_NOWHERE = "http://127.0.0.1:9"
"""Discard (RFC 863): nothing listens there, so the program is offline."""
_PATIENCE = 20.0
_STILL = 0.1
"""Seconds between two pictures of one screen."""
_TURNS = 6
"""Turns of the event loop that layouts within layouts need, however long a loaded machine takes for one."""
_SOON_MS = 250
"""Timers that end sooner hold back a read or a layout; those that take away a notice run for longer."""
_LOOKS = 8


class Stage:
    """One window, one desk; closed at the end. `inside` is the workspace, None before anybody has signed in."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        signed_in: bool,
        laptop: Callable[[Path], Replica] = sample_replica,
        first: bool = True,
    ) -> None:
        """`first`: a window that is signed in shows its first section."""
        self.app = app
        self.folder = folder
        """Where files may be put that a screen shows; no other run of the gallery has them."""
        self._collector = Collector()
        self.translator = Translator(app, resource_path("translations"))
        self.translator.switch("en")
        theme.apply(app, "light", "en")
        app.setCursorFlashTime(0)
        self.window = MainWindow(app, Preferences(folder / "desktop.ini"), self.translator)
        self.replica: Replica = laptop(folder / "profile")
        self.desk = Desk(self.replica, self.replica.author(zone=str(ZONE)), self.translator, zone=ZONE)
        self._remote = HttpRemote(_NOWHERE, SignedOut())
        self.centre = Centre(self.replica, self._remote, _connect, lambda: NOW.astimezone(UTC))
        self._end = 0.0
        self.held = False
        """Whether something is read for ever, so that nobody waits for its end."""
        self.inside: Workspace | None = None
        self.turns = count()
        self.ending = ExitStack()
        """What screens need closed before the window goes."""
        if signed_in:
            self.inside = Workspace(self.window, self.desk, None, self.centre, folder / "profile")
            if first:
                self.inside.show_first()
        else:
            self.window.set_bare(bare=True)
        self.window.show()
        self.window.activateWindow()

    @property
    def workspace(self) -> Workspace:
        """What the signed-in user sees."""
        assert self.inside is not None
        return self.inside

    @property
    def page(self) -> QWidget:
        """The page in front."""
        shown = self.window.pages.currentWidget()
        assert shown is not None
        return shown

    def dress(self, language: str, mode: theme.Mode, size: QSize) -> None:
        """Put the window into a language, a theme and a size."""
        self.translator.switch(language)
        theme.apply(self.app, mode, language)
        self.window.resize(size)
        # In the far corner of the screen: what opens beside its right edge is kept inside it, and so in the picture.
        room = self.window.screen().availableGeometry()
        self.window.move(max(0, room.width() - size.width()), max(0, room.height() - size.height()))
        self.settle()

    def settle(self) -> None:
        """Wait until everything is read and shown. Raises TimeoutError."""
        self._end = time.monotonic() + _PATIENCE
        self._wait(0.0)

    def _wait(self, calm: float) -> None:
        since, turns = time.monotonic(), 0
        while time.monotonic() - since < calm or turns < _TURNS:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            turns += 1
            busy = self.desk.busy and not self.held
            if busy or (turns == _TURNS and self._due()):
                since, turns = time.monotonic(), 0
            if time.monotonic() > self._end:
                raise TimeoutError("the screen does not come to rest")

    def _due(self) -> bool:
        """Whether something waits for its timer, such as a search for the next key, or a list is still being built."""

        def soon(timer: QTimer) -> bool:
            return timer.interval() == 0 or (timer.isSingleShot() and timer.remainingTime() <= _SOON_MS)

        roots: list[QObject] = [self.desk, *self.app.topLevelWidgets()]
        timers = (timer for root in roots for timer in root.findChildren(QTimer))
        return any(timer.isActive() and soon(timer) for timer in timers)

    def wait_until(self, done: Callable[[], bool]) -> None:
        """Let the window go on until then. Raises TimeoutError."""
        end = time.monotonic() + _PATIENCE
        while not done():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            if time.monotonic() > end:
                raise TimeoutError("the screen does not come to that")

    def picture(self) -> QPixmap:
        """The window, with what stands in a window of its own above it, once it looks the same twice running;
        something may go on moving, such as a bar that knows no end."""
        whole = self.window.grab()
        for _ in range(_LOOKS):
            self._wait(_STILL)
            again = self.window.grab()
            if again.toImage() == whole.toImage():
                break
            whole = again
        painter = QPainter(whole)
        for above in self._above():
            corner = self.window.mapFromGlobal(above.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(corner, above.grab())
        painter.end()
        return whole

    def _above(self) -> list[QWidget]:
        return [each for each in self.app.topLevelWidgets() if each.isVisible() and each is not self.window]

    def show_crash_bar(self) -> CrashBar:
        """What a start says after a run in which something failed."""
        reports = CrashReports(self.folder)
        reports.keep(KeyError())
        bar = CrashBar(reports, self.window.notify)
        self.window.add_banner(bar)
        return bar

    def clear(self) -> None:
        """Close what lies above the page: forms, notices, menus, sheets."""
        for above in self._above():
            above.close()
        for toast in self.window.toasts.toasts():
            toast.dismiss()
        for bar in self.window.findChildren(CrashBar):
            bar.hide()
            bar.deleteLater()
        self.window.search.clear()
        self.window.search.popup.hide()
        page = self.window.pages.currentWidget()
        if isinstance(page, Page):
            page.escape()
            page.setFocus()
        if self.inside is not None:
            self.inside.panel._shut()
            self.inside.quick_log.leave()
            self.inside.tour.end()
            for reminder in list(self.inside.reminders.bar.reminders):
                self.inside.reminders.bar.take_away(key_of(reminder))
        self.window.activateWindow()  # what is closed above may have been the active one
        self.settle()

    def cut_texts(self) -> Sequence[str]:
        """Texts in sight that have less room than they need and do not end in an ellipsis of their own."""
        return [f"{type(each).__name__}: {text}" for each, text in self._texts() if _is_cut(each, text)]

    def _texts(self) -> Iterator[tuple[QWidget, str]]:
        for each in self.window.findChildren(QWidget):
            if not each.isVisible():
                continue
            if isinstance(each, QLabel | QAbstractButton) and each.text():
                yield each, each.text()
            elif isinstance(each, QComboBox) and each.currentText():
                yield each, each.currentText()

    def close(self) -> None:
        """End the window, its threads and its replica."""
        self.ending.close()
        if self.inside is not None:
            self.inside.close()
        self.centre.close()
        self._remote.close()
        self.desk.close()
        self.replica.close()
        self.window.close()
        self.translator.switch("en")
        theme.apply(self.app, "light", "en")
        self._collector.stop()


def _connect(server: str, wallet: Wallet) -> HttpRemote:
    return HttpRemote(server, wallet)


def _is_cut(widget: QWidget, text: str) -> bool:
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width()) - 1
        if widget.textFormat() == Qt.TextFormat.RichText or "<" in text:
            return False
        needed = max(widget.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
        return needed > widget.contentsRect().width() + 1
    needed = widget.minimumSizeHint().width()
    return widget.width() < needed - 1


@contextmanager
def stage(
    app: QApplication,
    folder: Path,
    *,
    signed_in: bool,
    laptop: Callable[[Path], Replica] = sample_replica,
    first: bool = True,
) -> Iterator[Stage]:
    """A stage whose files are in `folder`, taken down at the end; `laptop` makes its replica."""
    made = Stage(app, folder, signed_in=signed_in, laptop=laptop, first=first)
    try:
        yield made
    finally:
        made.close()
