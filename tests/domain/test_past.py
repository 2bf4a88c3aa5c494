"""History folded into the record as it was: all of it gives what stands, a part of it what stood then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.past import Line, fold, restorable, state_at, way_back
from crmdesk.domain.values import Value, blank, normal_set

VISIT, ACCOUNT = CATALOGUE["visit"], CATALOGUE["account"]
_TAGS = st.lists(st.sampled_from("abcd"), max_size=3).map(normal_set)
_ANSWERS = st.none() | st.dictionaries(st.sampled_from("pqr"), st.integers(0, 3), min_size=1, max_size=3)
_EDITS = st.one_of(
    st.tuples(st.just("purpose"), st.none() | st.sampled_from(["x", "y"])),
    st.tuples(st.just("notes"), st.none() | st.sampled_from(["one", "one two"])),
    st.tuples(st.just("status"), st.sampled_from(["planned", "in_progress", "completed"])),
    st.tuples(st.just("submitted_at"), st.sampled_from([None, "2026-01-01T00:00:00.000Z"])),
    st.tuples(st.just("tags"), _TAGS),
    st.tuples(st.just("samples"), st.none() | st.integers(0, 9)),
    st.tuples(st.just("answers"), _ANSWERS),
)


def at(step: int) -> str:
    return f"2026-01-{step + 1:02}T00:00:00.000Z"


@st.composite
def pasts(draw: st.DrawFn) -> tuple[dict[str, Value], list[Line], list[dict[str, Value]]]:
    """A visit's end, its lines as the centre or a laptop writes them, and how it stood after each."""
    values, lines, states = blank(VISIT), [], []
    for step, (name, new) in enumerate(draw(st.lists(_EDITS, max_size=20))):
        old = values[name]
        said: Any = new
        if draw(st.booleans()):
            said = _as_step(name, old, new)
        lines.append(Line(at(step), name, old, said))
        values = {**values, name: new}
        states.append(values)
    return values, lines, states


def _as_step(name: str, old: Any, new: Any) -> Any:
    """As a laptop says it of sets and counts: what was added and removed."""
    if name == "tags":
        step = {
            "add": [each for each in new if each not in old],
            "remove": [each for each in old if each not in new],
        }
        return {key: given for key, given in step.items() if given} or new
    if name == "samples" and new is not None and old is not None:
        return {"add": new - old}
    return new


@given(pasts())
def test_folding_all_of_a_history_gives_what_stands(
    past: tuple[dict[str, Value], list[Line], list[dict[str, Value]]],
) -> None:
    now, lines, _ = past
    assert fold(VISIT, lines) == now


@given(pasts(), st.integers(-1, 20), st.booleans())
def test_at_any_instant_it_is_as_after_the_last_line_before_it(
    past: tuple[dict[str, Value], list[Line], list[dict[str, Value]]], step: int, gone: bool
) -> None:
    now, lines, states = past
    found = state_at(
        VISIT, None if gone else now, lines, at(step) if step >= 0 else "2025-12-31T00:00:00.000Z"
    )
    expected = states[min(step, len(states) - 1)] if states and step >= 0 else blank(VISIT)
    assert _counted_as_none(found.values) == _counted_as_none(expected)
    assert found.unknown == frozenset()
    assert found.there == (bool(lines) and step >= 0)


def _counted_as_none(values: Mapping[str, Value]) -> dict[str, Value]:
    """A count of nothing and none are one: how many were there before the first was added, a sum does not tell."""
    return {**values, "samples": values["samples"] or None}


@given(pasts(), st.integers(0, 20))
def test_restoring_everything_gives_the_fields_of_then(
    past: tuple[dict[str, Value], list[Line], list[dict[str, Value]]], step: int
) -> None:
    now, lines, _ = past
    then = state_at(VISIT, now, lines, at(step)).values
    names = [each.name for each in VISIT.own]
    back = way_back(VISIT, now, then, names)
    restored: dict[str, Any] = {**now, **back.set}
    for name, given_ in back.add.items():
        restored[name] = (
            normal_set([*restored[name], *given_]) if name == "tags" else (restored[name] or 0) + given_
        )
    for name, given_ in back.remove.items():
        restored[name] = [each for each in restored[name] if each not in given_]
    for declared in VISIT.own:
        if restorable(VISIT, declared.name) and not (declared.required and then[declared.name] is None):
            assert (restored[declared.name] or None) == (then[declared.name] or None)
        else:
            assert restored[declared.name] == now[declared.name]
    assert way_back(VISIT, now, now, names).empty


# -- what others did beside it stays -----------------------------------------------------------------------


