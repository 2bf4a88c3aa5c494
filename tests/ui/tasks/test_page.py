"""The tasks page by keyboard: grouped by when, done, put off, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QMenu
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.ui.desk import Desk, Notice
from crmdesk.ui.tasks.page import TasksPage


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[TasksPage]:
    """Tasks in front: one of each group beside those of the sample."""
    for subject, due in (
        ("Late", "2026-11-01"),
        ("Now", "2026-11-23"),
        ("Soon", "2026-11-26"),
        ("Later", "2027-01-05"),
        ("Some day", None),
    ):
        desk.replica.commit(edits.create(desk.author, "task", {"subject": subject, "due_on": due}))
    made = TasksPage(desk)
    made.resize(1100, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    made.entered()
    qtbot.waitUntil(lambda: bool(made.list.rows))
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


def key_of(page: TasksPage, subject: str) -> str:
    return next(row.key for row in page.list.rows if row.key and row.text == subject)


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key)


def test_tasks_stand_under_when_they_are_due(page: TasksPage) -> None:
    groups: dict[str, list[str]] = {}
    for row in page.list.rows:
        if row.key:
            groups[list(groups)[-1]].append(row.text)
        else:
            groups[row.text] = []
    assert list(groups) == ["Overdue", "Today", "This week", "Later", "No date"]
    for name, subject in zip(groups, ("Late", "Now", "Soon", "Later", "Some day"), strict=True):
        assert subject in groups[name]


def test_space_completes_and_the_keyboard_goes_to_the_next(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.list.hasFocus()
    first = page.list.current
    with qtbot.waitSignal(desk.noticed) as said:
        press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.list.current not in ("", first))
    assert desk.replica.get("task", first)["status"] == "completed"
    notice: Notice = said.args[0]
    assert notice.on_action is not None
    notice.on_action()
    qtbot.waitUntil(lambda: first in [row.key for row in page.list.rows])


def test_click_on_the_ring_completes(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    key = key_of(page, "Late")
    page.list.select(key)
    rect = page.list.visualRect(page.list.currentIndex())
    QTest.mouseClick(
        page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 24, rect.center().y())
    )
    qtbot.waitUntil(lambda: desk.replica.get("task", key)["status"] == "completed")


def menu_of(page: TasksPage, qtbot: QtBot) -> QMenu:
    def shown() -> list[QMenu]:
        return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


@pytest.mark.parametrize(("key", "day"), [(Qt.Key.Key_T, "2026-11-24"), (Qt.Key.Key_W, "2026-11-30")])
def test_task_is_put_off_by_two_keys(
    page: TasksPage, desk: Desk, qtbot: QtBot, key: Qt.Key, day: str
) -> None:
    task = key_of(page, "Now")
    page.list.select(task)
    press(Qt.Key.Key_F)
    QTest.keyClick(menu_of(page, qtbot), key)
    qtbot.waitUntil(lambda: desk.replica.get("task", task)["due_on"] == day)


def test_task_is_put_off_to_a_day_of_a_month(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    task = key_of(page, "Now")
    page.list.select(task)
    press(Qt.Key.Key_F)
    menu = menu_of(page, qtbot)
    QTest.keyClick(menu, Qt.Key.Key_P)
    picker = page.findChildren(QCalendarWidget)[0]
    qtbot.waitUntil(picker.isVisible)
    picker.activated.emit(picker.selectedDate().fromString("2026-12-24", "yyyy-MM-dd"))
    qtbot.waitUntil(lambda: desk.replica.get("task", task)["due_on"] == "2026-12-24")


def test_enter_opens_and_n_begins_a_new_one(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.record_requested) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == ["task", page.list.current]
    with qtbot.waitSignal(desk.form_requested) as asked:
        press(Qt.Key.Key_N)
    assert asked.args[0].values == {"due_on": "2026-11-23"}


def test_empty_page_says_what_belongs_here(page: TasksPage, desk: Desk, qtbot: QtBot) -> None:
    done = [edits.complete_task(desk.author, entry.record)[0] for entry in desk.replica.open_tasks()]
    desk.replica.commit(done)
    qtbot.waitUntil(page._nothing.isVisible)
    assert not page.put_off.isEnabled()


def test_what_was_due_today_is_late_once_the_day_is_over(page: TasksPage, desk: Desk) -> None:
    desk.author = replace(desk.author, now=lambda: datetime(2026, 11, 23, 15, 1, tzinfo=UTC))  # 0:01 in Seoul
    page._clock.timeout.emit()
    rows = [row.text for row in page.list.rows]
    assert rows.index("Overdue") < rows.index("Now") < rows.index("This week")
    assert "Today" not in rows or rows.index("Now") < rows.index("Today")


def test_the_keyboard_goes_to_what_an_empty_list_offers(page: TasksPage, qtbot: QtBot) -> None:
    assert page.list.hasFocus()
    page._show_tasks(())
    assert page._nothing.button.hasFocus()
