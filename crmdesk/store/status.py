"""How the replica stands: the typed answer behind the sync light and `client status`. It never says ok while
something is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from crmdesk.store.conflicts import open_conflicts
from crmdesk.store.connection import Connection
from crmdesk.store.identity import read_identity
from crmdesk.store.rows import Rows
from crmdesk.store.settings import read_setting

State = Literal["ok", "pending", "offline", "conflict", "refused", "sign-in", "update", "storage", "wiped"]

_BY_CODE: Mapping[str, State] = {
    "wiped": "wiped",
    "revoked": "sign-in",
    "update": "update",
    "sign_in": "sign-in",
    "storage": "storage",
    "offline": "offline",
}
"""The state that the outcome of the last sync attempt puts the replica in."""


@dataclass(frozen=True, slots=True)
class Status:
    """`last_sync` is the instant of the last round that ended well; `code` says more than `state` where there
    is more."""

    state: State
    pending: int
    conflicts: int
    refused: int
    last_sync: str | None
    epoch: int | None
    replica: str | None
    rows: Mapping[str, int]
    code: str | None


def count_pending(connection: Connection) -> int:
    """Edits that have no verdict yet, or are not yet contained in a pulled page."""
    (number,) = connection.execute("SELECT count(*) FROM open_op").fetchone()
    return int(number)


def count_refused(connection: Connection) -> int:
    (number,) = connection.execute(
        "SELECT count(*) FROM verdict WHERE outcome = 'refused' AND settled IS NULL"
    ).fetchone()
    return int(number)


def read_status(connection: Connection, rows: Rows, fault: str | None) -> Status:
    """The status as of this read transaction. `fault` is the code of a storage fault that was met and not yet
    repaired."""
    identity = read_identity(connection)
    pending, refused = count_pending(connection), count_refused(connection)
    conflicts = len(open_conflicts(connection, rows))
    attempt = read_setting(connection, "last_attempt")
    signed_in = read_setting(connection, "session") is not None
    kept: set[State] = set()
    if attempt is not None and attempt in _BY_CODE:
        kept.add(_BY_CODE[attempt])
    if not signed_in:
        kept.add("sign-in")
    if fault is not None:
        kept.add("storage")
    state = _first(kept, refused=refused, conflicts=conflicts, pending=pending + (identity.position is None))
    counts = {}
    for one in rows:
        if not one.entity.system:
            (counts[one.entity.name],) = connection.execute(f"SELECT count(*) FROM {one.table}").fetchone()
    first_sync = "first_sync" if identity.position is None else None
    return Status(
        state=state,
        pending=pending,
        conflicts=conflicts,
        refused=refused,
        last_sync=read_setting(connection, "last_sync"),
        epoch=identity.position.epoch if identity.position else None,
        replica=identity.replica,
        rows=counts,
        code=fault or attempt or first_sync,
    )


def _first(kept: set[State], *, refused: int, conflicts: int, pending: int) -> State:
    order: tuple[tuple[State, bool], ...] = (
        ("wiped", "wiped" in kept),
        ("update", "update" in kept),
        ("sign-in", "sign-in" in kept),
        ("storage", "storage" in kept),
        ("refused", refused > 0),
        ("conflict", conflicts > 0),
        ("offline", "offline" in kept),
        ("pending", pending > 0),
    )
    return next((state for state, holds in order if holds), "ok")
