"""A declaration as a SQLAlchemy table: the laptop's and the centre's, with the same field columns in the same order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.schema.columns import column_type, walked
from crmdesk.schema.digest import HASH_COLUMN, SET_COLUMN

_LOOKED_UP = {"login", "other", "record", "sha256", "thumbnail"}
"""Fields that are no references but that the centre looks records up by."""


def _field_columns(entity: Entity) -> list[Column[Any]]:
    return [Column(field.name, column_type(field)) for field in entity.fields]


def laptop_table(metadata: MetaData, entity: Entity) -> Table:
    """What the user of one laptop sees of this type: server truth with pending edits applied."""
    table = Table(
        entity.name,
        metadata,
        Column("id", Text, primary_key=True),
        Column("version", BigInteger, nullable=False),
        *_field_columns(entity),
        Column(HASH_COLUMN, BigInteger),
        Column(SET_COLUMN, BigInteger),
    )
    for field in entity.own:
        if field.indexed or field.unique:
            where = None if walked(field) else table.c[field.name].is_not(None)
            Index(f"{entity.name}_by_{field.name}", table.c[field.name], table.c.id, sqlite_where=where)
    if entity.summed:
        Index(f"{entity.name}_summed", *(table.c[name] for name in entity.summed), table.c.id)
    return table


def central_table(metadata: MetaData, entity: Entity) -> Table:
    """All live records of this type of all organisations. `meta` holds the version of each field (JSON)."""
    table = Table(
        entity.name,
        metadata,
        Column("org", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, primary_key=True),
        Column("version", BigInteger, nullable=False),
        *_field_columns(entity),
        Column("meta", Text, nullable=False),
        Column(HASH_COLUMN, BigInteger),
    )
    for field in entity.fields:
        if field.indexed and (field.target or field.serial or field.name in _LOOKED_UP):
            Index(f"{entity.name}_by_{field.name}", table.c.org, table.c[field.name], table.c.id)
    return table


def laptop_tables(catalogue: Catalogue, metadata: MetaData) -> dict[str, Table]:
    """Every type's table on the laptop, by type name."""
    return {entity.name: laptop_table(metadata, entity) for entity in catalogue}


def central_tables(catalogue: Catalogue, metadata: MetaData) -> dict[str, Table]:
    """Every type's table at the centre, by type name."""
    return {entity.name: central_table(metadata, entity) for entity in catalogue}
