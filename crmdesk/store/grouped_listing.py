"""A list whose rows are put together by groups: its groups, any page of its rows, the row number of a record.

Where an index on the field counts them, heads come out of one aggregate query and the rows of a group are found when a
page of it is asked for. Else one scan gives both. It knows nothing of what is folded on the screen.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from crmdesk.schema.columns import Stored, walked
from crmdesk.store.connection import Connection, Database
from crmdesk.store.grouping import (
    EMPTY,
    REST,
    GroupHead,
    Keyed,
    Titles,
    counts_of,
    heads,
    keyed,
    largest,
)
from crmdesk.store.listing import Listing, Row
from crmdesk.store.queries import Clause, Query, conditions, scanned, segments, sort_column, walk
from crmdesk.store.rows import EntityRows

SMALL = 8
"""A group of less than an eighth of all rows is read row by row; a seventh of them takes as long as a scan of all."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """By which field; instants fall into the months of `zone` (None: UTC). `sums` are the money fields to add up."""

    field: str
    zone: tzinfo | None = None
    sums: tuple[str, ...] = ()


class _Scan:
    """Row numbers in the order of a list, each with its key: 16 bytes a row."""

    def __init__(self) -> None:
        self._numbers, self._keys = array("q"), array("q")
        self._places: dict[str, int] = {}
        """By key its number in `_keys`."""

    def add(self, number: int, key: Stored) -> None:
        """The next row of the list."""
        name = EMPTY if key is None else str(key)
        self._numbers.append(number)
        self._keys.append(self._places.setdefault(name, len(self._places)))

    def counts(self) -> dict[str, int]:
        """Rows by key."""
        counted = Counter(self._keys)
        return {key: counted[place] for key, place in self._places.items()}

    def sorted_out(self, heads: Sequence[GroupHead]) -> dict[str, array[int]]:
        """The row numbers of every group; the last one takes what has no head of its own."""
        found: dict[str, array[int]] = {head.key: array("q") for head in heads}
        rest = found.get(REST)
        groups = [found.get(key, rest) for key in self._places]
        for number, place in zip(self._numbers, self._keys, strict=True):
            group = groups[place]
            if group is not None:
                group.append(number)
        return found


class GroupedListing:
    """One query's rows by number, group behind group. Reads from any one thread, like `Listing`."""

    def __init__(
        self,
        database: Database,
        rows: EntityRows,
        listing: Listing,
        titles: Titles,
        generation: Callable[[], int],
        *,
        query: Query,
        grouping: Grouping,
    ) -> None:
        """`listing` shows the rows that are found here; its own order and filter do not count."""
        self._database = database
        self._rows = rows
        self._listing = listing
        self._titles = titles
        self._generation = generation
        self._query = replace(query, after=None, before=None, limit=None)
        self._grouping = grouping
        self._found = conditions(rows.entity, query.where)
        self._column = sort_column(rows.entity, query.sort)
        self._seen = -1
        self._keyed: Keyed | None = None
        self._heads: list[GroupHead] = []
        self._numbers: dict[str, array[int]] = {}

    def heads(self) -> Sequence[GroupHead]:
        """Every group in order."""
        with self._database.read() as connection:
            self._refresh(connection)
            return tuple(self._heads)

    def count(self) -> int:
        """Rows in all."""
        return sum(head.count for head in self.heads())

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        """Up to `size` rows from row number `start_row` (from 0)."""
        with self._database.read() as connection:
            self._refresh(connection)
            return self._listing.numbered(connection, self._slice(connection, start_row, size))

    def prepare(self) -> bool:
        """Nothing to prepare: the numbers of all rows are known once the heads are."""
        return False

    def position(self, row_id: str) -> int | None:
        """The row number of a record, None when it is not in the list (any more)."""
        with self._database.read() as connection:
            by = self._refresh(connection)
            found = connection.execute(
                f"SELECT rowid, {by.text} FROM {self._rows.table} WHERE id = ?", (*by.values, row_id)
            ).fetchone()
            if found is None:
                return None
            number, key = found[0], EMPTY if found[1] is None else str(found[1])
            before = 0
            named = [head.key for head in self._heads]
            for head in self._heads:
                if head.key == key or (head.key == REST and key not in named):
                    numbers = self._of(connection, head.key)
                    return before + numbers.index(number) if number in numbers else None
                before += head.count
            return None

    def ids(self, ranges: Sequence[tuple[int, int]]) -> list[str]:
        """The ids of the rows in these ranges of row numbers, first and last."""
        with self._database.read() as connection:
            self._refresh(connection)
            wanted = array("q")
            for first, last in ranges:
                wanted.extend(self._slice(connection, first, last + 1 - first))
            return self._listing.named(connection, wanted)

    def _refresh(self, connection: Connection) -> Keyed:
        generation = self._generation()
        if generation != self._seen or self._keyed is None:
            # Taken as seen only when it is through: it may be interrupted.
            by = keyed(connection, self._rows.entity, self._grouping.field, self._grouping.zone)
            scan = None if self._has_index and not self._query.where else self._scan(connection, by)
            counts = counts_of(connection, by, self._found) if scan is None else largest(scan.counts())
            found = heads(connection, by, self._found, self._grouping.sums, self._titles, counts=counts)
            if self._query.descending and self._query.sort == self._grouping.field:
                valued = [head for head in found if head.key not in (EMPTY, REST)]
                found = [*reversed(valued), *found[len(valued) :]]
            numbers = {} if scan is None else scan.sorted_out(found)
            self._keyed, self._heads, self._numbers, self._seen = by, found, numbers, generation
        return self._keyed

    def _slice(self, connection: Connection, start: int, size: int) -> array[int]:
        wanted, before = array("q"), 0
        for head in self._heads:
            first, last = max(start - before, 0), min(start + size - before, head.count)
            if first < last:
                part = self._of(connection, head.key)[first:last]
                wanted.extend(part)
                if len(part) < last - first:
                    break  # A record went since the heads were read: what lies behind is told with the next refresh.
            before += head.count
        return wanted

    def _of(self, connection: Connection, key: str) -> array[int]:
        """The row numbers of a group in the order of the list."""
        if key not in self._numbers:
            large = SMALL * next(head.count for head in self._heads if head.key == key) > self.total
            if key == REST or (large and not self._in_indexes):
                assert self._keyed is not None
                self._numbers = self._scan(connection, self._keyed).sorted_out(self._heads)
            else:
                found = self._merged(connection, key) if large else self._walk(connection, key)
                self._numbers[key] = array("q", (row[0] for row in found))
        return self._numbers[key]

    @property
    def total(self) -> int:
        """Rows in all, as far as the heads were read."""
        return sum(head.count for head in self._heads)

    @property
    def _has_index(self) -> bool:
        field = self._rows.entity.field(self._grouping.field)
        return walked(field) and field in self._rows.entity.own

    @property
    def _in_indexes(self) -> bool:
        """Whether indexes alone tell what is in a group and in which order."""
        ordered = self._column is None or (
            self._column != "version" and walked(self._rows.entity.field(self._column))
        )
        return ordered and not self._query.where

    def _merged(self, connection: Connection, key: str) -> Iterator[Row]:
        """The rows of a large group out of two indexes, one of its field and one of the order, and no row is read."""
        assert self._keyed is not None
        of_group, table = self._keyed.only(key), self._rows.table
        inside = Clause(f"+rowid IN (SELECT rowid FROM {table} WHERE {of_group.text})", of_group.values)
        stretches = segments(self._column, None, descending=self._query.descending)
        return walk(connection, f"SELECT rowid FROM {table}", inside, stretches, None)

    def _walk(self, connection: Connection, key: str) -> Iterator[Row]:
        assert self._keyed is not None
        of_group = self._keyed.only(key)
        found = Clause(f"({self._found.text}) AND ({of_group.text})", (*self._found.values, *of_group.values))
        stretches = scanned(segments(self._column, None, descending=self._query.descending), self._column)
        return walk(connection, f"SELECT rowid FROM {self._rows.table}", found, stretches, None)

    def _scan(self, connection: Connection, by: Keyed) -> _Scan:
        """All rows of the list in its order, from end to end of the table."""
        scan = _Scan()
        for stretch in scanned(segments(self._column, None, descending=self._query.descending), self._column):
            rows = connection.execute(
                f"SELECT rowid, {by.text} FROM {self._rows.table} WHERE {stretch.where.text}"
                f" AND ({self._found.text}) ORDER BY {stretch.order}",
                (*by.values, *stretch.where.values, *self._found.values),
            )
            for number, key in rows:
                scan.add(number, key)
        return scan
