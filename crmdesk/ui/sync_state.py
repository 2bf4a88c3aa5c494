"""Keeps the sync light true: what waits and needs the user out of the replica, how the round goes out of the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmdesk.store.events import RecordsChanged
from crmdesk.store.status import Status
from crmdesk.sync.endings import Ending
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets import SyncLight, SyncStatus
from crmdesk.ui.widgets.sync_light import State
from crmdesk.ui.worker import SyncWorker

if TYPE_CHECKING:
    from crmdesk.sync.effects import Outcome, Progress

_STATES: dict[str, State] = {
    "wiped": "signed_out",
    "sign-in": "signed_out",
    "offline": "offline",
}

_HALTS = ("update", "storage")
"""States that no time heals: they count as one more thing that needs the user."""


class SyncState(QObject):
    """One light, one replica, one worker (or none)."""

    changed = Signal(object)
    """`Status` of the replica, after it was read again."""
    progressed = Signal(object)
    """`Progress` of the round under way."""
    round_finished = Signal(object)
    """`Outcome` of a round."""

    def __init__(self, desk: Desk, worker: SyncWorker | None, light: SyncLight, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._light = light
        self._status: Status | None = None
        self._progress: Progress | None = None
        self._last: Outcome | None = None
        self.sent_bytes = 0
        """Sent since the window was opened."""
        self.received_bytes = 0
        desk.records_changed.connect(self._on_records_changed)
        desk.sync_requested.connect(self.sync_now)
        desk.thoughts.over.connect(self._send_soon)
        desk.translator.language_changed.connect(self._on_language)
        if worker is not None:
            worker.progressed.connect(self._on_progress)
            worker.round_finished.connect(self._on_finished)
            worker.broke.connect(desk.report)
        self.refresh()

    @property
    def status(self) -> Status | None:
        """How the replica stood when it was last read."""
        return self._status

    @property
    def progress(self) -> Progress | None:
        """Where the round under way stands, None between rounds."""
        return self._progress

    @property
    def can_sync(self) -> bool:
        """Whether this window exchanges anything at all."""
        return self._worker is not None

    @property
    def last_outcome(self) -> Outcome | None:
        """How the last round of this session ended."""
        return self._last

    def sync_now(self) -> None:
        """Ask for a round."""
        if self._worker is not None:
            self._worker.sync_now()

    def refresh(self) -> None:
        """Read the replica's state again."""
        self._desk.lookups.submit("status", self._desk.replica.status, self._on_status)

    def _on_records_changed(self, event: RecordsChanged) -> None:
        # What its author may still think better of is sent once they have not.
        if event.origin == "local" and not self._desk.thoughts.young:
            self._send_soon()
        self.refresh()

    def _send_soon(self) -> None:
        if self._worker is not None:
            self._worker.edited()

    def _on_progress(self, progress: Progress) -> None:
        self._progress = progress
        self._show()
        self.progressed.emit(progress)

    def _on_finished(self, outcome: Outcome) -> None:
        self._progress = None
        self._last = outcome
        self.sent_bytes += outcome.sent_bytes
        self.received_bytes += outcome.received_bytes
        self.refresh()
        if outcome.newer:
            self._desk.say(
                self.tr("The centre has records that this version cannot show. Update CRMDesk to see them."),
                "info",
            )
        self.round_finished.emit(outcome)

    def _on_status(self, status: Status) -> None:
        self._status = status
        self._show()
        self.changed.emit(status)

    def _on_language(self, _: str) -> None:
        self._show()

    def _show(self) -> None:
        status = self._status
        if status is None:
            return
        at = (
            formats.relative_instant(status.last_sync, self._desk.now(), self._desk.zone)
            if status.last_sync
            else ""
        )
        progress = self._progress
        busy = progress is not None and progress.total > 0 and progress.phase != "done"
        self._light.set_status(
            SyncStatus(
                state="syncing" if busy else self._state(status),
                at=at,
                pending=status.pending + status.attachments_pending,
                done=progress.done if progress is not None else 0,
                total=progress.total if progress is not None else 0,
                need_you=status.for_the_user + (status.state in _HALTS),
            )
        )

    def _state(self, status: Status) -> State:
        if status.state in _STATES:
            return _STATES[status.state]
        if self._last is not None and self._last.ending is Ending.OFFLINE:
            return "offline"
        return "synced" if status.last_sync else "never"
