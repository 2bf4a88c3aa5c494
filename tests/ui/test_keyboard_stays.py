"""The keyboard stays where it is on a page that is read again because somebody else changed what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.frame.focus_order import reading_order
from crmdesk.ui.today.agenda import AppointmentRow
from crmdesk.ui.today.page import TodayPage
from crmdesk.ui.workspace import Workspace
from tests.ui.records import first


def said(widget: QWidget | None) -> str:
    """What a screen reader says of it."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__}: {widget.accessibleName() or words}" if widget is not None else "nothing"


def appears(page: QWidget, qtbot: QtBot, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in said(each) for each in reading_order(page)))


def changed(desk: Desk, type_name: str, record_id: str, count: int) -> None:
    """Another value of the record, and a call that its timeline did not have."""
    record, day = desk.replica.get(type_name, record_id), "2026-11-20T01:00:00.000Z"
    call = {"subject": f"Call {count}", "status": "held", "starts_at": day, "ends_at": day}
    desk.replica.commit(edits.update(desk.author, record, {"industry": f"Optics {count}"}))
    desk.replica.commit(edits.create(desk.author, "call", {**call, type_name: record_id}))


@pytest.mark.parametrize("type_name", ["account", "lead"])
def test_wherever_the_keyboard_is_it_stays_when_somebody_else_changes_the_record(
    workspace: Workspace, window: MainWindow, desk: Desk, qtbot: QtBot, type_name: str
) -> None:
    record = first(desk.replica, type_name)
    linked: dict[str, Value] = {"website": "https://brightwater.example"}
    desk.replica.commit(edits.update(desk.author, record, linked))
    workspace.open_record(type_name, record.id)
    page = window.pages.currentWidget()
    appears(page, qtbot, "brightwater")
    places = len(list(reading_order(page)))
    for place in range(places):
        list(reading_order(page))[place].setFocus()
        before = said(window.focusWidget())
        changed(desk, type_name, record.id, place)
        appears(page, qtbot, f"Call {place},")
        assert said(window.focusWidget()) == before


@pytest.fixture
def today(workspace: Workspace, window: MainWindow, qtbot: QtBot) -> TodayPage:
    """The page of the day, in front, with its appointments."""
    page = window.pages.currentWidget()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: len(page.agenda.rows) > 2)
    return page


def test_who_comes_back_to_a_page_goes_on_where_they_left_it(
    today: TodayPage, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    left = today.agenda.rows[1]
    target = left.target
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not today and not desk.busy)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is today
    qtbot.waitUntil(lambda: not desk.busy)
    held = window.focusWidget()
    assert isinstance(held, AppointmentRow)
    assert held.target == target


def test_a_form_gives_the_keyboard_back_to_where_it_took_it_from(
    today: TodayPage, workspace: Workspace, window: MainWindow, qtbot: QtBot
) -> None:
    left = today.agenda.rows[1]
    left.setFocus()
    window.menus.action("new.task").trigger()
    qtbot.waitUntil(workspace.panel.isVisible)
    with qtbot.waitSignal(workspace.panel.closed):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.focusWidget() is left


def test_who_goes_to_a_section_begins_at_its_top(today: TodayPage, window: MainWindow) -> None:
    today.agenda.rows[1].setFocus()
    window.show_section("accounts")
    window.show_section("today")
    assert window.focusWidget() is today
