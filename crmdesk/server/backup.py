"""Backs up a centre's database and puts a backup in its place, SQLite or PostgreSQL, and from either to the other.

A backup is one moment's state, taken while the server works. Restoring changes no epoch, tag, session or replica: where
nothing was lost meanwhile, no laptop notices. What such a file looks like is `backup_file.py`'s.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    create_engine,
    inspect,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.types import TypeEngine

from crmdesk import __version__
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NoSuchRecord, ProfileInUse, StorageFault, UsageError
from crmdesk.domain.values import format_instant
from crmdesk.server.backup_file import (
    BackupTable,
    Header,
    Rows,
    check_backup,
    check_target,
    read_rows,
    to_disk,
    write_backup,
)
from crmdesk.server.database import DATABASE_NAME, open_database, reading, writing
from crmdesk.server.faults import storage_faults
from crmdesk.server.identity_tables import identity_tables
from crmdesk.server.location import Place, holding
from crmdesk.server.migrating import add_column, known_revisions, lock_schema, revision_of, upgrade
from crmdesk.server.receipts import ReceiptFolder
from crmdesk.server.tables import build_tables
from crmdesk.server.webhook_queue import mark_restored

_CHUNK = 200
"""Rows held in memory at once."""
_AS_IT_WAS = "the database is as it was; is the disk full?"
_SQLITE = b"SQLite format 3\0"
_LEAVING_SECONDS = 3.0
"""PostgreSQL lists a session for a moment after its process has gone."""
_OTHERS = text(
    "SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY 1"
)
_KINDS: dict[str, type[TypeEngine[Any]]] = {
    "text": Text,
    "bigint": BigInteger,
    "integer": Integer,
    "smallint": SmallInteger,
    "bytes": LargeBinary,
}


def backup(place: Place, file: Path, now: datetime) -> int:
    """Writes the database's state at one moment to `file` while the server works on it; gives the file's size in bytes.

    An earlier backup gives way to it. Raises `StorageFault`, `NoSuchRecord` if there is no centre, `UsageError` if
    something else is there under that name.
    """
    check_target(file)
    with storage_faults(), contextlib.closing(_Source(open_database(place.url))) as source:
        try:
            return write_backup(file, source.header(now), source.rows())
        except OSError as error:
            raise StorageFault(
                "The backup could not be written", str(error), "choose another place"
            ) from error


def restore(place: Place, file: Path, now: datetime) -> str | None:
    """Puts a backup in place of the database; gives where the former one was set aside, if there was one.

    That is a file beside SQLite's database, and a schema of PostgreSQL's. All of the backup is checked first, and what
    goes wrong leaves the database as it was. Raises `ProfileInUse` while a server runs, `UsageError` if the file is no
    backup of a centre or of a newer release, `StorageFault` if it is damaged or the database fails.
    """
    with _opened(file) as content:
        try:
            if place.data is None:
                return _replace_tables(place, content, now)
            with holding(place.data):
                # The folder of receipts lies beside the database: what it holds is applied when the centre is opened.
                return _replace_file(place.data, content, now)
        except (OSError, DatabaseError) as error:
            raise StorageFault(
                "The backup could not be put in place",
                str(error),
                "the database is as it was; is the disk full?",
            ) from error


class _Source:
    """A centre's database, read at one moment; raises `NoSuchRecord` if it is none."""

    def __init__(self, engine: Engine) -> None:
        self._stack = contextlib.ExitStack()
        self._stack.callback(engine.dispose)
        with contextlib.ExitStack() as opening:
            opening.push(self._stack)
            self._connection = self._stack.enter_context(reading(engine))
            revision = revision_of(self._connection)
            if revision is None:
                raise NoSuchRecord("There is no centre in this database")
            self._revision = revision
            self._tables = _tables_of(self._connection)
            opening.pop_all()

    def close(self) -> None:
        self._stack.close()

    def header(self, at: datetime) -> Header:
        return Header(__version__, self._revision, format_instant(at), self._tables)

    def rows(self) -> Iterator[Rows]:
        connection = self._connection.execution_options(yield_per=_CHUNK)
        for index, table in enumerate(self._tables):
            query = f"SELECT {_names(connection, table)} FROM {_quoted(connection, table.name)}"
            for part in connection.exec_driver_sql(query).partitions():
                yield Rows(index, [list(row) for row in part])


