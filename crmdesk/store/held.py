"""Edits on which the centre broke: listed with the refused ones, and offered again by themselves, at growing pauses.

They keep their op ids, since nobody knows how far the centre came with them. It runs inside the caller's write
transaction; which edits they are, `sync/pushing.py` finds out (docs/sync/limits.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import CentreFault
from crmdesk.domain.values import format_instant, parse_instant
from crmdesk.store.connection import Connection
from crmdesk.store.outbox import decode_mutation, reopen
from crmdesk.store.rebase import Rebase
from crmdesk.store.refusals import WAITS, chosen
from crmdesk.store.saving import Saving
from crmdesk.store.sending import needed, renumber
from crmdesk.store.settings import read_typed, write_setting

FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""The first pause doubles up to the longest one."""
_SETTING = "held_back"


class _Pause(msgspec.Struct, frozen=True):
    """How often edits were held back in a row, and until when they are."""

    times: int
    until: str


def hold(connection: Connection, now: datetime) -> None:
    """Edits were held back: the next pause begins."""
    known = read_typed(connection, _SETTING, _Pause)
    lately = known is not None and now - parse_instant(known.until) < 2 * LONGEST
    times = known.times + 1 if known is not None and lately else 1
    wait = min(FIRST * 2.0 ** min(times - 1, 30), LONGEST)
    write_setting(connection, _SETTING, _Pause(times, format_instant(now + wait)))


def due(connection: Connection, now: datetime) -> bool:
    """Whether something is held back whose pause is over."""
    known = read_typed(connection, _SETTING, _Pause)
    if known is None:
        return False
    left = parse_instant(known.until) - now
    # A longer one than there is comes from a clock that was ahead.
    return (left <= timedelta(0) or left > LONGEST) and bool(_held(connection))


def offer_again(connection: Connection, saving: Saving, rebase: Rebase) -> list[Mutation]:
    """Opens what is held back, behind everything that was sent; gives it."""
    return open_again(connection, saving, rebase, _held(connection))


def open_again(
    connection: Connection, saving: Saving, rebase: Rebase, found: Sequence[tuple[int, Mutation]]
) -> list[Mutation]:
    """Edits that were listed as refused wait for the centre's word again, shown as if they never had one."""
    for place, mutation in found:
        if rebase.base(connection, mutation.type, mutation.id) is None:
            rebase.set_aside(connection, mutation.type, mutation.id, saving.provisional(connection, mutation))
        reopen(connection, place, mutation)
    renumber(connection, [place for place, _ in found])
    for key in dict.fromkeys((mutation.type, mutation.id) for _, mutation in found):
        rebase.compute(connection, *key)
    return [mutation for _, mutation in found]


def waiting_for(connection: Connection, catalogue: Catalogue, offered: Iterable[Mutation]) -> list[str]:
    """The op ids of refused edits that need a record which these make: they are to be saved again."""
    made = {one.id for one in offered if one.act in (Act.CREATE, Act.RESTORE)}
    codes = dict(connection.execute("SELECT place, code FROM verdict WHERE outcome = 'refused'").fetchall())
    return [
        mutation.op_id
        for place, mutation in (chosen(connection, None) if made else ())
        if codes[place] == WAITS and not made.isdisjoint(needed(catalogue, mutation))
    ]


def _held(connection: Connection) -> list[tuple[int, Mutation]]:
    rows = connection.execute(
        "SELECT v.place, b.payload FROM verdict v JOIN outbox b USING (place)"
        " WHERE v.outcome = 'refused' AND v.code = ? AND v.settled IS NULL AND b.payload IS NOT NULL"
        " ORDER BY v.place",
        (CentreFault.code,),
    ).fetchall()
    return [(place, decode_mutation(body)) for place, body in rows]
