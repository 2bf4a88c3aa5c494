"""Owns what the window remembers on this computer: geometry, language, theme, layout of lists. No record is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QSettings

from crmdesk.ui.theme import Density, Mode

SCALES = (100, 125, 150, 175, 200)
_FACTOR = "QT_SCALE_FACTOR"


class Preferences:
    """A file in INI format at the path given; written at once."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """Code of the language, empty when never chosen."""
        return str(self._settings.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._settings.setValue("language", code)

    @property
    def theme(self) -> Mode:
        stored = self._settings.value("theme", "system")
        return "light" if stored == "light" else "dark" if stored == "dark" else "system"

    @theme.setter
    def theme(self, mode: Mode) -> None:
        self._settings.setValue("theme", mode)

    @property
    def density(self) -> Density:
        return "compact" if self._settings.value("density", "") == "compact" else "comfortable"

    @density.setter
    def density(self, density: Density) -> None:
        self._settings.setValue("density", density)

    @property
    def scale(self) -> int:
        """Size of everything in per cent of what the system asks for, one of `SCALES`; taken at the next start."""
        stored = str(self._settings.value("scale", ""))
        return int(stored) if stored in {str(each) for each in SCALES} else 100

    @scale.setter
    def scale(self, percent: int) -> None:
        self._settings.setValue("scale", percent)

    @contextmanager
    def enlarged(self) -> Iterator[None]:
        """Make the QApplication in this: Qt asks once how large everything is. What somebody set outside stays, and
        programs that this one starts inherit nothing."""
        if self.scale == 100 or _FACTOR in os.environ:
            yield
            return
        os.environ[_FACTOR] = str(self.scale / 100)
        try:
            yield
        finally:
            del os.environ[_FACTOR]

    @property
    def connection(self) -> Literal["automatic", "metered", "unmetered"]:
        """Whether each byte costs money; automatic: as the system says."""
        stored = self._settings.value("connection", "")
        return "metered" if stored == "metered" else "unmetered" if stored == "unmetered" else "automatic"

    @connection.setter
    def connection(self, choice: Literal["automatic", "metered", "unmetered"]) -> None:
        self._settings.setValue("connection", choice)

    @property
    def notification_details(self) -> bool:
        """Whether the system's notifications may name customers and subjects, also on a locked screen."""
        return self._settings.value("notifications/details", "") == "shown"

    @notification_details.setter
    def notification_details(self, shown: bool) -> None:
        self._settings.setValue("notifications/details", "shown" if shown else "hidden")

    @property
    def keep_running(self) -> bool:
        """Whether closing the window leaves the program in the system's tray, where there is one."""
        return self._settings.value("window/closed", "") == "tray"

    @keep_running.setter
    def keep_running(self, kept: bool) -> None:
        self._settings.setValue("window/closed", "tray" if kept else "quit")

    @property
    def tour_shown(self) -> bool:
        """Whether the tour of the window has begun once."""
        return self._settings.value("tour", "") == "shown"

    @tour_shown.setter
    def tour_shown(self, shown: bool) -> None:
        self._settings.setValue("tour", "shown" if shown else "")

    def bytes(self, key: str) -> QByteArray | None:
        """A remembered state by key, such as `list/accounts`; None when there is none."""
        stored = self._settings.value(key)
        return stored if isinstance(stored, QByteArray) else None

    def remember(self, key: str, state: QByteArray) -> None:
        self._settings.setValue(key, state)

    def save(self) -> None:
        """Write what is not yet on disk."""
        self._settings.sync()
