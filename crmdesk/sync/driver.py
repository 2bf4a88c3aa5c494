"""Runs a round: performs what the engine asks for against a replica and a centre, no lane waiting for another.

It decides nothing: what follows from what is `engine.py`'s. A fault of the world becomes an event; a bug is raised.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from crmdesk import __version__
from crmdesk.domain.errors import Offline, StorageFault, UserError
from crmdesk.domain.values import format_instant
from crmdesk.protocol.limits import PAGE_ROWS, PROTOCOL, SNAPSHOT_ROWS
from crmdesk.protocol.messages import Handshake, Page, Pull, Push, SnapshotRequest, Welcome
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.store.replica import Replica
from crmdesk.sync.batches import FIRST_BYTES
from crmdesk.sync.doubt import SnapshotDoubt, believable, check_page, check_welcome
from crmdesk.sync.effects import (
    AskPage,
    AskSnapshot,
    BatchLoaded,
    Effect,
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
    SendBatch,
    ShakeHands,
    SnapshotCame,
    SnapshotKept,
    SnapshotOpened,
    VerdictsCame,
    VerdictsKept,
    Welcomed,
    WelcomeKept,
)
from crmdesk.sync.endings import Ending
from crmdesk.sync.moving import HasMoved, Move, due
from crmdesk.sync.portions import Portions
from crmdesk.sync.remote import Remote
from crmdesk.sync.repairing import comparisons
from crmdesk.sync.running import Report, Run
from crmdesk.sync.state import Round

NOTE_SECONDS = 10.0
"""How exactly the time of the last sync is remembered while nothing happens: each note is a durable write."""
STATUS_CODES = {
    Ending.WIPED: "wiped",
    Ending.REVOKED: "revoked",
    Ending.UPDATE: "update",
    Ending.SIGN_IN: "sign_in",
    Ending.STORAGE: "storage",
    Ending.OFFLINE: "offline",
    Ending.EPOCH_CHANGED: "epoch",
}
"""What the replica's status calls the endings that are faults, or that people should know of."""


