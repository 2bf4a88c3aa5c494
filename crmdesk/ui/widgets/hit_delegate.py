"""Owns how one line of a result list is painted: icon, title and detail with what matched in bold, a word at the
right, or the head of a group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui import theme
from crmdesk.ui.theme.state import look

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICON_ROLE = DETAIL_ROLE + 1
TARGET_ROLE = DETAIL_ROLE + 2
HEAD_ROLE = DETAIL_ROLE + 3
ASIDE_ROLE = DETAIL_ROLE + 4
MARKS_ROLE = DETAIL_ROLE + 5
DETAIL_MARKS_ROLE = DETAIL_ROLE + 6
_GAP = 12


class HitDelegate(QStyledItemDelegate):
    """Lines of 36 pixels, heads of 28."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, 28 if index.data(HEAD_ROLE) else 36)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, language = theme.current(), look().language
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(HEAD_ROLE):
            painter.setFont(theme.strong_font(now, language))
            painter.setPen(now.color("text_muted"))
            painter.drawText(rect.adjusted(10, 4, -10, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 4, 4)
        icon = theme.pixmap(str(index.data(ICON_ROLE) or "search"), "text_muted", 16)
        painter.drawPixmap(rect.left() + 10, rect.center().y() - 7, icon)
        words = rect.adjusted(36, 0, -10, 0)
        if aside := str(index.data(ASIDE_ROLE) or ""):
            words = self._aside(painter, words, aside)
        end = self._line(painter, words, str(index.data()), index.data(MARKS_ROLE) or (), "text")
        rest = words.adjusted(end + _GAP, 0, 0, 0)
        if (detail := str(index.data(DETAIL_ROLE) or "")) and rest.width() > 2 * _GAP:
            self._line(painter, rest, detail, index.data(DETAIL_MARKS_ROLE) or (), "text_muted")
        painter.restore()

    def _aside(self, painter: QPainter, rect: QRect, aside: str) -> QRect:
        """Paints the word at the right; gives what room it leaves."""
        now = theme.current()
        painter.setFont(theme.body_font(now, look().language))
        painter.setPen(now.color("text_muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
        return rect.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(aside) - _GAP, 0)

    def _line(
        self, painter: QPainter, rect: QRect, text: str, marks: Sequence[tuple[int, int]], color: str
    ) -> int:
        """Paints a line of text, the marked parts strong; gives its width."""
        now, language = theme.current(), look().language
        font = theme.body_font(now, language)
        strong = QTextCharFormat()
        strong.setFont(theme.strong_font(now, language))
        strong.setForeground(now.color("text"))
        # The strong parts are wider: it is cut where all of it would be.
        shown = QFontMetrics(strong.font()).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        layout = QTextLayout(shown, font)
        ranges = []
        for start, end in marks:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = start, min(end, len(shown)) - start, strong
            if part.length > 0:
                ranges.append(part)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(rect.width() + 1)
        layout.endLayout()
        painter.setPen(now.color(color))
        layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))
        return int(line.naturalTextWidth())
