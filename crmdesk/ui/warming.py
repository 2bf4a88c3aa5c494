"""Reads the program's code that the first window could do without, once it stands, and then builds the pages that
nobody has come to yet, so that no screen waits for either."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QWindow

from crmdesk.ui.models import QueryRunner

AFTER_PAINT_MS, PAUSE_MS = 150, 40
"""Before the first module, and between two: whoever types or scrolls comes first."""
GRAMMAR: tuple[str, ...] = ("crmdesk.domain.quick_log.assemble",)
"""What no screen is part of, and takes long: read on a thread."""
SCREENS: tuple[str, ...] = (
    "crmdesk.ui.lists.page",
    "crmdesk.ui.visit.page",
    "crmdesk.ui.account.page",
    "crmdesk.ui.opportunity.page",
    "crmdesk.ui.contact.page",
    "crmdesk.ui.calendar.page",
    "crmdesk.ui.pipeline.page",
    "crmdesk.ui.tasks.page",
    "crmdesk.ui.conflicts.page",
    "crmdesk.ui.sync.page",
    "crmdesk.ui.lead.page",
    "crmdesk.ui.quote.page",
    "crmdesk.ui.map.page",
    "crmdesk.ui.history.page",
    "crmdesk.ui.settings.page",
    "crmdesk.ui.printing.preview",
    "crmdesk.ui.signin.again",
    "crmdesk.ui.importing.page",
)
"""In the order in which people come to them: one a turn of the window's loop."""


_LATE = 0.02
"""Seconds that a turn may begin late: one that is later stood behind other work, which may not be over."""
_REST = 1.0
"""Seconds without a key, a click or a move of the mouse after which nobody waits for the window."""
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class Rest(QObject):
    """Notices keys, clicks and moves of the mouse in a window."""

    def __init__(self, window: QWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._touched = time.monotonic()
        window.installEventFilter(self)
        # An input method keeps the keys to itself that a syllable is made of; the mark moves with each.
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self._on_touch)

    def _on_touch(self) -> None:
        self._touched = time.monotonic()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._on_touch()
        return False

    @property
    def lasts(self) -> bool:
        """Whether nothing was touched for a second."""
        return time.monotonic() - self._touched >= _REST


class Warming(QObject):
    """Begins when the window that it is made for has been painted; ends by itself, or with `close`."""

    def __init__(
        self,
        parent: QObject,
        screens: Sequence[str] = SCREENS,
        pages: Iterable[None] = (),
        window: QWindow | None = None,
    ) -> None:
        """`pages` are built a piece each time one is asked for, while `window` is left in peace."""
        super().__init__(parent)
        self._runner = QueryRunner(parent=self)
        self._left = [*GRAMMAR, *screens]
        self._pages = iter(pages)
        self._rest = Rest(window, self) if window is not None else None
        self._timer = QTimer(self, interval=AFTER_PAINT_MS)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()
        self._last = time.monotonic()

    def close(self) -> None:
        """Leave the rest; waits for a module that is being read."""
        self._end()
        self._runner.close()

    @property
    def under_way(self) -> bool:
        """Whether anything is left to be read or built."""
        return self._timer.isActive() or self._runner.busy

    def _go_on(self) -> None:
        late = time.monotonic() - self._last > self._timer.interval() / 1000 + _LATE
        self._timer.setInterval(PAUSE_MS)
        if self._left:
            self._read(self._left.pop(0))
        elif not late and (self._rest is None or self._rest.lasts) and next(self._pages, self) is self:
            self._end()
        self._last = time.monotonic()

    def _end(self) -> None:
        self._timer.stop()
        if self._rest is not None:
            self._rest.deleteLater()
            self._rest = None

    def _read(self, name: str) -> None:
        if name in GRAMMAR:
            self._runner.submit(name, partial(import_module, name), lambda _: None)
        else:
            import_module(name)
