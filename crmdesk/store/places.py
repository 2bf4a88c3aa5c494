"""Where this replica stands in the organisation's feed, and a ladder of where it stood before.

The rungs lie about powers of two apart, so few of them reach back to the beginning: a centre that was put back finds
the last one it still has, and only what was acknowledged after it is offered again. It talks to nobody.
"""

from __future__ import annotations

from crmdesk.protocol.messages import Position
from crmdesk.store.connection import Connection
from crmdesk.store.settings import read_setting, read_typed, write_setting

Rung = tuple[int, int]
"""Number and tag of a place."""


def position_of(connection: Connection) -> Position | None:
    """Up to where the rows are the centre's; None until the first snapshot is complete."""
    return read_typed(connection, "position", Position)


def rungs_of(connection: Connection) -> tuple[Rung, ...]:
    """Former places, latest first."""
    return tuple((seq, tag) for seq, tag in read_setting(connection, "rungs", []))


def move_to(connection: Connection, position: Position) -> None:
    """The rows are now the centre's up to `position`."""
    former = position_of(connection)
    write_setting(connection, "position", position)
    if former is not None and former.seq < position.seq:
        write_setting(
            connection, "rungs", thinned(position.seq, [(former.seq, former.tag), *rungs_of(connection)])
        )


def thinned(seq: int, rungs: list[Rung]) -> list[Rung]:
    """Of the rungs (latest first) behind `seq` the earliest at each magnitude of distance.

    The earliest, because it is the one that grows into the next magnitude as the replica moves on.
    """
    kept = {(seq - rung[0]).bit_length(): rung for rung in rungs if rung[0] < seq}
    return sorted(kept.values(), reverse=True)
