"""What the replica holds of the centre's truth, in sums of hashes by bucket; kept in O(changes), whoever changes a row.

Triggers write every changed row down in `stale`, with what it had counted for; `settle` subtracts that and counts the
row as it stands. So no path that writes a row can be forgotten, not even one that is not this program's. A row with
pending edits counts as its base. It compares nothing and asks nobody (docs/sync.md, "Digest").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from crmdesk.domain.declare import Catalogue
from crmdesk.schema.digest import HASH_COLUMN, SET_COLUMN, RowHash, root_of, set_number, wrapped
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, Rows, quote
from crmdesk.store.settings import read_setting, write_setting
from crmdesk.store.traces import note_gone

_CHUNK = 2_000
"""Rows looked at together."""
STRAY = "?"
"""The bucket of rows that lie in none that is known here: the centre has no such, so they always make a difference."""
_NOWHERE = 0
"""Stands for no set of buckets."""
_GUESSED = ("stage_change",)
"""Types of which the laptop shows rows of its own making, without a base, until the centre's arrive."""
_UNCOUNTED = "digest_missing"
"""Setting: triggers are off, for a bulk load that counts its rows at its end."""


class Digests:
    """Keeps hashes and sums inside the caller's write transactions."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._hashes = {one.entity.name: RowHash(one.entity) for one in rows}

    def keep_sets(self, connection: Connection, sets: Iterable[Iterable[str]]) -> None:
        """Remembers what the numbers of these sets of buckets stand for."""
        connection.executemany(
            "INSERT OR IGNORE INTO bucket_set (number, bucket) VALUES (?, ?)",
            [(set_number(buckets), bucket) for buckets in sets for bucket in buckets],
        )

    def settle(self, connection: Connection) -> None:
        """Counts what changed since the last time."""
        if uncounted(connection):
            return
        deltas: dict[int, int] = {}
        keys: dict[str, dict[str, None]] = {}
        for type_name, record, counted, lies in connection.execute(
            "SELECT type, record, hash, sets FROM stale"
        ).fetchall():
            keys.setdefault(type_name, {})[record] = None
            if counted is not None:
                _add(deltas, lies, -counted)
        if not keys:
            return
        for type_name, records in keys.items():
            if type_name in self._rows:
                ids = list(records)
                for start in range(0, len(ids), _CHUNK):
                    self._count(connection, self._rows[type_name], ids[start : start + _CHUNK], deltas)
        connection.execute("DELETE FROM stale")
        _write_sums(connection, deltas)

    def _count(
        self, connection: Connection, rows: EntityRows, ids: list[str], deltas: dict[int, int]
    ) -> None:
        name, listed = rows.entity.name, msgspec.json.encode(ids).decode()
        hashed = self._hashes[name]
        bases = connection.execute(
            "SELECT record, version, image, hash, sets FROM base"
            " WHERE type = ? AND record IN (SELECT value FROM json_each(?))",
            (name, listed),
        ).fetchall()
        dirty = {base[0] for base in bases}
        gone = set(ids) - dirty
        marks: list[tuple[int | None, str]] = []
        for row in connection.execute(
            f"{rows.select_marked} WHERE id IN (SELECT value FROM json_each(?))", (listed,)
        ).fetchall():
            record, version, stands, lies = row[0], row[1], row[-2], row[-1]
            gone.discard(record)
            if record in dirty:
                if stands is not None:
                    _add(deltas, lies, -stands)
                    marks.append((None, record))
            elif stands is None and (version > 0 or name not in _GUESSED):
                right = hashed.of_row(row)
                _add(deltas, lies, right)
                marks.append((right, record))
        connection.executemany(f"UPDATE {rows.table} SET {HASH_COLUMN} = ? WHERE id = ?", marks)
        fresh = []
        for record, version, image, stands, lies in bases:
            # What is parked has left the user's scope: it lies nowhere and counts for nothing.
            if stands is None and image is not None and lies is not None:
                right = hashed.of_values(record, version, msgspec.json.decode(image))
                _add(deltas, lies, right)
                fresh.append((right, record, name))
        connection.executemany("UPDATE base SET hash = ? WHERE record = ? AND type = ?", fresh)
        if gone and name not in _GUESSED:
            note_gone(connection, name, gone)

    def begin_bulk(self, connection: Connection) -> None:
        """Leaves off counting until `end_bulk`."""
        for statement in _removals(self._rows.catalogue):
            connection.execute(statement)
        write_setting(connection, _UNCOUNTED, True)

    def end_bulk(self, connection: Connection) -> None:
        """Counts everything, once, and goes on counting changes; nothing where counting never stopped."""
        if not uncounted(connection):
            return
        write_setting(connection, _UNCOUNTED, None)
        watch(connection, self._rows.catalogue)
        self.recount(connection)

    def recount(self, connection: Connection) -> None:
        """Adds all sums up anew, out of the hashes that stand; what has none is counted from its values."""
        connection.execute("DELETE FROM stale")
        connection.execute("DELETE FROM bucket_sum")
        connection.execute("UPDATE base SET hash = NULL")
        connection.execute("INSERT INTO stale (type, record) SELECT type, record FROM base")
        deltas: dict[int, int] = {}
        for rows in self._rows:
            name = rows.entity.name
            connection.execute(
                f"UPDATE {rows.table} SET {HASH_COLUMN} = NULL WHERE id IN (SELECT record FROM base WHERE type = ?)",
                (name,),
            )
            # Halves, for a sum of whole hashes would not fit SQLite's numbers.
            for lies, high, low, bare in connection.execute(
                f"SELECT {SET_COLUMN}, sum({HASH_COLUMN} >> 32), sum({HASH_COLUMN} & 4294967295),"
                f" sum({HASH_COLUMN} IS NULL) FROM {rows.table} GROUP BY {SET_COLUMN}"
            ).fetchall():
                if high is not None:
                    _add(deltas, lies, (high << 32) + low)
                if bare:
                    connection.execute(
                        f"INSERT INTO stale (type, record) SELECT ?, id FROM {rows.table}"
                        f" WHERE {HASH_COLUMN} IS NULL AND {SET_COLUMN} IS ?",
                        (name, lies),
                    )
        _write_sums(connection, deltas)
        self.settle(connection)

    def wrong(self, connection: Connection, passed: Callable[[], None]) -> list[tuple[str, str]]:
        """Rows whose values are not what they count for; those still to be counted are passed over. `passed` is called
        before each table."""
        found = []
        for rows in self._rows:
            passed()
            hashed = self._hashes[rows.entity.name]
            for row in connection.execute(f"{rows.select_marked} WHERE {HASH_COLUMN} IS NOT NULL"):
                if hashed.of_row(row) != row[-2]:
                    found.append((rows.entity.name, row[0]))
        return found

    def adrift(self, connection: Connection) -> list[str]:
        """Buckets whose sum is not what their rows count for."""
        deltas: dict[int, int] = {}
        for rows in self._rows:
            for stands, lies in connection.execute(
                f"SELECT {HASH_COLUMN}, {SET_COLUMN} FROM {rows.table} WHERE {HASH_COLUMN} IS NOT NULL"
                " UNION ALL SELECT hash, sets FROM base WHERE type = ? AND hash IS NOT NULL"
                " UNION ALL SELECT hash, sets FROM stale WHERE type = ? AND hash IS NOT NULL",
                (rows.entity.name, rows.entity.name),
            ):
                _add(deltas, lies, stands)
        expected: dict[str, int] = {}
        for number, bucket in _named(connection, deltas):
            expected[bucket] = expected.get(bucket, 0) + deltas[number]
        kept = sums(connection)
        return sorted(
            bucket
            for bucket in expected.keys() | kept.keys()
            if wrapped(expected.get(bucket, 0)) != kept.get(bucket, 0)
        )

    def doubt(self, connection: Connection, records: Iterable[tuple[str, str]]) -> None:
        """Has these rows counted as they are, and all sums added up anew: the next round finds out what is wrong."""
        for type_name, record in records:
            rows = self._rows[type_name]
            connection.execute(f"UPDATE {rows.table} SET {HASH_COLUMN} = NULL WHERE id = ?", (record,))
        self.recount(connection)

    def root(self, connection: Connection) -> int:
        """One number for all that is held, as the centre computes it of what it would give."""
        return root_of(sums(connection))


def uncounted(connection: Connection) -> bool:
    """Whether a bulk load has stopped the counting."""
    return bool(read_setting(connection, _UNCOUNTED))


def sums(connection: Connection) -> dict[str, int]:
    """The sum of every bucket."""
    return dict(connection.execute("SELECT bucket, sum FROM bucket_sum").fetchall())


def _add(deltas: dict[int, int], lies: int | None, amount: int) -> None:
    number = _NOWHERE if lies is None else lies
    deltas[number] = deltas.get(number, 0) + amount


def _write_sums(connection: Connection, deltas: Mapping[int, int]) -> None:
    changed = {number: delta for number, delta in deltas.items() if delta}
    if not changed:
        return
    known, touched = sums(connection), set()
    for number, bucket in _named(connection, changed):
        known[bucket] = wrapped(known.get(bucket, 0) + changed[number])
        touched.add(bucket)
    connection.executemany(
        "INSERT INTO bucket_sum (bucket, sum) VALUES (?, ?)"
        " ON CONFLICT (bucket) DO UPDATE SET sum = excluded.sum",
        [(bucket, known[bucket]) for bucket in sorted(touched)],
    )


def _named(connection: Connection, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Each number of a set with each of its buckets."""
    return connection.execute(  # type: ignore[no-any-return]
        "SELECT value, coalesce(bucket, ?) FROM json_each(?) LEFT JOIN bucket_set ON number = value",
        (STRAY, msgspec.json.encode(list(numbers)).decode()),
    ).fetchall()


