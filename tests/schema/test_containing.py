"""The patterns find what Python finds, with small letters and capitals alike."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.schema.containing import patterns

SIGNS = st.text("aAzé\u0301É%_*?[]^-\\Дд한ßſK", max_size=6)


def found(text: str, sought: str) -> bool:
    like, glob = patterns(sought)
    query = "SELECT ? LIKE ? ESCAPE '\\'"
    values: tuple[str, ...] = (text, like)
    if glob is not None:
        query, values = f"{query} AND ? GLOB ?", (*values, text, glob)
    connection = sqlite3.connect(":memory:")
    try:
        return bool(connection.execute(query, values).fetchone()[0])
    finally:
        connection.close()


@given(before=SIGNS, sought=SIGNS, after=SIGNS)
def test_what_holds_the_text_is_found_however_it_is_written(before: str, sought: str, after: str) -> None:
    text = before + sought + after
    # Composed, a text and what it holds may differ at their seams: records are composed as a whole.
    seams = "".join(patterns(one)[0][1:-1] for one in (before, sought, after))
    if patterns(text)[0] == f"%{seams}%":
        assert found(unicodedata.normalize("NFC", text), sought)


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("100%", "1%"),
        ("Cafe 1", "cafe_"),
        ("abc", "a*c"),
        ("abc", "a?c"),
        ("b", "[b]"),
        ("Été", "ete"),
        ("a", "A\\"),
    ],
)
def test_signs_that_patterns_know_mean_themselves(text: str, sought: str) -> None:
    assert not found(text, sought)


@pytest.mark.parametrize(
    ("text", "sought"), [("ÉTÉ", "été"), ("été", "ÉTÉ"), ("Дом", "дОМ"), ("Stove", "sTOVE")]
)
def test_capitals_are_found_for_small_letters_and_the_other_way(text: str, sought: str) -> None:
    assert found(text, sought)
