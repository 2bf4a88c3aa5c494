"""Makes and extends the replica's tables: the replica's own by numbered steps, the entities' from the catalogue.

A step, once released, is never edited: a later one corrects it. The entities' tables need no steps: a
declared field that the file does not know becomes a column when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from crmdesk.domain.custom_fields import PREFIX
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import UpdateNeeded
from crmdesk.schema.digest import MARKS
from crmdesk.store import digest
from crmdesk.store.connection import Connection
from crmdesk.store.declared_tables import declared_indexes, declared_tables
from crmdesk.store.rows import quote


def _first(connection: Connection) -> None:
    for statement in (
        # The log of everything that was saved here. Rows are only ever appended; discarding an edit empties
        # its payload.
        "CREATE TABLE outbox (place INTEGER PRIMARY KEY, op_id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,"
        " record TEXT NOT NULL, grp TEXT NOT NULL, payload BLOB, hash TEXT NOT NULL)",
        "CREATE INDEX outbox_by_record ON outbox (record)",
        # An index into the outbox: what has no verdict yet, or is not yet contained in a pulled page.
        "CREATE TABLE open_op (place INTEGER PRIMARY KEY, contained INTEGER NOT NULL DEFAULT 0, outcome TEXT,"
        " resolves TEXT)",
        # The number under which an op was first sent, and from which replica.
        "CREATE TABLE sent (place INTEGER PRIMARY KEY, replica TEXT NOT NULL, number INTEGER NOT NULL,"
        " UNIQUE (replica, number))",
        "CREATE TABLE verdict (place INTEGER PRIMARY KEY, outcome TEXT NOT NULL,"
        " version INTEGER NOT NULL, code TEXT, title TEXT, hint TEXT, conflict TEXT, lost TEXT, epoch INTEGER,"
        " settled TEXT)",
        "CREATE INDEX verdict_refused ON verdict (place) WHERE outcome = 'refused' AND settled IS NULL",
        "CREATE INDEX verdict_by_version ON verdict (version)",
        # Server truth of the rows that carry pending edits; `image` NULL: the centre has no such record (any more).
        "CREATE TABLE base (type TEXT NOT NULL, record TEXT NOT NULL, version INTEGER NOT NULL, image TEXT,"
        " parked INTEGER NOT NULL DEFAULT 0, provisional TEXT, PRIMARY KEY (record, type)) WITHOUT ROWID",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE saved_view (id TEXT PRIMARY KEY, type TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL,"
        " definition TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE fetched_history (record TEXT PRIMARY KEY, type TEXT NOT NULL, at TEXT NOT NULL,"
        " entries TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE recent (number INTEGER PRIMARY KEY, type TEXT NOT NULL, record TEXT NOT NULL,"
        " UNIQUE (record, type))",
        "CREATE TABLE unindexed (doc INTEGER PRIMARY KEY, turn INTEGER NOT NULL)",
        "CREATE TABLE seen (record TEXT PRIMARY KEY) WITHOUT ROWID",
        "CREATE TABLE type_number (type TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE) WITHOUT ROWID",
    ):
        connection.execute(statement)


def _count_rows(connection: Connection) -> None:
    for statement in (
        # What a row with pending edits counts for, and the set of buckets it lies in.
        "ALTER TABLE base ADD COLUMN hash INTEGER",
        "ALTER TABLE base ADD COLUMN sets INTEGER",
        "CREATE TABLE bucket_set (number INTEGER NOT NULL, bucket TEXT NOT NULL, PRIMARY KEY (number, bucket))"
        " WITHOUT ROWID",
        "CREATE TABLE bucket_sum (bucket TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID",
        # Rows that changed since they were last counted, with what they had counted for (NULL: nothing).
        "CREATE TABLE stale (number INTEGER PRIMARY KEY, type TEXT NOT NULL, record TEXT NOT NULL, hash INTEGER,"
        " sets INTEGER)",
        # Repairs after the replica was found to differ from the centre.
        "CREATE TABLE mended (number INTEGER PRIMARY KEY, at TEXT NOT NULL, leaves INTEGER NOT NULL,"
        " rows INTEGER NOT NULL, dropped INTEGER NOT NULL)",
        # A snapshot half taken in brought rows without their buckets: it comes again.
        "UPDATE setting SET value = json_set(value, '$.first', json('false'), '$.cursor', NULL, '$.position', NULL)"
        " WHERE name = 'snapshot'",
    ):
        connection.execute(statement)


def _forget_people(connection: Connection) -> None:
    # What is left of edits of people who were erased: enough for the centre to know them again.
    connection.execute("CREATE TABLE erased_op (place INTEGER PRIMARY KEY, payload BLOB NOT NULL)")


def _remember_use(connection: Connection) -> None:
    # What the user opened or changed lately, for ranking; turns only grow.
    connection.execute(
        "CREATE TABLE used (turn INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, record TEXT NOT NULL,"
        " UNIQUE (record, type))"
    )


STEPS: tuple[Callable[[Connection], None], ...] = (_first, _count_rows, _forget_people, _remember_use)


def migrate(connection: Connection) -> None:
    """Runs the steps that the file has not seen, inside the caller's transaction; raises `UpdateNeeded` for a
    newer file."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(STEPS):
        raise UpdateNeeded(
            "The replica was written by a newer version of CRMDesk",
            hint="update the program; nothing is lost",
        )
    for step in STEPS[version:]:
        step(connection)
    if version < len(STEPS):  # Setting it writes, and a full disk must not keep anybody from reading.
        connection.execute(f"PRAGMA user_version = {len(STEPS)}")


