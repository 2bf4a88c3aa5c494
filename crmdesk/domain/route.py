"""In which order to call on places so that the way is short. Knows distances alone: no map, no roads, no clock.

The search is an iterated local one: 2-opt and Or-opt moves over each place's nearest neighbours until none helps, then
a small random knot (a double bridge among close places), mended where it was tied and kept if the way got no longer.
Sources: Bentley, "Fast algorithms for geometric traveling salesman problems" (ORSA Journal on Computing 4, 1992) for
the neighbour lists and the don't-look bits; Martin, Otto and Felten, "Large-step Markov chains for the traveling
salesman problem" (Complex Systems 5, 1991) for the double bridge.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

Matrix = Sequence[Sequence[float]]
"""Distances, the same both ways, in any unit: `matrix[a][b]`."""

EARTH_RADIUS = 6_371.0088
"""Kilometres, the mean radius R1 of the Geodetic Reference System 1980."""
_NEIGHBOURS = 8
_LONGEST_MOVED = 3
"""Places that Or-opt moves at a time."""
_REACH = 30
"""Positions that a knot spans at most: wide enough to leave a local best, narrow enough to be mended at once."""
_SAME = 1e-9


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres between two places given in degrees (latitude, longitude), by the haversine formula."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    square = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * math.asin(min(1.0, math.sqrt(square)))


def distances(places: Sequence[tuple[float, float]]) -> list[list[float]]:
    """Kilometres between all of these places (degrees)."""
    found = [[0.0] * len(places) for _ in places]
    for i, a in enumerate(places):
        for j in range(i):
            found[i][j] = found[j][i] = great_circle(a, places[j])
    return found


def length(matrix: Matrix, order: Sequence[int], *, back: bool = False) -> float:
    """How long the way is; `back`: with the way from the last place to the first."""
    way = sum(matrix[a][b] for a, b in pairwise(order))
    return way + matrix[order[-1]][order[0]] if back and order else way


def best_order(
    matrix: Matrix, *, back: bool = True, last: int | None = None, knots: int | None = None, seed: int = 1
) -> list[int]:
    """All places in an order that makes the way short; it begins with place 0.

    `back`: the way leads back to 0 at its end. Otherwise it ends at `last`, or wherever is best. `knots` is how often
    a better way is looked for after the first; None suits the number of places. The same arguments give the same order.
    Raises ValueError for a matrix that is not square, for `last` outside of it, or 0, or together with `back`.
    """
    count = len(matrix)
    if any(len(row) != count for row in matrix):
        raise ValueError("distances must be a square matrix")
    if last is not None and (back or not 0 < last < count):
        raise ValueError("a way ends at its last place or where it began")
    if count <= (2 if last is None else 3):
        middle = [one for one in range(1, count) if one != last]
        return [*range(min(count, 1)), *middle, *([] if last is None else [last])]
    if back:
        return _Search(matrix, seed).run(knots)
    return _open_way(matrix, last, knots, seed)


def _open_way(matrix: Matrix, last: int | None, knots: int | None, seed: int) -> list[int]:
    """A way that does not return is a round trip with a leg that costs less than nothing, so that it stays in."""
    count = len(matrix)
    bonus = -4.0 * (1.0 + max(max(row) for row in matrix))
    closed = [list(row) for row in matrix]
    if last is None:
        # A place nowhere: it costs nothing to get there from anywhere, and it lies next to the start.
        closed = [[*row, 0.0] for row in closed]
        closed.append([0.0] * (count + 1))
        last = count
    closed[0][last] = closed[last][0] = bonus
    tour = _Search(closed, seed).run(knots)
    if tour[1] == last:
        tour = [tour[0], *reversed(tour[1:])]
    return [one for one in tour if one < count]


class _Search:
    """One round trip under improvement. `tour[position[x]] == x` always."""

    def __init__(self, matrix: Matrix, seed: int) -> None:
        self._matrix = [list(row) for row in matrix]
        self._count = len(matrix)
        self._random = Random(seed)
        self._near = [
            sorted((other for other in range(self._count) if other != one), key=row.__getitem__)[:_NEIGHBOURS]
            for one, row in enumerate(self._matrix)
        ]
        self._tour = self._by_nearest()
        self._position = [0] * self._count
        self._renumber(0, self._count)

    def run(self, knots: int | None) -> list[int]:
        """The order found, from place 0 on."""
        self._improve(list(range(self._count)))
        for _ in range(20 * self._count if knots is None else knots):
            before, gained = list(self._tour), self._knot()
            if gained is None:
                break
            lost, ends = gained
            if self._improve(ends) - lost < -_SAME:
                self._tour = before
                self._renumber(0, self._count)
        start = self._position[0]
        return self._tour[start:] + self._tour[:start]

    def _by_nearest(self) -> list[int]:
        left, tour = set(range(1, self._count)), [0]
        while left:
            row = self._matrix[tour[-1]]
            # The number decides between places equally far, for a set has no order of its own.
            nearest = min(left, key=lambda one: (row[one], one))
            left.discard(nearest)
            tour.append(nearest)
        return tour

    def _renumber(self, start: int, end: int) -> None:
        position, tour = self._position, self._tour
        for at in range(start, end):
            position[tour[at]] = at

    def _knot(self) -> tuple[float, list[int]] | None:
        """Exchanges two neighbouring stretches; gives what that costs, and the places at their ends."""
        count, matrix = self._count, self._matrix
        span = min(_REACH, count - 1)
        if span < 3:
            return None
        start = self._random.randrange(count)
        self._tour = self._tour[start:] + self._tour[:start]
        tour = self._tour
        first, second, third = sorted(self._random.sample(range(1, span + 1), 3))
        a, b, c, d = tour[first - 1], tour[first], tour[second - 1], tour[second]
        e, f = tour[third - 1], tour[third % count]
        tour[first:third] = tour[second:third] + tour[first:second]
        self._renumber(0, count)
        cost = matrix[a][d] + matrix[e][b] + matrix[c][f] - matrix[a][b] - matrix[c][d] - matrix[e][f]
        return cost, [a, b, c, d, e, f]

    def _improve(self, waiting: list[int]) -> float:
        """Moves that help, around the places that wait, until none does; what they gained."""
        queued, gained = set(waiting), 0.0
        while waiting:
            place = waiting.pop()
            queued.discard(place)
            while (found := self._two_opt(place) or self._or_opt(place)) is not None:
                gain, touched = found
                gained += gain
                for one in touched:
                    if one not in queued:
                        queued.add(one)
                        waiting.append(one)
        return gained

    def _two_opt(self, a: int) -> tuple[float, tuple[int, ...]] | None:
        """Turns a stretch around, if that makes the way shorter."""
        matrix, tour, position, count = self._matrix, self._tour, self._position, self._count
        row, at = matrix[a], position[a]
        after, before = tour[(at + 1) % count], tour[at - 1]
        to_after, to_before = row[after], row[before]
        for c in self._near[a]:
            far = row[c]
            if far >= to_after and far >= to_before:
                return None
            there = position[c]
            if far < to_after:
                d = tour[(there + 1) % count]
                gain = to_after + matrix[c][d] - far - matrix[after][d]
                if gain > _SAME:
                    self._turn((at + 1) % count, there)
                    return gain, (a, after, c, d)
            if far < to_before:
                d = tour[there - 1]
                gain = to_before + matrix[d][c] - far - matrix[d][before]
                if gain > _SAME:
                    self._turn(at, (there - 1) % count)
                    return gain, (a, before, c, d)
        return None

    def _turn(self, start: int, end: int) -> None:
        """Turns the stretch between two positions, or the rest of the tour: the same trip, whichever is shorter."""
        count, tour, position = self._count, self._tour, self._position
        inside = (end - start) % count + 1
        if inside * 2 > count:
            start, end, inside = (end + 1) % count, (start - 1) % count, count - inside
        for _ in range(inside // 2):
            x, y = tour[start], tour[end]
            tour[start], tour[end] = y, x
            position[y], position[x] = start, end
            start = start + 1 if start + 1 < count else 0
            end = end - 1 if end else count - 1

    def _or_opt(self, a: int) -> tuple[float, tuple[int, ...]] | None:
        """Puts one to three places that begin or end with this one beside one of its neighbours, if that helps."""
        count = self._count
        for size in range(1, min(_LONGEST_MOVED, count - 3) + 1):
            for forward in (True, False):
                found = self._move(a, size, forward)
                if found is not None:
                    return found
        return None

    def _move(self, a: int, size: int, forward: bool) -> tuple[float, tuple[int, ...]] | None:
        """The stretch from `a` over `size` places; `a` shall come to stand beside a near place."""
        matrix, tour, position, count = self._matrix, self._tour, self._position, self._count
        step = 1 if forward else -1
        at = position[a]
        tail = tour[(at + step * (size - 1)) % count]
        before, after = tour[(at - step) % count], tour[(at + step * size) % count]
        freed = matrix[before][a] + matrix[tail][after] - matrix[before][after]
        row = matrix[a]
        for c in self._near[a]:
            far = row[c]
            if far >= freed:
                return None
            offset = (position[c] - at) * step % count
            if offset < size:
                continue
            for side in (1, -1):
                d = tour[(position[c] + side) % count]
                if (position[d] - at) * step % count < size:
                    continue
                gain = freed + matrix[c][d] - far - matrix[tail][d]
                if gain > _SAME:
                    self._carry(a, size, step, c, d)
                    return gain, (a, tail, before, after, c, d)
        return None

    def _carry(self, a: int, size: int, step: int, c: int, d: int) -> None:
        """Takes the stretch out and sets it between two neighbours, `a` beside `c`."""
        count, tour = self._count, self._tour
        at = self._position[a]
        moved = [tour[(at + step * k) % count] for k in range(size)]
        gone = set(moved)
        rest = [one for one in tour if one not in gone]
        first = rest.index(c)
        if rest[(first + 1) % len(rest)] == d:
            rest[first + 1 : first + 1] = moved
        else:
            rest[first:first] = moved[::-1]
        self._tour = rest
        self._renumber(0, count)
