"""The page of the first sync: what it offers where the centre cannot be reached."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain.errors import Offline
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.sync.endings import Ending
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.signin import FirstSyncPage
from crmdesk.ui.sync_state import SyncState


def test_the_keyboard_tries_again_where_the_centre_cannot_be_reached(
    desk: Desk, window: MainWindow, qtbot: QtBot
) -> None:
    state = SyncState(desk, None, window.sync_light, window)
    page = FirstSyncPage(state)
    window.open_page("first-sync", lambda: page)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(page.hasFocus, timeout=5_000)
    unreachable = Outcome(Ending.OFFLINE, errors=(Offline("The server cannot be reached"),))
    state.round_finished.emit(unreachable)
    assert page.again.hasFocus()
    with qtbot.waitSignal(page.again.clicked):
        qtbot.keyClick(page.again, Qt.Key.Key_Space)
    state.progressed.emit(Progress("snapshot", 3_200, 8_400, usable=False))
    assert page.hasFocus()
    state.round_finished.emit(unreachable)
    assert page.again.hasFocus()
