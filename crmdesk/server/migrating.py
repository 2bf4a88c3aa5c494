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
