"""Objects that two people changed are merged key by key."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.merge import NOTHING_SINCE, Merge, Outcome, merge_keys, merge_record
from crmdesk.domain.values import blank

ID = "01890000-0000-7000-8000-000000000001"
FORM, OTHER = "01890000-0000-7000-8000-00000000000a", "01890000-0000-7000-8000-00000000000b"
OBJECTS = st.none() | st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3), min_size=1)


def merged(base: Any, mine: Any, theirs: Any, forms: tuple[Any, Any, Any] = (FORM, FORM, FORM)) -> Merge:
    mutation = Mutation(
        op_id=ID, act=Act.UPDATE, type="visit", id=ID, author=ID, at="2026-03-02T09:00:00.000Z", group=ID, intent=ID,
        set={"answers": mine, "form": forms[1]}, was={"answers": base, "form": forms[0]},
    )  # fmt: skip
    entity = CATALOGUE["visit"]
    row = {**blank(entity), "answers": theirs, "form": forms[2]}
    return merge_record(entity, row, mutation, NOTHING_SINCE)


def test_answers_of_two_people_to_different_questions_both_stand() -> None:
    result = merged({"a": 1}, {"a": 1, "b": 2}, {"a": 1, "c": 3})
    assert (result.outcome, result.values) == (Outcome.MERGED, {"answers": {"a": 1, "b": 2, "c": 3}})


def test_later_answer_to_one_question_stands() -> None:
    assert merged(None, {"a": 2}, {"a": 1, "c": 3}).values == {"answers": {"a": 2, "c": 3}}


def test_answer_that_was_taken_back_is_gone_and_the_others_stay() -> None:
    assert merged({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2}).values == {"answers": {"b": 2}}
    assert merged({"a": 1}, None, {"a": 1, "c": 2}).values == {"answers": {"c": 2}}


def test_other_form_chosen_meanwhile_stays_with_the_answers_to_both() -> None:
    result = merged({"a": 1}, {"a": 2}, None, (FORM, FORM, OTHER))
    assert result.values == {"answers": {"a": 2}}
    assert merged(None, {"a": 2}, {"b": 1}, (None, FORM, OTHER)).values == {
        "answers": {"a": 2, "b": 1},
        "form": FORM,
    }


def test_answers_that_are_too_many_together_ask() -> None:
    mine, theirs = {"a": "x" * 20_000}, {"b": "y" * 20_000}
    result = merged(None, mine, theirs)
    assert result.outcome is Outcome.CONFLICT
    assert result.values == {}
    (clash,) = result.clashes
    assert (clash.base["answers"], clash.mine["answers"], clash.theirs["answers"]) == (None, mine, theirs)


@given(OBJECTS, OBJECTS, OBJECTS)
def test_every_key_is_whoever_changed_it(base: Any, mine: Any, theirs: Any) -> None:
    result = merge_keys(base, mine, theirs) or {}
    was, ours, other = base or {}, mine or {}, theirs or {}
    for key in "abcd":
        changed = ours.get(key) != was.get(key)
        assert result.get(key) == (ours if changed else other).get(key)


@given(OBJECTS, OBJECTS)
def test_own_change_of_what_nobody_else_changed_stands_as_it_is(base: Any, mine: Any) -> None:
    assert merge_keys(base, mine, base) == mine


@given(OBJECTS, OBJECTS, OBJECTS)
def test_changes_of_different_keys_come_out_alike_in_either_order(base: Any, mine: Any, theirs: Any) -> None:
    was, ours, other = base or {}, mine or {}, theirs or {}
    if any(ours.get(key) != was.get(key) and other.get(key) != was.get(key) for key in "abcd"):
        return
    assert merge_keys(base, mine, theirs) == merge_keys(base, theirs, mine)
