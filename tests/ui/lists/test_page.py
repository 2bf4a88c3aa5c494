"""The page of all activities: a list a tab."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from crmdesk.ui.desk import Desk
from crmdesk.ui.lists.page import ActivitiesPage
from tests.ui.records import first


def test_count_in_the_head_is_that_of_the_tab_that_one_comes_back_to(desk: Desk, qtbot: QtBot) -> None:
    page = ActivitiesPage(desk, ("visit", "task"))
    qtbot.addWidget(page)
    page.entered()
    said = {}
    for name in ("visit", "task"):
        page.show_type(name)
        with qtbot.waitSignal(page.pane.counted):
            page.pane.refresh()
        said[name] = page.head.note.text()
    assert said["visit"] != said["task"]
    page.show_type("visit")
    assert page.head.note.text() == said["visit"]


def test_the_keyboard_goes_along_from_one_tabs_list_to_the_next(desk: Desk, qtbot: QtBot) -> None:
    page = ActivitiesPage(desk, ("visit", "task"))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.entered()
    qtbot.waitUntil(lambda: page.pane.table.currentIndex().isValid())
    page.setFocus()
    for name in ("task", "visit"):
        assert page.pane.table.hasFocus()
        page.show_type(name)
    assert page.pane.table.hasFocus()
    page.tabs.setFocus()
    page.show_type("task")
    assert page.tabs.hasFocus()
    page.left()


def test_task_is_completed_from_its_menu(desk: Desk, qtbot: QtBot) -> None:
    page = ActivitiesPage(desk, ("visit", "task"))
    qtbot.addWidget(page)
    task = first(desk.replica, "task", status="not_started")
    menu = QMenu()
    page._task_menu(menu, task)
    with qtbot.waitSignal(desk.noticed):
        menu.actions()[0].trigger()
    assert desk.replica.get("task", task.id)["status"] == "completed"
    page._task_menu(empty := QMenu(), desk.replica.get("task", task.id))
    assert not empty.actions()
