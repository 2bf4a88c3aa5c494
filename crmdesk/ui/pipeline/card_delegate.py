"""Owns how a card of the board is painted: five lines on a small sheet. Knows no stage and no drag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.store.board import BoardCard
from crmdesk.ui import theme
from crmdesk.ui.pipeline import card_words
from crmdesk.ui.pipeline.card_model import CARD_ROLE, LIFTED_ROLE
from crmdesk.ui.theme.state import look

_MARGIN, _PADDING, _ICON = 4, 10, 14
_LINES = 6
"""The name has two of them."""
_LEADING = 3
_Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints straight from the theme, all cards equally high."""

    def __init__(self, view: QListView, today: Callable[[], date]) -> None:
        super().__init__(view)
        self._view = view
        self._today = today
        self._fonts: tuple[QFont, QFont] = (QFont(), QFont())
        self._colors: dict[str, QColor] = {}
        self._line = 0
        self.restyle()
        theme.on_change(self.restyle)

    def restyle(self) -> None:
        """Take fonts and colours from the theme in force."""
        now, language = theme.current(), look().language
        self._fonts = (theme.body_font(now, language), theme.strong_font(now, language))
        self._colors = {token: QColor(value) for token, value in now.colors.items()}
        self._line = max(QFontMetrics(font).height() for font in self._fonts) + _LEADING

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _LINES * self._line + 2 * (_PADDING + _MARGIN) - _LEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        card: BoardCard | None = index.data(CARD_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(rect).adjusted(_MARGIN + 0.5, _MARGIN + 0.5, -_MARGIN - 0.5, -_MARGIN - 0.5)
        if card is None:
            self._paint_gap(painter, sheet)
        else:
            if index.data(LIFTED_ROLE):
                painter.setOpacity(0.4)
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            self._paint_sheet(
                painter, sheet, chosen=chosen, hover=bool(state & QStyle.StateFlag.State_MouseOver)
            )
            self._paint_words(
                painter, rect.adjusted(*(_MARGIN + _PADDING,) * 2, *(-_MARGIN - _PADDING,) * 2), card
            )
        painter.restore()

    def _paint_gap(self, painter: QPainter, sheet: QRectF) -> None:
        painter.setPen(QPen(self._colors["accent"], 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._colors["accent_soft"])
        painter.drawRoundedRect(sheet, 6, 6)

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, *, chosen: bool, hover: bool) -> None:
        # Each column keeps its chosen card; the one with the keyboard alone stands out.
        focused = chosen and self._view.hasFocus()
        edge = "focus" if focused else "border_input" if hover or chosen else "border"
        painter.setPen(QPen(self._colors[edge], 2 if focused else 1))
        painter.setBrush(self._colors["accent_soft" if focused else "surface"])
        painter.drawRoundedRect(sheet, 6, 6)

    def _paint_words(self, painter: QPainter, room: QRect, card: BoardCard) -> None:
        today = self._today()
        late, quiet = card_words.overdue(card, today), card_words.quiet_text(card)
        step = card_words.next_text(card)
        last = (quiet, "clock", "warning_text") if quiet else (step, "chevron-right", "text_muted")
        top = room.top()
        for row in self._name_rows(str(card.record["name"] or ""), room.width()):
            self._paint_line(
                painter, QRect(room.left(), top, room.width(), self._line - _LEADING), row, "text"
            )
            top += self._line
        lines = (
            (card.account, "", "text_muted", False),
            (card_words.amount_text(card), "", "text", True),
            (
                card_words.close_text(card, today),
                "warning" if late else "calendar",
                "danger_text" if late else "text_muted",
                False,
            ),
            (last[0], last[1] if last[0] else "", last[2], False),
        )
        for number, (text, icon, tone, strong) in enumerate(lines):
            line = QRect(room.left(), top + number * self._line, room.width(), self._line - _LEADING)
            if icon:
                middle = line.top() + (line.height() - _ICON) // 2
                painter.drawPixmap(line.left(), middle, theme.pixmap(icon, tone, _ICON))
                line.setLeft(line.left() + _ICON + 5)
            self._paint_line(painter, line, text, tone, strong=strong)

    def _name_rows(self, name: str, width: int) -> list[str]:
        """The name on one row or two, broken where its language breaks; what is left over is cut by the second."""
        layout = QTextLayout(name, self._fonts[True])
        layout.beginLayout()
        first = layout.createLine()
        if first.isValid():
            first.setLineWidth(width)
        layout.endLayout()
        end = first.textLength() if first.isValid() else 0
        return [each for each in (name[:end].rstrip(), name[end:].lstrip()) if each] or [""]

    def _paint_line(
        self, painter: QPainter, line: QRect, text: str, tone: str, *, strong: bool = True
    ) -> None:
        painter.setFont(self._fonts[strong])
        painter.setPen(self._colors[tone])
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
