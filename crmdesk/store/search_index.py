"""The full-text index, in an encrypted file of its own, filled behind the commits by a thread of its own.

It is derived and may be thrown away: what it has not come to yet is told by the replica (rows above its row
number, rows queued since), and `search.py` looks there directly. So no save and no page ever waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import StorageFault
from crmdesk.store.connection import (
    Connection,
    Database,
    Interrupted,
    attach,
    empty_log,
    open_keyed,
    translated,
)
from crmdesk.store.pinyin import KEY_LENGTH
from crmdesk.store.rows import ROWID_BITS, EntityRows, Rows, quote
from crmdesk.store.search_text import index_text, name_text, wide_text
from crmdesk.store.traces import clear_log, index_cleared, index_turn
from crmdesk.store.used import LatelyUsed

log = logging.getLogger(__name__)

FORMAT = "8"
"""Another one means: build anew. Up to the fifth a record could be left out that changed beside a deletion, up to the
sixth nothing told a name without its gaps, up to the seventh all customers were gathered for a part of an address."""
CHUNK = 20_000
"""Rows indexed in one transaction: about a third of a second."""
QUEUE_CHUNK = 2_000
REST_SECONDS = 0.5
REST_ROUNDS = 60
"""After half a minute of steady change the index follows all the same."""
CACHE_KIB = 4_096

# `index_text` has folded and separated the terms already: this splits them at spaces and looks at nothing else.
_OPTIONS = "content='', contentless_delete=1, tokenize='ascii'"
HASH_BYTES = 2 * 1024 * 1024
"""What FTS5 gathers before it writes: fewer, larger pieces to merge than with its own one megabyte."""


ROTTEN = ("wrong_key", "damaged")
"""Codes of faults that a file which is begun anew does not have."""


TABLES = ("names", "wide", "texts")
"""Names and numbers by the beginnings of their words; names in every way they are typed; long texts."""
_ADDRESSES = "emails"
"""Found by any part, as names are. In the table of names, the endings that nearly all addresses have (`com`) would come
before the names that begin so."""
_PREFIXES = {"names": 6, "wide": KEY_LENGTH}
"""A beginning up to so long is looked up in a list of its own; a longer one is gathered from all terms that have it.
In the wide one are addresses, and what comes behind the @ of one stands in very many."""
_TERMS = {"names": name_text, "wide": wide_text, "texts": index_text}


def indexed_fields(entity: Entity, table: str) -> list[str]:
    """The fields whose terms a table of the index holds."""
    return {"names": first_fields, "wide": wide_fields, "texts": text_fields}[table](entity)


def wide_fields(entity: Entity) -> list[str]:
    """What is a name to people, who remember a sound or a part of it; the subject of an activity is none."""
    if entity.activity:
        return []
    return [field.name for field in entity.searchable if field.kind is Kind.TEXT or field.name == _ADDRESSES]


def first_fields(entity: Entity) -> list[str]:
    """What is looked up before anything else."""
    return [name for name in name_fields(entity) if name != _ADDRESSES]


def name_fields(entity: Entity) -> list[str]:
    """Names, numbers and addresses: the short searchable fields, found first and from one character on."""
    return [field.name for field in entity.searchable if field.kind is not Kind.LONGTEXT]


def text_fields(entity: Entity) -> list[str]:
    """The long searchable fields."""
    return [field.name for field in entity.searchable if field.kind is Kind.LONGTEXT]


def open_index(path: Path, key: bytes, *, read_only: bool = False) -> Connection:
    """The index with its tables; a file that is none is thrown away and begun anew."""
    if not read_only and path.exists():
        try:
            connection = open_keyed(path, key, cache_kib=CACHE_KIB)
        except StorageFault as fault:
            if fault.code not in ROTTEN:
                raise
            remove_index(path)
        else:
            if _is_current(connection):
                return connection
            connection.close()
            remove_index(path)
    connection = open_keyed(path, key, cache_kib=CACHE_KIB, read_only=read_only)
    if not read_only:
        with translated():
            _make(connection)
    return connection


def remove_index(path: Path) -> None:
    """Deletes the index; the next start builds it anew."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_current(connection: Connection) -> bool:
    try:
        row = connection.execute("SELECT format FROM about").fetchone()
    except dbapi2.Error:
        return False
    return row is not None and row[0] == FORMAT


