"""Owns the table of lines: Tab goes through the cells, Enter begins the next line, Del takes one away.

It saves nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from crmdesk.ui import theme
from crmdesk.ui.lines.cells import LineDelegate
from crmdesk.ui.lines.model import NEW_LINE, LineModel
from crmdesk.ui.widgets.editors import Lookup

_HEAD = 36
_WORDS = {"reference": 3, "text": 2}
"""Kinds of column that share what the figures leave of the width, and their parts of it."""
_EDIT = QAbstractItemView.EditTrigger
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesTable(QTableView):
    """As high as its rows: the page scrolls, not the table."""

    removal_asked = Signal(str)
    """Id of the line that shall go."""

    def __init__(self, model: LineModel, lookup: Lookup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._awaited: tuple[str, str] | None = None
        self.setModel(model)
        self._delegate = LineDelegate(self, lookup)
        self._delegate.moved.connect(self._on_left)
        self.setItemDelegate(self._delegate)
        self._configure()
        self._fit_rows()
        theme.on_change(self._fit_rows)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._on_rows)

    def _configure(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEditTriggers(
            _EDIT.AnyKeyPressed | _EDIT.EditKeyPressed | _EDIT.DoubleClicked | _EDIT.SelectedClicked
        )
        self.clicked.connect(self._on_clicked)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(False)
        heads.setFixedHeight(_HEAD)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _fit_rows(self) -> None:
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(theme.current().row_height)
        rows.setDefaultSectionSize(theme.current().row_height)
        self.updateGeometry()

    def _on_rows(self) -> None:
        texts = [column.key for column in self._model.columns if column.kind == "text"]
        for key in texts:  # a column that says nothing and never will takes no room
            said = self._model.editable or any(row.record[key] for row in self._model.rows)
            self.setColumnHidden(self._model.column_at(key), not said)
        self._spread()
        self.updateGeometry()
        if self._awaited is not None and (row := self._model.row_of(self._awaited[0])) is not None:
            _, key = self._awaited
            self._awaited = None
            self.edit_at(row, self._model.column_at(key))

    def sizeHint(self) -> QSize:
        rows = self._model.rowCount() * theme.current().row_height
        return QSize(super().sizeHint().width(), _HEAD + rows + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _spread(self) -> None:
        columns = self._model.columns
        room = self.viewport().width() - sum(column.width for column in columns if column.kind not in _WORDS)
        shares = {
            at: _WORDS[column.kind]
            for at, column in enumerate(columns)
            if column.kind in _WORDS and not self.isColumnHidden(at)
        }
        for at, column in enumerate(columns):
            share = shares.get(at, 0) / sum(shares.values())
            self.setColumnWidth(at, max(96, int(room * share)) if at in shares else column.width)

    # -- going about ---------------------------------------------------------------------------------------

    def add_line(self) -> None:
        """Begin the next line."""
        if self._model.editable:
            self.edit_at(self._model.rowCount() - 1, 0)

    def edit_at(self, row: int, column: int) -> None:
        """Bring the keyboard to a cell and open its editor."""
        index = self._model.index(row, column)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setCurrentIndex(index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def edit_when_there(self, line_id: str, key: str) -> None:
        """Open the editor of a cell of a line that was just made, as soon as it is shown."""
        self._awaited = (line_id, key)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._model.line_id(index.row()) == NEW_LINE:
            self.add_line()

    def _on_left(self, row: int, column: int, way: str) -> None:
        if way == "line":
            self.add_line()
        elif way in ("next", "back"):
            self._step(row, column, 1 if way == "next" else -1)

    def _step(self, row: int, column: int, step: int) -> None:
        """The next cell that can be edited, from line to line; past the ends the keyboard leaves the table."""
        width = self._model.columnCount()
        at = row * width + column + step
        while 0 <= at < self._model.rowCount() * width:
            index = self._model.index(at // width, at % width)
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit_at(index.row(), index.column())
                return
            at += step
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.focusNextPrevChild(step > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        line = self._model.line_id(index.row()) if index.isValid() else None
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            if line and self._model.editable:
                self.removal_asked.emit(line)
        elif event.key() in _ENTER and plain and index.isValid():
            self.edit_at(index.row(), index.column())
        elif event.key() == Qt.Key.Key_Escape or not plain:
            event.ignore()  # the page's
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """A letter begins to edit; it does not jump."""
