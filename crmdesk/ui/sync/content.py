"""What the sync page shows, read in one go on the query thread. Knows no widget and no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmdesk.store.identity import ReplicaIdentity
from crmdesk.store.outcomes import EditOutcome
from crmdesk.store.replica import Replica
from crmdesk.store.status import Status

SHOWN = 100
"""Edits that the page lists; their number is said in full."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An edit that has not come back from the centre. `sent`: it has been taken there, and is still to be seen here."""

    type: str
    record: str
    act: str
    fields: tuple[str, ...]
    at: str
    sent: bool


@dataclass(frozen=True, slots=True)
class SyncContent:
    """`titles` are names by record id."""

    status: Status
    identity: ReplicaIdentity
    waiting: tuple[Waiting, ...]
    outcomes: tuple[EditOutcome, ...]
    titles: Mapping[str, str]


def read_sync(replica: Replica) -> SyncContent:
    """How the replica stands, what waits (newest first) and what became of the rest."""
    pending = replica.pending_ops()[-SHOWN:]
    waiting = tuple(
        Waiting(op.type, op.record, mutation.act.value, mutation.touched, mutation.at, op.outcome is not None)
        for op, mutation in reversed(pending)
    )
    outcomes = tuple(replica.outcomes(SHOWN))
    return SyncContent(
        status=replica.status(),
        identity=replica.identity(),
        waiting=waiting,
        outcomes=outcomes,
        titles=_titles(replica, [*waiting, *outcomes]),
    )


def _titles(replica: Replica, edits: Iterable[Waiting | EditOutcome]) -> Mapping[str, str]:
    wanted: dict[str, set[str]] = {}
    for edit in edits:
        wanted.setdefault(edit.type, set()).add(edit.record)
    titles: dict[str, str] = {}
    for type_name, ids in wanted.items():
        titles.update(replica.titles(type_name, sorted(ids)))
        if missing := sorted(ids - titles.keys()):
            titles.update(replica.titles_of_deleted(type_name, missing))
    return titles
