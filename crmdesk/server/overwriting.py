"""Leaves nothing in a database's files of values that were taken out of its tables. It knows no table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, text

from crmdesk.domain.errors import StorageFault

_CLEAN = 1
"""SQLite's `user_version` of a file in which no page holds what was deleted before deletions were overwritten."""


def overwrite(engine: Engine) -> None:
    """SQLite: once rewrites a file that an earlier release wrote, then empties its log. PostgreSQL: has the room of
    old rows used anew (its own log and archives go by its own rules). Raises `StorageFault`: run it again then."""
    with engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        if engine.dialect.name != "sqlite":
            connection.execute(text("VACUUM"))
            return
        driver: Any = connection.connection.driver_connection
        if driver.execute("PRAGMA user_version").fetchone()[0] < _CLEAN:
            driver.execute("VACUUM")
            driver.execute(f"PRAGMA user_version = {_CLEAN}")
        busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StorageFault(
            "The database's log could not be emptied",
            "the values are gone from the tables; somebody was reading",
            "run the command again",
        )
