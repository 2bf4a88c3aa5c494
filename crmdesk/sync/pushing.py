"""The push lane of a round: batches, verdicts, and which group is to blame when the centre takes none of a batch.

A request that the centre refuses as a whole is halved until the group is found; so is one on which it breaks, but there
a group is held back only when the centre then takes another one: else it is the centre (docs/sync/limits.md).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from crmdesk.domain.errors import CentreFault, UserError
from crmdesk.protocol.messages import PushItem, Verdict
from crmdesk.store.places import further
from crmdesk.sync.batches import FETCH_EVERY, LAGGING_SECONDS, counted, next_size, reached, size_after_failure
from crmdesk.sync.effects import (
    BatchLoaded,
    Effect,
    KeepVerdicts,
    LoadBatch,
    Progress,
    SendBatch,
    VerdictsCame,
    VerdictsKept,
)
from crmdesk.sync.lanes import SUSPECTS
from crmdesk.sync.state import Round, Work

MOST_SUSPECTS = 512
"""So many requests a round may spend on finding a group that a broken centre takes."""
_ONE_GROUP = 1
"""Bytes of a batch: the first group is taken however large it is."""
_HELD = (
    "The server meets an error of its own with this edit",
    "it is offered again by itself; tell your administrator",
)
_BROKEN = ("The server meets an error of its own", "", "it is tried again by itself")

Step = tuple[Round, tuple[Effect, ...]]
Resume = Callable[[Round], Step]


def load(state: Round, after: int) -> LoadBatch:
    """Read the next batch; while the centre breaks on one group after the other, the next one alone."""
    limit = _ONE_GROUP if state.suspects else state.facts.batch_bytes
    return LoadBatch(limit, after, coalesce=state.facts.bundles and not state.suspects)


def on_batch_loaded(resume: Resume, state: Round, event: BatchLoaded) -> Step:
    """What follows when the next batch was read."""
    if not event.items and state.suspects:
        state = replace(_unproven(state), errors=(*state.errors, CentreFault(*_BROKEN)))
    if not event.items or state.regreet or state.cancelled:
        return _fetch_rest(resume, replace(state, push=Work.IDLE, batch=(), suspects=()))
    return _send(replace(state, doubted=False), event.items)


def _send(state: Round, items: tuple[PushItem, ...]) -> Step:
    phase = "snapshot" if state.snapshot else "pushing"
    done = state.counts.pushed + state.counts.refused
    progress = Progress(phase, done, max(done, state.facts.pending))
    if state.snapshot:
        progress = replace(state.progress, phase=phase)
    state = replace(state, batch=items, progress=progress)
    return state, (SendBatch(state.replica, state.facts.epoch, items, state.facts.furthest),)


def on_verdicts_came(state: Round, event: VerdictsCame) -> Step:
    """What follows from the centre's answer to a batch. It works: what it broke on before is to blame."""
    facts, head = state.facts, event.head
    facts = replace(facts, seen=further(facts.seen, head))
    facts = replace(facts, batch_bytes=next_size(facts.batch_bytes, event.seconds), suspects=SUSPECTS)
    verdicts = (*state.suspects, *event.verdicts)
    state = replace(state, lagging=event.seconds > LAGGING_SECONDS, unfetched=state.unfetched + 1)
    state = replace(state, facts=facts, pull_again=True, answered=True, suspects=())
    return state, (KeepVerdicts(verdicts, head, event.shown),)


def on_verdicts_kept(resume: Resume, state: Round, event: VerdictsKept) -> Step:
    """What follows when verdicts are durable."""
    sent, state = state.batch, replace(state, batch=())
    state = replace(state, counts=counted(state.counts, event.verdicts))
    if state.regreet or state.cancelled:
        return replace(state, push=Work.IDLE), ()
    pulling: tuple[Effect, ...] = ()
    if state.pull is Work.IDLE and not state.snapshot and is_due(state):
        state, pulling = resume(state)
    return state, (load(state, reached(sent, event.verdicts)), *pulling)


def is_due(state: Round) -> bool:
    """Whether what was pushed is to be fetched back now: at once, but for lines on which every request counts."""
    return not state.lagging or state.unfetched >= FETCH_EVERY or state.push is not Work.BUSY


def _fetch_rest(resume: Resume, state: Round) -> Step:
    """Nothing is left to send: what was put off is fetched."""
    idle = state.pull is Work.IDLE and not (state.snapshot or state.regreet or state.cancelled)
    return resume(state) if idle and state.lagging and state.unfetched else (state, ())


# A batch of which nothing was taken


def refused_batch(state: Round, error: UserError) -> Step:
    """The centre refused a whole request: less of it, and a single group, asked twice, is refused on its own."""
    verdicts = _verdicts(state.batch, error.code, error.title, error.hint)
    return _less(state) or (state, (KeepVerdicts(verdicts),))


def is_isolable(state: Round) -> bool:
    """Whether it is worth looking for the group on which the centre broke: not if it broke on the download too."""
    broken = any(isinstance(error, CentreFault) for error in state.errors)
    return not (broken or state.cancelled) and len(state.suspects) < state.facts.suspects


def isolate(state: Round) -> Step:
    """The centre broke on a batch: less of it; what it breaks on alone, twice, is passed over for the next group."""
    less = _less(state)
    if less is not None:
        return less
    last = state.batch[-1].last_number
    suspects = (*state.suspects, *_verdicts(state.batch, CentreFault.code, *_HELD))
    state = replace(state, suspects=suspects, batch=())
    return state, (load(state, last),)


def gone_wrong(state: Round, error: UserError) -> Round:
    """The round when a batch was not answered (the next one is smaller), or the centre broke on all it was shown."""
    if isinstance(error, CentreFault):
        return _unproven(state)
    facts = replace(state.facts, batch_bytes=size_after_failure(state.facts.batch_bytes))
    return replace(state, facts=facts, suspects=())


def _unproven(state: Round) -> Round:
    """Nobody knows whose fault it is: all wait, and the next round tries more groups before it gives up."""
    most = min(2 * state.facts.suspects, MOST_SUSPECTS) if state.suspects else state.facts.suspects
    return replace(state, facts=replace(state.facts, suspects=most), suspects=())


def _less(state: Round) -> Step | None:
    """Half of the groups, the edits of a bundle one by one, the same group once more; None: there is nothing less."""
    groups = list(dict.fromkeys(item.mutation.group for item in state.batch))
    if len(groups) > 1:
        first = set(groups[: len(groups) // 2])
        return _send(state, tuple(item for item in state.batch if item.mutation.group in first))
    if state.batch[0].also:
        # It was sent once and has its numbers: its edits go each by itself now.
        return state, (load(state, state.batch[0].number - 1),)
    return None if state.doubted else _send(replace(state, doubted=True), state.batch)


def _verdicts(items: tuple[PushItem, ...], code: str, title: str, hint: str) -> tuple[Verdict, ...]:
    return tuple(
        Verdict(
            op_id=item.mutation.op_id,
            number=item.number,
            outcome="refused",
            code=code,
            title=title,
            hint=hint,
        )
        for item in items
    )
