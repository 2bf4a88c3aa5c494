"""The arithmetic of a forecast, in exact decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.entities.opportunity import STAGES
from crmdesk.domain.forecast import (
    CATEGORIES,
    MOVABLE,
    Book,
    Crew,
    Said,
    Seller,
    Slice,
    category_of,
    error,
    figures,
    own_line,
    pairs_of,
    team_lines,
)

PEOPLE = ["ann", "ben", "cho", "dan"]
SLICES = st.builds(
    Slice,
    owner=st.sampled_from([*PEOPLE, "gone", None]),
    stage=st.sampled_from([stage.key for stage in STAGES]),
    said=st.sampled_from([None, *MOVABLE, "closed"]),
    count=st.integers(1, 9),
    amount=st.decimals(0, 10**12, places=4, allow_nan=False),
)
SELLERS = [
    Seller("ann", "Ann", "east"),
    Seller("ben", "Ben", "east"),
    Seller("cho", "Cho", "all"),
    Seller("dan", "Dan"),
]
CREWS = [Crew("all", "All", "boss"), Crew("east", "East", "cho")]


def book(now: list[Slice], before: list[Slice] | None = None, **given: object) -> Book:
    return Book(
        now, before or [], given.get("goals", {}), given.get("said", ()), given.get("said_before", ())
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "said", "category"),
    [
        ("prospecting", None, "pipeline"),
        ("proposal", None, "best_case"),
        ("negotiation", None, "commit"),
        ("proposal", "commit", "commit"),
        ("negotiation", "omitted", "omitted"),
        ("closed_won", "commit", "closed"),
        ("closed_won", "omitted", "closed"),
        ("closed_lost", "commit", "omitted"),
        ("negotiation", "closed", "commit"),
    ],
)
def test_closed_ones_are_what_they_are_and_open_ones_what_was_said(
    stage: str, said: str | None, category: str
) -> None:
    assert category_of(stage, said) == category


def test_every_stage_and_saying_belongs_to_one_category() -> None:
    pairs = [pair for category in (*CATEGORIES, "omitted") for pair in pairs_of(category)]
    assert len(pairs) == len(set(pairs)) == len(STAGES) * (len(MOVABLE) + 2)


@given(st.lists(SLICES))
def test_sums_are_exact(slices: list[Slice]) -> None:
    told = figures(slices)
    for category in CATEGORIES:
        inside = [each for each in slices if category_of(each.stage, each.said) == category]
        assert Fraction(told.amount(category)) == sum((Fraction(each.amount) for each in inside), Fraction(0))
        assert told.counts.get(category, 0) == sum(each.count for each in inside)


@given(st.lists(SLICES))
def test_people_and_what_belongs_to_nobody_make_up_the_total(slices: list[Slice]) -> None:
    lines = team_lines(Seller("boss", "Boss"), SELLERS, CREWS, book(slices))
    single = [line for line in lines if line.kind in ("person", "others")]
    for category in CATEGORIES:
        parts = sum((line.figures.amount(category) for line in single), Decimal(0))
        assert lines[0].figures.amount(category) == parts


def test_team_lies_below_the_one_that_its_lead_works_in() -> None:
    lines = team_lines(Seller("boss", "Boss"), SELLERS, CREWS, book([]))
    shown = [(line.key, line.depth) for line in lines]
    assert shown == [("total", 0), ("all", 1), ("cho", 2), ("east", 2), ("ann", 3), ("ben", 3), ("dan", 1)]
    by_key = {line.key: line for line in lines}
    assert by_key["all"].owners == {"ann", "ben", "cho"}


def test_teams_that_lead_each_other_are_both_shown() -> None:
    sellers = [Seller("ann", "Ann", "one"), Seller("ben", "Ben", "two")]
    crews = [Crew("one", "One", "ben"), Crew("two", "Two", "ann")]
    lines = team_lines(Seller("boss", "Boss"), sellers, crews, book([]))
    assert {line.key for line in lines} == {"total", "one", "two", "ann", "ben"}


def test_team_s_quota_is_that_of_its_people_and_the_gap_what_is_missing() -> None:
    won = Slice("ann", "closed_won", None, 1, Decimal("70.25"))
    goals = {"ann": Decimal(100), "ben": Decimal("50.5")}
    lines = {
        each.key: each for each in team_lines(Seller("boss", ""), SELLERS, CREWS, book([won], goals=goals))
    }
    assert lines["east"].quota == Decimal("150.5")
    assert lines["east"].gap == Decimal("80.25")
    assert lines["ann"].gap == Decimal("29.75")
    assert lines["dan"].quota is None
    assert lines["dan"].gap is None


def test_last_submission_counts_and_its_error_is_a_part_of_what_was_won() -> None:
    before = [Slice("ann", "closed_won", None, 1, Decimal(80))]
    said = [Said("ann", "own", Decimal(70), "2026-07-02"), Said("ann", "own", Decimal(100), "2026-08-02")]
    line = own_line(Seller("ann", "Ann"), book([], before, said_before=said))
    assert line.error == Decimal("0.25")
    assert line.said is None


def test_own_commitment_is_not_the_team_s() -> None:
    said = [Said("cho", "own", Decimal(5), "1"), Said("cho", "team", Decimal(9), "2")]
    lines = {each.key: each for each in team_lines(Seller("boss", ""), SELLERS, CREWS, book([], said=said))}
    assert lines["east"].said == said[1]
    assert lines["cho"].said == said[0]


def test_who_leads_two_teams_commits_for_neither_alone() -> None:
    crews = [Crew("one", "One", "boss"), Crew("two", "Two", "boss")]
    sellers = [Seller("ann", "Ann", "one"), Seller("ben", "Ben", "two")]
    said = [Said("boss", "team", Decimal(9), "1")]
    lines = {each.key: each for each in team_lines(Seller("boss", ""), sellers, crews, book([], said=said))}
    assert lines["total"].said == said[0]
    assert lines["one"].said is None
    assert lines["two"].said is None


@given(st.decimals(0, 10**12, places=2), st.decimals("0.01", 10**12, places=2))
def test_error_gives_back_what_was_submitted(submitted: Decimal, won: Decimal) -> None:
    part = error(submitted, won)
    assert part is not None
    assert abs(won * (1 + part) - submitted) <= Decimal("0.0001")


def test_nothing_is_said_of_an_error_where_nothing_was_won_or_submitted() -> None:
    assert error(Decimal(5), Decimal(0)) is None
    assert error(None, Decimal(5)) is None
