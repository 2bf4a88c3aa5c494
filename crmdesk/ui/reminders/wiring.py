"""Puts reminders before their person: in the window always, through the system where the window is not in front."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crmdesk.store.calendar import Reminder
from crmdesk.store.events import RecordsChanged
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import MainWindow
from crmdesk.ui.reminders.bar import ReminderBar
from crmdesk.ui.reminders.memory import key_of
from crmdesk.ui.reminders.note import Note
from crmdesk.ui.reminders.scheduler import Scheduler
from crmdesk.ui.reminders.words import ALL, SNOOZE, notes, tomorrow_morning

if TYPE_CHECKING:
    from crmdesk.ui.reminders.desktop_line import DesktopLine
    from crmdesk.ui.tray import Tray

_SNOOZE_MINUTES = 10


def desktop_line(parent: QObject) -> DesktopLine | None:
    """The line to a Linux desktop's notifications; None where there is no session bus."""
    if sys.platform != "linux" or not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    from crmdesk.ui.reminders.desktop_line import DesktopLine  # its library is one of Linux desktops alone

    return DesktopLine(parent=parent)


class Reminders(QObject):
    """Scheduler, bar and the system's notifications of one window."""

    def __init__(
        self, window: MainWindow, desk: Desk, line: DesktopLine | None = None, tray: Tray | None = None
    ) -> None:
        """`line` None: the program's icon in the tray shows notes, if there is one."""
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._tray = tray
        self.bar = ReminderBar(desk)
        window.add_banner(self.bar)
        self.bar.opened.connect(self.open)
        self.bar.snoozed.connect(self.snooze)
        self.bar.dismissed.connect(self._withdraw)
        self.scheduler = Scheduler(desk, self)
        self.scheduler.due.connect(self._on_due)
        self._line = line
        if line is not None:
            line.acted.connect(self._on_acted)
            line.failed.connect(self._show_in_tray)
        desk.records_changed.connect(self._on_records_changed)

    def _on_due(self, due: list[Reminder]) -> None:
        self.bar.add(due)
        if self._window.isActiveWindow():
            return
        for note in notes(self._desk, due, details=self._window.preferences.notification_details):
            if self._line is not None:
                self._line.show(note)
            else:
                self._show_in_tray(note)

    def _show_in_tray(self, note: Note) -> None:
        if self._tray is not None:
            self._tray.note(note.title, note.body, lambda: self._on_acted(note.key, "default"))

    # -- answers -------------------------------------------------------------------------------------------

    def _on_acted(self, key: str, action: str) -> None:
        if action == SNOOZE:
            self.bar.take_away(key)
            self.snooze(key, _SNOOZE_MINUTES)
            return
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        if key != ALL:
            self.bar.take_away(key)
            self.open(key)

    def open(self, key: str) -> None:
        """Show what a reminder is of."""
        self._withdraw(key)
        type_name, _, record_id = key.partition(":")
        self._desk.open(type_name, record_id)

    def snooze(self, key: str, minutes: int) -> None:
        """It comes again after so many minutes; 0: tomorrow morning."""
        self._withdraw(key)
        desk = self._desk
        until = desk.author.now() + timedelta(minutes=minutes) if minutes else tomorrow_morning(desk)
        self.scheduler.snooze(key, until)

    def _withdraw(self, key: str) -> None:
        if self._line is not None:
            self._line.withdraw(key)

    def _on_records_changed(self, event: RecordsChanged) -> None:
        """What is done or deleted meanwhile needs nobody any more."""
        keys = [key_of(each) for each in self.bar.reminders]
        if not keys or event.types.isdisjoint(key.partition(":")[0] for key in keys):
            return
        pairs = [(type_name, record) for type_name, _, record in (key.partition(":") for key in keys)]

        def show(still: tuple[Reminder, ...]) -> None:
            there = {key_of(each) for each in still}
            for key in keys:
                if key not in there:
                    self.bar.take_away(key)
                    self._withdraw(key)

        self._desk.lookups.submit(
            ("reminded", id(self)), lambda: self._desk.replica.reminders_of(pairs), show
        )

    def close(self) -> None:
        """Tell nothing any more."""
        self._desk.records_changed.disconnect(self._on_records_changed)
        self.scheduler.stop()
        if self._line is not None:
            self._line.close()
