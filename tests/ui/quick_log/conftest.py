"""The bar in its window, asked for by its key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.quick_log import QuickLogBar
from crmdesk.ui.workspace import Workspace
from tests.ui.quick_log.bars import Key, TypeIn


@pytest.fixture
def page(window: MainWindow, workspace: Workspace) -> MainWindow:
    """The window on Today."""
    window.setProperty("workspace", workspace)
    return window


@pytest.fixture
def bar(page: MainWindow, qtbot: QtBot) -> QuickLogBar:
    """The bar, asked for by its shortcut."""
    QTest.keyClick(page, Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    found: QuickLogBar = page.property("workspace").quick_log
    qtbot.waitUntil(found.line.hasFocus)
    return found


@pytest.fixture
def type_in(bar: QuickLogBar, desk: Desk, qtbot: QtBot) -> TypeIn:
    """Types a line as an input method commits it, and waits until it is known who is meant."""

    def type_line(text: str) -> None:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(bar.line, event)
        qtbot.waitUntil(lambda: bar.draft is not None and bar.draft.known and not desk.busy)

    return type_line
