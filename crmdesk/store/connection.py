"""Opens the encrypted database: one writer under a lock, readers of their own beside it, errors in people's words.

It knows files, keys and PRAGMAs, and no table. Constants: `docs/decisions` name the measurements.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from crmdesk.domain.errors import StorageFault
from crmdesk.store.memory import give_back

Connection = Any
"""A `sqlcipher3.dbapi2.Connection`: the package has no type information."""

DatabaseError = dbapi2.DatabaseError

# Binding None sends the driver looking for an adapter in vain, a microsecond a value: most of the time of a bulk load.
# `dict.get` of an empty dictionary is the adapter from None to None that costs nothing.
dbapi2.register_adapter(type(None), {}.get)

PAGE_BYTES = 4096
"""Measured: 8,192 loads and scans a little faster but grows the log of single commits; 16,384 doubles their cost."""
WRITER_CACHE_KIB = 16_384
READER_CACHE_KIB = 8_192
CHECKPOINT_PAGES = 2_000
"""Pages of write-ahead log (8 MB) after which a commit folds them in; the indexer does so earlier, when idle."""
BULK_CHECKPOINT_PAGES = 16_000
"""The same (64 MB) during a bulk load, where each folding waits for the disk twice."""
BUSY_MILLISECONDS = 10_000
READERS = 4
CLOSE_SECONDS = 5.0
"""How long closing waits for readers that were told to stop."""

_FULL, _READ_ONLY, _CORRUPT, _NOT_A_DATABASE, _CANNOT_OPEN, _IO, _BUSY = 13, 8, 11, 26, 14, 10, 5
_INTERRUPTED = 9

_WORDS = {
    _FULL: ("The disk is full", "free some space and try again; nothing that was saved is lost", "disk_full"),
    _READ_ONLY: ("The profile cannot be written", "check the permissions of its folder", "read_only"),
    _CORRUPT: (
        "The replica is damaged",
        "sync to rebuild it; no saved edit is dropped without asking you",
        "damaged",
    ),
    _NOT_A_DATABASE: (
        "The replica does not open with this key",
        "give the key it was made with; if it is the right one, the file is damaged",
        "wrong_key",
    ),
    _CANNOT_OPEN: ("The replica cannot be opened", "check the folder and its permissions", "cannot_open"),
    _IO: ("The disk reports an error", "check the disk and its free space, then try again", "disk_error"),
    _BUSY: ("The replica is busy", "close the other program that uses it", "busy"),
}


class Interrupted(Exception):
    """A read was stopped by `Database.interrupt`; nothing is wrong."""


def fault(error: Exception) -> Exception:
    """The same error in people's words: a `StorageFault`, `Interrupted`, or itself where it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else None
    if primary == _INTERRUPTED:
        return Interrupted()
    if primary in _WORDS:
        title, hint, name = _WORDS[primary]
        return StorageFault(title, str(error), hint, code=name)
    return error


@contextmanager
def translated() -> Iterator[None]:
    """Raises `StorageFault` (or `Interrupted`) for what the world did to the database inside."""
    try:
        yield
    except dbapi2.Error as error:
        better = fault(error)
        if better is error:
            raise
        raise better from error


