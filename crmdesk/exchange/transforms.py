"""Named ways in which a recipe may rewrite a text; each takes and gives a text and raises nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping


def login(name: str) -> str:
    """`Mei-Mei Johns` becomes `mei-mei.johns`: small letters without accents, names joined by dots."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    words = unicodedata.normalize("NFC", plain).casefold().split()
    return ".".join(filter(None, (re.sub(r"[^\w-]", "", word) for word in words)))


def lower(text: str) -> str:
    """Small letters."""
    return text.lower()


def upper(text: str) -> str:
    """Capitals."""
    return text.upper()


def one_line(text: str) -> str:
    """Line ends and runs of blanks become one blank."""
    return " ".join(text.split())


TRANSFORMS: Mapping[str, Callable[[str], str]] = {
    "login": login,
    "lower": lower,
    "upper": upper,
    "one_line": one_line,
}
