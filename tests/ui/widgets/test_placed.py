"""What stands in a layout, and that asking for it leaves nothing behind."""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLayoutItem, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.frame.focus_order import reading_order
from crmdesk.ui.widgets.placed import placed


def items() -> int:
    return sum(isinstance(each, QLayoutItem) and not isinstance(each, QWidget) for each in gc.get_objects())


def test_widgets_and_layouts_come_in_the_order_of_their_layout(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column, row = QVBoxLayout(around), QHBoxLayout()
    last, first, within = QLabel("last"), QLabel("first"), QLabel("within")
    column.addWidget(last)
    column.insertWidget(0, first)
    column.insertLayout(1, row)
    column.addStretch(1)
    row.addWidget(within)
    QLabel("in no layout", around)
    assert placed(column) == [first, row, last]
    assert placed(row) == [within]


def test_a_layout_that_lies_nowhere_yet_has_nothing_in_it() -> None:
    assert placed(QGridLayout()) == []


def test_reading_a_window_keeps_no_object_of_what_its_layouts_drop_later(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column = QVBoxLayout(around)
    around.show()
    before = items()
    for _ in range(20):
        button = QPushButton("x")
        column.addWidget(button)
        button.show()
        assert button in list(reading_order(around))
        button.deleteLater()
        del button
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert items() == before
