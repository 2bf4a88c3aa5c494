"""Two texts of a row: below each other, and beside each other where a row is wide. Knows no record."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from crmdesk.ui.widgets import Label

_WIDE = 680
"""Pixels from which on the second stands beside the first: below it, what ends the row would be far from both."""
_FIRST = 400
"""Pixels that the first then has, the same in each row: the second ones stand in a column."""
_MOST = 16_777_215  # QWIDGETSIZE_MAX


class Pair(QWidget):
    """What a row is about, and what belongs to it; either is cut where it does not fit."""

    def __init__(self, first: str, second: str, parent: QWidget, *, strong: bool = False) -> None:
        super().__init__(parent)
        self._first = Label(first, strong=strong, elided=True, parent=self)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self._box.addWidget(self._first)
        if second:
            self._box.addWidget(Label(second, tone="muted", elided=True, parent=self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        if beside != (self._box.direction() == QBoxLayout.Direction.LeftToRight):
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._box.setDirection(across if beside else down)
            self._box.setSpacing(16 if beside else 1)
            self._first.setMinimumWidth(_FIRST if beside else 0)
            self._first.setMaximumWidth(_FIRST if beside else _MOST)
