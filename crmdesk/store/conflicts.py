"""Conflicts that wait for a person: the centre's rows, less those that an edit on its way settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.connection import Connection
from crmdesk.store.rows import Rows

CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One conflict with its three values by field. `provisional`: the value shown meanwhile, the one at the centre."""

    id: str
    type: str
    record: str
    about: str
    fields: tuple[str, ...]
    base: Mapping[str, Value]
    mine: Mapping[str, Value]
    theirs: Mapping[str, Value]
    mine_by: str | None
    theirs_by: str | None
    at: str | None
    provisional: Mapping[str, Value]
    row: Record
    """The conflict as a record: what `edits.resolve` takes."""


def open_conflicts(connection: Connection, rows: Rows) -> list[OpenConflict]:
    """The open conflicts, oldest first; not those about a type that only a newer program knows."""
    if CONFLICT not in rows:
        return []
    settled = being_settled(connection)
    found = connection.execute(f"{rows[CONFLICT].select} WHERE state = 'open' ORDER BY at, id").fetchall()
    opened = [_open(rows[CONFLICT].record(row)) for row in found if row[0] not in settled]
    return [one for one in opened if one.type in rows]


def being_settled(connection: Connection) -> set[str]:
    """Ids of conflicts and merge cases that an edit on its way settles."""
    found = connection.execute("SELECT resolves FROM open_op WHERE resolves IS NOT NULL")
    return {identity for (text,) in found for identity in msgspec.json.decode(text)}


def _open(row: Record) -> OpenConflict:
    base, mine, theirs = (dict(row[name] or {}) for name in ("base", "mine", "theirs"))
    return OpenConflict(
        id=row.id,
        type=str(row["record_type"]),
        record=str(row["record"]),
        about=str(row["about"]),
        fields=tuple(dict.fromkeys((*mine, *theirs))),
        base=base,
        mine=mine,
        theirs=theirs,
        mine_by=row["mine_by"],
        theirs_by=row["theirs_by"],
        at=row["at"],
        provisional=theirs,
        row=row,
    )
