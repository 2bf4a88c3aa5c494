"""Carries the store's `RecordsChanged` to the GUI thread, many of a busy moment as one. Knows no screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from crmdesk.store.events import Origin, RecordsChanged
from crmdesk.store.replica import Replica

_GATHER_MS = 40
"""Pages of a running sync come faster than a screen can be read; a local edit is told at once."""


class Bridge(QObject):
    """Emits `records_changed` on the thread it lives on, after every commit and every page that was stored."""

    records_changed = Signal(object)
    """`RecordsChanged`."""
    _heard = Signal(object)

    def __init__(self, replica: Replica, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: RecordsChanged | None = None
        self._timer = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._timer.timeout.connect(self._flush)
        self._heard.connect(self._on_heard)
        self._unsubscribe = replica.subscribe(self._heard.emit)

    def close(self) -> None:
        """Hear nothing any more."""
        self._unsubscribe()
        self._timer.stop()

    def _on_heard(self, event: RecordsChanged) -> None:
        self._gathered = event if self._gathered is None else _both(self._gathered, event)
        if event.origin == "local":
            self._timer.stop()
            self._flush()
        elif not self._timer.isActive():
            self._timer.start()

    def _flush(self) -> None:
        event, self._gathered = self._gathered, None
        if event is not None:
            self.records_changed.emit(event)


def _both(first: RecordsChanged, second: RecordsChanged) -> RecordsChanged:
    """One event that says what both say; without ids as soon as one of them names none.

    It is local if one of them is: an edit among what was downloaded still has to be sent at once.
    """
    ids: Mapping[str, frozenset[str]] | None = None
    if first.ids is not None and second.ids is not None:
        names = {*first.ids, *second.ids}
        ids = {name: first.ids.get(name, frozenset()) | second.ids.get(name, frozenset()) for name in names}
    origin: Origin = "local" if "local" in (first.origin, second.origin) else "remote"
    return RecordsChanged(types=first.types | second.types, ids=ids, origin=origin)
