"""Places that would lie on each other, drawn as one with their number. Knows positions alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crmdesk.ui.map.projection import TILE

CELL = 56
"""Pixels of the side of a cell; the places of one cell are one mark."""
NEAREST = 17
"""The zoom from which on every place is drawn for itself."""

_Cells = dict[tuple[int, int], list["Mark"]]


@dataclass(frozen=True, slots=True)
class Mark:
    """Some places as one: their middle in the unit square, and their numbers in the order given."""

    x: float
    y: float
    members: tuple[int, ...]


class Clusters:
    """The marks of each whole zoom, made when first asked for. `places` are (x, y) in the unit square."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        self._places = places
        self._levels: dict[int, _Cells] = {}

    def within(self, zoom: float, left: float, top: float, right: float, bottom: float) -> Iterator[Mark]:
        """The marks whose cells lie in, or cut, this part of the unit square."""
        step = max(0, min(NEAREST, int(zoom)))
        if step not in self._levels:
            self._levels[step] = self._make(step)
        cells, side = self._levels[step], CELL / (TILE * 2**step)
        rows = range(int(top // side), int(bottom // side) + 1)
        columns = range(int(left // side), int(right // side) + 1)
        if len(rows) * len(columns) <= len(cells):
            for row in rows:
                for column in columns:
                    yield from cells.get((column, row), ())
        else:
            for (column, row), marks in cells.items():
                if row in rows and column in columns:
                    yield from marks

    def _make(self, step: int) -> _Cells:
        scale = TILE * 2**step / CELL
        cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (x, y) in enumerate(self._places):
            cells[int(x * scale), int(y * scale)].append(number)
        if step == NEAREST:
            return {cell: [self._mark([one]) for one in members] for cell, members in cells.items()}
        return {cell: [self._mark(members)] for cell, members in cells.items()}

    def _mark(self, members: Sequence[int]) -> Mark:
        across, down = zip(*map(self._places.__getitem__, members), strict=True)
        return Mark(sum(across) / len(members), sum(down) / len(members), tuple(members))
