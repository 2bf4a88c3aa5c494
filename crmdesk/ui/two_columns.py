"""Lays a record page out: a narrow column of facts beside a wide one of work, or both below each other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

_TURN = 820
"""Pixels below which two columns would squeeze both."""
_NARROW = 368
_USUAL = 1072
"""Pixels of both columns in a window of 1366: in a wider one the narrow column grows with it, up to `_MOST`."""
_MOST = 1.4
_GRID = 8


class TwoColumns(QWidget):
    """`narrow` and `wide` take cards; below 820 pixels of width `wide` comes first, then `narrow`.

    `narrow_width` is what the narrow one has in the smallest window with two columns, and up to 1366 pixels.
    """

    def __init__(
        self, parent: QWidget | None = None, *, narrow_width: int = _NARROW, wide_first: bool = False
    ) -> None:
        """`wide_first` puts the column of work at the left."""
        super().__init__(parent)
        self._width = narrow_width
        self._beside = QBoxLayout.Direction.RightToLeft if wide_first else QBoxLayout.Direction.LeftToRight
        self._narrow_side, self._wide_side = QWidget(self), QWidget(self)
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

    @property
    def beside(self) -> bool:
        """Whether the columns stand beside each other."""
        return self.width() >= _TURN

    def _arrange(self, *, beside: bool) -> None:
        direction = self._beside if beside else QBoxLayout.Direction.BottomToTop
        self._box.setDirection(direction)
        width = self._narrow_width()
        self._narrow_side.setMinimumWidth(width if beside else 0)
        self._narrow_side.setMaximumWidth(width if beside else 16_777_215)

    def _narrow_width(self) -> int:
        grown = min(self._width * self.width() / _USUAL, self._width * _MOST)
        return max(self._width, int(grown) // _GRID * _GRID)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=event.size().width() >= _TURN)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