class Performer:
    """Performs one effect and says what came of it. Thread-safe as far as replica and remote are."""

    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        now: Callable[[], datetime],
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """`stopped`: nobody waits for what comes of an effect any more."""
        self._replica = replica
        self._remote = remote
        self._now = now
        self._doubt = SnapshotDoubt()
        self._greeting = ""
        self.portions = Portions(stopped)
        self._do: dict[type[Any], Callable[[Any], Event]] = {
            ShakeHands: self._shake_hands,
            KeepWelcome: self._keep_welcome,
            LoadBatch: self._load_batch,
            SendBatch: self._send_batch,
            KeepVerdicts: self._keep_verdicts,
            AskPage: self._ask_page,
            KeepPage: self._keep_page,
            OpenSnapshot: self._open_snapshot,
            AskSnapshot: self._ask_snapshot,
            KeepSnapshot: self._keep_snapshot,
            Move: self._move,
            **comparisons(replica, remote, lambda: self._greeting),
        }

    def perform(self, effect: Effect) -> Event:
        """What came of the effect; `Failed` for what the world did."""
        try:
            return self._do[type(effect)](effect)
        except UserError as error:
            return Failed(effect.lane, error)

    def facts(self, known: Facts | None = None) -> Facts:
        """Where the replica stands now, with what an earlier round of this session `known` beside it."""
        identity = self._replica.identity()
        epoch = identity.position.epoch if identity.position is not None else 0
        facts = Facts(
            identity.replica,
            identity.position,
            identity.scope,
            epoch,
            seen=identity.seen,
            due=due(identity),
            batch_bytes=FIRST_BYTES,
            pending=self._replica.pending(),
        )
        if known is None:
            return facts
        return replace(
            facts,
            epoch=known.epoch,
            greeted=known.greeted,
            contains=known.contains,
            bundles=known.bundles,
            batch_bytes=known.batch_bytes,
            suspects=known.suspects,
        )

    def _shake_hands(self, effect: ShakeHands) -> Event:
        welcome = self._introduce()
        if welcome.last_op is not None and not self._replica.sent(welcome.replica, welcome.last_op):
            # Another copy of this profile has gone on under this name: this one takes a name of its own.
            self._replica.save_identity(
                replace(
                    self._replica.identity(), replica=None, token=None, next=None, device=None, last_number=0
                )
            )
            welcome = self._introduce()
        self._greeting = welcome.greeting
        return Welcomed(welcome)

    def _introduce(self) -> Welcome:
        upcoming = self._replica.next_token()
        identity = self._replica.identity()
        request = Handshake(
            protocol=PROTOCOL,
            schema=schema_fingerprint(self._replica.catalogue),
            client=__version__,
            replica=identity.replica,
            token=identity.token,
            now=format_instant(self._now()),
            position=identity.position,
            seen=identity.seen,
            rungs=list(identity.rungs),
            next=upcoming,
            confirmed=self._replica.confirmed(),
        )
        welcome = self._remote.handshake(request)
        check_welcome(identity, welcome)
        return welcome

    def _keep_welcome(self, effect: KeepWelcome) -> Event:
        welcome = effect.welcome
        if welcome.fields is not None:
            self._replica.adopt_fields(welcome.fields)
        identity = self._replica.identity()
        self._replica.save_identity(
            replace(
                identity,
                replica=welcome.replica,
                token=welcome.token,
                next=None,
                # Who became another replica is another laptop at its next sign-in.
                device=identity.device if identity.replica in (None, welcome.replica) else None,
                user=welcome.user,
                organisation=welcome.organisation,
                last_number=welcome.last_number,
                schema=welcome.schema,
            )
        )
        if welcome.epoch_changed and welcome.common is not None:
            self._replica.reoffer(welcome.common)
        return WelcomeKept(replace(self.facts(), epoch=welcome.head.epoch, bundles=welcome.bundles))

    def _load_batch(self, effect: LoadBatch) -> Event:
        items = self._replica.next_batch(effect.limit, effect.after, coalesce=effect.coalesce)
        return BatchLoaded(tuple(items))

    def _send_batch(self, effect: SendBatch) -> Event:
        request = Push(
            replica=effect.replica,
            epoch=effect.epoch,
            items=list(effect.items),
            seen=effect.seen,
            greeting=self._greeting,
        )
        asked_at = self._now()
        answer = self._remote.push(request)
        seconds = (self._now() - asked_at).total_seconds()
        asked = {op_id for item in effect.items for op_id in item.op_ids}
        return VerdictsCame(believable(asked, answer.verdicts), answer.head, seconds, effect.seen)

    def _keep_verdicts(self, effect: KeepVerdicts) -> Event:
        self._replica.apply_verdicts(list(effect.verdicts), effect.head, effect.shown)
        return VerdictsKept(effect.verdicts)

    def _ask_page(self, effect: AskPage) -> Event:
        request = Pull(
            replica=effect.replica,
            position=effect.position,
            scope=effect.scope,
            seen=effect.seen,
            fields=self._replica.fields_fingerprint,
            erased=self._replica.erased_upto(),
            greeting=self._greeting,
        )
        page = self.portions.ask(
            PAGE_ROWS, lambda rows: self._remote.pull(msgspec.structs.replace(request, rows=rows))
        )
        check_page(effect.position, page)
        return PageCame(page)

    def _keep_page(self, effect: KeepPage) -> Event:
        page = effect.page
        agreement = self._replica.apply_page(page, mended=effect.mended, shown=effect.shown)
        return PageKept(page, _rows(page) + len(page.deleted) + len(page.evicted), agreement)

    def _move(self, effect: Move) -> Event:
        done = self._replica.moving.move()
        return HasMoved(self.facts(), done.gained, done.left)

    def _open_snapshot(self, effect: OpenSnapshot) -> Event:
        under_way = self._replica.snapshot_progress()
        anew = under_way is None or under_way.cut or effect.restart or under_way.gained != list(effect.gained)
        if under_way is None or anew or (effect.any_version and not under_way.any_version):
            self._replica.begin_snapshot(any_version=effect.any_version, gained=effect.gained)
            return SnapshotOpened(None)
        return SnapshotOpened(under_way.cursor)

    def _ask_snapshot(self, effect: AskSnapshot) -> Event:
        user = self._replica.identity().user if effect.gained else None
        request = SnapshotRequest(
            replica=effect.replica,
            cursor=effect.cursor,
            greeting=self._greeting,
            buckets=list(effect.gained) or None,
            scope=user.scope if user is not None else "",
            shown=list(effect.shown),
            fields=self._replica.fields_fingerprint,
        )
        page = self.portions.ask(
            SNAPSHOT_ROWS, lambda rows: self._remote.snapshot(msgspec.structs.replace(request, rows=rows))
        )
        self._doubt.check(effect.cursor, page)
        return SnapshotCame(page)

    def _keep_snapshot(self, effect: KeepSnapshot) -> Event:
        self._replica.apply_snapshot_page(effect.page)
        return SnapshotKept(effect.page, self._replica.identity().seen)


