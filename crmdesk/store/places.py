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


def see(connection: Connection, head: Position | None, shown: Position | None) -> None:
    """Remembers the furthest place that verdicts or rows told of until a page confirms it, and what it surely follows.

    `shown` is a place that the centre held when it gave them, or none. It may not lie on the feed that the rows are
    of by now: a page beside verdicts may come from a centre that was put back.
    """
    if head is None:
        return
    known = read_typed(connection, "seen_head", Position)
    if known is None:
        write_setting(connection, "seen_from", shown.seq if shown is not None else 0)
    if further(known, head) is not known:
        write_setting(connection, "seen_head", head)


def further(known: Position | None, told: Position | None) -> Position | None:
    """The later of two places, of which either may be none."""
    if known is None or told is None:
        return known or told
    return told if (told.epoch, told.seq) > (known.epoch, known.seq) else known


def confirms(position: Position, shown: Position | None, seen: Position | None) -> bool:
    """Whether a page up to `position`, of a feed that holds `shown`, holds all that was told of."""
    return seen is not None and seen == shown and seen.seq <= position.seq


def confirm(connection: Connection, position: Position, shown: Position | None) -> None:
    """The rows are up to `position` of a feed that holds `shown`: from now on the position alone tells of both."""
    if confirms(position, shown, read_typed(connection, "seen_head", Position)):
        forget_seen(connection)


def forget_seen(connection: Connection) -> None:
    """No place is known but the position."""
    write_setting(connection, "seen_head", None)
    write_setting(connection, "seen_from", None)


def surely_common(connection: Connection, common: Position) -> int:
    """The number up to which nothing acknowledged here can be lost at a centre that shares `common` with the rows."""
    since = read_setting(connection, "seen_from")
    return common.seq if since is None else min(common.seq, int(since))


def thinned(seq: int, rungs: list[Rung]) -> list[Rung]:
    """Of the rungs (latest first) behind `seq` the earliest at each magnitude of distance.

    The earliest, because it is the one that grows into the next magnitude as the replica moves on.
    """
    kept = {(seq - rung[0]).bit_length(): rung for rung in rungs if rung[0] < seq}
    return sorted(kept.values(), reverse=True)
