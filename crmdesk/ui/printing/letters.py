"""Sets text into lines of a width and draws them on the grid of the paper's line height. Knows no block."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from crmdesk.ui.printing.document import Align, Tone
from crmdesk.ui.printing.paper import Paper, Size

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}
_BASELINE = 0.77
"""Where letters stand in the height of a line, from its top. One height for every line of a size, whichever of the
fonts its signs are found in, so that lines of mixed scripts keep their distance."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks."""

    size: Size = "body"
    strong: bool = False
    tone: Tone = "text"
    align: Align = "left"


PLAIN = Style()


class Text:
    """A text set into lines. `width` in units; nothing of it is lost: a word that is too long is broken."""

    def __init__(self, paper: Paper, text: str, width: float, style: Style = PLAIN) -> None:
        self.line_height = paper.line_height(style.size)
        self._color: QColor = paper.color(style.tone)
        self._layout = QTextLayout(
            text.strip().replace("\n", "\u2028"), paper.font(style.size, strong=style.strong)
        )
        option = QTextOption(_ALIGN[style.align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._lines: list[QTextLine] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, self.line_height * _BASELINE - line.ascent()))
            self._lines.append(line)
        self._layout.endLayout()

    def __len__(self) -> int:
        """Lines; one at least, though it may be empty."""
        return len(self._lines)

    @property
    def height(self) -> float:
        return self.line_height * len(self._lines)

    def paint(
        self, painter: QPainter, left: float, top: float, first: int = 0, last: int | None = None
    ) -> None:
        """Draw the lines from `first` to before `last`, the first of them at the top."""
        painter.setPen(self._color)
        for number, line in enumerate(self._lines[first:last]):
            line.draw(painter, QPointF(left, top + number * self.line_height))


def natural_width(paper: Paper, text: str, style: Style = PLAIN) -> float:
    """How wide the longest line of a text is if it is not broken."""
    metrics = QFontMetricsF(paper.font(style.size, strong=style.strong))
    return max(float(metrics.horizontalAdvance(line)) for line in (text or " ").split("\n")) + 1.0
