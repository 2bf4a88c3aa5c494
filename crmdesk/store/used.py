"""The records that this user opened or changed lately on this laptop. It never travels, and goes with its record.

It is remembered in memory and written when the replica comes to rest: beside a save it would take a quarter of all
the pages that the save writes. What a crash takes of it is an order of search results, and no more.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

from crmdesk.store.connection import Connection, Database
from crmdesk.store.rows import Rows

Key = tuple[str, str]
"""Type and id."""

KEPT = 500
"""How many are remembered."""
SWEPT = 50
"""What is too old goes after so many: each time would write more pages."""
AT_ONCE = 8
"""A change of more records at once is somebody's tidying up, and says nothing of what they work with."""


class LatelyUsed:
    """What was used, for any thread. `note` takes no time; `write` puts it down."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._noted: dict[Key, object] = {}
        """What is not written yet, oldest first; each with what tells this use of it from a later one."""

    def note(self, keys: Iterable[Key]) -> None:
        """Puts records at the head of what was used."""
        with self._guard:
            for key in keys:
                self._noted.pop(key, None)
                self._noted[key] = object()
            while len(self._noted) > KEPT:
                del self._noted[next(iter(self._noted))]

    def last(self, connection: Connection, limit: int) -> list[Key]:
        """What was used last, newest first."""
        with self._guard:
            noted = list(reversed(self._noted))
        written = connection.execute("SELECT type, record FROM used ORDER BY turn DESC LIMIT ?", (limit,))
        return list(dict.fromkeys((*noted, *written)))[:limit]

    def write(self, database: Database, rows: Rows) -> None:
        """Puts down what was noted and is still there; raises `StorageFault`, and then it stays noted."""
        with self._guard:
            noted = dict(self._noted)
        if not noted:
            return
        with database.write() as connection:
            write_used(connection, [key for key in noted if rows[key[0]].exists(connection, key[1])])
        with self._guard:
            for key, use in noted.items():
                if self._noted.get(key) is use:
                    del self._noted[key]

    def clear(self) -> None:
        """Nothing is noted any more."""
        with self._guard:
            self._noted.clear()


def write_used(connection: Connection, keys: Iterable[Key]) -> None:
    """Puts records at the head of what is written."""
    turn = 0
    for type_name, record in keys:
        connection.execute("DELETE FROM used WHERE record = ? AND type = ?", (record, type_name))
        turn = connection.execute(
            "INSERT INTO used (type, record) VALUES (?, ?)", (type_name, record)
        ).lastrowid
        if turn % SWEPT == 0:
            connection.execute("DELETE FROM used WHERE turn <= ?", (turn - KEPT,))
