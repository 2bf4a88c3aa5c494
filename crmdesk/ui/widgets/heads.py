"""The heads of a table's columns: their height, and the arrow of the one that the rows are ordered by."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from crmdesk.ui import theme

HEIGHT = 36
_PADDING, _ARROW, _GAP = 12, 12, 4
"""Pixels beside the words, as the style sheet has it; of the arrow; and between both."""
_END = 6
"""Pixels behind an arrow at the end of its column, where the style sheet keeps room for it."""


class Heads(QHeaderView):
    """Of one height: asked for it, Qt's own would measure the words of each with every column that is moved or hidden.

    The arrow stands right behind the words: at the end of its column, as a style sheet puts it, it would be nearer to
    those of the next one. Words that end at the right have it before them: Qt paints it over their end.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self.setProperty("own_arrow", True)

    def sizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:
        super().initStyleOptionForIndex(option, logicalIndex)
        if option.textAlignment & Qt.AlignmentFlag.AlignRight:
            option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.isSortIndicatorShown() and logicalIndex == self.sortIndicatorSection():
            self._paint_arrow(painter, rect, logicalIndex)

    def _paint_arrow(self, painter: QPainter, rect: QRect, section: int) -> None:
        def told(role: Qt.ItemDataRole) -> int | str:
            found: int | str = self.model().headerData(section, self.orientation(), role)
            return found

        words = self.fontMetrics().horizontalAdvance(str(told(Qt.ItemDataRole.DisplayRole)))
        if int(told(Qt.ItemDataRole.TextAlignmentRole)) & Qt.AlignmentFlag.AlignRight.value:
            left = max(rect.right() - _PADDING - words - _GAP - _ARROW, rect.left())
        else:
            left = min(rect.left() + _PADDING + words + 2 * _GAP, rect.right() + 1 - _ARROW - _END)
        name = "chevron-up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "chevron-down"
        at = QPoint(left, rect.center().y() - _ARROW // 2)
        painter.drawPixmap(at, theme.pixmap(name, "text_muted", _ARROW))
