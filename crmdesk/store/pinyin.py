"""How Chinese characters are typed in Latin letters: their readings without tones, and the keys a name is found by.

The readings are pypinyin's (docs/decisions/0014); it is loaded with the first Chinese character that needs one.
"""

from __future__ import annotations

import os
from functools import lru_cache

KEY_LENGTH = 12
"""Letters of a key in the index: most names whole."""
_SHORT = 6
"""Letters of keys in which more ways to read the first characters have room."""
_READINGS = 4
"""Readings of one character that count, the most usual first; those of surnames are among them."""
_KEYS = 12
"""Keys of one length at one place in a name, where several characters have several readings."""


@lru_cache(maxsize=8_192)
def readings(character: str) -> tuple[str, ...]:
    """The readings of a character in the letters a to z, the most usual first; none for any other character.

    `ü` is read as typed: `v`, and `u` as well.
    """
    if not is_han(character):
        return ()
    # Which reading a word asks for is not needed, as all count, and the words are most of the library's memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = [one for some in found for one in some if one.isascii() and one.isalpha()][:_READINGS]
    return tuple(dict.fromkeys([*plain, *(one.replace("v", "u") for one in plain)]))


def is_han(character: str) -> bool:
    """Whether it is a Chinese character."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000" or character == "\u3007"


def keys(run: str) -> set[str]:
    """What a run of characters is found by, from any of its characters on, cut to `KEY_LENGTH`: its syllables, the
    first letters of them, and from its first on the whole first syllable with the first letters of the others."""
    spoken = [readings(character) for character in run]
    letters = [_first_letters(some) for some in spoken]
    found: set[str] = set()
    for at, some in enumerate(spoken):
        if some:
            found.update(_heads(spoken[at:]))
            found.update(_heads(letters[at:]))
    if spoken and spoken[0]:
        found.update(_heads([spoken[0], *letters[1:]]))
    return found


def _heads(parts: list[tuple[str, ...]]) -> set[str]:
    return {head for length in (_SHORT, KEY_LENGTH) for head in _heads_of(parts, length)}


def _heads_of(parts: list[tuple[str, ...]], length: int) -> list[str]:
    """The first letters of the ways to read the parts, the most usual ones."""
    ways = [(0, "")]
    for part in parts:
        if not part or all(len(head) >= length for _, head in ways):
            break
        ways = sorted(
            (strange + at, (head + one)[:length]) for strange, head in ways for at, one in enumerate(part)
        )[:_KEYS]
    return [head for _, head in ways]


def _first_letters(some: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one[0] for one in some))


def spoken_span(word: str, run: str) -> tuple[int, int] | None:
    """The characters of a run (start, end) that a typed word stands for, None if for none: see `keys`."""
    for at, ways in _ways(run):
        ends = [end for way in ways if (end := _reads(word, way, 0))]
        if ends:
            return at, at + min(ends)
    return None


@lru_cache(maxsize=4_096)
def _ways(run: str) -> list[tuple[int, list[list[tuple[str, ...]]]]]:
    """Each place in a run, and the ways to read it from there: a name is looked at again with the next key."""
    spoken = [readings(character) for character in run]
    letters = [_first_letters(some) for some in spoken]
    found = [(at, [spoken[at:], letters[at:]]) for at in range(len(run))]
    if found:
        found[0][1].append([spoken[0], *letters[1:]])
    return found


def _reads(word: str, parts: list[tuple[str, ...]], at: int) -> int:
    """How many parts a word takes, the last one begun at least; 0 if it does not follow them."""
    if at == len(parts):
        return 0
    for part in parts[at]:
        if part.startswith(word):
            return at + 1
        if word.startswith(part):
            end = _reads(word[len(part) :], parts, at + 1)
            if end:
                return end
    return 0
