"""The map itself: outlines, marks of customers and the day's way, moved by pointer, wheel and keys. Reads no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from crmdesk.store.map_places import MapPlace
from crmdesk.ui import theme
from crmdesk.ui.accessible import Role, Speaks
from crmdesk.ui.map import paint
from crmdesk.ui.map.camera import Camera, Point
from crmdesk.ui.map.clusters import Clusters, Mark
from crmdesk.ui.map.outline import Level, Outline
from crmdesk.ui.models import QueryRunner
from crmdesk.ui.translations import Retranslates

_PAN = 80
"""Pixels that an arrow key moves the map."""
_REACH = 16
"""Pixels around a mark's middle that belong to it."""
_FEW = 12
"""Names that a mark of several tells in its tip."""
_DRAG = 4
"""Pixels below which a press is a click."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the map marks: every place, which of them are due, and the stops of the day in their order."""

    places: tuple[MapPlace, ...] = ()
    points: tuple[Point, ...] = ()
    """Where these lie in the unit square."""
    due: frozenset[str] = frozenset()
    stops: tuple[str, ...] = ()
    """Accounts of the day, in order; one without a place is not on the map."""


class MapView(Speaks, Retranslates, QWidget):
    """`activated` tells the account that was clicked; `moved` that another part of the world is in view."""

    spoken_role = Role.Graphic

    activated = Signal(str)
    moved = Signal()

    def __init__(self, outline: Outline, runner: QueryRunner) -> None:
        super().__init__()
        self._outline, self._runner = outline, runner
        self._level: Level | None = None
        self._level_step = -1
        self.camera = Camera(0.5, 0.4, 2.0, 800, 600)
        self.shown = Shown()
        self._at: dict[str, Point] = {}
        self._points: tuple[Point, ...] = ()
        self._due: frozenset[int] = frozenset()
        """The numbers of the places that are due."""
        self._clusters = Clusters([])
        self._pressed: QPointF | None = None
        self._dragged = False
        self.chosen = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        theme.on_change(self.update)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Map"))
        self._describe()

    def _describe(self) -> None:
        self.setAccessibleDescription(
            self.tr("%n customers in view. Arrow keys move, plus and minus zoom.", "", len(self.in_view()))
        )

    def sizeHint(self) -> QSize:
        return QSize(800, 600)

    # -- what is shown -------------------------------------------------------------------------------------

    def show_places(self, shown: Shown) -> None:
        """Replace what is marked; what is looked at stays."""
        if shown.places != self.shown.places:
            self._points = shown.points
            self._at = {place.account: at for place, at in zip(shown.places, self._points, strict=True)}
            self._clusters = Clusters(self._points)
        self.shown = shown
        self._due = frozenset(
            number for number, place in enumerate(shown.places) if place.account in shown.due
        )
        self._describe()
        self.update()

    def choose(self, account: str) -> None:
        """Mark one account, and bring it into view if it is out of it."""
        self.chosen = account
        at = self._at.get(account)
        if at is not None:
            left, top, right, bottom = self.camera.bounds
            if not (left < at[0] < right and top < at[1] < bottom):
                self._look(self.camera.centred(*at))
        self.update()

    def look_at(self, accounts: Sequence[str]) -> None:
        """Bring all of these into view; all places when there is none of them on the map."""
        found = [self._at[account] for account in accounts if account in self._at]
        self._look(self.camera.around(found or self._points))

    def in_view(self) -> list[MapPlace]:
        """The places that are seen now, by name."""
        left, top, right, bottom = self.camera.bounds
        return [
            place
            for place, (x, y) in zip(self.shown.places, self._points, strict=True)
            if left <= x <= right and top <= y <= bottom
        ]

    def _look(self, camera: Camera) -> None:
        if camera == self.camera:
            return
        self.camera = camera
        self._describe()
        self.update()
        self.moved.emit()

    # -- painting ------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._need_level()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.ground(painter, self.camera, self._level)
        stops = [self._at[account] for account in self.shown.stops if account in self._at]
        paint.way(painter, self.camera, stops)
        numbered = set(self.shown.stops)
        marks = self._marks()
        self._paint_names(painter, marks, numbered)
        for mark in marks:
            self._paint_mark(painter, mark, numbered)
        for number, account in enumerate(self.shown.stops, start=1):
            if account in self._at:
                paint.stop(
                    painter, self.camera.to_view(*self._at[account]), number, chosen=account == self.chosen
                )
        paint.scale_bar(painter, self.camera)
        paint.frame(painter, self.camera, focused=self.hasFocus())
        painter.end()

    def _paint_mark(self, painter: QPainter, mark: Mark, numbered: set[str]) -> None:
        at = self.camera.to_view(mark.x, mark.y)
        due = not self._due.isdisjoint(mark.members)
        if len(mark.members) > 1:
            paint.several(painter, at, len(mark.members), due=due)
            return
        account = self.shown.places[mark.members[0]].account
        if account not in numbered:
            paint.place(painter, at, due=due, chosen=account == self.chosen)

    def _paint_names(self, painter: QPainter, marks: Sequence[Mark], numbered: set[str]) -> None:
        """Names of single places, as far as they lie on no mark and on no other name."""
        if self.camera.zoom < paint.NAMED:
            return
        taken = [paint.room(self.camera.to_view(mark.x, mark.y)) for mark in marks]
        for mark in marks:
            place = self.shown.places[mark.members[0]]
            if len(mark.members) > 1 or place.account in numbered:
                continue
            at = self.camera.to_view(mark.x, mark.y)
            box = paint.name_box(painter, at, place.name)
            if not any(box.intersects(other) for other in taken):
                taken.append(box)
                paint.name(painter, box, place.name)

    def _marks(self) -> list[Mark]:
        return list(self._clusters.within(self.camera.zoom, *self.camera.bounds))

    def _need_level(self) -> None:
        """Shapes for another zoom are made in the background; until then the ones before are painted."""
        step = self._outline.step(self.camera.zoom)
        if step != self._level_step:
            self._level_step = step
            self._runner.submit(
                ("outline", id(self)), partial(self._outline.level, step), self._on_level_made
            )

    def _on_level_made(self, level: Level) -> None:
        self._level = level
        self.update()

    # -- pointer and keys ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            over = self._mark_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        step = self._pressed - event.position()
        if self._dragged or step.manhattanLength() >= _DRAG:
            self._dragged = True
            self._pressed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._look(self.camera.moved(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        self.unsetCursor()
        if not self._dragged:
            self._click(event.position())

    def _click(self, position: QPointF) -> None:
        mark = self._mark_at(position)
        if mark is None:
            return
        if len(mark.members) > 1:
            self._look(self.camera.around([self._points[one] for one in mark.members]))
        else:
            self.activated.emit(self.shown.places[mark.members[0]].account)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mark_at(event.position()) is None:
            self._look(self.camera.zoomed(1, event.position().x(), event.position().y()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        at = event.position()
        self._look(self.camera.zoomed(event.angleDelta().y() / 240, at.x(), at.y()))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._acts().get(Qt.Key(event.key()))
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        ) == (Qt.KeyboardModifier.NoModifier)
        if act is None or not plain:
            super().keyPressEvent(event)
        else:
            act()

    def _acts(self) -> dict[Qt.Key, Callable[[], None]]:
        def pan(across: int, down: int) -> Callable[[], None]:
            return lambda: self._look(self.camera.moved(across * _PAN, down * _PAN))

        return {
            Qt.Key.Key_Left: pan(-1, 0),
            Qt.Key.Key_Right: pan(1, 0),
            Qt.Key.Key_Up: pan(0, -1),
            Qt.Key.Key_Down: pan(0, 1),
            Qt.Key.Key_Plus: self.nearer,
            Qt.Key.Key_Equal: self.nearer,
            Qt.Key.Key_Minus: self.farther,
            Qt.Key.Key_Home: self.look_at_all,
            Qt.Key.Key_0: self.look_at_all,
        }

    def nearer(self) -> None:
        """One step nearer."""
        self._look(self.camera.zoomed(0.5))

    def farther(self) -> None:
        """One step farther away."""
        self._look(self.camera.zoomed(-0.5))

    def look_at_all(self) -> None:
        """Every customer in view."""
        self.look_at(())

    def _mark_at(self, position: QPointF) -> Mark | None:
        near = [
            (distance, mark)
            for mark in self._marks()
            if (distance := _far(self.camera.to_view(mark.x, mark.y), position)) <= _REACH
        ]
        return min(near, key=lambda one: one[0])[1] if near else None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self._tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def _tip(self, at: QPoint, globally: QPoint) -> None:
        mark = self._mark_at(QPointF(at))
        if mark is None:
            QToolTip.hideText()
            return
        names = [self.shown.places[one].name for one in mark.members[:_FEW]]
        rest = len(mark.members) - len(names)
        if rest:
            names.append(self.tr("and %n more", "", rest))
        QToolTip.showText(globally, "\n".join(names), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.camera = self.camera.resized(event.size().width(), event.size().height())
        self._describe()
        self.moved.emit()


def _far(one: Point, other: QPointF) -> float:
    return max(abs(one[0] - other.x()), abs(one[1] - other.y()))
