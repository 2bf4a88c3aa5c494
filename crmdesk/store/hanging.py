"""What hangs on records that are about to go with an undo, so that nobody's work loses what it is about."""

from __future__ import annotations

from collections.abc import Collection

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.records import Record
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote

Key = tuple[str, str]
"""Type and id of a record."""


def hangs_on(
    connection: Connection, rows: Rows, going: Collection[Key], along: Collection[Key]
) -> Record | None:
    """A record that points to one of `going` and is none of `along`; None where nothing does.

    What the centre keeps (stage changes) and the system's own records go with what they are about and don't count.
    """
    for one in rows:
        if one.entity.system or one.entity.server_only:
            continue
        for field in one.entity.own:
            for key in going:
                found = _first(connection, one, field, key, along)
                if found is not None:
                    return found
    return None


def _first(
    connection: Connection, rows: EntityRows, field: Field, key: Key, along: Collection[Key]
) -> Record | None:
    """The first row whose field points to `key`."""
    kind, wanted = key
    column = quote(field.name)
    where, values = f"{column} = ?", [wanted]
    if field is rows.entity.bearer:
        where, values = f"{where} AND {quote(rows.entity.parent_type or '')} = ?", [wanted, kind]
    elif field.target != kind:
        return None
    elif field.kind is Kind.SET:
        where = f"{column} IS NOT NULL AND instr({column}, ?)"
    found = connection.execute(
        f"SELECT id FROM {rows.table} WHERE {where} LIMIT ?", (*values, len(along) + 1)
    )
    other = next((each for (each,) in found if (rows.entity.name, each) not in along), None)
    return rows.find(connection, other) if other is not None else None
