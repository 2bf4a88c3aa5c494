"""The pipeline as a board: totals of everything, cards of a part of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.entities.opportunity import STAGES
from crmdesk.domain.records import Record
from crmdesk.store.board import BoardQuery, Narrow, narrowed
from crmdesk.store.rows import Rows
from tests.store.desk import HOME, OTHER_USER, START, USER, Desk, row_of

ELSEWHERE = "01900000-0000-7000-8000-00000000dddd"
KEYS = [stage.key for stage in STAGES]
CHANCE = {stage.key: stage.number or 0 for stage in STAGES}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three hundred opportunities of two people in two places, with every kind of hole."""
    made = Desk(tmp_path_factory.mktemp("board") / "profile")
    dice = random.Random(5)
    rows = []
    for number in range(300):
        priced = dice.random() < 0.8
        currency = dice.choice(["EUR", "EUR", "KRW"])
        fields = {
            "name": f"{dice.choice(['Press', 'Pump', 'Oven'])} {number}",
            "stage": dice.choice(KEYS),
            "amount": str(dice.randrange(1, 10**7)) if priced else None,
            "currency": currency if priced else None,
            "close_date": f"2026-{dice.randint(7, 12):02}-{dice.randint(1, 28):02}"
            if dice.random() < 0.9
            else None,
            "probability": dice.choice([None, None, 0, 35, 100]),
            "owner": dice.choice([USER, OTHER_USER]),
            "territory": dice.choice([HOME, ELSEWHERE]),
            "updated_at": "2026-11-20T00:00:00.000Z",
        }
        rows.append(row_of(CATALOGUE, "opportunity", made.new_id(), 1, fields))
    made.replica.begin_snapshot()
    made.replica.apply_snapshot_page(made.snapshot_page(made.table("opportunity", rows)))
    yield made
    made.replica.close()


def _fits(record: Record, narrow: Narrow) -> bool:
    day = record["close_date"]
    return (
        (narrow.owner is None or record["owner"] == narrow.owner)
        and (not narrow.territories or record["territory"] in narrow.territories)
        and (narrow.since is None or (day is not None and day >= narrow.since))
        and (narrow.until is None or (day is not None and day <= narrow.until))
        and narrow.text.lower() in record["name"].lower()
        and not (narrow.only_open and record["stage"].startswith("closed"))
    )