def test_what_was_added_later_is_taken_out_of_a_set_and_a_count_beside_what_was_added_before() -> None:
    """A laptop that was offline said on the 1st what arrived behind the 5th: its part stays."""
    now = {**blank(VISIT), "tags": ["a", "b", "c"], "samples": 9}
    lines = [
        Line(at(4), "tags", ["a"], ["a", "b"]),
        Line(at(0), "tags", ["a", "b"], ["a", "b", "c"]),
        Line(at(4), "samples", 2, 7),
        Line(at(0), "samples", 7, 9),
    ]
    then = state_at(VISIT, now, lines, at(2)).values
    assert (then["tags"], then["samples"]) == (["a", "c"], 4)


def test_answers_go_back_key_by_key() -> None:
    now = {**blank(VISIT), "answers": {"p": 1, "q": 2, "r": 3}}
    lines = [
        Line(at(4), "answers", {"p": 0}, {"p": 0, "q": 2}),
        Line(at(0), "answers", {"p": 0, "q": 2}, {"p": 1, "q": 2, "r": 3}),
    ]
    assert state_at(VISIT, now, lines, at(2)).values["answers"] == {"p": 1, "r": 3}


def test_of_other_fields_what_was_taken_last_before_the_instant_stands() -> None:
    now = {**blank(VISIT), "purpose": "early"}
    lines = [Line(at(4), "purpose", "first", "late"), Line(at(0), "purpose", "late", "early")]
    assert state_at(VISIT, now, lines, at(2)).values["purpose"] == "early"


# -- what is not known -------------------------------------------------------------------------------------


def test_a_value_that_is_not_known_any_more_is_said_to_be_unknown() -> None:
    now = {**blank(VISIT), "purpose": "new", "samples": 5, "tags": ["a"]}
    lines = [
        Line(at(3), "purpose", None, "new", sure=False),
        Line(at(3), "samples", None, {"add": 2}, sure=False),
        Line(at(3), "tags", None, ["a"], sure=False),
    ]
    then = state_at(VISIT, now, lines, at(1))
    assert then.unknown == {"purpose", "tags"}
    assert then.values["samples"] == 3
    assert state_at(VISIT, now, lines, at(3)).unknown == frozenset()


def test_an_older_line_that_is_sure_makes_a_field_known_again() -> None:
    now = {**blank(VISIT), "purpose": "new"}
    lines = [Line(at(2), "purpose", "old", "mid"), Line(at(3), "purpose", None, "new", sure=False)]
    then = state_at(VISIT, now, lines, at(1))
    assert (then.values["purpose"], then.unknown) == ("old", frozenset())


def test_fields_that_are_no_more_are_passed_over() -> None:
    assert state_at(VISIT, blank(VISIT), [Line(at(3), "gone", 1, 2)], at(0)).values == blank(VISIT)


def test_a_record_is_there_from_its_making_to_its_deletion_and_after_it_was_brought_back() -> None:
    lines = [
        Line(at(1), "name", None, "Acme"),
        Line(at(3), "deleted", False, True),
        Line(at(5), "deleted", True, False),
    ]
    there = [state_at(ACCOUNT, None, lines, at(step)).there for step in range(7)]
    assert there == [False, True, True, False, False, True, True]
    assert state_at(ACCOUNT, None, lines, at(6)).values["name"] == "Acme"
    made = {**blank(ACCOUNT), "created_at": at(2)}
    assert [state_at(ACCOUNT, made, [], at(step)).there for step in (1, 2)] == [False, True]


# -- bringing values back ----------------------------------------------------------------------------------


def test_fields_that_are_merged_as_one_come_back_as_one() -> None:
    now = {**blank(ACCOUNT), "annual_revenue": "5.00", "annual_revenue_currency": "KRW"}
    then = {**now, "annual_revenue": "9.00"}
    back = way_back(ACCOUNT, now, then, ["annual_revenue"])
    assert back.set == {"annual_revenue": "9.00", "annual_revenue_currency": "KRW"}


def test_what_must_not_be_empty_and_what_is_stated_once_stays() -> None:
    now = {**blank(VISIT), "account": "one", "submitted_at": at(1), "status": "completed"}
    then = {**now, "account": None, "submitted_at": None, "status": "planned"}
    assert way_back(VISIT, now, then, then).set == {"status": "planned"}


@pytest.mark.parametrize(
    "entity", [CATALOGUE["account"], CATALOGUE["opportunity"], VISIT], ids=lambda e: e.name
)
def test_every_field_is_either_restorable_or_stated(entity: Entity) -> None:
    for declared in entity.own:
        if declared.kind is Kind.JSON or not declared.writable:
            assert not restorable(entity, declared.name)
