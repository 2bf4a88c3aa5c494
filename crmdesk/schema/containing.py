"""Patterns by which databases find a text within another one, small letters and capitals of every script alike."""

from __future__ import annotations

import unicodedata

PATTERN_BYTES = 50_000
"""The longest pattern that SQLite takes (SQLITE_MAX_LIKE_PATTERN_LENGTH)."""


def patterns(text: str) -> tuple[str, str | None]:
    """One for LIKE with `\\` as its ESCAPE, and one for GLOB where LIKE's alone would find too much.

    LIKE takes capitals for small letters in ASCII alone. It is ten times faster, so it leaves few rows to GLOB.
    """
    text = unicodedata.normalize("NFC", text)
    like = [_literal(sign) for sign in text]
    return f"%{''.join(like)}%", f"*{''.join(map(_in_any_case, text))}*" if "_" in like else None


def expression(text: str) -> str:
    """A regular expression of PostgreSQL. It names both forms of a letter by itself, as whether the database knows them
    for the same depends on the locale that it was made with."""
    return "".join(map(_in_expression, unicodedata.normalize("NFC", text)))


def _literal(sign: str) -> str:
    """The sign as a pattern of LIKE; any sign in place of a letter that LIKE would not find in capitals."""
    if sign in "\\%_":
        return f"\\{sign}"
    return sign if sign.isascii() or sign.lower() == sign.upper() else "_"


def _in_any_case(sign: str) -> str:
    """The sign, in capitals or not, as a pattern of GLOB."""
    forms = _forms(sign)
    return f"[{forms}]" if len(forms) > 1 or sign in "*?[" else sign


def _in_expression(sign: str) -> str:
    forms = _forms(sign)
    return f"[{forms}]" if len(forms) > 1 else f"\\{sign}" if sign in r".^$*+?()[]{}|\\" else sign


def _forms(sign: str) -> str:
    return "".join(sorted({form for form in (sign, sign.lower(), sign.upper()) if len(form) == 1}))
