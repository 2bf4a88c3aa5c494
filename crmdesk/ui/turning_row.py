"""Lays parts out beside each other or, where the window is narrow, below each other. Knows no part."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_TURN = 720
"""Pixels below which parts beside each other would squeeze one another."""
_UNBOUND = 16_777_215


class TurningRow(QWidget):
    """Parts keep their order. One that has a width keeps it beside the others, and a least height below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed: list[tuple[QWidget, int, int]] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)

    def add(self, part: QWidget, *, width: int = 0, height: int = 0) -> None:
        """Append a part; `width` in pixels holds while parts stand beside each other, 0 takes what is left.

        `height` is what it has at least where they stand below each other.
        """
        self._box.addWidget(part, 0 if width else 1)
        self._fixed.append((part, width, height))
        self._arrange()

    @property
    def turned(self) -> bool:
        """Whether parts stand below each other."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def _arrange(self) -> None:
        turned = self.width() < _TURN
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if turned else ways.LeftToRight)
        for part, width, height in self._fixed:
            bound = width if width and not turned else 0
            part.setMinimumWidth(bound)
            part.setMaximumWidth(bound or _UNBOUND)
            part.setMinimumHeight(height if turned else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Narrow: then it turns."""
        hint = super().minimumSizeHint()
        if not self.turned:
            hint.setWidth(max((part.minimumSizeHint().width() for part, _, _ in self._fixed), default=0))
        return hint
