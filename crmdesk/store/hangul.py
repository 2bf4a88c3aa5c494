"""Arithmetic on Hangul code points: the consonant that a syllable begins with, and what somebody typed of it."""

from __future__ import annotations

import re
from functools import lru_cache

FIRST, LAST = "\uac00", "\ud7a3"
"""The first and last precomposed syllable."""
_INITIALS = 0x1100
_FINALS = 28
_PER_INITIAL = 21 * _FINALS
"""Syllables that begin with one consonant: 21 vowels times 27 final consonants or none (Unicode, chapter 3.12)."""

_CLUSTERS = dict(
    zip(
        "\u11aa\u11ac\u11ad\u11b0\u11b1\u11b2\u11b3\u11b4\u11b5\u111a\u1121",
        (
            "\u1100\u1109", "\u1102\u110c", "\u1102\u1112", "\u1105\u1100", "\u1105\u1106", "\u1105\u1107",
            "\u1105\u1109", "\u1105\u1110", "\u1105\u1111", "\u1105\u1112", "\u1107\u1109",
        ),
        strict=True,
    )
)  # fmt: skip
"""The two consonants that clusters are made of; some of the clusters typed alone fold to initial ones."""


_SPLIT = (
    (0, 0), (0, 1), (1, 9), (0, 2), (4, 12), (4, 18), (0, 3), (0, 5), (8, 0), (8, 6), (8, 7), (8, 9), (8, 16), (8, 17),
    (8, 18), (0, 6), (0, 7), (17, 9), (0, 9), (0, 10), (0, 11), (0, 12), (0, 14), (0, 15), (0, 16), (0, 17), (0, 18),
)  # fmt: skip
"""For each final consonant or cluster, in the order of Unicode: the final that stays when a vowel follows (0: none),
and the place among the initial consonants of what moves to the next syllable."""


def is_initial(character: str) -> bool:
    """Whether it is a consonant alone, as `fold` writes those that are typed alone."""
    return "\u1100" <= character <= "\u1112"


@lru_cache(maxsize=64)
def has_initial(text: str) -> bool:
    """Whether a text has a consonant alone."""
    return any(map(is_initial, text))


def initial(character: str) -> str:
    """The consonant that a syllable begins with; any other character is its own."""
    if FIRST <= character <= LAST:
        return chr(_INITIALS + (ord(character) - ord(FIRST)) // _PER_INITIAL)
    return character


@lru_cache(maxsize=4_096)
def initials(text: str) -> str:
    """Text with every syllable as its first consonant."""
    return "".join(map(initial, text))


def syllables(consonant: str) -> tuple[str, str]:
    """The first and the last syllable that begin with a consonant."""
    start = ord(FIRST) + (ord(consonant) - _INITIALS) * _PER_INITIAL
    return chr(start), chr(start + _PER_INITIAL - 1)


@lru_cache(maxsize=256)
def becoming(term: str) -> tuple[str, str] | None:
    """What the last syllable of a term may still become, as the least and the greatest text of the same length: it
    takes a final consonant (처 → 철), or gives its last one to the next syllable (철 → 처리, 첤 → 철수). None where it
    ends in no syllable."""
    if not term or not FIRST <= term[-1] <= LAST:
        return None
    head, index = term[:-1], ord(term[-1]) - ord(FIRST)
    final = index % _FINALS
    if not final:
        return term, head + chr(ord(term[-1]) + _FINALS - 1)
    stays, moves = _SPLIT[final - 1]
    first, last = syllables(chr(_INITIALS + moves))
    left = head + chr(ord(term[-1]) - final + stays)
    return left + first, left + last


@lru_cache(maxsize=256)
def stands_for(term: str) -> re.Pattern[str]:
    """Finds in folded text whatever may answer a term: itself, syllables for the consonants typed alone, or what its
    last syllable may still become."""
    ways = ["".join(map(_as_typed, term))]
    if reach := becoming(term):
        least, greatest = reach
        ways.append(f"{re.escape(least[:-1])}[{least[-1]}-{greatest[-1]}]")
    return re.compile("|".join(ways))


def _as_typed(character: str) -> str:
    if not is_initial(character):
        return re.escape(character)
    first, last = syllables(character)
    return f"[{character}{first}-{last}]"


def separated(folded: str) -> str:
    """Text with the clusters taken apart that an input method makes of two consonants in a row (ㄳ of ㄱㅅ)."""
    return "".join(_CLUSTERS.get(character, character) for character in folded)
