"""Opens the centre's database, SQLite or PostgreSQL, and begins transactions; knows no table but the organisation's."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DisconnectionError

from crmdesk.domain.errors import UsageError

DATABASE_NAME = "centre.db"
STATEMENTS = 2_048
"""Statements kept as compiled, of all organisations' types: the 500 of SQLAlchemy are fewer than one organisation's."""
BUSY_SECONDS = 30
"""How long a writer of the embedded database waits for another."""


def data_url(directory: Path) -> str:
    """The URL of the embedded database in a data directory."""
    return f"sqlite:///{directory / DATABASE_NAME}"


_AFTER = "crmdesk_after_commit"
_OPENED = "crmdesk_opened"
_CONNECT: dict[str, Any] = {
    "connect_timeout": 10,
    "application_name": "crmdesk",
    # A server whose machine vanished is noticed, instead of waited for until the network's own patience ends.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    # A writer waits for another as long as with SQLite; a process that froze does not hold its lock for ever.
    "options": f"-c lock_timeout={BUSY_SECONDS}s -c idle_in_transaction_session_timeout=10min",
}


def open_database(url: str) -> Engine:
    """An engine on the centre's database; foreign writers are waited for up to 30 s. SQLite: WAL, full sync."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(
            parsed,
            connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
            pool_size=16,
            query_cache_size=STATEMENTS,
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.get_backend_name() == "postgresql":
        server = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(server, connect_args=_CONNECT, pool_size=16, query_cache_size=STATEMENTS)
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "checkout", partial(_check_age, engine))
        return engine
    raise UsageError("No such kind of database", parsed.get_backend_name(), "use sqlite:/// or postgresql://")


def _prepare_sqlite(connection: Any, record: Any) -> None:
    # The driver's own transaction handling is switched off, so that reading transactions are real snapshots.
    connection.isolation_level = None
    cursor = connection.cursor()
    _use_wal(cursor)
    for pragma in (
        "synchronous=FULL",
        "foreign_keys=ON",
        # What is deleted is overwritten: an erased person is not to be found in a page that is free by now.
        "secure_delete=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Of several that open a new file at once, SQLite lets one switch and turns the others away without waiting."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)  # SQLite's busy timeout does not cover the change of journal mode


def _prepare_postgresql(connection: Any, record: Any) -> None:
    from psycopg.types.string import StrDumperUnknown

    class WithoutNul(StrDumperUnknown):
        """PostgreSQL's texts hold no NUL. No valid value has one, but refusals quote what was sent, and ids are sought
        before they are judged: where U+FFFD stands for it nothing is found, and what was refused can be read.
        """

        def dump(self, obj: str) -> Any:
            return super().dump(obj.replace("\0", "\ufffd"))

    connection.adapters.register_dumper(str, WithoutNul)
    record.info[_OPENED] = time.monotonic()


def _check_age(engine: Engine, connection: Any, record: Any, proxy: Any) -> None:
    """The pool closes a connection that is too old and opens another (`forget_prepared`)."""
    if record.info[_OPENED] < engine.get_execution_options().get("crmdesk_opened_after", 0.0):
        raise DisconnectionError


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("crmdesk_writing", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # It takes no lock and waits for nobody: SQLAlchemy's way round it costs as much as a look-up by key.
        connection.connection.driver_connection.execute("BEGIN")  # type: ignore[union-attr]


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment of the database and writes nothing."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        connection.begin()
        yield connection
        # The driver forgets what it has prepared with every ROLLBACK. SQLite's ends with the connection, and not before
        # it: what is given back without a transaction is rolled back again.
        if engine.dialect.name != "sqlite":
            connection.commit()


def forget_prepared(engine: Engine) -> None:
    """Transactions begin on new connections from now on: PostgreSQL does not run again what was prepared before a
    column that it reads became one of another type."""
    engine.update_execution_options(crmdesk_opened_after=time.monotonic())


@contextmanager
def writing(engine: Engine, org: int | None) -> Iterator[Connection]:
    """A writing transaction whose first statement locks the organisation: one writer an organisation at a time."""
    actions: list[Callable[[], None]] = []
    with engine.connect() as plain:
        connection = plain.execution_options(crmdesk_writing=True)
        connection.info[_AFTER] = actions
        with connection.begin():
            if org is not None and engine.dialect.name != "sqlite":
                connection.execute(
                    text("SELECT seq FROM organisation WHERE id = :org FOR UPDATE"), {"org": org}
                )
            yield connection
    for action in actions:
        action()


def after_commit(connection: Connection, action: Callable[[], None]) -> None:
    """Has `action` run once the transaction of `writing` has committed; not at all if it does not."""
    connection.info[_AFTER].append(action)
