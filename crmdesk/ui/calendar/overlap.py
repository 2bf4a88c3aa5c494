"""How entries that overlap stand side by side, and which of them contradict each other. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[float, float]
"""From and up to, not including; something without length lasts an instant."""


@dataclass(frozen=True, slots=True)
class Lane:
    """The lane of an entry, counted from 0, and how many there are beside each other."""

    number: int
    of: int


def lanes(spans: Sequence[Span]) -> list[Lane]:
    """A lane for each span, in the order given: no two that overlap share one, and those of one cluster (overlapping
    directly or through others) have lanes of one width. As few lanes as the most that overlap at any point.
    """
    result: list[Lane | None] = [None] * len(spans)
    cluster: list[tuple[int, int]] = []  # index, lane
    ends: list[float] = []
    reach = float("-inf")

    def close() -> None:
        for index, lane in cluster:
            result[index] = Lane(lane, len(ends))
        cluster.clear()
        ends.clear()

    for index in sorted(range(len(spans)), key=lambda at: (spans[at][0], -spans[at][1], at)):
        start, end = spans[index]
        if start >= reach:
            close()
        free = next((lane for lane, taken in enumerate(ends) if taken <= start), len(ends))
        if free == len(ends):
            ends.append(end)
        else:
            ends[free] = end
        cluster.append((index, free))
        reach = max(reach, end)
    close()
    return [lane for lane in result if lane is not None]


def contradicting(spans: Sequence[Span]) -> set[tuple[int, int]]:
    """Pairs of indexes, the smaller first, whose spans have more than an edge in common."""
    found: set[tuple[int, int]] = set()
    running: list[int] = []
    for index in sorted(range(len(spans)), key=lambda at: spans[at]):
        start, end = spans[index]
        running = [other for other in running if spans[other][1] > start]
        found |= {(min(index, other), max(index, other)) for other in running if end > start}
        if end > start:
            running.append(index)
    return found
