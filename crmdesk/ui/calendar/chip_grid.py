"""Days as cells with a line for each entry: a month, or the whole-day entries above the hours. It saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.ui import formats, theme
from crmdesk.ui.accessible import Speaks
from crmdesk.ui.calendar.button_pool import ButtonPool, Placed, leave
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.words import Shown
from crmdesk.ui.desk import Desk
from crmdesk.ui.widgets import Button

CHIP = 24
_STEP = CHIP + 2
_NUMBER = 26
_SPACE = 4


class ChipGrid(Speaks, QWidget):
    """Cells in rows of `columns`; `numbered` cells begin with the number of their day.

    Without numbers it is as high as its fullest cell, up to `most` lines.
    """

    opened = Signal(object)
    ticked = Signal(object)
    moved = Signal(object, object)
    """`Shown` and the day it was dragged to."""
    planned = Signal(object, QPoint)
    """A day on which something new shall be, and where on the screen to ask what."""
    refused = Signal(object)
    day_clicked = Signal(object)
    day_opened = Signal(object)
    """A day that is to be shown whole."""

    def __init__(self, desk: Desk, *, numbered: bool, most: int = 4, left: int = 0) -> None:
        """`left`: pixels that stay free at the left, beside the hours below."""
        super().__init__()
        self._desk = desk
        self._numbered = numbered
        self.most = most
        self._left = left
        self._days: tuple[date, ...] = ()
        self._columns = 7
        self._anchor: date | None = None
        self._by_day: dict[date, list[Shown]] = {}
        self._pressed: tuple[QPointF, date, Shown | None] | None = None
        self.target: date | None = None
        """The day that something is being dragged to."""
        self.buttons = ButtonPool(desk, self)
        self.buttons.opened.connect(self.opened)
        self.buttons.ticked.connect(self.ticked)
        self.more: list[Button] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_days(
        self, days: Sequence[date], columns: int, entries: Sequence[Shown], anchor: date | None = None
    ) -> None:
        """Show entries on days; `anchor` is the day that is marked, and whose month the numbers are of."""
        self._days, self._columns, self._anchor = tuple(days), columns, anchor
        self._by_day = {day: [] for day in days}
        for each in entries:
            for day in days:
                if each.day <= day <= each.last_day:
                    self._by_day[day].append(each)
        if not self._numbered:
            fullest = max((len(found) for found in self._by_day.values()), default=0)
            self.setFixedHeight(max(1, min(fullest, self.most)) * _STEP + 2 * _SPACE)
        self._place()
        self.update()

    # -- geometry ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(7 * 112, 5 * 96)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def cell(self, day: date) -> QRect:
        """Where a day stands."""
        number, rows = self._days.index(day), max(1, len(self._days) // self._columns)
        room, row, column = self.width() - self._left, number // self._columns, number % self._columns
        left = self._left + room * column // self._columns
        top = self.height() * row // rows
        right = self._left + room * (column + 1) // self._columns
        return QRect(left, top, right - left, self.height() * (row + 1) // rows - top)

    def day_at(self, position: QPointF) -> date | None:
        """The day under a point."""
        point = position.toPoint()
        return next((day for day in self._days if self.cell(day).contains(point)), None)

    def _place(self) -> None:
        wanted: list[Placed] = []
        fuller: list[tuple[date, int, QRect]] = []
        for day, found in self._by_day.items():
            cell = self.cell(day)
            top = cell.top() + (_NUMBER if self._numbered else _SPACE)
            room = max(1, (cell.bottom() - top) // _STEP)
            shown = found if len(found) <= room else found[: room - 1]
            for number, each in enumerate(shown):
                rect = QRect(cell.left() + 2, top + number * _STEP, cell.width() - 6, CHIP)
                wanted.append(Placed(each, rect, (day - each.day).days, slim=True, with_clock=self._numbered))
            if len(shown) < len(found):
                rect = QRect(cell.left() + 2, top + len(shown) * _STEP, cell.width() - 6, CHIP)
                fuller.append((day, len(found) - len(shown), rect))
        self.buttons.place(wanted)
        self._place_more(fuller)

    def _place_more(self, fuller: Sequence[tuple[date, int, QRect]]) -> None:
        for button in self.more[len(fuller) :]:
            button.hide()
            button.deleteLater()
        del self.more[len(fuller) :]
        while len(self.more) < len(fuller):
            made = Button(kind="link", parent=self)
            made.clicked.connect(lambda _=False, of=made: self.day_opened.emit(of.property("day")))
            self.more.append(made)
        for button, (day, count, rect) in zip(self.more, fuller, strict=True):
            text = QCoreApplication.translate("Calendar", "+{0} more").format(count)
            button.setText(text)
            button.setAccessibleName(f"{text}, {formats.full_day(day)}")
            button.setProperty("day", day)
            button.setFixedHeight(CHIP)
            button.setGeometry(rect)
            button.show()

    # -- the pointer ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or day is None:
            return
        child = self.childAt(event.position().toPoint())
        each = child.shown if isinstance(child, EntryButton) else None
        if each is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._pressed = (event.position(), day, each)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._pressed[2] is None:
            return
        origin, day, each = self._pressed
        far = (event.position() - origin).manhattanLength() >= QApplication.startDragDistance()
        if self.target is None and not far:
            return
        if each is None or each.fixed is not None or each.hint:
            self._pressed = None
            self.refused.emit(each)
            return
        self.target = self.day_at(event.position()) or self.target or day
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, target = self._pressed, self.target
        self.cancel_drag()
        if pressed is None:
            return
        origin, day, each = pressed
        if target is not None and each is not None:
            if target != day:
                self.moved.emit(each, each.day + (target - day))
        elif each is None:
            on_number = self._numbered and origin.y() - self.cell(day).top() < _NUMBER
            on_number = on_number and origin.x() - self.cell(day).left() < _NUMBER + _SPACE
            (self.day_opened if on_number else self.day_clicked).emit(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and day is not None:
            self.planned.emit(day, event.globalPosition().toPoint())

    def show_target(self, day: date | None) -> None:
        """Show on which day something carried over the days would come to stand."""
        self.target = day
        self.update()

    def cancel_drag(self) -> bool:
        """Leave everything where it was; False when nothing is being dragged."""
        had = self.target is not None
        self._pressed = self.target = None
        self.update()
        return had

    # -- focus ---------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            first = next(iter(self.buttons), None)
            if first is not None:
                first.setFocus(event.reason())

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return leave(self, forward=forward) or bool(super().focusNextPrevChild(forward))

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), now.color("surface"))
        for day in self._days:
            self._paint_cell(painter, day)
        painter.end()

    def _paint_cell(self, painter: QPainter, day: date) -> None:
        now, cell, anchor = theme.current(), self.cell(day), self._anchor
        other_month = self._numbered and anchor is not None and day.month != anchor.month
        if day == self.target:
            painter.fillRect(cell, now.color("accent_soft"))
        elif other_month:
            painter.fillRect(cell, now.color("surface_alt"))
        painter.setPen(now.color("border"))
        painter.drawLine(cell.left(), cell.top(), cell.left(), cell.bottom())
        if not self._numbered:
            return
        painter.drawLine(cell.left(), cell.top(), cell.right(), cell.top())
        mark = QRect(cell.left() + _SPACE, cell.top() + 3, _NUMBER - 4, _NUMBER - 4)
        is_today = day == self._desk.today()
        if is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color("accent"))
            painter.drawEllipse(mark)
        elif day == anchor:
            painter.setPen(QPen(now.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark)
        font = QFont(self.font())
        font.setWeight(QFont.Weight(now.strong_weight if is_today else now.body_weight))
        painter.setFont(font)
        painter.setPen(now.color("on_accent" if is_today else "text_muted" if other_month else "text"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(day.day))
