"""Owns a layout that fills rows from the left and wraps. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items keep their size hint; `stretch_last` lets the last one take what is left of its row."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 6, stretch_last: bool = False
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._stretch_last = stretch_last
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)
        self.invalidate()

    def insert_widget(self, at: int, widget: QWidget) -> None:
        """Add a widget before item number `at`."""
        self.addWidget(widget)
        self._items.insert(at, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int, /) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items and give the height they need."""
        inside = rect.marginsRemoved(self.contentsMargins())
        left, top, tallest = inside.left(), inside.top(), 0
        shown = [item for item in self._items if not item.isEmpty()]
        for item in shown:
            size = item.sizeHint()
            if left > inside.left() and left + size.width() > inside.right() + 1:
                left, top, tallest = inside.left(), top + tallest + self.spacing(), 0
            width = min(size.width(), inside.width())
            if self._stretch_last and item is shown[-1]:
                width = max(width, inside.right() + 1 - left)
            if move:
                item.setGeometry(QRect(left, top, width, size.height()))
            left += width + self.spacing()
            tallest = max(tallest, size.height())
        return top + tallest - rect.top() + self.contentsMargins().bottom()