def open_keyed(path: Path, key: bytes, *, cache_kib: int, read_only: bool = False) -> Connection:
    """A connection to the encrypted database at `path`; raises `StorageFault` when the key does not fit.

    `key` is 32 random bytes, used raw: deriving a key from a passphrase is `keys.py`'s work.
    """
    with translated():
        connection = dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        try:
            _prepare(connection, key, cache_kib, read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def open_untouched(path: Path, key: bytes) -> Connection:
    """A reader of a database that may be damaged. Closing it folds no log in, as the last writer's closing does: a log
    of which SQLite dropped the end stays as it is, for `rescue.py`."""
    if not path.exists() or path.stat().st_size < PAGE_BYTES:
        # SQLite would take the log of an empty database for stale, and delete it.
        raise StorageFault("The replica is damaged", "its file is empty", _WORDS[_CORRUPT][1], code="damaged")
    with translated():
        connection = dbapi2.connect(
            f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, isolation_level=None
        )
        try:
            _unlock(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _unlock(connection: Connection, key: bytes) -> None:
    # SQLCipher would write its own log to stderr, which belongs to the person at the terminal.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA cipher_default_page_size = {PAGE_BYTES}").fetchall()
    connection.execute(f'PRAGMA key = "{key_text(key)}"').fetchall()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _prepare(connection: Connection, key: bytes, cache_kib: int, read_only: bool) -> None:
    _unlock(connection, key)
    connection.execute(f"PRAGMA cache_size = -{cache_kib}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA foreign_keys = OFF")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        # FULL: a commit is on the disk before anyone is told "saved".
        connection.execute("PRAGMA synchronous = FULL")
        # What is deleted is overwritten, in pages that stay and in pages that become free.
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").fetchall()
        # What a bulk load has made of the log is given back to the disk when it begins anew.
        connection.execute(f"PRAGMA journal_size_limit = {2 * CHECKPOINT_PAGES * PAGE_BYTES}").fetchall()


def attach(connection: Connection, schema: str, path: Path, key: bytes) -> None:
    """Shows the encrypted database at `path` to a connection, under the name `schema`; raises `StorageFault`."""
    try:
        connection.execute(f'ATTACH DATABASE ? AS {schema} KEY "{key_text(key)}"', (str(path),))
    except dbapi2.Error as error:
        # SQLite says no more than "unable to open" here, whatever the disk said.
        raise StorageFault(*_WORDS[_CANNOT_OPEN][:1], str(error), *_WORDS[_CANNOT_OPEN][1:]) from error


def key_text(key: bytes) -> str:
    """A raw key as SQLCipher writes it."""
    return f"x'{key.hex()}'"


def empty_log(connection: Connection) -> bool:
    """Empties the log of the connection's database unless a reader still needs it."""
    connection.execute("PRAGMA busy_timeout = 0").fetchall()
    try:
        (held, _, _) = connection.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}").fetchall()
    return not held


def _reads(connection: Connection) -> bool:
    """Whether a reader that was interrupted has nothing left that is cut off: opening another costs as much as a whole
    search for a name."""
    try:
        connection.execute("SELECT 1").fetchone()
    except dbapi2.Error:
        return False
    return not connection.in_transaction


class Database:
    """The replica's file: `write()` is the one way to change it, `read()` the one way to look."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.key = key
        self._beside: dict[str, Path] = {}
        self._writer = open_keyed(path, key, cache_kib=WRITER_CACHE_KIB)
        self._lock = threading.RLock()
        self._guard = threading.Condition()
        self._idle: list[Connection] = []
        self._readers: set[Connection] = set()
        self._stale: set[Connection] = set()
        """Readers that see a file which has been replaced: closed as soon as they are not reading."""
        self._stopped: set[Connection] = set()
        """Readers that were interrupted at what they are reading."""
        self._reading: dict[int, list[Connection]] = {}
        self._closed = False

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One durable transaction. It is committed when the block ends well, and gone without a trace otherwise."""
        with self._lock, translated():
            connection = self._writer
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk has rolled back already.
                if connection.in_transaction:
                    with suppress(dbapi2.Error):
                        connection.execute("ROLLBACK")
                raise

    @contextmanager
    def write_bulk(self) -> Iterator[Connection]:
        """As `write`, but a power cut may take this transaction back (never damage anything): for pages that
        come again."""
        with self._lock:
            self._writer.execute("PRAGMA synchronous = NORMAL")
            self._writer.execute(f"PRAGMA wal_autocheckpoint = {BULK_CHECKPOINT_PAGES}").fetchall()
            try:
                with self.write() as connection:
                    yield connection
            finally:
                self._writer.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}").fetchall()
                self._writer.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def exclusively(self) -> Iterator[Connection]:
        """The writer outside a transaction, for what SQLite wants there (checkpoint, PRAGMAs)."""
        with self._lock, translated():
            yield self._writer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A reader that sees one committed state for the whole block and never waits for the writer."""
        connection = self._borrow()
        try:
            with translated():
                connection.execute("BEGIN")
                yield connection
        finally:
            with suppress(dbapi2.Error):
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            self._give_back(connection)

    def _borrow(self) -> Connection:
        with self._guard:
            while not self._idle and len(self._readers) >= READERS:
                self._guard.wait()
            if self._closed:
                raise StorageFault("The replica is closed", code="closed")
            if self._idle:
                connection = self._idle.pop()
            else:
                connection = open_keyed(self.path, self.key, cache_kib=READER_CACHE_KIB, read_only=True)
                try:
                    for schema, path in self._beside.items():
                        attach(connection, schema, path, self.key)
                except BaseException:
                    connection.close()
                    raise
                self._readers.add(connection)
            self._reading.setdefault(threading.get_ident(), []).append(connection)
            return connection

    def _give_back(self, connection: Connection) -> None:
        with self._guard:
            for thread, stack in list(self._reading.items()):
                # A generator may end on another thread than it began on.
                if connection in stack:
                    stack.remove(connection)
                    if not stack:
                        del self._reading[thread]
            if self._closed and connection not in self._readers:
                return  # closed already
            stopped = connection in self._stopped
            self._stopped.discard(connection)
            if connection in self._stale or (stopped and not _reads(connection)):
                self._drop(connection)
            else:
                self._idle.append(connection)
            self._guard.notify_all()

    def _drop(self, connection: Connection) -> None:
        self._stale.discard(connection)
        self._readers.discard(connection)
        connection.close()

    def renew_readers(self) -> None:
        """The database beside was replaced: from now on readers are opened anew."""
        with self._guard:
            for connection in self._idle:
                self._drop(connection)
            self._idle.clear()
            self._stale = set(self._readers)
            self._guard.notify_all()

    def read_beside(self, schema: str, path: Path) -> None:
        """From now on readers also see the database at `path`, under the name `schema`. Call it before the
        first read."""
        self._beside[schema] = path

    def interrupt(self, thread: int) -> None:
        """Stops what the thread with that identifier is reading now, if anything: it raises `Interrupted` there.

        Its reader is lent again if it can still read: as long as anybody holds what was cut off (a traceback does),
        SQLite stops whatever the next one asks of it.
        """
        with self._guard:
            for connection in self._reading.get(thread, ()):
                self._stopped.add(connection)
                connection.interrupt()

    def checkpoint(self, mode: str = "PASSIVE") -> None:
        """Folds the write-ahead log into the database. TRUNCATE waits for readers and empties the log."""
        with self.exclusively() as connection:
            connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchall()

    def empty_log(self) -> bool:
        """Folds the write-ahead log into the database and empties it, without waiting: False while somebody reads."""
        with self.exclusively() as connection:
            return empty_log(connection)

    def settle(self) -> None:
        """After a bulk load: folds the log in and gives the memory back that it took."""
        self.checkpoint()
        with self.exclusively() as connection:
            connection.execute("PRAGMA shrink_memory").fetchall()
        give_back()

    def close(self) -> None:
        """Stops what is being read, then closes everything. Closing twice is nothing."""
        with self._guard:
            self._closed = True
            for stack in self._reading.values():
                for connection in stack:
                    connection.interrupt()
            # Who holds an export half read and never goes on must not keep the program from ending.
            self._guard.wait_for(lambda: len(self._idle) == len(self._readers), CLOSE_SECONDS)
            for connection in self._readers:
                connection.close()
            self._readers.clear()
            self._idle.clear()
        with self._lock:
            self._writer.close()
