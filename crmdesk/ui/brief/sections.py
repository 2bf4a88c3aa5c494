"""Sections of a brief at several lengths: what is dropped first, and the word on what was dropped. Knows no record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from crmdesk.ui.printing import Block, Heading, Item, Paragraph, Part


def clipped(text: str, length: int) -> str:
    """The text in one paragraph, cut between words where it is longer than so many signs."""
    plain = " ".join(text.split())
    if len(plain) <= length:
        return plain
    start = plain[:length]
    # Chinese has no room between words; a cut in the middle of the last fifth is as good as any.
    word = start.rfind(" ")
    return f"{start[:word] if word > length * 4 // 5 else start}…"


def listed_part(
    title: str, items: Sequence[Item], steps: Sequence[tuple[int, int]], total: int = 0, aside: str = ""
) -> Part:
    """Items under a heading. `steps` are (how many stay, what that costs), from many to few; 0 drops the section.
    `total`: how many there are in all, where not every one was read."""
    total = max(total, len(items))
    kept = [(len(items), 0), *((count, rank) for count, rank in steps if count < len(items))]
    forms = tuple(_form(title, aside, items[:count], total - count) for count, _ in kept)
    return Part(forms, tuple(rank for _, rank in kept[1:]))


def worded_part(title: str, forms: Sequence[Sequence[Item]], ranks: Sequence[int], total: int) -> Part:
    """Items under a heading that are said at several lengths; `ranks` as those of a `Part`."""
    return Part(tuple(_form(title, "", items, total - len(items)) for items in forms), tuple(ranks))


def _form(title: str, aside: str, items: Sequence[Item], hidden: int) -> tuple[Block, ...]:
    if not items:
        return ()
    more: tuple[Block, ...] = ()
    if hidden > 0:
        words = QCoreApplication.translate("brief", "and %n more", "", hidden)
        more = (Paragraph(words, tone="muted", size="small"),)
    return (Heading(title, aside), *items, *more)
