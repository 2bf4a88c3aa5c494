"""The program on a large territory, at a real centre, with every turn of its window's loop watched.

What a walk does in it is the tests'.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bench import centre
from crmdesk.app import Desktop
from crmdesk.ui import theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.pane import ListPane
from crmdesk.ui.screens import SECTIONS
from crmdesk.ui.watchdog import LIMIT
from crmdesk.ui.workspace import Workspace
from tests.support.big_territory import Territory
from tests.support.walking import BESIDE_OTHERS, Walk, caught

DANGEROUS = ("today", "calendar", "accounts", "opportunities", "map")
"""Sections that the short form opens."""


class Window:
    """The program on that territory, every turn of it watched."""

    def __init__(self, desktop: Desktop, walk: Walk, url: str, *, whole: bool) -> None:
        self.desktop, self.walk, self.url, self.whole = desktop, walk, url, whole
        self.do = walk.do

    @property
    def desk(self) -> Desk:
        assert self.desktop.opened is not None
        return self.desktop.opened.desk

    @property
    def workspace(self) -> Workspace:
        assert self.desktop.opened is not None
        return self.desktop.opened.workspace

    @property
    def page(self) -> QWidget:
        page = self.desktop.window.pages.currentWidget()
        assert page is not None
        return page

    @property
    def sections(self) -> Sequence[str]:
        return [one.key for one in SECTIONS] if self.whole else DANGEROUS

    def go(self, section: str) -> None:
        self.do(f"{section} opened", partial(self.desk.go, section))

    def press(self, step: str, widget: QWidget, *keys: Qt.Key) -> None:
        for key in keys:
            self.do(step, partial(QTest.keyClick, widget, key))

    def drag(self, step: str, widget: QWidget, start: QPoint, goal: QPoint, *, moves: int = 8) -> None:
        """Press, carry, let go, with the window answering after each move of the pointer."""
        left = Qt.MouseButton.LeftButton
        self.walk.act(f"{step} lifted", partial(QTest.mousePress, widget, left, pos=start))
        for move in range(1, moves + 1):
            at = start + (goal - start) * move / moves
            self.walk.act(f"{step} carried", partial(QTest.mouseMove, widget, at))
        self.do(f"{step} dropped", partial(QTest.mouseRelease, widget, left, pos=goal))

    def type_letters(self, step: str, line: QLineEdit, words: str) -> None:
        """As quickly as the window takes them: what the last letter asks for is waited for."""
        for letter in words:
            self.walk.act(step, lambda letter=letter: line.insert(letter))  # type: ignore[misc]
        self.walk.settle(step)


def look_through(window: Window, name: str, pane: ListPane) -> None:
    table, bar = pane.table, pane.table.verticalScrollBar()
    for tenth in range(0, 11, 1 if window.whole else 5):
        window.do(f"{name} scrolled", lambda tenth=tenth: bar.setValue(bar.maximum() * tenth // 10))  # type: ignore[misc]
    window.press(f"{name} by key", table, Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown)
    columns = table.shown_columns()
    for column in columns if window.whole else columns[:2]:
        window.do(f"{name} sorted by {column}", partial(pane._on_sort, column, True))
    window.type_letters(f"{name} filtered", pane.filter.text_box, "laborato")
    window.do(f"{name} filter cleared", partial(pane.filter.set_filter, "", ()))
    window.do(f"{name} all selected", table.selectAll)
    window.do(f"{name} none selected", table.clearSelection)


@contextmanager
def window_of(app: QApplication, profile: Path, key_file: Path) -> Iterator[Desktop]:
    """The program on a profile. At its end nothing of it is left: what its process would take with it would be dressed
    and told each language beside the windows that come later, and searched for garbage with what they leave."""
    before, collecting = app.topLevelWidgets(), gc.isenabled()
    desktop = Desktop(profile, key_file)
    try:
        yield desktop
    finally:
        desktop.close()
        theme.apply(app, "light", "en")
        desktop.translator.deleteLater()
        for widget in app.topLevelWidgets():
            if widget.parent() is None and widget not in before:
                widget.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        if not collecting:  # there is another program in this process, and what there is now is its start
            gc.freeze()
            gc.disable()


@contextmanager
def opened(app: QApplication, territory: Territory, *, whole: bool) -> Iterator[Window]:
    with ExitStack() as stack:
        url = stack.enter_context(centre.serving(territory.data))
        territory.move_to(url)
        walk = Walk(app, lambda: False, limit=LIMIT if whole else BESIDE_OTHERS)
        stack.enter_context(caught(walk))
        desktop = stack.enter_context(window_of(app, territory.profile, territory.key_file))
        desktop.window.set_language("en")
        desktop.window.resize(1366, 768)
        desktop._try_to_open(offline=False)
        made = Window(desktop, walk, url, whole=whole)
        walk.busy = lambda: made.desk.busy or made.workspace.sync.progress is not None
        walk.do("start", desktop.window.show, lambda: made.workspace.sync.last_outcome)
        yield made
