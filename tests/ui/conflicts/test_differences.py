"""Differences in words: what was added or replaced is marked, the text itself stays whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.ui.conflicts.differences import Span, differences, marked_up


def new_parts(old: str, new: str) -> list[str]:
    return [span.text for span in differences(old, new) if span.new]


def test_a_replaced_word_is_the_whole_difference() -> None:
    assert new_parts("ship six units by Friday", "ship nine units by Friday") == ["nine"]


def test_korean_and_chinese_differ_by_character() -> None:
    assert new_parts("견적 발송", "견적 재발송") == ["재"]
    assert new_parts("中试车间", "中心车间") == ["心"]


def test_equal_texts_have_no_difference() -> None:
    assert differences("same", "same") == [Span("same", False)]
    assert differences("", "") == []


def test_text_out_of_nothing_is_all_new() -> None:
    assert differences("", "all of it") == [Span("all of it", True)]


def test_marks_do_not_let_markup_through() -> None:
    shown = marked_up(differences("a", "a <b>x</b>\nend"), "#111111", "#eeeeee")
    assert "<b>" not in shown
    assert "&lt;" in shown
    assert "<br>" in shown
    assert "font-weight:600" in shown


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_spans_are_the_new_text(old: str, new: str) -> None:
    assert "".join(span.text for span in differences(old, new)) == new
