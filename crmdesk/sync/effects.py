"""What a round asks to be done (effects) and what it is told (events): the vocabulary of `sync/engine.py`.

Effects name a lane. Lanes run beside each other, each one effect at a time; no lane waits for another one's success.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crmdesk.domain.errors import UserError
from crmdesk.protocol.limits import PUSH_BYTES
from crmdesk.protocol.messages import Page, Position, PushItem, SnapshotPage, Verdict, Welcome
from crmdesk.store.mending import Agreement
from crmdesk.sync.comparing import (
    AskRepair,
    Compare,
    FindLeaves,
    KeepRepair,
    LeavesFound,
    RepairCame,
    RepairKept,
)
from crmdesk.sync.endings import Ending
from crmdesk.sync.lanes import SUSPECTS, Lane
from crmdesk.sync.moving import Due, HasMoved, Move


@dataclass(frozen=True, slots=True)
class Facts:
    """What the replica knows of itself when a round starts or after it has shaken hands."""

    replica: str | None
    """None: the centre has not given it an id yet."""
    position: Position | None
    """None: it holds no complete copy yet, a snapshot is due."""
    scope: str
    """Fingerprint of the scope that the rows on the laptop were cut by."""
    epoch: int = 0
    """The centre's epoch, as the last handshake told it."""
    greeted: bool = False
    """Whether this session has shaken hands already."""
    contains: int = 0
    """Highest own number that an applied page was known to contain."""
    seen: Position | None = None
    """The furthest place that verdicts or rows told of, until a page confirms it: a centre without it was put back."""
    bundles: bool = False
    """Whether the centre takes several edits of one record as one."""
    batch_bytes: int = PUSH_BYTES
    """How large the next batch may be: small on a slow or failing line, so that little is lost with an answer."""
    due: Due = Due.NOTHING
    """What the rows need because the user's scope was cut anew."""
    pending: int = 0
    """Edits that wait, for progress."""
    suspects: int = SUSPECTS
    """Groups in a row on which the centre may break before it counts as broken for everything."""

    @property
    def furthest(self) -> Position | None:
        """`seen`, even where `position` has passed it (with rows of a centre put back since?), else `position`."""
        places = (one for one in (self.seen, self.position) if one is not None and one.epoch == self.epoch)
        return next(places, None)


@dataclass(frozen=True, slots=True)
class ShakeHands:
    """Ask the centre: who am I, who are you, are we where we were?"""

    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class KeepWelcome:
    """Store what the handshake brought: replica id, rotated token, person; re-offer if the epoch changed."""

    welcome: Welcome
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class LoadBatch:
    """Read the next batch of unsent or unanswered mutations out of the outbox, at most `limit` canonical bytes."""

    limit: int
    after: int = 0
    """Only mutations with a higher number."""
    coalesce: bool = False
    """Edits of one record that were never sent may become one."""
    lane: Lane = Lane.PUSH


@dataclass(frozen=True, slots=True)
class SendBatch:
    """Offer these mutations to the centre."""

    replica: str
    epoch: int
    items: tuple[PushItem, ...]
    seen: Position | None = None
    lane: Lane = Lane.PUSH


@dataclass(frozen=True, slots=True)
class KeepVerdicts:
    """Store what became of them, where the feed ended then, and which place it was shown to hold."""

    verdicts: tuple[Verdict, ...]
    head: Position | None = None
    shown: Position | None = None
    lane: Lane = Lane.PUSH


@dataclass(frozen=True, slots=True)
class AskPage:
    """Ask for what came after `position`; `seen` is another place that verdicts or rows told of."""

    replica: str
    position: Position
    scope: str
    seen: Position | None = None
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class KeepPage:
    """Store a page and its cursor in one transaction."""

    page: Page
    mended: bool = False
    """A repair went before."""
    shown: Position | None = None
    """The place that verdicts told of, which the centre holds."""
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class OpenSnapshot:
    """Start a snapshot, of the buckets `gained` alone, or take up the interrupted one unless `restart`."""

    restart: bool = False
    any_version: bool = False
    """The centre was put back to an older state: its rows replace ours whatever their versions."""
    gained: tuple[str, ...] = ()
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class AskSnapshot:
    """Ask for the snapshot page after `cursor`, of the buckets `gained` alone; `shown` is where the replica stands."""

    replica: str
    cursor: str | None
    gained: tuple[str, ...] = ()
    shown: tuple[Position, ...] = ()
    lane: Lane = Lane.PULL


@dataclass(frozen=True, slots=True)
class KeepSnapshot:
    """Store a snapshot page and its cursor in one transaction."""

    page: SnapshotPage
    lane: Lane = Lane.DISK


