"""Runs the watch of the sync engine on a thread of its own and tells the window how it goes. It decides nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QThread, Signal

from crmdesk.sync.schedule import Schedule
from crmdesk.sync.watch import OpenLive, Rounds, Watch

if TYPE_CHECKING:
    from crmdesk.sync.effects import Outcome, Progress

log = logging.getLogger(__name__)

MakeRounds: TypeAlias = "Callable[[Callable[[Progress], None]], Rounds]"
"""Builds what can sync, given where to report progress."""


class SyncWorker(QObject):
    """Rounds for as long as the window is open. Signals arrive on the GUI thread."""

    progressed = Signal(object)
    """`Progress` of the round under way."""
    round_finished = Signal(object)
    """`Outcome` of the round that ended."""
    broke = Signal(object)
    """An exception that nobody expected: syncing has stopped until the program is started again."""

    def __init__(
        self,
        make_rounds: MakeRounds,
        schedule: Schedule,
        open_live: OpenLive | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._last: Progress | None = None
        self.watch = Watch(make_rounds(self.progressed.emit), schedule, self.round_finished.emit, open_live)
        self._thread = _Thread(self.watch, self)
        self._thread.broke.connect(self.broke)
        self.progressed.connect(self._on_progressed)
        self.round_finished.connect(self._on_finished)

    @property
    def progress(self) -> Progress | None:
        """Where the round under way stands, None between rounds."""
        return self._last

    def start(self) -> None:
        """Begin; the first round starts at once."""
        self._thread.start()

    def sync_now(self) -> None:
        """The user asks for a round."""
        self.watch.sync_now()

    def edited(self) -> None:
        """Something was saved: a round is due soon."""
        self.watch.edited()

    def network_returned(self) -> None:
        """The system says that the network is back."""
        self.watch.network_returned()

    def _on_progressed(self, progress: Progress) -> None:
        self._last = progress

    def _on_finished(self, _: Outcome) -> None:
        self._last = None

    def stop(self) -> None:
        """End after the step under way and wait for it."""
        self.watch.stop()
        self._thread.wait()


class _Thread(QThread):
    broke = Signal(object)

    def __init__(self, watch: Watch, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch

    def run(self) -> None:
        try:
            self._watch.run()
        except Exception as error:
            log.error("syncing broke", exc_info=error)
            self.broke.emit(error)
