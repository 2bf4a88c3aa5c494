"""Moving the bytes of attachments as a state machine: `begin` and `step` decide what to do next and do nothing.

Two lanes beside each other, up and down, each one content at a time; neither waits for the other, and no round of
records waits for either (docs/sync.md, "Attachments"). It knows no disk, network, thread or clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from crmdesk.domain.errors import CentreFault, InvalidValue, NoSuchRecord, Offline, RequestRefused, UserError
from crmdesk.protocol.messages import BlobState
from crmdesk.store.attachments import Job
from crmdesk.sync.effects import STOPPED, ending_of
from crmdesk.sync.endings import Ending, Way

TRIES = 3
"""How often a content is begun anew, or asked for without getting on, before it waits for the next pass."""


# Effects


@dataclass(frozen=True, slots=True)
class AskMissing:
    """Ask the centre which contents it lacks that it should have from us."""

    way: Way = Way.UP


@dataclass(frozen=True, slots=True)
class Look:
    """Read what is to be moved this way."""

    way: Way


@dataclass(frozen=True, slots=True)
class AskState:
    """Ask the centre how far the upload of a content has come."""

    job: Job
    way: Way = Way.UP


@dataclass(frozen=True, slots=True)
class Send:
    """Send the bytes of a content from `offset` on, as many as go in one request."""

    job: Job
    offset: int
    way: Way = Way.UP


@dataclass(frozen=True, slots=True)
class KeepOffered:
    """Note that the centre has checked and kept it."""

    job: Job
    way: Way = Way.UP


@dataclass(frozen=True, slots=True)
class CheckOwn:
    """Look whether the bytes on this laptop are still those of the hash."""

    job: Job
    way: Way = Way.UP


@dataclass(frozen=True, slots=True)
class KeepTrouble:
    """Note why a content will not go on by itself."""

    job: Job
    code: str
    way: Way


@dataclass(frozen=True, slots=True)
class Fetch:
    """Fetch the bytes of a content from where they end here, and check them when all are there."""

    job: Job
    way: Way = Way.DOWN


Effect = AskMissing | Look | AskState | Send | KeepOffered | CheckOwn | KeepTrouble | Fetch


# Events


@dataclass(frozen=True, slots=True)
class Asked:
    """Whatever the centre lacks is to be offered again."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be moved; empty: nothing."""

    way: Way
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """How far an upload has come."""

    state: BlobState


@dataclass(frozen=True, slots=True)
class Kept:
    """What was to be noted is durable."""

    way: Way


@dataclass(frozen=True, slots=True)
class OwnChecked:
    """Whether the laptop's own bytes are sound."""

    sound: bool


@dataclass(frozen=True, slots=True)
class Fetched:
    """All bytes came; `right`: they are those of the hash."""

    right: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """The effect of this lane came to nothing."""

    way: Way
    error: UserError


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Stop after what is under way."""


Event = Asked | Found | Stands | Kept | OwnChecked | Fetched | Failed | Cancelled


# State


@dataclass(frozen=True, slots=True)
class Strand:
    """What one lane is at."""

    busy: bool = True
    job: Job | None = None
    offset: int = -1
    """Where the upload last stood."""
    tries: int = 0
    """How often it was asked for without getting on."""
    anew: int = 0
    """How often it was begun anew because other bytes arrived."""
    left_out: frozenset[str] = frozenset()
    """Contents that wait for the next pass."""
    moved: int = 0
    """Contents that came whole to the other end."""


@dataclass(frozen=True, slots=True)
class Passed:
    """How a pass ended. `up` and `down` count contents; `retry_after` seconds the centre asked for."""

    ending: Ending
    up: int = 0
    down: int = 0
    errors: tuple[UserError, ...] = ()
    retry_after: float | None = None
    got_on: bool = field(default=False, compare=False)
    """Bytes are where they were not before: where a line was cut, it is worth trying again at once."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Everything a pass knows between two events."""

    up: Strand = Strand()
    down: Strand = Strand()
    errors: tuple[UserError, ...] = ()
    cancelled: bool = False
    outcome: Passed | None = field(default=None)
    """Set when the pass is over; then `step` must not be called any more."""


Step = tuple[Pass, tuple[Effect, ...]]


def begin(*, ask: bool) -> Step:
    """A new pass and its first effects; `ask` the centre first which contents it lacks."""
    return Pass(), (AskMissing() if ask else Look(Way.UP), Look(Way.DOWN))


def step(state: Pass, event: Event) -> Step:
    """What follows from an event. No effects and an `outcome`: the pass is over."""
    state, effects = _HANDLERS[type(event)](state, event)
    if effects or state.up.busy or state.down.busy:
        return state, effects
    return _finish(state), ()


def _on_asked(state: Pass, event: Asked) -> Step:
    return _look(state, Way.UP)


def _look(state: Pass, way: Way) -> Step:
    if state.cancelled:
        return _set(state, way, replace(_strand(state, way), busy=False, job=None)), ()
    strand = replace(_strand(state, way), job=None, offset=-1, tries=0, anew=0)
    return _set(state, way, strand), (Look(way),)


