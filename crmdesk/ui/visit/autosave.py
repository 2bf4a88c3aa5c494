"""Saves a record while somebody writes in it: soon after the last key, at once on leaving, never two saves at a time.

It knows no widget. What somebody else wrote into a text meanwhile is kept beside what is typed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from crmdesk.domain.errors import UserError
from crmdesk.domain.typed import typed_over
from crmdesk.domain.values import Value
from crmdesk.ui.desk import Desk

PAUSE_MS = 900
"""From the last key to the save: a sentence is one edit, not fifty."""

State = Literal["saved", "typing", "saving", "failed"]


class Autosave(QObject):
    """Gathers changes of one record's fields and saves them together."""

    state_changed = Signal(str)
    """`State`."""
    failed = Signal(object)
    """The `UserError` that a save met; what was typed stays here and in the editors."""

    def __init__(self, desk: Desk, type_name: str, record_id: str, page: QObject) -> None:
        """It outlives its page for as long as something is not saved yet."""
        super().__init__(desk)
        page.destroyed.connect(self.release)
        self._released = False
        self._desk = desk
        self._type = type_name
        self._id = record_id
        self._typed: dict[str, Value] = {}
        self._known: dict[str, Value] = {}
        """The values that what is typed started from."""
        self._under_way: dict[str, Value] | None = None
        self._then: list[Callable[[], object]] = []
        self.state: State = "saved"
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.finish)

    def holds(self, name: str) -> bool:
        """Whether the field carries something that is not saved yet."""
        return name in self._typed or (self._under_way is not None and name in self._under_way)

    def load(self, fields: Mapping[str, Value]) -> None:
        """The record as it now is."""
        for name, value in fields.items():
            if not self.holds(name):
                self._known[name] = value

    def put(self, name: str, value: Value) -> None:
        """A field was changed."""
        self._typed[name] = value
        self._timer.start()
        self._become("typing")

    def flush(self) -> None:
        """Save now what was changed."""
        self._timer.stop()
        if self._under_way is not None:
            return  # the next save follows when this one has ended
        if not self._typed:
            self._become("saved")
            self._go_on()
            if self._released:
                self.deleteLater()
            return
        self._under_way, self._typed = self._typed, {}
        self._become("saving")
        author, typed, known = self._desk.author, self._under_way, dict(self._known)
        self._desk.change(
            self._type,
            self._id,
            lambda record: typed_over(author, record, typed, known),
            "",
            done=self._on_saved,
            failed=self._on_failed,
        )

    def finish(self) -> None:
        """The program ends, and nobody will hear how a save went: what was changed since the one under way goes behind
        it."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            self._known.update(under_way)
        self.flush()

    def release(self) -> None:
        """The page has gone: save what is left, then go too."""
        self._released = True
        self._then.clear()
        self.flush()

    def then(self, act: Callable[[], object]) -> None:
        """Do something once all that was changed is saved; it is dropped when that fails."""
        self._then.append(act)
        self.flush()

    def _on_saved(self) -> None:
        self._known.update(self._under_way or {})
        self._under_way = None
        self.flush()

    def _on_failed(self, error: UserError) -> None:
        self._typed = {**(self._under_way or {}), **self._typed}
        self._under_way = None
        self._then.clear()
        self._become("failed")
        self.failed.emit(error)

    def _go_on(self) -> None:
        waiting, self._then = self._then, []
        for act in waiting:
            act()

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
