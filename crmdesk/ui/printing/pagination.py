"""Which slab comes on which page: a pure rule over heights. Knows nothing of what a slab shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """How high a slab is, in any unit. `keep`: it stays on one page with the next one. `head` is the height of what is
    repeated above it where it begins a page (0: nothing). `gap` is room that is dropped where it would begin a page.
    `breaks`: it begins a page in any case."""

    height: float
    keep: bool = False
    head: float = 0.0
    gap: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A slab by its index, how far below the top of the page's body it begins, and whether its head is repeated there
    (right above it)."""

    index: int
    top: float
    headed: bool = False


def paginate(slabs: Sequence[Measure], height: float) -> list[list[Placed]]:
    """Slabs in order on pages of that height; at least one page. What is kept together moves to the next page as a
    whole unless it is higher than a page; a slab higher than a page stands alone and is cut."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for first, last in _groups(slabs):
        need = sum(slab.height for slab in slabs[first:last])
        head = slabs[first].head
        fresh = slabs[first].breaks or used + need > height
        if fresh and pages[-1] and (slabs[first].breaks or head + need <= height):
            pages.append([])
            used = 0.0
        for index in range(first, last):
            slab = slabs[index]
            if pages[-1] and used + slab.height > height:
                pages.append([])
                used = 0.0
            if not pages[-1] and slab.gap:
                continue
            headed = not pages[-1] and slab.head > 0 and len(pages) > 1
            used += slab.head if headed else 0.0
            pages[-1].append(Placed(index, used, headed))
            used += slab.height
    return pages if len(pages) == 1 or pages[-1] else pages[:-1]


def _groups(slabs: Sequence[Measure]) -> list[tuple[int, int]]:
    """Runs of slabs that are kept together, as (first, one behind the last)."""
    groups: list[tuple[int, int]] = []
    first = 0
    for index, slab in enumerate(slabs):
        if not slab.keep or index + 1 == len(slabs):
            groups.append((first, index + 1))
            first = index + 1
    return groups
