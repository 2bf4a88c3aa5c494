"""The bytes of attachments on the laptop, in parts, in an encrypted database of their own beside the replica.

It owns which contents are here, whole or in part, and whether the centre has them. It knows no record: what a content
is needed for is `attachments.py`'s. Why a database: docs/decisions/0011-bytes-of-attachments.md.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crmdesk.domain.errors import NoSuchRecord, StorageFault, UpdateNeeded
from crmdesk.store.connection import Connection, Database

PART_BYTES = 256 * 1024
"""Bytes of a row: what a download keeps durably at a time, and what is in memory at a time."""
FILE_DAMAGED = "file_damaged"
_VERSION = 1
_TABLES = (
    # `whole`: all bytes are here and agree with the hash. `offered`: the centre has them from us.
    # `wanted`: somebody asked that they come, or go. `trouble`: why they will not go on by themselves.
    "CREATE TABLE blob (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, whole INTEGER NOT NULL DEFAULT 0,"
    " offered INTEGER NOT NULL DEFAULT 0, wanted INTEGER NOT NULL DEFAULT 0, trouble TEXT) WITHOUT ROWID",
    "CREATE TABLE part (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, start INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, UNIQUE (sha256, start))",
    "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Held:
    """A content as far as it is here."""

    sha256: str
    size: int
    whole: bool
    offered: bool
    wanted: bool
    trouble: str | None
    received: int
    """Bytes that are here of one that is not whole."""


class BlobVault:
    """Contents by hash. The file is made and opened when first needed. Every method may be called from any thread."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._opening = threading.Lock()
        self._opened: Database | None = None
        self._closed = False

    @property
    def empty(self) -> bool:
        """Whether nothing was ever kept here; then nothing is opened to find out."""
        return self._opened is None and not self._path.exists()

    def _database(self) -> Database:
        with self._opening:
            if self._closed:
                raise StorageFault("The replica is closed", code="closed")
            if self._opened is None:
                database = Database(self._path, self._key)
                try:
                    _prepare(database)
                except BaseException:
                    database.close()
                    raise
                self._opened = database
            return self._opened

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with _named_faults(), self._database().write() as connection:
            yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with _named_faults(), self._database().read() as connection:
            yield connection

    def close(self) -> None:
        """Closes the file if it was opened; nothing kept is lost without it."""
        with self._opening:
            self._closed = True
            if self._opened is not None:
                self._opened.close()

    # Taking in

    def put(self, sha256: str, size: int, parts: Iterable[bytes]) -> None:
        """Keeps a whole content that is still to be offered, durably; all of it or, if `parts` raises, nothing."""
        with self._write() as connection:
            _drop(connection, sha256)
            connection.execute("INSERT INTO blob (sha256, size, whole) VALUES (?, ?, 1)", (sha256, size))
            start = 0
            for part in parts:
                _insert(connection, sha256, start, part)
                start += len(part)

    def append(self, sha256: str, size: int, offset: int, data: bytes) -> None:
        """Keeps the next bytes of a content on its way here, durably; raises
        `NoSuchRecord` if they are not the next: the content was released meanwhile, say."""
        with self._write() as connection:
            connection.execute(
                "INSERT INTO blob (sha256, size) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING",
                (sha256, size),
            )
            held = _held(connection, sha256)
            if held is None or held.whole or held.received != offset:
                raise NoSuchRecord("These bytes are not the next ones", sha256)
            _insert(connection, sha256, offset, data)

    def finish(self, sha256: str) -> bool:
        """Whether the bytes that have come are the whole content; if they are others, they go."""
        held = self.held(sha256)
        right = held is not None and held.received == held.size and self._hash(sha256) == sha256
        with self._write() as connection:
            if right:
                connection.execute(
                    "UPDATE blob SET whole = 1, offered = 1, wanted = 0, trouble = NULL WHERE sha256 = ?",
                    (sha256,),
                )
            else:
                connection.execute("DELETE FROM part WHERE sha256 = ?", (sha256,))
        return right

    # Giving out

    def held(self, sha256: str) -> Held | None:
        """How far a content is here; None if nothing is known of it."""
        if self.empty:
            return None
        with self._read() as connection:
            return _held(connection, sha256)

    def all(self) -> list[Held]:
        """Every content that is known here."""
        if self.empty:
            return []
        with self._read() as connection:
            return [_row(row) for row in connection.execute(f"{_SELECT} GROUP BY sha256").fetchall()]

    def read(self, sha256: str, start: int = 0) -> Iterator[bytes]:
        """The bytes from `start` on, in parts; no transaction is held between two of them."""
        while True:
            with self._read() as connection:
                row = connection.execute(
                    "SELECT start, bytes FROM part WHERE sha256 = ? AND start <= ? ORDER BY start DESC LIMIT 1",
                    (sha256, start),
                ).fetchone()
            part = bytes(row[1])[start - row[0] :] if row is not None else b""
            if not part:
                return
            yield part
            start += len(part)

    def verified(self, sha256: str) -> Iterator[bytes]:
        """All bytes; raises `StorageFault` (`file_damaged`) at the end if they are not those of the hash any more."""
        digest = hashlib.sha256()
        for part in self.read(sha256):
            digest.update(part)
            yield part
        if digest.hexdigest() != sha256:
            raise StorageFault(
                "The file is damaged on this laptop",
                hint="it is fetched again from the centre",
                code=FILE_DAMAGED,
            )

    def sound(self, sha256: str) -> bool:
        """Whether the bytes here are those of the hash."""
        return self._hash(sha256) == sha256

    def _hash(self, sha256: str) -> str:
        digest = hashlib.sha256()
        for part in self.read(sha256):
            digest.update(part)
        return digest.hexdigest()

    # Marking

    def want(self, sha256: str, size: int) -> None:
        """Somebody asks for a content that is not whole here."""
        self._mark(
            "INSERT INTO blob (sha256, size, wanted) VALUES (?, ?, 1)"
            " ON CONFLICT (sha256) DO UPDATE SET wanted = 1, trouble = NULL WHERE whole = 0",
            (sha256, size),
        )

    def urge(self, sha256: str) -> None:
        """Somebody asks that a content that is whole here goes to the centre now."""
        self._mark("UPDATE blob SET wanted = 1 WHERE sha256 = ? AND whole = 1 AND offered = 0", (sha256,))

    def offer(self, hashes: Iterable[str]) -> None:
        """The centre lacks these: they are to be offered (again)."""
        for sha256 in hashes:
            self._mark(
                "UPDATE blob SET offered = 0, trouble = NULL WHERE sha256 = ? AND whole = 1", (sha256,)
            )

    def offered(self, sha256: str) -> None:
        """The centre has checked and kept it."""
        self._mark("UPDATE blob SET offered = 1, wanted = 0, trouble = NULL WHERE sha256 = ?", (sha256,))

    def trouble(self, sha256: str, code: str) -> None:
        """It will not go on by itself, and why."""
        self._mark("UPDATE blob SET trouble = ?, wanted = 0 WHERE sha256 = ?", (code, sha256))

    def lost(self, sha256: str) -> None:
        """Its bytes here are damaged: they go, and are to be fetched."""
        with self._write() as connection:
            connection.execute("DELETE FROM part WHERE sha256 = ?", (sha256,))
            connection.execute(
                "UPDATE blob SET whole = 0, wanted = 1, trouble = NULL WHERE sha256 = ?", (sha256,)
            )

    def _mark(self, statement: str, given: tuple[Any, ...]) -> None:
        with self._write() as connection:
            connection.execute(statement, given)

    def note(self, name: str) -> str | None:
        """A small text kept beside the contents."""
        if self.empty:
            return None
        with self._read() as connection:
            row = connection.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def keep_note(self, name: str, value: str) -> None:
        """Keeps it."""
        self._mark(
            "INSERT INTO note VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    # Releasing

    def drop(self, hashes: Iterable[str]) -> None:
        """Removes contents, overwritten in the file and gone from its log."""
        going = list(hashes)
        if not going:
            return
        with self._write() as connection:
            for sha256 in going:
                _drop(connection, sha256)
        with _named_faults():
            with self._database().exclusively() as connection:
                connection.execute("PRAGMA incremental_vacuum").fetchall()
            self._database().checkpoint("TRUNCATE")

    def clear(self) -> None:
        """Removes everything."""
        if not self.empty:
            self.drop([held.sha256 for held in self.all()])


_SELECT = (
    "SELECT sha256, size, whole, offered, wanted, trouble, coalesce(sum(length(bytes)), 0)"
    " FROM blob LEFT JOIN part USING (sha256)"
)


@contextmanager
def _named_faults() -> Iterator[None]:
    """A fault of this file has a code of its own: the replica beside it is sound, and not to be built anew for it."""
    try:
        yield
    except StorageFault as error:
        if error.code not in ("damaged", "wrong_key"):
            raise
        raise StorageFault(
            "The attachments on this laptop are damaged",
            error.detail,
            "what the centre has is fetched again once blobs.db is moved out of the profile's folder",
            code=FILE_DAMAGED,
        ) from error


def _prepare(database: Database) -> None:
    with database.exclusively() as connection:
        # Pages of what was removed are overwritten, and given back to the disk.
        connection.execute("PRAGMA secure_delete = ON").fetchall()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version > _VERSION:
            raise UpdateNeeded(
                "The attachments were written by a newer version of CRMDesk", hint="update the program"
            )
        if version == _VERSION:
            return
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL").fetchall()
        connection.execute("VACUUM")
    with database.write() as connection:
        for statement in _TABLES:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def _held(connection: Connection, sha256: str) -> Held | None:
    row = connection.execute(f"{_SELECT} WHERE sha256 = ? GROUP BY sha256", (sha256,)).fetchone()
    return _row(row) if row is not None else None


def _row(row: tuple[Any, ...]) -> Held:
    return Held(row[0], row[1], bool(row[2]), bool(row[3]), bool(row[4]), row[5], row[6])


def _insert(connection: Connection, sha256: str, start: int, data: bytes) -> None:
    connection.execute("INSERT INTO part (sha256, start, bytes) VALUES (?, ?, ?)", (sha256, start, data))


def _drop(connection: Connection, sha256: str) -> None:
    connection.execute("DELETE FROM part WHERE sha256 = ?", (sha256,))
    connection.execute("DELETE FROM blob WHERE sha256 = ?", (sha256,))
