"""Owns one chip of the quick log: what was understood, corrected by Enter, taken away by Delete. Knows no fact."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crmdesk.ui import theme
from crmdesk.ui.widgets.pressing import pressed_by_enter
from crmdesk.ui.widgets.touch import TOUCH

_HEIGHT, _ICON, _PAD, _GAP, _WIDEST = TOUCH, 16, 14, 6, 360


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip shows. `name` is what a screen reader says; `open`, shown as a question mark, waits for a choice."""

    key: str
    icon: str
    text: str
    name: str
    open: bool = False
    droppable: bool = True


class FactChip(QAbstractButton):
    """Enter, Space or a click corrects; Delete drops; left and right go to the neighbours."""

    dropped = Signal()
    stepped = Signal(int)
    """-1 to the chip before, 1 to the one behind."""

    def __init__(self, shown: ChipText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(shown)

    def show_text(self, shown: ChipText) -> None:
        """Show another text; the keyboard stays."""
        self.shown = shown
        self.setText(shown.text)
        self.setAccessibleName(shown.name)
        self.setToolTip(shown.name)
        self.updateGeometry()
        self.update()

    def label(self) -> str:
        """Its words, however much room there is for them."""
        return self._asked(self.shown.text)

    def _asked(self, text: str) -> str:
        return self.tr("{0}?").format(text) if self.shown.open else text

    def fitted(self, room: int) -> str:
        """The words that are painted in `room` pixels: a question stays one, whatever it has to leave out."""
        sizes = self.fontMetrics()
        mark = sizes.horizontalAdvance(self._asked(""))
        return self._asked(sizes.elidedText(self.shown.text, Qt.TextElideMode.ElideRight, room - mark))

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(self.label())
        return QSize(min(_WIDEST, words + 4 + _ICON + _GAP + 2 * _PAD), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if pressed_by_enter(self, event):
            return
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.shown.droppable:
            self.dropped.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.current()
        tone = "warning" if self.shown.open else "info"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(now.color("focus") if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(now.color("pressed") if self.underMouse() else now.color(f"{tone}_soft"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus():  # twice as wide, so that it is seen beside the others
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), box.height() / 2, box.height() / 2)
        color = "text" if self.underMouse() else f"{tone}_text"
        top = (self.height() - _ICON) // 2
        painter.drawPixmap(_PAD, top, theme.pixmap(self.shown.icon, color, _ICON))
        painter.setPen(now.color(color))
        left = _PAD + _ICON + _GAP
        room = self.width() - left - _PAD
        painter.drawText(
            left, 0, room + 4, self.height(), Qt.AlignmentFlag.AlignVCenter, self.fitted(room + 4)
        )
        painter.end()