# Triggers


def watch(connection: Connection, catalogue: Catalogue) -> None:
    """Has every change of a row written down from now on; again after a table gained a column."""
    if uncounted(connection):
        return
    for statement in (*_removals(catalogue), *_triggers(catalogue)):
        connection.execute(statement)


def _watched(catalogue: Catalogue) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """For each table: its name, what stands for a row's type and id there, and the columns that count."""
    for entity in catalogue:
        columns = ("id", "version", *entity.field_names, SET_COLUMN)
        yield entity.name, f"'{entity.name}', {{}}.id", HASH_COLUMN, columns
    yield "base", "{0}.type, {0}.record", "hash", ("version", "image", "parked", "sets")


def _names(table: str) -> dict[str, str]:
    return {act: quote(f"{table}_{act}_counts") for act in ("insert", "update", "delete")}


def _removals(catalogue: Catalogue) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {name}"
        for table, *_ in _watched(catalogue)
        for name in _names(table).values()
    ]


def _triggers(catalogue: Catalogue) -> list[str]:
    made: list[str] = []
    for table, key, counted, columns in _watched(catalogue):
        name, sets = _names(table), "sets" if table == "base" else SET_COLUMN
        listed = ", ".join(quote(column) for column in columns)
        # What changed counts for nothing until it is settled: its hash is gone with it.
        uncount = (
            f"UPDATE {quote(table)} SET {counted} = NULL WHERE {_this(table)} AND {counted} IS NOT NULL;"
        )
        made += [
            f"CREATE TRIGGER {name['insert']} AFTER INSERT ON {quote(table)} BEGIN"
            f" INSERT INTO stale (type, record) VALUES ({key.format('NEW')}); {uncount} END",
            f"CREATE TRIGGER {name['update']} AFTER UPDATE OF {listed} ON {quote(table)} BEGIN"
            f" INSERT INTO stale (type, record, hash, sets)"
            f" VALUES ({key.format('OLD')}, OLD.{counted}, OLD.{sets}); {uncount} END",
            f"CREATE TRIGGER {name['delete']} AFTER DELETE ON {quote(table)} BEGIN"
            f" INSERT INTO stale (type, record, hash, sets)"
            f" VALUES ({key.format('OLD')}, OLD.{counted}, OLD.{sets}); END",
        ]
    return made


def _this(table: str) -> str:
    return "record = NEW.record AND type = NEW.type" if table == "base" else "rowid = NEW.rowid"
