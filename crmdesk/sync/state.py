"""What a round remembers from one event to the next; what follows from it is `engine.py`'s."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.errors import UserError
from crmdesk.protocol.messages import Position, PushItem, SnapshotPage, Verdict
from crmdesk.store.mending import Place
from crmdesk.sync.effects import Counts, Facts, Outcome, Progress


class Work(StrEnum):
    """What a lane is at."""

    IDLE = "idle"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Round:
    """Everything a round knows between two events."""

    facts: Facts
    pull: Work = Work.IDLE
    push: Work = Work.IDLE
    disk: Work = Work.IDLE
    greeting: bool = False
    greetings: int = 0
    regreet: bool = False
    resync: bool = False
    """The centre cannot serve the position: a snapshot is due."""
    snapshot: bool = False
    """A snapshot is under way."""
    gained: tuple[str, ...] = ()
    """The buckets that the snapshot brings; none: everything in scope."""
    restart: bool = False
    """It must start anew, once the page being stored is stored."""
    restarts: int = 0
    waiting: SnapshotPage | None = None
    """A snapshot page that has arrived while the one before is being stored."""
    keeping: SnapshotPage | None = None
    pull_again: bool = False
    """Verdicts arrived since the last pull was asked: their effects are still to be fetched."""
    shown: Position | None = None
    """The place that verdicts told of, as the last pull showed it."""
    lagging: bool = False
    """The last batch was answered so late that requests are saved."""
    unfetched: int = 0
    """Batches answered since the last pull was asked."""
    answered: bool = False
    """Verdicts arrived in this round: even a page without rows may finish edits."""
    compared: bool = False
    """A difference was found in this round and looked into."""
    repairing: tuple[Place, ...] = ()
    """Leaves that differ and are still to be repaired."""
    batch: tuple[PushItem, ...] = ()
    doubted: bool = False
    """The centre refused this batch as a whole, or broke on it, once already."""
    suspects: tuple[Verdict, ...] = ()
    """Groups on which alone the centre broke, one after the other: held back as soon as it takes another one."""
    epoch_changed: bool = False
    cancelled: bool = False
    counts: Counts = field(default_factory=Counts)
    errors: tuple[UserError, ...] = ()
    progress: Progress = field(default_factory=lambda: Progress("greeting"))
    outcome: Outcome | None = None
    """Set when the round is over; then `step` must not be called any more."""

    @property
    def replica(self) -> str:
        """Lanes start after the handshake, which gives the replica its id."""
        replica = self.facts.replica
        assert replica is not None, "no lane asks anything before the handshake"
        return replica
