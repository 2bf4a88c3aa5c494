"""Owns how one line of a result list is painted: icon, title, detail, or the head of a group."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui import theme
from crmdesk.ui.theme.state import look

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICON_ROLE = DETAIL_ROLE + 1
TARGET_ROLE = DETAIL_ROLE + 2
HEAD_ROLE = DETAIL_ROLE + 3


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
        self._words(
            painter, rect.adjusted(36, 0, -10, 0), str(index.data()), str(index.data(DETAIL_ROLE) or "")
        )
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, title: str, detail: str) -> None:
        now = theme.current()
        painter.setFont(theme.body_font(now, look().language))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(now.color("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
        left = rect.left() + metrics.horizontalAdvance(shown) + 12
        if detail and left < rect.right() - 24:
            rest = QRect(left, rect.top(), rect.right() - left, rect.height())
            painter.setPen(now.color("text_muted"))
            words = metrics.elidedText(detail, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, words)
