"""One round as a state machine: `begin` and `step` decide what to do next and do nothing themselves.

It knows no disk, network, thread or clock. Push and pull run side by side: a refused or failing push never stops the
pull, and the other way round (docs/sync.md, "Round"). A round with nothing to do is one request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import CentreFault, InvalidValue, Offline, RequestRefused
from crmdesk.protocol.messages import Page, Position, SnapshotPage
from crmdesk.store.mending import Agreement
from crmdesk.store.places import confirms, further
from crmdesk.sync import comparing, moving, pushing
from crmdesk.sync.comparing import Compare, LeavesFound, RepairCame, RepairKept
from crmdesk.sync.effects import (
    STOPPED,
    AskPage,
    AskSnapshot,
    BatchLoaded,
    Cancelled,
    Effect,
    Event,
    Facts,
    Failed,
    KeepPage,
    KeepSnapshot,
    KeepWelcome,
    OpenSnapshot,
    Outcome,
    PageCame,
    PageKept,
    Progress,
    ShakeHands,
    SnapshotCame,
    SnapshotKept,
    SnapshotOpened,
    VerdictsCame,
    VerdictsKept,
    Welcomed,
    WelcomeKept,
    ending_of,
)
from crmdesk.sync.endings import Ending
from crmdesk.sync.lanes import Lane
from crmdesk.sync.moving import Due, HasMoved, Move
from crmdesk.sync.state import Round, Work

HANDSHAKE_CODES = frozenset({"handshake", "epoch", "unknown_replica"})
"""Problem codes by which the centre asks to shake hands again."""
GREETINGS = 3
"""Handshakes a round may take before it gives up: first, schema or scope moved, epoch moved."""
RESTARTS = 2
"""Snapshots that may be started anew in one round."""


Step = tuple[Round, tuple[Effect, ...]]


def begin(facts: Facts) -> Step:
    """A new round and its first effects."""
    state = Round(facts)
    if facts.greeted and facts.replica is not None:
        return _start_lanes(state)
    return _greet(state)


def step(state: Round, event: Event) -> Step:
    """What follows from an event. No effects and an `outcome`: the round is over."""
    state, effects = _HANDLERS[type(event)](state, event)
    return _settle(state, effects)


# Greeting


def _greet(state: Round) -> Step:
    if state.greetings >= GREETINGS:
        error = Offline("The server keeps asking to start over", hint="try again later")
        return replace(state, regreet=False, errors=(*state.errors, error)), ()
    state = replace(
        state,
        greeting=True,
        regreet=False,
        greetings=state.greetings + 1,
        pull=Work.BUSY,
        progress=Progress("greeting"),
    )
    return state, (ShakeHands(),)


def _on_welcomed(state: Round, event: Welcomed) -> Step:
    if event.welcome.epoch_changed:
        # What was seen since the last common position may be no more: only a snapshot tells.
        state = replace(state, epoch_changed=True, resync=True)
    return state, (KeepWelcome(event.welcome),)


def _on_welcome_kept(state: Round, event: WelcomeKept) -> Step:
    resync = state.resync and (event.facts.due is not Due.MOVE or state.epoch_changed)
    facts = replace(
        event.facts, greeted=True, batch_bytes=state.facts.batch_bytes, suspects=state.facts.suspects
    )
    state = replace(state, facts=facts, resync=resync, greeting=False, pull=Work.IDLE)
    return (state, ()) if state.cancelled else _start_lanes(state)


def _start_lanes(state: Round) -> Step:
    state = replace(state, push=Work.BUSY, progress=Progress("pulling"))
    state, pulling = _resume_pull(state)
    return state, (pushing.load(state, 0), *pulling)


# Pull


def _resume_pull(state: Round) -> Step:
    """Goes on with whatever the pull lane has to do next: a snapshot or the feed."""
    state = replace(state, pull=Work.BUSY)
    position = state.facts.position
    if position is None or state.resync or state.facts.due is Due.RESYNC:
        return moving.taking_all(state), (OpenSnapshot(any_version=state.epoch_changed),)
    if state.facts.due is Due.MOVE:
        return state, (Move(),)
    state = replace(state, pull_again=False, unfetched=0, shown=state.facts.seen)
    seen = state.facts.furthest if state.facts.furthest != position else None
    return state, (AskPage(state.replica, position, state.facts.scope, seen),)


def _on_page_came(state: Round, event: PageCame) -> Step:
    page = event.page
    if page.handshake:
        return replace(state, pull=Work.IDLE, regreet=True), ()
    if page.resync:
        # Another scope means another role, home or territory tree: the handshake tells which, then the rows follow.
        moved = page.scope != state.facts.scope and state.greetings < GREETINGS
        state = replace(state, resync=True, pull=Work.IDLE)
        return (replace(state, regreet=True), ()) if moved else _resume_pull(state)
    if not _brings_nothing(state, page):
        return state, (KeepPage(page, state.compared, state.shown),)
    if page.digest is not None:
        return state, (Compare(page, state.compared),)
    return _page_done(state, page)


def _brings_nothing(state: Round, page: Page) -> bool:
    return (
        not state.answered
        and state.shown is None
        and page.position == state.facts.position
        and page.contains <= state.facts.contains
        and not (page.tables or page.deleted or page.evicted or page.erased)
    )


def _on_page_kept(state: Round, event: PageKept) -> Step:
    state = replace(state, counts=replace(state.counts, pulled=state.counts.pulled + event.rows))
    return _page_done(state, event.page, event.agreement)


def _page_done(state: Round, page: Page, agreement: Agreement = Agreement.UNTOLD) -> Step:
    facts = replace(state.facts, position=page.position, contains=max(page.contains, state.facts.contains))
    if confirms(page.position, state.shown, facts.seen):
        facts = replace(facts, seen=None)
    facts = replace(facts, seen=further(facts.seen, page.head))
    progress = Progress("pulling", state.counts.pulled, state.counts.pulled + page.behind)
    state = replace(state, facts=facts, pull=Work.IDLE, progress=progress)
    if state.regreet or state.cancelled:
        return state, ()
    if page.more or (state.pull_again and pushing.is_due(state)):
        return _resume_pull(state)
    return (state, ()) if state.pull_again else comparing.differs(state, agreement)


# Snapshot


def _on_snapshot_opened(state: Round, event: SnapshotOpened) -> Step:
    if state.cancelled:
        return replace(state, pull=Work.IDLE), ()
    # What has begun is pinned to a place of its own.
    shown = _places_held(state) if event.cursor is None else ()
    return state, (AskSnapshot(state.replica, event.cursor, state.gained, shown),)


def _places_held(state: Round) -> tuple[Position, ...]:
    """The places that a centre must hold, or it was put back. One that this round was told of is known to lack them."""
    if state.epoch_changed:
        return ()
    places = (state.facts.seen, state.facts.position)
    return tuple(one for one in places if one is not None and one.epoch == state.facts.epoch)


def _on_snapshot_came(state: Round, event: SnapshotCame) -> Step:
    state = replace(state, pull=Work.IDLE)
    if state.disk is Work.FAILED:
        return state, ()
    if state.disk is Work.BUSY:
        return replace(state, waiting=event.page), ()
    return _keep_snapshot(state, event.page)


def _keep_snapshot(state: Round, page: SnapshotPage) -> Step:
    """Stores one page while the next is on its way."""
    state = replace(state, disk=Work.BUSY, keeping=page, waiting=None)
    if page.cursor is None or state.cancelled or state.regreet:
        return state, (KeepSnapshot(page),)
    ask = AskSnapshot(state.replica, page.cursor, state.gained)
    return replace(state, pull=Work.BUSY), (KeepSnapshot(page), ask)


def _on_snapshot_kept(state: Round, event: SnapshotKept) -> Step:
    page = event.page
    counts = replace(state.counts, snapshot=page.rows_sent)
    progress = Progress("snapshot", page.rows_sent, page.rows_total, page.usable)
    facts = replace(state.facts, seen=further(state.facts.seen, event.seen))
    state = replace(state, disk=Work.IDLE, keeping=None, counts=counts, progress=progress, facts=facts)
    if state.restart:
        return _restart_snapshot(state)
    if state.waiting is not None:
        return _keep_snapshot(state, state.waiting)
    if page.cursor is not None:
        return state, ()
    state = moving.taken_in(state, page)
    return (state, ()) if state.regreet or state.cancelled else _resume_pull(state)


# Faults


def _on_failed(state: Round, event: Failed) -> Step:
    error = event.error
    if isinstance(error, RequestRefused | InvalidValue) and not state.greeting:
        if error.code in HANDSHAKE_CODES:
            return replace(_set(state, event.lane, Work.IDLE), regreet=True), ()
        if event.lane is Lane.PUSH and state.batch:
            return pushing.refused_batch(state, error)
        if event.lane is Lane.PULL and state.snapshot and state.restarts < RESTARTS:
            return _restart_snapshot(state)
    if event.lane is Lane.PUSH and state.batch:
        if isinstance(error, CentreFault) and pushing.is_isolable(state):
            return pushing.isolate(state)
        state = pushing.gone_wrong(state, error)
    state = replace(state, errors=(*state.errors, error), greeting=False, waiting=None)
    return _set(state, event.lane, Work.FAILED), ()


def _restart_snapshot(state: Round) -> Step:
    """The centre does not know the cursor any more (it was upgraded, or the scope was cut anew)."""
    if state.gained:
        return moving.given_up(state), ()
    if state.disk is Work.BUSY:
        return replace(state, restart=True, pull=Work.IDLE), ()
    state = replace(state, restart=False, restarts=state.restarts + 1, waiting=None, pull=Work.BUSY)
    return state, (OpenSnapshot(restart=True, any_version=state.epoch_changed),)


def _set(state: Round, lane: Lane, work: Work) -> Round:
    if lane is Lane.PUSH:
        return replace(state, push=work)
    return replace(state, pull=work) if lane is Lane.PULL else replace(state, disk=work)


def _on_cancelled(state: Round, event: Cancelled) -> Step:
    return replace(state, cancelled=True, waiting=None), ()


# The end


def _settle(state: Round, effects: tuple[Effect, ...]) -> Step:
    """Ends the round, or shakes hands again, once no lane has anything under way."""
    if effects or Work.BUSY in (state.pull, state.push, state.disk):
        return state, effects
    if state.regreet and not state.cancelled:
        state, effects = _greet(state)
        if effects:
            return state, effects
    return _finish(state), ()


def _finish(state: Round) -> Round:
    errors = state.errors
    if state.cancelled:
        errors = (*errors, Offline(STOPPED, hint="sync again to go on"))
    endings = {ending_of(error) for error in errors}
    if state.epoch_changed:
        endings.add(Ending.EPOCH_CHANGED)
    waits = [error.retry_after for error in errors if isinstance(error, Offline) and error.retry_after]
    outcome = Outcome(
        ending=next((ending for ending in Ending if ending in endings), Ending.OK),
        counts=state.counts,
        errors=errors,
        retry_after=max(waits, default=None),
    )
    done = Progress("done", state.progress.done, state.progress.total, state.progress.usable)
    return replace(state, outcome=outcome, progress=done)


_HANDLERS: dict[type[Any], Callable[[Round, Any], Step]] = {
    Welcomed: _on_welcomed,
    WelcomeKept: _on_welcome_kept,
    BatchLoaded: partial(pushing.on_batch_loaded, _resume_pull),
    VerdictsCame: pushing.on_verdicts_came,
    VerdictsKept: partial(pushing.on_verdicts_kept, _resume_pull),
    PageCame: _on_page_came,
    PageKept: _on_page_kept,
    SnapshotOpened: _on_snapshot_opened,
    SnapshotCame: _on_snapshot_came,
    SnapshotKept: _on_snapshot_kept,
    HasMoved: partial(moving.on_moved, _resume_pull),
    LeavesFound: partial(comparing.on_leaves_found, _resume_pull),
    RepairCame: comparing.on_repair_came,
    RepairKept: partial(comparing.on_repair_kept, _resume_pull),
    Failed: _on_failed,
    Cancelled: _on_cancelled,
}
