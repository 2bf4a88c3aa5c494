"""Owns the heads of groups in a table: paints them across its columns, folds and opens them by mouse and keys.

It knows the model's layout, no entity and no query.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QTableView

from crmdesk.ui import theme
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.models.layout import RowLayout
from crmdesk.ui.theme.state import look

_PADDING, _ICON, _GAP = 12, 16, 8
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_TURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class GroupHeads(QObject):
    """On a head Left folds, Right opens, Enter and Space turn it; Left in the first column leads to the head."""

    folded = Signal()
    """Groups were folded or opened; the model says which are."""

    def __init__(self, table: QTableView, model: KeysetModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model

    @property
    def _layout(self) -> RowLayout:
        return self._model.layout

    @property
    def _current(self) -> int:
        return int(self._table.currentIndex().row())

    def fold_all(self) -> None:
        """Show the heads alone."""
        self._fold(head.key for head in self._layout.heads)

    def open_all(self) -> None:
        """Show every record."""
        self._fold(())

    def turn(self, row: int) -> None:
        """Fold the group of the head in this row, or open it."""
        head = self._layout.head(row)
        if head is not None:
            self._fold(self._model.folded ^ {head.key})

    def _fold(self, keys: Iterable[str]) -> None:
        """The keyboard stays in its group; what was selected may be out of sight and is selected no more."""
        above = self._layout.head_above(self._current) if self._current >= 0 else None
        group = self._layout.head(above) if above is not None else None
        self._table.clearSelection()
        self._model.fold(keys)
        row = self._layout.row_of_head(group.key) if group is not None else None
        if row is not None:
            self._go(row)
        self.folded.emit()
        self._table.viewport().update()

    def _go(self, row: int) -> None:
        column = max(0, self._table.currentIndex().column())
        self._table.setCurrentIndex(self._model.index(row, column))

    # -- mouse and keys ------------------------------------------------------------------------------------

    def pressed(self, event: QMouseEvent) -> bool:
        """A button of the mouse went down; true when that was on a head."""
        row = self._table.rowAt(int(event.position().y()))
        if row < 0 or self._layout.head(row) is None:
            return False
        self._table.clearSelection()
        self._go(row)
        if event.button() is Qt.MouseButton.LeftButton:
            self.turn(row)
        return True

    def key(self, event: QKeyEvent) -> bool:
        """A key was pressed in the table; true when it was meant for a head."""
        row, pressed = self._current, event.key()
        if not self._layout.heads or row < 0 or event.modifiers() & ~_KEYPAD:
            return False
        if self._layout.head(row) is None:
            return pressed == Qt.Key.Key_Left and self._to_head(row)
        is_open = self._layout.is_open(row)
        if pressed in _TURNS or pressed == (Qt.Key.Key_Left if is_open else Qt.Key.Key_Right):
            self.turn(row)
        elif pressed == Qt.Key.Key_Right:
            self._go(min(row + 1, self._layout.rows - 1))
        elif pressed != Qt.Key.Key_Left:
            return False
        return True

    def _to_head(self, row: int) -> bool:
        heads = self._table.horizontalHeader()
        shown = [at for at in range(heads.count()) if not heads.isSectionHidden(at)]
        first = min(shown, key=heads.visualIndex, default=0)
        above = self._layout.head_above(row)
        if above is None or self._table.currentIndex().column() != first:
            return False
        self._go(above)
        return True

    # -- painting ------------------------------------------------------------------------------------------

    def paint(self) -> None:
        """Paint the heads in view over the cells of their rows."""
        viewport = self._table.viewport()
        first = self._table.rowAt(0)
        if not self._layout.heads or first < 0:
            return
        last = self._table.rowAt(viewport.height() - 1)
        rows = self._layout.head_rows(first, last if last >= 0 else self._layout.rows - 1)
        if rows:
            painter = QPainter(viewport)
            for row in rows:
                top = self._table.rowViewportPosition(row)
                self._paint(painter, QRect(0, top, viewport.width(), self._table.rowHeight(row)), row)
            painter.end()

    def _paint(self, painter: QPainter, rect: QRect, row: int) -> None:
        now, language = theme.current(), look().language
        head = self._layout.head(row)
        assert head is not None
        words = self._model.head_words(head)
        painter.fillRect(rect, now.color("surface_alt"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, now.color("border"))
        icon = theme.pixmap("chevron-down" if self._layout.is_open(row) else "chevron-right", size=_ICON)
        painter.drawPixmap(_PADDING - 2, rect.center().y() - _ICON // 2, icon)
        room = rect.adjusted(_PADDING + _ICON + _GAP - 2, 0, -_PADDING, -1)
        painter.setFont(theme.strong_font(now, language))
        painter.setPen(now.color("text"))
        # The name gives way to the figures, which are what the head is for.
        plain = theme.body_font(now, language)
        said = [text for text in (words.count, words.sums) if text]
        wanted = sum(_width(painter, text) + 2 * _GAP for text in said)
        name = painter.fontMetrics().elidedText(
            words.name, Qt.TextElideMode.ElideRight, max(room.width() // 3, room.width() - wanted)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        room.setLeft(room.left() + _width(painter, name) + 2 * _GAP)
        painter.setFont(plain)
        painter.setPen(now.color("text_muted"))
        for text in said:
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            room.setLeft(room.left() + _width(painter, shown) + 2 * _GAP)
        if row == self._current and self._table.hasFocus():
            painter.setPen(QPen(now.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))


def _width(painter: QPainter, text: str) -> int:
    return int(painter.fontMetrics().horizontalAdvance(text))
