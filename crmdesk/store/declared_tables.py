"""The entities' tables as statements for SQLite, out of the declarations. It opens no database.

The same columns in the same order as the centre's (`schema/tables.py`), written out by hand: loading SQLAlchemy for a
dozen plain statements would take a fifth of the memory that a first sync may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.schema.columns import sql_type, walked
from crmdesk.schema.digest import MARKS
from crmdesk.store.rows import quote


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """One entity's table: the statement that makes it, and the SQL type of each column."""

    create: str
    columns: Mapping[str, str]


def _table(entity: Entity) -> DeclaredTable:
    columns = {"id": "TEXT", "version": "BIGINT"}
    columns |= {field.name: sql_type(field) for field in entity.fields}
    columns |= dict.fromkeys(MARKS, "BIGINT")
    required = ("id", "version")
    parts = [
        f"{quote(name)} {kind}{' NOT NULL' if name in required else ''}" for name, kind in columns.items()
    ]
    return DeclaredTable(f"CREATE TABLE {quote(entity.name)} ({', '.join(parts)}, PRIMARY KEY (id))", columns)


@lru_cache(maxsize=4)
def declared_tables(catalogue: Catalogue) -> Mapping[str, DeclaredTable]:
    """What the user of one laptop sees, pending edits applied: every type's table by type name."""
    return {entity.name: _table(entity) for entity in catalogue}


def _indexes(entity: Entity) -> Iterator[tuple[str, str]]:
    for field in entity.own:
        if field.indexed or field.unique:
            where = "" if walked(field) else f" WHERE {quote(field.name)} IS NOT NULL"
            yield _index(entity, f"by_{field.name}", (field.name,), where)
    if entity.summed:
        yield _index(entity, "summed", entity.summed)


def _index(entity: Entity, what: str, fields: Iterable[str], where: str = "") -> tuple[str, str]:
    name = f"{entity.name}_{what}"
    columns = ", ".join(quote(field) for field in (*fields, "id"))
    return name, f"CREATE INDEX {quote(name)} ON {quote(entity.name)} ({columns}){where}"


@lru_cache(maxsize=4)
def declared_indexes(catalogue: Catalogue) -> Mapping[str, str]:
    """The secondary indexes of these tables: name -> statement."""
    return {name: statement for entity in catalogue for name, statement in _indexes(entity)}
