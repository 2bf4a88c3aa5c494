"""The tasks of a day, overdue ones first; a click on the ring or Space completes one. Reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from crmdesk.domain.records import Record
from crmdesk.store.views import Item
from crmdesk.ui import formats, theme
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.today.pair import Pair
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Badge, ClickRow, Gradually, Label
from crmdesk.ui.widgets.click_row import RowColumn
from crmdesk.ui.widgets.gradually import OF_TWO


class _Ring(QAbstractButton):
    """An empty ring that fills with a tick."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has the keyboard, Space completes
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = QRectF(5, 5, 18, 18)
        filled = self.isChecked()
        hot = filled or self.underMouse()
        painter.setPen(QPen(now.color("accent" if hot else "border_input"), 1.5))
        painter.setBrush(now.color("accent") if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if hot:
            painter.drawPixmap(8, 8, theme.pixmap("check", "on_accent" if filled else "accent", 12))
        painter.end()


class TaskRow(Retranslates, ClickRow):
    """One task. Enter opens it, Space completes it."""

    completed = Signal()

    def __init__(self, desk: Desk, item: Item, parent: QWidget) -> None:
        super().__init__(parent)
        self.task = item.record
        self._desk = desk
        self._item = item
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 8, 4)
        row.setSpacing(8)
        self.ring = _Ring(self)
        self.ring.clicked.connect(self._complete)
        row.addWidget(self.ring)
        row.addWidget(Pair(item.title, item.customer, self), 1)
        priority = item.record["priority"]
        if priority == "high":
            row.addWidget(
                Badge(
                    label(f"task.priority.{priority}"), tone(desk.entity("task"), "priority", priority), self
                )
            )
        self._due = Label(parent=self)
        row.addWidget(self._due)
        self.retranslate()

    def retranslate(self) -> None:
        today = self._desk.today()
        day = self._item.when or ""
        late = day < today.isoformat()
        self._due.setText(formats.relative_day(day, today) if day else "")
        self._due.set_tone("danger" if late else "muted")
        name = self.tr("Complete: {0}").format(self._item.title)
        self.ring.setAccessibleName(name)
        self.ring.setToolTip(self.tr("Complete  Space"))
        overdue = self.tr("overdue") if late else ""
        parts = (self._item.title, self._item.customer, self._due.text(), overdue)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(self.tr("Space completes it, Enter opens it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._complete()
        else:
            super().keyPressEvent(event)

    def _complete(self) -> None:
        self.ring.setChecked(True)
        self.setEnabled(False)
        self.completed.emit()


class TaskList(QWidget):
    """Tasks in the order given."""

    activated = Signal(str)
    completed = Signal(object)
    """The `Record` of a task that is done."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: list[TaskRow] = []
        self._building = Gradually(self)
        self._column = RowColumn(self)

    def show_tasks(self, items: Sequence[Item]) -> None:
        """Replace what is shown; the keyboard stays where it was, or on the next task when that one has gone."""
        held = next((at for at, row in enumerate(self.rows) if row.hasFocus() or not row.isEnabled()), None)
        while (taken := self._column.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self._building.begin((partial(self._add, item) for item in items), OF_TWO)
        if held is not None and held >= len(self.rows):
            self._building.finish()
        if held is not None and self.rows:
            next_row = self.rows[min(held, len(self.rows) - 1)]
            next_row.show()  # only what is shown takes the keyboard
            next_row.setFocus()

    def _add(self, item: Item) -> None:
        row = TaskRow(self._desk, item, self)
        row.clicked.connect(lambda task=item.record: self.activated.emit(f"task:{task.id}"))
        row.completed.connect(lambda task=item.record: self._on_completed(task))
        self.rows.append(row)
        self._column.addWidget(row)

    def _on_completed(self, task: Record) -> None:
        self.completed.emit(task)
