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
from crmdesk.ui.widgets.click_row import RowColumn
from crmdesk.ui.widgets.gradually import OF_TWO


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

    def __init__(self, line: StopLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 4, 8)
        row.setSpacing(12)
        self._number = Badge(str(line.number), "info", self)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._name = Label(line.stop.name, strong=True, elided=True, parent=self)
        words.addWidget(self._name)
        self._second = Label(tone="muted", elided=True, parent=self)
        words.addWidget(self._second)
        row.addLayout(words, 1)
        within = None if line.stop.fixed else self
        self.up, self.down = (IconButton(f"chevron-{way}", parent=within) for way in ("up", "down"))
        if line.stop.fixed:
            row.addWidget(IconLabel("lock", "text_muted", 16, self))
        else:
            for button, step in ((self.up, -1), (self.down, 1)):
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row itself takes Alt and the arrows
                button.clicked.connect(lambda _=False, step=step: self.moved.emit(step))
                row.addWidget(button)
        self.retranslate()

    def retranslate(self) -> None:
        self.up.set_name(self.tr("Earlier"), "Alt+Up")
        self.down.set_name(self.tr("Later"), "Alt+Down")
        self._tell()

    def show_line(self, line: StopLine) -> None:
        """Another stop in this place, which is moved or stays as the one before."""
        if line != self.line:
            self.line = line
            self._number.setText(str(line.number))
            self._name.setText(line.stop.name)
            self._tell()

    def _tell(self) -> None:
        line = self.line
        agreed = line.stop.agreed is not None
        if line.was:
            said = self.tr("{0}, agreed for {1}") if agreed else self.tr("{0}, was {1}")
            when = said.format(line.when, line.was)
        else:
            when = self.tr("{0}, agreed").format(line.when) if agreed else line.when
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
        self._column = RowColumn(self)

    def show_lines(self, lines: Sequence[StopLine]) -> None:
        """Replace what is shown; the keyboard stays on the same stop."""
        held = next((row.line.stop.id for row in self.rows if row.hasFocus()), None)
        place = next((at for at, line in enumerate(lines) if line.stop.id == held), -1)
        same = 0
        for row, line in zip(self.rows, lines, strict=False):
            if row.line.stop.fixed != line.stop.fixed:
                break
            same += 1
        for row in self.rows[same:]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self.rows[same:]
        steps = (partial(self._show, at, line) for at, line in enumerate(lines))
        # Of many, rows that stand there already change in turns of their own, after the map was painted.
        waiting = len(lines) > OF_TWO and bool(self.rows)
        self._building.begin(steps, max(0 if waiting else OF_TWO, place + 1))
        if place >= 0:
            self.rows[place].show()  # only what is shown takes the keyboard
            self.rows[place].setFocus()

    def _show(self, at: int, line: StopLine) -> None:
        """In the row that stands there, else in another one: a new order of a hundred stops makes no new rows."""
        if at < len(self.rows):
            self.rows[at].show_line(line)
            return
        row = StopRow(line, self)
        row.clicked.connect(lambda: self.activated.emit(row.line.stop.id))
        row.moved.connect(lambda step: self.moved.emit(row.line.stop.id, step))
        self.rows.append(row)
        self._column.addWidget(row)
