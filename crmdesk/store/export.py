"""The canonical export: every live record in scope, one line each, in the bytes that the centre gives too."""

from __future__ import annotations

from collections.abc import Iterator

from crmdesk.domain.records import Record, export_line
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows


def export_lines(connection: Connection, rows: Rows, *, with_pending: bool) -> Iterator[bytes]:
    """JSON lines sorted by (type, id). Without pending edits it is server truth, with them what the user sees."""
    for entity in sorted(rows.catalogue.records, key=lambda entity: entity.name):
        yield from (
            _shown(connection, rows[entity.name]) if with_pending else _truth(connection, rows[entity.name])
        )


def _shown(connection: Connection, rows: EntityRows) -> Iterator[bytes]:
    for row in connection.execute(f"{rows.select} ORDER BY id"):
        yield export_line(rows.entity, rows.record(row))


def _truth(connection: Connection, rows: EntityRows) -> Iterator[bytes]:
    """Shown rows without those that carry pending edits, merged with these rows' bases; provisional rows left out."""
    name = rows.entity.name
    bases = connection.execute(
        "SELECT record, version, image FROM base WHERE type = ? AND image IS NOT NULL AND parked = 0 ORDER BY record",
        (name,),
    )
    clean = connection.execute(
        f"{rows.select} WHERE version > 0 AND id NOT IN (SELECT record FROM base WHERE type = ?) ORDER BY id",
        (name,),
    )
    base, row = bases.fetchone(), clean.fetchone()
    while base is not None or row is not None:
        if row is None or (base is not None and base[0] < row[0]):
            yield export_line(rows.entity, Record(name, base[0], base[1], rows.from_image(base[2])))
            base = bases.fetchone()
        else:
            yield export_line(rows.entity, rows.record(row))
            row = clean.fetchone()
