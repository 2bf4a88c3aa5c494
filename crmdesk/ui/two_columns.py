"""Lays a record page out: a narrow column of facts beside a wide one of work, or both below each other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

_TURN = 820
"""Pixels below which two columns would squeeze both."""
_NARROW = 336


class TwoColumns(QWidget):
    """`narrow` and `wide` take cards; below 820 pixels of width `wide` comes first, then `narrow`."""

    def __init__(
        self, parent: QWidget | None = None, *, narrow_width: int = _NARROW, wide_first: bool = False
    ) -> None:
        """`wide_first` puts the column of work at the left."""
        super().__init__(parent)
        self._width = narrow_width
        self._beside = QBoxLayout.Direction.RightToLeft if wide_first else QBoxLayout.Direction.LeftToRight
        self._narrow_side, self._wide_side = QWidget(), QWidget()
        self.narrow = QVBoxLayout(self._narrow_side)
        self.wide = QVBoxLayout(self._wide_side)
        for side in (self.narrow, self.wide):
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(16)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 16)
        self._box.setSpacing(16)
        self._box.addWidget(self._narrow_side)
        self._box.addWidget(self._wide_side, 1)
        self._arrange(beside=True)

    def _arrange(self, *, beside: bool) -> None:
        direction = self._beside if beside else QBoxLayout.Direction.BottomToTop
        self._box.setDirection(direction)
        self._narrow_side.setMinimumWidth(self._width if beside else 0)
        self._narrow_side.setMaximumWidth(self._width if beside else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= _TURN)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
