"""A list of any length as a window sees it: count, page by row number, row number of a record. It owns no widget.

Where an index gives the order, pages hang on sparse anchors and nothing grows with the list. Where a filter
or an unindexed order needs one scan anyway, that scan keeps the row numbers (8 bytes a row) and every page
after it is a look-up.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from crmdesk.domain.declare import Field, Kind
from crmdesk.schema.columns import walked
from crmdesk.store.connection import Connection, Database
from crmdesk.store.grouping import GroupHead
from crmdesk.store.queries import Anchor, Clause, Query, conditions, scanned, segments, sort_column, walk
from crmdesk.store.rows import EntityRows, Rows, quote

ANCHOR_ROWS = 500
"""A page begins at most this many rows behind an anchor, once one is known there."""
AHEAD = 12
"""Anchors that are looked for at once where nobody waits for them: some milliseconds."""

Row = tuple[Any, ...]


class Listing:
    """One query's rows by number. Reads from any one thread; notices by itself when records of its type changed.

    Rows are `(id, *values)` of `fields` in canonical form; a reference is `(id, title)`, money `(amount, currency)`.
    """

    def __init__(
        self,
        database: Database,
        rows: Rows,
        titles: Callable[[Connection, str, Sequence[str]], Mapping[str, str]],
        generation: Callable[[], int],
        *,
        type_name: str,
        query: Query,
        fields: Sequence[str],
    ) -> None:
        self._database = database
        self._rows: EntityRows = rows[type_name]
        self._titles = titles
        self._generation = generation
        self._query = replace(query, after=None, before=None, limit=None)
        entity = self._rows.entity
        self._found = conditions(entity, query.where)
        self._column = sort_column(entity, query.sort)
        self._fields = tuple(entity.field(name) for name in fields)
        self._cut, self._record = self._rows.some(fields)
        in_order = self._column is None or self._column == "version" or walked(entity.field(self._column))
        self._scans = bool(query.where) or not in_order or self._column == "version"
        self._seen = -1
        self._count: int | None = None
        self._anchors: list[tuple[int, Anchor]] = []
        self._prepared = 0
        """The last row number up to which the anchors stand close together."""
        self._numbers: array[int] = array("q")

    def count(self) -> int:
        """Rows in all."""
        with self._database.read() as connection:
            return self._counted(connection)

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        """Up to `size` rows from row number `start_row` (from 0)."""
        with self._database.read() as connection:
            self._refresh(connection)
            if self._scans:
                found = self._by_number(connection, self._numbers[start_row : start_row + size])
            else:
                found = self._by_anchor(connection, start_row, size)
            return self._shown(connection, found)

    def prepare(self) -> bool:
        """Looks for a few anchors more, so that a page anywhere is read as quickly as the first; False when there are
        enough."""
        with self._database.read() as connection:
            last = self._counted(connection) - 1
            for _ in range(AHEAD):
                if self._scans or self._prepared + ANCHOR_ROWS > last:
                    return False
                self._anchor_before(connection, self._prepared + 2 * ANCHOR_ROWS)
                self._prepared += ANCHOR_ROWS
        return True

    def position(self, row_id: str) -> int | None:
        """The row number of a record, None when it is not in the list (any more)."""
        with self._database.read() as connection:
            self._refresh(connection)
            return (
                self._scanned_position(connection, row_id)
                if self._scans
                else self._walked_position(connection, row_id)
            )

    def ids(self, ranges: Sequence[tuple[int, int]]) -> list[str]:
        """The ids of the rows in these ranges of row numbers, first and last."""
        found: list[str] = []
        for first, last in ranges:
            for start in range(first, last + 1, ANCHOR_ROWS):
                found += [row[0] for row in self.page(start, min(ANCHOR_ROWS, last + 1 - start))]
        return found

    def heads(self) -> Sequence[GroupHead]:
        """Its groups: none, the rows stand in one order."""
        return ()

    def numbered(self, connection: Connection, numbers: Sequence[int]) -> list[Row]:
        """The rows with these numbers of the table, for somebody who has found them."""
        return self._shown(connection, self._by_number(connection, numbers))

    def named(self, connection: Connection, numbers: Sequence[int]) -> list[str]:
        """The ids of the rows with these numbers of the table, in their order."""
        found = connection.execute(
            f"SELECT rowid, id FROM {self._rows.table} WHERE rowid IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(numbers)).decode(),),
        )
        by_number = dict(found.fetchall())
        return [by_number[number] for number in numbers if number in by_number]

    # -- keeping up with changes --------------------------------------------------------------------------------

    def _refresh(self, connection: Connection) -> None:
        generation = self._generation()
        if generation != self._seen:
            # Taken as seen only when the scan is through: it may be interrupted.
            self._count, self._anchors, self._prepared = None, [], 0
            if self._scans:
                self._scan(connection)
            self._seen = generation

    def _counted(self, connection: Connection) -> int:
        self._refresh(connection)
        if self._scans:
            return len(self._numbers)
        if self._count is None:
            (self._count,) = connection.execute(f"SELECT count(*) FROM {self._rows.table}").fetchone()
        return self._count

    # -- one scan, then look-ups --------------------------------------------------------------------------------

    def _scan(self, connection: Connection) -> None:
        stretches = segments(self._column, None, descending=self._query.descending)
        if self._query.where:
            stretches = scanned(stretches, self._column)
        select = f"SELECT rowid FROM {self._rows.table}"
        self._numbers = array("q", (row[0] for row in walk(connection, select, self._found, stretches, None)))

    def _by_number(self, connection: Connection, wanted: Sequence[int]) -> list[Row]:
        found = connection.execute(
            f"SELECT rowid, {self._cut} FROM {self._rows.table}"
            " WHERE rowid IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(wanted)).decode(),),
        )
        by_number = {row[0]: row[1:] for row in found}
        return [by_number[number] for number in wanted if number in by_number]

    def _scanned_position(self, connection: Connection, row_id: str) -> int | None:
        row = connection.execute(f"SELECT rowid FROM {self._rows.table} WHERE id = ?", (row_id,)).fetchone()
        if row is None:
            return None
        try:
            return self._numbers.index(row[0])
        except ValueError:
            return None

    # -- walking an index from the nearest anchor ---------------------------------------------------------------

    def _by_anchor(self, connection: Connection, start: int, size: int) -> list[Row]:
        anchor = self._anchor_before(connection, start)
        behind = start if anchor is None else start - anchor[0] - 1
        place, descending = anchor[1] if anchor else None, self._query.descending
        if behind:
            # The rows in front of the page are passed over in the index, not read.
            place = self._nth(connection, place, behind - 1, descending=descending)
            if place is None:
                return []
        stretches = segments(self._column, place, descending=descending)
        select = f"SELECT {self._cut} FROM {self._rows.table}"
        return list(walk(connection, select, self._found, stretches, size))

    def _anchor_before(self, connection: Connection, start: int) -> tuple[int, Anchor] | None:
        """The row number and place of a row closely in front of `start`; None is the top of the list."""
        index = bisect_right(self._anchors, start - 1, key=lambda pair: pair[0]) - 1
        near = self._anchors[index] if index >= 0 else None
        if start - (near[0] + 1 if near else 0) <= ANCHOR_ROWS:
            return near
        wanted = (start - 1) // ANCHOR_ROWS * ANCHOR_ROWS
        anchor = self._skip(connection, near, wanted)
        if anchor is not None:
            insort(self._anchors, (wanted, anchor), key=lambda pair: pair[0])
            return (wanted, anchor)
        return near

    def _skip(self, connection: Connection, near: tuple[int, Anchor] | None, wanted: int) -> Anchor | None:
        """The anchor of row number `wanted`, by an index-only walk from the nearer end or from `near`."""
        count = self._counted(connection)
        from_near = wanted if near is None else wanted - near[0] - 1
        from_end = count - 1 - wanted
        if from_end < 0:
            return None
        if from_end < from_near:
            return self._nth(connection, None, from_end, descending=not self._query.descending)
        return self._nth(connection, near[1] if near else None, from_near, descending=self._query.descending)

    def _nth(
        self, connection: Connection, anchor: Anchor | None, number: int, *, descending: bool
    ) -> Anchor | None:
        value = quote(self._column) if self._column else "NULL"
        for segment in segments(self._column, anchor, descending=descending):
            where = f"FROM {self._rows.table} WHERE {segment.where.text}"
            row = connection.execute(
                f"SELECT {value}, id {where} ORDER BY {segment.order} LIMIT 1 OFFSET ?",
                (*segment.where.values, number),
            ).fetchone()
            if row is not None:
                return Anchor(row[0], row[1])
            (length,) = connection.execute(f"SELECT count(*) {where}", segment.where.values).fetchone()
            number -= length
        return None

    def _walked_position(self, connection: Connection, row_id: str) -> int | None:
        value = quote(self._column) if self._column else "NULL"
        row = connection.execute(f"SELECT {value} FROM {self._rows.table} WHERE id = ?", (row_id,)).fetchone()
        if row is None:
            return None
        before = 0
        for segment in segments(self._column, Anchor(row[0], row_id), descending=not self._query.descending):
            where: Clause = segment.where
            (length,) = connection.execute(
                f"SELECT count(*) FROM {self._rows.table} WHERE {where.text}", where.values
            ).fetchone()
            before += length
        return before

    # -- what a cell holds ----------------------------------------------------------------------------------------

    def _shown(self, connection: Connection, found: list[Row]) -> list[Row]:
        records = [self._record(row) for row in found]
        columns = [
            self._cells(connection, field, [record.fields for record in records]) for field in self._fields
        ]
        ids = [record.id for record in records]
        return list(zip(ids, *columns, strict=True))

    def _cells(self, connection: Connection, field: Field, records: list[Mapping[str, Any]]) -> list[Any]:
        values = [fields[field.name] for fields in records]
        if field.kind is Kind.MONEY and field.currency is not None:
            return [
                None if v is None else (v, r[field.currency]) for v, r in zip(values, records, strict=True)
            ]
        if field.kind is not Kind.REFERENCE or field.target is None:
            return values
        titles = self._titles(
            connection, field.target, list({value for value in values if value is not None})
        )
        return [None if value is None else (value, titles.get(value, "")) for value in values]
