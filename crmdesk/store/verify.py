"""Checks the whole replica from scratch: the file's pages, the outbox's chain, and that rows are truth plus
pending edits."""

from __future__ import annotations

from dataclasses import dataclass

from crmdesk.store import outbox
from crmdesk.store.connection import Connection
from crmdesk.store.mark import Mark
from crmdesk.store.rebase import Rebase, replay
from crmdesk.store.rows import Rows


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was wrong, one sentence a fault."""

    edits: int
    rows: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.faults


def verify(connection: Connection, rows: Rows, rebase: Rebase, mark: Mark | None) -> Verification:
    """Checks everything inside the caller's read transaction. `mark` is the high-water mark as it stands in
    its file."""
    faults = [
        f"page check: {row[0]}" for row in connection.execute("PRAGMA cipher_integrity_check").fetchall()
    ]
    faults += [
        f"database check: {row[0]}"
        for row in connection.execute("PRAGMA integrity_check").fetchall()
        if row[0] != "ok"
    ]
    faults += outbox.verify_chain(connection)
    tip = outbox.tip(connection)
    if mark is not None and mark.count > tip.count:
        faults.append(f"{mark.count - tip.count} saved edits are missing from the outbox")
    faults += _bases(connection, rows, rebase)
    total = 0
    for one in rows:
        (number,) = connection.execute(f"SELECT count(*) FROM {one.table}").fetchone()
        total += number
    return Verification(tip.count, total, tuple(faults))


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
        expected, _ = replay(
            one.entity, image, outbox.replayed(connection, type_name, record), base.provisional
        )
        shown = one.find(connection, record)
        if (shown.fields if shown else None) != expected:
            faults.append(f"{type_name} {record} does not show its pending edits")
    (bare,) = connection.execute(
        "SELECT count(*) FROM open_op o JOIN outbox b USING (place) WHERE o.contained = 0"
        " AND NOT EXISTS (SELECT 1 FROM base WHERE base.record = b.record AND base.type = b.type)"
    ).fetchone()
    if bare:
        faults.append(f"{bare} pending edits have no base")
    return faults
