"""First sync and announced resync: pages of everything in scope, resumable, then a sweep of what was not seen.

A snapshot of newly gained buckets brings just those: nothing is swept, and the live cursor stays where it is. The
first one goes the fast way: no secondary indexes until the end, nothing queued for search (the index follows by row
number).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.protocol.messages import Position, SnapshotPage
from crmdesk.store import migrations, newer, places, refusals
from crmdesk.store.conflicts import CONFLICT
from crmdesk.store.connection import Connection
from crmdesk.store.digest import Digests
from crmdesk.store.pages import Changes, Intake, Key
from crmdesk.store.places import move_to, position_of
from crmdesk.store.rows import Rows
from crmdesk.store.settings import INDEXES_MISSING, read_setting, read_typed, write_setting


class SnapshotProgress(msgspec.Struct, frozen=True):
    """How far a snapshot has come; kept with each page, so that it goes on after a restart."""

    first: bool
    """Whether the replica was empty when it began."""
    cursor: str | None = None
    position: Position | None = None
    contains: int = 0
    scope: str = ""
    usable: bool = False
    rows_sent: int = 0
    rows_total: int = 0
    any_version: bool = False
    """The centre counts anew (another epoch): versions here mean nothing any more."""
    gained: list[str] = []
    """The buckets it brings; none: everything in scope."""
    cut: bool = False
    """Rows went since it began, with a change of scope, maybe some that it had brought: it is begun anew."""


@dataclass(frozen=True, slots=True)
class SnapshotStep:
    """What one page did. `done`: the snapshot is complete and the cursor stands at its position. `swept`: what it did
    not hold went with that."""

    changes: Changes
    progress: SnapshotProgress
    done: bool
    swept: bool


def progress(connection: Connection) -> SnapshotProgress | None:
    """The snapshot under way, None when there is none."""
    return read_typed(connection, "snapshot", SnapshotProgress)


def cut(connection: Connection) -> None:
    """Rows go with a change of scope. A snapshot under way is not gone on with, should the scope be its own again."""
    under_way = progress(connection)
    if under_way is not None:
        write_setting(connection, "snapshot", msgspec.structs.replace(under_way, cut=True))


class Snapshots:
    """Takes a snapshot in, page by page, inside the caller's write transactions."""

    def __init__(self, rows: Rows, intake: Intake, digests: Digests) -> None:
        self._rows = rows
        self._digests = digests
        self._intake = intake

    def begin(
        self, connection: Connection, *, any_version: bool = False, gained: Sequence[str] = ()
    ) -> SnapshotProgress:
        """Starts anew: what was seen of an earlier attempt counts no more, its rows stay."""
        before = progress(connection)
        # Rows of an attempt that was given up may be gone at the centre by now: only a sweep finds out.
        untouched = before is None or before.rows_sent == 0
        first = untouched and position_of(connection) is None
        # Nor is it known of which history they were: the position, if there is one, is from before them.
        given_up = not untouched
        any_version = any_version or given_up or (before is not None and before.any_version)
        started = SnapshotProgress(first=first, any_version=any_version, gained=list(gained))
        connection.execute("DELETE FROM seen")
        write_setting(connection, "snapshot", started)
        if first:
            migrations.drop_indexes(connection, self._rows.catalogue)
            write_setting(connection, INDEXES_MISSING, True)
            self._digests.begin_bulk(connection)
        return started

    def page(self, connection: Connection, page: SnapshotPage, so_far: SnapshotProgress) -> SnapshotStep:
        """One page: rows and progress together; after the last one the sweep and the live cursor."""
        changes = Changes()
        dirty: set[Key] = set()
        self._digests.keep_sets(connection, page.sets)
        newer.meet(connection, self._rows, page.tables)
        for table in page.tables:
            if table.type not in self._rows:
                continue
            rows = self._intake.decode(table)
            dirty |= self._intake.receive(
                connection,
                self._rows[table.type],
                rows,
                any_version=so_far.any_version,
                queue=not so_far.first,
            )
            if not (so_far.first or so_far.gained):
                self._see(connection, rows)
            changes.records.update({(table.type, "")} if rows else ())
        self._intake.contain_rows(connection, dirty, page.contains)
        step = SnapshotProgress(
            first=so_far.first,
            cursor=page.cursor,
            scope=page.scope,
            # Should the centre have pinned another moment in between, the live cursor starts at the earliest.
            position=so_far.position or page.position,
            contains=page.contains if so_far.position is None else min(page.contains, so_far.contains),
            usable=page.usable or so_far.usable,
            rows_sent=page.rows_sent,
            rows_total=page.rows_total,
            any_version=so_far.any_version,
            gained=so_far.gained,
        )
        furthest, pulled_from = page.head or page.position, step.position
        if so_far.gained:
            pulled_from = position_of(connection)
        if pulled_from is not None and furthest.seq > pulled_from.seq:
            places.see(connection, furthest, page.position)
        done = page.cursor is None
        if done and so_far.gained:
            self._hold(connection, step)
        elif done:
            dirty |= self._intake.contain(connection, step.contains, step.position)
            dirty |= self._finish(connection, step)
        else:
            write_setting(connection, "snapshot", step)
        if done:
            # What it did not bring back waits for its verdicts alone from here on.
            dirty |= self._intake.parked(connection)
        self._intake.compute(connection, dirty)
        changes.records.update((type_name, "") for type_name, _ in dirty)
        if done and not so_far.gained:
            self._digests.end_bulk(connection)
            write_setting(connection, "held", page.buckets)
        self._digests.settle(connection)
        return SnapshotStep(changes, step, done, swept=done and not (step.first or step.gained))

    def _see(self, connection: Connection, rows: list[tuple[Any, ...]]) -> None:
        connection.executemany("INSERT OR IGNORE INTO seen VALUES (?)", [(row[0],) for row in rows])

    def _hold(self, connection: Connection, step: SnapshotProgress) -> None:
        """The gained buckets are here. Where the feed is pulled from stays: what came since is put only if newer."""
        held = {*read_setting(connection, "held", []), *step.gained}
        write_setting(connection, "held", sorted(held))
        write_setting(connection, "scope", step.scope)
        write_setting(connection, "snapshot", None)

    def _finish(self, connection: Connection, step: SnapshotProgress) -> set[Key]:
        dirty = set() if step.first else self._sweep(connection)
        connection.execute("DELETE FROM seen")
        write_setting(connection, "snapshot", None)
        if step.position is not None:
            move_to(connection, step.position)
        write_setting(connection, "scope", step.scope)
        return dirty

    def _sweep(self, connection: Connection) -> set[Key]:
        """Rows that the snapshot did not hold are out of scope or deleted; those with pending edits are parked."""
        dirty: set[Key] = set()
        for rows in self._rows:
            name = rows.entity.name
            parked = connection.execute(
                "SELECT record FROM base WHERE type = ? AND image IS NOT NULL"
                " AND record NOT IN (SELECT record FROM seen)",
                (name,),
            ).fetchall()
            for (record,) in parked:
                self._intake.miss(connection, name, record)
            dirty.update((name, record) for (record,) in parked)
            gone = connection.execute(
                f"SELECT id FROM {rows.table} WHERE version > 0 AND id NOT IN (SELECT record FROM seen)"
                " AND id NOT IN (SELECT record FROM base WHERE type = ?)",
                (name,),
            ).fetchall()
            ids = [record for (record,) in gone]
            if name == CONFLICT:
                refusals.conflicts_left(connection, ids)
            self._rows.touch(connection, name, ids)
            connection.executemany(f"DELETE FROM {rows.table} WHERE id = ?", gone)
        return dirty
