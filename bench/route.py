"""The day's way: how near to the shortest, how long it takes to find, and what going to the nearest stop would give."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from bench.figures import Figure, bounded, compared
from crmdesk.domain.route import best_order, distances, length
from tests.support.tour_bound import tour_bound


def measure(stops: int) -> Iterator[Figure]:
    """One round trip over that many stops, scattered over a city of 100 km."""
    source = random.Random(11)
    matrix = distances([(37 + source.random(), 127 + source.random()) for _ in range(stops)])
    begun = time.perf_counter()
    plain = _nearest(matrix)
    simple = time.perf_counter() - begun
    begun = time.perf_counter()
    found = length(matrix, best_order(matrix), back=True)
    taken = time.perf_counter() - begun
    least = tour_bound(matrix)
    yield compared(f"way over {stops} stops, found", taken, ("nearest stop each time", simple), None)
    yield bounded(f"way over {stops} stops, seconds", taken, "s", 1.0)
    yield bounded(f"way over {stops} stops, longer than no way can beat", (found / least - 1) * 100, "%", 2.0)
    worse = (length(matrix, plain, back=True) / least - 1) * 100
    yield bounded(f"way over {stops} stops, … going to the nearest each time", worse, "%", None)


def _nearest(matrix: Sequence[Sequence[float]]) -> list[int]:
    order, left = [0], set(range(1, len(matrix)))
    while left:
        row = matrix[order[-1]]
        order.append(min(left, key=row.__getitem__))
        left.discard(order[-1])
    return order
