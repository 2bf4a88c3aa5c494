"""Merging of texts by lines: examples, and two people's edits of different stretches of one text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.text_merge import merge_text


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("a", "a", "a", "a"),
        ("a", "b", "b", "b"),
        ("a", "b", "a", "b"),
        ("a", "a", "b", "b"),
        ("a", "b", "c", None),
        ("", "b", "c", None),
        ("a\nb\nc", "x\nb\nc", "a\nb\nz", "x\nb\nz"),
        ("a\nb\nc", "a\nb\nz", "x\nb\nc", "x\nb\nz"),
        ("a\nb\nc", "x\nb\nc", "x\nb\nz", "x\nb\nz"),
        ("a\nm\nb", "x\nm\nb", "a\nm\nz\nb", "x\nm\nz\nb"),
        ("a\nb\nc", "b\nc", "a\nb", "b"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb\nc\nd", "a\nd", "a\nb\nc\nd\ne", "a\nd\ne"),
        ("a\nb", "first\na\nb", "a\nb\nlast", "first\na\nb\nlast"),
        ("a\nb", "a\nx\nb", "a\ny\nb", None),
        ("a\nb", "a\nx\nb", "a\nx\ny\nb", None),
        ("a\nb\nc", "a\nB\nc", "a\nc", None),
        ("a\nb\na\nb", "a\nb\na\nb\nc", "x\na\nb\na\nb", "x\na\nb\na\nb\nc"),
        ("one\ntwo\nthree\nfour\nfive", "one\nfour\nfive", "one\ntwo\nthree\nfour\nFIVE", "one\nfour\nFIVE"),
        ("1\n2\n3\n4", "1\n2\nx\n3\n4", "0\n1\n2\n3\n4\n5", "0\n1\n2\nx\n3\n4\n5"),
        ("a\nb\nc\nd\ne", "x\nb\nc\nd\nz", "a\nb\ny\nd\ne", "x\nb\ny\nd\nz"),
    ],
)
def test_both_sides_changes_are_taken_and_overlapping_ones_are_not(
    base: str, mine: str, theirs: str, expected: str | None
) -> None:
    assert merge_text(base, mine, theirs) == expected
    assert merge_text(base, theirs, mine) == expected


def test_a_long_text_of_one_line_over_and_over_is_merged_like_any_other() -> None:
    base = "\n".join(["x"] * 250)
    assert merge_text(base, f"first\n{base}", f"{base}\nlast") == f"first\n{base}\nlast"


changes = st.lists(st.sampled_from(["none", "mine", "theirs", "both"]), min_size=1, max_size=6)
replacements = st.lists(st.sampled_from(["p", "q", "r"]), max_size=2)


@given(changes, st.data())
def test_edits_of_different_stretches_are_all_taken(who: list[str], data: st.DataObject) -> None:
    base, mine, theirs, expected = [], [], [], []
    for place, side in enumerate(who):
        line, fence = f"line {place}", f"fence {place}"
        new = [line] if side == "none" else [f"{one} {place}" for one in data.draw(replacements)]
        base += [line, fence]
        mine += [*(new if side in ("mine", "both") else [line]), fence]
        theirs += [*(new if side in ("theirs", "both") else [line]), fence]
        expected += [*new, fence]
    assert merge_text("\n".join(base), "\n".join(mine), "\n".join(theirs)) == "\n".join(expected)
