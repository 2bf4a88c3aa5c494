"""Reads and writes the typed rows of each entity: prepared SQL and conversions, made once from the declarations.

It knows nothing of pending edits; what a row should hold is decided in `rebase.py` and `pages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import msgspec

from crmdesk.domain.declare import Catalogue, Entity, Kind
from crmdesk.domain.errors import RecordGone
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.schema.columns import Stored, from_stored, page_columns, to_stored
from crmdesk.schema.digest import HASH_COLUMN, MARKS
from crmdesk.store.connection import Connection

_PLAIN = {Kind.TEXT, Kind.LONGTEXT, Kind.INTEGER, Kind.DATE, Kind.INSTANT, Kind.CHOICE, Kind.REFERENCE}
"""Kinds whose stored form is their canonical form."""

ROWID_BITS = 40
"""A document number is the type's number above these bits and the table's rowid below."""


def quote(name: str) -> str:
    """A name as SQL identifier (fields may be called `primary`)."""
    return '"' + name.replace('"', '""') + '"'


class Stands(NamedTuple):
    """A record as it is here: its row in `wire_columns` order and what that says; None and 0 where there is none."""

    stored: tuple[Any, ...] | None
    fields: dict[str, Value] | None
    version: int


class EntityRows:
    """One type's table."""

    def __init__(self, entity: Entity, number: int) -> None:
        self.entity = entity
        self.number = number
        """Stands for the type in document numbers; fixed for the life of the replica."""
        self.columns = page_columns(entity)
        self.table = quote(entity.name)
        names = ", ".join(quote(name) for name in self.columns)
        marks = ", ".join("?" * len(self.columns))
        self.select = f"SELECT {names} FROM {self.table}"
        self.select_marked = f"SELECT {names}, {', '.join(MARKS)} FROM {self.table}"
        """Rows in `wire_columns` order: with their hash and the number of their set of buckets."""
        self.insert = f"INSERT INTO {self.table} ({names}) VALUES ({marks})"
        update = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in self.columns[1:])
        self.put = f"{self.insert} ON CONFLICT (id) DO UPDATE SET {update}, {HASH_COLUMN} = NULL"
        """Writes a row as the laptop computed it; where it lies stays."""
        marked = ", ".join(f"{name} = excluded.{name}" for name in MARKS)
        self.receive = (
            f"INSERT INTO {self.table} ({names}, {', '.join(MARKS)}) VALUES ({marks}, ?, ?)"
            f" ON CONFLICT (id) DO UPDATE SET {update}, {marked}"
        )
        """Writes a row as the centre gave it (`wire_columns` order)."""
        self.receive_newer = f"{self.receive} WHERE excluded.version >= {self.table}.version"
        """As `receive`, but a row never gives way to an older version of itself."""
        self._names = self.columns[2:]
        self._special = tuple(field for field in entity.fields if field.kind not in _PLAIN)

    def record(self, row: Sequence[Any]) -> Record:
        """A row in `columns` order as a record."""
        return Record(self.entity.name, row[0], row[1], self.fields(row))

    def fields(self, row: Sequence[Any]) -> dict[str, Value]:
        """The canonical fields of a row in `columns` order."""
        fields = dict(zip(self._names, row[2:], strict=True))
        for field in self._special:
            stored = fields[field.name]
            if stored is None:
                if field.kind is Kind.SET:
                    fields[field.name] = []
            else:
                currency = fields.get(field.currency) if field.currency else None
                fields[field.name] = from_stored(field, stored, currency)
        return fields

    def some(self, names: Iterable[str]) -> tuple[str, Callable[[Sequence[Any]], Record]]:
        """The way to read a few fields of many rows: the columns of a SELECT, and what makes a record with these fields
        alone (and version 0) of a row of them. An amount brings its currency."""
        wanted = {self.entity.field(name) for name in names}
        wanted |= {self.entity.field(field.currency) for field in wanted if field.currency}
        fields = sorted(wanted, key=lambda field: field.name)
        columns = ", ".join(["id", *(quote(field.name) for field in fields)])
        known_names = [field.name for field in fields]
        special = [field for field in fields if field.kind not in _PLAIN]

        def record(row: Sequence[Any]) -> Record:
            known = dict(zip(known_names, row[1:], strict=True))
            for field in special:
                currency = known[field.currency] if field.currency else None
                known[field.name] = from_stored(field, known[field.name], currency)
            return Record(self.entity.name, row[0], 0, known)

        return columns, record

    def row(self, record_id: str, version: int, fields: Mapping[str, Value]) -> tuple[Stored, ...]:
        """A record as a row in `columns` order."""
        by_name = self.entity.by_name
        return (record_id, version, *[to_stored(by_name[name], fields.get(name)) for name in self._names])

    def change(
        self,
        connection: Connection,
        record_id: str,
        version: int,
        before: Mapping[str, Value],
        after: Mapping[str, Value],
    ) -> None:
        """Writes what differs between two states of a row that is there: untouched columns cost their indexes
        nothing."""
        changed = [name for name, value in after.items() if value != before.get(name)]
        by_name = self.entity.by_name
        text = "".join(f", {quote(name)} = ?" for name in changed)
        values = [to_stored(by_name[name], after.get(name)) for name in changed]
        connection.execute(
            f"UPDATE {self.table} SET version = ?{text} WHERE id = ?", (version, *values, record_id)
        )

    def bring(
        self, connection: Connection, received: Sequence[tuple[Stored, ...]], *, any_version: bool
    ) -> list[tuple[Stored, ...]]:
        """Brings rows that are there to what came (`wire_columns` order) and gives back those that are not there.

        Only columns that differ are written: every index of a column in an UPDATE is written, changed or not.
        """
        columns, hashed = (*self.columns, *MARKS), len(self.columns)
        found = connection.execute(
            f"{self.select_marked} WHERE id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode([row[0] for row in received]).decode(),),
        )
        there = {row[0]: row for row in found}
        alike: dict[tuple[str, ...], list[tuple[Stored, ...]]] = {}
        for row in received:
            known = there.get(row[0])
            if known is None or (known[1] > row[1] and not any_version):
                continue
            differing = [index for index in range(1, len(row)) if row[index] != known[index]]
            # A hash alone says nothing new: here it may wait to be counted.
            if differing and differing != [hashed]:
                names = tuple(columns[index] for index in differing)
                alike.setdefault(names, []).append((*(row[index] for index in differing), row[0]))
        for names, values in alike.items():
            text = ", ".join(f"{quote(name)} = ?" for name in names)
            connection.executemany(f"UPDATE {self.table} SET {text} WHERE id = ?", values)
        return [row for row in received if row[0] not in there]

    def find(self, connection: Connection, record_id: str) -> Record | None:
        """The row as it is shown, or None."""
        row = connection.execute(f"{self.select} WHERE id = ?", (record_id,)).fetchone()
        return self.record(row) if row else None

    def stands(self, connection: Connection, record_id: str) -> Stands:
        """As `find`, with all that is needed to put the row aside."""
        row = connection.execute(f"{self.select_marked} WHERE id = ?", (record_id,)).fetchone()
        return Stands(row, self.fields(row[: len(self.columns)]), row[1]) if row else Stands(None, None, 0)

    def exists(self, connection: Connection, record_id: str) -> bool:
        row = connection.execute(f"SELECT 1 FROM {self.table} WHERE id = ?", (record_id,)).fetchone()
        return row is not None

    def image(self, row: Sequence[Stored]) -> str:
        """A row in `columns` order as text that survives a change of columns: a JSON object by field name.

        What is empty is left out: with it, nearly every image would take a page of its own beside its table.
        """
        named = zip(self._names, row[2 : len(self.columns)], strict=True)
        return msgspec.json.encode({name: value for name, value in named if value is not None}).decode()

    def from_stored(self, record_id: str, version: int, image: str, sets: int | None) -> tuple[Stored, ...]:
        """An image as a row in `wire_columns` order, its hash still to be counted."""
        stored = msgspec.json.decode(image)
        return (record_id, version, *[stored.get(name) for name in self._names], None, sets)

    def from_image(self, image: str) -> dict[str, Value]:
        """The canonical fields of an image; fields that it does not know are empty."""
        stored = msgspec.json.decode(image)
        return self.fields(("", 0, *[stored.get(name) for name in self._names]))