@lru_cache(maxsize=4)
def declared_shape(catalogue: Catalogue) -> str:
    """Tells whether the entities' tables and index entries must be looked at again."""
    shape = ";".join(
        f"{entity.name}:"
        + ",".join(
            f"{f.name}|{f.kind}|{'i' * f.indexed}{'u' * f.unique}|{'s' * f.searchable}" for f in entity.fields
        )
        + "".join(f",+{name}||" for name in entity.summed)
        for entity in catalogue
    )
    return f"{shape};{','.join(MARKS)}"


def align(connection: Connection, catalogue: Catalogue) -> list[str]:
    """Gives every declared type its table, every field its column and index; says which types must be
    searched anew."""
    known = connection.execute("SELECT value FROM setting WHERE name = 'shape'").fetchone()
    shape = declared_shape(catalogue)
    if known is not None and known[0] == shape:
        return []
    changed = _align_tables(connection, catalogue, _searchable(known[0] if known else ""))
    connection.execute(
        "INSERT INTO setting VALUES ('shape', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (shape,),
    )
    return changed


def _searchable(shape: str) -> dict[str, set[str]]:
    """The searchable fields by type in a remembered shape."""
    found = {}
    for part in filter(None, shape.split(";")):
        type_name, _, fields = part.partition(":")
        found[type_name] = {text.split("|")[0] for text in fields.split(",") if text.endswith("|s")}
    return found


def _align_tables(connection: Connection, catalogue: Catalogue, searched: dict[str, set[str]]) -> list[str]:
    changed = []
    for name, table in declared_tables(catalogue).items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({quote(name)})")}
        if not columns:
            connection.execute(table.create)
        for column, kind in table.columns.items():
            if columns and column not in columns:
                # A custom field may change its kind: a column without a type keeps what it is given.
                declared = "" if column.startswith(PREFIX) else f" {kind}"
                connection.execute(f"ALTER TABLE {quote(name)} ADD COLUMN {quote(column)}{declared}")
        _number(connection, name)
        if columns and searched.get(name, set()) != {field.name for field in catalogue[name].searchable}:
            changed.append(name)
    for text in missing_indexes(connection, catalogue).values():
        connection.execute(text)
    digest.watch(connection, catalogue)
    return changed


def _number(connection: Connection, type_name: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO type_number SELECT ?, coalesce(max(number), 0) + 1 FROM type_number",
        (type_name,),
    )


def next_turn(connection: Connection) -> int:
    """The number of the next change that the search index has to follow."""
    (turn,) = connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM unindexed").fetchone()
    return int(turn)


def type_numbers(connection: Connection) -> dict[str, int]:
    """The number that stands for each type in document numbers."""
    return dict(connection.execute("SELECT type, number FROM type_number").fetchall())


def missing_indexes(connection: Connection, catalogue: Catalogue) -> dict[str, str]:
    """The secondary indexes of the entities' tables that the file lacks: name -> statement."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    return {name: text for name, text in declared_indexes(catalogue).items() if name not in there}


def drop_indexes(connection: Connection, catalogue: Catalogue) -> None:
    """Drops the secondary indexes, for a bulk load that makes them again at its end (4.6 times faster)."""
    for name in declared_indexes(catalogue):
        connection.execute(f"DROP INDEX IF EXISTS {quote(name)}")
