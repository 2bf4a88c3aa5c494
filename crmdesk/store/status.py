"""How the replica stands: the typed answer behind the sync light and `client status`. It never says ok while
something is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeVar

from crmdesk.domain.errors import StorageFault
from crmdesk.store.attachments import Attachments, Waiting
from crmdesk.store.conflicts import open_conflicts
from crmdesk.store.connection import Connection, translated
from crmdesk.store.duplicates import count_open
from crmdesk.store.identity import ReplicaIdentity, read_identity
from crmdesk.store.last_answer import LastAnswer
from crmdesk.store.rows import EntityRows, Rows
from crmdesk.store.settings import read_setting

T = TypeVar("T")
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
    attachments_pending: int = 0
    """Files whose bytes still have to reach the centre."""
    attachments_refused: int = 0
    """Files whose bytes the centre refused, or that are damaged here."""
    duplicates: int = 0
    """Pairs of records that may be the same. Nothing waits for them, so they change no state."""

    @property
    def in_inbox(self) -> int:
        """What waits in the Inbox: the one number that badge, light and sync page start from."""
        return self.conflicts + self.refused + self.duplicates

    @property
    def for_the_user(self) -> int:
        """Everything that needs the user: the Inbox, and files that are stuck, which the sync page shows."""
        return self.in_inbox + self.attachments_refused


def count_pending(connection: Connection) -> int:
    """Edits that have no verdict yet, or are not yet contained in a pulled page."""
    (number,) = connection.execute("SELECT count(*) FROM open_op").fetchone()
    return int(number)


def count_refused(connection: Connection) -> int:
    (number,) = connection.execute(
        "SELECT count(*) FROM verdict WHERE outcome = 'refused' AND settled IS NULL"
    ).fetchone()
    return int(number)


class RowCounts:
    """How many rows of each type there are. The light asks with every save: what did not change is not counted anew."""

    def __init__(self) -> None:
        self._last: dict[str, LastAnswer[int]] = {}

    def of(self, generations: Mapping[str, int], connection: Connection, one: EntityRows) -> int:
        """`generations` grow with every change of a type; they are from before the connection's state was chosen."""
        name = one.entity.name
        last = self._last.setdefault(name, LastAnswer())
        return last.of(generations.get(name, 0), lambda: _count(connection, one))


def read_status(
    connection: Connection,
    rows: Rows,
    fault: str | None,
    attachments: Attachments,
    count: Callable[[Connection, EntityRows], int],
) -> Status:
    """The status as of this read transaction. `fault` is the code of a storage fault that was met and not yet
    repaired. What a damaged page hides is left out, and the state says so."""
    look = _Look(fault)
    identity = look.at(lambda: read_identity(connection), ReplicaIdentity())
    pending = look.at(lambda: count_pending(connection), 0)
    refused = look.at(lambda: count_refused(connection), 0)
    conflicts = look.at(lambda: len(open_conflicts(connection, rows)), 0)
    bytes_left = look.at(lambda: attachments.waiting_in(connection), Waiting(0, 0, 0))
    attempt = look.at(lambda: read_setting(connection, "last_attempt"), None)
    # Of a session on a damaged page nobody can say that it has ended.
    signed_in = look.at(lambda: read_setting(connection, "session"), "unreadable") is not None
    counted = [one for one in rows if not one.entity.system]
    counts = {one.entity.name: look.at(partial(count, connection, one), 0) for one in counted}
    kept: set[State] = set()
    if attempt is not None and attempt in _BY_CODE:
        kept.add(_BY_CODE[attempt])
    if not signed_in:
        kept.add("sign-in")
    if look.fault is not None:
        kept.add("storage")
    state = _first(
        kept,
        refused=refused + bytes_left.stuck,
        conflicts=conflicts,
        pending=pending + bytes_left.files + (identity.position is None),
    )
    return Status(
        state=state,
        pending=pending,
        conflicts=conflicts,
        refused=refused,
        last_sync=look.at(lambda: read_setting(connection, "last_sync"), None),
        epoch=identity.position.epoch if identity.position else None,
        replica=identity.replica,
        rows=counts,
        code=look.fault or attempt or ("first_sync" if identity.position is None else None),
        attachments_pending=bytes_left.files,
        attachments_refused=bytes_left.stuck,
        duplicates=look.at(lambda: count_open(connection, rows), 0),
    )


def _count(connection: Connection, rows: EntityRows) -> int:
    (number,) = connection.execute(f"SELECT count(*) FROM {rows.table}").fetchone()
    return int(number)


class _Look:
    """Reads one thing after another; a damaged page takes away what lies on it and leaves the rest."""

    def __init__(self, fault: str | None) -> None:
        self.fault = fault

    def at(self, read: Callable[[], T], otherwise: T) -> T:
        try:
            with translated():
                return read()
        except StorageFault as fault:
            self.fault = self.fault or fault.code
            return otherwise


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
