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
    """Stretches of the three texts that belong together: lines that stand in all three, and what lies between."""
    b = le = r = 0
    for line, in_left, in_right in _stable(base, left, right):
        if (line, in_left, in_right) != (b, le, r):
            yield (b, line), (le, in_left), (r, in_right)
        yield (line, line + 1), (in_left, in_left + 1), (in_right, in_right + 1)
        b, le, r = line + 1, in_left + 1, in_right + 1
    if (b, le, r) != (len(base), len(left), len(right)):
        yield (b, len(base)), (le, len(left)), (r, len(right))


def _stable(base: list[str], left: list[str], right: list[str]) -> Iterator[tuple[int, int, int]]:
    """Lines that stand in all three texts: their places in base, left and right, in order."""
    to_left, to_right = _matches(base, left), _matches(base, right)
    for line, in_left in to_left.items():
        if line in to_right:
            yield line, in_left, to_right[line]


def _matches(base: list[str], other: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        block.a + offset: block.b + offset
        for block in matcher.get_matching_blocks()
        for offset in range(block.size)
    }
