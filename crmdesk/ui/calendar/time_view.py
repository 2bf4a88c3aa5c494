"""A day or a week: the names of the days, the entries of whole days, and the hours below, which scroll."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo

from PySide6.QtCore import QLocale, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.calendar.axis import Axis
from crmdesk.ui.calendar.chip_grid import ChipGrid
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.time_canvas import GUTTER, ROW, TimeCanvas
from crmdesk.ui.calendar.words import Shown
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets import Button, Card, Label, Line

_MOST_WEEK, _MOST_DAY = 4, 8
_FIRST_HOUR = 8
_SCROLL_BAR = 12


class DayHeads(QWidget):
    """The names of the days above their columns; a click shows the day."""

    clicked = Signal(object)

    def __init__(self, left: int, right: int) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(left, 4, right, 4)
        self._row.setSpacing(0)
        self.buttons: list[Button] = []

    def show_weekdays(self, days: Sequence[date]) -> None:
        """Names without numbers: those of a month's columns, which lead nowhere."""
        self.show_days(days, date.min, date.min)
        for button, day in zip(self.buttons, days, strict=True):
            name = QLocale().standaloneDayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
            button.setText(name)
            button.setAccessibleName(name)
            button.setToolTip("")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_days(self, days: Sequence[date], today: date, anchor: date) -> None:
        """Replace the names."""
        while len(self.buttons) < len(days):
            made = Button(kind="quiet")
            made.setCheckable(True)
            made.setProperty("compact", True)
            made.setStyleSheet("text-align: center;")  # today's is a link, and those stand at the left
            made.clicked.connect(lambda _=False, of=made: self.clicked.emit(of.property("day")))
            self.buttons.append(made)
            self._row.addWidget(made, 1)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(days))
            if number >= len(days):
                continue
            day = days[number]
            button.setText(formats.week_day(day))
            button.setAccessibleName(formats.full_day(day))
            button.setToolTip(formats.full_day(day))
            button.setProperty("day", day)
            button.setChecked(day == anchor)
            button.set_kind("link" if day == today else "quiet")


class _Hours(QScrollArea):
    """Scrolls by the pointer alone: the arrows and pages are the calendar's."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class TimeView(Card):
    """Signals are those of its two grids; a day that is clicked becomes the anchor."""

    opened = Signal(object)
    ticked = Signal(object)
    moved = Signal(object, object, object)
    moved_to_day = Signal(object, object)
    planned = Signal(object, object, QPoint)
    planned_day = Signal(object, QPoint)
    refused = Signal(object)
    day_clicked = Signal(object)
    day_opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(flush=True)
        self._desk = desk
        self.body.setSpacing(0)
        self.heads = DayHeads(GUTTER, _SCROLL_BAR)
        self.heads.clicked.connect(self.day_opened)
        self.lane = ChipGrid(desk, numbered=False, most=_MOST_WEEK, left=GUTTER)
        self._lane_name = Label(tone="muted", parent=self.lane)
        self._lane_name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lane_name.setGeometry(0, 4, GUTTER - 8, 22)
        self.canvas = TimeCanvas(desk)
        self.area = _Hours()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.canvas)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        lane_row = QHBoxLayout()
        lane_row.setContentsMargins(0, 0, _SCROLL_BAR, 0)
        lane_row.addWidget(self.lane)
        column.addWidget(self.heads)
        column.addLayout(lane_row)
        column.addWidget(Line())
        column.addWidget(self.area, 1)
        self.body.addWidget(holder, 1)
        self._scrolled = False
        self._connect()

    def _connect(self) -> None:
        for part in (self.lane, self.canvas):
            part.opened.connect(self.opened)
            part.ticked.connect(self.ticked)
            part.refused.connect(self.refused)
            part.day_clicked.connect(self.day_clicked)
        self.lane.moved.connect(self.moved_to_day)
        self.lane.planned.connect(self.planned_day)
        self.lane.day_opened.connect(self.day_opened)
        self.canvas.moved.connect(self.moved)
        self.canvas.planned.connect(self.planned)

    def show_days(
        self, days: Sequence[date], entries: Sequence[Shown], anchor: date, zone: tzinfo, whole_day: str
    ) -> None:
        """Show entries on days; `whole_day` is what the lane above the hours is called."""
        axis = Axis(days, zone)
        self._lane_name.setText(whole_day)
        self.lane.setAccessibleName(whole_day)
        self.heads.show_days(days, self._desk.today(), anchor)
        self.lane.most = _MOST_DAY if len(days) == 1 else _MOST_WEEK
        self.lane.show_days(days, len(days), [each for each in entries if each.all_day], anchor)
        self.canvas.show_entries(axis, [each for each in entries if not each.all_day])
        if not self._scrolled:
            self._scrolled = True
            QTimer.singleShot(0, self, self.scroll_to_morning)

    def scroll_to_morning(self) -> None:
        """The hours in which people work, or an earlier first appointment."""
        first = min((button.y() for button in self.canvas.buttons), default=_FIRST_HOUR * 4 * ROW)
        self.area.verticalScrollBar().setValue(max(0, min(first, _FIRST_HOUR * 4 * ROW) - ROW))

    def entry_buttons(self) -> list[EntryButton]:
        """Every entry on screen, whole days first."""
        return [*self.lane.buttons, *self.canvas.buttons]

    def reveal(self, button: EntryButton) -> None:
        """Scroll an entry into sight."""
        if button.parentWidget() is self.canvas:
            self.area.ensureWidgetVisible(button, 0, ROW)

    def cancel_drag(self) -> bool:
        """Leave everything where it was; False when nothing is being dragged."""
        one, other = self.lane.cancel_drag(), self.canvas.cancel_drag()
        return one or other
