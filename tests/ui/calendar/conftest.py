"""The calendar in front, on the sample organisation's Monday morning in Seoul."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.values import Value
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.desk import Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CalendarPage]:
    """The calendar's week, read once."""
    made = CalendarPage(desk)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.entered()
    made.setFocus()
    qtbot.waitUntil(lambda: bool(made.entry_buttons()) and not desk.busy)
    yield made
    made.left()
    qtbot.waitUntil(lambda: not desk.busy)
    made.close()


Create = Callable[..., str]
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)


@pytest.fixture
def create(page: CalendarPage, desk: Desk, qtbot: QtBot) -> Create:
    """Saves a record and waits until the calendar shows it; gives its key."""

    def make(type_name: str, **fields: Value) -> str:
        saved = desk.replica.commit(edits.create(desk.author, type_name, fields))
        key = f"{type_name}:{saved[0].id}"
        qtbot.waitUntil(lambda: page.plans.find(key) is not None)
        return key

    return make


def button(page: CalendarPage, key: str) -> EntryButton:
    """The button of an entry on screen."""
    return next(each for each in page.entry_buttons() if each.shown is not None and each.shown.key == key)


CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def meeting(create: Create) -> str:
    """On Saturday, where nothing else is, from ten to eleven in Seoul."""
    return create(
        "meeting",
        subject="Review",
        starts_at="2026-11-28T01:00:00Z",
        ends_at="2026-11-28T02:00:00Z",
        reminder_at="2026-11-28T00:45:00Z",
    )


def times(desk: Desk, key: str) -> tuple[str, str]:
    """Clock times of start and end in UTC."""
    record = desk.replica.get(*key.split(":"))
    return record["starts_at"][8:16], record["ends_at"][8:16]


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def drag(widget: QWidget, start: QPoint, end: QPoint, *, release: bool = True) -> None:
    """A real drag in steps: pressed, moved past the distance of a drag, moved on, released."""
    QTest.mousePress(widget, LEFT, pos=start)
    for part in (4, 2, 1):
        QTest.mouseMove(widget, start + (end - start) / part)
    if release:
        QTest.mouseRelease(widget, LEFT, pos=end)


def centre(page: CalendarPage, key: str) -> QPoint:
    return button(page, key).geometry().center()


def menu_of(page: CalendarPage, qtbot: QtBot) -> QMenu:
    def shown() -> list[QMenu]:
        return [menu for menu in page.findChildren(QMenu) if menu.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]
