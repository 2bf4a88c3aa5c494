"""The definition of a shared view: said and read again, and what is believed of one from somewhere else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.list_views import ListView, definition, read_definition
from crmdesk.domain.values import normalise
from crmdesk.store.queries import Filter, conditions

DEALS = CATALOGUE["opportunity"]


def test_view_that_was_said_is_read_as_it_was() -> None:
    view = ListView(
        where=(("stage", "!=", "closed_won"), ("amount", ">=", "50000"), ("owner", "=", None), ("name", "~", "a")),
        text="crane", sort="close_date", descending=True, columns=("name", "amount"), group="owner",
        widths={"name": 240},
    )  # fmt: skip
    said = normalise(CATALOGUE["shared_view"].field("definition"), definition(view))
    assert read_definition(DEALS, json.loads(json.dumps(said))) == view


@pytest.mark.parametrize(
    "condition",
    [
        ["gone", "=", "x"], ["stage", "=", "no such stage"], ["stage", "; DROP", "proposal"], ["stage"], "stage",
        ["close_date", "=", "soon"], ["amount", ">", {"a": 1}], ["amount", ">", "NaN"], ["stage", "<", None], None,
        ["name", "~", 5], ["created_at", ">=", "2026-99-99"], [["stage"], "=", "proposal"],
        ["created_at", "<=", "9999-12-31"],
    ],
)  # fmt: skip
def test_condition_that_cannot_be_read_is_left_out_and_the_others_hold(condition: object) -> None:
    read = read_definition(DEALS, {"where": [condition, ["stage", "=", "proposal"]]})
    assert read.where == (("stage", "=", "proposal"),)
    assert read.left_out == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from([*DEALS.by_name, "where"])
CONDITION = st.tuples(NAMES, st.sampled_from(["=", "!=", "<", "~"]), JSON).map(list)
KEYS = st.sampled_from(["where", "text", "sort", "descending", "columns", "group", "widths"])


@given(st.dictionaries(KEYS, JSON | st.lists(CONDITION, max_size=4), max_size=7) | JSON)
def test_whatever_a_foreign_laptop_says_gives_a_view_that_the_store_can_ask(said: object) -> None:
    view = read_definition(DEALS, said)
    conditions(DEALS, tuple(Filter(*each) for each in view.where))
    assert read_definition(DEALS, definition(view)) == view
