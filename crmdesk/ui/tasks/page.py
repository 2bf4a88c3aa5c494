"""The tasks page: what is to be done, by when; done with Space, put off with F. It reads open tasks alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidgetAction

from crmdesk.domain import edits, planning
from crmdesk.domain.records import Record
from crmdesk.store.calendar import CalendarEntry
from crmdesk.ui import formats
from crmdesk.ui.calendar.day_list import DayList
from crmdesk.ui.calendar.day_rows import DayRow
from crmdesk.ui.calendar.days import WEEK, first_of_week
from crmdesk.ui.calendar.words import first_weekday
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, EmptyState
from crmdesk.ui.widgets.editors.dates import month_calendar
from crmdesk.ui.widgets.reading_cover import ReadingCover

_MONDAY = 1
_MINUTE_MS = 60_000


class TasksPage(Retranslates, Page):
    """Overdue, today, this week, later, and those without a day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries: tuple[CalendarEntry, ...] | None = None
        self.put_off = Button(icon="clock")
        self.put_off.setEnabled(False)  # until tasks have been read
        self.put_off.clicked.connect(self.ask_until)
        self.new = Button(kind="primary", icon="add")
        self.new.clicked.connect(self._new)
        self.head.buttons.addWidget(self.put_off)
        self.head.buttons.addWidget(self.new)
        self.list = DayList()
        self.list.opened.connect(lambda key: desk.open("task", key))
        self.list.ticked.connect(self._complete)
        self._card = Card(flush=True)
        self._card.body.addWidget(self.list, 1)
        self.body.addWidget(self._card, 1)
        self._nothing = EmptyState("task")
        self._nothing.action.connect(self._new)
        self._nothing.hide()
        self.body.addWidget(self._nothing, 1)
        self._live = Live(
            desk,
            self,
            types=("task", "account", "lead"),
            read=desk.replica.open_tasks,
            show=self._show_tasks,
            cover=ReadingCover(self, self.head),
        )
        self._shown_on = desk.today()
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._on_minute)
        self.retranslate()

    def retranslate(self) -> None:
        title = label("task.plural")
        self.setAccessibleName(title)
        self.head.title.setText(title)
        self.list.setAccessibleName(title)
        self.put_off.setText(self.tr("Put off"))
        self.put_off.setToolTip(self.tr("Put off  F"))
        self.new.setText(self.tr("New task"))
        self.new.setToolTip(self.tr("New task  N"))
        self._nothing.set_texts(
            self.tr("Nothing left to do"),
            self.tr("Tasks that you plan, or that a visit leads to, wait here until they are done."),
            self.tr("New task"),
        )
        if self._entries is not None:
            self._show_tasks(self._entries)

    def shortcuts(self) -> list[tuple[str, str]]:
        return [
            (self.tr("Complete the task"), "Space"),
            (self.tr("Put the task off"), "F"),
            (self.tr("New task"), "N"),
            (self.tr("Delete the task"), "Del"),
        ]

    # -- showing -------------------------------------------------------------------------------------------

    def _show_tasks(self, entries: Sequence[CalendarEntry]) -> None:
        self._entries, self._shown_on = tuple(entries), self._desk.today()
        had = any(each.hasFocus() for each in (self, self.list, self._nothing.button))
        self._card.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self.put_off.setEnabled(bool(entries))
        self.head.note.setText(self.tr("%n tasks", "", len(entries)) if entries else "")
        self.list.show_rows(self._rows(self._entries))
        if had:
            taking = self.list if entries else self._nothing.button
            taking.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_minute(self) -> None:
        """What was due today is late once the day is over."""
        if self._entries is not None and self._shown_on != self._desk.today():
            self._show_tasks(self._entries)

    def _rows(self, entries: Sequence[CalendarEntry]) -> list[DayRow]:
        groups: dict[str, list[CalendarEntry]] = {}
        for entry in entries:
            groups.setdefault(self._group(entry.day), []).append(entry)
        rows: list[DayRow] = []
        for name, found in groups.items():
            is_late = name == self.tr("Overdue")
            rows.append(DayRow(name, aside=formats.number(len(found)), late=is_late))
            rows += [self._row(entry, is_late=is_late) for entry in found]
        return rows

    def _group(self, due: str | None) -> str:
        if due is None:
            return self.tr("No date")
        today, day = self._desk.today(), date.fromisoformat(due)
        if day < today:
            return self.tr("Overdue")
        if day == today:
            return self.tr("Today")
        next_week = first_of_week(today, first_weekday()) + timedelta(WEEK)
        return self.tr("This week") if day < next_week else self.tr("Later")

    def _row(self, entry: CalendarEntry, *, is_late: bool) -> DayRow:
        record = entry.record
        due = formats.relative_day(entry.day, self._desk.today()) if entry.day else ""
        high = label("task.priority.high") if record["priority"] == "high" else ""
        late = self.tr("overdue") if is_late else ""
        name = entry.title or label("task")
        return DayRow(
            text=name,
            key=record.id,
            note=entry.customer,
            end=due,
            mark="play" if record["status"] == "started" else "clock" if record["reminder_at"] else "",
            marked="neutral",
            badge=high,
            tone="danger" if high else "neutral",
            ring=True,
            late=is_late,
            spoken=", ".join(part for part in (name, entry.customer, due, late, high) if part),
        )

    # -- doing ---------------------------------------------------------------------------------------------

    def _new(self) -> None:
        self._desk.new("task", due_on=self._desk.today().isoformat())

    def _task(self, key: str) -> Record | None:
        return next((entry.record for entry in self._entries or () if entry.record.id == key), None)

    def _complete(self, key: str) -> None:
        task = self._task(key)
        if task is not None:
            said = self.tr("Done: {0}").format(self._desk.title(task))
            self._desk.commit(lambda: edits.complete_task(self._desk.author, task), said)

    def _put_off(self, key: str, day: date) -> None:
        task = self._task(key)
        if task is not None:
            when = formats.relative_day(day, self._desk.today())
            said = self.tr("{0} is due {1}").format(self._desk.title(task), when)
            self._desk.commit(lambda: planning.put_off(self._desk.author, task, day), said)

    def ask_until(self) -> None:
        """Ask until when the task that has the keyboard can wait."""
        key = self.list.current
        if not key:
            return
        today = self._desk.today()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Put off"))
        monday = first_of_week(today, _MONDAY) + timedelta(WEEK)
        for name, day in ((self.tr("&Tomorrow"), today + timedelta(1)), (self.tr("Next &week"), monday)):
            action = menu.addAction(f"{name}\t{formats.short_day(day, today)}")
            action.triggered.connect(lambda _=False, to=day: self._put_off(key, to))
        months = menu.addMenu(self.tr("&Pick a date"))
        picker = month_calendar()
        picker.setMinimumDate(QDate(today.year, today.month, today.day))
        holder = QWidgetAction(months)
        holder.setDefaultWidget(picker)
        months.addAction(holder)
        months.aboutToShow.connect(picker.setFocus)

        def pick(picked: QDate) -> None:
            menu.close()
            self._put_off(key, date(picked.year(), picked.month(), picked.day()))

        picker.clicked.connect(pick)
        picker.activated.connect(pick)
        place = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(QPoint(48, place.bottom())))
        menu.setActiveAction(menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_F:
            self.ask_until()
        elif plain and event.key() == Qt.Key.Key_N:
            self._new()
        elif plain and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.list.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif plain and event.key() == Qt.Key.Key_Delete and (task := self._task(self.list.current)):
            self._desk.delete(task)
        else:
            super().keyPressEvent(event)

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._live.wake()
        self._clock.start()

    def left(self) -> None:
        self._live.sleep()
        self._clock.stop()