def _rows(page: Page) -> int:
    return sum(len(msgspec.json.decode(table.rows, type=list[msgspec.Raw])) for table in page.tables)


def remembered(state: Round) -> Facts | None:
    """What the next round of the session may rely on; after anything worse than a bad line it greets again."""
    errors = state.outcome.errors if state.outcome is not None else ()
    return state.facts if all(isinstance(error, Offline) for error in errors) else None


class Synchroniser:
    """A session of rounds between one replica and one centre: the first shakes hands, the others need not."""

    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        now: Callable[[], datetime],
        report: Report | None = None,
    ) -> None:
        """`report` hears of progress on the thread that calls `round`, each time it moves."""
        self._replica = replica
        self._remote = remote
        self._now = now
        self._noted: datetime | None = None
        self._report = report
        self._facts: Facts | None = None
        self._cancel = threading.Event()
        self._performer = Performer(replica, remote, now, self._cancel.is_set)

    def cancel(self) -> None:
        """The round under way, or else the next one, ends after what it is doing. From any thread."""
        self._cancel.set()

    def round(self) -> Outcome:
        """One round, to its end. Faults of the world are in the outcome; anything raised is a bug."""
        traffic = self._remote.traffic
        try:
            self._replica.offer_held()
            outcome = replace(self._run(), pending_left=self._replica.pending())
            outcome = replace(outcome, newer=self._replica.newer_types())
            self._note(outcome)
            self._replica.clear_traces()
        except StorageFault as fault:
            outcome = Outcome(Ending.STORAGE, errors=(fault,))
        spent = self._remote.traffic
        return replace(
            outcome,
            sent_bytes=spent.sent - traffic.sent,
            received_bytes=spent.received - traffic.received,
        )

    def _run(self) -> Outcome:
        self._performer.portions.begin()
        facts, self._facts = self._performer.facts(self._facts), None
        state = Run(self._performer.perform, self._cancel, self._report).to_the_end(facts)
        self._cancel.clear()
        assert state.outcome is not None, "a run ends with the round's outcome"
        self._facts = remembered(state)
        return state.outcome

    def _note(self, outcome: Outcome) -> None:
        """Lets the replica remember how it went; of rounds with nothing to do, only one in `NOTE_SECONDS`."""
        now = self._now()
        recently = self._noted is not None and (now - self._noted).total_seconds() < NOTE_SECONDS
        if recently and outcome == Outcome(Ending.OK):
            return
        self._replica.note_attempt(STATUS_CODES.get(outcome.ending))
        self._noted = now if outcome.ending is Ending.OK else None
