"""Opens a profile while the window stands already: reads it on a thread, builds what is shown of it in turns. It knows
neither a profile nor a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject

from crmdesk.ui.models import QueryRunner
from crmdesk.ui.widgets.gradually import Gradually


class Opening(QObject):
    """One at a time: what is asked for while another one is under way is that one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._turns = Gradually(self)
        self._runner: QueryRunner | None = None

    def begin(self, read: Callable[[], None], build: Callable[[], Iterator[None]]) -> None:
        """Run `read` beside the window, then `build` as `go_on` does."""
        if self._turns.under_way or (self._runner is not None and self._runner.busy):
            return
        if self._runner is None:
            self._runner = QueryRunner(parent=self)
        self._runner.submit("read", read, lambda _: self.go_on(build()), _raise)

    def go_on(self, build: Iterator[None]) -> None:
        """Take each piece in a turn of its own, between which the window can answer."""
        # Asking for a step is what takes it.
        self._turns.begin(((lambda: None) for _ in build), at_once=0)

    def close(self) -> None:
        """Leave what is left; waits for what is being read."""
        self._turns.stop()
        if self._runner is not None:
            self._runner.close()
            self._runner = None


def _raise(error: Exception) -> None:
    """Nothing that a person could be told: it is the program's fault, and kept as every other one."""
    raise error