Effect = (
    ShakeHands
    | KeepWelcome
    | LoadBatch
    | SendBatch
    | KeepVerdicts
    | AskPage
    | KeepPage
    | OpenSnapshot
    | AskSnapshot
    | KeepSnapshot
    | Compare
    | FindLeaves
    | AskRepair
    | KeepRepair
    | Move
)


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The centre shook hands."""

    welcome: Welcome


@dataclass(frozen=True, slots=True)
class WelcomeKept:
    """It is stored; the replica now stands here."""

    facts: Facts


@dataclass(frozen=True, slots=True)
class BatchLoaded:
    """The next batch; empty: nothing is left to offer."""

    items: tuple[PushItem, ...]


@dataclass(frozen=True, slots=True)
class VerdictsCame:
    """The centre's answer to a batch; `head` ends the feed after it, `seconds` it took, `shown` was held before."""

    verdicts: tuple[Verdict, ...]
    head: Position | None = None
    seconds: float = 0.0
    shown: Position | None = None


@dataclass(frozen=True, slots=True)
class VerdictsKept:
    """They are stored."""

    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class PageCame:
    """The centre's answer to a pull."""

    page: Page


@dataclass(frozen=True, slots=True)
class PageKept:
    """It is stored, or compared only; `rows` counts its rows, deletions and evictions."""

    page: Page
    rows: int = 0
    agreement: Agreement = Agreement.UNTOLD


@dataclass(frozen=True, slots=True)
class SnapshotOpened:
    """A snapshot is under way; `cursor` None: from its beginning."""

    cursor: str | None


@dataclass(frozen=True, slots=True)
class SnapshotCame:
    """The centre's answer to a snapshot request."""

    page: SnapshotPage


@dataclass(frozen=True, slots=True)
class SnapshotKept:
    """It is stored; `seen` is the furthest place known by now, if pulling begins before it."""

    page: SnapshotPage
    seen: Position | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The effect of this lane came to nothing."""

    lane: Lane
    error: UserError


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The user or the program's end asks the round to stop after what is under way."""


Event = (
    Welcomed
    | WelcomeKept
    | BatchLoaded
    | VerdictsCame
    | VerdictsKept
    | PageCame
    | PageKept
    | SnapshotOpened
    | SnapshotCame
    | SnapshotKept
    | LeavesFound
    | RepairCame
    | RepairKept
    | HasMoved
    | Failed
    | Cancelled
)


STOPPED = "Stopped before the end"
"""Title of the error of a round that was cancelled."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a round moved."""

    pushed: int = 0
    """Mutations that the centre took: applied, merged or as a conflict."""
    refused: int = 0
    conflicts: int = 0
    pulled: int = 0
    """Rows, deletions and evictions received in pages."""
    snapshot: int = 0
    """Rows received in snapshot pages."""
    repaired: int = 0
    """Rows brought or dropped because the copy differed from the centre."""
    resync: bool = False
    """The copy was there and was taken anew as a whole: what is gone since went with it."""
    left: int = 0
    """Rows that went, or wait for their verdicts to go, because the user's scope was cut anew."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a round stands. `total` 0: not known."""

    phase: str
    """greeting, snapshot, pushing, pulling, comparing or done."""
    done: int = 0
    total: int = 0
    usable: bool = True
    """Whether what the first screens need has arrived."""


EXIT_CODES: Mapping[Ending, int] = {
    Ending.WIPED: 15,
    Ending.REVOKED: 15,
    Ending.UPDATE: 12,
    Ending.SIGN_IN: 11,
    Ending.STORAGE: 13,
    Ending.EPOCH_CHANGED: 16,
    Ending.OFFLINE: 10,
    Ending.OK: 0,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a round ended. `errors` are the faults it met, in order; `retry_after` seconds the centre asked for."""

    ending: Ending
    counts: Counts = field(default_factory=Counts)
    errors: tuple[UserError, ...] = ()
    retry_after: float | None = None
    pending_left: int = 0
    """Mutations still without verdict or not yet contained when it ended."""
    newer: tuple[str, ...] = ()
    """Types of records that only a newer program knows, when they are first met."""
    sent_bytes: int = 0
    received_bytes: int = 0
    files_sent: int = 0
    """Contents of attachments that reached the centre, thumbnails included."""
    files_received: int = 0
    files_left: int = 0
    """Contents that the centre still lacks."""
    files_stuck: int = 0
    """Those that it refused, or that are damaged here."""

    @property
    def error(self) -> UserError | None:
        """The fault that decided the ending, if one did."""
        return next((error for error in self.errors if ending_of(error) is self.ending), None)

    @property
    def exit_code(self) -> int:
        """What `client sync` exits with."""
        code = EXIT_CODES[self.ending]
        if code == 0 and (self.pending_left or self.files_left):
            return 10
        return 14 if code == 0 and (self.counts.refused or self.files_stuck) else code


def ending_of(error: UserError) -> Ending:
    """The ending that an error leads to; everything that time may heal is `OFFLINE`."""
    if error.code == "wiped":
        return Ending.WIPED
    by_exit = {15: Ending.REVOKED, 12: Ending.UPDATE, 11: Ending.SIGN_IN, 13: Ending.STORAGE}
    return by_exit.get(error.exit_code, Ending.OFFLINE)
