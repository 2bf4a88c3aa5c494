"""How the map looks: land and sea, marks, the way, the scale bar. Knows colours and pixels; no record and no event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF, QTransform

from crmdesk.ui import formats, theme
from crmdesk.ui.map.camera import Camera, Point
from crmdesk.ui.map.outline import Level
from crmdesk.ui.map.projection import metres_a_pixel

NAMED = 10.5
"""The zoom from which on single places have their name beside them."""
_DOT, _STOP, _SEVERAL = 6.0, 12.0, 15.0
"""Radii in pixels."""
_NAME_WIDTH = 168
_LENGTHS = [step * 10.0**power for power in range(-2, 5) for step in (1, 2, 5)]
"""Kilometres or miles that a scale bar may stand for."""
_MILE = 1609.344
_BAR = 120
_ROOM = 32
"""Pixels from the middle of a stamp to its edge."""
_RIM = 4.0
"""Pixels around the view that a line goes on, so that its end is not seen."""


def ground(painter: QPainter, camera: Camera, level: Level | None) -> None:
    """Sea, land and borders."""
    now = theme.current()
    painter.fillRect(QRectF(0, 0, camera.width, camera.height), now.color("map_sea"))
    if level is None:
        return
    left, top, right, bottom = camera.bounds
    seen = QRectF(QPointF(left, top), QPointF(right, bottom))
    painter.save()
    painter.setTransform(
        QTransform()
        .translate(camera.width / 2, camera.height / 2)
        .scale(camera.scale, camera.scale)
        .translate(-camera.x, -camera.y)
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.color("map_land"))
    for shape in level.land:
        if shape.box.intersects(seen):
            painter.drawPolygon(shape.points)
    pen = QPen(now.color("map_border"), 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for shape in level.borders:
        if shape.box.intersects(seen):
            painter.drawPolyline(shape.points)
    painter.restore()


def way(painter: QPainter, camera: Camera, stops: Sequence[Point]) -> None:
    """The day's way as straight legs, with an arrow in the middle of each long one."""
    if len(stops) < 2:
        return
    now = theme.current()
    painter.setPen(QPen(now.color("accent"), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    points = [QPointF(*camera.to_view(*stop)) for stop in stops]
    # One by one, and no longer than they are seen: of one long line Qt makes a shape of hundreds of crossings.
    for start, end in pairwise(points):
        leg = seen(start, end, camera.width, camera.height)
        if leg is not None:
            painter.drawLine(*leg)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(now.color("accent"))
    for start, end in pairwise(points):
        _arrow(painter, start, end)


def seen(start: QPointF, end: QPointF, width: float, height: float) -> tuple[QPointF, QPointF] | None:
    """The part of a line that lies in the view, with a rim around it; None where it passes by.

    Liang and Barsky, "A new concept and method for line clipping", ACM Transactions on Graphics 3 (1984).
    """
    first, last = 0.0, 1.0
    step = end - start
    for going, room in (
        (-step.x(), start.x() + _RIM),
        (step.x(), width + _RIM - start.x()),
        (-step.y(), start.y() + _RIM),
        (step.y(), height + _RIM - start.y()),
    ):
        if going == 0 and room < 0:
            return None
        if going < 0:
            first = max(first, room / going)
        elif going > 0:
            last = min(last, room / going)
    return (start + step * first, start + step * last) if first <= last else None


def _arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    step = end - start
    length = (step.x() ** 2 + step.y() ** 2) ** 0.5
    if length < 6 * _STOP:
        return
    ahead = step / length
    aside = QPointF(-ahead.y(), ahead.x())
    tip = (start + end) / 2 + ahead * 6
    painter.drawPolygon(QPolygonF([tip, tip - ahead * 11 + aside * 5, tip - ahead * 11 - aside * 5]))


def place(painter: QPainter, at: Point, *, due: bool, chosen: bool) -> None:
    """One customer: a dot, or a diamond for one that is due."""
    now, middle = theme.current(), QPointF(*at)
    painter.setPen(QPen(now.color("surface"), 1.5))
    painter.setBrush(now.color("warning_text" if due else "neutral_text"))
    if due:
        reach = _DOT + 2
        painter.drawPolygon(
            QPolygonF(
                [
                    middle + QPointF(0, -reach),
                    middle + QPointF(reach, 0),
                    middle + QPointF(0, reach),
                    middle + QPointF(-reach, 0),
                ]
            )
        )
    else:
        painter.drawEllipse(middle, _DOT, _DOT)
    if chosen:
        _ring(painter, middle, _DOT + 4)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A disc with a number; `due` puts a second ring around it. Colours by their names in the theme."""

    number: int
    radius: float
    rim: float
    rim_color: str
    fill: str
    ink: str
    due: bool = False


def _stamp(painter: QPainter, at: Point, stamp: _Stamp) -> None:
    """Put it down on whole pixels: words are what takes time, and of hundreds of marks many say the same."""
    scale = painter.device().devicePixelRatioF()
    cut = _cut(stamp, theme.current().mode, painter.font().toString(), scale)
    left, top = (round((one - _ROOM) * scale) / scale for one in at)
    painter.drawPixmap(QPointF(left, top), cut)


@lru_cache(maxsize=512)
def _cut(stamp: _Stamp, mode: str, font: str, scale: float) -> QPixmap:
    now, middle = theme.current(), QPointF(_ROOM, _ROOM)
    cut = QPixmap(round(2 * _ROOM * scale), round(2 * _ROOM * scale))
    cut.setDevicePixelRatio(scale)
    cut.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cut)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    written = QFont()
    written.fromString(font)
    painter.setFont(written)
    painter.setPen(QPen(now.color(stamp.rim_color), stamp.rim))
    painter.setBrush(now.color(stamp.fill))
    painter.drawEllipse(middle, stamp.radius, stamp.radius)
    if stamp.due:
        painter.setPen(QPen(now.color("warning_text"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, stamp.radius + 3.5, stamp.radius + 3.5)
    _number(painter, middle, str(stamp.number), now.color(stamp.ink))
    painter.end()
    return cut


def several(painter: QPainter, at: Point, count: int, *, due: bool) -> None:
    """Some customers as one, with their number; a second ring tells that some are due."""
    radius = _SEVERAL + (3 if count >= 100 else 0) + (4 if count >= 1000 else 0)
    _stamp(painter, at, _Stamp(count, radius, 1.5, "surface", "neutral_text", "surface", due=due))


def stop(painter: QPainter, at: Point, number: int, *, chosen: bool) -> None:
    """A stop of the day with its place in the order."""
    _stamp(painter, at, _Stamp(number, _STOP, 2, "surface", "accent", "on_accent"))
    if chosen:
        _ring(painter, QPointF(*at), _STOP + 4)


def _ring(painter: QPainter, middle: QPointF, radius: float) -> None:
    painter.setPen(QPen(theme.current().color("text"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(middle, radius, radius)


def _number(painter: QPainter, middle: QPointF, text: str, color: QColor) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QRectF(middle.x() - 24, middle.y() - 12, 48, 24), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def room(at: Point) -> QRectF:
    """What a mark covers."""
    return QRectF(at[0] - _DOT, at[1] - _DOT, 2 * _DOT, 2 * _DOT)


def name_box(painter: QPainter, at: Point, text: str) -> QRectF:
    """Where the name of a place would stand: at its right."""
    metrics = QFontMetricsF(painter.font())
    width = min(metrics.horizontalAdvance(text), _NAME_WIDTH)
    return QRectF(at[0] + 12, at[1] - metrics.height() / 2, width, metrics.height())


def name(painter: QPainter, box: QRectF, text: str) -> None:
    """The name of a place, on a rim of the ground's colour, so that it is read over lines."""
    now = theme.current()
    rim = QColor(now.color("map_land"))
    rim.setAlpha(210)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(rim)
    painter.drawRoundedRect(box.adjusted(-4, -1, 4, 1), 4, 4)
    painter.setPen(now.color("text"))
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)


def scale_bar(painter: QPainter, camera: Camera) -> None:
    """How long a kilometre or a mile, or so many, is at the middle of the view."""
    unit = _MILE if formats.in_miles() else 1000.0
    pixels = unit / metres_a_pixel(camera.y, camera.zoom)
    length = max((one for one in _LENGTHS if one * pixels <= _BAR), default=_LENGTHS[0])
    text = formats.distance(length * unit / 1000)
    left, bottom, width = 16.0, camera.height - 16.0, length * pixels
    now = theme.current()
    painter.setPen(QPen(now.color("text_muted"), 1.5))
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(left, bottom - 5),
                QPointF(left, bottom),
                QPointF(left + width, bottom),
                QPointF(left + width, bottom - 5),
            ]
        )
    )
    painter.drawText(QPointF(left + 4, bottom - 6), text)


def frame(painter: QPainter, camera: Camera, *, focused: bool) -> None:
    """The edge, which shows where the keys go."""
    now = theme.current()
    painter.setPen(QPen(now.color("focus" if focused else "border"), 2 if focused else 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(0.5, 0.5, camera.width - 1, camera.height - 1), now.radius, now.radius)