def _is_rotten(connection: Connection) -> bool:
    """Whether a page of the index is not what was written."""
    try:
        return bool(connection.execute("PRAGMA main.cipher_integrity_check").fetchall())
    except dbapi2.Error:
        return True


def _make(connection: Connection) -> None:
    connection.execute("BEGIN")
    for table in TABLES:
        lengths = " ".join(map(str, range(1, _PREFIXES.get(table, 0) + 1)))
        prefixes = f", prefix='{lengths}'" if lengths else ""
        connection.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5 (text, detail=none{prefixes}, {_OPTIONS})"
        )
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {HASH_BYTES})")
    connection.execute("CREATE TABLE reached (number INTEGER PRIMARY KEY, row INTEGER NOT NULL)")
    connection.execute("CREATE TABLE about (format TEXT NOT NULL)")
    connection.execute("INSERT INTO about VALUES (?)", (FORMAT,))
    connection.execute("COMMIT")


def reached(connection: Connection, rows: EntityRows, schema: str = "main") -> int:
    """The row number up to which a type's rows are indexed."""
    row = connection.execute(f"SELECT row FROM {schema}.reached WHERE number = ?", (rows.number,)).fetchone()
    return int(row[0]) if row else 0


class SearchIndex:
    """Keeps the index up with the replica. `follow` wakes its thread; `catch_up` does the work in the caller's."""

    def __init__(self, path: Path, database: Database, rows: Rows, lately: LatelyUsed) -> None:
        self.lately = lately
        """Written when the replica has come to rest, as the index is."""
        self._path = path
        self._database = database
        self._rows = rows
        self._connection = self._open()
        self._sees_replica = False
        self._work = threading.RLock()
        self._wake = threading.Event()
        self._at_once = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def _open(self) -> Connection:
        connection = open_index(self._path, self._database.key)
        try:
            for function in set(_TERMS.values()):
                connection.create_function(function.__name__, 1, function, deterministic=True)
        except BaseException:
            connection.close()
            raise
        return connection

    def heal(self) -> bool:
        """Throws a rotten index away and begins it anew; False when it is not what is rotten. Raises `StorageFault`."""
        with self._work:
            if self._closing.is_set() or not _is_rotten(self._connection):
                return False
            log.info("the search index was damaged and is built anew")
            self._connection.close()
            remove_index(self._path)
            self._connection, self._sees_replica = self._open(), False
            self._database.renew_readers()
        self.follow()
        return True

    def follow(self, *, at_once: bool = False) -> None:
        """Something changed: the thread catches up when the replica has come to rest, or at once beside a bulk load."""
        if at_once:
            self._at_once.set()
        if self._thread is None and not self._closing.is_set():
            self._thread = threading.Thread(target=self._run, name="search-index", daemon=True)
            self._thread.start()
        if not self._wake.is_set():
            self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake.wait()
            self._rest()
            if self._closing.is_set():
                return
            try:
                self.catch_up()
            except Interrupted:
                return
            except StorageFault as fault:
                # The index is derived; searching goes on in the rows themselves until the disk has recovered.
                log.info("the search index could not be brought up to date: %s", fault)
            except dbapi2.Error:
                # Stopped while it opens a table of the index, SQLite says that this failed, and not why.
                if not self._closing.is_set():
                    raise
                return

    def _rest(self) -> None:
        """Waits until nothing has changed for a moment: a save or a page has the disk to itself.

        It sleeps through the changes of that moment: woken by each of them, it would take the processor from the next.
        """
        for _ in range(REST_ROUNDS):
            self._wake.clear()
            if self._at_once.wait(REST_SECONDS) or not self._wake.is_set():
                break
        self._wake.clear()
        self._at_once.clear()

    def catch_up(self) -> None:
        """Indexes everything that was committed before the call; raises `StorageFault`, `Interrupted` when
        closed meanwhile."""
        with self._work:
            try:
                self._catch_up()
            except StorageFault as fault:
                if fault.code not in ROTTEN or not self.heal():
                    raise
                self._catch_up()
        self.lately.write(self._database, self._rows)

    def forget(self) -> bool:
        """As `catch_up`, and no trace of rows that are gone is left in index, replica or their logs, which this index
        would otherwise read just now; False while others read. Raises as `catch_up`."""
        with self._work:
            self.catch_up()
            with self._database.read() as connection:
                left = index_turn(connection)
            return clear_log(self._database) and left is None

    def _look_at_replica(self) -> None:
        # Only now: reading all that the replica declares takes a good part of opening a profile.
        if not self._sees_replica:
            attach(self._connection, "replica", self._database.path, self._database.key)
            self._sees_replica = True

    def _catch_up(self) -> None:
        self._look_at_replica()
        for rows in self._searchable():
            while self._append(rows):
                if self._closing.is_set():
                    raise Interrupted
        while self._renew():
            if self._closing.is_set():
                raise Interrupted
            self._clear_traces()
            # The end of the round may have found this index reading the replica.
            clear_log(self._database)
        self._clear_traces()

    def _clear_traces(self) -> None:
        """After rows are gone: merges the index into one segment each, in which their terms are no more.

        An index without its texts cannot take terms out one by one: a deleted row is only marked until a merge.
        """
        with self._database.read() as connection:
            turn = index_turn(connection)
        if turn is None:
            return
        with translated():
            for table in TABLES:
                self._connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
            cleared = empty_log(self._connection)
        if cleared:
            index_cleared(self._database, turn)

    def _searchable(self) -> Iterable[EntityRows]:
        return [rows for rows in self._rows if rows.entity.searchable]

    def _append(self, rows: EntityRows) -> bool:
        """Indexes the next rows of a type above those indexed; False when there are none."""
        with translated():
            index = self._connection
            index.execute("BEGIN")
            try:
                start = reached(index, rows)
                row = index.execute(
                    f"SELECT max(rowid) FROM (SELECT rowid FROM replica.{rows.table}"
                    " WHERE rowid > ? ORDER BY rowid LIMIT ?)",
                    (start, CHUNK),
                ).fetchone()
                end = row[0]
                if end is not None:
                    where = "rowid > ? AND rowid <= ?"
                    self._insert(rows, where, (start, end))
                    self._set_reached(rows, end)
                index.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        return end is not None

    def _insert(self, rows: EntityRows, where: str, values: tuple[int, ...]) -> None:
        for table in TABLES:
            names = indexed_fields(rows.entity, table)
            if names:
                text = " || ' ' || ".join(f"coalesce({quote(name)}, '')" for name in names)
                some = " OR ".join(f"{quote(name)} IS NOT NULL" for name in names)
                terms = f"{_TERMS[table].__name__}({text})"
                self._connection.execute(
                    f"INSERT INTO {table} (rowid, text) SELECT {rows.number << ROWID_BITS} | rowid, {terms}"
                    f" FROM replica.{rows.table} WHERE {where} AND ({some})",
                    values,
                )

    def _set_reached(self, rows: EntityRows, row: int) -> None:
        self._connection.execute(
            "INSERT INTO reached VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET row = excluded.row",
            (rows.number, row),
        )

    def _renew(self) -> bool:
        """Indexes queued rows anew; False when none are queued."""
        with translated():
            index = self._connection
            index.execute("BEGIN")
            try:
                queued = index.execute(
                    "SELECT doc, turn FROM replica.unindexed ORDER BY doc LIMIT ?", (QUEUE_CHUNK,)
                ).fetchall()
                for doc, _ in queued:
                    self._renew_one(doc)
                index.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        if queued:
            # Only now, and only if it was not queued again meanwhile: a crash in between does the work
            # twice, never not.
            with self._database.write() as connection:
                connection.executemany("DELETE FROM unindexed WHERE doc = ? AND turn = ?", queued)
        return bool(queued)

    def _renew_one(self, doc: int) -> None:
        rows = self._rows.by_number.get(doc >> ROWID_BITS)
        if rows is None or not rows.entity.searchable:
            return
        row = doc & ((1 << ROWID_BITS) - 1)
        for table in TABLES:
            self._connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (doc,))
        up_to = reached(self._connection, rows)
        (highest,) = self._connection.execute(
            f"SELECT coalesce(max(rowid), 0) FROM replica.{rows.table}"
        ).fetchone()
        if up_to > highest:
            # SQLite gives the numbers above the highest row out again: what comes there must not pass for indexed.
            self._set_reached(rows, highest)
        if row <= up_to:
            self._insert(rows, "rowid = ?", (row,))

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with suppress(dbapi2.Error):
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Stops the thread, whatever it is at; what it has not come to is done at the next start."""
        self._closing.set()
        self._at_once.set()
        self._connection.interrupt()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        with self._work:
            self._connection.close()
