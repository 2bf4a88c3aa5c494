"""A list with a panel beside it; where the window has no room for both, the panel stands in the list's place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

_LEAST = 360
"""Pixels of a list beside a panel below which it tells nothing."""
_BETWEEN = 16
_UNBOUND = 16_777_215


class Beside(QWidget):
    """The panel shows and hides itself."""

    def __init__(self, shown: QWidget, panel: QWidget, width: int) -> None:
        """`width` in pixels is the panel's while both are there."""
        super().__init__()
        self._shown, self._panel, self._width = shown, panel, width
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        row.addWidget(shown, 1)
        row.addWidget(panel)
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._arrange()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        covered = not self._panel.isHidden() and self.width() < _LEAST + _BETWEEN + self._width
        self._shown.setHidden(covered)
        self._panel.setMinimumWidth(0 if covered else self._width)
        self._panel.setMaximumWidth(_UNBOUND if covered else self._width)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
