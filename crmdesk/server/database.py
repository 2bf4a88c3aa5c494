"""Opens the centre's database, SQLite or PostgreSQL, and begins transactions; knows no table but the organisation's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text

from crmdesk.domain.errors import StorageFault

DATABASE_NAME = "centre.db"


def data_url(directory: Path) -> str:
    """The URL of the embedded database in a data directory."""
    return f"sqlite:///{directory / DATABASE_NAME}"


def open_database(url: str) -> Engine:
    """An engine on the centre's database. SQLite: WAL, full sync, foreign writers waited for up to 30 s."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=16)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_size=16)
    raise StorageFault(
        "No such kind of database", parsed.get_backend_name(), "use sqlite:/// or postgresql://"
    )


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # The driver's own transaction handling is switched off, so that reading transactions are real snapshots.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("crmdesk_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment of the database and writes nothing."""
    with engine.connect() as plain:
        connection = plain.execution_options(
            **({} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"})
        )
        with connection.begin() as transaction:
            yield connection
            transaction.rollback()


@contextmanager
def writing(engine: Engine, org: int | None) -> Iterator[Connection]:
    """A writing transaction whose first statement locks the organisation: one writer an organisation at a time."""
    with engine.connect() as plain:
        connection = plain.execution_options(crmdesk_writing=True)
        with connection.begin():
            if org is not None and engine.dialect.name != "sqlite":
                connection.execute(
                    text("SELECT seq FROM organisation WHERE id = :org FOR UPDATE"), {"org": org}
                )
            yield connection
