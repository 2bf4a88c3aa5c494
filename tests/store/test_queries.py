"""Filters, orders and keyset pages: a page is always what a full sort would have there."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crmdesk.domain.errors import InvalidValue, NoSuchRecord, UsageError
from crmdesk.domain.records import Record
from crmdesk.store.listing import ANCHOR_ROWS, Listing
from crmdesk.store.queries import ANY, Filter, Query, stored_anchor
from tests.store.desk import Desk

ROWS = 700
ANYONE = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Seven hundred tasks and opportunities with many equal and many empty values."""
    desk = Desk(Path(tmp_path_factory.mktemp("crowd")) / "profile")
    dice = random.Random(3)
    tasks = [
        desk.row(
            "task",
            desk.new_id(),
            number + 1,
            subject=dice.choice(["call", "Call", "visit 100%", "마감", "a_b"]),
            status=dice.choice(["not_started", "completed"]),
            due_on=dice.choice([None, None, "2026-11-01", "2026-11-02", "2026-12-24"]),
            priority=dice.choice([None, "low", "high"]),
        )
        for number in range(ROWS)
    ]
    deals = [
        desk.row(
            "opportunity",
            desk.new_id(),
            number + 1,
            name=f"Deal {number}",
            stage="proposal",
            amount=None if number % 3 else f"{number}.50",
            currency="EUR",
            tags=["vip"] if number % 4 == 0 else ["vip", "old"] if number % 4 == 1 else None,
        )
        for number in range(40)
    ]
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(
        desk.snapshot_page(desk.table("task", tasks), desk.table("opportunity", deals))
    )
    yield desk
    desk.replica.close()


def in_order(records: list[Record], sort: str | None, *, descending: bool) -> list[str]:
    """The oracle: empty values first, ids break ties; descending turns all of it around."""
    key = {
        record.id: (record.fields[sort] is not None, record.fields[sort] or "") if sort else ()
        for record in records
    }
    return sorted(key, key=lambda identity: (key[identity], identity), reverse=descending)


ORDERS = [
    (sort, descending) for sort in (None, "due_on", "subject", "priority") for descending in (False, True)
]


@pytest.mark.parametrize(("sort", "descending"), ORDERS)
@pytest.mark.parametrize("where", [(), (Filter("status", "=", "completed"),)])
def test_pages_forward_make_up_the_full_sort(
    crowd: Desk, sort: str | None, descending: bool, where: tuple[Filter, ...]
) -> None:
    entity = crowd.catalogue["task"]
    everything = crowd.replica.query("task", Query(where))
    assert len(everything) == crowd.replica.count("task", Query(where)) > 100
    expected = in_order(everything, sort, descending=descending)
    found: list[str] = []
    query = Query(where, sort=sort, descending=descending, limit=33)
    while page := crowd.replica.query("task", query):
        found += [record.id for record in page]
        last = page[-1]
        anchor = stored_anchor(entity, query, dict(last.fields), last.id, last.version)
        query = Query(where, sort=sort, descending=descending, limit=33, after=anchor)
    assert found == expected


@pytest.mark.parametrize(("sort", "descending"), ORDERS)
def test_pages_backward_make_up_the_full_sort(crowd: Desk, sort: str | None, descending: bool) -> None:
    entity = crowd.catalogue["task"]
    expected = in_order(crowd.replica.query("task"), sort, descending=descending)
    last = crowd.replica.get("task", expected[-1])
    found = [last.id]
    query = Query(sort=sort, descending=descending)
    anchor = stored_anchor(entity, query, dict(last.fields), last.id, last.version)
    while page := crowd.replica.query(
        "task", Query(sort=sort, descending=descending, before=anchor, limit=33)
    ):
        found = [record.id for record in page] + found
        first = page[0]
        anchor = stored_anchor(entity, query, dict(first.fields), first.id, first.version)
    assert found == expected


def listing(
    crowd: Desk, sort: str | None, *, descending: bool = False, where: tuple[Filter, ...] = ()
) -> Listing:
    return crowd.replica.rows("task", Query(where, sort=sort, descending=descending), ["subject", "due_on"])


