"""The bubble of the tour and the ring around what it points at. They lie over the window and lock nothing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui import theme
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, Label

_WIDTH = 336
_GAP, _EDGE = 12, 16
"""Pixels between target and bubble, and between bubble and the window's edge."""
_RING = 4
_LINE = 2
"""Pixels of the bubble's own line."""


class Ring(QWidget):
    """A line around a target; what is under it is clicked as always."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def surround(self, target: QRect | None) -> None:
        """Show around a place in the window, or nowhere."""
        self.setVisible(target is not None)
        if target is not None:
            self.setGeometry(target.adjusted(-_RING, -_RING, _RING, _RING))
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().colors["accent"]), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        painter.end()


class Bubble(Retranslates, QFrame):
    """Title, a sentence or two, how far the tour is, and its buttons. Enter goes on, Esc ends it."""

    back = Signal()
    forth = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._words = ("", "")
        self._at = (0, 1)
        self.setObjectName("tourBubble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = Label(strong=True, wrap=True)
        self.skip = IconButton("close")
        self.skip.clicked.connect(self.left)
        head.addWidget(self.title, 1)
        head.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.text = Label(wrap=True)
        column.addWidget(self.text)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.count = Label(tone="muted")
        self.back_button, self.next_button = Button(), Button(kind="primary")
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forth)
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        foot.addWidget(self.next_button)
        column.addLayout(foot)
        self.hide()
        self.retranslate()

    def say(self, title: str, text: str, number: int, of: int) -> None:
        """Show a step, `number` (from 0) of so many."""
        self._words, self._at = (title, text), (number, of)
        self.retranslate()

    def retranslate(self) -> None:
        (title, text), (number, of) = self._words, self._at
        self.title.setText(title)
        self.text.setText(text)
        self.count.setText(self.tr("{0} of {1}").format(number + 1, of))
        self.back_button.setText(self.tr("Back"))
        self.back_button.setVisible(number > 0)
        self.next_button.setText(self.tr("Next") if number + 1 < of else self.tr("Done"))
        # Who hears the window instead of seeing it is told the step with the button that has the keyboard.
        self.next_button.setAccessibleDescription(f"{title}. {text}")
        self.skip.set_name(self.tr("End the tour"), "Esc")
        self.setAccessibleName(self.tr("Tour: {0}").format(title))
        self.setAccessibleDescription(text)

    def stand_by(self, target: QRect | None, room: QSize) -> None:
        """Take a place beside a target: below, above or at its right, wherever the window has room."""
        layout = self.layout()
        assert layout is not None
        size = QSize(_WIDTH, layout.totalHeightForWidth(_WIDTH - 2 * _LINE) + 2 * _LINE)
        self.resize(size)
        self.move(_beside(target, size, room))
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_button.click()
        else:
            super().keyPressEvent(event)


def _beside(target: QRect | None, size: QSize, room: QSize) -> QPoint:
    """The upper left corner of a bubble, wholly inside the window and off its target."""
    if target is None:
        return QPoint((room.width() - size.width()) // 2, room.height() - size.height() - 3 * _EDGE)
    right = target.right() + _GAP + size.width() + _EDGE <= room.width()
    if target.bottom() + _GAP + size.height() + _EDGE <= room.height():
        corner = QPoint(target.left(), target.bottom() + _GAP)
    elif right:
        corner = QPoint(target.right() + _GAP, target.bottom() - size.height())
    else:
        corner = QPoint(target.left(), target.top() - _GAP - size.height())
    across = min(max(corner.x(), _EDGE), room.width() - size.width() - _EDGE)
    return QPoint(across, max(_EDGE, min(corner.y(), room.height() - size.height() - _EDGE)))
