"""What is remembered of imports, so that one can be taken back after a restart.

Which there were, since where in the outbox, and what the records that they changed held before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

from crmdesk.domain.values import Value
from crmdesk.store.connection import Connection
from crmdesk.store.settings import read_setting, write_setting

if TYPE_CHECKING:
    from crmdesk.exchange.incoming.making import Made

KEPT = 10
"""Imports that are remembered; of older ones only their records are there."""
_BATCHES, _BEFORE = "imports", "import."


class Batch(msgspec.Struct, frozen=True):
    """One import. Its id is the intent of all its edits; they stand in the outbox behind `after`."""

    id: str
    type: str
    file: str
    at: str
    after: int
    created: int = 0
    updated: int = 0
    undone: bool = False
    whole: bool = True
    """It came to its end; one that was stopped, or that the end of the program cut short, did not."""


def batches(connection: Connection) -> list[Batch]:
    """The imports that are remembered, the newest first."""
    return msgspec.convert(read_setting(connection, _BATCHES, []), list[Batch])


def keep_batch(connection: Connection, batch: Batch) -> None:
    """Remembers an import, or what is new about it; the oldest is forgotten when there are too many."""
    known = batches(connection)
    if any(each.id == batch.id for each in known):
        known = [batch if each.id == batch.id else each for each in known]
    else:
        known = [batch, *known]
    for old in known[KEPT:]:
        connection.execute("DELETE FROM setting WHERE name LIKE ?", (f"{_BEFORE}{old.id}.%",))
    write_setting(connection, _BATCHES, known[:KEPT])


def remember_before(connection: Connection, batch: str, changed: Mapping[str, Made]) -> None:
    """Keeps what records (by id) hold of the fields that are about to change."""
    for record, made in changed.items():
        name = f"{_BEFORE}{batch}.{record}"
        held = before(connection, batch, record)
        if made.before is not None:
            touched = {each for one in made.mutations if one.id == record for each in one.touched}
            # What an earlier row of the same file has changed keeps the value from before that.
            write_setting(connection, name, {**{key: made.before[key] for key in touched}, **held})


def before(connection: Connection, batch: str, record: str) -> dict[str, Value]:
    """What a record held before the import, of the fields that it changed."""
    return dict(read_setting(connection, f"{_BEFORE}{batch}.{record}", {}))


def forget_before(connection: Connection, records: Iterable[str]) -> None:
    """Nothing of these records' values is kept: somebody was erased."""
    for record in records:
        connection.execute(
            "DELETE FROM setting WHERE name >= ? AND name < ? AND name LIKE ?",
            (_BEFORE, f"{_BEFORE}~", f"%.{record}"),
        )
