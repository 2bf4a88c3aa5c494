"""Keyboard and scroll bars while a part of the window is filled anew."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.widgets import Button
from crmdesk.ui.widgets.staying import staying


class Filled(QWidget):
    """A page that scrolls, with a button a name, all made anew each time."""

    def __init__(self) -> None:
        super().__init__()
        self.area, content = QScrollArea(self), QWidget()
        self.area.setWidgetResizable(True)
        self.area.setWidget(content)
        self.after = Button("After it")
        column = QVBoxLayout(self)
        column.addWidget(self.area)
        column.addWidget(self.after)
        self.buttons: list[Button] = []
        self._column = QVBoxLayout(content)

    def fill(self, *names: str) -> None:
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        self.add(*names)

    def add(self, *names: str) -> None:
        for name in names:
            self.buttons.append(Button(name))
            self._column.addWidget(self.buttons[-1])

    @property
    def at(self) -> int:
        return self.area.verticalScrollBar().value()

    @at.setter
    def at(self, value: int) -> None:
        self.area.verticalScrollBar().setValue(value)


ALL = tuple(f"Button {number}" for number in range(60))


@pytest.fixture
def page(qtbot: QtBot) -> Filled:
    page = Filled()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.fill(*ALL)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    return page


def test_what_is_called_the_same_has_the_keyboard_again(page: Filled) -> None:
    page.buttons[7].setFocus()
    with staying(page):
        page.fill("New", *ALL)
    assert page.buttons[8].hasFocus()


def test_where_nothing_is_called_so_any_more_the_keyboard_stays_where_it_was_put(page: Filled) -> None:
    page.buttons[7].setFocus()
    with staying(page):
        page.fill("New", *ALL[:3])
        page.after.setFocus()
    assert page.after.hasFocus()


def test_what_is_hidden_does_not_get_the_keyboard(page: Filled) -> None:
    page.buttons[7].setFocus()
    with staying(page):
        page.fill(*ALL)
        page.buttons[7].hide()
    assert not page.buttons[7].isVisible()
    assert not page.buttons[7].hasFocus()


def test_a_keyboard_that_is_elsewhere_stays_there(page: Filled) -> None:
    page.after.setFocus()
    with staying(page.area):
        page.fill(*ALL)
    assert page.after.hasFocus()


def test_what_was_in_sight_stays_in_sight_though_it_is_built_little_by_little(
    page: Filled, qtbot: QtBot
) -> None:
    page.at = 900
    page.buttons[30].setFocus()
    with staying(page):
        page.fill(*ALL[:10])
    qtbot.waitUntil(lambda: 0 < page.at < 900)
    page.add(*ALL[10:])
    qtbot.waitUntil(lambda: page.at == 900)


def test_who_scrolls_while_it_is_built_stays_where_they_went(page: Filled, qtbot: QtBot) -> None:
    page.at = 900
    with staying(page):
        page.fill(*ALL[:20])
    qtbot.waitUntil(lambda: 0 < page.at < 900)
    page.at = 40
    page.add(*ALL[20:])
    before = page.area.verticalScrollBar().maximum()
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > before)
    assert page.at == 40


def test_a_page_that_is_shown_twice_in_a_row_goes_back_to_the_same_place(page: Filled, qtbot: QtBot) -> None:
    page.at = 900
    for _ in range(2):
        with staying(page):
            page.fill(*ALL[:10])
        qtbot.waitUntil(lambda: 0 < page.at < 900)
    page.add(*ALL[10:])
    qtbot.waitUntil(lambda: page.at == 900)
