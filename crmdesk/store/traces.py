"""Leaves no trace of rows that are gone: not beside them, not in the log, not in the full-text index.

Deleted cells and pages are overwritten by SQLite itself (`connection.py`). What is left are values kept beside a row,
the write-ahead log, and the index's segments: these follow at the end of a round, and again if a reader was in the way.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from crmdesk.store.connection import Connection, Database
from crmdesk.store.settings import read_setting, write_setting

_LOG = "traces_in_log"
_INDEX = "traces_in_index"
"""Settings: a number that changes whenever rows go, kept until their traces are gone too."""


def note_gone(connection: Connection, type_name: str, records: Iterable[str]) -> None:
    """Rows of the centre's are gone from here: drops what was kept beside them and has the rest follow."""
    ids = msgspec.json.encode(list(records)).decode()
    listed = "(SELECT value FROM json_each(?))"
    for table in ("fetched_history", "recent", "used"):
        connection.execute(f"DELETE FROM {table} WHERE type = ? AND record IN {listed}", (type_name, ids))
    # That an edit met another value stays known; what the other value was goes with its record.
    connection.execute(
        "UPDATE verdict SET lost = '{}' WHERE lost IS NOT NULL AND place IN"
        f" (SELECT place FROM outbox WHERE type = ? AND record IN {listed})",
        (type_name, ids),
    )
    turn = max(read_setting(connection, _LOG, 0), read_setting(connection, _INDEX, 0)) + 1
    write_setting(connection, _LOG, turn)
    write_setting(connection, _INDEX, turn)


def in_log(connection: Connection) -> bool:
    """Whether the log may still hold rows that are gone."""
    return read_setting(connection, _LOG) is not None


def clear_log(database: Database) -> bool:
    """Empties the log if rows are gone since it was; True: nothing is left to do."""
    with database.read() as connection:
        turn = read_setting(connection, _LOG)
    if turn is None:
        return True
    if not database.empty_log():
        return False
    _done(database, _LOG, turn)
    return True


def index_turn(connection: Connection) -> int | None:
    """What `index_cleared` is to be told once the index holds no trace; None: it holds none."""
    turn: int | None = read_setting(connection, _INDEX)
    return turn


def index_cleared(database: Database, turn: int) -> None:
    """The index holds no trace of what was gone by then."""
    _done(database, _INDEX, turn)


def _done(database: Database, name: str, turn: int) -> None:
    with database.write() as connection:
        if read_setting(connection, name) == turn:
            write_setting(connection, name, None)
