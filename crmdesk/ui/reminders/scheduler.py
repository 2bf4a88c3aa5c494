"""Tells of reminders at their moment: once a laptop, also what came while it was off or asleep.

One timer goes to the next moment and looks at the clock once a minute at least, so that neither sleep nor a clock
that is set makes it late. It shows nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from crmdesk.domain.planning import REMINDED
from crmdesk.domain.values import format_instant
from crmdesk.store.calendar import Reminder
from crmdesk.store.events import RecordsChanged
from crmdesk.ui.desk import Desk
from crmdesk.ui.formats import parse_instant
from crmdesk.ui.reminders.memory import Memory, memory_of

SETTING = "reminders"
LONGEST_MS = 60_000


@dataclass(frozen=True, slots=True)
class _Found:
    now: datetime
    memory: Memory
    passed: tuple[Reminder, ...]
    again: tuple[Reminder, ...]
    next: str | None


class Scheduler(QObject):
    """`start` it once; it goes on until the desk closes."""

    due = Signal(object)
    """A list of `Reminder`, earliest first."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._memory: Memory | None = None
        self._key = ("reminders", id(self))
        self.next: str | None = None
        """The instant of the next one."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look_at_the_clock)
        desk.records_changed.connect(self._on_records_changed)

    def start(self) -> None:
        """Remember what was shown before, then begin."""
        self._desk.lookups.submit(
            self._key, partial(self._desk.replica.setting, SETTING), self._on_remembered
        )

    def stop(self) -> None:
        """Tell nothing any more."""
        self._memory = None
        self._timer.stop()
        self._desk.lookups.cancel(self._key)

    def snooze(self, key: str, until: datetime) -> None:
        """A reminder comes again then."""
        if self._memory is not None:
            self._keep(self._memory.snooze(key, until))
            self._check()

    def look_at_the_clock(self) -> None:
        """Ask the replica if the next moment has come; else wait on."""
        if self.next is not None and self.next <= format_instant(self._desk.author.now()):
            self._check()
        else:
            self._wait()

    # -- asking --------------------------------------------------------------------------------------------

    def _on_remembered(self, kept: Any) -> None:
        memory = memory_of(kept, self._desk.author.now())
        if kept is None:
            self._keep(memory)
        self._memory = memory
        self._check()

    def _on_records_changed(self, event: RecordsChanged) -> None:
        if self._memory is not None and not event.types.isdisjoint(REMINDED):
            self._check()

    def _check(self) -> None:
        if self._memory is not None:
            work = partial(self._find, self._memory, self._desk.author.now())
            self._desk.lookups.submit(self._key, work, self._on_found)

    def _find(self, memory: Memory, now: datetime) -> _Found:
        """On the query thread."""
        replica, moment = self._desk.replica, format_instant(now)
        return _Found(
            now,
            memory,
            replica.reminders(memory.after(now), moment),
            replica.reminders_of(memory.waiting(now)),
            replica.next_reminder(moment),
        )

    def _on_found(self, found: _Found) -> None:
        memory, due = found.memory.take(found.passed, found.again, found.now)
        if memory != found.memory:
            self._keep(memory)
        moments = [moment for moment in (found.next, memory.next_snoozed()) if moment is not None]
        self.next = min(moments, default=None)
        self._wait()
        if due:
            self.due.emit(due)

    def _keep(self, memory: Memory) -> None:
        self._memory = memory
        self._desk.keep(partial(self._desk.replica.save_setting, SETTING, memory.kept()))

    def _wait(self) -> None:
        left = LONGEST_MS
        if self.next is not None:
            ahead = parse_instant(self.next) - self._desk.author.now()
            left = min(LONGEST_MS, max(0, ahead // timedelta(milliseconds=1) + 1))
        self._timer.start(left)
