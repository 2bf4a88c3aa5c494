"""Owns which row of a table the pointer is on, so that the whole row answers to it and not one cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTableView


class HoveredRow(QObject):
    """Watches the viewport of a table; `row` is -1 when the pointer is elsewhere."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.row = -1
        table.viewport().installEventFilter(self)

    def _move(self, row: int) -> None:
        if row == self.row:
            return
        old, self.row = self.row, row
        viewport = self._table.viewport()
        for changed in (old, row):
            if changed >= 0:
                top = self._table.rowViewportPosition(changed)
                viewport.update(0, top, viewport.width(), self._table.rowHeight(changed))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self._move(self._table.rowAt(int(event.position().y())))
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Wheel):
            self._move(-1)
        return False
