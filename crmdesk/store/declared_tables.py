"""The entities' tables as statements for SQLite, out of the declarations. It opens no database.

The one module of this room that needs SQLAlchemy. It is imported where tables are made or changed, so that opening a
replica as it is does not wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import MetaData
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from crmdesk.domain.declare import Catalogue
from crmdesk.schema.tables import laptop_tables


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """One entity's table: the statement that makes it, and the SQL type of each column."""

    create: str
    columns: Mapping[str, str]


@lru_cache(maxsize=4)
def declared_tables(catalogue: Catalogue) -> Mapping[str, DeclaredTable]:
    """Every type's table by type name."""
    dialect = sqlite.dialect()
    return {
        name: DeclaredTable(
            str(CreateTable(table).compile(dialect=dialect)),
            {column.name: column.type.compile(dialect=dialect) for column in table.columns},
        )
        for name, table in laptop_tables(catalogue, MetaData()).items()
    }


# Asked at both ends of each snapshot; compiling the statements takes longer than running most of them.
@lru_cache(maxsize=4)
def declared_indexes(catalogue: Catalogue) -> Mapping[str, str]:
    """The secondary indexes of these tables: name -> statement."""
    dialect = sqlite.dialect()
    return {
        str(index.name): str(CreateIndex(index).compile(dialect=dialect))
        for table in laptop_tables(catalogue, MetaData()).values()
        for index in table.indexes
    }
