"""How a round follows a scope that was cut anew: what is lost goes at once, what is gained comes bucket by bucket.

The handshake names the buckets. With a centre that names none, and where one end reads everything (an administrator's
rows lie in one bucket alone), everything comes again as an announced resync (docs/sync.md, "Scope changes").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from crmdesk.protocol.messages import SnapshotPage
from crmdesk.schema.digest import EVERYTHING
from crmdesk.store.identity import ReplicaIdentity
from crmdesk.store.pages import Key
from crmdesk.sync.lanes import Lane

if TYPE_CHECKING:
    from crmdesk.sync.effects import Effect, Facts
    from crmdesk.sync.state import Round

    Step = tuple[Round, tuple[Effect, ...]]
    Resume = Callable[[Round], Step]


class Due(StrEnum):
    """What the rows on the laptop need before the feed can go on."""

    NOTHING = "nothing"
    MOVE = "move"
    """Buckets were lost or gained."""
    RESYNC = "resync"
    """It is not known in which buckets the rows here lie, or a resync was begun and must end."""


@dataclass(frozen=True, slots=True)
class Move:
    """Let go of what the user may not see any more."""

    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class HasMoved:
    """It is gone, or parked: the records `left`. `gained` are the buckets to ask for; the replica stands at `facts`."""

    facts: Facts
    gained: tuple[str, ...]
    left: frozenset[Key]


def due(known: ReplicaIdentity) -> Due:
    """What is due by what the last handshake said of the user."""
    user = known.user
    if known.position is None or user is None:
        return Due.NOTHING
    if known.resyncing:
        return Due.RESYNC
    if user.buckets is None:
        return Due.NOTHING
    if known.held is None:
        return Due.RESYNC
    if known.scope == user.scope:
        return Due.NOTHING
    return Due.RESYNC if EVERYTHING in {*known.held, *user.buckets} else Due.MOVE


def on_moved(resume: Resume, state: Round, event: HasMoved) -> Step:
    """What follows when what was lost is gone: the snapshot of what was gained, or the feed."""
    from crmdesk.sync.effects import OpenSnapshot, Progress
    from crmdesk.sync.state import Work

    known = state.facts
    facts = replace(
        event.facts,
        epoch=known.epoch,
        greeted=known.greeted,
        contains=known.contains,
        bundles=known.bundles,
        due=Due.NOTHING,
    )
    counts = replace(state.counts, left=state.counts.left + len(event.left))
    state = replace(state, facts=facts, counts=counts, pull=Work.IDLE)
    if state.regreet or state.cancelled:
        return state, ()
    if not event.gained:
        return resume(state)
    progress = Progress("snapshot")
    state = replace(state, snapshot=True, gained=event.gained, pull=Work.BUSY, progress=progress)
    return state, (OpenSnapshot(restart=state.restarts > 0, gained=event.gained),)


def taking_all(state: Round) -> Round:
    """The round that takes everything in scope; where there was a copy already, that is a resync, and told."""
    from crmdesk.sync.effects import Progress

    anew = state.facts.position is not None
    counts = replace(state.counts, resync=state.counts.resync or anew)
    return replace(
        state, counts=counts, snapshot=True, gained=(), progress=Progress("snapshot", usable=False)
    )


def taken_in(state: Round, page: SnapshotPage) -> Round:
    """The round after the last page of a snapshot."""
    facts = replace(state.facts, scope=page.scope, due=Due.NOTHING)
    if state.gained:  # The feed stays where it was: what came since then is put only if newer.
        return replace(state, facts=facts, snapshot=False, gained=())
    facts = replace(facts, position=page.position, contains=page.contains)
    return replace(state, facts=facts, snapshot=False, resync=False)


def given_up(state: Round) -> Round:
    """The scope moved again: from what is held, the handshake tells what is lost and gained now."""
    from crmdesk.sync.state import Work

    restarts = state.restarts + 1
    state = replace(state, snapshot=False, gained=(), restart=False, restarts=restarts, waiting=None)
    return replace(state, regreet=True, pull=Work.IDLE)