def _tables_of(connection: Connection) -> list[BackupTable]:
    """The tables as they are, whatever release made them, also columns that were added at run time: each behind those
    that it points to. Indexes and conditions are not asked for: they are the migrations' own."""
    seen = inspect(connection)
    columns, keys = seen.get_multi_columns(), seen.get_multi_pk_constraint()
    return [
        BackupTable(
            name,
            [(column["name"], _kind(column["type"])) for column in columns[None, name]],
            keys[None, name]["constrained_columns"],
        )
        for name, _ in seen.get_sorted_table_and_fkc_names()
        if name not in (None, "alembic_version")
    ]


def _kind(type_: TypeEngine[Any]) -> str:
    # From narrow to wide: a small integer is an integer too.
    kinds = (("smallint", SmallInteger), ("bigint", BigInteger), ("integer", Integer), ("bytes", LargeBinary))
    return next((name for name, kind in kinds if isinstance(type_, kind)), "text")


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _names(connection: Connection, table: BackupTable) -> str:
    return ", ".join(_quoted(connection, name) for name, _ in table.columns)


@dataclass(frozen=True)
class _Content:
    """What is to be put in place, checked; `rows` may be called once."""

    header: Header
    rows: Callable[[], Iterator[Rows]]

    def fill(self, connection: Connection, now: datetime) -> None:
        """Makes the backup's tables where there are none, fills them, and brings them to this release's schema."""
        upgrade(connection, self.header.revision)
        _add_what_is_missing(connection, self.header.tables)
        fill = _copy if connection.dialect.name == "postgresql" else _insert
        for some in self.rows():
            fill(connection, self.header.tables[some.table], some.rows)
        upgrade(connection)
        mark_restored(connection, build_tables(CATALOGUE).webhook, now)


def _add_what_is_missing(connection: Connection, wanted: list[BackupTable]) -> None:
    """Gives the tables what the backup has beyond its release's: custom entities and fields."""
    known = {
        name: {column["name"] for column in columns}
        for (_, name), columns in inspect(connection).get_multi_columns().items()
    }
    for table in wanted:
        columns = [
            Column(name, _KINDS[kind](), primary_key=name in table.key) for name, kind in table.columns
        ]
        if table.name not in known:
            Table(table.name, MetaData(), *columns).create(connection)
            continue
        for column in columns:
            if column.name not in known[table.name]:
                add_column(connection, table.name, column)


def _insert(connection: Connection, table: BackupTable, rows: list[list[Any]]) -> None:
    marks = ", ".join("?" * len(table.columns))
    into = f"INSERT INTO {_quoted(connection, table.name)} ({_names(connection, table)})"
    connection.exec_driver_sql(f"{into} VALUES ({marks})", [tuple(row) for row in rows])


def _copy(connection: Connection, table: BackupTable, rows: list[list[Any]]) -> None:
    import psycopg

    statement = f"COPY {_quoted(connection, table.name)} ({_names(connection, table)}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        raise StorageFault("The backup could not be put in place", str(error), _AS_IT_WAS) from error


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[_Content]:
    if not file.is_file():
        raise NoSuchRecord(f"There is no file {file}")
    with file.open("rb") as raw:
        copied = raw.read(len(_SQLITE)) == _SQLITE
    with contextlib.ExitStack() as stack:
        if copied:
            source = _Source(_checked_copy(file))
            stack.callback(source.close)
            content = _Content(source.header(datetime.fromtimestamp(file.stat().st_mtime, UTC)), source.rows)
        else:
            content = _Content(check_backup(file), lambda: read_rows(file))
        if content.header.revision not in known_revisions():
            raise UsageError(
                "The backup was made by a newer release", content.header.release, "update this program"
            )
        yield content


