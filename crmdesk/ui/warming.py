"""Reads the program's code that the first window could do without, once it stands, so that no screen waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

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


class Warming(QObject):
    """Begins when the window that it is made for has been painted; ends by itself, or with `close`."""

    def __init__(self, parent: QObject, screens: Sequence[str] = SCREENS) -> None:
        super().__init__(parent)
        self._runner = QueryRunner(parent=self)
        self._left = [*GRAMMAR, *screens]
        self._timer = QTimer(self, interval=AFTER_PAINT_MS)
        self._timer.timeout.connect(self._read_next)
        self._timer.start()

    def close(self) -> None:
        """Leave the rest; waits for a module that is being read."""
        self._timer.stop()
        self._runner.close()

    @property
    def under_way(self) -> bool:
        """Whether anything is left to be read."""
        return self._timer.isActive() or self._runner.busy

    def _read_next(self) -> None:
        self._timer.setInterval(PAUSE_MS)
        if not self._left:
            self._timer.stop()
            return
        name = self._left.pop(0)
        if name in GRAMMAR:
            self._runner.submit(name, partial(import_module, name), lambda _: None)
        else:
            import_module(name)
