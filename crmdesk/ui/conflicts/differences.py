"""What differs between two texts, in words (characters where words are not spaced). Knows no widget and no record."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# Words, single CJK characters, runs of blanks, and every other sign by itself.
_TOKEN = re.compile(r"[㐀-鿿가-힯぀-ヿ]|[^\W_]+|\s+|.", re.UNICODE)
_MOST = 4_000
"""Tokens beyond which texts are shown whole: comparing takes time in their product."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the new text; `new` where the old one did not have it."""

    text: str
    new: bool


def differences(old: str, new: str) -> list[Span]:
    """The new text in stretches, in order; together they are the whole of it."""
    if old == new:
        return [Span(new, False)] if new else []
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if not before or len(before) + len(after) > _MOST:
        return [Span(new, True)] if new else []
    spans: list[Span] = []
    for what, _, _, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        text = "".join(after[start:end])
        if text:
            spans.append(Span(text, what != "equal"))
    return spans


def marked_up(spans: list[Span], color: str, ground: str) -> str:
    """The spans as rich text; what is new stands bold on `ground`, so that colour is not the only sign."""
    parts = []
    for span in spans:
        text = html.escape(span.text).replace("\n", "<br>")
        if span.new and span.text.strip():
            text = f'<span style="color:{color}; background-color:{ground}; font-weight:600;">{text}</span>'
        parts.append(text)
    return "".join(parts)
