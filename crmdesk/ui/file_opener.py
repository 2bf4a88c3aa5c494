"""Opens attached files with the system's programs: a checked copy in a folder that goes when the program ends.

A file that is not on this laptop yet is asked for, and opened when it has come.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crmdesk.domain.errors import UsageError
from crmdesk.domain.records import Record
from crmdesk.store.attaching import write_out
from crmdesk.store.replica import Replica
from crmdesk.sync.endings import Way
from crmdesk.ui.committer import Committer
from crmdesk.ui.outside import hand_over

if TYPE_CHECKING:
    from crmdesk.sync.blob_driver import Moved


class FileOpener(QObject):
    """`awaited` tells that somebody waits for a file; `moved` is to be told of every one that got on."""

    awaited = Signal()
    failed = Signal(object)
    """An exception: the file cannot be opened."""

    def __init__(self, replica: Replica, committer: Committer, parent: QObject) -> None:
        super().__init__(parent)
        self._replica = replica
        self._committer = committer
        self._waiting: dict[str, tuple[Record, Callable[[], object]]] = {}
        self._looking: set[str] = set()
        self._came: set[str] = set()
        """What came while it was still being looked for."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def open(self, attachment: Record, later: Callable[[], object]) -> None:
        """Open it now; `later` is called if it has to be fetched first."""

        content = str(attachment["sha256"])

        def ready() -> Path | None:
            if not self._replica.attachments.want(attachment):
                return None
            return write_out(self._replica, attachment, self._place(attachment))

        def shown(path: Path | None) -> None:
            came = self._has_come(content)
            if path is None and came:
                self.open(attachment, later)
            elif path is None:
                self._waiting[content] = (attachment, later)
                later()
                self.awaited.emit()
            else:
                try:
                    hand_over(path)
                except UsageError as error:
                    self.failed.emit(error)

        def failed(error: Exception) -> None:
            self._has_come(content)
            self.failed.emit(error)

        self._looking.add(content)
        self._committer.submit(ready, shown, failed)

    def _has_come(self, content: str) -> bool:
        """It is looked for no more; whether it came meanwhile."""
        came = content in self._came
        self._looking.discard(content)
        self._came.discard(content)
        return came

    def _place(self, attachment: Record) -> Path:
        """A folder of its own, so that the copy can have the file's own name."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="crmdesk-", ignore_cleanup_errors=True)
        place = Path(self._folder.name) / attachment.id
        place.mkdir(mode=0o700, exist_ok=True)
        return place

    def moved(self, moved: Moved) -> None:
        """A file got on; one that somebody waits for is opened when it is there."""
        if moved.way is not Way.DOWN or moved.done != moved.size:
            return
        if moved.sha256 in self._waiting:
            attachment, later = self._waiting.pop(moved.sha256)
            self.open(attachment, later)
        elif moved.sha256 in self._looking:
            self._came.add(moved.sha256)

    def close(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