def _on_found(state: Pass, event: Found) -> Step:
    strand = _strand(state, event.way)
    job = next((job for job in event.jobs if job.sha256 not in strand.left_out), None)
    if job is None or state.cancelled:
        return _set(state, event.way, replace(strand, busy=False)), ()
    state = _set(state, event.way, replace(strand, job=job))
    return state, (AskState(job) if event.way is Way.UP else Fetch(job),)


# Up


def _on_stands(state: Pass, event: Stands) -> Step:
    strand, job, stands = state.up, _job(state.up), event.state
    if stands.complete:
        return _set(state, Way.UP, replace(strand, moved=strand.moved + 1)), (KeepOffered(job),)
    tries = 0 if stands.offset > strand.offset else strand.tries + 1
    if tries >= TRIES or state.cancelled:
        return _leave_out(state, Way.UP)
    # More than there is can only be another content's: sending nothing makes the centre check and begin anew.
    offset = min(stands.offset, job.size)
    state = _set(state, Way.UP, replace(strand, offset=stands.offset, tries=tries))
    return state, (Send(job, offset),)


def _on_own_checked(state: Pass, event: OwnChecked) -> Step:
    job = _job(state.up)
    if not event.sound:
        return state, (KeepTrouble(job, "damaged", Way.UP),)
    anew = state.up.anew + 1
    if anew >= TRIES:
        return _leave_out(state, Way.UP)
    return _set(state, Way.UP, replace(state.up, offset=-1, anew=anew)), (AskState(job),)


# Down


def _on_fetched(state: Pass, event: Fetched) -> Step:
    strand, job = state.down, _job(state.down)
    if event.right:
        return _look(_set(state, Way.DOWN, replace(strand, moved=strand.moved + 1)), Way.DOWN)
    anew = strand.anew + 1
    if anew >= TRIES:
        return state, (KeepTrouble(job, "hash_mismatch", Way.DOWN),)
    return _set(state, Way.DOWN, replace(strand, anew=anew)), (Fetch(job),)


# Both


def _on_kept(state: Pass, event: Kept) -> Step:
    return _look(state, event.way)


def _leave_out(state: Pass, way: Way) -> Step:
    strand = _strand(state, way)
    left_out = strand.left_out | {_job(strand).sha256}
    return _look(_set(state, way, replace(strand, left_out=left_out)), way)


def _on_failed(state: Pass, event: Failed) -> Step:
    error, strand = event.error, _strand(state, event.way)
    broke = sum(isinstance(one, CentreFault) for one in state.errors)
    if strand.job is not None and isinstance(error, CentreFault) and broke < TRIES:
        # Perhaps this content brings it about: the others go on, this one waits for the next pass.
        return _leave_out(replace(state, errors=(*state.errors, error)), event.way)
    if strand.job is not None and isinstance(error, RequestRefused | InvalidValue | NoSuchRecord):
        return _refused(state, event.way, error)
    state = replace(state, errors=(*state.errors, error))
    return _set(state, event.way, replace(strand, busy=False, job=None)), ()


def _refused(state: Pass, way: Way, error: UserError) -> Step:
    """The centre answered, and not with what was asked for."""
    strand = _strand(state, way)
    job = _job(strand)
    if way is Way.DOWN:
        # Not there yet, or out of sight by now: the next pass sees.
        return _leave_out(state, way)
    if error.code == "hash_mismatch":
        return state, (CheckOwn(job),)
    if error.code == "wrong_offset":
        tries = strand.tries + 1
        if tries >= TRIES:
            return _leave_out(state, way)
        return _set(state, way, replace(strand, tries=tries)), (AskState(job),)
    return state, (KeepTrouble(job, error.code, way),)


def _on_cancelled(state: Pass, event: Cancelled) -> Step:
    return replace(state, cancelled=True), ()


def _finish(state: Pass) -> Pass:
    errors = state.errors
    if state.cancelled:
        errors = (*errors, Offline(STOPPED, hint="sync again to go on"))
    endings = {ending_of(error) for error in errors}
    waits = [error.retry_after for error in errors if isinstance(error, Offline) and error.retry_after]
    outcome = Passed(
        ending=next((ending for ending in Ending if ending in endings), Ending.OK),
        up=state.up.moved,
        down=state.down.moved,
        errors=errors,
        retry_after=max(waits, default=None),
    )
    return replace(state, outcome=outcome)


def _strand(state: Pass, way: Way) -> Strand:
    return state.up if way is Way.UP else state.down


def _set(state: Pass, way: Way, strand: Strand) -> Pass:
    return replace(state, up=strand) if way is Way.UP else replace(state, down=strand)


def _job(strand: Strand) -> Job:
    assert strand.job is not None, "only a lane with a content under way hears of it"
    return strand.job


_HANDLERS: dict[type[Any], Callable[[Pass, Any], Step]] = {
    Asked: _on_asked,
    Found: _on_found,
    Stands: _on_stands,
    Kept: _on_kept,
    OwnChecked: _on_own_checked,
    Fetched: _on_fetched,
    Failed: _on_failed,
    Cancelled: _on_cancelled,
}
