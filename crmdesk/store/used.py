"""The records that this user opened or changed lately on this laptop. It never travels, and goes with its record."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.store.connection import Connection

Key = tuple[str, str]
"""Type and id."""

KEPT = 500
"""How many are remembered."""
SWEPT = 50
"""What is too old goes after so many: each time, it would write more pages than the save that it comes with."""
AT_ONCE = 8
"""A change of more records at once is somebody's tidying up, and says nothing of what they work with."""


def note_used(connection: Connection, keys: Iterable[Key]) -> None:
    """Puts records at the head of what was used."""
    turn = 0
    for type_name, record in keys:
        connection.execute("DELETE FROM used WHERE record = ? AND type = ?", (record, type_name))
        turn = connection.execute(
            "INSERT INTO used (type, record) VALUES (?, ?)", (type_name, record)
        ).lastrowid
    if turn % SWEPT == 0:
        connection.execute("DELETE FROM used WHERE turn <= ?", (turn - KEPT,))


def last_used(connection: Connection, limit: int) -> list[Key]:
    """What was used last, newest first."""
    return list(connection.execute("SELECT type, record FROM used ORDER BY turn DESC LIMIT ?", (limit,)))
