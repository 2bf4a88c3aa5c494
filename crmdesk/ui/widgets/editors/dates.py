"""Owns the fields for a day and for a moment: typed in many ways or picked from a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import cast

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from crmdesk.ui import formats, theme
from crmdesk.ui.country import writing
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.editors.base import Editor, Unreadable

_DAY_WIDTH = 212
"""As wide as half a row of a form."""
_EXAMPLE = "2026-11-21"


def month_calendar() -> QCalendarWidget:
    """A month to pick a day from, with weeks as the country counts them."""
    calendar = QCalendarWidget()
    calendar.setFirstDayOfWeek(writing().country.firstDayOfWeek())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setMinimumSize(QSize(288, 240))
    weekend = QTextCharFormat()
    weekend.setForeground(theme.current().color("text_muted"))  # Qt's own is a red that few themes can bear
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, weekend)
    return calendar


class DayLine(Retranslates, QLineEdit):
    """A line for a day with a calendar behind its icon; Alt+Down opens it, Up and Down step a day."""

    picked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = QAction(self)
        theme.set_icon(self._open, "calendar")
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.retranslate()

    def retranslate(self) -> None:
        self._open.setText(self.tr("Open the calendar"))
        self.setPlaceholderText(formats.day_hint())

    def day(self, today: date) -> str | None:
        """`YYYY-MM-DD`, None when empty. Raises Unreadable."""
        text = self.text().strip()
        if not text:
            return None
        try:
            return formats.read_day(text, today)
        except ValueError:
            said = self.tr("Not a date: {0}. Write it like {1}.")
            raise Unreadable(said.format(text, formats.day(_EXAMPLE))) from None

    def set_day(self, day: str | None) -> None:
        self.setText(formats.day(day) if day else "")
        if not self.hasFocus():
            self.setCursorPosition(0)  # where it is too narrow, the month matters more than the year

    def open_calendar(self) -> None:
        """Let the user pick a day."""
        if self.isReadOnly():
            return
        menu = QMenu(self)
        calendar = month_calendar()
        try:
            shown = self.day(date.today())  # noqa: DTZ011 - only where the calendar opens
        except Unreadable:
            shown = None
        if shown:
            calendar.setSelectedDate(QDate.fromString(shown, "yyyy-MM-dd"))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def pick(picked: QDate) -> None:
            menu.close()
            self.set_day(str(picked.toString("yyyy-MM-dd")))
            self.picked.emit()

        calendar.clicked.connect(pick)
        calendar.activated.connect(pick)
        menu.aboutToHide.connect(menu.deleteLater)
        calendar.setFocus()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly() or not self._step(step):
            super().keyPressEvent(event)

    def _step(self, days: int) -> bool:
        try:
            day = self.day(date.today())  # noqa: DTZ011 - only for words such as "today"
        except Unreadable:
            return False
        if day is None:
            return False
        self.set_day(str(QDate.fromString(day, "yyyy-MM-dd").addDays(days).toString("yyyy-MM-dd")))
        return True


class DateEditor(Editor):
    """Value `YYYY-MM-DD`."""

    def _build(self) -> QWidget:
        self._line = DayLine(self)
        self._line.textChanged.connect(self._on_changed)
        self._line.editingFinished.connect(self._tidy)
        return self._line

    def _targets(self) -> Sequence[QWidget]:
        return (self._line,)

    def _read(self) -> object:
        return self._line.day(self.spec.now().astimezone(self.spec.zone).date())

    def _write(self, value: object) -> None:
        self._line.set_day(cast(str | None, value))

    def _tidy(self) -> None:
        if self._problem is None:
            self._writing = True
            self._write(self._value)
            self._writing = False


class InstantEditor(Editor):
    """Value `YYYY-MM-DDTHH:MM:SS.mmmZ`, shown as day and clock time in the zone of the spec."""

    def _build(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._day = DayLine(holder)
        self._time = QLineEdit(holder)
        self._time.setFixedWidth(104)
        for line in (self._day, self._time):
            line.textChanged.connect(self._on_changed)
            line.editingFinished.connect(self._tidy)
        self._day.setMaximumWidth(_DAY_WIDTH)
        row.addWidget(self._day, 1000)
        row.addWidget(self._time)
        row.addStretch(1)  # what is left when the day has all the width it can use
        return holder

    def _targets(self) -> Sequence[QWidget]:
        return (self._day, self._time)

    def _name_targets(self, name: str) -> None:
        self._day.setAccessibleName(name)
        self._time.setAccessibleName(self.tr("Time of {0}").format(name) if name else self.tr("Time"))
        self._time.setPlaceholderText(formats.clock(14, 30))

    def _read(self) -> object:
        day = self._day.day(self.spec.now().astimezone(self.spec.zone).date())
        text = self._time.text().strip()
        if day is None:
            if text:
                raise Unreadable(self.tr("The day is missing."))
            return None
        try:
            hour, minute = formats.read_time(text) if text else (9, 0)
        except ValueError:
            said = self.tr("Not a time: {0}. Write it like {1}.")
            raise Unreadable(said.format(text, formats.clock(14, 30))) from None
        moment = datetime.combine(date.fromisoformat(day), time(hour, minute), tzinfo=self.spec.zone)
        return formats.canonical_instant(moment if self.spec.zone else moment.astimezone())

    def _write(self, value: object) -> None:
        if value is None:
            self._day.clear()
            self._time.clear()
            return
        text = cast(str, value)
        self._day.set_day(formats.local(text, self.spec.zone).date().isoformat())
        self._time.setText(formats.time_of_day(text, self.spec.zone))

    def _tidy(self) -> None:
        if self._problem is None and not any(line.hasFocus() for line in (self._day, self._time)):
            self._writing = True
            self._write(self._value)
            self._writing = False
