"""Runs passes over the attachments: performs what `blobs.py` asks for against a replica and a centre.

It decides nothing but how many bytes go in one request, by how fast the line is.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.errors import NoSuchRecord, Offline, StorageFault, UserError
from crmdesk.domain.values import format_instant, parse_instant
from crmdesk.protocol.limits import BLOB_CHECKS
from crmdesk.store.attachments import AUTO_BYTES, Job, Waiting
from crmdesk.store.blob_vault import PART_BYTES
from crmdesk.store.replica import Replica
from crmdesk.sync.blob_remote import BlobRemote
from crmdesk.sync.blobs import (
    Asked,
    AskMissing,
    AskState,
    Cancelled,
    CheckOwn,
    Effect,
    Event,
    Failed,
    Fetch,
    Fetched,
    Found,
    KeepOffered,
    KeepTrouble,
    Kept,
    Look,
    OwnChecked,
    Pass,
    Passed,
    Send,
    Stands,
    begin,
    step,
)
from crmdesk.sync.effects import STOPPED, Outcome
from crmdesk.sync.endings import Ending, Way

CHECK_EVERY = timedelta(days=1)
"""How often the centre is asked whether it still has what it should; at once if it is not the one of before."""
SMALLEST, LARGEST = 16 * 1024, 1024 * 1024
"""Bytes of one request: what a slow line carries in some seconds, tried first, and what is held in memory."""
QUICK, SLOW = 5.0, 15.0
"""Seconds: a request that took less is followed by one twice as large, one that took more by one half as large."""
KEEP_SECONDS = 5.0
"""What comes over a slow line is kept, and told, at least so often."""
_CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Moved:
    """So many bytes of a content are at the other end."""

    sha256: str
    way: Way
    done: int
    size: int


Report = Callable[[Moved], None]


class Transfers:
    """Passes between one replica and one centre; each moves all that can be moved."""

    def __init__(
        self,
        replica: Replica,
        remote: BlobRemote,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        report: Report | None = None,
        auto_bytes: int = AUTO_BYTES,
    ) -> None:
        """`clock` gives seconds that only grow; `report` hears of progress, on threads of the pass.

        Files larger than `auto_bytes` are fetched only for who asked.
        """
        self._replica = replica
        self._cancel = threading.Event()
        self._performer = _Performer(
            replica,
            remote,
            now=now,
            clock=clock,
            cancel=self._cancel,
            report=report,
            auto_bytes=auto_bytes,
        )

    def cancel(self) -> None:
        """The pass under way, or else the next one, ends after the bytes it is moving. From any thread."""
        self._cancel.set()

    def run(self, *, sparing: bool = False) -> Passed:
        """One pass, to its end. Faults of the world are in the outcome; anything raised is a bug.

        `sparing`: the line is metered; nothing is moved but what somebody asked for.
        """
        self._performer.sparing = sparing
        self._performer.got_on = False
        try:
            return replace(self._run(), got_on=self._performer.got_on)
        except StorageFault as fault:
            return Passed(Ending.STORAGE, errors=(fault,))
        finally:
            self._cancel.clear()

    def _run(self) -> Passed:
        state, effects = begin(ask=not self._performer.sparing and self._performer.check_due())
        happened: queue.SimpleQueue[Event | BaseException] = queue.SimpleQueue()

        def perform(effect: Effect) -> None:
            try:
                happened.put(self._performer.perform(effect))
            except BaseException as error:  # noqa: BLE001 - raised again on the thread of the pass
                happened.put(error)

        told = False
        with ThreadPoolExecutor(max_workers=len(Way), thread_name_prefix="blobs") as threads:
            while state.outcome is None:
                for effect in effects:
                    threads.submit(perform, effect)
                event = happened.get()
                if isinstance(event, BaseException):
                    raise event
                state, effects = self._step(state, event, cancelled=self._cancel.is_set() and not told)
                told = told or state.cancelled
        return state.outcome

    def _step(self, state: Pass, event: Event, *, cancelled: bool) -> tuple[Pass, tuple[Effect, ...]]:
        if cancelled:
            state, _ = step(state, Cancelled())
        return step(state, event)


class _Performer:
    """Performs one effect and says what came of it; one of each lane at a time."""

    def __init__(
        self,
        replica: Replica,
        remote: BlobRemote,
        *,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        cancel: threading.Event,
        report: Report | None,
        auto_bytes: int,
    ) -> None:
        self._replica = replica
        self._attachments = replica.attachments
        self._vault = replica.attachments.vault
        self._remote = remote
        self._now = now
        self._clock = clock
        self._cancel = cancel
        self._report = report
        self._auto_bytes = auto_bytes
        self._part = SMALLEST
        self._furthest: dict[tuple[str, Way], int] = {}
        self.sparing = False
        self.got_on = False
        """Whether more has come to the other end than was known before."""
        self._do: dict[type[Any], Callable[[Any], Event]] = {
            AskMissing: self._ask_missing,
            Look: self._look,
            AskState: self._ask_state,
            Send: self._send,
            KeepOffered: self._keep_offered,
            CheckOwn: lambda effect: OwnChecked(self._vault.sound(effect.job.sha256)),
            KeepTrouble: self._keep_trouble,
            Fetch: self._fetch,
        }

    def perform(self, effect: Effect) -> Event:
        try:
            return self._do[type(effect)](effect)
        except UserError as error:
            return Failed(effect.way, error)

    # Looking

    def check_due(self) -> bool:
        """Whether it is time to ask the centre whether it still has what it should."""
        said = (self._vault.note(_CHECKED) or "").split()
        if self._vault.empty or not said:
            return not self._vault.empty
        return said[0] != self._epoch() or self._now() - parse_instant(said[1]) > CHECK_EVERY

    def _epoch(self) -> str:
        position = self._replica.identity().position
        return str(position.epoch if position is not None else 0)

    def _ask_missing(self, effect: AskMissing) -> Event:
        epoch, hashes = self._epoch(), self._attachments.sent()
        for start in range(0, len(hashes), BLOB_CHECKS):
            self._vault.offer(self._remote.missing(hashes[start : start + BLOB_CHECKS]))
        self._vault.keep_note(_CHECKED, f"{epoch} {format_instant(self._now())}")
        return Asked()

    def _look(self, effect: Look) -> Event:
        if effect.way is Way.UP:
            return Found(Way.UP, tuple(self._attachments.uploads(asked=self.sparing)))
        limit = None if self.sparing else self._auto_bytes
        return Found(Way.DOWN, tuple(self._attachments.downloads(auto_bytes=limit)))

    # Up

    def _ask_state(self, effect: AskState) -> Event:
        state = self._remote.state(effect.job.sha256)
        if state.offset and not state.complete:
            self._tell(Moved(effect.job.sha256, Way.UP, state.offset, effect.job.size))
        return Stands(state)

    def _send(self, effect: Send) -> Event:
        job, offset = effect.job, effect.offset
        data = self._next(job, offset)
        began = self._clock()
        state = self._remote.append(job.sha256, offset, job.size, data)
        took = self._clock() - began
        if took < QUICK and len(data) == self._part:
            self._part = min(self._part * 2, LARGEST)
        elif took > SLOW:
            self._part = max(self._part // 2, SMALLEST)
        self._tell(Moved(job.sha256, Way.UP, state.offset, job.size))
        return Stands(state)

    def _next(self, job: Job, offset: int) -> bytes:
        """The next bytes to send."""
        data = bytearray()
        if offset < job.size:
            for part in self._vault.read(job.sha256, offset):
                data += part
                if len(data) >= self._part:
                    break
        return bytes(data[: self._part])

    def _keep_offered(self, effect: KeepOffered) -> Event:
        self._vault.offered(effect.job.sha256)
        self._tell(Moved(effect.job.sha256, Way.UP, effect.job.size, effect.job.size))
        return Kept(Way.UP)

    def _keep_trouble(self, effect: KeepTrouble) -> Event:
        self._vault.trouble(effect.job.sha256, effect.code)
        self._tell(Moved(effect.job.sha256, effect.way, 0, effect.job.size))
        return Kept(effect.way)

    # Down

    def _fetch(self, effect: Fetch) -> Event:
        job = effect.job
        held = self._vault.held(job.sha256)
        offset = held.received if held is not None else 0
        if held is None or offset < held.size or offset == 0:
            intake = _Intake(self._vault.append, job, offset, self._clock)

            def take(size: int, data: bytes) -> None:
                if self._cancel.is_set():
                    raise Offline(STOPPED, hint="sync again to go on")
                if intake.take(size, data):
                    self._tell(Moved(job.sha256, Way.DOWN, intake.offset, size))

            try:
                self._remote.fetch(job.sha256, offset, take)
            finally:
                intake.flush()
        right = self._vault.finish(job.sha256)
        self._tell(Moved(job.sha256, Way.DOWN, job.size if right else 0, job.size))
        return Fetched(right)

    def _tell(self, moved: Moved) -> None:
        self.got_on |= moved.done > self._furthest.get((moved.sha256, moved.way), 0)
        self._furthest[moved.sha256, moved.way] = moved.done
        if self._report is not None:
            self._report(moved)


class _Intake:
    """Gathers what comes into parts worth a durable write: large ones, or what came in some seconds."""

    def __init__(
        self,
        keep: Callable[[str, int, int, bytes], None],
        job: Job,
        offset: int,
        clock: Callable[[], float],
    ) -> None:
        self._keep = keep
        self._job = job
        self._clock = clock
        self._kept_at = clock()
        self._buffer = bytearray()
        self._size = 0
        self.offset = offset

    def take(self, size: int, data: bytes) -> bool:
        """Whether a part was kept; raises `NoSuchRecord` for a content of another size than its record says."""
        wrong = size != self._job.size if self._job.exact else size > self._job.size
        if wrong or self.offset + len(self._buffer) + len(data) > size:
            raise NoSuchRecord("The centre's file has another size than its record says", self._job.sha256)
        self._size = size
        self._buffer += data
        if len(self._buffer) < PART_BYTES and self._clock() - self._kept_at < KEEP_SECONDS:
            return False
        self.flush()
        return True

    def flush(self) -> None:
        """Keeps what has been gathered."""
        if self._buffer:
            self._keep(self._job.sha256, self._size, self.offset, bytes(self._buffer))
            self.offset += len(self._buffer)
            self._buffer.clear()
        self._kept_at = self._clock()


def again(before: Passed, after: Passed) -> Passed:
    """A pass that went on where one broke off, and what that one moved."""
    return replace(after, up=before.up + after.up, down=before.down + after.down)


def joined(outcome: Outcome, passed: Passed, waiting: Waiting) -> Outcome:
    """The outcome of a round together with that of the pass over the attachments that followed it."""
    endings = {outcome.ending, passed.ending}
    return replace(
        outcome,
        ending=next(ending for ending in Ending if ending in endings),
        errors=(*outcome.errors, *passed.errors),
        retry_after=max(filter(None, (outcome.retry_after, passed.retry_after)), default=None),
        files_sent=passed.up,
        files_received=passed.down,
        files_left=waiting.files,
        files_stuck=waiting.stuck,
    )
