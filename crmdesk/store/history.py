"""What is known here of a record's past: own edits and what was fetched from the centre; it says when it is
incomplete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation
from crmdesk.store.rows import EntityRows


@dataclass(frozen=True, slots=True)
class History:
    """Entries, oldest first. `complete`: the centre was asked and nothing was saved here since."""

    entries: tuple[HistoryEntry, ...]
    complete: bool
    fetched_at: str | None
    unsure: frozenset[tuple[str | None, str]] = frozenset()
    """(op id, field) of own edits whose old value is not known here any more: their `old` None says nothing."""


def save_history(
    connection: Connection, type_name: str, record_id: str, entries: Sequence[HistoryEntry], at: str
) -> None:
    """Keeps what the centre told of a record's past."""
    connection.execute(
        "INSERT INTO fetched_history (record, type, at, entries) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (record) DO UPDATE SET at = excluded.at, entries = excluded.entries",
        (record_id, type_name, at, msgspec.json.encode(list(entries)).decode()),
    )


def read_history(connection: Connection, rows: EntityRows, record_id: str) -> History:
    """The record's past as far as it is known here."""
    type_name = rows.entity.name
    row = connection.execute(
        "SELECT entries, at FROM fetched_history WHERE record = ? AND type = ?", (record_id, type_name)
    ).fetchone()
    fetched = msgspec.json.decode(row[0], type=list[HistoryEntry]) if row else []
    told = {entry.op_id for entry in fetched}
    found = connection.execute(
        "SELECT b.op_id, b.payload, v.outcome, v.settled, o.contained, v.version"
        " FROM outbox b LEFT JOIN verdict v USING (place) LEFT JOIN open_op o USING (place)"
        " WHERE b.record = ? AND b.type = ? AND b.payload IS NOT NULL ORDER BY b.place",
        (record_id, type_name),
    ).fetchall()
    # Edits that travelled as one made one version: the centre tells of them under the op id of the first.
    versions = {version for op_id, *_, version in found if op_id in told and version}
    before = _Before(_image(connection, rows, record_id))
    own: list[HistoryEntry] = []
    for op_id, body, outcome, settled, contained, version in found:
        entries = before.entries(
            decode_mutation(body), settled or outcome or "pending", replayed=contained == 0
        )
        if op_id not in told and version not in versions:
            own += entries
    complete = bool(row) and not own
    return History((*fetched, *own), complete, row[1] if row else None, frozenset(before.unsure))


def _image(connection: Connection, rows: EntityRows, record_id: str) -> Mapping[str, Value] | None:
    """Server truth below the edits that are on their way."""
    row = connection.execute(
        "SELECT image FROM base WHERE record = ? AND type = ?", (record_id, rows.entity.name)
    ).fetchone()
    return rows.from_image(row[0]) if row and row[0] is not None else None


class _Before:
    """Says what fields were before each own edit, as far as it follows from server truth and what the edits keep."""

    def __init__(self, image: Mapping[str, Value] | None) -> None:
        self._fields: dict[str, Value] = dict(image or {})
        self.unsure: set[tuple[str | None, str]] = set()

    def entries(self, mutation: Mutation, outcome: str, *, replayed: bool) -> list[HistoryEntry]:
        """One entry a field. `replayed`: the edit stands on top of server truth."""
        if mutation.act in (Act.DELETE, Act.RESTORE) or not mutation.touched:
            return [self._entry(mutation, f"({mutation.act.value})", None, None, outcome)]
        result = []
        for name in mutation.touched:
            known = name in mutation.was or mutation.act is Act.CREATE or (replayed and name in self._fields)
            if not known:
                self.unsure.add((mutation.op_id, name))
            old = self._fields.get(name) if replayed and name in self._fields else mutation.was.get(name)
            new = mutation.set[name] if name in mutation.set else _change(mutation, name)
            result.append(self._entry(mutation, name, old, new, outcome))
            if replayed:
                self._fields[name] = _after(old, new) if name not in mutation.set else new
        return result

    @staticmethod
    def _entry(mutation: Mutation, field: str, old: Value, new: Value, outcome: str) -> HistoryEntry:
        return HistoryEntry(
            at=mutation.at,
            by=mutation.author,
            device=None,
            op_id=mutation.op_id,
            field=field,
            old=old,
            new=new,
            outcome=outcome,
        )


def _change(mutation: Mutation, name: str) -> dict[str, Value]:
    sides = (("add", mutation.add), ("remove", mutation.remove))
    return {key: given[name] for key, given in sides if name in given}


def _after(old: Value, change: Mapping[str, Value]) -> Value:
    """A count or a set after something was added to it or removed; of a field of another kind by now, just that."""
    if isinstance(change.get("add"), int):
        return (old if isinstance(old, int) else 0) + change["add"]
    kept = [item for item in (old if isinstance(old, list) else []) if item not in change.get("remove", [])]
    return sorted({*kept, *change.get("add", [])})
