"""How closely a name answers what was typed, and which part of it does: for records and for commands alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from crmdesk.store import hangul
from crmdesk.store.pinyin import is_han, spoken_span
from crmdesk.store.search_text import Terms, closed, fold, kept_places, tokens

Span = tuple[int, int]
"""Start and end of a part of a text, in characters."""


class Closeness(IntEnum):
    """Kinds of answers, the closest first."""

    EXACT = 0
    BEGINNING = 1
    """The name begins with it."""
    WORD = 2
    """A word of the name begins with it."""
    SOUND = 3
    """By initial consonants or pinyin."""
    INSIDE = 4
    """It stands inside a word."""
    TEXT = 5
    """It stands in a long text."""


@dataclass(frozen=True, slots=True)
class Match:
    """`spans` are the parts of the name that answer, in order."""

    closeness: Closeness
    spans: tuple[Span, ...]

    @property
    def rank(self) -> tuple[int, bool]:
        """Sorts matches: the closest first, of those alike the ones at the beginning of the name."""
        return self.closeness, not self.spans or self.spans[0][0] > 0


def match(name: str, wanted: Terms) -> Match | None:
    """How `name` answers all terms, None if it does not."""
    folded, places = folded_name(name)
    if wanted.text == folded:
        return Match(Closeness.EXACT, ((0, len(name)),))
    answers = _find_all(folded, wanted)
    if answers is None:
        number = wanted.dialled(name)
        return Match(Closeness.WORD, (number,)) if number else _in_closed(folded, places, wanted)
    return _told(answers, places)


def _find_all(folded: str, wanted: Terms) -> list[tuple[Closeness, Span]] | None:
    """The closest place of every term; None where one is missing."""
    found = [_find(folded, term) for term in (*wanted.runs, *wanted.words)]
    answers = [one for one in found if one is not None]
    return answers if answers and len(answers) == len(found) else None


def _in_closed(folded: str, places: Sequence[int], wanted: Terms) -> Match | None:
    """How the name answers without its gaps."""
    run_together = closed(folded)
    answers = _find_all(run_together, wanted) if run_together != folded else None
    if answers is None:
        return None
    kept = kept_places(folded)
    # A part ends where its last character does, and not behind the gap that follows.
    spread = [(kind, (kept[start], kept[end - 1] + 1)) for kind, (start, end) in answers]
    return _told(spread, places)


def _told(answers: Sequence[tuple[Closeness, Span]], places: Sequence[int]) -> Match:
    closeness = max(kind for kind, _ in answers)
    spans = sorted({span for _, span in answers})
    if closeness <= Closeness.WORD:
        closeness = min(kind for kind, _ in answers)
    joined = _joined(spans)
    return Match(
        closeness, tuple((places[start], places[end]) for start, end in joined) if places else joined
    )


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=1_024)
def folded_name(name: str) -> tuple[str, tuple[int, ...]]:
    """A folded name, and the place in the name of each of its characters and of its end, where folding moves any."""
    folded = fold(name)
    if len(folded) == len(name):
        return folded, ()
    parts: list[str] = []
    places: list[int] = []
    start = 0
    for at in range(1, len(name) + 1):
        if at < len(name) and unicodedata.combining(name[at]):
            continue
        part = fold(name[start:at])
        parts.append(part)
        places += [start] * len(part)
        start = at
    return "".join(parts), (*places, len(name))


def _find(folded: str, term: str) -> tuple[Closeness, Span] | None:
    """The closest place of one term."""
    # Most names are found by their beginnings or those of their words, and nothing is closer than that.
    if folded.startswith(term):
        return Closeness.BEGINNING, (0, len(term))
    if (
        (at := folded.find(f" {term}") + 1)
        and folded[:at].isascii()
        and folded[:at].replace(" ", "").isalnum()
    ):
        return Closeness.WORD, (at, at + len(term))
    if not _may_hold(folded, term):
        return None
    answers = [answer for start, token in tokens(folded) if (answer := _in_token(start, token, term))]
    return min(answers, default=None)


def _may_hold(folded: str, term: str) -> bool:
    """Cheap, and sure when it says no."""
    if term.isascii():
        return term in folded or not folded.isascii()
    return hangul.stands_for(term).search(folded) is not None


def _in_token(start: int, token: str, term: str) -> tuple[Closeness, Span] | None:
    at = token.find(term)
    if at == 0:
        return Closeness.WORD if start else Closeness.BEGINNING, (start, start + len(term))
    # Most words of most names get no further than this: they are asked for the rest only if they could answer.
    latin = term.isascii()
    if not (latin and token.isascii()):
        heard = _heard(token, term)
        if heard is not None:
            return Closeness.SOUND, (start + heard[0], start + heard[1])
    # One letter stands inside nearly every name.
    if at > 0 and (len(term) > 1 or not latin):
        return Closeness.INSIDE, (start + at, start + at + len(term))
    composed = None if latin else _composed(token, term)
    return (Closeness.INSIDE, (start + composed[0], start + composed[1])) if composed else None


def _composed(token: str, term: str) -> Span | None:
    """Where a term stands whose last syllable is not finished."""
    becoming = hangul.becoming(term)
    if becoming is None:
        return None
    least, greatest = becoming
    for at in range(len(token) - len(least) + 1):
        if least <= token[at : at + len(least)] <= greatest:
            return at, at + len(least)
    return None


def _heard(token: str, term: str) -> Span | None:
    if term.isascii():
        return spoken_span(term, token) if term.isalpha() and is_han(token[0]) else None
    return _consonants(token, term) if hangul.has_initial(term) else None


def _consonants(token: str, term: str) -> Span | None:
    """Where syllables stand for the consonants typed, and for themselves beside them."""
    at = hangul.initials(token).find(wanted := hangul.initials(term))
    while at >= 0:
        part = token[at : at + len(term)]
        if all(hangul.is_initial(typed) or typed == there for typed, there in zip(term, part, strict=True)):
            return at, at + len(term)
        at = hangul.initials(token).find(wanted, at + 1)
    return None
