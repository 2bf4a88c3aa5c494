"""The rows of a list of days: what one has, how high it is, how it is painted. Knows no list and no key.

Where there is room a row is one line with columns; else what is at its left and right is kept at the edges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crmdesk.ui import theme
from crmdesk.ui.models.columns import Tone

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
_HEAD, _ONE, _TWO = 36, 36, 48
RING = 40
TABLE = 960
"""Pixels from which rows have columns: one line each, what stands at the right comes near to the words."""
_NOTE, _END, _BADGE = 0.42, 0.68, 0.78
"""Where the columns of a wide row begin, of its width; without anything at the right, badges begin there."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line: the name of a group (without `key`), or an entry."""

    text: str
    key: str = ""
    note: str = ""
    """Below the text, in a wide list beside it; muted."""
    aside: str = ""
    """At the left of an entry (a time), behind a group's name."""
    end: str = ""
    """At the right, in a wide list in a column."""
    icon: str = ""
    mark: str = ""
    badge: str = ""
    tone: Tone = "neutral"
    marked: Tone | None = None
    """The tone of the mark; None for the badge's."""
    ring: bool = False
    """It has a ring at its left that completes it."""
    struck: bool = False
    late: bool = False
    spoken: str = ""
    """What a screen reader says; the text when empty."""
    about: object = None
    """What the list is asked to speak of instead, once a screen reader wants to know."""


def height_of(row: DayRow, *, wide: bool) -> int:
    return _HEAD if not row.key else _TWO if row.note and not wide else _ONE


_SIZES = {height: QSize(120, height) for height in (_HEAD, _ONE, _TWO)}


class DayModel(QAbstractListModel):
    def __init__(self, parent: QObject, speak: Callable[[Any], str]) -> None:
        super().__init__(parent)
        self._speak = speak
        self.rows: tuple[DayRow, ...] = ()
        self.has_ends = False
        self.wide = False

    def show(self, rows: Sequence[DayRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.has_ends = any(row.end for row in rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._speak(row.about) if row.about is not None else row.spoken or row.text
            case Qt.ItemDataRole.UserRole:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.rows[index.row()].key:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class DayDelegate(QStyledItemDelegate):
    """Paints rows; `aside` is the width of the column of times."""

    def __init__(self, model: DayModel, aside: int) -> None:
        super().__init__(model)
        self._model = model
        self._aside = aside

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # Asked for every row of a list that may have thousands, so the model's own way to the row is too long.
        return _SIZES[height_of(self._model.rows[index.row()], wide=self._model.wide)]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: DayRow = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        rect: QRect = option.rect
        if not row.key:
            self._paint_head(painter, rect, row)
        else:
            self._paint_entry(painter, rect, row, option)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: DayRow) -> None:
        now = theme.current()
        font = QFont(painter.font())
        strong = QFont(font)
        strong.setWeight(QFont.Weight(now.strong_weight))
        painter.setFont(strong)
        painter.setPen(now.color("danger_text" if row.late else "text"))
        box = rect.adjusted(15, 8, -12, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.text)
        box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(row.text) + 8)
        painter.setFont(font)
        painter.setPen(now.color("text_muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.aside)

    def _paint_entry(self, painter: QPainter, rect: QRect, row: DayRow, option: QStyleOptionViewItem) -> None:
        now = theme.current()
        state: QStyle.StateFlag = option.state
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        selected = bool(state & QStyle.StateFlag.State_Selected) and focused
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        body = QRectF(rect).adjusted(4, 1, -4, -1)
        painter.setPen(QPen(now.color("focus"), 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(
            now.color("accent_soft") if selected else now.color("hover") if hot else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(body, now.radius, now.radius)
        left = self._paint_left(painter, rect, row)
        if self._model.wide:
            self._paint_columns(painter, rect, row, left)
        else:
            right = self._paint_right(painter, rect, row)
            self._paint_words(painter, QRect(left, rect.top(), right - left, rect.height()), row)

    def _paint_columns(self, painter: QPainter, rect: QRect, row: DayRow, left: int) -> None:
        """The rest of a wide row: words, note, what stands at the right, badge; each begins where those above do."""
        note, end, badge, right = (
            rect.left() + int(rect.width() * share) for share in (_NOTE, _END, _BADGE, 1.0)
        )
        words_end = (note if row.note else end) - 16
        self._paint_line(painter, QRect(left, rect.top(), words_end - left, rect.height()), row)
        if row.note:
            box = QRect(note, rect.top(), end - 16 - note, rect.height())
            self._paint_muted(painter, box, row.note)
        if row.end:
            self._paint_end(painter, QRect(end, rect.top(), badge - 8 - end, rect.height()), row)
        if row.badge:
            start = badge if self._model.has_ends else end
            # The words in it, not its rim, stand where the column begins.
            self._paint_badge(painter, QRect(start - 8, rect.top(), right - 12 - start, rect.height()), row)

    def _paint_left(self, painter: QPainter, rect: QRect, row: DayRow) -> int:
        """Ring or time, icons; gives where the words begin."""
        now, left = theme.current(), rect.left() + 15
        middle = rect.top() + rect.height() // 2
        if row.ring:
            painter.setPen(QPen(now.color("border_input"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + 10, middle), 9, 9)
            left += RING - 8
        if self._aside:
            painter.setPen(now.color("text_muted"))
            box = QRect(left, rect.top(), self._aside - 8, rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.aside)
            left += self._aside
        for name, ink in ((row.icon, "text_muted"), (row.mark, f"{row.marked or row.tone}_text")):
            if name:
                painter.drawPixmap(left, middle - 8, theme.pixmap(name, ink, 16))
                left += 24
        return left

    def _paint_right(self, painter: QPainter, rect: QRect, row: DayRow) -> int:
        """Badge and what stands at the right; gives where the words must end."""
        right = rect.right() - 12
        metrics = painter.fontMetrics()
        if row.end:
            width = metrics.horizontalAdvance(row.end)
            self._paint_end(painter, QRect(right - width, rect.top(), width, rect.height()), row)
            right -= width + 12
        if row.badge:
            width = metrics.horizontalAdvance(row.badge) + 16
            self._paint_badge(painter, QRect(right - width, rect.top(), width, rect.height()), row)
            right -= width + 12
        return right

    def _paint_end(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        painter.setPen(theme.current().color("danger_text" if row.late else "text_muted"))
        text = painter.fontMetrics().elidedText(row.end, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_badge(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        now, metrics = theme.current(), painter.fontMetrics()
        width = metrics.horizontalAdvance(row.badge) + 16
        height = metrics.height() + 4
        pill = QRectF(box.left(), box.top() + (box.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color(f"{row.tone}_soft"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(now.color(f"{row.tone}_text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, row.badge)

    def _paint_words(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        half = box.height() // 2
        upper = QRect(box.left(), box.top() + 4, box.width(), half - 4) if row.note else box
        self._paint_line(painter, upper, row)
        if row.note:
            lower = QRect(box.left(), box.top() + half, box.width(), half - 4)
            self._paint_muted(painter, lower, row.note)

    def _paint_line(self, painter: QPainter, box: QRect, row: DayRow) -> None:
        font = QFont(painter.font())
        struck = QFont(font)
        struck.setStrikeOut(row.struck)
        painter.setFont(struck)
        painter.setPen(theme.current().color("text_muted" if row.struck else "text"))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(font)

    def _paint_muted(self, painter: QPainter, box: QRect, text: str) -> None:
        painter.setPen(theme.current().color("text_muted"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
