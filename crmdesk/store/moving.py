"""Lets go of what its user may not see any more when their scope is cut anew, and says what is still to come.

A row leaves with its last bucket; one with pending edits is parked until the centre has judged them. What is gained
comes by a snapshot of just those buckets (`snapshot.py`). It asks nobody (docs/sync.md, "Scope changes").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crmdesk.protocol.messages import Person
from crmdesk.schema.digest import set_number
from crmdesk.store import refusals, snapshot
from crmdesk.store.aside import Aside
from crmdesk.store.conflicts import CONFLICT
from crmdesk.store.connection import Connection, Database
from crmdesk.store.digest import Digests
from crmdesk.store.pages import Intake, Key
from crmdesk.store.rows import EntityRows, Rows
from crmdesk.store.settings import read_setting, read_typed, write_setting


@dataclass(frozen=True, slots=True)
class Moved:
    """`gained`: buckets of which nothing is here yet. `left`: the records that went or were parked."""

    gained: tuple[str, ...]
    left: frozenset[Key]


class Moving:
    """Applies a new scope to the replica."""

    def __init__(
        self,
        database: Database,
        rows: Rows,
        *,
        intake: Intake,
        digests: Digests,
        aside: Aside,
        emit: Callable[[Iterable[Key]], None],
    ) -> None:
        """`emit` tells which records changed, after the commit."""
        self._database = database
        self._rows = rows
        self._intake = intake
        self._digests = digests
        self._aside = aside
        self._emit = emit

    def move(self) -> Moved:
        """Drops, in one transaction, what lies in no bucket that the last handshake named for the user."""
        with self._database.write() as connection:
            user = read_typed(connection, "user", Person)
            wanted = frozenset(user.buckets or ()) if user is not None else frozenset()
            self._digests.settle(connection)
            left = self._leave(connection, wanted)
            if left:
                self._aside.seek_anything(connection)
                snapshot.cut(connection)
            held = wanted.intersection(read_setting(connection, "held", []))
            write_setting(connection, "held", sorted(held))
            # Until all is here the rows are cut to no scope at all, whichever the next handshake names.
            write_setting(connection, "scope", user.scope if user is not None and held == wanted else "")
            # What left before may have waited for rows of which nothing is to come any more.
            waited = self._intake.parked(connection) - left
            self._intake.compute(connection, waited)
            self._digests.settle(connection)
        self._emit(left | waited)
        return Moved(tuple(sorted(wanted - held)), frozenset(left))

    def _leave(self, connection: Connection, wanted: frozenset[str]) -> set[Key]:
        known: dict[int, set[str]] = {}
        for number, bucket in connection.execute("SELECT number, bucket FROM bucket_set").fetchall():
            known.setdefault(number, set()).add(bucket)
        left: set[Key] = set()
        dirty: set[Key] = set()
        gone = {number: buckets & wanted for number, buckets in known.items() if not buckets <= wanted}
        for number, kept in gone.items():
            self._digests.keep_sets(connection, [kept])
            for rows in self._rows:
                if kept:
                    _lies_in(connection, rows, number, set_number(kept))
                else:
                    dirty |= _parked(connection, rows.entity.name, number)
                    left |= self._drop(connection, rows, number)
        self._intake.compute(connection, dirty)
        # What these rows counted for is still told by the old numbers.
        self._digests.settle(connection)
        connection.executemany("DELETE FROM bucket_set WHERE number = ?", [(number,) for number in gone])
        return left | dirty

    def _drop(self, connection: Connection, rows: EntityRows, number: int) -> set[Key]:
        name = rows.entity.name
        where = "WHERE _set = ? AND id NOT IN (SELECT record FROM base WHERE type = ?)"
        found = connection.execute(f"SELECT id FROM {rows.table} {where}", (number, name)).fetchall()
        ids = [record for (record,) in found]
        if name == CONFLICT:
            refusals.conflicts_left(connection, ids)
        self._rows.touch(connection, name, ids)
        connection.execute(f"DELETE FROM {rows.table} {where}", (number, name))
        return {(name, record) for record in ids}


def _lies_in(connection: Connection, rows: EntityRows, number: int, kept: int) -> None:
    connection.execute(f"UPDATE {rows.table} SET _set = ? WHERE _set = ?", (kept, number))
    connection.execute(
        "UPDATE base SET sets = ? WHERE type = ? AND sets = ?", (kept, rows.entity.name, number)
    )


def _parked(connection: Connection, type_name: str, number: int) -> set[Key]:
    """Parks the rows with pending edits that lay there."""
    found = connection.execute(
        "SELECT record FROM base WHERE type = ? AND sets = ?", (type_name, number)
    ).fetchall()
    connection.execute(
        "UPDATE base SET parked = 1, sets = NULL WHERE type = ? AND sets = ?", (type_name, number)
    )
    return {(type_name, record) for (record,) in found}
