"""Declares the languages of the interface, one entry each; `docs/translating.md` says what files belong to one. Knows
no Qt, so that the tools that build and translate the program read it as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language that is complete."""

    code: str
    """As Qt names its catalogues: `ko`, `zh_TW`. The files in `resources/translations` end in it."""
    name: str
    """In its own words."""
    fonts: tuple[str, ...] = ()
    """Families that draw its signs in the shapes its readers know, the best first: a family a system, as Han
    characters differ by country. Empty when every family can write it."""


SOURCE = "en"
"""The language that texts are written in; its own catalogue holds the plurals alone."""

DECLARED = (
    Language(SOURCE, "English"),
    Language("ko", "한국어", ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo")),
    Language("zh_CN", "简体中文", ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "PingFang SC")),
    Language(
        "zh_TW", "繁體中文", ("Noto Sans CJK TC", "Noto Sans TC", "Microsoft JhengHei UI", "PingFang TC")
    ),
)
"""In the order of menus. A fifth language is one more entry and its files."""

LANGUAGES: Mapping[str, str] = {language.code: language.name for language in DECLARED}
"""Languages by code, each in its own words."""

TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)
"""Codes of the languages that every text is translated into."""


def fonts_for(code: str) -> tuple[str, ...]:
    """Families for the signs of every language, those of `code` first."""
    ordered = sorted(DECLARED, key=lambda language: language.code != code)
    return tuple(family for language in ordered for family in language.fonts)
