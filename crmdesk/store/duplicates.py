"""Records that may be the same: the centre's merge cases that wait for a person, and what is seen here while saving.

A case is shown with both its records, and not while an edit on its way settles it. It decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from crmdesk.domain.records import Record
from crmdesk.domain.unique import CASE, CROWD, case_of, claims, shared_fields
from crmdesk.domain.values import Value
from crmdesk.store.conflicts import being_settled
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote


@dataclass(frozen=True, slots=True)
class OpenCase:
    """`record` came to hold the value second, `other` had it first; they share `fields`."""

    id: str
    type: str
    record: Record
    other: Record
    fields: tuple[str, ...]
    at: str | None


def open_cases(connection: Connection, rows: Rows) -> list[OpenCase]:
    """The open cases, oldest first. A case whose record is being deleted here is closed, as far as is known here."""
    if CASE not in rows:
        return []
    settled = being_settled(connection)
    found = connection.execute(f"{rows[CASE].select} WHERE state = 'open' ORDER BY at, id").fetchall()
    cases = (_open(connection, rows, rows[CASE].record(row)) for row in found if row[0] not in settled)
    return [case for case in cases if case is not None]


def count_open(connection: Connection, rows: Rows) -> int:
    return len(open_cases(connection, rows))


def _open(connection: Connection, rows: Rows, row: Record) -> OpenCase | None:
    kind = str(row["record_type"])
    if kind not in rows:
        return None
    record, other = (rows[kind].find(connection, str(row[name])) for name in ("record", "other"))
    if record is None or other is None:
        return None
    return OpenCase(row.id, kind, record, other, tuple(row["fields"]), row["at"])


def look_alikes(connection: Connection, rows: Rows, type_name: str, record_id: str) -> list[Record]:
    """Other records here that hold a value of this one which should be of one alone, a few at most.

    Pairs of which a person has said that they are two are left out, and values that a crowd holds.
    """
    record = rows[type_name].find(connection, record_id)
    if record is None:
        return []
    return [
        other
        for other in holding(connection, rows, type_name, record.fields)
        if other.id != record_id and not _dismissed(connection, rows, case_of(type_name, record_id, other.id))
    ]


def holding(connection: Connection, rows: Rows, type_name: str, fields: Mapping[str, Value]) -> list[Record]:
    """Records here that hold one of these values where each should have its own, a few at most."""
    one = rows[type_name]
    ids: dict[str, None] = {}
    for name, value in sorted(claims(one.entity, fields)):
        holders = _holders(connection, one, name, value)
        ids |= dict.fromkeys(holders if len(holders) <= CROWD else ())
    found = (one.find(connection, each) for each in ids)
    return [each for each in found if each is not None and shared_fields(one.entity, fields, each.fields)]


def _holders(connection: Connection, rows: EntityRows, name: str, value: str) -> list[str]:
    """Rows that may hold the value, out of the field's index alone; `shared_fields` tells for sure."""
    column = quote(name)
    text = msgspec.json.encode(value).decode()[1:-1]
    found = connection.execute(
        f"SELECT id FROM {rows.table} WHERE {column} IS NOT NULL AND instr(lower({column}), ?) LIMIT ?",
        (text, CROWD + 1),
    )
    return [identity for (identity,) in found]


def _dismissed(connection: Connection, rows: Rows, case: str) -> bool:
    row = rows[CASE].find(connection, case) if CASE in rows else None
    return row is not None and row["state"] == "dismissed"
