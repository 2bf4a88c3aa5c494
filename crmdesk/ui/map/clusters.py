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

_Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Some places as one: their middle in the unit square, and their numbers in the order given."""

    x: float
    y: float
    members: tuple[int, ...]


class Clusters:
    """The marks of each whole zoom, each made when it first comes into view. `places` are (x, y) in the unit square."""

    def __init__(self, places: Sequence[tuple[float, float]]) -> None:
        self._places = places
        self._levels: dict[int, dict[_Cell, list[int]]] = {}
        """The numbers of the places in each cell."""
        self._made: dict[tuple[int, _Cell], list[Mark]] = {}

    def within(self, zoom: float, left: float, top: float, right: float, bottom: float) -> Iterator[Mark]:
        """The marks whose cells lie in, or cut, this part of the unit square."""
        step = max(0, min(NEAREST, int(zoom)))
        if step not in self._levels:
            self._levels[step] = self._sorted(step)
        cells, side = self._levels[step], CELL / (TILE * 2**step)
        rows = range(int(top // side), int(bottom // side) + 1)
        columns = range(int(left // side), int(right // side) + 1)
        if len(rows) * len(columns) <= len(cells):
            seen = [(column, row) for row in rows for column in columns if (column, row) in cells]
        else:
            seen = [cell for cell in cells if cell[1] in rows and cell[0] in columns]
        for cell in seen:
            if (step, cell) not in self._made:
                self._made[step, cell] = self._marks(step, cells[cell])
            yield from self._made[step, cell]

    def _sorted(self, step: int) -> dict[_Cell, list[int]]:
        scale = TILE * 2**step / CELL
        cells: defaultdict[_Cell, list[int]] = defaultdict(list)
        for number, (x, y) in enumerate(self._places):
            cells[int(x * scale), int(y * scale)].append(number)
        return dict(cells)

    def _marks(self, step: int, members: Sequence[int]) -> list[Mark]:
        return [self._mark([one]) for one in members] if step == NEAREST else [self._mark(members)]

    def _mark(self, members: Sequence[int]) -> Mark:
        across, down = zip(*map(self._places.__getitem__, members), strict=True)
        return Mark(sum(across) / len(members), sum(down) / len(members), tuple(members))
