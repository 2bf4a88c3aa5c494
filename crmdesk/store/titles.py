"""What a person calls a record: its title fields, with a reference's own title in place of its id; and its customer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.records import Record
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote

_LENGTH = 120
"""Characters of a title: a line."""

_CUSTOMERS = ("account", "lead")
"""The references that say whom something is with, the one that counts first."""


class Titles:
    """Looks titles up, many at a time."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def of(self, connection: Connection, type_name: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Title by id for those that are there; empty when a record has none."""
        if not ids or type_name not in self._rows:
            return {}
        rows = self._rows[type_name]
        names = ", ".join(quote(name) for name in rows.entity.title)
        found = connection.execute(
            f"SELECT id, {names} FROM {rows.table} WHERE id IN (SELECT value FROM json_each(?))",
            (msgspec.json.encode(list(ids)).decode(),),
        ).fetchall()
        return self._put_together(connection, rows, found)

    def of_deleted(self, connection: Connection, type_name: str, ids: Sequence[str]) -> Mapping[str, str]:
        """Title by id for those that were deleted here and that the centre, as far as is known, still has."""
        if not ids or type_name not in self._rows:
            return {}
        rows = self._rows[type_name]
        images = connection.execute(
            "SELECT record, image FROM base WHERE type = ? AND record IN (SELECT value FROM json_each(?))"
            f" AND image IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {rows.table} WHERE id = record)",
            (type_name, msgspec.json.encode(list(ids)).decode()),
        ).fetchall()
        read = ((record, rows.from_image(image)) for record, image in images)
        found = [(record, *(fields[name] for name in rows.entity.title)) for record, fields in read]
        return self._put_together(connection, rows, found)

    def _put_together(
        self, connection: Connection, rows: EntityRows, found: list[tuple[str, ...]]
    ) -> Mapping[str, str]:
        told = {
            name: self._told(connection, rows, index, found)
            for index, name in enumerate(rows.entity.title, 1)
        }
        return {
            row[0]: next((text for text in (told[name][row[0]] for name in told) if text), "")
            for row in found
        }

    def _told(
        self, connection: Connection, rows: EntityRows, index: int, found: list[tuple[str, ...]]
    ) -> Mapping[str, str]:
        field: Field = rows.entity.field(rows.entity.title[index - 1])
        if field.kind is Kind.REFERENCE and field.target is not None:
            targets = {row[index] for row in found if row[index]}
            titles = self.of(connection, field.target, sorted(targets))
            return {row[0]: titles.get(row[index], "") for row in found}
        return {row[0]: (row[index] or "").split("\n", 1)[0][:_LENGTH] for row in found}

    def pointed_at(
        self, connection: Connection, type_name: str, ids: Sequence[str], field_name: str
    ) -> Mapping[str, str]:
        """The title of what a reference of each record points to, by the record's id, for those that have one here."""
        rows = self._rows[type_name]
        field = rows.entity.field(field_name)
        found = connection.execute(
            f"SELECT id, {quote(field.name)} FROM {rows.table}"
            f" WHERE id IN (SELECT value FROM json_each(?)) AND {quote(field.name)} IS NOT NULL",
            (msgspec.json.encode(list(ids)).decode(),),
        ).fetchall()
        titles = self.of(connection, field.target or "", sorted({target for _, target in found}))
        return {record: titles[target] for record, target in found if target in titles}

    def one(self, connection: Connection, type_name: str, record_id: str) -> str:
        """The title of one record, empty when it is not there."""
        return self.of(connection, type_name, [record_id]).get(record_id, "")

    def customers(self, connection: Connection, records: Iterable[Record]) -> Mapping[str, str]:
        """With whom each record is, by its id: the title of its account, else of its lead; without those that name
        neither."""
        named: dict[str, dict[str, str]] = {kind: {} for kind in _CUSTOMERS}
        for record in records:
            kind = next((each for each in _CUSTOMERS if record.fields.get(each)), None)
            if kind is not None:
                named[kind][record.id] = record.fields[kind]
        return {
            record_id: titles[target]
            for kind, targets in named.items()
            for titles in (self.of(connection, kind, sorted(set(targets.values()))),)
            for record_id, target in targets.items()
            if target in titles
        }
