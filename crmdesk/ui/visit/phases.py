"""The phases of a visit as a line of steps: what is done, since when, what comes next. Knows no record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.theme.state import look
from crmdesk.ui.translations import Retranslates

State = Literal["done", "current", "ahead", "over"]
_DOT, _HEIGHT = 24, 44
_FILLED = {"done": ("accent", "check", "on_accent"), "over": ("neutral_text", "close", "surface")}
"""Fill, sign and the colour of the sign."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One step: its name, and its moment as people write it."""

    name: str
    when: str
    state: State


class PhaseBar(Speaks, Retranslates, QWidget):
    """Steps from left to right; nothing in it is clicked."""

    spoken_role = Role.StaticText

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phases: tuple[Phase, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def show_phases(self, phases: Sequence[Phase]) -> None:
        """Replace the steps."""
        self.phases = tuple(phases)
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        states = {
            "done": self.tr("done"),
            "current": self.tr("comes next"),
            "ahead": self.tr("later"),
            "over": self.tr("nothing comes after it"),
        }
        words = [", ".join(filter(None, (each.name, each.when, states[each.state]))) for each in self.phases]
        self.setAccessibleName("; ".join(words))

    def sizeHint(self) -> QSize:
        return QSize(480, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.height() != self._tall():
            self.updateGeometry()

    def _room(self) -> float:
        """Pixels for the words of one step."""
        return self.width() / max(len(self.phases), 1) - _DOT - 22

    def _lines(self, when: str) -> list[str]:
        """A moment that is too long for one line is written on two, of which neither is much longer."""
        wide, words = self._body().horizontalAdvance, when.split(" ")
        if wide(when) <= self._room() or len(words) == 1:
            return [when]
        ways = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
        return min(ways, key=lambda lines: max(map(wide, lines)))

    def _tall(self) -> int:
        lines = max((len(self._lines(each.when)) for each in self.phases), default=1)
        return _HEIGHT + (lines - 1) * self._body().height()

    def _body(self) -> QFontMetrics:
        return QFontMetrics(theme.body_font(theme.current(), look().language))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.phases:
            return
        now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / len(self.phases)
        for at, phase in enumerate(self.phases):
            left = at * width
            room = self._draw_words(painter, phase, left + _DOT + 10, self._room())
            if at + 1 < len(self.phases):
                painter.setPen(QPen(now.color("accent" if phase.state == "done" else "border_input"), 1.5))
                y = self.height() / 2
                start = left + _DOT + 10 + room + 12
                if start < left + width - 12:
                    painter.drawLine(QPointF(start, y), QPointF(left + width - 12, y))
            self._draw_dot(painter, phase, at + 1, left)
        painter.end()

    def _draw_dot(self, painter: QPainter, phase: Phase, number: int, left: float) -> None:
        now = theme.current()
        dot = QRectF(left + 1, (self.height() - _DOT) / 2, _DOT - 1, _DOT - 1)
        if phase.state in ("done", "over"):
            fill, sign, ink = _FILLED[phase.state]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(now.color(fill))
            painter.drawEllipse(dot)
            painter.drawPixmap(int(dot.x() + 5), int(dot.y() + 5), theme.pixmap(sign, ink, _DOT - 10))
            return
        current = phase.state == "current"
        painter.setPen(QPen(now.color("accent" if current else "border_input"), 2 if current else 1.5))
        painter.setBrush(now.color("accent_soft" if current else "surface"))
        painter.drawEllipse(dot)
        painter.setPen(now.color("accent_soft_text" if current else "text_muted"))
        painter.setFont(theme.strong_font(now, look().language))
        painter.drawText(dot, Qt.AlignmentFlag.AlignCenter, str(number))

    def _draw_words(self, painter: QPainter, phase: Phase, left: float, room: float) -> float:
        """Name above moment; gives the width they take."""
        now = theme.current()
        strong, body = theme.strong_font(now, look().language), theme.body_font(now, look().language)
        painter.setFont(strong if phase.state != "ahead" else body)
        painter.setPen(now.color("text_muted" if phase.state == "ahead" else "text"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(phase.name, Qt.TextElideMode.ElideRight, int(room))
        taken = float(metrics.horizontalAdvance(name))
        half = self.height() / 2
        if phase.when:
            lines = self._lines(phase.when)
            below = half - (len(lines) - 1) * self._body().height() / 2
            painter.drawText(
                QRectF(left, 0, room, below), Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, name
            )
            painter.setFont(body)
            painter.setPen(now.color("text_muted"))
            taken = max(taken, *(float(self._body().horizontalAdvance(line)) for line in lines))
            painter.drawText(
                QRectF(left, below, room, self.height() - below),
                Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft,
                "\n".join(lines),
            )
        else:
            painter.drawText(
                QRectF(left, 0, room, self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                name,
            )
        return taken
