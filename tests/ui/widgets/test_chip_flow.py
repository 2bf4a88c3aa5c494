"""Chips in a row, and the keyboard when one of them goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.translations import Translator
from crmdesk.ui.widgets import Button
from crmdesk.ui.widgets.chip_flow import ChipFlow
from crmdesk.ui.widgets.labels import Chip


class Tags(QWidget):
    """Chips that go when their cross is pressed, and a button at their end."""

    def __init__(self, *names: str) -> None:
        super().__init__()
        self.names = list(names)
        self.add = Button("Add", parent=self)
        self.flow = ChipFlow(self)
        self.flow.addWidget(self.add)
        self.show_names()

    def show_names(self) -> None:
        self.flow.show_chips([self._chip(name) for name in self.names])

    def _chip(self, name: str) -> Chip:
        chip = Chip(name, "Remove", self)
        chip.removed.connect(lambda: self._remove(name))
        return chip

    def _remove(self, name: str) -> None:
        self.names.remove(name)
        self.show_names()

    def cross(self, name: str) -> QWidget:
        (found,) = (each for each in self.findChildren(Chip) if each.text == name and each.isVisible())
        return found.remove_button


@pytest.fixture
def tags(qtbot: QtBot, translator: Translator) -> Tags:
    made = Tags("calibration", "early adopter", "reference")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(
    ("removed", "next_one"),
    [("calibration", "early adopter"), ("early adopter", "reference"), ("reference", "early adopter")],
)
def test_after_a_chip_was_removed_the_keyboard_is_on_the_next_one(
    tags: Tags, qtbot: QtBot, removed: str, next_one: str
) -> None:
    tags.cross(removed).setFocus()
    qtbot.keyClick(tags.cross(removed), Qt.Key.Key_Space)
    assert removed not in tags.names
    assert tags.cross(next_one).hasFocus()


def test_after_the_last_one_it_is_at_the_end(tags: Tags, qtbot: QtBot) -> None:
    for name in list(tags.names):
        tags.cross(name).setFocus()
        qtbot.keyClick(tags.cross(name), Qt.Key.Key_Space)
    assert tags.add.hasFocus()


def test_a_keyboard_that_is_elsewhere_stays_there(tags: Tags) -> None:
    tags.add.setFocus()
    tags.names.append("price sensitive")
    tags.show_names()
    assert tags.add.hasFocus()


def test_chips_stand_before_the_end_in_their_order(tags: Tags) -> None:
    order = [tags.flow.itemAt(at).widget() for at in range(tags.flow.count())]
    assert [each.text for each in order[:-1] if isinstance(each, Chip)] == tags.names
    assert order[-1] is tags.add
