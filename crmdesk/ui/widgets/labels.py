"""Owns text on the screen: titles, heads, body, muted words, badges and chips. Knows no meaning."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.widgets.buttons import IconButton


class Label(Speaks, QLabel):
    """Body text; `tone` is muted, danger, warning, success or accent; `strong` and `title` carry hierarchy.

    `elided` cuts a text that doesn't fit with an ellipsis and shows the whole of it as a tool tip.
    """

    def __init__(
        self,
        text: str = "",
        *,
        tone: str = "",
        strong: bool = False,
        title: bool = False,
        wrap: bool = False,
        elided: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._full = text
        self._elided = elided
        self._measured = 0
        self._cut_at = (0, 0)
        self.spoken_role = Role.Heading if title else Role.StaticText
        self.setProperty("role", "title" if title else "strong" if strong else "body")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.set_tone(tone)
        if elided:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Colour by meaning: muted, danger, warning, success, accent, or empty for plain."""
        if tone == self.property("tone"):
            return
        self.setProperty("tone", tone)
        # Before it is shown it has no looks yet that could change.
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.style().unpolish(self)
            self.style().polish(self)

    def setText(self, text: str, /) -> None:
        self._full = text
        self.setAccessibleName(text)
        super().setText(text)

    def text(self) -> str:
        """What is to be read: cut where it does not fit."""
        return self._fitting() if self._elided else self._full

    def full_text(self) -> str:
        """The text before it was cut to the width."""
        return self._full

    def changeEvent(self, event: QEvent) -> None:
        """Qt works a frame's margins out anew with its looks, and takes them from one that is smaller than they are."""
        margins = self.contentsMargins()
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and self.contentsMargins() != margins:
            self.setContentsMargins(margins)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elided:
            hint.setWidth(24)
        return hint

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        hint = super().sizeHint()
        if self._elided:
            self._measured = self._width()
            hint.setWidth(self._measured)
        return hint

    def _width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._full) + 2

    def _fitting(self) -> str:
        room = max(24, self.contentsRect().width())
        return self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A cut text is painted cut: given to Qt, it would have everything around it laid out once more."""
        if not self._elided:
            super().paintEvent(event)
            return
        shown = self._fitting()
        now = (self._width(), self.width())
        if self._measured != now[0] or (shown != self._full and self._cut_at != now):
            # Another language draws the same signs in another width, and says so to nobody; what was measured while the
            # page was away may not have come to those who share the room out.
            self._cut_at = now
            self.updateGeometry()
        whole = self._full if shown != self._full else ""
        if whole != self.toolTip():
            self.setToolTip(whole)
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )
        painter.end()


class Badge(QLabel):
    """A word or number in a tinted pill: neutral, info, success, warning or danger."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str, /) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 4
        return QSize(max(height, metrics.horizontalAdvance(self.text()) + 16), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        look_now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look_now.color(f"{self._tone}_soft"))
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        painter.setPen(look_now.color(f"{self._tone}_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Chip(Speaks, QFrame):
    """A removable word: an element of a set, one condition of a filter."""

    removed = Signal()
    clicked = Signal()

    def __init__(
        self, text: str, remove_name: str, parent: QWidget | None = None, *, fixed: bool = False
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 1, 10 if fixed else 2, 1)
        row.setSpacing(2)
        self._label = QLabel(text, self, textFormat=Qt.TextFormat.PlainText)
        row.addWidget(self._label)
        self.remove_button = IconButton("close", f"{remove_name} {text}", self, size=12)
        self.remove_button.clicked.connect(self.removed)
        self.remove_button.setVisible(not fixed)
        row.addWidget(self.remove_button)
        self.setAccessibleName(text)

    @property
    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 26)

    def mousePressEvent(self, event: object) -> None:
        self.clicked.emit()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look_now = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look_now.color("pressed" if self.underMouse() else "neutral_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.end()
