"""What is known here of a record's past: own edits and what was fetched from the centre; it says when it is
incomplete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation


@dataclass(frozen=True, slots=True)
class History:
    """Entries, oldest first. `complete`: the centre was asked and nothing was saved here since."""

    entries: tuple[HistoryEntry, ...]
    complete: bool
    fetched_at: str | None


def save_history(
    connection: Connection, type_name: str, record_id: str, entries: Sequence[HistoryEntry], at: str
) -> None:
    """Keeps what the centre told of a record's past."""
    connection.execute(
        "INSERT INTO fetched_history (record, type, at, entries) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (record) DO UPDATE SET at = excluded.at, entries = excluded.entries",
        (record_id, type_name, at, msgspec.json.encode(list(entries)).decode()),
    )


def read_history(connection: Connection, type_name: str, record_id: str) -> History:
    """The record's past as far as it is known here."""
    row = connection.execute(
        "SELECT entries, at FROM fetched_history WHERE record = ? AND type = ?", (record_id, type_name)
    ).fetchone()
    fetched = msgspec.json.decode(row[0], type=list[HistoryEntry]) if row else []
    told = {entry.op_id for entry in fetched}
    found = connection.execute(
        "SELECT b.payload, v.outcome, v.settled FROM outbox b LEFT JOIN verdict v USING (place)"
        " WHERE b.record = ? AND b.type = ? AND b.payload IS NOT NULL ORDER BY b.place",
        (record_id, type_name),
    ).fetchall()
    own = [
        entry
        for body, outcome, settled in found
        for entry in _entries(decode_mutation(body), settled or outcome or "pending")
        if entry.op_id not in told
    ]
    return History((*fetched, *own), bool(row) and not own, row[1] if row else None)


def _entries(mutation: Mutation, outcome: str) -> list[HistoryEntry]:
    def entry(field: str, new: object) -> HistoryEntry:
        return HistoryEntry(
            at=mutation.at,
            by=mutation.author,
            device=None,
            op_id=mutation.op_id,
            field=field,
            old=mutation.was.get(field),
            new=new,
            outcome=outcome,
        )

    if mutation.act in (Act.DELETE, Act.RESTORE) or not mutation.touched:
        return [entry(f"({mutation.act.value})", None)]
    result = [entry(name, value) for name, value in mutation.set.items()]
    for name in dict.fromkeys((*mutation.add, *mutation.remove)):
        change = {
            key: given[name]
            for key, given in (("add", mutation.add), ("remove", mutation.remove))
            if name in given
        }
        result.append(entry(name, change))
    return result