class Rows:
    """The tables of every type in the catalogue."""

    def __init__(self, catalogue: Catalogue, numbers: dict[str, int], first_turn: int = 1) -> None:
        self.catalogue = catalogue
        self._turns = count(first_turn)
        self._by_type = {entity.name: EntityRows(entity, numbers[entity.name]) for entity in catalogue}
        self.by_number = {rows.number: rows for rows in self._by_type.values()}

    def __iter__(self) -> Iterator[EntityRows]:
        return iter(self._by_type.values())

    def __contains__(self, type_name: object) -> bool:
        return type_name in self._by_type

    def __getitem__(self, type_name: str) -> EntityRows:
        """The table of that type; raises `NoSuchRecord`."""
        try:
            return self._by_type[type_name]
        except KeyError:
            return self._by_type[self.catalogue[type_name].name]

    def get(self, connection: Connection, type_name: str, record_id: str) -> Record:
        """The record as it is shown; raises `NoSuchRecord`."""
        found = self[type_name].find(connection, record_id)
        if found is None:
            raise RecordGone(type_name, record_id)
        return found

    def touch(self, connection: Connection, type_name: str, ids: Iterable[str]) -> None:
        """Queues rows for the search index: those that change, and before they go those that are deleted.

        A new row needs none: the index knows up to which row it has come.
        """
        rows, turn = self[type_name], next(self._turns)
        connection.executemany(
            f"INSERT INTO unindexed (doc, turn) SELECT {rows.number << ROWID_BITS} | rowid, ? FROM {rows.table}"
            " WHERE id = ? ON CONFLICT (doc) DO UPDATE SET turn = excluded.turn",
            [(turn, record_id) for record_id in ids],
        )

    def touch_all(self, connection: Connection, type_name: str) -> None:
        """Queues every row of a type for the search index."""
        rows = self[type_name]
        connection.execute(
            f"INSERT INTO unindexed (doc, turn) SELECT {rows.number << ROWID_BITS} | rowid, ? FROM {rows.table}"
            " WHERE true ON CONFLICT (doc) DO UPDATE SET turn = excluded.turn",
            (next(self._turns),),
        )
