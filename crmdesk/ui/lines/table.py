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
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.editors import Lookup
from crmdesk.ui.widgets.touch import TOUCH

_HEAD = 36
_WORDS = {"reference": 5, "text": 2}
"""Kinds of column that share what the figures leave of the width, and their parts of it."""
_EDIT = QAbstractItemView.EditTrigger
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_READABLE, _NARROWER = 320, 0.88
"""Pixels that words want; where they have less, the columns of numbers keep so much of theirs."""
_LEAST, _NAMED = 96, 176
"""Pixels of a column of words, and of the product where not all columns have room and the table scrolls sideways."""


class LinesTable(Retranslates, QTableView):
    """As high as its rows: the page scrolls, not the table; sideways it does where the window is narrow."""

    removal_asked = Signal(str)
    """Id of the line that shall go."""

    def __init__(
        self, model: LineModel, lookup: Lookup, parent: QWidget | None = None, *, touch: bool = False
    ) -> None:
        super().__init__(parent)
        self._least = TOUCH if touch else 0
        self._model = model
        self._awaited: tuple[str, str] | None = None
        self._wide = False
        self.setModel(model)
        self._delegate = LineDelegate(self, lookup)
        self._delegate.moved.connect(self._on_left)
        self.setItemDelegate(self._delegate)
        self._configure()
        self._fit_rows()
        theme.on_change(self._fit_rows)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._on_rows)
        model.dataChanged.connect(lambda *_: self._spread())

    def _configure(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
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
        rows.setMinimumSectionSize(self._row_height)
        rows.setDefaultSectionSize(self._row_height)
        self.updateGeometry()

    @property
    def _row_height(self) -> int:
        return max(self._least, theme.current().row_height)

    def _on_rows(self) -> None:
        texts = [column.key for column in self._model.columns if column.kind == "text"]
        for key in texts:  # a column that says nothing and never will takes no room
            self.setColumnHidden(self._model.column_at(key), not (self._model.editable or self._says(key)))
        self._spread()
        self.updateGeometry()
        if self._awaited is not None and (row := self._model.row_of(self._awaited[0])) is not None:
            _, key = self._awaited
            self._awaited = None
            self.edit_at(row, self._model.column_at(key))

    def _says(self, key: str) -> bool:
        return any(row.record[key] for row in self._model.rows)

    def sizeHint(self) -> QSize:
        rows = self._model.rowCount() * self._row_height
        bar = self.horizontalScrollBar().sizeHint().height() if self._wide else 0
        return QSize(super().sizeHint().width(), _HEAD + rows + 1 + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def retranslate(self) -> None:
        self._spread()  # the heads say other words, which may be longer

    def _spread(self) -> None:
        """Figures keep their width and heads their words; what is left is the words', the product's above all. Where
        no line says anything, a column is as narrow as its head."""
        width, heads = self.viewport().width(), self.horizontalHeader()
        shown = {at: each for at, each in enumerate(self._model.columns) if not self.isColumnHidden(at)}
        words = {
            at: _WORDS[each.kind] if each.kind == "reference" or self._says(each.key) else 0
            for at, each in shown.items()
            if each.kind in _WORDS
        }
        figures = {at: each.width for at, each in shown.items() if at not in words}
        part = 1.0 if width - sum(figures.values()) >= _READABLE else _NARROWER
        widths = {at: max(int(each * part), heads.sectionSizeHint(at)) for at, each in figures.items()}
        room, shares = width - sum(widths.values()), sum(words.values())
        for at, share in sorted(words.items(), key=lambda word: word[1]):
            widths[at] = max(_LEAST, heads.sectionSizeHint(at), room * share // max(shares, 1))
            room, shares = room - widths[at], shares - share
        wide = sum(widths.values()) > width
        for at, wanted in widths.items():
            named = wide and shown[at].kind == "reference"
            self.setColumnWidth(at, max(wanted, _NAMED) if named else wanted)
        if wide != self._wide:
            bar = Qt.ScrollBarPolicy
            self._wide = wide
            self.setHorizontalScrollBarPolicy(bar.ScrollBarAlwaysOn if wide else bar.ScrollBarAlwaysOff)
            self.updateGeometry()

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
