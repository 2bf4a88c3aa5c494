"""Web Mercator (EPSG:3857): degrees to a unit square, and back. Knows no screen."""

from __future__ import annotations

import math

NORTHMOST = math.degrees(math.atan(math.sinh(math.pi)))
"""The latitude at which the square ends, 85.05 degrees; whatever lies beyond is drawn at its edge."""
TILE = 256
"""Pixels of the whole world's side at zoom 0; each step of zoom doubles them."""
_EQUATOR = 40_075_016.686
"""Metres around the earth, as the projection has it."""


def project(lat: float, lon: float) -> tuple[float, float]:
    """x to the east and y to the south, both 0 to 1."""
    held = math.radians(max(-NORTHMOST, min(NORTHMOST, lat)))
    return (lon + 180) / 360, (1 - math.asinh(math.tan(held)) / math.pi) / 2


def unproject(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude in degrees."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y)))), x * 360 - 180


def metres_a_pixel(y: float, zoom: float) -> float:
    """How much ground a pixel shows at that height of the square."""
    lat, _ = unproject(0, y)
    return math.cos(math.radians(lat)) * _EQUATOR / (TILE * 2**zoom)
