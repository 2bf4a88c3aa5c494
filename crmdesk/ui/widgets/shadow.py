"""Owns what lies under a list that floats above a page: its shadow, and a ground that spares the page being painted.

The shadow is drawn once, and lies beside its owner, not over it: an effect on the owner would blur all of it anew with
every line that changes.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QMarginsF, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QRegion, QResizeEvent
from PySide6.QtWidgets import QGraphicsDropShadowEffect, QGraphicsScene, QWidget

_REACH, _DROP, _DEPTH = 32, 8, 70
"""Pixels that it spreads, pixels that it lies lower, opacity of 255."""
_REACHES = QMarginsF(_REACH, _REACH, _REACH, _REACH)
_RADIUS = 8
_CORNER = 2 * _REACH
"""Side of a corner of the drawing, in which all that bends has room; what is between them is drawn out."""


@lru_cache(maxsize=1)
def _drawing() -> QPixmap:
    """The shadow of the smallest rounded rectangle that has all four corners, a pixel a pixel of the style: an effect
    knows no others, and what is as soft as this can be drawn larger."""
    side = 2 * _CORNER + 1
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, side, side) - _REACHES, _RADIUS, _RADIUS)
    effect = QGraphicsDropShadowEffect(blurRadius=_REACH)
    effect.setOffset(0, side)
    effect.setColor(QColor(0, 0, 0, _DEPTH))
    scene = QGraphicsScene()
    scene.addPath(path, QPen(Qt.PenStyle.NoPen), Qt.GlobalColor.black).setGraphicsEffect(effect)
    # What throws the shadow stands above it, in a half of its own that is cut off again.
    image = QPixmap(side, 2 * side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    scene.render(painter, QRectF(image.rect()), QRectF(0, 0, side, 2 * side))
    painter.end()
    return image.copy(0, side, side, side)


class Shadow(QWidget):
    """Follows its owner, a child of a window: where it stands, whether it is shown, above what it lies."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner.parentWidget())
        self._owner = owner
        self._ground = Ground(owner.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Only its lower end moves where the owner grows or shrinks.
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.hide()
        owner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        elif kind in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange):
            for one in (self, self._ground):
                if one.parentWidget() is not self._owner.parentWidget():
                    one.setParent(self._owner.parentWidget())
            self._follow()
            for one in (self, self._ground):
                one.setVisible(kind == QEvent.Type.Show)
        if kind in (QEvent.Type.Show, QEvent.Type.ZOrderChange):
            self.stackUnder(self._owner)
            self._ground.stackUnder(self._owner)
        return False

    def _follow(self) -> None:
        owner = self._owner.geometry()
        self.setGeometry(owner.translated(0, _DROP).marginsAdded(_REACHES.toMargins()))
        self._ground.setGeometry(owner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        unbent = min(event.oldSize().height(), self.height()) - _CORNER
        if event.oldSize().width() != self.width() or unbent < _CORNER:
            self.update()
        else:
            self.update(0, unbent, self.width(), self.height() - unbent)

    def paintEvent(self, event: QPaintEvent) -> None:
        drawing, painter = _drawing(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        columns, rows = _thirds(self.width()), _thirds(self.height())
        for across, (left, width, from_left, from_width) in enumerate(columns):
            for down, (top, height, from_top, from_height) in enumerate(rows):
                if across == 1 and down == 1:
                    continue  # its owner lies there
                target = QRect(QPoint(left, top), QSize(width, height))
                source = QRect(QPoint(from_left, from_top), QSize(from_width, from_height))
                painter.drawPixmap(target, drawing, source)
        painter.end()


class Ground(QWidget):
    """Opaque where its owner is, everywhere but in the rounded corners: Qt paints nothing that lies under it, be it a
    whole page, when a line of the owner changes. It paints nothing itself, as its owner covers it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        whole, corner = self.rect(), QRect(0, 0, _RADIUS, _RADIUS)
        covered = QRegion(whole)
        for across in (0, whole.width() - _RADIUS):
            for down in (0, whole.height() - _RADIUS):
                covered -= QRegion(corner.translated(across, down))
        inside = _RADIUS - 1  # the curve goes by the innermost pixel of a corner
        self.setMask(covered + QRegion(whole.adjusted(inside, inside, -inside, -inside)))


def _thirds(length: int) -> tuple[tuple[int, int, int, int], ...]:
    """Start and length of both ends and of what is between them: in the widget, then in the drawing."""
    end = min(_CORNER, length // 2)
    return (
        (0, end, 0, end),
        (end, length - 2 * end, _CORNER, 1),
        (length - end, end, 2 * _CORNER + 1 - end, end),
    )
