"""The tray's icon: says how syncing stands, does the few things, and keeps the program only where that was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Preferences
from crmdesk.ui.translations import Translator
from crmdesk.ui.tray import Tray, system_tray
from crmdesk.ui.widgets.sync_light import SyncStatus
from crmdesk.ui.workspace import Workspace

# The offscreen platform has no tray to draw in.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support")


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, translator: Translator, qtbot: QtBot) -> MainWindow:
    made = MainWindow(qapp, Preferences(tmp_path / "desktop.ini"), translator)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def tray(window: MainWindow, done: list[str]) -> Iterator[Tray]:
    made = Tray(window, lambda: done.append("visit"), lambda: done.append("sync"))
    yield made
    made.close()


def test_the_icon_says_how_syncing_stands_in_words_and_by_its_drawing(window: MainWindow, tray: Tray) -> None:
    window.sync_light.set_status(SyncStatus("synced", at="10:42"))
    assert tray.icon.toolTip() == "CRMDesk – Synced 10:42"
    assert tray.status.text() == "Synced 10:42"
    synced = tray.icon.icon().pixmap(32).toImage()
    window.sync_light.set_status(SyncStatus("offline", pending=7))
    assert tray.icon.toolTip() == "CRMDesk – Offline, 7 changes waiting"
    assert tray.icon.icon().pixmap(32).toImage() != synced


def test_its_menu_speaks_the_language_of_the_window(
    window: MainWindow, tray: Tray, translator: Translator, qtbot: QtBot
) -> None:
    translator.switch("ko")
    qtbot.waitUntil(lambda: tray.leave.text() == "종료")
    assert tray.sync.text() == "지금 동기화"


def test_its_menu_logs_a_visit_and_syncs(window: MainWindow, tray: Tray, done: list[str]) -> None:
    window.hide()
    tray.sync.trigger()
    assert (done, window.isVisible()) == (["sync"], False)
    tray.log_visit.trigger()
    assert (done, window.isVisible()) == (["sync", "visit"], True)


def test_closing_the_window_ends_the_program_unless_chosen_otherwise(window: MainWindow, tray: Tray) -> None:
    assert window.close()
    assert QApplication.quitOnLastWindowClosed()


def test_a_window_that_stays_comes_back_by_a_click(window: MainWindow, tray: Tray) -> None:
    window.preferences.keep_running = True
    assert not window.close()
    assert not window.isVisible()
    assert not QApplication.quitOnLastWindowClosed()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
    assert QApplication.quitOnLastWindowClosed()


@pytest.mark.parametrize("hidden", [True, False])
def test_quitting_ends_the_program_wherever_the_window_is(
    window: MainWindow, tray: Tray, qtbot: QtBot, hidden: bool
) -> None:
    window.preferences.keep_running = True
    if hidden:
        window.close()
    with qtbot.waitSignal(window.closing):
        tray.leave.trigger()
    assert QApplication.quitOnLastWindowClosed()


def test_quitting_by_its_key_ends_a_program_that_would_stay(
    window: MainWindow, tray: Tray, qtbot: QtBot
) -> None:
    window.preferences.keep_running = True
    window.activateWindow()
    with qtbot.waitSignal(window.closing):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.quitOnLastWindowClosed()


def test_the_end_of_the_session_is_not_held_up(window: MainWindow, tray: Tray, qapp: QApplication) -> None:
    window.preferences.keep_running = True
    qapp.aboutToQuit.emit()
    assert window.close()


def test_a_form_that_is_not_saved_still_asks_when_quitting(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    workspace = Workspace(window, desk, None)
    workspace.show_first()
    try:
        assert workspace.tray is not None
        desk.new("task")
        assert workspace.panel.form is not None
        workspace.panel.form.editor("subject").findChildren(QLineEdit)[0].setText("Half a thou")
        workspace.tray.leave.trigger()
        assert window.isVisible()
        workspace.panel._bar.save_button.click()
        qtbot.waitUntil(lambda: not window.isVisible())
        assert any(each["subject"] == "Half a thou" for each in desk.replica.query("task"))
    finally:
        workspace.close()


def test_a_window_stays_again_after_a_quit_that_was_called_off(
    window: MainWindow, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    window.preferences.keep_running = True
    workspace = Workspace(window, desk, None)
    workspace.show_first()
    try:
        desk.new("task")
        assert workspace.panel.form is not None
        subject = workspace.panel.form.editor("subject").findChildren(QLineEdit)[0]
        subject.setText("Half a thou")
        assert workspace.tray is not None
        workspace.tray.leave.trigger()
        workspace.panel._bar.stay_button.click()
        subject.clear()
        assert not window.close()
        assert not window.isVisible()
        assert not QApplication.quitOnLastWindowClosed()
    finally:
        workspace.close()


def test_a_click_on_a_note_is_answered_by_what_it_told(window: MainWindow, tray: Tray) -> None:
    answered: list[str] = []
    tray.note("Visit, Today 10:00 AM", "", lambda: answered.append("visit"))
    tray.icon.messageClicked.emit()
    assert answered == ["visit"]
    window.preferences.keep_running = True
    window.close()  # it tells that it goes on here
    tray.icon.messageClicked.emit()
    assert answered == ["visit"]
    assert window.isVisible()


def test_nothing_happens_where_there_is_no_tray(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    window.preferences.keep_running = True
    assert system_tray(window, list, list) is None
    assert window.close()
