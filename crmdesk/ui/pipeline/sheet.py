"""A small table of finished texts: every cell says itself, one cell has the keyboard. Knows no meaning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crmdesk.ui import theme
from crmdesk.ui.theme.state import look

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Cell:
    """A text; `tip` is the longer form of it. `tone` is a colour token's beginning, as in `Label`."""

    text: str
    tip: str = ""
    strong: bool = False
    tone: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and on which side its cells stand."""

    title: str
    right: bool = False
    tip: str = ""


class SheetModel(QAbstractTableModel):
    """Headings and rows of cells."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings: Sequence[Heading] = ()
        self._rows: Sequence[Sequence[Cell]] = ()

    def show(self, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]]) -> None:
        """Replace all."""
        self.beginResetModel()
        self._headings, self._rows = headings, rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._headings)

    def cell(self, row: int, column: int) -> Cell:
        return self._rows[row][column]

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        cell, heading = self.cell(index.row(), index.column()), self._headings[index.column()]
        now = theme.current()
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading.title}: {cell.tip or cell.text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and cell.strong:
            return theme.strong_font(now, look().language)
        if role == Qt.ItemDataRole.ForegroundRole and cell.tone:
            return now.color("text_muted" if cell.tone == "muted" else f"{cell.tone}_text")
        if role == Qt.ItemDataRole.DecorationRole and cell.icon:
            return theme.icon(cell.icon, f"{cell.tone}_text" if cell.tone else "text_muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._headings):
            return None
        heading = self._headings[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading.tip or heading.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if heading.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


_MEASURED = 24
"""Rows whose texts say how wide a column is."""
_LEAST = 160
"""Pixels of the column that takes what is left: where less is left, the sheet scrolls sideways instead."""
_FIGURE = 40
"""Pixels that any column has."""
_NEAR = 640
"""Pixels of that column where there is more room: the others have an equal share of the rest, so that figures do not
huddle at the far edge of a wide window."""


class Sheet(QTableView):
    """Arrows walk, Enter reports the row, Ctrl+Left and Ctrl+Right ask to move it. Tab leaves."""

    entered_row = Signal(int)
    picked = Signal(int, int)
    """Row and column of the cell that has the keyboard now, by whatever way."""
    shifted = Signal(int, int)
    """Row, and by how much it shall move: -1 or 1."""

    def __init__(self, *, by_row: bool, fits: bool, parent: QWidget | None = None) -> None:
        """`by_row` marks whole rows; `fits` makes it as high as its rows."""
        super().__init__(parent)
        self.sheet = SheetModel(self)
        self.setModel(self.sheet)
        self._fits = fits
        self._most = 9
        self._wide = 0
        self.setProperty("sheet", True)
        kind = QAbstractItemView.SelectionBehavior
        self.setSelectionBehavior(kind.SelectRows if by_row else kind.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        # Widths follow the first rows: Qt would measure a thousand, once for each column that is set.
        self.horizontalHeader().setResizeContentsPrecision(_MEASURED)
        self.horizontalHeader().sectionResized.connect(
            lambda at, *_: self._share() if at != self._wide else None
        )
        self.horizontalScrollBar().rangeChanged.connect(lambda *_: self._fit())
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.entered_row.emit(index.row()))

    def show_rows(self, headings: Sequence[Heading], rows: Sequence[Sequence[Cell]], wide: int = 0) -> None:
        """Replace all; column `wide` takes the room that is left. The keyboard's cell stays where it was."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        blocked = self.selectionModel().blockSignals(True)
        self.sheet.show(headings, rows)
        self._wide = wide
        for section in range(len(headings)):
            mode = QHeaderView.ResizeMode
            self.horizontalHeader().setSectionResizeMode(
                section, mode.Fixed if section == wide else mode.ResizeToContents
            )
        self.verticalHeader().setDefaultSectionSize(theme.current().row_height)
        if (rows and at.isValid()) or row >= 0:
            self.setCurrentIndex(self.sheet.index(min(row, len(rows) - 1), max(0, column)))
        self.selectionModel().blockSignals(blocked)
        self._share()
        self._fit()

    def _share(self) -> None:
        """Give the wide column what the others leave, and never less than its words can be read in."""
        header = self.horizontalHeader()
        if self._wide < header.count():
            rest = min(_NEAR, (self.viewport().width() - _NEAR) // max(1, header.count() - 1))
            if header.minimumSectionSize() != max(_FIGURE, rest):
                header.setMinimumSectionSize(max(_FIGURE, rest))
                for at in range(header.count()):
                    # Measured again: a column that was wide does not narrow by itself.
                    header.setSectionResizeMode(at, header.sectionResizeMode(at))
            others = header.length() - header.sectionSize(self._wide)
            header.resizeSection(self._wide, max(_LEAST, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def pick(self, row: int, column: int) -> None:
        """Give the keyboard's place to a cell, quietly."""
        blocked = self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self.sheet.index(row, column))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def _on_current(self, now: QModelIndex) -> None:
        if now.isValid():
            self.picked.emit(now.row(), now.column())

    def allow_rows(self, rows: int) -> None:
        """How many rows are shown before it scrolls, where it is as high as its rows."""
        self._most = rows
        self._fit()

    def _fit(self) -> None:
        if not self._fits:
            return
        rows = min(self._most, max(1, self.sheet.rowCount()))
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() else 0
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(head + rows * theme.current().row_height + below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.entered_row.emit(row)
        elif control and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row >= 0:
            self.shifted.emit(row, -1 if event.key() == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
