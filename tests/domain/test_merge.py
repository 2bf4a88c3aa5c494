"""Merging by policy, as examples and as properties that hold for all of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.changes import Act, Mutation, apply
from crmdesk.domain.declare import Kind, Policy
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.merge import NOTHING_SINCE, Merge, Outcome, Since, merge_record
from crmdesk.domain.text_merge import merge_text
from crmdesk.domain.values import blank, normal_set

OPPORTUNITY, VISIT, TASK, CONTACT, ACCOUNT = (
    CATALOGUE[name] for name in ("opportunity", "visit", "task", "contact", "account")
)


def mutation(type_name: str, **more: Any) -> Mutation:
    return Mutation(
        op_id="o",
        act=Act.UPDATE,
        type=type_name,
        id="r",
        author="me",
        at="now",
        group="g",
        intent="i",
        **more,
    )


def merged(
    type_name: str, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any], **more: Any
) -> Merge:
    entity = CATALOGUE[type_name]
    start = {**blank(entity), **base}
    was = {
        name: start[name] for name in (*mine, *(entity.closing if set(mine) & set(entity.closing) else ()))
    }
    return merge_record(
        entity, {**start, **theirs}, mutation(type_name, set=mine, was=was, **more), NOTHING_SINCE
    )


def test_later_edit_of_another_field_is_kept() -> None:
    result = merged("account", {"name": "Old"}, {"industry": "steel"}, {"website": "w"})
    assert (result.outcome, result.values) == (Outcome.APPLIED, {"website": "w"})


def test_later_arrival_wins_where_the_policy_says_latest() -> None:
    result = merged("account", {"website": "a"}, {"website": "b"}, {"website": "c"})
    assert (result.outcome, result.values) == (Outcome.MERGED, {"website": "c"})


def test_clearing_what_goes_by_arrival_clears_what_somebody_else_has_set_since() -> None:
    since = Since(changed=lambda name: True, added=lambda name: frozenset())
    edit = mutation("account", set={"tier": None})
    result = merge_record(ACCOUNT, {**blank(ACCOUNT), "tier": "b"}, edit, since)
    assert (result.outcome, result.values) == (Outcome.MERGED, {"tier": None})


def test_two_names_ask_and_theirs_stands_meanwhile() -> None:
    result = merged("account", {"name": "a"}, {"name": "b"}, {"name": "c"})
    assert (result.outcome, result.values) == (Outcome.CONFLICT, {})
    assert (result.clashes[0].base, result.clashes[0].mine, result.clashes[0].theirs) == (
        {"name": "a"}, {"name": "c"}, {"name": "b"},
    )  # fmt: skip


def test_same_value_from_both_sides_is_no_conflict() -> None:
    assert merged("account", {"name": "a"}, {"name": "b"}, {"name": "b"}).outcome is Outcome.APPLIED


def test_amount_and_currency_are_merged_as_one() -> None:
    result = merged(
        "opportunity",
        {"amount": "1.00", "currency": "USD"},
        {"amount": "1", "currency": "KRW"},
        {"amount": "2.00", "currency": "USD"},
    )
    assert result.clashes[0].mine == {"amount": "2.00", "currency": "USD"}
    assert result.clashes[0].theirs == {"amount": "1", "currency": "KRW"}


@pytest.mark.parametrize(
    ("type_name", "field", "base", "theirs", "mine", "stands"),
    [
        ("opportunity", "stage", "prospecting", "proposal", "qualification", "proposal"),
        ("opportunity", "stage", "prospecting", "qualification", "proposal", "proposal"),
        ("opportunity", "stage", "prospecting", "closed_won", "closed_lost", None),
        ("opportunity", "stage", "closed_won", "closed_lost", "proposal", None),
        ("visit", "status", "planned", "missed", "completed", "completed"),
        ("visit", "status", "planned", "completed", "missed", "completed"),
        ("visit", "status", "planned", "cancelled", "completed", None),
        ("visit", "status", "planned", "completed", "in_progress", "completed"),
        ("task", "status", "not_started", "completed", "started", "completed"),
        ("task", "status", "not_started", "cancelled", "completed", None),
        ("task", "status", "not_started", "started", "deferred", "deferred"),
    ],
)
def test_state_further_along_wins_and_two_ends_ask(
    type_name: str, field: str, base: str, theirs: str, mine: str, stands: str | None
) -> None:
    result = merged(type_name, {field: base}, {field: theirs}, {field: mine})
    if stands is None:
        assert result.outcome is Outcome.CONFLICT
    else:
        assert result.outcome is Outcome.MERGED
        assert result.values.get(field, theirs) == stands


def test_going_back_a_stage_is_allowed_when_nobody_else_moved_it() -> None:
    result = merged("opportunity", {"stage": "proposal"}, {}, {"stage": "qualification"})
    assert result.values == {"stage": "qualification"}


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"stage": "closed_won"}, {"amount": "2.00", "currency": "USD"}),
        ({"amount": "2.00"}, {"stage": "closed_won"}),
        ({"amount": "2.00"}, {"stage": "closed_lost", "amount": "3.00", "currency": "USD"}),
    ],
)
def test_stage_against_amount_of_a_closed_deal_asks_as_one(
    theirs: dict[str, str], mine: dict[str, str]
) -> None:
    base = {"stage": "proposal", "amount": "1.00", "currency": "USD"}
    result = merged("opportunity", base, theirs, mine)
    assert set(result.clashes[0].mine) == {"stage", "amount", "currency"}


def test_protection_wins_over_its_removal() -> None:
    assert (
        merged(
            "contact", {"do_not_contact": None}, {"do_not_contact": True}, {"do_not_contact": False}
        ).values
        == {}
    )
    assert merged(
        "contact", {"do_not_contact": None}, {"do_not_contact": False}, {"do_not_contact": True}
    ).values == {"do_not_contact": True}


def test_fact_once_said_stays_and_the_other_goes_to_history() -> None:
    first, second = {"at": "1"}, {"at": "2"}
    result = merged("visit", {}, {"check_in": first}, {"check_in": second})
    assert (result.values, result.lost) == ({}, {"check_in": second})


def test_counts_add_up() -> None:
    row = {**blank(VISIT), "samples": 5}
    result = merge_record(VISIT, row, mutation("visit", add={"samples": -2}), NOTHING_SINCE)
    assert result.values == {"samples": 3}


def test_overlapping_texts_keep_both_in_a_conflict() -> None:
    result = merged("opportunity", {"description": "x"}, {"description": "y"}, {"description": "z"})
    assert result.outcome is Outcome.CONFLICT
    assert (result.clashes[0].mine, result.clashes[0].theirs) == ({"description": "z"}, {"description": "y"})


def test_without_base_values_versions_tell_what_changed() -> None:
    row = {**blank(ACCOUNT), "name": "theirs"}
    changed = Since(changed=lambda name: True, added=lambda name: frozenset())
    assert (
        merge_record(ACCOUNT, row, mutation("account", set={"name": "mine"}), changed).outcome
        is Outcome.CONFLICT
    )
    assert merge_record(ACCOUNT, row, mutation("account", set={"name": "mine"}), NOTHING_SINCE).values == {
        "name": "mine"
    }


words = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=6)
texts = words.map("\n".join)


@given(texts, texts, texts)
def test_text_merge_does_not_depend_on_who_came_first(base: str, mine: str, theirs: str) -> None:
    assert merge_text(base, mine, theirs) == merge_text(base, theirs, mine)


@given(texts, texts)
def test_text_merge_with_one_side_unchanged_gives_the_other(base: str, other: str) -> None:
    assert merge_text(base, base, other) == other
    assert merge_text(base, other, base) == other


@given(texts, texts, texts)
def test_text_merge_forgets_no_added_line(base: str, mine: str, theirs: str) -> None:
    result = merge_text(base, mine, theirs)
    if result is not None:
        known = set(base.split("\n"))
        added = (set(mine.split("\n")) | set(theirs.split("\n"))) - known
        assert added <= set(result.split("\n"))


tags = st.lists(st.sampled_from("abcdef"), max_size=5).map(normal_set)


@given(tags, tags, tags, tags, tags)
def test_adds_and_removes_of_a_set_commute(
    start: list[str], add1: list[str], gone1: list[str], add2: list[str], gone2: list[str]
) -> None:
    # Each removes only what it saw; what both saw and neither re-added goes, whoever arrives first.
    first = mutation(
        "account", add={"tags": add1}, remove={"tags": [t for t in gone1 if t in start and t not in add1]}
    )
    second = mutation(
        "account", add={"tags": add2}, remove={"tags": [t for t in gone2 if t in start and t not in add2]}
    )

    def run(one: Mutation, two: Mutation) -> list[str]:
        row = {**blank(ACCOUNT), "tags": start}
        row = {**row, **merge_record(ACCOUNT, row, one, NOTHING_SINCE).values}
        fresh = frozenset(one.add["tags"])
        since = Since(changed=lambda name: True, added=lambda name: fresh)
        return {**row, **merge_record(ACCOUNT, row, two, since).values}["tags"]

    assert run(first, second) == run(second, first)


@st.composite
def rows_and_edit(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    entity = OPPORTUNITY
    values = {
        Kind.CHOICE: lambda field: st.sampled_from([None, *(choice.key for choice in field.choices)]),
        Kind.INTEGER: lambda field: st.sampled_from([None, 1, 2]),
        Kind.DATE: lambda field: st.sampled_from([None, "2026-01-01", "2026-01-02"]),
        Kind.LONGTEXT: lambda field: st.one_of(st.none(), texts.filter(bool)),
        Kind.TEXT: lambda field: st.sampled_from([None, "x", "y"]),
        Kind.MONEY: lambda field: st.sampled_from([None, "1.00", "2.00"]),
        Kind.SET: lambda field: tags,
    }
    fields = [
        f for f in entity.own if f.kind in values and f.writable and f.target is None and f.name != "currency"
    ]
    base = {**blank(entity), **{f.name: draw(values[f.kind](f)) for f in fields}, "currency": "USD"}
    changed = draw(st.sets(st.sampled_from(fields), max_size=4))
    theirs = {**base, **{f.name: draw(values[f.kind](f)) for f in changed}}
    edited = draw(st.sets(st.sampled_from(fields), min_size=1, max_size=4))
    mine = {f.name: draw(values[f.kind](f)) for f in edited}
    if "amount" in mine:
        mine["currency"] = "USD"
    return base, theirs, mine


def _mutation(base: dict[str, Any], mine: dict[str, Any]) -> Mutation:
    was = {name: base[name] for name in mine}
    if set(mine) & set(OPPORTUNITY.closing):
        was.update({name: base[name] for name in OPPORTUNITY.closing})
    return mutation("opportunity", set=mine, was=was)


@given(rows_and_edit())
def test_merging_is_deterministic_and_idempotent(
    case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
) -> None:
    base, theirs, mine = case
    edit = _mutation(base, mine)
    once = merge_record(OPPORTUNITY, theirs, edit, NOTHING_SINCE)
    assert once == merge_record(OPPORTUNITY, theirs, edit, NOTHING_SINCE)
    after = {**theirs, **once.values}
    if once.outcome is Outcome.APPLIED and not any(
        f.policy is Policy.TEXT for f in map(OPPORTUNITY.field, mine)
    ):
        assert not merge_record(OPPORTUNITY, after, edit, NOTHING_SINCE).values


@given(rows_and_edit())
def test_no_value_is_forgotten(case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]]) -> None:
    """Every value of mine stands, was no change, waits in a clash, went to history, or was woven in."""
    base, theirs, mine = case
    result = merge_record(OPPORTUNITY, theirs, _mutation(base, mine), NOTHING_SINCE)
    after = {**theirs, **result.values}
    for name, value in mine.items():
        field = OPPORTUNITY.field(name)
        waiting = any(clash.mine.get(name) == value for clash in result.clashes)
        woven = field.policy is Policy.TEXT and set((value or "").split("\n")) - set(
            (base[name] or "").split("\n")
        ) <= set((after[name] or "").split("\n"))
        united = field.kind is Kind.SET and set(value) - set(base[name]) <= set(after[name])
        assert (
            after[name] == value or value == base[name] or waiting or name in result.lost or woven or united
        )


@given(rows_and_edit())
def test_nothing_changed_since_means_mine_as_it_was_made(
    case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
) -> None:
    base, _, mine = case
    edit = _mutation(base, mine)
    result = merge_record(OPPORTUNITY, base, edit, NOTHING_SINCE)
    assert {**base, **result.values} == apply(OPPORTUNITY, base, edit)
    assert result.outcome is Outcome.APPLIED


@given(rows_and_edit())
def test_fields_that_mine_does_not_touch_stay_theirs(
    case: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
) -> None:
    base, theirs, mine = case
    result = merge_record(OPPORTUNITY, theirs, _mutation(base, mine), NOTHING_SINCE)
    assert set(result.values) <= set(mine)
