"""The hours of some days with their appointments: painted, and moved, stretched and planned with the pointer.

It saves nothing: what was meant leaves as a signal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTime, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from crmdesk.ui import formats, theme
from crmdesk.ui.accessible import Speaks
from crmdesk.ui.calendar.axis import ROW_MINUTES, Axis
from crmdesk.ui.calendar.button_pool import ButtonPool, Placed, leave
from crmdesk.ui.calendar.entry_button import EntryButton
from crmdesk.ui.calendar.overlap import lanes
from crmdesk.ui.calendar.words import Shown, hours
from crmdesk.ui.country import writing
from crmdesk.ui.desk import Desk

ROW = 13
"""Pixels of a quarter of an hour."""
GUTTER = 72
LEAST = timedelta(minutes=ROW_MINUTES)
_LEAST_ROWS = 2.0
"""An appointment is drawn as high as half an hour at least, so that its name can be read."""
_HOUR = 60
_GAP = 2


@dataclass(frozen=True, slots=True)
class Drag:
    """What the pointer is about: `entry` None plans something new."""

    entry: Shown | None
    stretch: bool
    day: date
    row: float
    """Where it was pressed."""
    start: datetime
    end: datetime


class TimeCanvas(Speaks, QWidget):
    """Columns are days, rows quarters of an hour as its axis has them."""

    opened = Signal(object)
    ticked = Signal(object)
    moved = Signal(object, object, object)
    """`Shown`, new start, new end."""
    planned = Signal(object, object, QPoint)
    """Start and end of something new, and where on the screen to ask what."""
    refused = Signal(object)
    """`Shown` that somebody tried to move and that stays where it is."""
    day_clicked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.axis = Axis((desk.today(),), UTC)
        self._entries: tuple[Shown, ...] = ()
        self._pressed: Drag | None = None
        self._pressed_at = QPointF()
        self.drag: Drag | None = None
        self.buttons = ButtonPool(desk, self)
        self.buttons.opened.connect(self.opened)
        self.buttons.ticked.connect(self.ticked)
        self._overlay = _Overlay(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(GUTTER + 7 * 48)

    def show_entries(self, axis: Axis, entries: Sequence[Shown]) -> None:
        """Show appointments (none of whole days) on the days of an axis."""
        self.axis = axis
        self._entries = tuple(entries)
        self.setFixedHeight(len(axis.rows) * ROW + 1)
        self._place()
        self.update()

    # -- geometry ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(GUTTER + 7 * 112, len(self.axis.rows) * ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._overlay.resize(self.size())
        self._place()

    def column(self, day: date) -> QRect:
        """Where a day's column stands."""
        number, count = self.axis.days.index(day), len(self.axis.days)
        room = self.width() - GUTTER
        left = GUTTER + room * number // count
        return QRect(left, 0, GUTTER + room * (number + 1) // count - left, self.height())

    def day_at(self, x: float) -> date:
        """The day whose column is at or nearest to x."""
        count = len(self.axis.days)
        number = int((x - GUTTER) * count / max(1, self.width() - GUTTER))
        return self.axis.days[min(max(number, 0), count - 1)]

    def _row_at(self, y: float) -> float:
        return min(max(y / ROW, 0.0), float(len(self.axis.rows)))

    def moment_at(self, position: QPointF) -> datetime:
        """The quarter of an hour under a point."""
        row = min(int(self._row_at(position.y())), len(self.axis.rows) - 1)
        return self.axis.moment(self.day_at(position.x()), row)

    def place_of(self, moment: datetime) -> float | None:
        """The y of a moment; None on a day that is not shown."""
        day = moment.astimezone(self.axis.zone).date()
        return self.axis.place(day, moment) * ROW if day in self.axis.days else None

    def _place(self) -> None:
        wanted: list[Placed] = []
        for day in self.axis.days:
            column = self.column(day).adjusted(1, 0, -6, 0)
            here = [each for each in self._entries if each.day <= day <= each.last_day]
            spans = [self.span_on(day, each.start, each.end) for each in here if each.start and each.end]
            for each, (top, bottom), lane in zip(here, spans, lanes(spans), strict=True):
                left = column.left() + column.width() * lane.number // lane.of
                right = column.left() + column.width() * (lane.number + 1) // lane.of
                rect = QRect(
                    left, round(top * ROW) + 1, right - left - _GAP, round((bottom - top) * ROW) - _GAP
                )
                wanted.append(Placed(each, rect, (day - each.day).days))
        self.buttons.place(wanted)
        self._overlay.raise_()

    def span_on(self, day: date, start: datetime, end: datetime) -> tuple[float, float]:
        """From which row to which something stands on a day."""
        top = self.axis.place(day, start)
        bottom = self.axis.place(day, end, end=True)
        rows = float(len(self.axis.rows))
        top = min(top, rows - _LEAST_ROWS)
        return top, min(max(bottom, top + _LEAST_ROWS), rows)

    # -- the pointer ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or event.position().x() < GUTTER:
            return
        position = event.position()
        self._pressed_at = position
        day, row = self.day_at(position.x()), self._row_at(position.y())
        child = self.childAt(position.toPoint())
        if isinstance(child, EntryButton) and child.shown and child.shown.start and child.shown.end:
            each = child.shown
            stretch = child.resizable_at(position.y() - child.y())
            self._pressed = Drag(each, stretch, day, row, child.shown.start, child.shown.end)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            start = self.moment_at(position).astimezone(UTC)
            self._pressed = Drag(None, True, day, row, start, start + LEAST)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed
        if pressed is None:
            return
        far = (event.position() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if self.drag is None and not far:
            return
        if pressed.entry is not None and pressed.entry.fixed is not None:
            self._pressed = None
            self.refused.emit(pressed.entry)
            return
        self._show_drag(self._dragged(pressed, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, drag = self._pressed, self.drag
        self._pressed = None
        if drag is None:
            if pressed is not None and pressed.entry is None:
                self.day_clicked.emit(pressed.day)
            return
        if drag.entry is None:
            self.planned.emit(drag.start, drag.end, event.globalPosition().toPoint())
            return
        self.cancel_drag()
        if (drag.start, drag.end) != (drag.entry.start, drag.entry.end):
            self.moved.emit(drag.entry, drag.start, drag.end)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= GUTTER:
            start = self.moment_at(event.position()).astimezone(UTC)
            self.planned.emit(start, start + 2 * LEAST, event.globalPosition().toPoint())

    def _dragged(self, pressed: Drag, position: QPointF) -> Drag:
        row = self._row_at(position.y())
        if pressed.entry is None:
            top, bottom = sorted((int(pressed.row), int(row)))
            start = self.axis.moment(pressed.day, top).astimezone(UTC)
            end = self.axis.moment(pressed.day, min(bottom + 1, len(self.axis.rows))).astimezone(UTC)
            return replace(pressed, start=start, end=max(end, start + LEAST))
        if pressed.stretch:
            end = self.axis.moment(pressed.day, round(row)).astimezone(UTC)
            return replace(pressed, end=max(end, pressed.start + LEAST))
        days = (self.day_at(position.x()) - pressed.day).days
        start = self._shifted(pressed.start, days, round(row - pressed.row))
        return replace(pressed, start=start, end=start + (pressed.end - pressed.start))

    def _shifted(self, start: datetime, days: int, rows: int) -> datetime:
        """So many columns to the right and rows down."""
        local = start.astimezone(self.axis.zone)
        day = local.date() + timedelta(days)
        if local.date() not in self.axis.days or day not in self.axis.days:
            return (start + timedelta(days=days) + rows * LEAST).astimezone(UTC)
        place = self.axis.place(local.date(), start) + rows
        row = min(max(int(place), 0), len(self.axis.rows) - 1)
        within = timedelta(minutes=(place - int(place)) * ROW_MINUTES)
        # In UTC before anything is added: a sum forgets which of two equal hours it began in.
        return self.axis.moment(day, row).astimezone(UTC) + within

    def _show_drag(self, drag: Drag) -> None:
        self.drag = drag
        self._overlay.update()

    def show_planned(self, start: datetime, length: timedelta) -> None:
        """Show where something carried over the hours would come to stand."""
        begin = start.astimezone(UTC)
        self._show_drag(Drag(None, False, start.astimezone(self.axis.zone).date(), 0, begin, begin + length))

    def cancel_drag(self) -> bool:
        """Leave everything where it was; False when nothing is being dragged."""
        had = self.drag is not None
        self._pressed = self.drag = None
        self._overlay.update()
        return had

    # -- focus ---------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
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
        painter.fillRect(event.rect(), now.color("surface"))
        self._paint_days(painter)
        used = writing()
        pattern = formats.clock_pattern(used)
        for number, (minute, _) in enumerate(self.axis.rows):
            y = number * ROW
            if minute % _HOUR and minute % (_HOUR // 2):
                continue
            pen = QPen(now.color("border"), 1)
            if minute % _HOUR:
                pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.drawLine(GUTTER, y, self.width(), y)
            if minute % _HOUR == 0 and number:
                painter.setPen(now.color("text_muted"))
                text = used.words.toString(QTime(minute // _HOUR, 0), pattern)
                box = QRect(0, y - 10, GUTTER - 8, 20)
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _paint_days(self, painter: QPainter) -> None:
        now, today = theme.current(), self._desk.today()
        for day in self.axis.days:
            column = self.column(day)
            if day == today and len(self.axis.days) > 1:
                painter.fillRect(column, now.color("surface_alt"))
            for row in self.axis.gaps(day):
                painter.fillRect(
                    QRect(column.left(), row * ROW, column.width(), ROW), now.color("neutral_soft")
                )
                painter.setPen(now.color("border_input"))
                for x in range(column.left(), column.right(), ROW):
                    painter.drawLine(x, row * ROW + ROW, x + ROW, row * ROW)
            painter.setPen(now.color("border"))
            painter.drawLine(column.left(), 0, column.left(), self.height())


class _Overlay(QWidget):
    """The line of the present moment and what is being dragged, above the entries."""

    def __init__(self, canvas: TimeCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_now(painter)
        drag = self._canvas.drag
        if drag is not None:
            self._paint_drag(painter, drag, self._canvas.axis.zone)
        painter.end()

    def _paint_now(self, painter: QPainter) -> None:
        canvas, moment = self._canvas, self._canvas._desk.now()
        y = canvas.place_of(moment)
        if y is None:
            return
        column = canvas.column(moment.astimezone(canvas.axis.zone).date())
        painter.setPen(QPen(theme.current().color("danger"), 2))
        painter.setBrush(theme.current().color("danger"))
        painter.drawLine(QPointF(column.left(), y), QPointF(column.right(), y))
        painter.drawEllipse(QPointF(column.left(), y), 3, 3)

    def _paint_drag(self, painter: QPainter, drag: Drag, zone: tzinfo) -> None:
        canvas, now = self._canvas, theme.current()
        first, last = drag.start.astimezone(zone).date(), (drag.end - LEAST).astimezone(zone).date()
        painter.setPen(QPen(now.color("accent"), 2, Qt.PenStyle.DashLine))
        ground = now.color("accent_soft")
        ground.setAlpha(220)
        for day in canvas.axis.days:
            if not first <= day <= last:
                continue
            top, bottom = canvas.span_on(day, drag.start, drag.end)
            column = canvas.column(day).adjusted(2, 0, -6, 0)
            box = QRectF(column.left(), top * ROW + 1, column.width(), (bottom - top) * ROW - _GAP)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 4, 4)
            if day == first:
                painter.save()
                painter.setPen(now.color("accent_soft_text"))
                text = hours(drag.start, drag.end, zone)
                lines = [drag.entry.name, text] if drag.entry is not None else [text]
                painter.drawText(box.adjusted(8, 4, -4, -2), 0, "\n".join(lines))
                painter.restore()
