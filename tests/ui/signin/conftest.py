"""Desktops that are opened as the program does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pytestqt.qtbot import QtBot

from crmdesk.app import Desktop

Open = Callable[[Path, Path | None], Desktop]


@contextmanager
def desktops(qtbot: QtBot) -> Iterator[Open]:
    """Opens desktops by their profile and key file; they are closed at the end."""
    made: list[Desktop] = []

    def make(profile: Path, key_file: Path | None) -> Desktop:
        desktop = Desktop(profile, key_file)
        desktop.translator.switch("en")
        qtbot.addWidget(desktop.window)
        made.append(desktop)
        desktop._try_to_open(offline=False)
        with qtbot.waitActive(desktop.window):
            desktop.window.show()
            desktop.window.activateWindow()
        return desktop

    yield make
    for desktop in made:
        desktop.close()
