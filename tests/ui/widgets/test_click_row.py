"""Rows that are clicked as a whole, and the column that they stand in."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crmdesk.ui.widgets import Card, ClickRow, Label, scrolled
from crmdesk.ui.widgets.click_row import RowColumn


class _Row(ClickRow):
    def __init__(self, heights: list[int]) -> None:
        super().__init__()
        self._heights = heights
        QHBoxLayout(self).addWidget(Label("Acme"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().isValid():
            self._heights.append(event.size().height())


def test_rows_keep_their_height_while_more_are_built(qtbot: QtBot) -> None:
    heights: list[int] = []
    content, card, rows = QWidget(), Card("Agenda"), QWidget()
    column = RowColumn(rows)
    card.body.addWidget(rows)
    cards = QVBoxLayout(content)
    cards.addWidget(card)
    cards.addStretch(1)
    area = scrolled(content)
    qtbot.addWidget(area)
    area.resize(400, 300)
    area.show()
    for _ in range(40):
        column.addWidget(_Row(heights))
        QApplication.processEvents()
    assert len(heights) <= 40  # the bar that comes takes width from those there are
    assert len(set(heights)) <= 1