@pytest.mark.parametrize(("sort", "descending"), ORDERS)
@pytest.mark.parametrize("where", [(), (Filter("priority", "=", None),)])
def test_any_page_of_a_list_is_where_the_full_sort_has_it(
    crowd: Desk, sort: str | None, descending: bool, where: tuple[Filter, ...]
) -> None:
    expected = in_order(crowd.replica.query("task", Query(where)), sort, descending=descending)
    rows = listing(crowd, sort, descending=descending, where=where)
    assert rows.count() == len(expected)
    dice = random.Random(5)
    starts = [0, 1, len(expected) - 1, len(expected) - 40, len(expected) // 2, len(expected) + 5]
    for start in [*starts, *(dice.randrange(len(expected)) for _ in range(20))]:
        assert [row[0] for row in rows.page(start, 40)] == expected[start : start + 40]
    for number in range(0, len(expected), 37):
        assert rows.position(expected[number]) == number
    assert rows.position("nobody") is None


def test_a_deep_jump_in_a_long_list_leaves_anchors_behind(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "profile")
    made = [desk.row("account", desk.new_id(), 1, name=f"A{number:05}") for number in range(3_000)]
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", made)))
    rows = desk.replica.rows("account", Query(sort="name"), ["name"])
    for start in (2_000, 900, 2_990, 1_499, 1_501, 0):
        assert [row[1] for row in rows.page(start, 3)] == [f"A{n:05}" for n in range(start, start + 3)]
    down = desk.replica.rows("account", Query(sort="name", descending=True), ["name"])
    assert down.page(2_000, 1)[0][1] == "A00999"
    assert down.page(100, 1)[0][1] == "A02899"
    desk.replica.close()


@pytest.mark.parametrize("descending", [False, True])
def test_a_list_that_is_prepared_has_an_anchor_closely_in_front_of_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, descending: bool
) -> None:
    monkeypatch.setattr("crmdesk.store.listing.AHEAD", 2)
    desk = Desk(tmp_path / "profile")
    made = [desk.row("account", desk.new_id(), 1, name=f"A{number:05}") for number in range(3_000)]
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", made)))
    rows = desk.replica.rows("account", Query(sort="name", descending=descending), ["name"])
    rows.page(1_700, 1)
    assert [rows.prepare() for _ in range(3)] == [True, True, False]
    assert [number for number, _ in rows._anchors] == list(range(ANCHOR_ROWS, 3_000, ANCHOR_ROWS))
    names = sorted((row[-1] for row in rows.page(0, 3_000)), reverse=descending)
    for start in (501, 999, 1_000, 1_001, 2_999):
        assert [row[1] for row in rows.page(start, 3)] == names[start : start + 3]
    assert len(rows._anchors) == 3_000 // ANCHOR_ROWS - 1
    desk.create("account", name="A")
    assert rows.prepare()
    desk.replica.close()


def test_a_list_notices_changes(desk: Desk) -> None:
    first = desk.create("account", name="B")
    rows = desk.replica.rows("account", Query(sort="name"), ["name"])
    filtered = desk.replica.rows("account", Query((Filter("name", "~", "a"),), sort="name"), ["name"])
    assert (rows.count(), filtered.count()) == (1, 0)
    desk.create("account", name="A")
    assert [row[1] for row in rows.page(0, 10)] == ["A", "B"]
    assert rows.position(first.id) == 1
    assert [row[1] for row in filtered.page(0, 10)] == ["A"]


@pytest.mark.parametrize(
    ("type_name", "query"),
    [
        ("visit", Query((Filter("status", "!=", "completed"),), sort="planned_start")),
        ("visit", Query((Filter("owner", "=", ANYONE),), sort="planned_start", descending=True)),
        ("task", Query((Filter("status", "!=", "completed"),), sort="due_on")),
        ("note", Query(sort="created_at", descending=True)),
    ],
)
def test_lists_that_everybody_opens_are_found_in_an_index_alone(
    desk: Desk, type_name: str, query: Query
) -> None:
    listing = desk.replica.rows(type_name, query)
    asked: list[str] = []
    with desk.replica._database.read() as connection:
        connection.execute("SELECT 1 FROM visit LIMIT 1").fetchone()
        connection.set_trace_callback(asked.append)
        listing._scan(connection)
        connection.set_trace_callback(None)
        plans = [
            connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall()[0][-1]
            for text in asked
            if "IS NOT NULL" in text
        ]
    assert plans
    assert all(f"COVERING INDEX {type_name}_summed" in plan for plan in plans), plans


def test_a_list_shows_names_for_references_and_amounts_with_currency(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    desk.create("opportunity", name="Deal", account=account.id, amount="12", currency="JPY")
    desk.create("opportunity", name="Empty")
    rows = desk.replica.rows("opportunity", Query(sort="name"), ["account", "amount", "tags"])
    assert [row[1:] for row in rows.page(0, 5)] == [
        ((account.id, "Acme"), ("12", "JPY"), []),
        (None, None, []),
    ]


def found(desk: Desk, *where: Filter) -> set[Any]:
    return {record["name"] for record in desk.replica.query("opportunity", Query(where))}


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (Filter("amount", "=", "9.50"), {"Deal 9"}),
        (Filter("amount", ">=", "36"), {"Deal 36", "Deal 39"}),
        (Filter("amount", "<", 1), {"Deal 0"}),
        (Filter("amount", ">", "36.50"), {"Deal 39"}),
        (Filter("amount", "<=", "0.50"), {"Deal 0"}),
        (Filter("name", "~", "DEAL 3"), {"Deal 3", *(f"Deal 3{n}" for n in range(10))}),
        (Filter("name", "~", "%"), set()),
        (Filter("id", "=", "nobody"), set()),
        (Filter("version", "<=", "2"), {"Deal 0", "Deal 1"}),
        (Filter("version", ">", "9" * 30), set()),
        (Filter("amount", ">", "9" * 30), set()),
        (Filter("amount", "<", "-" + "9" * 30), set()),
    ],
)
def test_comparisons(crowd: Desk, one: Filter, expected: set[str]) -> None:
    assert found(crowd, one) == expected


