"""Brings a centre's database to this release's schema, once, whoever opens it first; the steps are in `migrations/`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, inspect, text

from crmdesk.domain.errors import StorageFault
from crmdesk.server.database import reading, writing
from crmdesk.server.migrations import LATEST

_LOCK = 0x43524D4465736B
"""The key of PostgreSQL's advisory lock: "CRMDesk"."""


def migrate(engine: Engine) -> None:
    """Runs the migrations that the database lacks, all in one transaction.

    Raises `StorageFault` if the database was made by a newer release.
    """
    with reading(engine) as connection:
        if _revision(connection) == LATEST:
            return
    with writing(engine, None) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        # Another process may have been quicker.
        if _revision(connection) != LATEST:
            _upgrade(connection)


_BY_LANGUAGE = text(
    """
    SELECT c.relname, a.attname FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
    JOIN pg_collation l ON l.oid = a.attcollation AND l.collname <> 'C'
    WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum
    """
)


def compare_by_code_point(connection: Connection) -> None:
    """Makes PostgreSQL sort and index texts by code point, as SQLite and Python do, whatever language it speaks.

    An index in a language's order would also break when the machine's C library changes that order.
    """
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(_BY_LANGUAGE):
        columns.setdefault(table, []).append(f'ALTER COLUMN {quote(column)} TYPE text COLLATE "C"')
    for table, steps in columns.items():
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} {', '.join(steps)}")


def extend(engine: Engine, metadata: MetaData) -> None:
    """Adds the tables and columns that `metadata` has beyond the migrations': those of custom entities and fields."""
    with writing(engine, None) as connection:
        metadata.create_all(connection)
        present = inspect(connection)
        for table in metadata.sorted_tables:
            known = {column["name"] for column in present.get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    _add(connection, table.name, column)
        compare_by_code_point(connection)


def _add(connection: Connection, table: str, column: Column[Any]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    kind = column.type.compile(connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(column.name)} {kind}")


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StorageFault(
            "The database was made by a newer release", str(error), "update this program"
        ) from error
    compare_by_code_point(connection)
