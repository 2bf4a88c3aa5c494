"""The stops of a day as a list: number, when, whom, how far from the one before; moved by Alt and an arrow key.

It reads and saves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import formats
from crmdesk.ui.map.content import Stop
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Badge, ClickRow, Gradually, IconButton, IconLabel, Label


@dataclass(frozen=True, slots=True)
class StopLine:
    """One line: the words for a stop in its place. `was` is when it is planned for, where that would change."""

    stop: Stop
    number: int
    when: str
    was: str
    kilometres: float


class StopRow(Retranslates, ClickRow):
    """Enter opens the visit; Alt+Up and Alt+Down move it, unless it has begun or is over."""

    moved = Signal(int)

    def __init__(self, line: StopLine) -> None:
        super().__init__()
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 4, 8)
        row.setSpacing(12)
        row.addWidget(Badge(str(line.number), "info"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Label(line.stop.name, strong=True, elided=True))
        self._second = Label(tone="muted", elided=True)
        words.addWidget(self._second)
        row.addLayout(words, 1)
        self.up, self.down = IconButton("chevron-up"), IconButton("chevron-down")
        if line.stop.fixed:
            row.addWidget(IconLabel("lock", "text_muted", 16))
        else:
            for button, step in ((self.up, -1), (self.down, 1)):
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row itself takes Alt and the arrows
                button.clicked.connect(lambda _=False, step=step: self.moved.emit(step))
                row.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        line = self.line
        self.up.set_name(self.tr("Earlier"), "Alt+Up")
        self.down.set_name(self.tr("Later"), "Alt+Down")
        when = self.tr("{0}, was {1}").format(line.when, line.was) if line.was else line.when
        if line.stop.place is None:
            way = self.tr("place not known")
        else:
            way = formats.distance(line.kilometres) if line.number > 1 else ""
        told = "  ·  ".join(part for part in (when, way) if part)
        self._second.setText(told)
        self.setAccessibleName(f"{line.number}, {line.stop.name}, {told}")
        self.setAccessibleDescription(
            self.tr("It has begun or is over, so it stays in its place.")
            if line.stop.fixed
            else self.tr("Alt+Up and Alt+Down move it.")
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if not self.line.stop.fixed:
                self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class StopList(QWidget):
    """`activated` tells the visit of the row that was clicked, `moved` a visit and by how many places."""

    activated = Signal(str)
    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[StopRow] = []
        self._building = Gradually(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[StopLine]) -> None:
        """Replace what is shown; the keyboard stays on the same stop."""
        held = next((row.line.stop.id for row in self.rows if row.hasFocus()), None)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self._building.begin(partial(self._add, line) for line in lines)
        if held is not None:
            self._building.finish()
        for row in self.rows:
            if row.line.stop.id == held:
                row.show()  # only what is shown takes the keyboard
                row.setFocus()

    def _add(self, line: StopLine) -> None:
        row = StopRow(line)
        row.clicked.connect(lambda visit=line.stop.id: self.activated.emit(visit))
        row.moved.connect(lambda step, visit=line.stop.id: self.moved.emit(visit, step))
        self.rows.append(row)
        self._column.addWidget(row)
