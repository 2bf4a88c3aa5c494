"""The calendar page: which days are shown, how keys lead through them, and what the views ask for.

What an entry says is in `words.py`, what is done to it in `plans.py`; the views place and paint.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from crmdesk.ui import formats
from crmdesk.ui.calendar import menus
from crmdesk.ui.calendar.agenda import agenda_rows
from crmdesk.ui.calendar.chip_grid import ChipGrid
from crmdesk.ui.calendar.content import (
    READ,
    CalendarContent,
    Choices,
    keep_choices,
    read_calendar,
    read_choices,
)
from crmdesk.ui.calendar.day_list import DayList
from crmdesk.ui.calendar.days import AGENDA_MOST, View, days_of, grown, step
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.head import CalendarHead
from crmdesk.ui.calendar.keys import Keys, shortcuts
from crmdesk.ui.calendar.plans import Plans
from crmdesk.ui.calendar.side import WIDTH, DueVisits
from crmdesk.ui.calendar.time_canvas import TimeCanvas
from crmdesk.ui.calendar.time_view import DayHeads, TimeView
from crmdesk.ui.calendar.words import Shown, first_weekday, shown, spoken, zone_of
from crmdesk.ui.desk import Desk
from crmdesk.ui.frame import Page
from crmdesk.ui.live import Live
from crmdesk.ui.quick_actions import VISIT_LENGTH
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.turning_row import TurningRow
from crmdesk.ui.widgets import Card, EmptyState
from crmdesk.ui.widgets.reading_cover import ReadingCover

_MINUTE_MS = 60_000
_NARROW = 720
"""Pixels below which the buttons of the head stand closer together."""
_ROOM = 880
"""Pixels below which the list beside the hours makes room for them."""
_AGENDA_TIMES = 88
_MONTH_HEIGHT, _DUE_HEIGHT = 440, 200
"""Pixels that they have at least; the page scrolls where the window is lower."""


class CalendarPage(Retranslates, Page):
    """Day, week, month and agenda of the user."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.anchor = self._today = desk.today()
        self.choices = Choices()
        self._content: CalendarContent | None = None
        self._agenda = (self.anchor, self.anchor + timedelta(1))
        self._asked: tuple[date, ...] = (self.anchor,)
        self.plans = Plans(desk, self)
        self.controls = CalendarHead()
        self.head.buttons.addWidget(self.controls)
        self.times = TimeView(desk)
        self.month = ChipGrid(desk, numbered=True)
        self.month_heads = DayHeads(0, 0)
        self.agenda = DayList(aside=_AGENDA_TIMES, speak=partial(spoken, desk))
        self.nothing = EmptyState("calendar")
        self.due = DueVisits(desk)
        self._build()
        self._keys = Keys(self)
        cover = ReadingCover(self, self.head)
        self._live = Live(desk, self, types=READ, read=self._read, show=self._show_content, cover=cover)
        self._clock = QTimer(self, interval=_MINUTE_MS)
        self._clock.timeout.connect(self._follow_day)
        self._clock.timeout.connect(self._live.refresh)
        self._connect()
        desk.lookups.submit(
            ("calendar", id(self)), lambda: read_choices(desk.replica), self._begin
        )  # before the page is entered the first time
        self.retranslate()

    def _build(self) -> None:
        self._views = QStackedWidget()
        self._views.addWidget(self.times)
        month = Card(flush=True)
        month.body.setSpacing(0)
        month.body.addWidget(self.month_heads)
        month.body.addWidget(self.month, 1)
        self._views.addWidget(month)
        agenda = Card(flush=True)
        agenda.body.addWidget(self.agenda, 1)
        agenda.body.addWidget(self.nothing, 1)
        self.nothing.hide()
        self._views.addWidget(agenda)
        self.month.setMinimumHeight(_MONTH_HEIGHT)
        row = TurningRow()
        row.add(self._views)
        row.add(self.due, width=WIDTH, height=_DUE_HEIGHT)
        self.body.addWidget(row, 1)

    def _connect(self) -> None:
        plans, times, month = self.plans, self.times, self.month
        plans.changed.connect(self._show_entries)
        plans.settled.connect(self._live.refresh)
        for view in (times, month):
            view.opened.connect(self.open_entry)
            view.ticked.connect(plans.tick)
            view.refused.connect(plans.refuse)
            view.day_clicked.connect(self.go_to)
            view.day_opened.connect(self.show_day)
        times.moved.connect(plans.move)
        times.moved_to_day.connect(plans.move_to_day)
        times.planned.connect(self.ask_what)
        times.planned_day.connect(self._ask_on_day)
        month.moved.connect(plans.move_to_day)
        month.planned.connect(self._ask_on_day)
        self.agenda.opened.connect(self._open_key)
        self.agenda.ticked.connect(self._tick_key)
        self.agenda.reached.connect(self._grow)
        self.due.opened.connect(lambda account: self.desk.open("account", account))
        self.due.planned.connect(self.plan_due)
        self.due.carried.connect(self._carry)
        self.due.dropped.connect(self._drop)
        controls = self.controls
        controls.stepped.connect(self.step)
        controls.view_chosen.connect(self.choose_view)
        controls.hints_switched.connect(lambda on: self._choose(replace(self.choices, hints=on)))
        controls.due_switched.connect(lambda on: self._choose(replace(self.choices, due=on)))
        controls.new.clicked.connect(self.ask_new)
        self.nothing.action.connect(self.ask_new)

    # -- words ---------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Calendar"))
        self.agenda.setAccessibleName(self.tr("Agenda"))
        self.month.setAccessibleName(self.tr("Month"))
        self.times.canvas.setAccessibleName(self.tr("Hours"))
        self.nothing.set_texts(
            self.tr("Nothing is planned here yet"),
            self.tr("Visits, meetings, calls and tasks appear here under their day."),
            QCoreApplication.translate("Calendar", "Plan something new"),
        )
        self.head.title.setText(self._title())
        if self._content is not None:
            self._refresh()

    def _title(self) -> str:
        if self.choices.view == "day":
            return formats.full_day(self.anchor)
        if self.choices.view == "month":
            name = formats.month_name(self.anchor.month)
            return self.tr("{0} {1}", "month and year").format(name, self.anchor.year)
        return formats.days(self.days()[0], self.days()[-1])

    def shortcuts(self) -> list[tuple[str, str]]:
        return shortcuts()

    # -- which days ----------------------------------------------------------------------------------------

    def days(self) -> tuple[date, ...]:
        """The days that are shown."""
        if self.choices.view == "agenda":
            first, end = self._agenda
            return tuple(first + timedelta(number) for number in range((end - first).days))
        return days_of(self.choices.view, self.anchor, first_weekday())

    def _begin(self, choices: Choices) -> None:
        self._choose(choices, keep=False)

    def _choose(self, choices: Choices, *, keep: bool = True) -> None:
        self.choices = choices
        if keep:
            self.desk.keep(keep_choices(self.desk.replica, choices))
        self.controls.show_choices(choices.view, hints=choices.hints, due=choices.due)
        self._views.setCurrentIndex({"day": 0, "week": 0, "month": 1, "agenda": 2}[choices.view])
        self._place_side()
        self.go_to(self.anchor)

    def choose_view(self, view: View) -> None:
        """Look at the same day in another way."""
        self._choose(replace(self.choices, view=view))

    def go_to(self, day: date) -> None:
        """Show the days around another one."""
        self.anchor = day
        self._agenda = (day, day + timedelta(len(days_of("agenda", day, 1))))
        self.head.title.setText(self._title())
        self._show_entries()
        self._refresh()

    def show_day(self, day: date) -> None:
        """Show one day whole."""
        self.anchor = day
        self.choose_view("day")

    def step(self, count: int) -> None:
        """Go so many days, weeks or months further; 0 is today."""
        self.go_to(step(self.choices.view, self.anchor, count) if count else self.desk.today())

    def _grow(self, count: int) -> None:
        before = self._agenda
        self._agenda = grown(*before, count)
        if self._agenda != before and self._content is not None:
            self.head.title.setText(self._title())
            self._refresh()

    def _follow_day(self) -> None:
        """Who looked at today goes on with today once that is another day."""
        before, self._today = self._today, self.desk.today()
        if self.anchor == before != self._today:
            self.go_to(self._today)

    # -- reading and showing -------------------------------------------------------------------------------

    def _read(self) -> tuple[CalendarContent, tuple[Shown, ...]]:
        """What was read, and as it is written; a month of a busy team is thousands of words."""
        desk = self.desk
        content = read_calendar(desk.replica, self._asked, desk.today(), desk.author.zone)
        return content, shown(desk, content.entries)

    def _refresh(self) -> None:
        self._asked = self.days()  # the query thread asks no widget
        self._live.refresh()

    def _show_content(self, found: tuple[CalendarContent, tuple[Shown, ...]]) -> None:
        self._content, entries = found
        self.due.show_due(self._content.due)
        self.plans.show(entries)
        if self.choices.view == "agenda" and self._agenda_is_short():
            self._grow(1)

    def _agenda_is_short(self) -> bool:
        first, end = self._agenda
        return not self.agenda.scrolls and (end - first).days < AGENDA_MOST

    def _show_entries(self) -> None:
        days, view = self.days(), self.choices.view
        entries = [each for each in self.plans.entries if self.choices.hints or not each.hint]
        if view == "agenda":
            rows = agenda_rows(self.desk, days[0], days[-1] + timedelta(1), entries)
            nothing = len(days) >= AGENDA_MOST and not any(row.key for row in rows)
            held = self.agenda.hasFocus() or self.nothing.button.hasFocus() or (nothing and self.hasFocus())
            self.agenda.show_rows(rows)
            self.agenda.setVisible(not nothing)
            self.nothing.setVisible(nothing)
            if held:
                (self.nothing.button if nothing else self.agenda).setFocus()
        elif view == "month":
            self.month_heads.show_weekdays(days[:7])
            self.month.show_days(days, 7, entries, self.anchor)
        else:
            self.times.show_days(days, entries, self.anchor, zone_of(self.desk), self.tr("All day"))

    # -- doing ---------------------------------------------------------------------------------------------

    def open_entry(self, each: Shown) -> None:
        """Show an entry's record."""
        self.desk.open(each.record.type, each.record.id)

    def _open_key(self, key: str) -> None:
        each = self.plans.find(key)
        if each is not None:
            self.open_entry(each)

    def _tick_key(self, key: str) -> None:
        each = self.plans.find(key)
        if each is not None and each.record.type == "task":
            self.plans.tick(each)
        elif each is not None:
            self.open_entry(each)

    def ask_new(self) -> None:
        """Ask what to plan on the day shown, at its next free hour."""
        at = self.controls.new if self.nothing.isHidden() else self.nothing.button
        start = self.plans.offered(self.anchor, VISIT_LENGTH)
        corner = at.mapToGlobal(QPoint(0, at.height()))
        self.ask_what(start, start + VISIT_LENGTH, corner)

    def _ask_on_day(self, day: date, where: QPoint) -> None:
        start = self.plans.offered(day, VISIT_LENGTH)
        self.ask_what(start, start + VISIT_LENGTH, where)

    def ask_what(self, start: datetime, end: datetime, where: QPoint) -> None:
        """Ask what shall be from one moment to another, then open its form."""

        def chosen(type_name: str) -> None:
            desk = self.desk
            if type_name == "task":
                desk.new("task", due_on=start.astimezone(zone_of(desk)).date().isoformat())
                return
            first, last = (
                ("planned_start", "planned_end") if type_name == "visit" else ("starts_at", "ends_at")
            )
            times = {first: formats.canonical_instant(start), last: formats.canonical_instant(end)}
            desk.new(type_name, None, **times)

        menus.ask_what(self, where, chosen, self.times.cancel_drag)

    # -- customers to be seen again ------------------------------------------------------------------------

    def plan_due(self, account: str) -> None:
        """Plan a visit at a customer's on the day shown, at the next free hour."""
        start = self.plans.free(max(self.anchor, self.desk.today()), VISIT_LENGTH)
        self._plan_at(account, start)

    def _plan_at(self, account: str, start: datetime) -> None:
        """The customer leaves the list at once: a second key or drop would plan the visit twice."""
        name = self.due.take_out(account)
        if name is not None:
            self.plans.plan_visit(account, name, start)

    def _canvas_at(self, where: QPoint) -> QPointF | None:
        canvas, port = self.times.canvas, self.times.area.viewport()
        inside = port.isVisible() and port.rect().contains(port.mapFromGlobal(where))
        return QPointF(canvas.mapFromGlobal(where)) if inside else None

    def _carry(self, _: str, where: QPoint) -> None:
        place = self._canvas_at(where)
        if place is not None:
            self.times.canvas.show_planned(self.times.canvas.moment_at(place), VISIT_LENGTH)
        else:
            self.times.canvas.cancel_drag()
        day = self.month.day_at(QPointF(self.month.mapFromGlobal(where))) if self.month.isVisible() else None
        self.month.show_target(day)

    def _drop(self, account: str, where: QPoint) -> None:
        place, day = self._canvas_at(where), self.month.target
        self.escape()
        if place is not None:
            start = self.times.canvas.moment_at(place).astimezone(UTC)
            self._plan_at(account, start)
        elif day is not None:
            self._plan_at(account, self.plans.free(day, VISIT_LENGTH))

    # -- keys and focus ------------------------------------------------------------------------------------

    def entry_buttons(self) -> list[EntryButton]:
        """The entries of the view in front, as buttons; none in the agenda, which is a list."""
        if self.choices.view == "agenda":
            return []
        return list(self.month.buttons) if self.choices.view == "month" else self.times.entry_buttons()

    def selected(self) -> Shown | None:
        """The entry that has the keyboard."""
        focused = QApplication.focusWidget()
        if isinstance(focused, EntryButton):
            return focused.shown
        return self.plans.find(self.agenda.current) if focused is self.agenda else None

    def reveal(self, button: EntryButton) -> None:
        """Give an entry the keyboard and bring it into sight."""
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(button.parentWidget(), TimeCanvas):
            self.times.reveal(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_pointer = event.reason() == QContextMenuEvent.Reason.Mouse
        under: QWidget | None = self.childAt(event.pos()) if by_pointer else QApplication.focusWidget()
        each = under.shown if isinstance(under, EntryButton) else self.selected()
        if each is None or under is None:
            return
        where = event.globalPos() if by_pointer else under.mapToGlobal(QPoint(8, 8))
        menus.entry_menu(self, where, self.desk, self.plans, each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.set_narrow(self.width() < _NARROW)
        self._place_side()

    def _place_side(self) -> None:
        room = self.width() >= _ROOM and self.choices.view != "agenda"
        self.due.setVisible(self.choices.due and room)

    # -- front and back ------------------------------------------------------------------------------------

    def entered(self) -> None:
        self._follow_day()
        self._live.wake()
        self._clock.start()

    def left(self) -> None:
        self.escape()
        self._live.sleep()
        self._clock.stop()

    def escape(self) -> bool:
        return any([self.times.cancel_drag(), self.month.cancel_drag(), self.due.list.put_down()])
