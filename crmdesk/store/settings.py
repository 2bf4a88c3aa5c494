"""Private key/value pairs of the replica: small, typed by who writes them, never sent anywhere."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from crmdesk.store.connection import Connection

T = TypeVar("T")

INDEXES_MISSING = "indexes_missing"
"""Set while a first snapshot runs without secondary indexes, until they are made."""


def read_setting(connection: Connection, name: str, default: Any = None) -> Any:
    """The value kept under `name` (anything JSON), or `default`."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return msgspec.json.decode(row[0]) if row else default


def read_settings(connection: Connection, prefix: str) -> dict[str, Any]:
    """The values whose names begin with `prefix`, by the rest of their names."""
    found = connection.execute(
        "SELECT name, value FROM setting WHERE name >= ? AND name < ? || char(0x10ffff)", (prefix, prefix)
    )
    return {name.removeprefix(prefix): msgspec.json.decode(value) for name, value in found}


def read_typed(connection: Connection, name: str, kind: type[T]) -> T | None:
    """The struct kept under `name`."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return msgspec.json.decode(row[0], type=kind) if row else None


def write_setting(connection: Connection, name: str, value: object) -> None:
    """Keeps a value (JSON or a msgspec struct) under `name`; None removes it."""
    if value is None:
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))
        return
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, msgspec.json.encode(value).decode()),
    )
