"""Owns the editors of the card of lines: a figure or text, and a product found by typing. They save nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from crmdesk.ui import theme
from crmdesk.ui.lines.model import NEW_LINE, Index, LineModel, add_a_product
from crmdesk.ui.models import Column
from crmdesk.ui.models.keyset import COLUMN_ROLE, VALUE_ROLE
from crmdesk.ui.translations import label
from crmdesk.ui.widgets.cell_delegate import CellDelegate
from crmdesk.ui.widgets.cell_editor import ELSEWHERE, CellEditor
from crmdesk.ui.widgets.editors import Lookup, Option
from crmdesk.ui.widgets.editors.options import OptionList

Way = Literal["stay", "next", "back", "line"]
"""Where the keyboard goes from a cell: nowhere, to the next or last one (Tab), to the next line (Enter)."""
_WAYS: dict[Qt.Key, Way] = {
    Qt.Key.Key_Tab: "next",
    Qt.Key.Key_Backtab: "back",
    Qt.Key.Key_Return: "line",
    Qt.Key.Key_Enter: "line",
}
_PAUSE_MS = 100


class _Line(QLineEdit):
    """Tab is the table's to follow."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True


class FigureCell(CellEditor):
    """A cell that is typed into. `left` ends it: whether to save, and where to go on."""

    left = Signal(bool, str)

    def _end(self, saved: bool, way: Way) -> None:
        if not self._over:
            self._over = True
            self.left.emit(saved, way)

    def give_up(self) -> None:
        self._end(False, "stay")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _WAYS:
                if self.is_valid():
                    self._end(True, _WAYS[key])
                else:
                    self.show_problem()
                return True
            if key == Qt.Key.Key_Escape:
                self._end(False, "stay")
                return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() not in ELSEWHERE:
                if self.is_valid():
                    self._end(True, "stay")
                else:
                    self.show_problem()
            return False
        return super().eventFilter(watched, event)


class ProductCell(QWidget):
    """A product by its name or code; Enter and Tab take the best match, also one that is still being looked for."""

    left = Signal(bool, str)

    def __init__(self, column: Column, lookup: Lookup, parent: QWidget) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._chosen: str | None = None
        self._over = False
        self._taking: Way | None = None
        """Enter or Tab was pressed before the matches were there."""
        self.touched = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.line = _Line()
        self.line.setProperty("cell", True)
        self.line.setAccessibleName(label(column.title_key))
        self.line.setPlaceholderText(self.tr("Name or code"))
        row.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.options = OptionList(self.line, "product")
        self.options.chosen.connect(self._on_chosen)
        self.destroyed.connect(self.options.deleteLater)  # it hangs on the window, to lie over what is below
        self.line.installEventFilter(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.line.textEdited.connect(self._on_typed)

    def set_name(self, name: str) -> None:
        """The product so far, selected so that typing replaces it."""
        self.line.setText(name)
        self.line.selectAll()

    def value(self) -> str | None:
        """The id of the chosen product."""
        return self._chosen

    def _on_typed(self, text: str) -> None:
        self.touched = True
        self._taking = None
        QToolTip.hideText()
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.options.hide()

    def _search(self) -> None:
        self._pause.stop()
        text = self.line.text().strip()
        if text:
            self._lookup.search(text, lambda options: self._on_found(text, options))

    def _on_found(self, text: str, options: Sequence[Option]) -> None:
        if self._over or text != self.line.text().strip():
            return
        if self._taking is not None and options:
            self._on_chosen(options[0])
            return
        self._taking = None
        self.options.offer(options)
        if not options:
            said = self.tr("No product is called so: {0}").format(text)
            self.line.setAccessibleDescription(said)
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), said, self)

    def _on_chosen(self, option: Option) -> None:
        self._chosen = option.value
        self._end(True, "next")

    def _end(self, saved: bool, way: Way) -> None:
        if not self._over:
            self._over = True
            self._pause.stop()
            self.options.hide()
            self.left.emit(saved, way)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(Qt.Key(event.key()))
        if (
            event.type() == QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in ELSEWHERE
        ):
            self._end(False, "stay")
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if self.options.isVisible() and key != Qt.Key.Key_Backtab:
            return False  # the list's to answer
        if key == Qt.Key.Key_Escape:
            self._end(False, "stay")
            return True
        if key not in _WAYS:
            return False
        if self.touched and self.line.text().strip() and key != Qt.Key.Key_Backtab:
            self._taking = _WAYS[key]
            self._search()
        else:
            way = _WAYS[key]
            self._end(False, "stay" if way == "line" else way)
        return True


class LineDelegate(CellDelegate):
    """Opens these editors, and tells the table where to go on when one is left."""

    moved = Signal(int, int, str)
    """Row and column of the cell that was left, and the `Way`."""

    def __init__(self, table: QTableView, lookup: Lookup) -> None:
        super().__init__(table)
        self._lookup = lookup

    def _paint_text(self, painter: QPainter, rect: QRect, column: Column, text: str) -> None:
        if text != add_a_product():
            super()._paint_text(painter, rect, column, text)
            return
        painter.drawPixmap(rect.left(), rect.center().y() - 7, theme.pixmap("add", "text_muted", 16))
        muted = replace(column, strong=False, kind="set")
        super()._paint_text(painter, rect.adjusted(24, 0, 0, 0), muted, text)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        column: Column = index.data(COLUMN_ROLE)
        editor: FigureCell | ProductCell
        if column.kind == "reference":
            editor = ProductCell(column, self._lookup, parent)
        else:
            editor = FigureCell(column, parent)
        row, place = index.row(), index.column()
        model = index.model()
        new = isinstance(model, LineModel) and model.line_id(row) == NEW_LINE

        def left(saved: bool, way: str) -> None:
            # Where a new line goes on is known once it is saved and shown.
            self._leave(editor, saved, (row, place, "stay" if new and saved else way))

        editor.left.connect(left)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, ProductCell):
            super().setEditorData(editor, index)
        elif not editor.touched:
            value = index.data(VALUE_ROLE)
            editor.set_name(value[1] if value is not None else "")

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if not isinstance(editor, ProductCell):
            super().setModelData(editor, model, index)
        elif editor.value() is not None:
            model.setData(index, editor.value())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """The editors say themselves when they are left."""
        return False

    def _leave(self, editor: QWidget, saved: bool, where: tuple[int, int, str]) -> None:
        if saved:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.moved.emit(*where)
