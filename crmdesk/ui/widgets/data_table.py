"""Owns a table of any length: keyboard, sorting by head, editing in place, column chooser. Knows no entity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from crmdesk.ui import theme
from crmdesk.ui.models import RowSource
from crmdesk.ui.models.keyset import KeysetModel
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.cell_delegate import CellDelegate
from crmdesk.ui.widgets.column_chooser import ColumnChooser
from crmdesk.ui.widgets.column_layout import ColumnLayout
from crmdesk.ui.widgets.group_heads import GroupHeads
from crmdesk.ui.widgets.heads import HEIGHT, Heads

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_PATIENCE_MS = 30
"""Milliseconds that rows which are still to be read leave on screen what was there: mostly they are read within these,
and places for rows to come would be painted for nothing."""
_KEPT = 500
"""Selected rows that are found again after a change by their ids; if all are selected, all stay so."""


class DataTable(Retranslates, QTableView):
    """A view of a `KeysetModel`. Enter opens, F2 edits, `/` asks for the filter, Space and Shift select."""

    opened = Signal(str)
    """Row id: Enter or a double click on a cell that isn't edited."""
    opened_apart = Signal(str)
    """Row id: Ctrl+Enter or a click with the middle button, for a window of its own."""
    sort_requested = Signal(str, bool)
    """Column key, descending; answer with a source in that order."""
    filter_requested = Signal()
    menu_requested = Signal(QPoint)
    """Where a menu was asked for, on the screen; answer with `open_menu`, now or once it is known what goes in."""
    selection_counted = Signal(int, int)
    """How many rows are selected, and how many there are."""
    columns_changed = Signal()
    """The user has shown, hidden, moved or resized a column; see `columns`."""

    def __init__(self, model: KeysetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort: tuple[str, bool] | None = None
        self._kept_top: tuple[str, int] | None = None
        self._kept_current: tuple[str, int] | None = None
        self._kept_head: tuple[str, int] | None = None
        """Key of the group whose head has the keyboard."""
        self._kept_selection: tuple[str, ...] = ()
        self._kept_all = False
        self._placed: tuple[int, str] | None = None
        """Row and id of the record that had the keyboard when it was found again: far from what is shown it is not
        read until somebody goes there."""
        self._model = model
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._paint_again)
        self.setModel(model)
        self._delegate = CellDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self.groups = GroupHeads(self, model)
        """The heads of groups, where the rows stand in any."""
        self._configure()
        self._configure_heads()
        self.columns = ColumnLayout(self, model)
        """Which columns are shown, in which order, how wide."""
        self.columns.changed.connect(self.columns_changed)
        self.selectionModel().selectionChanged.connect(self._tell_selection)
        model.modelReset.connect(self._tell_selection)
        model.counted.connect(self._tell_selection)
        model.modelReset.connect(self._on_reset)
        model.refreshed.connect(self._on_refreshed)
        self.verticalScrollBar().valueChanged.connect(self._tell_viewport)
        model.counted.connect(self._tell_viewport)
        model.dataChanged.connect(self._paint_again)
        model.modelReset.connect(self._paint_again)
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
        rows, height = self.verticalHeader(), theme.current().row_height
        if rows.defaultSectionSize() != height:
            rows.setMinimumSectionSize(height)
            rows.setDefaultSectionSize(height)

    def _follow_density(self) -> None:
        """A long list that nobody sees has its turn when it is shown: Qt goes through each of its rows."""
        if self.isVisible():
            self._fit_rows()

    def showEvent(self, event: QShowEvent) -> None:
        self._fit_rows()
        super().showEvent(event)

    def _configure_heads(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        theme.on_change(self._follow_density)
        heads = Heads(Qt.Orientation.Horizontal, self)
        self.setHorizontalHeader(heads)
        # With the table's own, Qt asks every row of a long list whether it may be selected before it paints a head.
        heads.setSelectionModel(QItemSelectionModel(self._model, heads))
        heads.setSectionsMovable(True)
        heads.setHighlightSections(False)
        heads.setSectionsClickable(True)
        heads.setStretchLastSection(True)
        heads.setMinimumSectionSize(56)
        heads.setFixedHeight(HEIGHT)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(lambda at: self.choose_columns(heads.mapToGlobal(at)))
        heads.sectionClicked.connect(self._on_head_clicked)

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
        row = self.currentIndex().row()
        found = self._model.row_id(row) if row >= 0 else None
        return self._placed[1] if found is None and self._placed and self._placed[0] == row else found

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

    def selected_records(self) -> list[tuple[int, int]]:
        """First and last number of each stretch of selected records, as their source counts them."""
        layout = self._model.layout
        return [part for rows in self.selected_ranges() for part in layout.records_in(*rows)]

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
        """How many records are selected, read or not."""
        return sum(self._model.layout.count(first, last) for first, last in self.selected_ranges())

    def all_selected(self) -> bool:
        """Whether every record of the list is; those of a folded group are not."""
        return 0 < self._model.layout.records == self.selected_count()

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
        current, at = self.current_id(), self.currentIndex()
        self._kept_current = (current, at.column()) if current is not None else None
        head = self._model.layout.head(at.row()) if at.isValid() else None
        self._kept_head = (head.key, at.column()) if head is not None else None
        self._kept_all = 1 < self._model.layout.shown == self.selected_count()
        self._kept_selection = () if self._kept_all else tuple(self.selected_ids()[:_KEPT])
        keep = [*(row_id for row_id, _ in filter(None, (self._kept_top, self._kept_current)))]
        self._model.refresh([*keep, *self._kept_selection], source)

    def show_columns(self, keys: Sequence[str], widths: Mapping[str, int] | None = None) -> None:
        """Show these columns in this order and hide the others; `widths` in pixels stay as they are said."""
        self.columns.show(keys, widths)

    def shown_columns(self) -> list[str]:
        """Keys of the columns on screen, in their order."""
        return self.columns.shown()

    def choose_columns(self, at: QPoint, *, right: bool = False) -> ColumnChooser:
        """Open the column chooser at a global position, with its right edge there if `right`."""
        chooser = ColumnChooser(self, self.columns, self._model.columns)
        chooser.show_at(at - QPoint(chooser.sizeHint().width() if right else 0, -4))
        return chooser

    # -- what happens --------------------------------------------------------------------------------------

    def _on_reset(self) -> None:
        self._placed = None
        self.columns.follow_model()
        self.scrollToTop()
        if self._sort is not None:
            self.show_sort(*self._sort)

    def _on_refreshed(self, positions: Mapping[str, int | None]) -> None:
        self._restore_selection(positions)
        if self._kept_current is not None:
            row = positions.get(self._kept_current[0])
            self._placed = (row, self._kept_current[0]) if row is not None else None
            if row is not None:
                index = self._model.index(row, self._kept_current[1])
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if self._kept_head is not None:
            row = self._model.layout.row_of_head(self._kept_head[0])
            if row is not None:
                index = self._model.index(row, self._kept_head[1])
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        if self._kept_top is not None:
            row = positions.get(self._kept_top[0])
            if row is not None:
                self.verticalScrollBar().setValue(row * theme.current().row_height - self._kept_top[1])
        self._kept_top = self._kept_current = self._kept_head = None
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
        self.selection_counted.emit(self.selected_count(), self._model.layout.shown)

    def _tell_viewport(self) -> None:
        first = max(0, self.rowAt(0))
        height = max(1, theme.current().row_height)
        if self._model.set_viewport(first, first + self.viewport().height() // height + 1):
            self._paint_again()
        elif self.viewport().updatesEnabled():
            self.viewport().setUpdatesEnabled(False)
            self._patience.start()

    def _paint_again(self) -> None:
        self._patience.stop()
        self.viewport().setUpdatesEnabled(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.spread()
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
        if self.groups.key(event):
            return
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
            self._ask_for_menu(self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Letters don't jump: that would read the whole list. `/` filters."""

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self.setCurrentIndex(self._model.index(row, max(0, self.currentIndex().column())))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.groups.paint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.groups.pressed(event):
            return
        super().mousePressEvent(event)
        if not self.indexAt(event.position().toPoint()).isValid():
            self.clearSelection()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.MiddleButton:
            self._open(self.indexAt(event.position().toPoint()), apart=True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._ask_for_menu(event.pos())

    def _ask_for_menu(self, at: QPoint) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(at))

    def open_menu(self, at: QPoint, fill: Callable[[QMenu], object]) -> None:
        """Show a menu at a point of the screen, if `fill` puts anything in and the table can still be seen."""
        menu = QMenu(self)
        fill(menu)
        if menu.isEmpty() or not self.isVisible():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
