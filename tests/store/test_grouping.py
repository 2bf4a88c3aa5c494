"""Lists put together by groups: heads, sums and rows are what counting one by one would give."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crmdesk.store import grouping as limits
from crmdesk.store.grouped_listing import GroupedListing, Grouping
from crmdesk.store.grouping import EMPTY, REST
from crmdesk.store.queries import Filter, Query
from tests.store.desk import Desk

SEOUL = ZoneInfo("Asia/Seoul")
EVERYTHING = Query(sort="name")


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three hundred opportunities of forty accounts, some without account, day or amount; visits around midnight."""
    desk = Desk(Path(tmp_path_factory.mktemp("groups")) / "profile")
    dice = random.Random(7)
    accounts = [desk.row("account", f"a{n:02d}", n + 1, name=f"Account {40 - n:02d}") for n in range(40)]
    deals = [
        desk.row(
            "opportunity",
            f"d{n:03d}",
            n + 100,
            name=f"Deal {dice.randrange(1000)}",
            stage=dice.choice(["proposal", "qualification", "closed_won"]),
            account=dice.choice([None, *(row[0] for row in accounts)]),
            close_date=dice.choice([None, "2026-11-30", "2026-12-01", "2027-01-15"]),
            forecast_category=dice.choice([None, "commit", "pipeline"]),
            amount=dice.choice([None, "10.50", "920000000000000.00"]),
            currency=dice.choice(["EUR", "USD"]),
        )
        for n in range(300)
    ]
    visits = [
        desk.row("visit", f"v{n}", n + 900, account="a00", status="planned", planned_start=start)
        for n, start in enumerate(
            # In Seoul the second and the third already lie in December.
            ["2026-11-30T14:59:59.000Z", "2026-11-30T15:00:00.000Z", "2026-12-05T00:00:00.000Z", None]
        )
    ]
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(
            desk.table("account", accounts), desk.table("opportunity", deals), desk.table("visit", visits)
        )
    )
    yield desk
    desk.replica.close()


def grouped(desk: Desk, field: str, query: Query = EVERYTHING, **said: object) -> GroupedListing:
    grouping = Grouping(field, SEOUL, ("amount",) if said.get("sums") else ())
    return desk.replica.grouped_rows(str(said.get("type", "opportunity")), query, [field], grouping)


def in_groups(desk: Desk, listing: GroupedListing, size: int = 17) -> dict[str, list[str]]:
    """The ids by group, read page by page."""
    ids = [row[0] for start in range(0, listing.count(), size) for row in listing.page(start, size)]
    assert len(ids) == listing.count() == len(set(ids))
    assert listing.ids([(0, 4), (10, len(ids) - 1)]) == [*ids[:5], *ids[10:]]
    assert [listing.position(ids[at]) for at in (0, 3, len(ids) - 1)] == [0, 3, len(ids) - 1]
    found = {}
    for head in listing.heads():
        found[head.key], ids = ids[: head.count], ids[head.count :]
    return found


@pytest.mark.parametrize("field", ["stage", "account", "forecast_category"])
@pytest.mark.parametrize("where", [(), (Filter("currency", "=", "EUR"),)])
def test_each_group_holds_its_records_in_the_order_of_the_list(
    pipeline: Desk, field: str, where: tuple[Filter, ...]
) -> None:
    records = pipeline.replica.query("opportunity", Query(where, sort="name", descending=True))
    found = in_groups(pipeline, grouped(pipeline, field, Query(where, sort="name", descending=True)))
    assert sum(map(len, found.values())) == len(records) > 100
    for key, ids in found.items():
        assert ids == [record.id for record in records if (record[field] or EMPTY) == key]


def test_groups_stand_in_the_order_of_choices_titles_and_time_and_what_is_empty_last(pipeline: Desk) -> None:
    assert list(in_groups(pipeline, grouped(pipeline, "stage"))) == [
        "qualification",
        "proposal",
        "closed_won",
    ]
    accounts = grouped(pipeline, "account").heads()
    titles = [head.value[1] for head in accounts if head.value]
    assert titles == sorted(titles)
    assert accounts[-1].key == EMPTY
    assert [head.key for head in grouped(pipeline, "close_date").heads()] == [
        "2026-11",
        "2026-12",
        "2027-01",
        EMPTY,
    ]
    latest = grouped(pipeline, "close_date", Query(sort="close_date", descending=True)).heads()
    assert [head.key for head in latest] == ["2027-01", "2026-12", "2026-11", EMPTY]


def test_months_of_instants_begin_at_midnight_where_the_user_is(pipeline: Desk) -> None:
    found = in_groups(pipeline, grouped(pipeline, "planned_start", Query(), type="visit"))
    assert found == {"2026-11": ["v0"], "2026-12": ["v1", "v2"], EMPTY: ["v3"]}


def test_amounts_are_added_up_by_currency_and_past_64_bits(pipeline: Desk) -> None:
    records = pipeline.replica.query("opportunity", Query())
    for head in grouped(pipeline, "stage", sums=True).heads():
        for _, amount, currency in head.sums:
            each = [r["amount"] for r in records if r["stage"] == head.key and r["currency"] == currency]
            assert Decimal(amount) == sum(Decimal(one) for one in each if one) > 2**63 // 10**4
        assert {currency for _, _, currency in head.sums} == {"EUR", "USD"}


@pytest.mark.parametrize("where", [(), (Filter("name", "~", "deal"),)], ids=["counted", "scanned"])
def test_past_the_bound_the_largest_groups_have_heads_and_one_more_holds_the_rest(
    pipeline: Desk, monkeypatch: pytest.MonkeyPatch, where: tuple[Filter, ...]
) -> None:
    monkeypatch.setattr(limits, "MOST_GROUPS", 5)
    listing = grouped(pipeline, "account", Query(where, sort="name"), sums=True)
    found = in_groups(pipeline, listing)
    assert len(found) == 6
    assert list(found)[-2:] == [REST, EMPTY]
    others = Counter(pipeline.replica.get("opportunity", each)["account"] for each in found[REST])
    assert others.keys().isdisjoint({*found, None})
    told = {head.key: head.count for head in listing.heads() if head.key not in (REST, EMPTY)}
    assert min(told.values()) >= max(others.values())
    assert {currency for head in listing.heads() if head.key == REST for _, _, currency in head.sums}


def test_a_group_without_an_index_is_found_in_one_scan(
    pipeline: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Heads and the rows of every group out of the same pass over the table, in whatever order the list stands."""
    for query in (Query(), EVERYTHING):
        listing = grouped(pipeline, "forecast_category", query)
        listing.heads()
        monkeypatch.setattr(listing, "_scan", None)
        assert sum(map(len, in_groups(pipeline, listing).values())) == 300


def test_instants_over_centuries_are_grouped_by_year(pipeline: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_MONTHS", 1)
    found = in_groups(pipeline, grouped(pipeline, "planned_start", Query(), type="visit"))
    assert {key: len(ids) for key, ids in found.items()} == {"2026": 3, EMPTY: 1}


def test_group_of_an_indexed_field_is_found_by_its_index(pipeline: Desk) -> None:
    """Opening one group of a million rows must not read the others."""
    listing = grouped(pipeline, "account")
    listing.heads()
    with pipeline.replica._database.read() as connection:
        by = listing._keyed
        assert by is not None
        clause = by.only("a00")
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT rowid FROM opportunity WHERE {clause.text}", clause.values
        ).fetchall()
    assert "opportunity_by_account" in str(plan)
