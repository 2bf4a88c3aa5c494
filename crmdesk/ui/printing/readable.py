"""Makes the text of a PDF file that Qt wrote be found and copied as it was meant. Knows no document.

Fonts draw some signs alike, and for such a drawing Qt notes the sign of the lowest number: a tab for the space, and for
common Han characters the radical of the same shape, which no search finds. The notes are plain text in the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtGui import QFont, QRawFont

_NOTES = re.compile(rb"\d+ beginbfrange\n.*?endbfrange", re.DOTALL)
_SIGN = re.compile(rb"<([0-9A-F]{4})>")
_ALIKE = {b"<0009>": b"<0020>", b"<2012>": b"<2013>"}
"""A tab and a space; the dashes of figures and of ranges."""
_RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
"""Unicode's blocks CJK Radicals Supplement and Kangxi Radicals."""
_CHARACTERS = "".join(map(chr, range(0x4E00, 0xA000)))
"""Its block CJK Unified Ideographs."""


def readable(pdf: bytes, families: Sequence[str]) -> bytes:
    """The file with better notes, every byte else in its place; `families` are those that its text is set in."""
    meant = dict(_ALIKE)
    for family in reversed(families):
        meant.update(_meant(family))

    def mend(notes: re.Match[bytes]) -> bytes:
        return b"\n".join(
            # A line is `<first> <last> [<sign> …]` or `<first> <last> <sign>`: the first two are no signs.
            line[:13] + _SIGN.sub(lambda sign: meant.get(sign[0], sign[0]), line[13:])
            for line in notes[0].split(b"\n")
        )

    return _NOTES.sub(mend, pdf)


@lru_cache(maxsize=64)
def _meant(family: str) -> Mapping[bytes, bytes]:
    """For each radical, as it is noted, the character that the family draws alike."""
    font = QRawFont.fromFont(QFont(family))
    if font.familyName() != family or not font.supportsCharacter(ord("一")):
        return {}
    drawn = dict(zip(font.glyphIndexesForString(_CHARACTERS), _CHARACTERS, strict=True))
    return {
        b"<%04X>" % ord(radical): b"<%04X>" % ord(drawn[glyph])
        for radical, glyph in zip(_RADICALS, font.glyphIndexesForString(_RADICALS), strict=True)
        if glyph and glyph in drawn
    }
