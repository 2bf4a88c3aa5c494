"""What hangs on records that are about to go with an undo, so that nobody's work loses what it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.records import Record
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote

Key = tuple[str, str]
"""Type and id of a record."""
_FEW = 20
"""Records up to which each is looked for by itself, most of them in an index."""


def hangs_on(
    connection: Connection, rows: Rows, going: Collection[Key], along: Collection[Key]
) -> Record | None:
    """A record that points to one of `going` and is none of `along`; None where nothing does.

    What the centre keeps (stage changes) and the system's own records go with what they are about and don't count.
    """
    if len(going) > _FEW:
        return next(
            (one.find(connection, record) for one, record, _ in _hanging(connection, rows, going, along)),
            None,
        )
    for one in _of_people(rows):
        for field in one.entity.own:
            for key in going:
                found = _first(connection, one, field, key, along)
                if found is not None:
                    return found
    return None


def hung_on(connection: Connection, rows: Rows, going: Collection[Key], along: Collection[Key]) -> set[Key]:
    """Those of `going`, however many, that a record points to which is none of `along`."""
    return {pointed for _, _, pointed in _hanging(connection, rows, going, along)}


def _of_people(rows: Rows) -> Iterator[EntityRows]:
    """The types whose records are somebody's work."""
    return (one for one in rows if not (one.entity.system or one.entity.server_only))


def _hanging(
    connection: Connection, rows: Rows, going: Collection[Key], along: Collection[Key]
) -> Iterator[tuple[EntityRows, str, Key]]:
    """Every row that points to one of `going`, and to which: one pass a field, however many there are."""
    wanted, own = frozenset(going), frozenset(along)
    kinds = {kind for kind, _ in wanted}
    for one in _of_people(rows):
        for field in one.entity.pointing:
            if field is one.entity.bearer or field.target in kinds:
                for record, pointed in _pointed(connection, one, field):
                    if pointed in wanted and (one.entity.name, record) not in own:
                        yield one, record, pointed


def _pointed(connection: Connection, rows: EntityRows, field: Field) -> Iterator[tuple[str, Key]]:
    """Every (id of a row, record that it points to) of a field."""
    column = quote(field.name)
    if field is rows.entity.bearer:
        kind = quote(rows.entity.parent_type or "")
        for record, pointed, of in connection.execute(
            f"SELECT id, {column}, {kind} FROM {rows.table} WHERE {column} IS NOT NULL"
        ):
            yield record, (of, pointed)
        return
    target = field.target or ""
    for record, stored in connection.execute(
        f"SELECT id, {column} FROM {rows.table} WHERE {column} IS NOT NULL"
    ):
        for pointed in msgspec.json.decode(stored) if field.kind is Kind.SET else (stored,):
            yield record, (target, pointed)


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
