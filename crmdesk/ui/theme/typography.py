"""Owns the fonts: two sizes, two weights, and which families write which language. Knows no widget."""

from __future__ import annotations

import sys
from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from crmdesk.ui.languages import fonts_for
from crmdesk.ui.theme.tokens import Theme

# In order of preference; Qt takes the first family that has a glyph. The system's own interface font goes first
# on Windows and macOS; on Linux the general font is often DejaVu, which is wide and dated.
_LATIN = ("Inter", "Segoe UI Variable Text", "Segoe UI", "SF Pro Text", "Cantarell", "Ubuntu", "Noto Sans")
# Macs measure fonts at 72 points an inch, the others at 96.
_POINT_SCALE = 1.3 if sys.platform == "darwin" else 1.0


@lru_cache(maxsize=16)
def families(language: str) -> tuple[str, ...]:
    """Families for a language code (`en`, `ko`, `zh_CN`, `zh_TW`) that were installed when it was first asked for, the
    best first. Asked for with every font: what paints a list would spend most of its time looking at the disk's.
    """
    wanted = (*_LATIN, *fonts_for(language))
    installed = set(QFontDatabase.families())
    found = [family for family in wanted if family in installed]
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return tuple(dict.fromkeys((*found, general)))


def scaled_points(points: float) -> float:
    """Points of this platform for points at 96 an inch."""
    return points * _POINT_SCALE


def _font(points: float, weight: int, language: str) -> QFont:
    font = QFont()
    font.setFamilies(families(language))
    font.setPointSizeF(scaled_points(points))
    font.setWeight(QFont.Weight(weight))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def body_font(theme: Theme, language: str = "en") -> QFont:
    """Text and controls."""
    return _font(theme.body_points, theme.body_weight, language)


def strong_font(theme: Theme, language: str = "en") -> QFont:
    """Heads of groups and tables, values that matter."""
    return _font(theme.body_points, theme.strong_weight, language)


def title_font(theme: Theme, language: str = "en") -> QFont:
    """The name of a page or record, and figures read from afar."""
    return _font(theme.title_points, theme.strong_weight, language)
