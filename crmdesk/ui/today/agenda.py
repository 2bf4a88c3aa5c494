"""The agenda of a day: appointments by their time, with a line where the present moment is. Reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import formats, theme
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.today.content import Appointment
from crmdesk.ui.today.pair import Pair
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Badge, ClickRow, Gradually, IconLabel, Label
from crmdesk.ui.widgets.click_row import RowColumn
from crmdesk.ui.widgets.gradually import OF_TWO

_TIME_WIDTH = 76


class _Bar(QWidget):
    """A slim upright bar in the tone of the appointment's state."""

    def __init__(self, tone_name: Tone, parent: QWidget) -> None:
        super().__init__(parent)
        self._token = "accent" if tone_name == "info" else f"{tone_name}_text"
        self.setFixedWidth(3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().color(self._token))
        painter.drawRoundedRect(self.rect(), 1.5, 1.5)
        painter.end()


class _Now(QWidget):
    """The line between what was and what comes."""

    def __init__(self, clock: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        word = Label(clock, tone="accent", strong=True, parent=self)
        word.setFixedWidth(_TIME_WIDTH)
        row.addWidget(word)
        row.addStretch(1)
        self.setAccessibleName(clock)
        self.setFixedHeight(20)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, middle = 8 + _TIME_WIDTH + 12, self.height() // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("accent"))
        painter.drawEllipse(left - 1, middle - 3, 6, 6)
        painter.drawRect(left, middle, self.width() - left - 8, 1)
        painter.end()


class AppointmentRow(ClickRow):
    """One appointment: when, with whom, about what, how it stands."""

    def __init__(self, desk: Desk, each: Appointment, parent: QWidget) -> None:
        super().__init__(parent)
        self.target = f"{each.record.type}:{each.record.id}"
        status = each.record["status"] or ""
        told = tone(desk.entity(each.record.type), "status", status)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.setSpacing(12)
        start = formats.time_of_day(each.start, desk.zone)
        end = formats.until(each.start, each.end, desk.zone) if each.end else ""
        row.addWidget(self._times(start, end))
        row.addWidget(_Bar(told, self))
        row.addWidget(IconLabel(desk.entity(each.record.type).icon, "text_muted", 18, self))
        first = each.customer or each.title or label(each.record.type)
        second = each.title if each.customer else ""
        row.addWidget(Pair(first, second, self, strong=True), 1)
        state = label(f"{each.record.type}.status.{status}") if status else ""
        if state:
            row.addWidget(Badge(state, told, self))
        kind = label(each.record.type)
        self.setAccessibleName(", ".join(part for part in (start, kind, first, second, state) if part))

    def _times(self, start: str, end: str) -> QWidget:
        holder = QWidget(self)
        holder.setFixedWidth(_TIME_WIDTH)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Label(start, parent=holder))
        if end:
            column.addWidget(Label(end, tone="muted", wrap=True, parent=holder))
        return holder


class Agenda(QWidget):
    """Appointments of the day; `activated` tells `type:id` of the one clicked."""

    activated = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[AppointmentRow] = []
        self._building = Gradually(self)
        self._column = RowColumn(self)

    def show_appointments(self, appointments: Sequence[Appointment]) -> None:
        """Replace what is shown; the keyboard stays on the same appointment."""
        held = next((row.target for row in self.rows if row.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self._building.begin(self._steps(appointments), OF_TWO)
        if held is not None:
            self._building.finish()
        for row in self.rows:
            if row.target == held:
                row.show()  # only what is shown takes the keyboard
                row.setFocus()

    def _steps(self, appointments: Sequence[Appointment]) -> Iterator[Callable[[], object]]:
        present = formats.canonical_instant(self._desk.now())
        marked = False
        for each in appointments:
            if not marked and each.start > present:
                yield partial(self._add_now, present)
                marked = True
            yield partial(self._add, each)
        if appointments and not marked:
            yield partial(self._add_now, present)

    def _add(self, each: Appointment) -> None:
        row = AppointmentRow(self._desk, each, self)
        row.clicked.connect(lambda target=row.target: self.activated.emit(target))
        self.rows.append(row)
        self._column.addWidget(row)

    def _add_now(self, present: str) -> None:
        self._column.addWidget(_Now(formats.time_of_day(present, self._desk.zone), self))
