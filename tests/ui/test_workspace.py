"""The window with its screens: sections, record pages, commands, search, leaving."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.unique import case_of
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow, Page
from crmdesk.ui.lists.page import ActivitiesPage, ListPage
from crmdesk.ui.record_page import RecordPage
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.translations import Translator
from crmdesk.ui.workspace import Workspace
from tests.ui.centre_side import decided, send
from tests.ui.records import first


class _Strays(QObject):
    """Notices controls that flash up as windows of their own because they were shown before they had a parent."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        expected = isinstance(watched, MainWindow | QMenu)
        if shown and not expected and watched.windowType() != Qt.WindowType.Popup:  # type: ignore[attr-defined]
            self.seen.append(type(watched).__name__)
        return False


@pytest.fixture(autouse=True)
def no_strays(qapp: QApplication) -> Iterator[None]:
    """Nothing but the window and its menus is ever a window."""
    strays = _Strays()
    qapp.installEventFilter(strays)
    yield
    qapp.removeEventFilter(strays)
    assert not strays.seen


def line(workspace: Workspace, name: str) -> QLineEdit:
    """The first line of a field's editor in the form."""
    assert workspace.panel.form is not None
    return workspace.panel.form.editor(name).findChildren(QLineEdit)[0]


@pytest.mark.usefixtures("workspace")
def test_every_command_of_an_open_menu_has_its_icon(window: MainWindow) -> None:
    for action in window.menuBar().actions():
        action.menu().aboutToShow.emit()
    assert [one.key for one in window.menus.commands() if window.menus.action(one.key).icon().isNull()] == []


@pytest.mark.usefixtures("workspace")
def test_every_section_opens(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    for key in window.sections.keys():  # noqa: SIM118 - a method of the bar, no mapping
        desk.go(key)
        qtbot.waitUntil(lambda: not desk.busy)
        assert window.pages.history.current == key


@pytest.mark.usefixtures("workspace")
def test_sections_built_ahead_read_their_first_rows_at_most_and_take_nobody_out_of_what_they_do(
    window: MainWindow, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[str, int]] = []
    submit = desk.runner.submit
    monkeypatch.setattr(desk.runner, "submit", lambda key, *how: (read.append(key), submit(key, *how)))
    today = window.pages.currentWidget()
    assert isinstance(today, TodayPage)
    window.search.setFocus()
    for _ in window.pages.build_ahead():
        QApplication.processEvents()
        assert window.search.hasFocus()
    qtbot.waitUntil(lambda: not desk.lookups.busy)  # how the calendar was left
    QApplication.processEvents()
    others = set(read) - {("live", id(today._live))}  # what is in front may be read anew
    assert {what for what, _ in others} <= {"refresh"}  # of lists alone
    assert all(window.pages.page(key) is not None for key in window.sections.keys())  # noqa: SIM118 - as above
    desk.go("contacts")
    qtbot.waitUntil(lambda: not desk.busy)
    page = window.pages.currentWidget()
    assert isinstance(page, ListPage)
    assert page.pane.table.model().rowCount() > 0


@pytest.mark.usefixtures("workspace")
def test_sections_are_reached_by_number_and_lists_are_of_their_type(window: MainWindow, desk: Desk) -> None:
    desk.go("accounts")
    assert isinstance(window.pages.currentWidget(), ListPage)
    desk.go("activities")
    page = window.pages.currentWidget()
    assert isinstance(page, ActivitiesPage)
    page.show_type("task")
    assert page.type_name == "task"


@pytest.mark.usefixtures("workspace")
def test_the_cheat_sheet_tells_the_keys_of_each_section(window: MainWindow, desk: Desk) -> None:
    told = {}
    for section in ("today", "tasks", "calendar", "map"):
        desk.go(section)
        page = window.pages.currentWidget()
        assert isinstance(page, Page)
        told[section] = {keys for _, keys in page.shortcuts()}
    assert "Space" in told["today"]
    assert {"Space", "F", "N", "Del"} <= told["tasks"]
    assert {"N", "T", "P", "Enter", "Space", "Del"} <= told["calendar"]
    assert {"PgUp PgDown", "+ −", "0", "Alt+↑ Alt+↓"} <= told["map"]


@pytest.mark.usefixtures("workspace")
def test_redo_has_the_keys_of_either_custom(window: MainWindow) -> None:
    keys = [each.toString() for each in window.menus.action("redo").shortcuts()]
    assert keys == ["Ctrl+Shift+Z", "Ctrl+Y"]


@pytest.mark.usefixtures("workspace")
def test_record_opens_in_its_page_and_back_leads_to_the_list(window: MainWindow, desk: Desk) -> None:
    desk.go("accounts")
    desk.open("account", first(desk.replica, "account").id)
    assert isinstance(window.pages.currentWidget(), AccountPage)
    desk.back()
    assert isinstance(window.pages.currentWidget(), ListPage)


def test_record_without_a_page_opens_in_its_form(workspace: Workspace, desk: Desk, qtbot: QtBot) -> None:
    task = first(desk.replica, "task")
    desk.open("task", task.id)
    qtbot.waitUntil(workspace.panel.isVisible)
    assert line(workspace, "subject").text() == task["subject"]


def test_record_that_is_gone_is_said_and_nothing_opens(
    workspace: Workspace, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.noticed) as said:
        desk.open("task", "00000000-0000-7000-8000-000000000000")
    assert said.args[0].tone == "problem"
    assert not workspace.panel.isVisible()


def test_new_record_by_shortcut_typed_and_saved_by_keyboard_alone(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    before = desk.replica.count("task")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_T, both)
    qtbot.waitUntil(workspace.panel.isVisible)
    focused = QApplication.focusWidget()
    assert focused is line(workspace, "subject")
    qtbot.keyClicks(focused, "Call back")
    with qtbot.waitSignal(workspace.panel.closed):
        qtbot.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.replica.count("task") == before + 1
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.replica.count("task") == before)


