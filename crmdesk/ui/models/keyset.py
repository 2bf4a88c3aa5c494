"""Owns a virtual table: any number of rows, of which only the pages near the viewport are in memory.

It asks a `RowSource` on the query thread and never on the GUI thread; it knows no entity and no SQL.

over 400 lines because it is one class: a third is what Qt asks of a model, and the rest decides what is read when.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
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

from crmdesk.store.grouping import GroupHead
from crmdesk.ui.models.columns import CellText, Column, HeadWords, Row, RowSource, plain_words
from crmdesk.ui.models.layout import RowLayout
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


# Asked for with every cell that is painted: joining them each time would be a tenth of it.
_HEAD = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_PLAIN = _HEAD | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What one refresh read: the count, the heads of groups, pages by number and where the kept records are now."""

    count: int
    heads: Sequence[GroupHead]
    pages: dict[int, Sequence[Row]]
    positions: dict[str, int | None]


class KeysetModel(QAbstractTableModel):
    """Rows of a `RowSource`; those not read yet have no value (`VALUE_ROLE` and `ROW_ID_ROLE` give None).

    Pages are of records. Where the source has groups, a head stands above the records of each (`layout`).
    """

    counted = Signal(int)
    """The number of records became known: after `set_source` and every `refresh`."""
    asked = Signal()
    """Rows are being read of which none has been shown yet."""
    unread = Signal(object)
    """Rows could not be read (the exception); what was read before stays."""
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
        head_words: Callable[[GroupHead], HeadWords] = plain_words,
        today: Callable[[], date] = date.today,
        page_size: int = 50,
        cached_pages: int = 96,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._runner = runner
        self._cell_text = cell_text
        self.head_words = head_words
        """Says what stands in the head of a group."""
        self._today = today
        self._page_size = page_size
        self._cached_pages = cached_pages
        self._source: RowSource | None = None
        self._unprepared: RowSource | None = None
        self.layout = RowLayout()
        self._folded: frozenset[str] = frozenset()
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

    @property
    def folded(self) -> frozenset[str]:
        """The keys of the groups that show their heads alone."""
        return self._folded

    def fold(self, keys: Iterable[str]) -> None:
        """Show of these groups the heads alone, and all records of the others."""
        self._folded = frozenset(keys)
        self._arrange(RowLayout(self.layout.records, self.layout.heads, self._folded))
        self._announce(0, self.layout.rows - 1)

    def set_source(
        self, source: RowSource, columns: Sequence[Column] | None = None, folded: Iterable[str] = ()
    ) -> None:
        """Show another query (or another order of it) from its top, optionally with other columns. The groups with the
        keys in `folded` show their heads alone."""
        for what in ("pages", "refresh", "prepare"):
            self._runner.cancel(self._key(what))
        self.beginResetModel()
        if columns is not None:
            self._columns = tuple(columns)
        self._source = source
        self.layout, self._folded = RowLayout(), frozenset(folded)
        self._known, self._fetching, self._wanted = False, False, False
        self._pages.clear()
        self.endResetModel()
        self._viewport = (0, self._page_size - 1)
        self.refresh()

    def set_viewport(self, first: int, last: int) -> bool:
        """Tell which rows are on screen; the view calls it when it scrolls. False when some are still to be read."""
        self._viewport = (max(0, first), max(first, last))
        if not self._known or not self._unread(self._pages_in_view()):
            return True
        self._want()
        return False

    def refresh(self, keep: Sequence[str] = (), source: RowSource | None = None) -> None:
        """Read again what is on screen, keeping the rows shown until the new ones are there.

        `keep` are ids of rows (selected, current, topmost) whose new row numbers `refreshed` reports. `source`
        takes the place of the one so far; it asks the same of records that have changed.
        """
        source = self._source = source or self._source
        if source is None:
            return
        self._runner.cancel(self._key("pages"))
        self._fetching, self._unprepared = False, source
        pages, size, known = self._pages_in_view(), self._page_size, self._known
        kept = tuple(dict.fromkeys(keep))

        def read() -> _Snapshot:
            count, heads = source.count(), source.heads()
            last = max(0, (count - 1) // size)
            numbers = sorted({min(number, last) for number in pages}) if known or not heads else []
            return _Snapshot(
                count,
                heads,
                {number: source.page(number * size, size) for number in numbers},
                {row_id: source.position(row_id) for row_id in kept},
            )

        if not known:
            self.asked.emit()
        self._runner.submit(self._key("refresh"), read, self._on_snapshot, self.unread.emit)

    def row(self, number: int) -> Row | None:
        """The record's row in a row if it is in memory; None for the head of a group."""
        record = self.layout.record(number)
        if record is None:
            return None
        page = self._pages.get(record // self._page_size)
        offset = record % self._page_size
        return page[offset] if page is not None and offset < len(page) else None

    def row_id(self, number: int) -> str | None:
        """The record id of a row number if it is in memory."""
        row = self.row(number)
        return str(row[0]) if row is not None else None

    def read_ids(self) -> Iterator[tuple[int, str]]:
        """Row number and record id of every row in memory, from the top."""
        for number, page in sorted(self._pages.items()):
            for offset, row in enumerate(page):
                if (at := self.layout.row(number * self._page_size + offset)) is not None:
                    yield at, str(row[0])

    def row_of(self, row_id: str) -> int | None:
        """The row number of a record among the rows in memory."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if row[0] == row_id:
                    return self.layout.row(number * self._page_size + offset)
        return None

    @property
    def rows_in_memory(self) -> int:
        return sum(len(page) for page in self._pages.values())

    # -- fetching ------------------------------------------------------------------------------------------

    def _key(self, what: str) -> tuple[str, int]:
        return (what, id(self))

    def _pages_in_view(self) -> list[int]:
        """The pages of the records in view, those of a folded group between them left out."""
        first, last = self._viewport
        if not self.layout.heads:
            return list(range(first // self._page_size, last // self._page_size + 1))
        found: set[int] = set()
        for low, high in self.layout.records_in(first, min(last, self.layout.rows - 1)):
            found.update(range(low // self._page_size, high // self._page_size + 1))
        return sorted(found)

    def _unread(self, pages: Iterable[int]) -> list[int]:
        last = max(0, (self.layout.records - 1) // self._page_size)
        return [page for page in pages if 0 <= page <= last and page not in self._pages]

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
        shown = self._pages_in_view()
        missing = self._unread(shown)
        # What is on screen waits for nothing; its neighbours come behind it, and give way to what is on screen next.
        self._fetching = bool(missing)
        missing = missing or (self._unread([shown[0] - 1, shown[-1] + 1]) if shown else [])
        if not missing:
            return
        size = self._page_size

        def read() -> dict[int, Sequence[Row]]:
            return {number: source.page(number * size, size) for number in missing}

        self._runner.submit(self._key("pages"), read, self._on_pages, self._on_unread_pages)

    def _on_unread_pages(self, error: Exception) -> None:
        """They are asked for again when they come into view again."""
        self._fetching = self._wanted = False
        self.unread.emit(error)

    def _on_pages(self, pages: dict[int, Sequence[Row]]) -> None:
        self._wanted = self._wanted or self._fetching
        self._fetching = False
        for number, rows in pages.items():
            self._keep(number, rows)
            self._announce_records(number * self._page_size, max(1, len(rows)))
        if self._wanted or self._unread(self._pages_in_view()):
            self._want()
        self._prepare()

    def _prepare(self) -> None:
        """Somebody has gone further than one looks at first: a little at a time, behind all that is asked for."""
        source, self._unprepared = self._unprepared, None
        if source is not None:
            self._runner.submit(self._key("prepare"), source.prepare, partial(self._on_prepared, source))

    def _on_prepared(self, source: RowSource, more: bool) -> None:
        if more and source is self._source:
            self._unprepared = source
            self._prepare()

    def _keep(self, number: int, rows: Sequence[Row]) -> None:
        self._pages[number] = rows
        self._pages.move_to_end(number)
        while len(self._pages) > self._cached_pages:
            self._pages.popitem(last=False)

    def _on_snapshot(self, snapshot: _Snapshot) -> None:
        self._pages.clear()
        self._arrange(RowLayout(snapshot.count, snapshot.heads, self._folded))
        for number, rows in snapshot.pages.items():
            self._keep(number, rows)
        self._known = True
        self._announce(0, self.layout.rows - 1)
        self.counted.emit(self.layout.records)
        at = {
            row_id: None if record is None else self.layout.row(record)
            for row_id, record in snapshot.positions.items()
        }
        self.refreshed.emit(at)

    def _arrange(self, layout: RowLayout) -> None:
        """Rows come and go at the end, so that the view keeps its scroll position and selection."""
        before, after = self.layout.rows, layout.rows
        if after > before:
            self.beginInsertRows(QModelIndex(), before, after - 1)
            self.layout = layout
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(QModelIndex(), after, before - 1)
            self.layout = layout
            self.endRemoveRows()
        else:
            self.layout = layout

    def _announce_records(self, first: int, count: int) -> None:
        if not self.layout.heads:
            self._announce(first, first + count - 1)
        else:  # the rows of a page may lie apart, with heads and folded groups between them
            self._announce(0, self.layout.rows - 1)

    def _announce(self, first: int, last: int) -> None:
        if 0 <= first <= last < self.layout.rows and self._columns:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    # -- what Qt asks --------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self.layout.rows

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
        if row is not None:
            return self._value(row, index.column(), role)
        if (head := self.layout.head(index.row())) is not None:
            return self._of_head(index.row(), head, role)
        self._want()
        return None

    def text(self, row: int, column: int) -> str | None:
        """What a cell says, as for `DisplayRole`; None for the head of a group, and for what is still to be read."""
        found = self.row(row)
        if found is not None:
            return self._cell_text(self._columns[column], found[column + 1])
        if self.layout.head(row) is None:
            self._want()
        return None

    def is_overdue(self, row: int, column: int) -> bool:
        """Whether a cell says a day by which the record in its row should have ended and has not."""
        found = self.row(row)
        return found is not None and self._past(found, column)

    def _past(self, row: Row, column: int) -> bool:
        deadline = self._columns[column].deadline
        if deadline is None:
            return False
        values = dict(zip((each.key for each in self._columns), row[1:], strict=True))
        return deadline.is_past(row[column + 1], values.get(deadline.state), self._today().isoformat())

    def _of_head(self, row: int, head: GroupHead, role: int) -> Any:
        """Whatever cell of its row the keyboard is in, a screen reader hears the whole head."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        words = self.head_words(head)
        state = self.tr("open") if self.layout.is_open(row) else self.tr("folded")
        return ", ".join(text for text in (words.name, words.count, words.sums, state) if text)

    def _value(self, row: Row, number: int, role: int) -> Any:
        if role in (VALUE_ROLE, Qt.ItemDataRole.EditRole):
            return row[number + 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self._cell_text(self._columns[number], row[number + 1])
            heard = role == Qt.ItemDataRole.AccessibleTextRole and self._past(row, number)
            return ", ".join((text, self.tr("overdue"))) if heard else text
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
        if self.layout.head(index.row()) is not None:
            return _HEAD
        if index.isValid() and self._columns[index.column()].editable and self.row(index.row()) is not None:
            return _EDITABLE
        return _PLAIN

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for an edit; the cell shows the new value at once and the truth after the next refresh."""
        row = self.row(index.row())
        if role != Qt.ItemDataRole.EditRole or row is None or row[index.column() + 1] == value:
            return False
        changed = (*row[: index.column() + 1], value, *row[index.column() + 2 :])
        record = self.layout.record(index.row()) or 0
        page = list(self._pages[record // self._page_size])
        page[record % self._page_size] = changed
        self._pages[record // self._page_size] = page
        self._announce(index.row(), index.row())
        self.edit_requested.emit(str(row[0]), self._columns[index.column()].key, value)
        return True
