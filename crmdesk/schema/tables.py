"""A declaration as a SQLAlchemy table of the centre. The laptop's has the same field columns in the same order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, SmallInteger, Table, Text
from sqlalchemy.types import TypeEngine

from crmdesk.domain.declare import Catalogue, Entity, Field
from crmdesk.schema.columns import sql_type
from crmdesk.schema.digest import HASH_COLUMN

_LOOKED_UP = {"login", "other", "record", "sha256", "thumbnail"}
"""Fields that are no references but that the centre looks records up by."""


_TYPES: dict[str, type[TypeEngine[Any]]] = {"BIGINT": BigInteger, "SMALLINT": SmallInteger, "TEXT": Text}


def column_type(field: Field) -> TypeEngine[Any]:
    """The SQL type of the field's column."""
    return _TYPES[sql_type(field)]()


def _field_columns(entity: Entity) -> list[Column[Any]]:
    return [Column(field.name, column_type(field)) for field in entity.fields]


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


def central_tables(catalogue: Catalogue, metadata: MetaData) -> dict[str, Table]:
    """Every type's table at the centre, by type name."""
    return {entity.name: central_table(metadata, entity) for entity in catalogue}
