"""Arithmetic on Hangul code points: the consonant that a syllable begins with, and what somebody typed of it."""

from __future__ import annotations

FIRST, LAST = "\uac00", "\ud7a3"
"""The first and last precomposed syllable."""
_INITIALS = 0x1100
_PER_INITIAL = 21 * 28
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


def is_initial(character: str) -> bool:
    """Whether it is a consonant alone, as `fold` writes those that are typed alone."""
    return "\u1100" <= character <= "\u1112"


def initial(character: str) -> str:
    """The consonant that a syllable begins with; any other character is its own."""
    if FIRST <= character <= LAST:
        return chr(_INITIALS + (ord(character) - ord(FIRST)) // _PER_INITIAL)
    return character


def initials(text: str) -> str:
    """Text with every syllable as its first consonant."""
    return "".join(map(initial, text))


def syllables(consonant: str) -> tuple[str, str]:
    """The first and the last syllable that begin with a consonant."""
    start = ord(FIRST) + (ord(consonant) - _INITIALS) * _PER_INITIAL
    return chr(start), chr(start + _PER_INITIAL - 1)


def separated(folded: str) -> str:
    """Text with the clusters taken apart that an input method makes of two consonants in a row (ㄳ of ㄱㅅ)."""
    return "".join(_CLUSTERS.get(character, character) for character in folded)
