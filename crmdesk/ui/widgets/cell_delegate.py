"""Owns how a table cell is painted and edited in place. Knows columns, no entity."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from crmdesk.ui import theme
from crmdesk.ui.models.columns import Column
from crmdesk.ui.models.keyset import COLUMN_ROLE, VALUE_ROLE, KeysetModel
from crmdesk.ui.theme.state import look
from crmdesk.ui.widgets.cell_editor import CellEditor
from crmdesk.ui.widgets.hovered_row import HoveredRow

PADDING = 12
_ELIDE = Qt.TextElideMode.ElideRight
# Joined or looked into for every cell, Qt's flags would be a tenth of a list that is painted: numbers are not.
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "center": Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
}
Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints straight from the theme: one style sheet pass a cell would cost more than the frame has. A `model` that is
    given is asked itself: through Qt every answer takes twice as long."""

    def __init__(self, table: QTableView, model: KeysetModel | None = None) -> None:
        super().__init__(table)
        self._model = model
        self._hovered = HoveredRow(table)
        self._fonts: tuple[QFont, QFont] = (QFont(), QFont())
        self._colors: dict[str, QColor] = {}
        self.restyle()
        theme.on_change(self.restyle)

    def restyle(self) -> None:
        """Take fonts and colours from the theme in force."""
        now, language = theme.current(), look().language
        self._fonts = (theme.body_font(now, language), theme.strong_font(now, language))
        self._colors = {token: QColor(value) for token, value in now.colors.items()}

    # -- painting ------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: int = option.state.value
        colors = self._colors
        row, place = index.row(), index.column()
        if state & _SELECTED:
            painter.fillRect(rect, colors["accent_soft"])
        elif row == self._hovered.row:
            painter.fillRect(rect, colors["hover"])
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors["border"])
        column, text = self._said(index, row, place)
        inside = rect.adjusted(PADDING, 0, -PADDING, -1)
        if text is None:
            self._paint_skeleton(painter, inside, index)
        elif text and column.kind == "choice" and column.tones:
            tone = column.tone(str(index.data(VALUE_ROLE)))
            self._paint_badge(painter, inside, tone, text, selected=bool(state & _SELECTED))
        elif text and column.deadline is not None and self._is_overdue(row, place):
            self._write(painter, inside, column, text, "danger_text")
        elif text:
            self._paint_text(painter, inside, column, text)
        if state & _FOCUSED:
            painter.setPen(QPen(colors["focus"], 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -2))

    def _said(self, index: Index, row: int, place: int) -> tuple[Column, str | None]:
        if self._model is None:
            return index.data(COLUMN_ROLE), index.data()
        return self._model.columns[place], self._model.text(row, place)

    def _is_overdue(self, row: int, place: int) -> bool:
        return self._model is not None and self._model.is_overdue(row, place)

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column, text: str) -> None:
        quiet = column.kind in ("instant", "set")
        self._write(painter, rect, column, text, "text_muted" if quiet else "text")

    def _write(self, painter: QPainter, rect: QRect, column: Column, text: str, ink: str) -> None:
        painter.setFont(self._fonts[1 if column.strong else 0])
        painter.setPen(self._colors[ink])
        shown = painter.fontMetrics().elidedText(text, _ELIDE, rect.width())
        painter.drawText(rect, _ALIGN[column.align], shown)

    def _paint_badge(self, painter: QPainter, rect: QRect, tone: str, text: str, *, selected: bool) -> None:
        painter.setFont(self._fonts[0])
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, _ELIDE, rect.width() - 16)
        height = metrics.height() + 4
        width = metrics.horizontalAdvance(shown) + 16
        pill = QRectF(rect.left() - 4, rect.top() + (rect.height() - height) / 2, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["surface" if selected else f"{tone}_soft"])
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(self._colors[f"{tone}_text"])
        # On the line of the cells beside it: centred in the pill it would be rounded to a line of its own.
        words = QRect(rect.left() - 4, rect.top(), width, rect.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_skeleton(self, painter: QPainter, rect: QRect, index: Index) -> None:
        # Widths vary with the place, so that loading looks like rows to come.
        share = 0.45 + ((index.row() * 7 + index.column() * 13) % 5) / 10
        bar = QRectF(rect.left(), rect.center().y() - 4, max(16.0, rect.width() * share), 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colors["skeleton"])
        painter.drawRoundedRect(bar, 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # -- editing -------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = CellEditor(index.data(COLUMN_ROLE), parent)
        editor.finished.connect(self._on_finished)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.touched:
            editor.set_value(index.data(VALUE_ROLE))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor) and editor.is_valid():
            model.setData(index, editor.value())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(2, 2, -2, -3))

    def _on_finished(self, saved: bool) -> None:
        editor = self.sender()
        if isinstance(editor, CellEditor):
            if saved:
                self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """A value that can't be saved keeps its editor open on Enter and when the keyboard goes elsewhere, so that what
        was typed isn't lost."""
        if isinstance(editor, CellEditor) and _ends(event) and not editor.is_valid():
            editor.show_problem()
            return True
        return bool(super().eventFilter(editor, event))


def _ends(event: QEvent) -> bool:
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
    return event.type() == QEvent.Type.FocusOut
