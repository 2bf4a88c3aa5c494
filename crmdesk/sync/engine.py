"""One round as a state machine: `begin` and `step` decide what to do next and do nothing themselves.

It knows no disk, network, thread or clock. Push and pull run side by side: a refused or failing push never stops the
pull, and the other way round (docs/sync.md, "Round"). A round with nothing to do is one request.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from crmdesk.domain.errors import InvalidValue, Offline, RequestRefused, UserError
from crmdesk.protocol.messages import Page, PushItem, SnapshotPage, Verdict
from crmdesk.store.mending import Agreement
from crmdesk.store.places import confirms
from crmdesk.sync import comparing, moving
from crmdesk.sync.batches import FETCH_EVERY, LAGGING_SECONDS, counted, next_size, reached, size_after_failure
from crmdesk.sync.comparing import Compare, LeavesFound, RepairCame, RepairKept
from crmdesk.sync.effects import (
    STOPPED,
    AskPage,
    AskSnapshot,
    BatchLoaded,
    Cancelled,
    Effect,
    Ending,
    Event,
    Facts,
    Failed,
    KeepPage,
    KeepSnapshot,
    KeepVerdicts,
    KeepWelcome,
    LoadBatch,
    OpenSnapshot,
    Outcome,
    PageCame,
    PageKept,
    Progress,
    SendBatch,
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
    facts = replace(event.facts, greeted=True, batch_bytes=state.facts.batch_bytes)
    state = replace(state, facts=facts, resync=resync, greeting=False, pull=Work.IDLE)
    return (state, ()) if state.cancelled else _start_lanes(state)


def _start_lanes(state: Round) -> Step:
    state = replace(state, push=Work.BUSY, progress=Progress("pulling"))
    state, pulling = _resume_pull(state)
    return state, (_load(state, 0), *pulling)


# Push


def _load(state: Round, after: int) -> LoadBatch:
    return LoadBatch(state.facts.batch_bytes, after, coalesce=state.facts.bundles)


def _on_batch_loaded(state: Round, event: BatchLoaded) -> Step:
    if not event.items or state.regreet or state.cancelled:
        return _fetch_rest(replace(state, push=Work.IDLE, batch=()))
    return _send(replace(state, doubted=False), event.items)


def _send(state: Round, items: tuple[PushItem, ...]) -> Step:
    phase = "snapshot" if state.snapshot else "pushing"
    progress = (
        replace(state.progress, phase=phase) if state.snapshot else Progress(phase, state.counts.pushed)
    )
    state = replace(state, batch=items, progress=progress)
    return state, (SendBatch(_replica(state), state.facts.epoch, items, state.facts.furthest),)


def _on_verdicts_came(state: Round, event: VerdictsCame) -> Step:
    facts, head = state.facts, event.head
    if head is not None and (
        facts.seen is None or (head.epoch, head.seq) > (facts.seen.epoch, facts.seen.seq)
    ):
        facts = replace(facts, seen=head)
    facts = replace(facts, batch_bytes=next_size(facts.batch_bytes, event.seconds))
    state = replace(state, lagging=event.seconds > LAGGING_SECONDS, unfetched=state.unfetched + 1)
    state = replace(state, facts=facts, pull_again=True, answered=True)
    return state, (KeepVerdicts(event.verdicts, head, event.shown),)


def _on_verdicts_kept(state: Round, event: VerdictsKept) -> Step:
    sent, state = state.batch, replace(state, batch=())
    state = replace(state, counts=counted(state.counts, event.verdicts))
    if state.regreet or state.cancelled:
        return replace(state, push=Work.IDLE), ()
    pulling: tuple[Effect, ...] = ()
    if state.pull is Work.IDLE and not state.snapshot and _is_due(state):
        state, pulling = _resume_pull(state)
    return state, (_load(state, reached(sent, event.verdicts)), *pulling)


def _is_due(state: Round) -> bool:
    """Whether what was pushed is to be fetched back now: at once, but for lines on which every request counts."""
    return not state.lagging or state.unfetched >= FETCH_EVERY or state.push is not Work.BUSY


def _fetch_rest(state: Round) -> Step:
    """Nothing is left to send: what was put off is fetched."""
    idle = state.pull is Work.IDLE and not (state.snapshot or state.regreet or state.cancelled)
    return _resume_pull(state) if idle and state.lagging and state.unfetched else (state, ())


def _refused_batch(state: Round, error: UserError) -> Step:
    """The centre refused a whole request: halve it; a single group, asked twice, is refused on its own."""
    groups = list(dict.fromkeys(item.mutation.group for item in state.batch))
    if len(groups) > 1:
        first = set(groups[: len(groups) // 2])
        return _send(state, tuple(item for item in state.batch if item.mutation.group in first))
    if state.batch[0].also:
        return state, (_load(state, state.batch[0].number - 1),)
    if not state.doubted:
        return _send(replace(state, doubted=True), state.batch)
    verdicts = tuple(
        Verdict(
            op_id=item.mutation.op_id,
            number=item.number,
            outcome="refused",
            code=error.code,
            title=error.title,
            hint=error.hint,
        )
        for item in state.batch
    )
    return state, (KeepVerdicts(verdicts),)


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
    return state, (AskPage(_replica(state), position, state.facts.scope, seen),)


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
        and not (page.tables or page.deleted or page.evicted)
    )


def _on_page_kept(state: Round, event: PageKept) -> Step:
    state = replace(state, counts=replace(state.counts, pulled=state.counts.pulled + event.rows))
    return _page_done(state, event.page, event.agreement)


def _page_done(state: Round, page: Page, agreement: Agreement = Agreement.UNTOLD) -> Step:
    facts = replace(state.facts, position=page.position, contains=max(page.contains, state.facts.contains))
    if confirms(page.position, state.shown, facts.seen):
        facts = replace(facts, seen=None)
    progress = Progress("pulling", state.counts.pulled, state.counts.pulled + page.behind)
    state = replace(state, facts=facts, pull=Work.IDLE, progress=progress)
    if state.regreet or state.cancelled:
        return state, ()
    if page.more or (state.pull_again and _is_due(state)):
        return _resume_pull(state)
    return (state, ()) if state.pull_again else comparing.differs(state, agreement)


# Snapshot


def _on_snapshot_opened(state: Round, event: SnapshotOpened) -> Step:
    if state.cancelled:
        return replace(state, pull=Work.IDLE), ()
    return state, (AskSnapshot(_replica(state), event.cursor, state.gained),)


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
    ask = AskSnapshot(_replica(state), page.cursor, state.gained)
    return replace(state, pull=Work.BUSY), (KeepSnapshot(page), ask)


def _on_snapshot_kept(state: Round, event: SnapshotKept) -> Step:
    page = event.page
    counts = replace(state.counts, snapshot=page.rows_sent)
    progress = Progress("snapshot", page.rows_sent, page.rows_total, page.usable)
    state = replace(state, disk=Work.IDLE, keeping=None, counts=counts, progress=progress)
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
            return _refused_batch(state, error)
        if event.lane is Lane.PULL and state.snapshot and state.restarts < RESTARTS:
            return _restart_snapshot(state)
    if event.lane is Lane.PUSH and state.batch:
        smaller = size_after_failure(state.facts.batch_bytes)
        state = replace(state, facts=replace(state.facts, batch_bytes=smaller))
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


def _replica(state: Round) -> str:
    replica = state.facts.replica
    assert replica is not None, "lanes start after the handshake, which gives the replica its id"
    return replica


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
    BatchLoaded: _on_batch_loaded,
    VerdictsCame: _on_verdicts_came,
    VerdictsKept: _on_verdicts_kept,
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
