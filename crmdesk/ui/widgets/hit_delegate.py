"""Owns how one line of a result list is painted: icon, title and detail with what matched in bold, a word at the
right, or the head of a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui import theme
from crmdesk.ui.theme import Theme
from crmdesk.ui.theme.state import look

DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ICON_ROLE = DETAIL_ROLE + 1
TARGET_ROLE = DETAIL_ROLE + 2
HEAD_ROLE = DETAIL_ROLE + 3
ASIDE_ROLE = DETAIL_ROLE + 4
MARKS_ROLE = DETAIL_ROLE + 5
DETAIL_MARKS_ROLE = DETAIL_ROLE + 6
LINE, HEAD = QSize(100, 36), QSize(100, 28)
"""What lines and heads are given as their size: asked of a delegate, each would take a call into Python."""
_GAP = 12


@dataclass(frozen=True, slots=True)
class _Inks:
    """Fonts and colours of one theme and language: made once, as a list paints hundreds of words with every key."""

    theme: Theme
    language: str
    body: QFont
    strong: QFont
    metrics: QFontMetrics
    strong_metrics: QFontMetrics
    text: QColor
    muted: QColor

    @classmethod
    def of(cls, now: Theme, language: str) -> _Inks:
        body, strong = theme.body_font(now, language), theme.strong_font(now, language)
        metrics = QFontMetrics(body), QFontMetrics(strong)
        return cls(now, language, body, strong, *metrics, now.color("text"), now.color("text_muted"))


class HitDelegate(QStyledItemDelegate):
    """Paints items that have their size."""

    _known: _Inks | None = None

    def _inks(self) -> _Inks:
        now, language = theme.current(), look().language
        if self._known is None or self._known.theme is not now or self._known.language != language:
            self._known = _Inks.of(now, language)
        return self._known

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        inks = self._inks()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(HEAD_ROLE):
            painter.setFont(inks.strong)
            painter.setPen(inks.muted)
            painter.drawText(rect.adjusted(10, 4, -10, 0), Qt.AlignmentFlag.AlignVCenter, str(index.data()))
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.theme.color("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), 4, 4)
        icon = theme.pixmap(str(index.data(ICON_ROLE) or "search"), "text_muted", 16)
        painter.drawPixmap(rect.left() + 10, rect.center().y() - 7, icon)
        words = rect.adjusted(36, 0, -10, 0)
        if aside := str(index.data(ASIDE_ROLE) or ""):
            words = _aside(painter, inks, words, aside)
        painter.setPen(inks.text)
        end = _line(painter, inks, words, str(index.data()), index.data(MARKS_ROLE) or ())
        rest = words.adjusted(end + _GAP, 0, 0, 0)
        if (detail := str(index.data(DETAIL_ROLE) or "")) and rest.width() > 2 * _GAP:
            painter.setPen(inks.muted)
            _line(painter, inks, rest, detail, index.data(DETAIL_MARKS_ROLE) or ())
        painter.restore()


def _aside(painter: QPainter, inks: _Inks, rect: QRect, aside: str) -> QRect:
    """Paints the word at the right; gives what room it leaves."""
    painter.setFont(inks.body)
    painter.setPen(inks.muted)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, aside)
    return rect.adjusted(0, 0, -inks.metrics.horizontalAdvance(aside) - _GAP, 0)


def _line(painter: QPainter, inks: _Inks, rect: QRect, text: str, marks: Sequence[tuple[int, int]]) -> int:
    """Paints a line of text with the painter's pen, the marked parts strong; gives its width."""
    if not marks:
        shown = inks.metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.setFont(inks.body)
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        return inks.metrics.horizontalAdvance(shown)
    # The strong parts are wider: it is cut where all of it would be.
    shown = inks.strong_metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    strong = QTextCharFormat()
    strong.setFont(inks.strong)
    strong.setForeground(inks.text)
    layout = QTextLayout(shown, inks.body)
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
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))
    return int(line.naturalTextWidth())
