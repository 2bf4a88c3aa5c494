"""Calls for the window from outside: a link at the start, a later start, a link the system hands over.

It knows the desk and a window, and opens nothing itself. Links wait until a profile is open; the window comes to the
front at once.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import StorageFault
from crmdesk.ui.desk import Desk
from crmdesk.ui.links import SCHEME, follow
from crmdesk.ui.single_instance import HandOver, SingleInstance

log = logging.getLogger(__name__)

_WAITING = 64
"""Links and files kept until the profile is open; the last ones win. Systems start the program once for each file."""


class Summons(QObject):
    """One application's ear. `window` is set by whoever builds it."""

    def __init__(self, app: QCoreApplication, profile: Path, folder: Path | None = None) -> None:
        """`folder` is for the lock and the socket, the user's own by default; see `SingleInstance`."""
        super().__init__()
        self.window: QWidget | None = None
        self._desk: Desk | None = None
        self._waiting: list[str] = []
        self._app = app
        self._profile = profile
        self._folder = folder
        self._instance: SingleInstance | None = None

    def claim(self, links: Sequence[str]) -> bool:
        """Whether this is the profile's first desktop, which then keeps the links. Otherwise they are handed to the
        first one; raises `ProfileInUse` if that doesn't answer."""
        try:
            self._instance = SingleInstance(self._profile, self._folder)
            first = self._instance.claim()
        except StorageFault as fault:
            # The records are guarded by the profile's own lock; only a second start is less convenient.
            log.warning("later starts cannot be heard: %s", fault)
            first = True
        else:
            self._instance.called.connect(self._on_called)
            if not first:
                self._instance.hand_over(links)
        if first:
            self._waiting = list(links)
            self._app.installEventFilter(self)
        return first

    def admit(self, desk: Desk) -> None:
        """A profile is open: links lead there from now on, those that waited too."""
        self._desk = desk
        self._follow()

    def dismiss(self) -> None:
        """The profile is closed; links wait again."""
        self._desk = None

    def close(self) -> None:
        """Hear nothing any more."""
        self._app.removeEventFilter(self)
        if self._instance is not None:
            self._instance.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """macOS tells an application of links and files by an event."""
        if isinstance(event, QFileOpenEvent):
            link = event.url().toString()
            if link.lower().startswith(SCHEME) or event.file():
                self._on_called(HandOver((event.file() or link,)))
                return True
        return False

    def _on_called(self, said: HandOver) -> None:
        self._raise()
        self._waiting = [*self._waiting, *said.links][-_WAITING:]
        self._follow()

    def _follow(self) -> None:
        if self._desk is None:
            return
        links, self._waiting = self._waiting, []
        for link in links:
            follow(self._desk, link)

    def _raise(self) -> None:
        window = self.window
        if window is None:
            return
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
