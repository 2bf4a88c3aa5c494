"""Widgets that Qt does not know tell screen readers what they are, and what comes up by itself is said aloud."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.accessible import Role, answer_screen_readers, voice
from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import (
    ClickRow,
    Label,
    SearchBox,
    SearchHit,
    SectionBar,
    SyncLight,
    SyncStatus,
    ToastStack,
)


@pytest.fixture(autouse=True)
def answered(qapp: QApplication, translator: Translator) -> None:
    answer_screen_readers(qapp)


@pytest.fixture
def said() -> Iterator[list[tuple[str, bool]]]:
    """What was said aloud, and whether it was urgent."""
    heard: list[tuple[str, bool]] = []

    def hear(text: str, urgent: bool) -> None:
        heard.append((text, urgent))

    voice().said.connect(hear)
    yield heard
    voice().said.disconnect(hear)


def test_a_row_is_a_button_that_a_screen_reader_can_press(qtbot: QtBot) -> None:
    row = ClickRow()
    qtbot.addWidget(row)
    row.setAccessibleName("9:00, visit")
    told = QAccessible.queryAccessibleInterface(row)
    assert told.role() == Role.Button
    assert told.text(QAccessible.Text.Name) == "9:00, visit"
    with qtbot.waitSignal(row.clicked):
        told.actionInterface().doAction(QAccessibleActionInterface.pressAction())


def test_the_open_section_is_told_as_selected(qtbot: QtBot) -> None:
    bar = SectionBar()
    qtbot.addWidget(bar)
    shown = [bar.add(key, "today", key.title(), "") for key in ("today", "map")]
    bar.set_current("map")
    told = [QAccessible.queryAccessibleInterface(button) for button in shown]
    assert [each.role() for each in told] == [Role.PageTab, Role.PageTab]
    assert [bool(each.state().selected) for each in told] == [False, True]


def test_titles_are_headings(qtbot: QtBot) -> None:
    labels = [Label("Accounts", title=True), Label("470")]
    for label in labels:
        qtbot.addWidget(label)
    assert [QAccessible.queryAccessibleInterface(label).role() for label in labels] == [
        Role.Heading,
        Role.StaticText,
    ]


def test_a_notice_is_said_aloud_and_a_problem_at_once(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toasts = ToastStack(window)
    toasts.show_toast("Account saved", action="Undo", on_action=lambda: None)
    toasts.show_toast("The disk is full", "problem")
    assert said == [("Account saved Undo", False), ("The disk is full", True)]


def test_going_offline_is_said_and_each_round_is_not(qtbot: QtBot, said: list[tuple[str, bool]]) -> None:
    light = SyncLight()
    qtbot.addWidget(light)
    for state in ("syncing", "synced", "syncing", "synced"):
        light.set_status(SyncStatus(state, at="10:42"))
    assert said == []
    light.set_status(SyncStatus("offline", pending=7))
    light.set_status(SyncStatus("synced", at="10:50"))
    assert said == [("Offline, 7 changes waiting", False), ("Synced 10:50", False)]


def test_the_hit_that_a_key_chooses_is_said_while_the_box_keeps_the_keyboard(
    qtbot: QtBot, said: list[tuple[str, bool]]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = SearchBox(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    box.setFocus()
    box.setText("ha")
    box.set_results("ha", [SearchHit("a", "Halvering Brewing", detail="Suwon"), SearchHit("b", "Hanbit")])
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert said[-1] == ("Hanbit", False)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert said[-1] == ("Halvering Brewing, Suwon", False)
