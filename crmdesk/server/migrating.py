"""Brings a centre's database to this release's schema, once, whoever opens it first; the steps are in `migrations/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Connection, Engine, MetaData, inspect, text
from sqlalchemy.types import TypeEngine

from crmdesk.domain.errors import InvalidValue, StorageFault
from crmdesk.server.database import reading, writing
from crmdesk.server.migrations import LATEST

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x43524D4465736B
"""The key of PostgreSQL's advisory lock: "CRMDesk"."""


def migrate(engine: Engine) -> None:
    """Runs the migrations that the database lacks, all in one transaction.

    Raises `StorageFault` if the database was made by a newer release.
    """
    with reading(engine) as connection:
        if revision_of(connection) == LATEST:
            return
    with writing(engine, None) as connection:
        lock_schema(connection)
        # Another process may have been quicker.
        if revision_of(connection) != LATEST:
            upgrade(connection)


def lock_schema(connection: Connection) -> None:
    """Keeps other processes from changing the tables until the transaction ends. SQLite's writers are alone anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


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
                    add_column(connection, table.name, column)
        compare_by_code_point(connection)


def retype_column(
    engine: Engine,
    table: str,
    name: str,
    kind: TypeEngine[Any],
    in_use: Callable[[str, str], bool],
) -> None:
    """Gives a custom field's column this type, empty as it is; raises `InvalidValue` if others use it with another."""
    with reading(engine) as connection:
        found = {column["name"]: column["type"] for column in inspect(connection).get_columns(table)}.get(
            name
        )
        wanted = kind.compile(connection.dialect)
        there = found.compile(connection.dialect) if found is not None else None
    # PostgreSQL tells the collation behind the type.
    if there is not None and there.split()[0] == wanted.split()[0]:
        return
    if there is not None and in_use(table, name):
        raise InvalidValue(
            "name",
            "Another organisation in this database has a field of that name and another kind",
            "choose another",
        )
    with writing(engine, None) as connection:
        quote = connection.dialect.identifier_preparer.quote
        if there is not None:
            connection.exec_driver_sql(f"ALTER TABLE {quote(table)} DROP COLUMN {quote(name)}")
        connection.exec_driver_sql(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(name)} {wanted}")
        compare_by_code_point(connection)


def add_column(connection: Connection, table: str, column: Column[Any]) -> None:
    """Adds a column that is empty in every row."""
    quote = connection.dialect.identifier_preparer.quote
    kind = column.type.compile(connection.dialect)
    connection.exec_driver_sql(f"ALTER TABLE {quote(table)} ADD COLUMN {quote(column.name)} {kind}")


def revision_of(connection: Connection) -> str | None:
    """The migration that the database stands at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def known_revisions() -> set[str]:
    """Every migration of this release."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Brings the database to a migration, in the connection's transaction; raises as `migrate` does."""
    from alembic import command
    from alembic.util import CommandError

    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise StorageFault(
            "The database was made by a newer release", str(error), "update this program"
        ) from error
    compare_by_code_point(connection)


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