DAYS = st.none() | st.dates().filter(lambda day: day.year == 2026).map(str)
NARROWS = st.builds(
    Narrow,
    owner=st.sampled_from([None, USER, OTHER_USER]),
    territories=st.sampled_from([(), (HOME,), (ELSEWHERE, HOME)]),
    since=st.sampled_from([None, "2026-09-01", "2026-10-15"]),
    until=st.sampled_from([None, "2026-11-22", "2026-12-31"]),
    text=st.sampled_from(["", "press", "Oven 1"]),
    only_open=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(NARROWS)
def test_totals_are_those_of_adding_up_by_hand(full: Desk, narrow: Narrow) -> None:
    amounts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    weighted: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    counts: dict[str, int] = defaultdict(int)
    for record in full.replica.query("opportunity"):
        if _fits(record, narrow):
            stage, chance = record["stage"], record["probability"]
            counts[stage] += 1
            if record["amount"] is not None:
                key = (stage, record["currency"])
                amounts[key] += Decimal(record["amount"])
                percent = CHANCE[stage] if chance is None else chance
                weighted[key] += Decimal(record["amount"]) * percent / 100
    for column in full.replica.board(BoardQuery(narrow), START):
        totals = column.totals
        assert totals.count == counts[column.stage]
        for currency in ("EUR", "KRW"):
            digits = Decimal("0.01") if currency == "EUR" else Decimal(1)
            assert Decimal(totals.amounts.get(currency, "0")) == amounts[column.stage, currency]
            told = Decimal(totals.weighted.get(currency, "0"))
            assert abs(told - weighted[column.stage, currency]) <= digits / 2


def test_totals_past_64_bits_are_told(desk: Desk) -> None:
    """As after an import that took a column of other numbers for amounts."""
    largest = {"stage": KEYS[0], "amount": "9999999999999.99", "currency": "EUR", "probability": 100}
    rows = [desk.row("opportunity", desk.new_id(), 1, name="Press", **largest) for _ in range(100)]
    desk.replica.apply_page(desk.page(desk.table("opportunity", rows)))
    (totals, *_) = desk.replica.pipeline()
    assert totals.amounts == totals.weighted == {"EUR": "999999999999999.00"}


def test_columns_stay_bounded_and_more_are_given_when_asked_for(full: Desk) -> None:
    at_first = {
        each.stage: each for each in full.replica.board(BoardQuery(limits=dict.fromkeys(KEYS, 5)), START)
    }
    assert {len(each.cards) for each in at_first.values()} == {5}
    more = full.replica.board(BoardQuery(limits={"proposal": 12}), START)
    proposal = next(each for each in more if each.stage == "proposal")
    assert len(proposal.cards) == 12
    assert proposal.cards[:5] == at_first["proposal"].cards
    assert proposal.totals.count > 12


def test_open_cards_come_by_close_date_and_closed_ones_latest_first(full: Desk) -> None:
    for column in full.replica.board(BoardQuery(limits=dict.fromkeys(KEYS, 999)), START):
        days = [card.record["close_date"] for card in column.cards]
        dated = [day for day in days if day]
        assert dated == sorted(dated, reverse=column.stage.startswith("closed"))
        assert days[len(dated) :] == [None] * (len(days) - len(dated))


def test_amounts_are_put_in_order_within_a_currency_alone(full: Desk) -> None:
    wanted = BoardQuery(order="amount", limits=dict.fromkeys(KEYS, 999))
    for column in full.replica.board(wanted, START, currency="KRW"):
        priced = [card.record for card in column.cards if card.record["amount"] is not None]
        assert [r["currency"] for r in priced] == sorted((r["currency"] for r in priced), reverse=True)
        for currency in ("KRW", "EUR"):
            amounts = [Decimal(r["amount"]) for r in priced if r["currency"] == currency]
            assert amounts == sorted(amounts, reverse=True)


def test_closed_ones_of_long_ago_are_left_out_unless_a_period_was_chosen(full: Desk) -> None:
    def won(query: BoardQuery) -> set[str]:
        return {
            card.record["close_date"]
            for column in full.replica.board(query, START)
            for card in column.cards
            if column.stage == "closed_won"
        }

    everything = dict.fromkeys(KEYS, 999)
    assert all(day >= "2026-10-01" for day in won(BoardQuery(closed_since="2026-10-01", limits=everything)))
    early = BoardQuery(Narrow(until="2026-09-30"), closed_since="2026-10-01", limits=everything)
    assert any(day < "2026-10-01" for day in won(early))


def test_totals_come_out_of_the_index_alone(full: Desk) -> None:
    rows = Rows(CATALOGUE, {entity.name: at for at, entity in enumerate(CATALOGUE, 1)})
    found = narrowed(rows, Narrow(owner=USER, since="2026-10-01"))
    with full.replica._database.read() as connection:
        # A plan is made out of what the connection knows of the file; only a question that is answered looks anew.
        connection.execute("SELECT 1 FROM opportunity LIMIT 1").fetchone()
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT stage, currency, probability, count(*), sum(amount) FROM opportunity"
            f" WHERE {found.text} GROUP BY stage, currency, probability",
            found.values,
        ).fetchall()
    assert any("COVERING INDEX opportunity_summed" in row[-1] for row in plan), plan


def test_card_says_for_how_many_days_nothing_happened(desk: Desk) -> None:
    old = "2026-10-01T00:00:00.000Z"
    quiet = desk.receive("opportunity", name="Quiet", stage="proposal", updated_at=old)
    talked = desk.receive("opportunity", name="Talked", stage="proposal", updated_at=old)
    desk.receive("call", subject="Hello", opportunity=talked.id, updated_at="2026-11-20T00:00:00.000Z")
    days = {
        card.record.id: card.quiet
        for column in desk.replica.board(BoardQuery(), START)
        for card in column.cards
    }
    assert days == {quiet.id: 53, talked.id: 0}


def test_replica_of_an_earlier_release_gets_the_index_when_it_is_opened(
    tmp_path: Path, template: Path
) -> None:
    desk = Desk(tmp_path / "profile", template=template)
    with desk.replica._database.write() as connection:
        connection.execute("DROP INDEX opportunity_summed")
        connection.execute("UPDATE setting SET value = replace(value, ',+amount||', '') WHERE name = 'shape'")
    with desk.reopen()._database.read() as connection:
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'opportunity_summed'").fetchone()
    desk.replica.close()
    assert there
