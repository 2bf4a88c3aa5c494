"""Writes a list into a CSV file that spreadsheets open as it is meant: part by part, off the GUI thread, whole or not.

Cells are for reckoning, not for show: numbers without separators, days as 2026-11-23, choices and records by name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QIODevice, QObject, QSaveFile, Signal

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import StorageFault
from crmdesk.exchange.formulas import guarded
from crmdesk.store.grouped_listing import Grouping
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.ui import formats
from crmdesk.ui.bulk.progress import BulkProgress
from crmdesk.ui.desk import Desk
from crmdesk.ui.models import Column
from crmdesk.ui.translations import label

PART = 500
"""Rows that are read and written at once: some 30 ms."""
_MARK = b"\xef\xbb\xbf"
"""The byte order mark, without which spreadsheets take UTF-8 for the national encoding."""
Cell = Callable[[Column, object], str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Export:
    """One file on its way: which records in which order, and what of them."""

    file: QSaveFile
    path: Path
    entity: Entity
    columns: tuple[Column, ...]
    ids: tuple[str, ...]
    cell: Cell

    def write(self, replica: Replica, start: int) -> None:
        """The part from row number `start`; raises `StorageFault`."""
        part = self.ids[start : start + PART]
        names = [column.key for column in self.columns]
        listing = replica.rows(self.entity.name, Query((Filter("id", "=", list(part)),)), names)
        rows = {str(row[0]): row[1:] for row in listing.page(0, PART)}
        lines = [self._line(rows[record_id]) for record_id in part if record_id in rows]
        if start == 0:
            lines.insert(0, self._heads())
        text = _csv(lines).encode()
        self._put(_MARK + text if start == 0 else text)

    def _heads(self) -> list[str]:
        heads: list[str] = []
        for column in self.columns:
            heads.append(guarded(label(column.title_key)))
            if column.kind == "money":
                heads.append(guarded(label(f"{self.entity.name}.{self.entity.field(column.key).currency}")))
        return heads

    def _line(self, values: Sequence[object]) -> list[str]:
        cells: list[str] = []
        for column, value in zip(self.columns, values, strict=True):
            if column.kind == "money":
                cells += [str(part or "") for part in value] if isinstance(value, tuple) else ["", ""]
            else:
                cells.append(guarded(self.cell(column, value)))
        return cells

    def _put(self, content: bytes) -> None:
        if self.file.write(content) < len(content):
            raise self.fault()

    def fault(self) -> StorageFault:
        return StorageFault(
            "The file could not be written",
            f"{self.path.name}: {self.file.errorString()}",
            "close it where it is open, or choose another folder",
            code="not_written",
        )

    def finish(self) -> None:
        """Let it take the place of an older one; raises `StorageFault`."""
        if not self.file.commit():
            raise self.fault()


class Exports(QObject):
    """One export of one list at a time. What is left off leaves no file, and an older one as it was."""

    progressed = Signal(object)
    """`BulkProgress`, None when nothing runs."""
    ended = Signal(object, int)
    """`Path` of a file that is whole, and how many rows are in it."""

    def __init__(self, desk: Desk, entity: Entity) -> None:
        super().__init__()
        self._desk = desk
        self._entity = entity
        self._stopped = False
        self.busy = False

    def start(
        self,
        path: Path,
        query: Query,
        columns: Sequence[Column],
        title: str,
        grouping: Grouping | None = None,
    ) -> None:
        """Write the records of a query as they are now, with these columns, group behind group. `title` says it in
        words."""
        if self.busy:
            return
        self.busy, self._stopped = True, False
        replica, entity = self._desk.replica, self._entity

        def begin() -> _Export:
            ids = _ids(replica, entity, query, grouping)
            file = QSaveFile(str(path))
            made = _Export(file, path, entity, tuple(columns), tuple(ids), self._cell)
            if not file.open(QIODevice.OpenModeFlag.WriteOnly):
                raise made.fault()
            return made

        self._submit(begin, lambda export: self._part(export, 0, title))

    def stop(self) -> None:
        """Leave off after the part under way."""
        self._stopped = True

    def _submit(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._desk.lookups.submit(("export", id(self)), work, done, self._on_failed)

    def _part(self, export: _Export, start: int, title: str) -> None:
        total = len(export.ids)
        if self._stopped:
            export.file.cancelWriting()
            self._end()
        elif start >= max(1, total):
            self._submit(export.finish, lambda _: self._on_finished(export))
        else:
            self.progressed.emit(BulkProgress(title, start, total))
            write = partial(export.write, self._desk.replica, start)
            self._submit(write, lambda _: self._part(export, start + PART, title))

    def _on_finished(self, export: _Export) -> None:
        self._end()
        self.ended.emit(export.path, len(export.ids))

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self._desk.report(error)

    def _end(self) -> None:
        self.busy = False
        self.progressed.emit(None)

    def _cell(self, column: Column, value: object) -> str:
        if value is None:
            return ""
        if column.kind in ("integer", "percent", "decimal", "date"):
            return str(value)
        if column.kind == "instant":
            return f"{formats.local(str(value), self._desk.zone):%Y-%m-%d %H:%M}"
        return formats.cell_text(column, value)


def _ids(replica: Replica, entity: Entity, query: Query, grouping: Grouping | None) -> list[str]:
    if grouping is None:
        return replica.ids(entity.name, query)
    listing = replica.grouped_rows(entity.name, query, (), grouping)
    count = listing.count()
    return listing.ids([(0, count - 1)]) if count else []


def _csv(lines: Sequence[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue()
