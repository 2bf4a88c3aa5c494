"""How a round finds out that the copy differs from the centre, and has the leaves that do repaired.

The centre's last page says what the reader sees as one number. If the copy does not come to the same, its sums go up,
the leaves that differ come back, and what is wrong in them is asked for and stored; then the feed is pulled, and
compared, once more. A difference that stays is an error of the round and not repaired again (docs/sync.md, "Digest").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from crmdesk.domain.errors import StorageFault
from crmdesk.protocol.comparing import Repair
from crmdesk.protocol.messages import Page
from crmdesk.store.mending import Agreement, Mended, Place
from crmdesk.sync.lanes import Lane

if TYPE_CHECKING:
    from crmdesk.sync.effects import Effect
    from crmdesk.sync.state import Round

    Step = tuple[Round, tuple[Effect, ...]]
    Resume = Callable[[Round], Step]


# Effects


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare what is held with what a page says that brought nothing."""

    page: Page
    mended: bool = False
    """A repair went before."""
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class FindLeaves:
    """Find out with the centre which leaves differ."""

    replica: str
    scope: str
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class AskRepair:
    """Ask for what is wrong in the first of these leaves."""

    replica: str
    scope: str
    places: tuple[Place, ...]
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class KeepRepair:
    """Store a repair in one transaction."""

    repair: Repair
    leaves: int
    lane: Lane = Lane.PULL


# Events


@dataclass(frozen=True, slots=True)
class LeavesFound:
    """The leaves that differ; none if the difference is gone."""

    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RepairCame:
    """What is right in so many of the leaves asked about; `waiting` are the others."""

    repair: Repair
    leaves: int
    waiting: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class RepairKept:
    """It is stored."""

    mended: Mended


# What follows


def differs(state: Round, agreement: Agreement) -> Step:
    """After a comparison at the end of the feed: nothing, the search for what differs, or an error."""
    if agreement is Agreement.DIFFERS and not state.compared:
        from crmdesk.sync.effects import Progress
        from crmdesk.sync.state import Work

        state = replace(state, compared=True, pull=Work.BUSY, progress=Progress("comparing"))
        return state, (FindLeaves(_replica(state), state.facts.scope),)
    if agreement in (Agreement.SAME, Agreement.UNTOLD):
        return state, ()
    return replace(state, errors=(*state.errors, unmendable())), ()


def on_leaves_found(resume: Resume, state: Round, event: LeavesFound) -> Step:
    """What follows when it is known which leaves differ."""
    return _repair(resume, state, event.places)


def on_repair_came(state: Round, event: RepairCame) -> Step:
    """What follows when a repair is here."""
    return replace(state, repairing=event.waiting), (KeepRepair(event.repair, event.leaves),)


def on_repair_kept(resume: Resume, state: Round, event: RepairKept) -> Step:
    """What follows when it is stored."""
    done = event.mended.rows + event.mended.dropped
    state = replace(state, counts=replace(state.counts, repaired=state.counts.repaired + done))
    return _repair(resume, state, state.repairing)


def _repair(resume: Resume, state: Round, places: tuple[Place, ...]) -> Step:
    """Goes on to the next leaves; after the last ones the feed, and with it the comparison, comes again."""
    from crmdesk.sync.state import Work

    if state.regreet or state.cancelled:
        return replace(state, pull=Work.IDLE), ()
    if not places:
        return resume(state)
    return state, (AskRepair(_replica(state), state.facts.scope, places),)


def unmendable() -> StorageFault:
    """The error of a copy that differs although it was repaired."""
    return StorageFault(
        "This copy differs from the server's and could not be repaired",
        "your own changes are safe and still travel",
        "run `crmdesk client verify` and show its result to your administrator",
        code="differs",
    )


def _replica(state: Round) -> str:
    assert state.facts.replica is not None, "comparing comes after the handshake"
    return state.facts.replica
