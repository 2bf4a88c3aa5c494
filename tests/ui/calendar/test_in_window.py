"""The calendar in the real window by keyboard alone: reached, walked, moved in, explained, left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.page import CalendarPage
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from tests.ui.calendar.conftest import CONTROL, press

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot: QtBot) -> CalendarPage:
    """The second section, reached by its number."""
    QTest.keyClick(window, Qt.Key.Key_2, CONTROL)
    made = window.pages.currentWidget()
    assert isinstance(made, CalendarPage)
    qtbot.waitUntil(lambda: bool(made.entry_buttons()) and not desk.busy)
    return made


def movable(page: CalendarPage) -> EntryButton:
    return next(
        each
        for each in page.entry_buttons()
        if each.shown is not None and each.shown.start is not None and each.shown.fixed is None
    )


def test_entry_is_walked_to_moved_and_moved_back(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Down)
    assert isinstance(QApplication.focusWidget(), EntryButton)
    page.reveal(movable(page))
    shown = movable(page).shown
    assert shown is not None
    field = "planned_start" if shown.record.type == "visit" else "starts_at"
    before = shown.record[field]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(key, CONTROL)
    qtbot.waitUntil(lambda: not desk.busy)
    after = desk.replica.get(shown.record.type, shown.record.id)[field]
    assert (int(after[8:10]) - int(before[8:10]), after[14:16]) == (1, f"{(int(before[14:16]) + 15) % 60:02}")
    for _ in range(2):
        press(Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: desk.replica.get(shown.record.type, shown.record.id)[field] == before)


def test_cheat_sheet_names_the_keys_of_the_page_in_front(page: CalendarPage, window: MainWindow) -> None:
    sheet = window.show_shortcuts()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Calendar", "Move by 15 minutes", "Day, week, month, agenda", "D W M A"} <= texts
    sheet.close()


def test_tab_goes_around_and_never_gets_lost_among_the_entries(
    page: CalendarPage, window: MainWindow
) -> None:
    page.controls.new.setFocus()
    seen = []
    for _ in range(60):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused is page.controls.new:
            break
        seen.append(focused)
    assert focused is page.controls.new
    entries = [each for each in seen if isinstance(each, EntryButton)]
    assert 1 <= len(entries) <= 2  # one of the whole days, one of the hours
    assert page.due.list in seen
    assert page.controls.today in seen
