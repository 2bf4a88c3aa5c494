"""The whole desktop as a person opens it, and hands that use it by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crmdesk.app import Desktop
from tests.support import until
from tests.support.centre import PASSWORD


@contextmanager
def opened_desktop(folder: Path) -> Iterator[Desktop]:
    """The program on a profile of its own below `folder`, in English, with its window in front."""
    made = Desktop(folder / "desktop", folder / "key")
    made.translator.switch("en")
    made._try_to_open(offline=False)
    made.window.show()
    made.window.activateWindow()
    try:
        yield made
    finally:
        made.close()
        made.window.deleteLater()


def said(widget: QWidget) -> str:
    """The name that a screen reader says."""
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


class Hands:
    """Hands that stay on the keyboard: what has the focus gets every key, and Tab is the way elsewhere."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    @property
    def focused(self) -> QWidget:
        found = self._desktop.app.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, keys: str) -> None:
        """A chord: `Ctrl+Return`."""
        chord = QKeySequence(keys)[0]
        QTest.keyClick(self.focused, chord.key(), chord.keyboardModifiers())

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused, text)

    def tab_to(self, name: str) -> None:
        """Tab until the focus is on what a screen reader calls so."""
        met: list[str] = []
        while len(met) < 100:
            met.append(said(self.focused))
            if met[-1].startswith(name):
                return
            self.press("Tab")
        raise AssertionError(f"{name} is not on the way of Tab: {met}")

    def sign_in(self, server: str, login: str) -> None:
        """From the door to Today."""
        self.until(lambda: self._desktop.app.focusWidget() is not None)
        for name, text in (("Address of the server", server), ("User", login), ("Password", PASSWORD)):
            self.tab_to(name)
            self.type(text)
        self.press("Return")
        self.shows("Today")

    def shows(self, title: str) -> None:
        """The window has come to this place."""
        self.until(lambda: self._desktop.window.windowTitle() == f"{title} – CRMDesk")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait, as the program goes on."""
        until(holds, between=self._desktop.app.processEvents)
