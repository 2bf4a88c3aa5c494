"""What paper a country prints on, and the ink and letters on it. Lengths are units of 1/720 inch. Knows no document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QColor, QFont, QPageSize

from crmdesk.ui.theme import Theme, paper_theme
from crmdesk.ui.theme.typography import families

DPI = 720
"""Units of all layout: a tenth of a point, so that sizes of letters are whole numbers of them."""
_LETTER = frozenset(("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"))
"""Where paper is US Letter, by the supplemental data of Unicode's CLDR (`measurementData`, `paperSize`)."""
_TONES = {
    "text": "text",
    "muted": "text_muted",
    "accent": "accent_text",
    "success": "success_text",
    "warning": "warning_text",
    "danger": "danger_text",
}
Size = Literal["small", "body", "large", "heading", "title"]
_POINTS: dict[str, float] = {"small": 8.0, "body": 9.0, "large": 12.0, "heading": 10.5, "title": 17.0}
_UNREADABLE = ("locl", "calt", "liga", "clig")
"""Features of OpenType that take another drawing for a sign (in Noto Sans CJK for the space between Korean words and
for digits). Qt notes in a PDF file what a drawing means only where the font's own table of characters leads to it: with
them, words could be neither found nor copied. The forms of a language are those of its family."""
LEADING = 1.36
"""Height of a line against the size of its letters."""


def millimetres(length: float) -> float:
    """Millimetres in units."""
    return length * DPI / 25.4


def page_size(country: QLocale) -> QPageSize:
    """Letter in the countries that print on it, A4 elsewhere."""
    letter = QLocale.territoryToCode(country.territory()) in _LETTER
    return QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, its margins and how text looks on it. Made on the GUI thread, used on any."""

    size: QPageSize
    families: tuple[str, ...]
    theme: Theme
    margin: float = millimetres(16)
    """At the left and the right; `body` says where content may stand from top to bottom."""

    @classmethod
    def of(cls, size: QPageSize, language: str) -> Paper:
        """Paper in the light theme's colours, whatever the screen shows, with the fonts of a language."""
        return cls(size, families(language), paper_theme())

    @property
    def width(self) -> float:
        return float(self.size.sizePoints().width()) * DPI / 72

    @property
    def height(self) -> float:
        return float(self.size.sizePoints().height()) * DPI / 72

    @property
    def body(self) -> QRectF:
        """Where blocks stand; the foot is below it, the head of further pages above."""
        top, bottom = millimetres(16), millimetres(18)
        return QRectF(self.margin, top, self.width - 2 * self.margin, self.height - top - bottom)

    def color(self, tone: str) -> QColor:
        """The ink of a tone of `document.Tone`, or of a token of the theme."""
        return self.theme.color(_TONES.get(tone, tone))

    def font(self, size: Size, *, strong: bool = False) -> QFont:
        """Letters of a size, measured in units whatever they are painted on."""
        font = QFont()
        font.setFamilies(list(self.families))
        font.setPixelSize(round(_POINTS[size] * DPI / 72))
        font.setWeight(QFont.Weight(self.theme.strong_weight if strong else self.theme.body_weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        for feature in _UNREADABLE:
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def line_height(self, size: Size) -> float:
        """From one line of a size to the next."""
        return round(_POINTS[size] * DPI / 72 * LEADING)
