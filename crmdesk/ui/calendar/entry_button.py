"""One entry of the calendar on the screen: a button that is painted, named for screen readers and left to its view.

The pointer's moves go on to the view around it, which knows the days and hours.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.calendar.words import Shown, spoken, tip
from crmdesk.ui.desk import Desk

EDGE = 6
"""Pixels at the lower edge that change its length."""
_LINE = 17
_ICON = 14
_LEAST_ROOM = 16
"""Pixels below which a text would be nothing but an ellipsis."""
_ROOM_FOR_KIND = 64
_ROOM_FOR_CLOCK = 160
"""Pixels of width from which a slim line begins with its time."""


class EntryButton(Speaks, QAbstractButton):
    """Enter opens it, Space completes a task; a double click opens it."""

    spoken_role = Role.Button

    def spoken_press(self) -> Callable[[], object]:
        return self.opened.emit

    opened = Signal()
    ticked = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.shown: Shown | None = None
        self.slim = False
        """One line, as above the hours and in a month."""
        self.with_clock = False
        """The slim line begins with the time."""
        self._looks: tuple[object, ...] | None = None
        self._picture = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setMouseTracking(True)

    def show_entry(self, shown: Shown, *, slim: bool = False, with_clock: bool = False) -> None:
        """Show another entry, or the same one anew."""
        if (shown, slim, with_clock) == (self.shown, self.slim, self.with_clock):
            return
        self.shown, self.slim, self.with_clock = shown, slim, with_clock
        self._looks = None
        self.setText(shown.name.replace("&", "&&"))
        self.setAccessibleName(spoken(self._desk, shown))
        self.setToolTip(tip(self._desk, shown))
        self.update()

    def resizable_at(self, y: float) -> bool:
        """Whether the pointer there would change its length."""
        each = self.shown
        movable = each is not None and not self.slim and each.fixed is None and not each.all_day
        return movable and y >= self.height() - EDGE

    # -- pointer and keys ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.SizeVerCursor if self.resizable_at(event.position().y()) else None
        if event.buttons() == Qt.MouseButton.NoButton:
            self.setCursor(shape or Qt.CursorShape.PointingHandCursor)
        event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Space:
            if self.shown is not None and self.shown.record.type == "task":
                self.ticked.emit()
            else:
                self.opened.emit()
        else:
            event.ignore()  # arrows and letters are the view's

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    # -- painting ------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(120, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A full week is many entries: each is drawn once and kept until it looks different."""
        each, scale = self.shown, self.devicePixelRatioF()
        if each is None:
            return
        looks = (each, self.size(), self.hasFocus(), self.underMouse(), theme.current().mode, scale)
        if looks != self._looks:
            self._looks = looks
            self._picture = QPixmap(self.size() * scale)
            self._picture.setDevicePixelRatio(scale)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            self._draw(painter, each)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        self._looks = None  # another font or palette
        super().changeEvent(event)

    def _draw(self, painter: QPainter, each: Shown) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self._paint_ground(painter, each)
        painter.setPen(theme.current().color(f"{each.tone}_text"))
        left = self._paint_icons(painter, each)
        room = QRect(left, 0, self.width() - left - 6, self.height())
        if self.slim:
            clock = each.begins if self.with_clock and self.width() >= _ROOM_FOR_CLOCK else ""
            self._paint_line(painter, each, room, f"{clock} {each.name}".strip())
        else:
            self._paint_lines(painter, each, room.adjusted(0, 3, 0, -3))

    def _paint_ground(self, painter: QPainter, each: Shown) -> None:
        now = theme.current()
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("surface"))
        painter.drawRoundedRect(body, 4, 4)
        edge = QPen(now.color(f"{each.tone}_text"), 1)
        if each.over:
            edge.setStyle(Qt.PenStyle.DotLine)
        painter.setPen(edge if not each.hint else Qt.PenStyle.NoPen)
        painter.setBrush(now.color("hover" if self.underMouse() else f"{each.tone}_soft"))
        painter.drawRoundedRect(body, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(now.color("danger" if each.against else f"{each.tone}_text"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, 4 if each.against else 3, self.height() - 2), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(QPen(now.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -2, -2), 4, 4)

    def _paint_icons(self, painter: QPainter, each: Shown) -> int:
        """Kind, state and what is the matter; gives where the words begin."""
        names = [each.icon] if self.width() >= _ROOM_FOR_KIND else []
        names += [each.mark] if each.mark else []
        names += ["agreed"] if each.agreed else []
        names += ["warning"] if each.against else []
        is_locked = each.fixed is not None and each.record.fields.get("submitted_at") is not None
        names += ["lock"] if is_locked and not self.slim else []
        left = 8
        top = (self.height() - _ICON) // 2 if self.slim or self.height() < 2 * _LINE else 4
        for name in names:
            ink = "danger_text" if name == "warning" and each.against else f"{each.tone}_text"
            painter.drawPixmap(left, top, theme.pixmap(name, ink, _ICON))
            left += _ICON + 3
        return left + 1

    def _paint_line(
        self, painter: QPainter, each: Shown, room: QRect, text: str, *, strong: bool = False
    ) -> None:
        if room.width() < _LEAST_ROOM:
            return
        font = QFont(self.font())
        if strong:
            font.setWeight(QFont.Weight(theme.current().strong_weight))
        font.setStrikeOut(each.over and each.mark == "close")
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_lines(self, painter: QPainter, each: Shown, room: QRect) -> None:
        lines = max(1, room.height() // _LINE)
        metrics = painter.fontMetrics()
        when = each.when if metrics.horizontalAdvance(each.when) <= self.width() - 14 else each.begins
        texts = [each.name, when, each.note][:lines]
        if lines == 1:
            self._paint_line(painter, each, room, " ".join(part for part in (each.name, each.when) if part))
            return
        below = room.width() < 2 * _LEAST_ROOM  # the icons alone fill the first line
        for number, text in enumerate((part for part in texts if part), start=int(below)):
            left = room.left() if number == 0 else 8
            line = QRect(left, room.top() + number * _LINE, self.width() - left - 6, _LINE)
            self._paint_line(painter, each, line, text, strong=number == int(below))