def test_what_is_new_is_about_the_record_in_front(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    account = desk.replica.query("account")[0]
    workspace.open_record("account", account.id)
    page = window.pages.currentWidget()
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.record is not None)
    window.menus.action("new.task").trigger()
    qtbot.waitUntil(workspace.panel.isVisible)
    line(workspace, "subject").setText("Call back")
    with qtbot.waitSignal(workspace.panel.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = desk.replica.query("task", Query((Filter("subject", "=", "Call back"),)))
    assert made["account"] == account.id


def test_window_does_not_close_over_unsaved_changes(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.new("task")
    line(workspace, "subject").setText("Half a thou")
    window.close()
    assert window.isVisible()
    assert workspace.panel._bar.isVisible()
    workspace.panel._bar.save_button.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert any(each["subject"] == "Half a thou" for each in desk.replica.query("task"))


def test_search_finds_a_record_and_opens_it(
    window: MainWindow, workspace: Workspace, desk: Desk, qtbot: QtBot
) -> None:
    account = first(desk.replica, "account")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.search, account["name"])
    with qtbot.waitSignal(desk.record_requested) as opened:
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert opened.args == ["account", account.id]


def test_search_finds_commands_by_name(window: MainWindow, workspace: Workspace, qtbot: QtBot) -> None:
    window.search.activate()
    qtbot.keyClicks(window.search, "new task")
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(workspace.panel.isVisible)
    assert workspace.panel.form is not None
    assert "subject" in workspace.panel.form.names


@pytest.mark.usefixtures("workspace")
def test_search_speaks_of_languages(window: MainWindow, translator: Translator, qtbot: QtBot) -> None:
    window.search.activate()
    window.search.setText("한국어")  # no key of a test types Korean
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: translator.language == "ko")


@pytest.mark.usefixtures("workspace")
def test_light_counts_what_waits_to_be_sent(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.delete(first(desk.replica, "note"))
    qtbot.waitUntil(lambda: window.sync_light.status.pending == 1)


@pytest.mark.usefixtures("workspace")
def test_light_and_inbox_count_the_same_pairs_that_may_be_one_as_well(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    one, other, refused, *_ = desk.replica.query("contact")
    desk.replica.commit(edits.update(desk.author, refused, {"title": "Buyer"}))
    decided(desk.replica, "refused", code="out_of_scope", title="You may not change this contact")
    case = {
        "record_type": "contact",
        "record": other.id,
        "other": one.id,
        "fields": ["emails"],
        "state": "open",
    }
    send(desk.replica, [("duplicate", case_of("contact", one.id, other.id), case)])
    qtbot.waitUntil(lambda: window.sync_light.status.need_you == 2)
    assert [button.accessibleName() for button in window.sections.findChildren(QAbstractButton)].count(
        "Inbox, 2"
    ) == 1
