"""Which part of the world is looked at, and how near. Pure arithmetic: it paints nothing and knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crmdesk.ui.map.projection import TILE

FARTHEST, NEAREST = 1.5, 18.0
_MARGIN = 64
"""Pixels that stay free around places that are all to be seen."""
_ALONE = 13.0
"""The zoom at which a single place is shown: its town around it."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Camera:
    """The middle of the view in the unit square, its zoom, and the size of the view in pixels."""

    x: float
    y: float
    zoom: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels of the unit square's side."""
        return float(TILE * 2**self.zoom)

    def to_view(self, x: float, y: float) -> Point:
        """Where a place lies in the view, in pixels."""
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + self.height / 2

    def to_world(self, across: float, down: float) -> Point:
        """The place under a pixel of the view."""
        return (
            self.x + (across - self.width / 2) / self.scale,
            self.y + (down - self.height / 2) / self.scale,
        )

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of what is seen."""
        return (*self.to_world(0, 0), *self.to_world(self.width, self.height))

    def resized(self, width: int, height: int) -> Camera:
        return replace(self, width=width, height=height)

    def moved(self, across: float, down: float) -> Camera:
        """After a shift by so many pixels; the middle never leaves the world."""
        return self._at(self.x + across / self.scale, self.y + down / self.scale, self.zoom)

    def zoomed(self, steps: float, across: float | None = None, down: float | None = None) -> Camera:
        """Nearer (steps above 0) or farther; the place under the pixel, or the middle, stays where it is."""
        zoom = max(FARTHEST, min(NEAREST, self.zoom + steps))
        across = self.width / 2 if across is None else across
        down = self.height / 2 if down is None else down
        x, y = self.to_world(across, down)
        scale = TILE * 2**zoom
        return self._at(x - (across - self.width / 2) / scale, y - (down - self.height / 2) / scale, zoom)

    def centred(self, x: float, y: float) -> Camera:
        """That place in the middle, no farther away than a town's view."""
        return self._at(x, y, max(self.zoom, _ALONE - 2))

    def around(self, places: Sequence[Point]) -> Camera:
        """All of these places in view with room around them; without places, as it is."""
        if not places:
            return self
        left, right = min(x for x, _ in places), max(x for x, _ in places)
        top, bottom = min(y for _, y in places), max(y for _, y in places)
        zoom = _ALONE
        room = (max(1, self.width - 2 * _MARGIN), max(1, self.height - 2 * _MARGIN))
        while zoom > FARTHEST and (
            (right - left) * TILE * 2**zoom > room[0] or (bottom - top) * TILE * 2**zoom > room[1]
        ):
            zoom -= 0.25
        return self._at((left + right) / 2, (top + bottom) / 2, max(FARTHEST, zoom))

    def _at(self, x: float, y: float, zoom: float) -> Camera:
        return replace(self, x=max(0.0, min(1.0, x)), y=max(0.0, min(1.0, y)), zoom=zoom)
