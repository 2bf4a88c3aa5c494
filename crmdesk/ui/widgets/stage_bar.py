"""Owns the bar of stages that a record moves along, and beside it the ways it can end; a click asks for one. Knows no
stage by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from crmdesk.ui import theme
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets.pressing import pressed_by_enter

_NOTCH = 9
_CHECK, _PAD = 18, 8
"""Pixels that the tick takes, and those after the words."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `tone` colours it when it is the current one: success for won, danger for lost. One that `ends` a
    record is one of several ways to end, no step after the others."""

    key: str
    label: str
    tone: Tone = "info"
    ends: bool = False


class _Segment(QAbstractButton):
    def __init__(self, stage: Stage, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage = stage
        self._first, self._last = first, last
        self.state = "ahead"
        self.setText(stage.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * _NOTCH + 30, 32)

    def minimumSizeHint(self) -> QSize:
        """The current one is read whole; where room is short, the others give way."""
        if self.state != "current":
            return QSize(48, 32)
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(self._left() + (_CHECK if self._checked() else 0) + words + self._tip() + _PAD, 32)

    def _font(self) -> QFont:
        font = QFont(self.font())
        if self.state == "current":
            font.setWeight(theme.strong_font(theme.current()).weight())
        return font

    def _left(self) -> int:
        return 8 if self._first else _NOTCH + 8

    def _tip(self) -> int:
        return 0 if self._last else _NOTCH

    def _checked(self) -> bool:
        return self.state == "passed" or (self.state == "current" and self.stage.tone == "success")

    def _colors(self) -> tuple[str, str]:
        if self.state == "current":
            return f"{self.stage.tone}_soft", f"{self.stage.tone}_text"
        if self.state == "passed":
            return "pressed" if self.underMouse() else "neutral_soft", "neutral_text"
        return "hover" if self.underMouse() else "surface", "text_muted"

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        ground, ink = self._colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.width() - 1.0, self.height() - 1.0
        tip = self._tip()
        points = [QPointF(0.5, 0.5), QPointF(width - tip, 0.5), QPointF(width, height / 2)]
        points += [QPointF(width - tip, height), QPointF(0.5, height)]
        if not self._first:
            points.append(QPointF(_NOTCH, height / 2))
        focused = self.hasFocus()
        painter.setPen(QPen(now.color("focus" if focused else "border"), 2 if focused else 1))
        painter.setBrush(now.color(ground))
        painter.drawPolygon(QPolygonF(points))
        painter.setPen(now.color(ink if self.isEnabled() else "text_disabled"))
        painter.setFont(self._font())
        left = self._left()
        if self._checked():
            painter.drawPixmap(left, (self.height() - 14) // 2, theme.pixmap("check", ink, 14))
            left += _CHECK
        room = int(width - tip - left - 4)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(left, 0, room, self.height(), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class StageBar(Retranslates, QWidget):
    """Stages in order; those before the current one count as passed."""

    stage_requested = Signal(str)
    """A stage other than the current one was clicked; call `set_current` once it is saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments: list[_Segment] = []
        self._current = ""
        self._row, self._path, self._ends = QHBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._path.setSpacing(0)
        for part in (self._row, self._ends):
            part.setSpacing(theme.current().space)
        self._row.addLayout(self._path)
        self._row.addLayout(self._ends)
        self.retranslate()

    def set_stages(self, stages: Sequence[Stage], current: str) -> None:
        """Replace the stages; the same ones stay, with the keyboard."""
        if [segment.stage for segment in self._segments] == list(stages):
            self.set_current(current)
            return
        for segment in self._segments:
            for part in (self._path, self._ends):
                part.removeWidget(segment)
            segment.hide()
            segment.deleteLater()
        self._segments = []
        path = [stage for stage in stages if not stage.ends]
        for stage in stages:
            first, last = stage.ends or stage is path[0], stage.ends or stage is path[-1]
            segment = _Segment(stage, first, last, self)
            segment.clicked.connect(lambda _=False, key=stage.key: self._on_clicked(key))
            (self._ends if stage.ends else self._path).addWidget(segment)
            self._segments.append(segment)
        self._row.setStretch(0, len(path))
        self._row.setStretch(1, len(stages) - len(path))
        self.set_current(current)

    @property
    def current(self) -> str:
        return self._current

    def set_current(self, key: str) -> None:
        """Show another stage as the current one."""
        self._current = key
        keys = [segment.stage.key for segment in self._segments]
        at = keys.index(key) if key in keys else -1
        for number, segment in enumerate(self._segments):
            passed = number < at and not segment.stage.ends  # a lost record has not passed "won"
            segment.state = "current" if number == at else "passed" if passed else "ahead"
            segment.updateGeometry()
            segment.update()
        self.retranslate()

    def step(self, by: int) -> None:
        """Ask for the stage before (-1) or after (1) the current one, if there is one; none leads to a loss."""
        keys = [each.stage.key for each in self._segments if each.stage.tone != "danger"]
        at = keys.index(self._current) + by if self._current in keys else -1
        if 0 <= at < len(keys):
            self._on_clicked(keys[at])

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Stages"))
        states = {"current": self.tr("current"), "passed": self.tr("passed"), "ahead": self.tr("ahead")}
        for segment in self._segments:
            segment.setAccessibleName(f"{segment.stage.label}, {states[segment.state]}")
            segment.setToolTip(segment.stage.label)

    def _on_clicked(self, key: str) -> None:
        if key != self._current:
            self.stage_requested.emit(key)
