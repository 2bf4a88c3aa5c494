"""Checks the whole replica from scratch: the file's pages, the outbox's chain, and that rows are truth plus
pending edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.store import outbox
from crmdesk.store.connection import Connection, DatabaseError, Interrupted, fault
from crmdesk.store.digest import Digests, uncounted
from crmdesk.store.mark import Mark
from crmdesk.store.progress import Told, untold
from crmdesk.store.rebase import Rebase, replay
from crmdesk.store.rows import Rows

_OF_THE_FILE = ("page check", "database check", "outbox", "mark", "rows")


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was wrong, one sentence a fault."""

    edits: int
    rows: int
    faults: tuple[str, ...]
    doubtful: tuple[tuple[str, str], ...] = ()
    """Type and id of rows that hold something else than the centre gave."""
    miscounted: bool = False
    """The next round must count anew what is held."""

    @property
    def damaged(self) -> bool:
        """Whether the file itself is at fault, or the outbox in it: a replica built anew is rid of that."""
        return any(fault.startswith(_OF_THE_FILE) for fault in self.faults)

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(
    connection: Connection,
    rows: Rows,
    rebase: Rebase,
    digests: Digests,
    mark: Mark | None,
    *,
    told: Told = untold,
) -> Verification:
    """Checks everything inside the caller's read transaction. `mark` is what its file says.

    Raises `Interrupted` when the connection was: a check that was broken off is no fault.
    """
    passed = _Passed(told)
    doubtful: list[tuple[str, str]] = []
    adrift: list[str] = []
    faults: list[str] = []
    checks: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("page check", lambda: _told(connection, "cipher_integrity_check")),
        ("database check", lambda: _told(connection, "integrity_check")),
        ("outbox", lambda: outbox.verify_chain(connection)),
        ("mark", lambda: _against_mark(connection, mark)),
        ("pending edits", lambda: _bases(connection, rows, rebase)),
        ("digest", lambda: _digest(connection, digests, doubtful, adrift, passed)),
    )
    passed.total = len(checks) + sum(1 for _ in rows)
    for name, check in checks:
        passed()
        try:
            faults += [f"{name}: {found}" for found in check()]
        except DatabaseError as error:
            if isinstance(fault(error), Interrupted):
                raise
            # A damaged page stops one check, not the others: each says what it can still see.
            faults.append(f"{name}: {error}")
    try:
        counts = [connection.execute(f"SELECT count(*) FROM {one.table}").fetchone()[0] for one in rows]
        edits = outbox.tip(connection).count
    except DatabaseError as error:
        faults.append(f"rows: {error}")
        counts, edits = [], 0
    return Verification(
        edits, sum(counts), tuple(dict.fromkeys(faults)), tuple(doubtful), bool(doubtful or adrift)
    )


class _Passed:
    """Counts the parts that are through: checks, and tables of the longest one."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._done = 0
        self.total = 0

    def __call__(self) -> None:
        self._told(self._done, self.total)
        self._done += 1


def _digest(
    connection: Connection,
    digests: Digests,
    doubtful: list[tuple[str, str]],
    adrift: list[str],
    passed: Callable[[], None],
) -> list[str]:
    """Every row must hold what it counts for, every bucket's sum be that of its rows."""
    if uncounted(connection):
        return []
    doubtful += digests.wrong(connection, passed)
    adrift += digests.adrift(connection)
    return [
        *(
            f"{name} {record} is not as the centre gave it; the next sync repairs it"
            for name, record in doubtful
        ),
        *(f"{bucket} does not sum up to what its rows do; the next sync repairs it" for bucket in adrift),
    ]


def _told(connection: Connection, check: str) -> list[str]:
    found = connection.execute(f"PRAGMA main.{check}").fetchall()
    return [str(text) for (text,) in found if text != "ok"]


def _against_mark(connection: Connection, mark: Mark | None) -> list[str]:
    tip = outbox.tip(connection)
    if mark is None or mark.count <= tip.count:
        return []
    return [f"{mark.count - tip.count} saved edits are missing"]


def _bases(connection: Connection, rows: Rows, rebase: Rebase) -> list[str]:
    """Rows with pending edits must be what replaying them gives; every open edit must have a base."""
    faults = []
    for type_name, record in connection.execute(
        "SELECT type, record FROM base ORDER BY type, record"
    ).fetchall():
        base = rebase.base(connection, type_name, record)
        if base is None or type_name not in rows:
            continue
        one = rows[type_name]
        image = one.from_image(base.image) if base.image is not None else None
        mutations = outbox.replayed(connection, type_name, record)
        if not mutations:
            faults.append(f"{type_name} {record} has a base and no pending edits")
        expected, _ = replay(one.entity, image, mutations, base.provisional)
        shown = one.find(connection, record)
        if (shown.fields if shown else None) != expected:
            faults.append(f"{type_name} {record} does not show its pending edits")
    (bare,) = connection.execute(
        "SELECT count(*) FROM open_op o JOIN outbox b USING (place) WHERE o.contained = 0"
        " AND b.payload IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM base WHERE base.record = b.record AND base.type = b.type)"
    ).fetchone()
    if bare:
        faults.append(f"{bare} pending edits have no base")
    return faults
