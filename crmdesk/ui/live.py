"""Keeps what a page shows in step with the replica: one way to read, whoever changed the records. Knows no page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.store.events import RecordsChanged
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets.reading_cover import ReadingCover
from crmdesk.ui.widgets.staying import staying


class Live(QObject):
    """Reads in the background when it wakes and whenever records of its types changed while it is awake."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        *,
        types: Iterable[str],
        read: Callable[[], Any],
        show: Callable[[Any], None],
        gone: Callable[[], object] | None = None,
        cover: ReadingCover | None = None,
    ) -> None:
        """`read` runs on the query thread, `show` on the GUI's; `gone` is called when the record is no more there.

        `cover` lies over what has nothing to show yet, while that is read and when it could not be.
        """
        super().__init__(owner)
        self._cover = cover
        if cover is not None:
            cover.again.connect(self.refresh)
        self._desk = desk
        self._owner = owner
        self._types = frozenset(types)
        self._read = read
        self._show = show
        self._gone = gone
        self._awake = False
        self._key = ("live", id(self))
        desk.records_changed.connect(self._on_records_changed)
        owner.destroyed.connect(lambda _=None, runner=desk.runner, key=self._key: runner.cancel(key))

    def wake(self) -> None:
        """The page is in front: read now, and again after every change."""
        self._awake = True
        self.refresh()

    def sleep(self) -> None:
        """The page is behind another: read nothing."""
        self._awake = False
        self._desk.runner.cancel(self._key)
        if self._cover is not None:
            self._cover.done()

    def refresh(self) -> None:
        """Read again; what sleeps is read when it wakes."""
        if not self._awake:
            return
        if self._cover is not None:
            self._cover.begin()
        self._desk.runner.submit(self._key, self._read, self._on_read, self._on_failed)

    def _on_read(self, content: Any) -> None:
        self._uncover()
        with staying(self._owner):
            self._show(content)

    def _uncover(self) -> None:
        """From now on there is something to show, and whatever comes later is told beside it."""
        if self._cover is not None:
            self._cover.done()
            self._cover.deleteLater()
            self._cover = None

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NoSuchRecord) and self._gone is not None:
            self._uncover()
            self._gone()
        elif self._cover is not None:
            self._cover.fail(self._desk.explain(error))
        else:
            self._desk.report(error)

    def _on_records_changed(self, event: RecordsChanged) -> None:
        if self._awake and not self._types.isdisjoint(event.types):
            self.refresh()
