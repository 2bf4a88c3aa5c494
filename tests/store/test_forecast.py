"""What a forecast is made of on the laptop: one question for all sums, the opportunities behind each."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import RecordLocked
from crmdesk.domain.forecast import CATEGORIES, category_of, figures, submit_forecast
from crmdesk.domain.periods import Period, PeriodKind, period_of
from tests.store.desk import OTHER_USER, USER, Desk, row_of

Q4 = period_of("quarter", date(2026, 11, 23))
OWNERS = [USER, OTHER_USER, None]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three hundred opportunities over a year and a half, with every kind of hole."""
    made = Desk(tmp_path_factory.mktemp("forecast") / "profile")
    dice = random.Random(11)
    stages = [choice.key for choice in CATALOGUE["opportunity"].field("stage").choices]
    said = [None, *(choice.key for choice in CATALOGUE["opportunity"].field("forecast_category").choices)]
    rows = []
    for number in range(300):
        priced = dice.random() < 0.85
        month = dice.randint(1, 18)
        fields = {
            "name": f"Deal {number}",
            "stage": dice.choice(stages),
            "forecast_category": dice.choice(said),
            "amount": f"{dice.randrange(10**9)}" if priced else None,
            "currency": dice.choice(["EUR", "KRW"]) if priced or dice.random() < 0.5 else None,
            "close_date": f"{2026 + month // 13}-{month % 13 + month // 13:02}-{dice.randint(1, 28):02}"
            if dice.random() < 0.95
            else None,
            "owner": dice.choice(OWNERS),
        }
        rows.append(row_of(CATALOGUE, "opportunity", made.new_id(), 1, fields))
    made.replica.begin_snapshot()
    made.replica.apply_snapshot_page(made.snapshot_page(made.table("opportunity", rows)))
    yield made
    made.replica.close()


KINDS: list[PeriodKind] = ["month", "quarter"]
PERIODS = st.builds(period_of, st.sampled_from(KINDS), st.dates(date(2026, 1, 1), date(2027, 6, 30)))


@settings(max_examples=40, deadline=None)
@given(PERIODS)
def test_sums_and_lists_are_those_of_adding_up_by_hand(full: Desk, period: Period) -> None:
    books, _ = full.replica.forecast(period)
    before = period.moved(-1)
    amounts: dict[tuple[bool, str, str | None, str], Decimal] = defaultdict(Decimal)
    behind: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    for record in full.replica.query("opportunity"):
        day = record["close_date"]
        if day is None or not before.start <= date.fromisoformat(day) <= period.end:
            continue
        early = day < str(period.start)
        category = category_of(record["stage"], record["forecast_category"])
        currency = record["currency"] or ""
        amounts[early, currency, record["owner"], category] += Decimal(record["amount"] or 0)
        if not early:
            behind[currency, record["owner"], category].add(record.id)
    for currency in ("EUR", "KRW", ""):
        book = books.get(currency)
        for owner in OWNERS:
            for category in CATEGORIES:
                for early in (False, True):
                    slices = () if book is None else book.before if early else book.now
                    told = figures(each for each in slices if each.owner == owner).amount(category)
                    assert told == amounts[early, currency, owner, category]
                deals = full.replica.forecast_deals(period, currency, category, [owner])
                assert {deal.id for deal in deals} == behind[currency, owner, category]


def test_sums_past_64_bits_are_told(desk: Desk) -> None:
    largest = {"amount": "9999999999999.99", "currency": "EUR"}
    deal = {"name": "Press", "stage": "proposal", "close_date": "2026-11-30", **largest}
    goal = {"starts_on": "2026-10-01", "period": "quarter", **largest}
    for type_name, fields in (("opportunity", deal), ("goal", goal)):
        rows = [desk.row(type_name, desk.new_id(), 1, **fields) for _ in range(100)]
        desk.replica.apply_page(desk.page(desk.table(type_name, rows)))
    book = desk.replica.forecast(Q4)[0]["EUR"]
    assert book.now[0].amount == book.goals[USER] == Decimal("999999999999999.00")


def test_quotas_and_submissions_are_told_by_currency(desk: Desk) -> None:
    quarter = {"period": "quarter", "starts_on": "2026-10-01"}
    desk.receive("goal", **quarter, amount="100.00", currency="EUR")
    desk.receive("goal", **quarter, amount="7", currency="KRW", owner=OTHER_USER)
    desk.receive("goal", period="month", starts_on="2026-10-01", amount="33.00", currency="EUR")
    desk.replica.commit(submit_forecast(desk.author, Q4, "own", amount="80", currency="EUR", note=" sure "))
    desk.replica.commit(submit_forecast(desk.author, Q4, "own", amount="90", currency="EUR"))
    books, _ = desk.replica.forecast(Q4)
    assert books["EUR"].goals == {USER: Decimal(100)}
    assert books["KRW"].goals == {OTHER_USER: Decimal(7)}
    assert [(said.amount, said.note) for said in books["EUR"].said] == [
        (Decimal(80), "sure"),
        (Decimal(90), ""),
    ]
    assert not desk.replica.forecast(Q4.moved(1))[0].get("EUR", books["KRW"]).said
    assert len(desk.replica.forecast(Q4.moved(1))[0]["EUR"].said_before) == 2


def test_submission_is_neither_changed_nor_taken_back(desk: Desk) -> None:
    (made,) = desk.replica.commit(submit_forecast(desk.author, Q4, "own", amount="80", currency="EUR"))
    record = desk.replica.get("forecast_submission", made.id)
    for act in (lambda: desk.update(record, amount="1"), lambda: desk.delete(record), desk.replica.undo):
        with pytest.raises(RecordLocked):
            act()
    assert desk.replica.get("forecast_submission", made.id)["amount"] == "80.00"


def test_what_was_done_before_a_submission_can_still_be_taken_back(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    desk.replica.commit(submit_forecast(desk.author, Q4, "own", amount="80", currency="EUR"))
    with pytest.raises(RecordLocked):
        desk.replica.undo()
    step = desk.replica.undo()
    assert step is not None
    assert (step.type, step.record) == ("account", account.id)
    assert desk.replica.redo() is not None
