"""The baseline "raw": decoded rows into plain SQLite as fast as Python can, two indexes a table and one FTS5 index.

No encryption, no network, no outbox: what any synchroniser has to add its work to.
"""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.territory import Row
from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.entities import CATALOGUE
from crmdesk.schema.columns import page_columns


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds from an empty file to everything in it: on the clock, and of the processor."""

    clock: float
    processor: float


Decoded = Mapping[str, Sequence[Row]]
"""Rows by type, in `page_columns` order."""


def load(path: Path, rows: Decoded, catalogue: Catalogue = CATALOGUE) -> Load:
    """Everything in one transaction, then a checkpoint."""
    gc.collect()
    gc.freeze()
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        started, busy = time.perf_counter(), time.process_time()
        connection.execute("BEGIN")
        for name, of_type in rows.items():
            _fill(connection, catalogue[name], of_type)
        _index_text(connection, [catalogue[name] for name in rows])
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return Load(time.perf_counter() - started, time.process_time() - busy)
    finally:
        connection.close()
        gc.unfreeze()


def _fill(connection: sqlite3.Connection, entity: Entity, rows: Sequence[Row]) -> None:
    columns = page_columns(entity)
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f'CREATE TABLE "{entity.name}" ({names}, PRIMARY KEY (id))')
    connection.executemany(f'INSERT INTO "{entity.name}" VALUES ({", ".join("?" * len(columns))})', rows)
    for name in [field.name for field in entity.own if field.indexed][:2] or ["owner", "updated_at"]:
        connection.execute(f'CREATE INDEX "{entity.name}_{name}" ON "{entity.name}" ("{name}")')


def _index_text(connection: sqlite3.Connection, entities: Sequence[Entity]) -> None:
    connection.execute("CREATE VIRTUAL TABLE found USING fts5 (text, content='')")
    for number, entity in enumerate(entities):
        text = " || ' ' || ".join(f"coalesce(\"{field.name}\", '')" for field in entity.searchable)
        if text:
            connection.execute(
                f'INSERT INTO found (rowid, text) SELECT {number << 40} | rowid, {text} FROM "{entity.name}"'
            )
