"""The baseline of saving: the encrypted driver itself with a row, an outbox entry and a durable commit an edit.

No validation, no merging rules, no hash chain, no events, no search.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path

from sqlcipher3 import dbapi2


def save_durably(path: Path, edits: int) -> list[float]:
    """Seconds of each of so many updates of a small table, one commit each."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    try:
        connection.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"").fetchall()
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, name TEXT, notes TEXT)")
        connection.execute("CREATE TABLE outbox (place INTEGER PRIMARY KEY, payload TEXT NOT NULL)")
        connection.executemany(
            "INSERT INTO record VALUES (?, 'A name', ?)", [(number, "x" * 200) for number in range(edits)]
        )
        taken = []
        for number in range(edits):
            started = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("UPDATE record SET notes = ? WHERE id = ?", (f"edited {number}", number))
            connection.execute(
                "INSERT INTO outbox (payload) VALUES (?)", (f'{{"id":{number},"set":{{"notes":"edited"}}}}',)
            )
            connection.execute("COMMIT")
            taken.append(time.perf_counter() - started)
        return taken
    finally:
        connection.close()
