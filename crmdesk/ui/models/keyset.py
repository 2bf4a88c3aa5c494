"""Owns a virtual table: any number of rows, of which only the pages near the viewport are in memory.

It asks a `RowSource` on the query thread and never on the GUI thread; it knows no entity and no SQL.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from crmdesk.ui.models.columns import CellText, Column, Row, RowSource
from crmdesk.ui.models.query_runner import QueryRunner
from crmdesk.ui.translations import label

VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROW_ID_ROLE = VALUE_ROLE + 1
COLUMN_ROLE = VALUE_ROLE + 2

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What one refresh read: the count, pages by number and where the kept rows are now."""

    count: int
    pages: dict[int, Sequence[Row]]
    positions: dict[str, int | None]


class KeysetModel(QAbstractTableModel):
    """Rows of a `RowSource`; those not read yet have no value (`VALUE_ROLE` and `ROW_ID_ROLE` give None)."""

    counted = Signal(int)
    """The number of rows became known: after `set_source` and every `refresh`."""
    refreshed = Signal(object)
    """After `refresh`: dict of kept row id to its row number now, None when it left."""
    edit_requested = Signal(str, str, object)
    """Row id, column key, canonical value. The receiver commits it; the next refresh shows the truth."""

    def __init__(
        self,
        columns: Sequence[Column],
        runner: QueryRunner,
        cell_text: CellText,
        *,
        page_size: int = 100,
        cached_pages: int = 48,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._runner = runner
        self._cell_text = cell_text
        self._page_size = page_size
        self._cached_pages = cached_pages
        self._source: RowSource | None = None
        self._count = 0
        self._known = False
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._viewport = (0, 0)
        self._wanted = False
        self._fetching = False
        self._flush = QTimer(self, singleShot=True, interval=0)
        self._flush.timeout.connect(self._fetch_wanted)

    # -- what is shown -------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def known(self) -> bool:
        """Whether the number of rows has been read; until then the list is loading, not empty."""
        return self._known

    def set_source(self, source: RowSource, columns: Sequence[Column] | None = None) -> None:
        """Show another query (or another order of it) from its top, optionally with other columns."""
        self._runner.cancel(self._key("pages"))
        self._runner.cancel(self._key("refresh"))
        self.beginResetModel()
        if columns is not None:
            self._columns = tuple(columns)
        self._source = source
        self._count, self._known, self._fetching, self._wanted = 0, False, False, False
        self._pages.clear()
        self.endResetModel()
        self._viewport = (0, self._page_size - 1)
        self.refresh()

    def set_viewport(self, first: int, last: int) -> None:
        """Tell which rows are on screen; the view calls it when it scrolls."""
        self._viewport = (max(0, first), max(first, last))

    def refresh(self, keep: Sequence[str] = (), source: RowSource | None = None) -> None:
        """Read again what is on screen, keeping the rows shown until the new ones are there.

        `keep` are ids of rows (selected, current, topmost) whose new row numbers `refreshed` reports. `source`
        takes the place of the one so far; it asks the same of records that have changed.
        """
        source = self._source = source or self._source
        if source is None:
            return
        self._runner.cancel(self._key("pages"))
        self._fetching = False
        pages, size = self._pages_in_view(), self._page_size
        kept = tuple(dict.fromkeys(keep))

        def read() -> _Snapshot:
            count = source.count()
            last = max(0, (count - 1) // size)
            numbers = sorted({min(number, last) for number in pages})
            return _Snapshot(
                count,
                {number: source.page(number * size, size) for number in numbers},
                {row_id: source.position(row_id) for row_id in kept},
            )

        self._runner.submit(self._key("refresh"), read, self._on_snapshot)

    def row(self, number: int) -> Row | None:
        """The row of a number if it is in memory."""
        page = self._pages.get(number // self._page_size)
        offset = number % self._page_size
        return page[offset] if page is not None and offset < len(page) else None

    def row_id(self, number: int) -> str | None:
        """The record id of a row number if it is in memory."""
        row = self.row(number)
        return str(row[0]) if row is not None else None

    def read_ids(self) -> Iterator[tuple[int, str]]:
        """Row number and record id of every row in memory, from the top."""
        for number, page in sorted(self._pages.items()):
            for offset, row in enumerate(page):
                yield number * self._page_size + offset, str(row[0])

    def row_of(self, row_id: str) -> int | None:
        """The row number of a record among the rows in memory."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row[0] == row_id:
                    return number * self._page_size + offset
        return None

    @property
    def rows_in_memory(self) -> int:
        return sum(len(page) for page in self._pages.values())

    # -- fetching ------------------------------------------------------------------------------------------

    def _key(self, what: str) -> tuple[str, int]:
        return (what, id(self))

    def _pages_in_view(self) -> list[int]:
        first, last = self._viewport
        return list(range(first // self._page_size, last // self._page_size + 1))

    def _want(self) -> None:
        self._wanted = True
        if not self._flush.isActive():
            self._flush.start()

    def _fetch_wanted(self) -> None:
        """One request at a time, always for what is on screen by then: a drag over a million rows reads few pages."""
        source = self._source
        if not self._wanted or self._fetching or source is None or not self._known:
            return
        self._wanted = False
        last_page = max(0, (self._count - 1) // self._page_size)
        shown = [number for number in self._pages_in_view() if number <= last_page]
        around = [shown[0] - 1, shown[-1] + 1] if shown else []
        missing = [
            number for number in [*shown, *around] if 0 <= number <= last_page and number not in self._pages
        ]
        if not missing:
            return
        self._fetching = True
        size = self._page_size

        def read() -> dict[int, Sequence[Row]]:
            return {number: source.page(number * size, size) for number in missing}

        self._runner.submit(self._key("pages"), read, self._on_pages)

    def _on_pages(self, pages: dict[int, Sequence[Row]]) -> None:
        self._fetching = False
        for number, rows in pages.items():
            self._keep(number, rows)
            self._announce(number * self._page_size, number * self._page_size + max(0, len(rows) - 1))
        if any(number not in self._pages for number in self._pages_in_view()):
            self._want()
        if self._wanted:
            self._flush.start()

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > self._cached_pages:
            self._pages.popitem(last=False)

    def _on_snapshot(self, snapshot: _Snapshot) -> None:
        self._resize(snapshot.count)
        self._pages.clear()
        for number, rows in snapshot.pages.items():
            self._keep(number, rows)
        self._known = True
        self._announce(0, self._count - 1)
        self.counted.emit(self._count)
        self.refreshed.emit(snapshot.positions)

    def _resize(self, count: int) -> None:
        """Rows come and go at the end, so that the view keeps its scroll position and selection."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def _announce(self, first: int, last: int) -> None:
        if 0 <= first <= last < self._count and self._columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    # -- what Qt asks --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        if role == COLUMN_ROLE:
            return column
        row = self.row(index.row())
        if row is None:
            self._want()
            return None
        return self._value(row, index.column(), role)

    def _value(self, row: Row, number: int, role: int) -> Any:
        if role in (VALUE_ROLE, Qt.ItemDataRole.EditRole):
            return row[number + 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cell_text(self._columns[number], row[number + 1])
        return row[0] if role == ROW_ID_ROLE else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return label(column.title_key)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if index.isValid() and self._columns[index.column()].editable and self.row(index.row()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for an edit; the cell shows the new value at once and the truth after the next refresh."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or row[index.column() + 1] == value:
            return False
        changed = (*row[: index.column() + 1], value, *row[index.column() + 2 :])
        page = list(self._pages[index.row() // self._page_size])
        page[index.row() % self._page_size] = changed
        self._pages[index.row() // self._page_size] = page
        self._announce(index.row(), index.row())
        self.edit_requested.emit(str(row[0]), self._columns[index.column()].key, value)
        return True
