"""Three-way merge of texts by lines (diff3 as Khanna, Kunal and Pierce describe it, 2007); knows no records."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher


def merge_text(base: str, mine: str, theirs: str) -> str | None:
    """The text with both sides' changes, or None where they overlap. Deterministic; symmetric in mine and theirs."""
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    lines, left, right = base.split("\n"), mine.split("\n"), theirs.split("\n")
    merged: list[str] = []
    for (b0, b1), (l0, l1), (r0, r1) in _chunks(lines, left, right):
        chunk, ours, other = lines[b0:b1], left[l0:l1], right[r0:r1]
        if ours in (other, chunk):
            merged += other
        elif other == chunk:
            merged += ours
        else:
            return None
    return "\n".join(merged)


Span = tuple[int, int]


def _chunks(base: list[str], left: list[str], right: list[str]) -> Iterator[tuple[Span, Span, Span]]:
    """Stretches of the three texts that belong together: alternately stable (in all three) and changed."""
    b = le = r = 0
    for start, in_left, in_right, length in _stable(base, left, right):
        if (start, in_left, in_right) != (b, le, r):
            yield (b, start), (le, in_left), (r, in_right)
        yield (start, start + length), (in_left, in_left + length), (in_right, in_right + length)
        b, le, r = start + length, in_left + length, in_right + length
    if (b, le, r) != (len(base), len(left), len(right)):
        yield (b, len(base)), (le, len(left)), (r, len(right))


def _stable(base: list[str], left: list[str], right: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of base lines that stand in both other texts: (base, left, right, length)."""
    to_left, to_right = _matches(base, left), _matches(base, right)
    start = 0
    while start < len(base):
        if start not in to_left or start not in to_right:
            start += 1
            continue
        length = 1
        while (
            to_left.get(start + length) == to_left[start] + length
            and to_right.get(start + length) == to_right[start] + length
        ):
            length += 1
        yield start, to_left[start], to_right[start], length
        start += length


def _matches(base: list[str], other: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        block.a + offset: block.b + offset
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }
