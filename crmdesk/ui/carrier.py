"""Runs the lane of attachments on a thread of its own and tells the window how far each file is. It decides nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from crmdesk.sync.blob_driver import Moved, Transfers
from crmdesk.sync.blob_watch import BlobWatch
from crmdesk.sync.effects import Outcome

log = logging.getLogger(__name__)

MakeTransfers = Callable[[Callable[[Moved], None]], Transfers]
"""Builds what moves bytes, given where to report progress."""


class FileCarrier(QObject):
    """Moves files for as long as the window is open, behind the rounds. Signals arrive on the GUI thread."""

    moved = Signal(object)
    """`Moved`: a file got on, either way."""
    passed = Signal(object)
    """`Passed`: everything that could be moved has been."""
    broke = Signal(object)
    """An exception that nobody expected: files wait until the program is started again."""

    def __init__(self, make_transfers: MakeTransfers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.metered = False
        """Whether each byte costs money: then files wait, but for those somebody opens."""
        self._watch = BlobWatch(
            make_transfers(self.moved.emit),
            clock=time.monotonic,
            report=self.passed.emit,
            metered=lambda: self.metered,
        )
        self._thread = _Thread(self._watch, self)
        self._thread.broke.connect(self.broke)
        self._thread.start()

    def follow(self, outcome: Outcome) -> None:
        """A round has ended; if it reached the centre, files follow."""
        if not outcome.errors:
            self._watch.wake()

    def hurry(self) -> None:
        """Somebody waits for a file."""
        self._watch.hurry()

    def set_metered(self, metered: bool) -> None:
        """Each byte costs money, or none does any more: then what waited goes."""
        self.metered = metered
        if not metered:
            self._watch.wake()

    def stop(self) -> None:
        """End after the bytes that are being moved, and wait for it."""
        self._watch.stop()
        self._thread.wait()


class _Thread(QThread):
    broke = Signal(object)

    def __init__(self, watch: BlobWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch

    def run(self) -> None:
        try:
            self._watch.run()
        except Exception as error:
            log.error("moving files broke", exc_info=error)
            self.broke.emit(error)
