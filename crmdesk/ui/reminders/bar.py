"""The slim bar above every page with a reminder whose moment has come: open it, put it off, put it away.

It waits for its person; nothing else does.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from crmdesk.store.calendar import Reminder
from crmdesk.ui.accessible import Role, Speaks, say_aloud
from crmdesk.ui.desk import Desk
from crmdesk.ui.reminders.memory import key_of
from crmdesk.ui.reminders.words import detail_of, title_of
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, IconLabel, Label


class ReminderBar(Speaks, Retranslates, QFrame):
    """Shows the earliest of those that nobody has answered; hidden when there is none."""

    spoken_role = Role.AlertMessage

    opened = Signal(str)
    """`type:id`."""
    snoozed = Signal(str, int)
    """`type:id` and minutes; 0 is tomorrow morning."""
    dismissed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.reminders: list[Reminder] = []
        self.setObjectName("reminderBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 24, 6)
        row.setSpacing(12)
        row.addWidget(IconLabel("clock", "info_text"))
        self.title = Label(strong=True)
        self.detail = Label(elided=True)
        self.more = Label(tone="muted")
        row.addWidget(self.title)
        row.addWidget(self.detail, 1)
        row.addWidget(self.more)
        self.open = Button()
        self.open.clicked.connect(lambda: self._answer(self.opened))
        self.snooze = Button(kind="quiet", icon="clock")
        self._menu = QMenu(self.snooze)
        self._choices = [
            (10, self._menu.addAction("")),
            (60, self._menu.addAction("")),
            (0, self._menu.addAction("")),
        ]
        for minutes, action in self._choices:
            action.triggered.connect(lambda _=False, by=minutes: self.put_off(by))
        self.snooze.setMenu(self._menu)
        self.close_button = IconButton("close", size=14)
        self.close_button.clicked.connect(lambda: self._answer(self.dismissed))
        for button in (self.open, self.snooze, self.close_button):
            row.addWidget(button)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.open.setText(self.tr("Open"))
        self.snooze.setText(self.tr("Snooze"))
        words = {10: self.tr("In 10 minutes"), 60: self.tr("In 1 hour"), 0: self.tr("Tomorrow at 9")}
        for minutes, action in self._choices:
            action.setText(words[minutes])
        self.close_button.set_name(self.tr("Dismiss"))
        self._show_first()

    def add(self, due: Sequence[Reminder]) -> None:
        """These have come; one that is here already is shown as it is now."""
        keys = {key_of(each) for each in due}
        self.reminders = [each for each in self.reminders if key_of(each) not in keys] + list(due)
        self._show_first()
        if due:
            say_aloud(self, self.accessibleName())

    def take_away(self, key: str) -> None:
        """One was answered elsewhere."""
        self.reminders = [each for each in self.reminders if key_of(each) != key]
        self._show_first()

    def _show_first(self) -> None:
        self.setVisible(bool(self.reminders))
        if not self.reminders:
            return
        first, others = self.reminders[0], len(self.reminders) - 1
        self.title.setText(title_of(self._desk, first))
        self.detail.setText(detail_of(first))
        self.more.setText(self.tr("and %n more", "", others) if others else "")
        self.setAccessibleName(f"{self.title.text()}, {detail_of(first)}")

    def put_off(self, minutes: int) -> None:
        """The one that is shown comes again after so many minutes; 0: tomorrow morning."""
        if self.reminders:
            key = key_of(self.reminders[0])
            self.take_away(key)
            self.snoozed.emit(key, minutes)

    def _answer(self, signal: SignalInstance) -> None:
        if self.reminders:
            key = key_of(self.reminders[0])
            self.take_away(key)
            signal.emit(key)
