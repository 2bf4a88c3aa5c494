"""Records in windows of their own: opened from lists and pages, kept true, closed by a key or with the main window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.lists.page import ListPage
from crmdesk.ui.record_window import _CASCADE, RecordWindow
from crmdesk.ui.visit.page import VisitPage
from crmdesk.ui.workspace import Workspace
from tests.ui.records import first


def _opened(workspace: Workspace, desk: Desk, qtbot: QtBot, type_name: str) -> RecordWindow:
    desk.open_apart(type_name, first(desk.replica, type_name).id)
    shown = workspace.windows.windows[-1]
    qtbot.waitExposed(shown)
    qtbot.waitUntil(lambda: bool(shown.page.windowTitle()))
    return shown


def test_a_record_is_shown_beside_the_main_window_and_follows_what_changes(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    shown = _opened(workspace, desk, qtbot, "account")
    account = first(desk.replica, "account")
    assert shown.windowTitle() == f"{account['name']} – CRMDesk"
    assert window.isVisible()
    desk.replica.commit(edits.update(desk.author, account, {"name": "New name"}))
    qtbot.waitUntil(lambda: shown.windowTitle() == "New name – CRMDesk")


def test_a_record_has_one_window(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    first_time = _opened(workspace, desk, qtbot, "account")
    _opened(workspace, desk, qtbot, "visit")
    desk.open_apart("account", first(desk.replica, "account").id)
    assert len(workspace.windows.windows) == 2
    qtbot.waitUntil(first_time.isActiveWindow)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_it_is_closed_by_a_key(
    workspace: Workspace,
    window: MainWindow,
    desk: Desk,
    qtbot: QtBot,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    shown = _opened(workspace, desk, qtbot, "account")
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, key, modifier)
    qtbot.waitUntil(lambda: not workspace.windows.windows)
    assert window.isVisible()


def test_what_was_typed_is_kept_when_its_window_closes(
    workspace: Workspace, desk: Desk, qtbot: QtBot
) -> None:
    visit = first(desk.replica, "visit", status="planned")
    desk.open_apart("visit", visit.id)
    shown = workspace.windows.windows[0]
    page = shown.page
    assert isinstance(page, VisitPage)
    qtbot.waitUntil(lambda: page.record is not None)
    page.autosave.put("notes", "They want samples")
    assert page.autosave.state == "typing"
    shown.close()
    qtbot.waitUntil(lambda: "They want samples" in str(desk.replica.get("visit", visit.id)["notes"]))


def test_ctrl_enter_in_a_list_opens_a_window(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.show_section("accounts")
    page = window.pages.currentWidget()
    assert isinstance(page, ListPage)
    table = page.findChildren(type(page.pane.table))[0]
    qtbot.waitUntil(lambda: table.model().rowCount() > 0 and page.pane.table.currentIndex().isValid())
    qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(workspace.windows.windows) == 1
    row = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.MiddleButton, pos=row)
    assert len(workspace.windows.windows) == 2


def test_the_page_in_front_is_opened_apart_by_its_command(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.menus.action("new-window").trigger()
    assert workspace.windows.windows == []  # Today is no record
    workspace.open_record("account", first(desk.replica, "account").id)
    qtbot.keyClick(
        window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert isinstance(workspace.windows.windows[0].page, AccountPage)


def test_what_a_record_window_asks_for_brings_the_main_window_to_the_front(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    shown = _opened(workspace, desk, qtbot, "account")
    qtbot.waitUntil(shown.isActiveWindow)
    page = shown.page
    assert isinstance(page, AccountPage)
    page.edit()
    qtbot.waitUntil(window.isActiveWindow)
    assert workspace.panel.isVisible()


def test_deleting_its_record_closes_the_window_and_undo_is_in_the_main_one(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    shown = _opened(workspace, desk, qtbot, "contact")
    key = window.pages.history.current
    page = shown.page
    page.delete()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: not workspace.windows.windows)
    assert window.pages.history.current == key
    assert window.menus.action("undo").isEnabled()


def test_undo_and_redo_have_the_keys_of_the_main_window(
    workspace: Workspace, desk: Desk, qtbot: QtBot
) -> None:
    shown = _opened(workspace, desk, qtbot, "account")
    account, before = first(desk.replica, "account"), shown.windowTitle()
    desk.change("account", account.id, lambda record: edits.update(desk.author, record, {"name": "New"}), "")
    qtbot.waitUntil(lambda: shown.windowTitle() == "New – CRMDesk")
    qtbot.waitUntil(shown.isActiveWindow)
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.windowTitle() == before)
    qtbot.keyClick(shown, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: shown.windowTitle() == "New – CRMDesk")


def test_however_many_there_are_they_stay_on_the_screen(workspace: Workspace, desk: Desk) -> None:
    for account in desk.replica.query("account")[:12]:
        desk.open_apart("account", account.id)
    for shown in workspace.windows.windows:
        room, place = shown.screen().availableGeometry(), shown.geometry()
        # The frame that a desktop draws is known once it is shown.
        assert room.adjusted(0, 0, _CASCADE, _CASCADE).contains(place), place
    assert len({each.y() for each in workspace.windows.windows}) > 1


def test_all_close_with_the_main_window(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    _opened(workspace, desk, qtbot, "account")
    _opened(workspace, desk, qtbot, "opportunity")
    window.close()
    assert workspace.windows.windows == []


def test_a_record_without_a_page_opens_its_form(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    desk.open_apart("task", first(desk.replica, "task").id)
    assert workspace.windows.windows == []
    qtbot.waitUntil(workspace.panel.isVisible)
