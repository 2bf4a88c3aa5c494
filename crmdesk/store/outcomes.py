"""What became of edits at the centre lately, where it was more than "taken": merged, in conflict, refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation

_LOOKED_AT = 5_000
"""Verdicts looked back over: whoever wants more reads the history of a record."""


@dataclass(frozen=True, slots=True)
class EditOutcome:
    """One edit of this laptop and the centre's word on it.

    `outcome` is merged, conflict or refused; `settled` says what the user did about a refused one (retried, discarded);
    `lost` names the fields whose other value stands, with that value.
    """

    op_id: str
    type: str
    record: str
    act: str
    fields: tuple[str, ...]
    at: str
    outcome: str
    settled: str | None
    lost: Mapping[str, Any]


def recent_outcomes(connection: Connection, limit: int) -> list[EditOutcome]:
    """The newest such edits, newest first."""
    found = connection.execute(
        "SELECT v.outcome, v.settled, v.lost, b.payload FROM verdict v JOIN outbox b USING (place)"
        " WHERE v.outcome != 'applied' AND b.payload IS NOT NULL"
        " AND v.place > (SELECT coalesce(max(place), 0) FROM verdict) - ?"
        " ORDER BY v.place DESC LIMIT ?",
        (_LOOKED_AT, limit),
    ).fetchall()
    result = []
    for outcome, settled, lost, body in found:
        one = decode_mutation(body)
        result.append(
            EditOutcome(
                op_id=one.op_id,
                type=one.type,
                record=one.id,
                act=one.act.value,
                fields=one.touched,
                at=one.at,
                outcome=outcome,
                settled=settled,
                lost=msgspec.json.decode(lost) if lost else {},
            )
        )
    return result