def _checked_copy(file: Path) -> Engine:
    """A copy of the embedded database, as release 0.1 made its backups."""
    address = f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))
    try:
        with reading(engine) as connection:
            sound = connection.execute(text("PRAGMA quick_check")).scalars().all() == ["ok"]
    except DatabaseError as error:
        engine.dispose()
        raise UsageError(f"{file} is no backup of a centre", str(error.orig)) from error
    if not sound:
        engine.dispose()
        raise StorageFault(f"The backup {file} is damaged", hint="nothing was changed; take another backup")
    return engine


# Putting in place


def _replace_file(data: Path, content: _Content, now: datetime) -> str | None:
    """The backup grows in a file of its own, which takes the database's name when it is complete."""
    target, part = data / DATABASE_NAME, data / f"{DATABASE_NAME}.part"
    _discard(part)
    try:
        part.touch(mode=0o600)
        engine = open_database(f"sqlite:///{part}")
        try:
            with writing(engine, None) as connection:
                content.fill(connection, now)
            with engine.connect() as connection:
                # Alone it is a whole database: nothing of it may wait in a log beside it.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA journal_mode=DELETE")
        finally:
            engine.dispose()
        to_disk(part)
        aside = _set_aside(target, now)
        os.replace(part, target)
        to_disk(data)
    finally:
        _discard(part)
    return str(aside) if aside else None


def _discard(part: Path) -> None:
    for leaving in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
        leaving.unlink(missing_ok=True)


def _set_aside(target: Path, now: datetime) -> Path | None:
    if not target.exists():
        return None
    with contextlib.closing(sqlite3.connect(target)) as former:
        former.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        former.execute("PRAGMA journal_mode=DELETE")
    aside = target.with_name(f"centre-before-{now:%Y%m%d-%H%M%S}.db")
    os.replace(target, aside)
    return aside


def _replace_tables(place: Place, content: _Content, now: datetime) -> str | None:
    """All in one transaction: the former tables move to a schema of their own, the backup's take their place."""
    engine = open_database(place.url)
    try:
        with writing(engine, None) as connection:
            _check_alone(connection)
            lock_schema(connection)
            if place.receipts is not None:
                _keep_receipts(connection, ReceiptFolder(place.receipts))
            aside = _move_aside(connection, content, now)
            content.fill(connection, now)
        return aside
    finally:
        engine.dispose()


def _keep_receipts(connection: Connection, folder: ReceiptFolder) -> None:
    """The former database may know of erasures that another machine's folder holds: they come to this one."""
    if inspect(connection).has_table("erasure"):
        for receipt_id, receipt in connection.execute(text("SELECT id, receipt FROM erasure")):
            folder.keep(receipt_id, receipt)


def _check_alone(connection: Connection) -> None:
    deadline = time.monotonic() + _LEAVING_SECONDS
    while others := list(connection.execute(_OTHERS).scalars()):
        if time.monotonic() > deadline:
            named = ", ".join(name or "somebody" for name in others)
            raise ProfileInUse("Others work on this database", named, "stop the server first")
        time.sleep(0.05)  # PostgreSQL tells nobody when a session has left: one has to look again
        connection.execute(text("SELECT pg_stat_clear_snapshot()"))


def _move_aside(connection: Connection, content: _Content, now: datetime) -> str | None:
    declared = build_tables(CATALOGUE).metadata
    identity_tables(declared)
    own = {"alembic_version", *declared.tables, *(table.name for table in content.header.tables)}
    present = sorted(own & set(inspect(connection).get_table_names()))
    if not present:
        return None
    aside = f"before_{now:%Y%m%d_%H%M%S}_{secrets.token_hex(3)}"  # two restores may come within one second
    connection.exec_driver_sql(f"CREATE SCHEMA {aside}")
    for name in present:
        connection.exec_driver_sql(f"ALTER TABLE {_quoted(connection, name)} SET SCHEMA {aside}")
    return f"schema {aside}"
