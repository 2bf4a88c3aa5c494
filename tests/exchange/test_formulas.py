"""No file of ours makes a spreadsheet run what a stranger wrote, and reading it gives what they wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.exchange.formulas import guarded, unguarded


@given(st.text(max_size=20))
def test_no_cell_of_the_rejects_is_a_formula(text: str) -> None:
    shown = guarded(text)
    assert shown in (text, f"'{text}")
    if shown[:1] in ("=", "@", "\t", "\r"):
        pytest.fail(f"{shown!r} begins a formula")
    if shown[:1] in ("+", "-"):
        assert not any(letter.isalpha() or letter in "=!|*" for letter in shown)


@given(st.text("'=+-@\t\r1a", max_size=6) | st.text(max_size=20))
def test_what_was_guarded_is_read_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text or (text == guarded(text) and text.startswith("'"))