def test_empty_and_not_empty(crowd: Desk) -> None:
    assert len(found(crowd, Filter("amount", "=", None))) == 26
    assert len(found(crowd, Filter("amount", "!=", ""))) == 14


def test_not_equal_counts_empty_values_in(crowd: Desk) -> None:
    assert len(found(crowd, Filter("amount", "!=", "9.50"))) == 39


def test_sets_are_asked_for_their_elements(crowd: Desk) -> None:
    assert len(found(crowd, Filter("tags", "=", "vip"))) == 20
    assert len(found(crowd, Filter("tags", "=", ["vip", "old"]))) == 10
    assert len(found(crowd, Filter("tags", "!=", "old"))) == 30
    assert len(found(crowd, Filter("tags", "=", None))) == 20
    assert len(found(crowd, Filter("tags", "~", "ol"))) == 10


def test_patterns_are_taken_literally(crowd: Desk) -> None:
    subjects = {
        text: {r["subject"] for r in crowd.replica.query("task", Query((Filter("subject", "~", text),)))}
        for text in ("100%", "a_b", "마", "CALL")
    }
    assert subjects == {"100%": {"visit 100%"}, "a_b": {"a_b"}, "마": {"마감"}, "CALL": {"call", "Call"}}


@pytest.mark.parametrize("text", ["ünï", "ÜNÏ", "Ünï*", "u\N{COMBINING DIAERESIS}ni\N{COMBINING DIAERESIS}"])
def test_text_is_found_in_upper_and_lower_case_of_every_alphabet(desk: Desk, text: str) -> None:
    for name in ("Ünï* works", "unï* works", "Ung", "ünï[*]"):
        desk.create("opportunity", name=name)
    expected = {"Ünï* works"} if "*" in text else {"Ünï* works", "ünï[*]"}
    assert found(desk, Filter("name", "~", text)) == expected
    assert found(desk, Filter(ANY, "~", text)) == expected


def test_instants_may_be_compared_with_a_day(desk: Desk) -> None:
    account = desk.create("account", name="A")
    desk.create("visit", account=account.id, planned_start="2026-11-23T09:00:00Z")
    query = Query((Filter("planned_start", ">=", "2026-11-23"), Filter("planned_start", "<", "2026-11-24")))
    assert desk.replica.count("visit", query) == 1


@pytest.mark.parametrize(
    ("one", "error"),
    [
        (Filter("nothing", "=", "x"), InvalidValue),
        (Filter("amount", "=", "much"), InvalidValue),
        (Filter("close_date", ">", "soon"), InvalidValue),
        (Filter("amount", "<", None), UsageError),
        (Filter("tags", "<", "x"), UsageError),
        (Filter("name", "like", "x"), UsageError),
        (Filter("name", "~", None), UsageError),
        (Filter("id", "~", None), UsageError),
        (Filter("name", "~", "ü" * 20_000), UsageError),
        (Filter("version", ">", "new"), InvalidValue),
        (Filter("name", "~", "한" * 20_000), UsageError),
        (Filter(ANY, "~", "%" * 30_000), UsageError),
    ],
)
def test_wrong_questions_are_said_so(crowd: Desk, one: Filter, error: type[Exception]) -> None:
    with pytest.raises(error):
        found(crowd, one)


def test_a_wrong_order_or_type_is_said_so(crowd: Desk) -> None:
    with pytest.raises(InvalidValue):
        crowd.replica.query("task", Query(sort="nothing"))
    with pytest.raises(NoSuchRecord):
        crowd.replica.query("nothing")


def test_a_page_lies_behind_a_row_or_in_front_of_one(crowd: Desk) -> None:
    task = crowd.replica.query("task", Query(limit=1))[0]
    anchor = stored_anchor(crowd.catalogue["task"], Query(), dict(task.fields), task.id, task.version)
    with pytest.raises(UsageError):
        crowd.replica.query("task", Query(after=anchor, before=anchor))
