"""Which edits of one record become one, and what that one says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.coalesce import joined
from crmdesk.domain.entities import CATALOGUE

DEAL, VISIT = CATALOGUE["opportunity"], CATALOGUE["visit"]


def op(name: str, type_name: str = "opportunity", act: Act = Act.UPDATE, **more: Any) -> Mutation:
    return Mutation(name, act, type_name, "record", "author", f"at {name}", f"group {name}", "intent", **more)


def test_the_last_value_goes_out_against_what_the_first_saw() -> None:
    first = op("1", base=7, set={"close_date": "b"}, was={"close_date": "a"}, after={"close_date": "0"})
    later = op("2", base=7, set={"close_date": "c"}, was={"close_date": "b"}, after={"close_date": "1"})
    assert joined(DEAL, first, later) == replace(first, at="at 2", set={"close_date": "c"})


def test_each_field_keeps_the_chain_of_its_own() -> None:
    first = op("1", set={"name": "a"}, after={"name": "0"})
    later = op("2", set={"name": "b", "probability": 3}, after={"name": "1", "probability": "9"})
    both = joined(DEAL, first, later)
    assert both is not None
    assert both.after == {"name": "0", "probability": "9"}


def test_what_was_seen_of_other_fields_is_kept_from_both() -> None:
    first = op("1", set={"name": "b"})
    later = op("2", set={"next_step": "n"}, was={"next_step": None})
    both = joined(DEAL, first, later)
    assert both is not None
    assert both.was == {"next_step": None}


def test_deltas_add_up_and_elements_join() -> None:
    first = op("1", "visit", add={"samples": 2, "tags": ["a"]}, remove={"products": ["p"]})
    later = op("2", "visit", add={"samples": -5, "tags": ["b", "a"]}, remove={"products": ["q", "p"]})
    both = joined(VISIT, first, later)
    assert both is not None
    assert (both.add, both.remove) == ({"samples": -3, "tags": ["a", "b"]}, {"products": ["p", "q"]})


def test_a_creation_takes_in_what_was_changed_after_it() -> None:
    first = op("1", "visit", Act.CREATE, set={"purpose": "a", "tags": ["x"], "samples": 1})
    later = op(
        "2", "visit", set={"purpose": "b"}, add={"tags": ["y"], "samples": 2}, remove={"tags": ["x"]},
        after={"purpose": "1"},
    )  # fmt: skip
    both = joined(VISIT, first, later)
    assert both == replace(first, at="at 2", set={"purpose": "b", "tags": ["y"], "samples": 3})


CREATION = op("1", act=Act.CREATE, set={"name": "a", "stage": "prospecting"})


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (op("1"), replace(op("2"), id="another")),
        (op("1"), replace(op("2"), author="another")),
        (op("1", base=1), op("2", base=2)),
        (op("1"), op("2", act=Act.DELETE)),
        (op("1", act=Act.DELETE), op("2", act=Act.RESTORE)),
        (op("1", act=Act.RESTORE), op("2")),
        (op("1", resolves=("c",)), op("2")),
        (op("1"), op("2", resolves=("c",))),
        (op("1", set={"stage": "proposal"}), op("2", set={"stage": "negotiation"})),
        (CREATION, op("2", set={"stage": "proposal"})),
        (CREATION, op("2", set={"account": "x"})),
        (op("1", set={"tags": ["a"]}), op("2", add={"tags": ["b"]})),
        (op("1", add={"tags": ["a"]}), op("2", set={"tags": ["b"]})),
        (op("1", add={"tags": ["a"]}), op("2", set={"name": "n"}, was={"tags": ["a"]})),
        (op("1", add={"tags": ["a"]}), op("2", remove={"tags": ["a"]})),
        (op("1", remove={"tags": ["a"]}), op("2", add={"tags": ["a"]})),
        (op("1"), op("2", add={"tags": ["a"]}, remove={"tags": ["a"]})),
        (op("1", add={"tags": ["a"] * 200}), op("2", add={"tags": ["b"]})),
        (op("1", remove={"tags": ["a"] * 200}), op("2", remove={"tags": ["b"]})),
    ],
)
def test_what_would_not_mean_the_same_stays_apart(first: Mutation, later: Mutation) -> None:
    assert joined(DEAL, first, later) is None


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (op("1", "visit", add={"samples": 2**53}), op("2", "visit", add={"samples": 1})),
        (op("1", "visit", set={"check_in": {}}), op("2", "visit", set={"check_in": {"a": 1}})),
        (op("1", "visit", set={"submitted_at": "t"}), op("2", "visit", set={"purpose": "p"})),
    ],
)
def test_facts_and_what_outgrows_one_edit_stay_apart(first: Mutation, later: Mutation) -> None:
    assert joined(VISIT, first, later) is None


def test_a_stage_change_may_take_in_what_follows_it() -> None:
    both = joined(DEAL, op("1", set={"stage": "proposal"}), op("2", set={"name": "n"}))
    assert both is not None
    assert both.set == {"stage": "proposal", "name": "n"}


def test_sending_a_quote_joins_nothing_that_was_saved_before_it() -> None:
    quote = CATALOGUE["quote"]
    first = op("1", "quote", base=3, set={"terms": "30 days"}, was={"terms": None})
    sent = op("2", "quote", base=3, set={"status": "sent"}, was={"status": "draft"})
    assert joined(quote, first, sent) is None
