"""The world's outlines from a TopoJSON file, as shapes to paint at each zoom. Reads one file; paints nothing.

Source of the format: Bostock and Metcalf, "The TopoJSON Format Specification" 1.0 (arcs, quantization, transform).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from crmdesk.ui.map.projection import TILE, project

FINEST = 7
"""The zoom beyond which the file has no more detail."""
_BLUR = 0.6
"""Pixels that a point may lie from the one before and be left out."""

Line = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A ring or a line in the unit square, and the rectangle it lies in."""

    box: QRectF
    points: QPolygonF


@dataclass(frozen=True, slots=True)
class Level:
    """What to paint at a zoom: land to fill, and every coast and border once."""

    land: tuple[Shape, ...]
    borders: tuple[Shape, ...]


class _Transform(msgspec.Struct):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Geometry(msgspec.Struct):
    arcs: msgspec.Raw
    type: str = ""


class _Collection(msgspec.Struct):
    geometries: list[_Geometry]


class _Topology(msgspec.Struct):
    arcs: list[list[tuple[int, int]]]
    transform: _Transform
    objects: dict[str, _Collection]


class Outline:
    """Levels are made when they are first asked for, on whatever thread asks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._levels: dict[int, Level] = {}

    @staticmethod
    def step(zoom: float) -> int:
        """The level that suits a zoom."""
        return max(0, min(FINEST, round(zoom)))

    def level(self, step: int) -> Level:
        """The shapes of a level. Raises OSError, or msgspec.MsgspecError for a file that is not TopoJSON."""
        if step not in self._levels:
            self._levels[step] = self._make(step)
        return self._levels[step]

    @cached_property
    def _topology(self) -> _Topology:
        return msgspec.json.decode(self._path.read_bytes(), type=_Topology)

    @cached_property
    def _arcs(self) -> list[Line]:
        scale, shift = self._topology.transform.scale, self._topology.transform.translate
        found: list[Line] = []
        for arc in self._topology.arcs:
            x = y = 0
            line: Line = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append(project(y * scale[1] + shift[1], x * scale[0] + shift[0]))
            found.append(line)
        return found

    @cached_property
    def _rings(self) -> list[list[int]]:
        """Every ring of land as numbers of arcs; a number below 0 is the arc `~number` backwards."""
        found: list[list[int]] = []
        for geometry in self._topology.objects["land"].geometries:
            if geometry.type == "Polygon":
                found += msgspec.json.decode(geometry.arcs, type=list[list[int]])
            elif geometry.type == "MultiPolygon":
                for polygon in msgspec.json.decode(geometry.arcs, type=list[list[list[int]]]):
                    found += polygon
        return found

    def _make(self, step: int) -> Level:
        least = _BLUR / (TILE * 2**step)
        arcs = [_thinned(arc, least) for arc in self._arcs]
        land = (_shape(_joined(arcs, ring)) for ring in self._rings)
        borders = (_shape(arc) for arc in arcs)
        return Level(
            tuple(shape for shape in land if _extent(shape.box) > least),
            tuple(shape for shape in borders if _extent(shape.box) > least),
        )


def _thinned(line: Line, least: float) -> Line:
    """Without points that lie closer than `least` to the last one kept; both ends stay, so that arcs still meet."""
    kept = [line[0]]
    last_x, last_y = line[0]
    for x, y in line[1:-1]:
        if abs(x - last_x) > least or abs(y - last_y) > least:
            kept.append((x, y))
            last_x, last_y = x, y
    return [*kept, line[-1]]


def _joined(arcs: Sequence[Line], ring: Iterable[int]) -> Line:
    points: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc if not points else arc[1:]
    return points


def _shape(line: Line) -> Shape:
    polygon = QPolygonF([QPointF(x, y) for x, y in line])
    return Shape(polygon.boundingRect(), polygon)


def _extent(box: QRectF) -> float:
    return max(box.width(), box.height())
