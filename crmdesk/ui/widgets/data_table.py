"""Owns a table of any length: keyboard, sorting by head, editing in place, column chooser. Knows no entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from crmdesk.ui import theme
from crmdesk.ui.models import KeysetModel, RowSource
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets.cell_delegate import CellDelegate

_GROWS = {"text": 1.5, "reference": 1.5, "set": 1.5}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_KEPT = 500
"""Selected rows that are found again after a change by their ids; if all are selected, all stay so."""
_NAME_GROWS = 2.0
"""How many times its first width a column may get where there is room: words are cut off, dates and numbers are not."""


class DataTable(Retranslates, QTableView):
    """A view of a `KeysetModel`. Enter opens, F2 edits, `/` asks for the filter, Space and Shift select."""

    opened = Signal(str)
    """Row id: Enter or a double click on a cell that isn't edited."""
    opened_apart = Signal(str)
    """Row id: Ctrl+Enter or a click with the middle button, for a window of its own."""
    sort_requested = Signal(str, bool)
    """Column key, descending; answer with a source in that order."""
    filter_requested = Signal()
    menu_requested = Signal(object, QPoint)
    """QMenu to fill before it opens (ids are in `selected_ids`), and where it opens."""
    selection_counted = Signal(int, int)
    """How many rows are selected, and how many there are."""
    columns_changed = Signal()
    """The user has shown, hidden, moved or resized a column; see `layout_state`."""

    def __init__(self, model: KeysetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort: tuple[str, bool] | None = None
        self._kept_top: tuple[str, int] | None = None
        self._kept_current: tuple[str, int] | None = None
        self._kept_selection: tuple[str, ...] = ()
        self._kept_all = False
        self._spreading = False
        self._by_hand = False
        """The user has set widths; they stay."""
        self._model = model
        self.setModel(model)
        self._delegate = CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self._configure()
        self._configure_heads()
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        model.modelReset.connect(self._tell_selection)
        model.counted.connect(self._tell_selection)
        model.modelReset.connect(self._on_reset)
        model.refreshed.connect(self._on_refreshed)
        self.verticalScrollBar().valueChanged.connect(self._tell_viewport)
        model.counted.connect(self._tell_viewport)
        self._on_reset()
        self.retranslate()

    def _configure(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.doubleClicked.connect(self._on_double_clicked)

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.current().row_height)
        rows.setDefaultSectionSize(theme.current().row_height)

    def _configure_heads(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        theme.on_change(self._fit_rows)
        heads = self.horizontalHeader()
        # With the table's own, Qt asks every row of a long list whether it may be selected before it paints a head.
        heads.setSelectionModel(QItemSelectionModel(self._model, heads))
        heads.setSectionsMovable(True)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setStretchLastSection(True)
        heads.setMinimumSectionSize(56)
        heads.setFixedHeight(36)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(lambda at: self.choose_columns(heads.mapToGlobal(at)))
        heads.sectionClicked.connect(self._on_head_clicked)
        heads.sectionMoved.connect(lambda *_: self.columns_changed.emit())
        heads.sectionResized.connect(self._on_head_resized)

    def retranslate(self) -> None:
        if not self.accessibleName():
            self.setAccessibleName(self.tr("List"))
        columns = len(self._model.columns)
        if columns:
            self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, columns - 1)
        self.viewport().update()

    # -- what the screen asks ------------------------------------------------------------------------------

    def current_id(self) -> str | None:
        """The id of the row that has the keyboard."""
        return self._model.row_id(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def selected_ids(self) -> list[str]:
        """Ids of the selected rows that have been read, from the top; at most what is in memory."""
        rows = (
            self._model.row_id(row)
            for first, last in self.selected_ranges()
            for row in range(first, last + 1)
        )
        if self.selected_count() > self._model.rows_in_memory:
            rows = (row_id for number, row_id in self._model.read_ids() if self._is_selected(number))
        return list(dict.fromkeys(row_id for row_id in rows if row_id is not None))

    def _is_selected(self, row: int) -> bool:
        return any(first <= row <= last for first, last in self.selected_ranges())

    def selected_ranges(self) -> list[tuple[int, int]]:
        """First and last row number of each stretch of selected rows, from the top."""
        selection = self.selectionModel().selection()
        found: list[tuple[int, int]] = []
        for part in sorted((selection.at(at) for at in range(selection.count())), key=lambda one: one.top()):
            if found and part.top() <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], part.bottom()))
            else:
                found.append((part.top(), part.bottom()))
        return found

    def selected_count(self) -> int:
        """How many rows are selected, read or not."""
        return sum(last - first + 1 for first, last in self.selected_ranges())

    def all_selected(self) -> bool:
        """Whether every row is."""
        return 0 < self._model.rowCount() == self.selected_count()

    def show_sort(self, key: str | None, descending: bool = False) -> None:
        """Mark the column that the rows are ordered by."""
        heads = self.horizontalHeader()
        keys = [column.key for column in self._model.columns]
        self._sort = (key, descending) if key is not None else None
        heads.setSortIndicatorShown(key in keys)
        if key in keys:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            heads.setSortIndicator(keys.index(str(key)), order)

    def refresh(self, source: RowSource | None = None) -> None:
        """Read the rows on screen again, keeping selection and scroll position by record; `source` replaces the one
        so far."""
        top = self.rowAt(0)
        top_id = self._model.row_id(top) if top >= 0 else None
        self._kept_top = (top_id, self.rowViewportPosition(top)) if top_id is not None else None
        current = self.current_id()
        self._kept_current = (current, self.currentIndex().column()) if current is not None else None
        self._kept_all = self.all_selected() and self.selected_count() > 1
        self._kept_selection = () if self._kept_all else tuple(self.selected_ids()[:_KEPT])
        keep = [*(row_id for row_id, _ in filter(None, (self._kept_top, self._kept_current)))]
        self._model.refresh([*keep, *self._kept_selection], source)

    def layout_state(self) -> QByteArray:
        """Order, width and visibility of the columns, to be remembered."""
        return self.horizontalHeader().saveState()

    def restore_layout(self, state: QByteArray) -> bool:
        """Put back what `layout_state` gave; false when it belongs to other columns."""
        self._by_hand = bool(self.horizontalHeader().restoreState(state))
        return self._by_hand

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns and hide the others."""
        self._hide_columns({at: column.key not in keys for at, column in enumerate(self._model.columns)})

    def shown_columns(self) -> list[str]:
        """Keys of the columns on screen, in their order."""
        heads = self.horizontalHeader()
        order = sorted(range(len(self._model.columns)), key=heads.visualIndex)
        return [self._model.columns[number].key for number in order if not self.isColumnHidden(number)]

    def choose_columns(self, at: QPoint) -> None:
        """Open the column chooser at a global position."""
        menu = QMenu(self)
        menu.setAccessibleName(self.tr("Columns"))
        for number, column in enumerate(self._model.columns):
            action = QAction(
                label(column.title_key), menu, checkable=True, checked=not self.isColumnHidden(number)
            )
            action.setEnabled(not column.strong)  # the column that names the record stays
            action.toggled.connect(lambda shown, at=number: self._show_column(at, shown))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _show_column(self, number: int, shown: bool) -> None:
        self._hide_columns({number: not shown})
        self.columns_changed.emit()

    # -- what happens --------------------------------------------------------------------------------------

    def _on_reset(self) -> None:
        self._by_hand = False
        self._spread()
        self.scrollToTop()
        if self._sort is not None:
            self.show_sort(*self._sort)

    def _shown(self) -> list[int]:
        return [number for number in range(len(self._model.columns)) if not self.isColumnHidden(number)]

    def _hide_columns(self, hidden: Mapping[int, bool]) -> None:
        """Hiding changes widths, too; that is not the user's hand."""
        self._spreading = True
        for number, out in hidden.items():
            self.setColumnHidden(number, out)
        self._spreading = False
        self._spread()

    def _spread(self) -> None:
        """Columns get their declared widths, and those of words a share of what is left of the table's width."""
        if self._by_hand:
            return
        shown = self._shown()
        columns = [self._model.columns[number] for number in shown]
        growth = [
            column.width * ((_NAME_GROWS if column.strong else _GROWS.get(column.kind, 1.0)) - 1)
            for column in columns
        ]
        left = max(0, self.viewport().width() - sum(column.width for column in columns))
        share = min(1.0, left / sum(growth)) if any(growth) else 0.0
        self._spreading = True
        for number, column, more in zip(shown, columns, growth, strict=True):
            width = column.width + int(more * share)
            if self.horizontalHeader().sectionSize(number) != width:
                self.setColumnWidth(number, width)
        self._spreading = False

    def _on_head_resized(self, number: int, *_: object) -> None:
        heads = self.horizontalHeader()
        last = max((heads.visualIndex(at) for at in self._shown()), default=0)
        if self._spreading or heads.visualIndex(number) == last:  # the last one only follows the others
            return
        self._by_hand = True
        self.columns_changed.emit()

    def _on_refreshed(self, positions: Mapping[str, int | None]) -> None:
        self._restore_selection(positions)
        if self._kept_current is not None:
            row = positions.get(self._kept_current[0])
            if row is not None:
                index = self._model.index(row, self._kept_current[1])
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if self._kept_top is not None:
            row = positions.get(self._kept_top[0])
            if row is not None:
                self.verticalScrollBar().setValue(row * theme.current().row_height - self._kept_top[1])
        self._kept_top = self._kept_current = None
        self._kept_selection = ()

    def _restore_selection(self, positions: Mapping[str, int | None]) -> None:
        if self._kept_all:
            self._kept_all = False
            self.selectAll()
        if not self._kept_selection:
            return
        last = max(0, len(self._model.columns) - 1)
        selection = QItemSelection()
        for row_id in self._kept_selection:
            row = positions.get(row_id)
            if row is not None:
                selection.select(self._model.index(row, 0), self._model.index(row, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _tell_selection(self, *_: object) -> None:
        self.selection_counted.emit(self.selected_count(), self._model.rowCount())

    def _tell_viewport(self) -> None:
        first = max(0, self.rowAt(0))
        height = max(1, theme.current().row_height)
        self._model.set_viewport(first, first + self.viewport().height() // height + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()
        self._tell_viewport()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.horizontalHeader().setFont(theme.strong_font(theme.current(), look().language))

    def _on_head_clicked(self, number: int) -> None:
        column = self._model.columns[number]
        if not column.sortable:
            return
        descending = self._sort is not None and self._sort == (column.key, False)
        self.show_sort(column.key, descending)
        self.sort_requested.emit(column.key, descending)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        # The name is what people aim at to open a record; it is edited with F2.
        naming = self._model.columns[index.column()].strong
        if index.flags() & Qt.ItemFlag.ItemIsEditable and not naming:
            self.edit(index)
        else:
            self._open(index)

    def _open(self, index: QModelIndex, *, apart: bool = False) -> None:
        row_id = self._model.row_id(index.row())
        if row_id is not None:
            (self.opened_apart if apart else self.opened).emit(row_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = event.key(), not event.modifiers() & ~_KEYPAD
        if key in _ENTER and plain and self.currentIndex().isValid():
            self._open(self.currentIndex())
        elif key in _ENTER and event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.ControlModifier:
            self._open(self.currentIndex(), apart=True)
        elif event.text() == "/" and plain:
            self.filter_requested.emit()
        elif event.matches(QKeySequence.StandardKey.MoveToStartOfDocument):
            self._go(0)
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfDocument):
            self._go(self._model.rowCount() - 1)
        elif key == Qt.Key.Key_Menu and self.currentIndex().isValid():
            self._open_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Letters don't jump: that would read the whole list. `/` filters."""

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.MiddleButton:
            self._open(self.indexAt(event.position().toPoint()), apart=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.pos())

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        place = self.viewport().mapToGlobal(at)
        self.menu_requested.emit(menu, place)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
