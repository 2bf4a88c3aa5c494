"""The rules of merging at their edges: whole results, one case a line."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.merge import NOTHING_SINCE, Clash, Merge, Outcome, Since, merge_record, undisturbed
from crmdesk.domain.values import LONGTEXT_BYTES, blank
from tests.domain.test_merge import ACCOUNT, CONTACT, OPPORTUNITY, TASK, VISIT, merged, mutation

APPLIED, MERGED, CONFLICT = Outcome.APPLIED, Outcome.MERGED, Outcome.CONFLICT
Row = dict[str, Any]


def since(*changed: str, added: frozenset[str] = frozenset()) -> Since:
    return Since(
        changed=lambda name: name in changed, added=lambda name: added if name == "tags" else frozenset()
    )


def test_a_mutation_fares_as_the_gravest_of_its_units_and_all_are_merged() -> None:
    result = merged(
        "account",
        {"name": "a", "website": "a", "industry": "a", "tier": "a"},
        {"name": "b", "website": "b", "tier": "b"},
        {"name": "c", "website": "c", "industry": "c", "tier": "b"},
    )
    clash = Clash({"name": "a"}, {"name": "c"}, {"name": "b"})
    assert result == Merge(CONFLICT, {"website": "c", "industry": "c"}, {}, (clash,))


def test_a_clash_weighs_more_than_what_was_merged_before_it() -> None:
    result = merged(
        "account", {"website": "a", "name": "a"}, {"website": "b", "name": "b"}, {"website": "c", "name": "c"}
    )
    assert (result.outcome, result.values) == (CONFLICT, {"website": "c"})


def test_what_is_as_it_stood_is_no_change() -> None:
    result = merge_record(ACCOUNT, {**blank(ACCOUNT), "tier": "a"}, mutation("account"), NOTHING_SINCE)
    assert result == Merge(APPLIED)
    again = merged("account", {"tier": "a"}, {"tier": "b"}, {"tier": "b"})
    assert again == Merge(APPLIED)


@pytest.mark.parametrize("field", ["name", "website"])
def test_saying_what_one_saw_changes_nothing(field: str) -> None:
    assert merged("account", {field: "a"}, {field: "b"}, {field: "a"}) == Merge(APPLIED)


def test_an_edit_without_base_values_clashes_with_an_empty_base() -> None:
    row = {**blank(ACCOUNT), "name": "theirs"}
    result = merge_record(ACCOUNT, row, mutation("account", set={"name": "mine"}), since("name"))
    assert result == Merge(CONFLICT, {}, {}, (Clash({"name": None}, {"name": "mine"}, {"name": "theirs"}),))
    untouched = merge_record(ACCOUNT, row, mutation("account", set={"name": "mine"}), since("website"))
    assert untouched == Merge(APPLIED, {"name": "mine"})


def test_a_unit_is_completed_from_what_stands_where_its_base_is_half_known() -> None:
    row = {**blank(OPPORTUNITY), "stage": "proposal", "amount": "1.00", "currency": "KRW"}
    mine = mutation("opportunity", set={"amount": "3.00", "currency": "USD"}, was={"amount": "2.00"})
    (clash,) = merge_record(OPPORTUNITY, row, mine, NOTHING_SINCE).clashes
    assert clash.base == {"amount": "2.00", "currency": "KRW"}
    alone = mutation("opportunity", set={"amount": "3.00"}, was={"amount": "2.00"})
    (clash,) = merge_record(OPPORTUNITY, row, alone, NOTHING_SINCE).clashes
    assert clash.mine == {"amount": "3.00", "currency": "KRW"}
    assert clash.theirs == {"amount": "1.00", "currency": "KRW"}


def test_a_unit_of_which_only_the_other_half_changed_clashes_as_well() -> None:
    row = {**blank(OPPORTUNITY), "stage": "proposal", "amount": "1.00", "currency": "KRW"}
    mine = mutation(
        "opportunity", set={"amount": "3.00", "currency": "USD"}, was={"amount": "1.00", "currency": "USD"}
    )
    assert merge_record(OPPORTUNITY, row, mine, NOTHING_SINCE).outcome is CONFLICT


@pytest.mark.parametrize(("start", "added", "sum_"), [(None, 3, 3), (2, 3, 5), (0, -1, -1)])
def test_a_delta_counts_from_nothing_too(start: int | None, added: int, sum_: int) -> None:
    row = {**blank(VISIT), "samples": start}
    result = merge_record(VISIT, row, mutation("visit", add={"samples": added}), since("samples"))
    assert result == Merge(APPLIED, {"samples": sum_})


def test_what_the_centre_writes_goes_by_arrival() -> None:
    assert merged("account", {"owner": "a"}, {"owner": "b"}, {"owner": "c"}) == Merge(MERGED, {"owner": "c"})


def test_a_total_that_is_set_goes_by_arrival() -> None:
    assert merged("visit", {"samples": 1}, {"samples": 2}, {"samples": 3}) == Merge(MERGED, {"samples": 3})


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "stands"),
    [
        ("a\nb", "a\nb\nc", "x\na\nb", "x\na\nb\nc"),
        ("a\n\nb", "a\n", "\nb", None),
        (None, "a\nb", "a\nb", "a\nb"),
    ],
)
def test_texts_are_woven_and_an_empty_one_is_none(
    base: str | None, theirs: str, mine: str, stands: str | None
) -> None:
    result = merged("opportunity", {"description": base}, {"description": theirs}, {"description": mine})
    assert {"description": theirs, **result.values} == {"description": stands}
    assert result.outcome is (APPLIED if mine == theirs else MERGED)


def test_an_absent_text_is_an_empty_one() -> None:
    both = merged("opportunity", {"description": None}, {"description": "t"}, {"description": "m"})
    (clash,) = both.clashes
    assert clash == Clash({"description": None}, {"description": "m"}, {"description": "t"})
    gone = merged("opportunity", {"description": "a\n\nb"}, {"description": None}, {"description": "a\n\nc"})
    assert gone.outcome is CONFLICT
    mine_gone = merged("opportunity", {"description": "a\nb"}, {"description": "a\nc"}, {"description": None})
    assert mine_gone.clashes[0].mine == {"description": None}


@pytest.mark.parametrize(("spare", "outcome"), [(0, MERGED), (-1, CONFLICT)])
def test_texts_that_are_too_long_together_wait_for_a_person(spare: int, outcome: Outcome) -> None:
    half = LONGTEXT_BYTES // 2
    mine, theirs = f"{'m' * (half - 1)}\nend", "end\n" + "t" * (half - 4 - spare)
    result = merged("opportunity", {"description": "end"}, {"description": theirs}, {"description": mine})
    assert result.outcome is outcome
    if outcome is MERGED:
        assert len(result.values["description"]) == LONGTEXT_BYTES


@pytest.mark.parametrize("theirs", [True, False])
@pytest.mark.parametrize("mine", [True, False])
@pytest.mark.parametrize("base", [None, True, False])
def test_the_more_protective_value_stands_and_the_other_is_kept(
    base: bool | None, mine: bool, theirs: bool
) -> None:
    result = merged("contact", {"do_not_contact": base}, {"do_not_contact": theirs}, {"do_not_contact": mine})
    stands = {"do_not_contact": theirs, **result.values}["do_not_contact"]
    if theirs == base:
        assert (stands, result.lost) == (mine, {})
    elif mine == base:
        assert (stands, result.lost) == (theirs, {})
    else:
        assert stands is (mine or theirs)
        assert result.lost == ({"do_not_contact": mine} if stands != mine else {})
        assert result.outcome is (APPLIED if mine == theirs else MERGED)


def test_a_fact_that_stands_is_not_said_again() -> None:
    result = merged("visit", {}, {"check_in": {"at": "1"}}, {"check_in": {"at": "2"}})
    assert result == Merge(MERGED, {}, {"check_in": {"at": "2"}})


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "result"),
    [
        ("planned", "in_progress", "missed", Merge(MERGED, {"status": "missed"})),
        ("planned", "missed", "in_progress", Merge(MERGED, {}, {"status": "in_progress"})),
        ("planned", "missed", "completed", Merge(MERGED, {"status": "completed"})),
        ("planned", "completed", "missed", Merge(MERGED, {}, {"status": "missed"})),
        ("in_progress", "missed", "planned", Merge(MERGED, {}, {"status": "planned"})),
        ("in_progress", "planned", "completed", Merge(MERGED, {"status": "completed"})),
        (None, "in_progress", "completed", Merge(MERGED, {"status": "completed"})),
    ],
)
def test_the_status_further_along_stands(base: str | None, theirs: str, mine: str, result: Merge) -> None:
    assert merged("visit", {"status": base}, {"status": theirs}, {"status": mine}) == result


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [
        ("planned", "cancelled", "completed"),
        ("completed", "planned", "in_progress"),
        ("missed", "completed", "planned"),
        ("planned", None, "completed"),
        ("planned", "in_progress", None),
    ],
)
def test_ends_of_one_rank_a_reopened_end_and_no_status_at_all_ask(
    base: str, theirs: str | None, mine: str | None
) -> None:
    result = merged("visit", {"status": base}, {"status": theirs}, {"status": mine})
    assert result == Merge(CONFLICT, {}, {}, (Clash({"status": base}, {"status": mine}, {"status": theirs}),))


def test_of_two_states_of_one_rank_the_later_arrival_stands() -> None:
    for theirs, mine in (("started", "deferred"), ("deferred", "started")):
        result = merged("task", {"status": "not_started"}, {"status": theirs}, {"status": mine})
        assert result == Merge(MERGED, {"status": mine})
    assert TASK.name == "task"


@pytest.mark.parametrize(
    ("standing", "more", "fresh", "result"),
    [
        (["a"], {"add": {"tags": ["b"]}}, [], Merge(APPLIED, {"tags": ["a", "b"]})),
        (None, {"add": {"tags": ["b"]}}, [], Merge(APPLIED, {"tags": ["b"]})),
        (["a"], {"add": {"tags": ["a"]}}, [], Merge(APPLIED)),
        (["a", "b"], {"remove": {"tags": ["a"]}}, [], Merge(APPLIED, {"tags": ["b"]})),
        (["a", "b"], {"remove": {"tags": ["a"]}}, ["a"], Merge(MERGED)),
        (["a", "b"], {"remove": {"tags": ["a"]}}, ["b"], Merge(APPLIED, {"tags": ["b"]})),
        (["a"], {"remove": {"tags": ["b"]}}, [], Merge(APPLIED)),
        (["a"], {"add": {"tags": ["a"]}, "remove": {"tags": ["a"]}}, [], Merge(APPLIED)),
        (["a"], {"set": {"tags": ["b"]}, "was": {"tags": ["a"]}}, [], Merge(APPLIED, {"tags": ["b"]})),
        (["a", "c"], {"set": {"tags": ["b"]}, "was": {"tags": ["a"]}}, ["c"], Merge(MERGED, {"tags": ["b", "c"]})),
        (["c"], {"set": {"tags": ["a", "b"]}, "was": {"tags": ["a"]}}, [], Merge(MERGED, {"tags": ["b", "c"]})),
        (["a"], {"set": {"tags": None}, "was": {"tags": ["a"]}}, [], Merge(APPLIED, {"tags": []})),
        (["a"], {"set": {"tags": ["b"]}, "was": {"tags": None}}, [], Merge(MERGED, {"tags": ["a", "b"]})),
        (["a", "b"], {"set": {"tags": ["b"]}}, [], Merge(APPLIED, {"tags": ["b"]})),
        (["a"], {"add": {"tags": ["c"]}, "set": {"tags": ["b"]}, "was": {"tags": ["a"]}}, [],
         Merge(APPLIED, {"tags": ["b", "c"]})),
        (["a", "c"], {"remove": {"tags": ["c"]}, "set": {"tags": ["b"]}, "was": {"tags": ["a", "c"]}}, [],
         Merge(APPLIED, {"tags": ["b"]})),
        (["a", "c"], {"remove": {"tags": ["c"]}, "set": {"tags": ["a"]}, "was": {"tags": ["a"]}}, [],
         Merge(MERGED, {"tags": ["a"]})),
    ],
)  # fmt: skip
def test_a_set_takes_what_is_added_and_loses_what_its_remover_saw(
    standing: list[str] | None, more: dict[str, Any], fresh: list[str], result: Merge
) -> None:
    row = {**blank(CONTACT), "tags": standing}
    given = mutation("contact", **more)
    assert merge_record(CONTACT, row, given, since(added=frozenset(fresh))) == result


PROPOSAL = {"stage": "proposal", "amount": "1.00", "currency": "USD"}


@pytest.mark.parametrize(
    ("theirs", "mine", "values"),
    [
        ({}, {"stage": "closed_won"}, {"stage": "closed_won"}),
        ({"stage": "closed_won"}, {"stage": "closed_won"}, {}),
        ({"stage": "closed_won"}, {"stage": "proposal"}, {}),
        (
            {"amount": "2.00"},
            {"stage": "closed_won", "amount": "2.00", "currency": "USD"},
            {"stage": "closed_won"},
        ),
        ({"stage": "closed_won"}, {"description": "x"}, {"description": "x"}),
        ({"amount": "2.00"}, {"stage": "negotiation"}, {"stage": "negotiation"}),
    ],
)
def test_a_closed_deal_asks_only_where_both_sides_changed_it_otherwise(
    theirs: Row, mine: Row, values: Row
) -> None:
    result = merged("opportunity", PROPOSAL, theirs, mine)
    assert (result.outcome, result.values) == (APPLIED, values)


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ({"stage": "closed_won"}, {"amount": "2.00", "currency": "USD"}),
        ({"stage": "closed_won", "amount": "2.00"}, {"amount": "2.00", "currency": "USD"}),
        ({"stage": "closed_won"}, {"stage": "closed_lost"}),
        ({"stage": "closed_lost"}, {"stage": "negotiation"}),
        ({"amount": "2.00"}, {"stage": "closed_won"}),
        ({"stage": "negotiation", "amount": "2.00"}, {"stage": "closed_won"}),
    ],
)
def test_a_closed_deal_asks_about_stage_and_amount_as_one(theirs: Row, mine: Row) -> None:
    result = merged("opportunity", PROPOSAL, theirs, mine)
    clash = Clash(PROPOSAL, {**PROPOSAL, **mine}, {**PROPOSAL, **theirs})
    assert result == Merge(CONFLICT, {}, {}, (clash,))


def test_a_closed_deal_is_told_by_versions_where_base_values_are_not_known() -> None:
    row = {**blank(OPPORTUNITY), **PROPOSAL}
    closing = mutation("opportunity", set={"stage": "closed_won"})
    assert merge_record(OPPORTUNITY, row, closing, since("amount")).values == {"stage": "closed_won"}
    assert merge_record(OPPORTUNITY, row, closing, NOTHING_SINCE).values == {"stage": "closed_won"}
    seen = mutation("opportunity", set={"stage": "closed_won"}, was={"amount": "9.00"})
    (clash,) = merge_record(OPPORTUNITY, row, seen, NOTHING_SINCE).clashes
    assert clash == Clash(
        {**PROPOSAL, "amount": "9.00"},
        {"stage": "closed_won", "amount": "9.00", "currency": "USD"},
        PROPOSAL,
    )


def test_other_fields_of_a_closing_mutation_are_merged_beside_its_clash() -> None:
    result = merged(
        "opportunity", PROPOSAL, {"stage": "closed_won"}, {"stage": "closed_lost", "description": "why"}
    )
    assert result.outcome is CONFLICT
    assert result.values == {"description": "why"}
    assert len(result.clashes) == 1


def test_undisturbed_is_what_nobody_else_changed_nor_what_stood_beside_it() -> None:
    row = {**blank(OPPORTUNITY), **PROPOSAL}
    edit = mutation("opportunity", set={"amount": "2.00"}, was={"amount": "1.00", "stage": "proposal"})
    assert undisturbed(OPPORTUNITY, row, edit, NOTHING_SINCE)
    assert not undisturbed(OPPORTUNITY, row, edit, since("currency"))
    assert undisturbed(OPPORTUNITY, row, edit, since("description"))
    assert not undisturbed(OPPORTUNITY, {**row, "stage": "closed_won"}, edit, NOTHING_SINCE)
    assert not undisturbed(OPPORTUNITY, {**row, "amount": "5.00"}, edit, NOTHING_SINCE)
