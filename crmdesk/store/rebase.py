"""Server truth below, pending edits replayed on top: what a row shows while edits of it are on their way.

A row without pending edits is server truth itself. The first pending edit puts server truth aside in `base`;
from then on pages change the base and the row is computed. It decides nothing about conflicts: the centre
does (`domain/merge.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Act, Mutation, apply
from crmdesk.domain.custom_fields import showable
from crmdesk.domain.declare import Entity
from crmdesk.domain.values import Value, blank, parse_instant
from crmdesk.schema.digest import SET_COLUMN
from crmdesk.store.connection import Connection
from crmdesk.store.identity import awaits_rows
from crmdesk.store.outbox import awaits_verdict, finish_record, replayed
from crmdesk.store.rows import Rows

STAGE_CHANGE = "stage_change"

Fields = dict[str, Value]

_OWN_GUESSES = "DELETE FROM stage_change WHERE opportunity = ? AND version = 0"
"""Version 0 marks the laptop's own guess: the centre's row has the same id and takes its place."""
_WHOLE = (
    "SELECT record, version, image, sets FROM base WHERE type = ? AND record IN (SELECT value FROM json_each(?))"
    " AND parked = 0 AND image IS NOT NULL AND NOT EXISTS (SELECT 1 FROM outbox b CROSS JOIN open_op o"
    " ON o.place = b.place WHERE b.record = base.record AND b.type = ? AND o.contained = 0 AND b.payload IS NOT NULL)"
)
"""The bases (of a type, ids in JSON, the type once more) upon which nothing is left to be replayed."""


@dataclass(frozen=True, slots=True)
class Base:
    """Server truth of a row with pending edits. `image` None: the centre has no such record (any more)."""

    version: int
    image: str | None
    parked: bool
    provisional: Mapping[str, Value]
    """Common fields shown until the centre has set the real ones."""
    sets: int | None = None
    """The number of the set of buckets that the record lies in."""


@dataclass(frozen=True, slots=True)
class StageStep:
    """A replayed edit that moves a record from one stage to another."""

    mutation: Mutation
    before: Value
    after: Value


def step(
    entity: Entity,
    row: Fields | None,
    gone: Fields | None,
    mutation: Mutation,
    provisional: Mapping[str, Value],
) -> Fields | None:
    """`row` after one edit, as its author sees it. `gone` is the row as an earlier edit deleted it, for a restore."""
    if mutation.act is Act.DELETE:
        return None
    if mutation.act is Act.UPDATE:
        if row is None:
            return None
        start = row
    elif mutation.act is Act.RESTORE and gone is None and not mutation.set:
        return row  # what it was the centre knows: it is shown once it is back
    else:
        start = dict(gone) if gone is not None else blank(entity) | dict(provisional)
    result = apply(entity, start, showable(entity, mutation))
    result["updated_at"], result["updated_by"] = mutation.at, mutation.author
    return result


def replay(
    entity: Entity, image: Fields | None, mutations: Iterable[Mutation], provisional: Mapping[str, Value]
) -> tuple[Fields | None, list[StageStep]]:
    """The row that a user sees: `image` with `mutations` on top, and the stage changes among them."""
    row, gone, steps = image, None, []
    for mutation in mutations:
        after = step(entity, row, gone, mutation, provisional)
        if entity.closing and row is not None and after is not None:
            name = entity.closing[0]
            if row.get(name) != after.get(name):
                steps.append(StageStep(mutation, row.get(name), after.get(name)))
        gone = row if after is None and row is not None else gone
        row = after
    return row, steps


class Rebase:
    """Keeps bases and computes rows. All methods run inside the caller's write transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def base(self, connection: Connection, type_name: str, record_id: str) -> Base | None:
        """The base of a row with pending edits."""
        row = connection.execute(
            "SELECT version, image, parked, provisional, sets FROM base WHERE record = ? AND type = ?",
            (record_id, type_name),
        ).fetchone()
        if row is None:
            return None
        return Base(row[0], row[1], bool(row[2]), msgspec.json.decode(row[3]) if row[3] else {}, row[4])

    def set_aside(
        self, connection: Connection, type_name: str, record_id: str, provisional: Mapping[str, Value]
    ) -> Base:
        """Keeps what is server truth now as base of a row that is about to get its first pending edit."""
        row = self._rows[type_name].stands(connection, record_id).stored
        return self.put_below(connection, type_name, record_id, row, provisional)

    def put_below(
        self,
        connection: Connection,
        type_name: str,
        record_id: str,
        row: Sequence[Any] | None,
        provisional: Mapping[str, Value],
    ) -> Base:
        """As `set_aside`, for who has read the row already (`wire_columns` order)."""
        base = Base(0, None, False, provisional)
        if row is not None:
            base = Base(row[1], self._rows[type_name].image(row), False, provisional, row[-1])
        self._write_base(connection, type_name, record_id, base)
        return base

    def _write_base(self, connection: Connection, type_name: str, record_id: str, base: Base) -> None:
        provisional = msgspec.json.encode(base.provisional).decode() if base.provisional else None
        connection.execute(
            "INSERT INTO base (type, record, version, image, parked, provisional, sets) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (record, type) DO UPDATE SET version = excluded.version, image = excluded.image,"
            " parked = excluded.parked, provisional = excluded.provisional, sets = excluded.sets",
            (type_name, record_id, base.version, base.image, int(base.parked), provisional, base.sets),
        )

    def receive(
        self, connection: Connection, type_name: str, row: tuple[Any, ...], *, any_version: bool
    ) -> None:
        """New server truth (`wire_columns` order) for a row with pending edits; an older version is passed over."""
        connection.execute(
            "UPDATE base SET version = ?, image = ?, parked = 0, sets = ?"
            " WHERE record = ? AND type = ? AND (? OR version <= ?)",
            (row[1], self._rows[type_name].image(row), row[-1], row[0], type_name, any_version, row[1]),
        )

    def forget(self, connection: Connection, type_name: str, record_id: str) -> None:
        """The centre deleted a record with pending edits: its base is gone, the edits stay."""
        connection.execute(
            "UPDATE base SET image = NULL, parked = 0, sets = NULL WHERE record = ? AND type = ?",
            (record_id, type_name),
        )

    def parked(self, connection: Connection) -> set[tuple[str, str]]:
        """The records that left their user's scope and are still shown."""
        return set(connection.execute("SELECT type, record FROM base WHERE parked = 1").fetchall())

    def park(self, connection: Connection, type_name: str, record_id: str) -> None:
        """A record with pending edits left the user's scope: it stays until the edits have their verdicts, and until no
        snapshot can bring it back."""
        connection.execute(
            "UPDATE base SET parked = 1, sets = NULL WHERE record = ? AND type = ?", (record_id, type_name)
        )

    def compute(self, connection: Connection, type_name: str, record_id: str) -> None:
        """Makes the row what server truth and the edits still pending say; drops the base when none are."""
        base = self.base(connection, type_name, record_id)
        if base is None:
            return
        waits = base.parked and (awaits_verdict(connection, type_name, record_id) or awaits_rows(connection))
        if base.parked and not waits:
            finish_record(connection, type_name, record_id)
            base = Base(base.version, None, True, base.provisional)
        rows = self._rows[type_name]
        self._rows.touch(connection, type_name, (record_id,))
        mutations = replayed(connection, type_name, record_id)
        image = rows.from_image(base.image) if base.image is not None else None
        row, steps = replay(rows.entity, image, mutations, base.provisional)
        self.show(connection, type_name, record_id, base.version, row)
        self._show_stages(connection, rows.entity, record_id, steps)
        # A parked row whose edits are contained still waits for their verdicts or a snapshot: only then may it go.
        if not mutations and not waits:
            connection.execute("DELETE FROM base WHERE record = ? AND type = ?", (record_id, type_name))
            connection.execute(
                f"UPDATE {rows.table} SET {SET_COLUMN} = ? WHERE id = ?", (base.sets, record_id)
            )

    def compute_some(self, connection: Connection, type_name: str, ids: Sequence[str]) -> None:
        """As `compute`, of each of them; all that is server truth again by now at once."""
        settled = self._settle(connection, type_name, ids) if len(ids) > 1 else set()
        for record_id in ids:
            if record_id not in settled:
                self.compute(connection, type_name, record_id)

    def _settle(self, connection: Connection, type_name: str, ids: Sequence[str]) -> set[str]:
        """Shows the server truth of those that it holds all edits of, and drops their bases; gives which these are."""
        rows = self._rows[type_name]
        found = connection.execute(
            _WHOLE, (type_name, msgspec.json.encode(ids).decode(), type_name)
        ).fetchall()
        if not found:
            return set()
        settled = [(record_id,) for record_id, *_ in found]
        self._rows.touch(connection, type_name, (record_id for (record_id,) in settled))
        shown = [
            rows.from_stored(record_id, version, image, sets) for record_id, version, image, sets in found
        ]
        missing = rows.bring(connection, shown, any_version=True)
        connection.executemany(rows.receive, missing)
        if rows.entity.closing and STAGE_CHANGE in self._rows:
            connection.executemany(_OWN_GUESSES, settled)
        connection.executemany(
            "DELETE FROM base WHERE record = ? AND type = ?", [(*each, type_name) for each in settled]
        )
        return {record_id for (record_id,) in settled}

    def compute_all(self, connection: Connection, types: Iterable[str]) -> None:
        """As `compute`, of every row of these types that has pending edits."""
        for type_name in sorted(types):
            found = connection.execute("SELECT record FROM base WHERE type = ?", (type_name,)).fetchall()
            self.compute_some(connection, type_name, [record for (record,) in found])

    def show(
        self, connection: Connection, type_name: str, record_id: str, version: int, row: Fields | None
    ) -> None:
        """Writes the row as it is shown, or removes it. The caller has queued it for the search index before."""
        rows = self._rows[type_name]
        if row is None:
            connection.execute(f"DELETE FROM {rows.table} WHERE id = ?", (record_id,))
        else:
            connection.execute(rows.put, rows.row(record_id, version, row))

    def _show_stages(
        self, connection: Connection, entity: Entity, record_id: str, steps: list[StageStep]
    ) -> None:
        if not entity.closing or STAGE_CHANGE not in self._rows:
            return
        connection.execute(_OWN_GUESSES, (record_id,))
        for one in steps:
            self.show_stage(connection, entity, record_id, one)

    def show_stage(self, connection: Connection, entity: Entity, record_id: str, one: StageStep) -> None:
        """Shows a stage change until the centre's own row arrives."""
        if not entity.closing or STAGE_CHANGE not in self._rows:
            return
        changes = self._rows[STAGE_CHANGE]
        mutation = one.mutation
        fields: Fields = {
            **blank(changes.entity),
            "opportunity": record_id,
            "from_stage": one.before,
            "to_stage": one.after,
            "at": mutation.at,
            "by": mutation.author,
            "days_in_stage": self._days(connection, entity, record_id, mutation.at),
            "created_at": mutation.at,
            "created_by": mutation.author,
            "updated_at": mutation.at,
            "updated_by": mutation.author,
        }
        identity = derived_id(mutation.op_id, STAGE_CHANGE)
        connection.execute(f"{changes.insert} ON CONFLICT (id) DO NOTHING", changes.row(identity, 0, fields))

    def _days(self, connection: Connection, entity: Entity, record_id: str, at: str) -> int | None:
        (since,) = connection.execute(
            "SELECT coalesce((SELECT max(at) FROM stage_change WHERE opportunity = ? AND at < ?),"
            f" (SELECT created_at FROM {self._rows[entity.name].table} WHERE id = ?))",
            (record_id, at, record_id),
        ).fetchone()
        if since is None:
            return None
        return max(0, (parse_instant(at) - parse_instant(since)) // timedelta(days=1))
