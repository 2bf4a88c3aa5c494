"""Numbers of quotes, and what a sent quote keeps from changing, at the centre."""

from __future__ import annotations

import re

import pytest

from crmdesk.domain.changes import Act
from crmdesk.server import serials
from tests.support.journal_world import JournalWorld, Laptop, named_id

LINE = {"quantity": "2", "price": "10.00", "currency": "USD", "discount": None, "line_number": 1}


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "coast")


@pytest.fixture
def product(world: JournalWorld) -> str:
    world.central("product", named_id("stove"), {"name": "Stove", "active": True})
    return named_id("stove")


def quote(world: JournalWorld, who: Laptop, **fields: object) -> str:
    return world.create(who, "quote", {"name": "Kitchen", "status": "draft", **fields})


def line(world: JournalWorld, who: Laptop, quote_id: str, product: str) -> str:
    return world.create(who, "quote_line", {**LINE, "quote": quote_id, "product": product})


def test_centre_numbers_a_quote_by_twelve_digits(world: JournalWorld, mia: Laptop) -> None:
    number = world.get("quote", quote(world, mia))["number"]
    assert re.fullmatch(r"Q-\d{4}-\d{4}-\d{4}", number)


def test_number_is_nobodys_to_say(world: JournalWorld, mia: Laptop) -> None:
    given = {"name": "Kitchen", "status": "draft", "number": "Q-1"}
    mutation = world.mutation(mia.principal.user, Act.CREATE, "quote", world.new_id(), set=given)
    assert world.push(mia, mutation)[0].code == "server_owned"


def test_import_brings_its_number_along(world: JournalWorld) -> None:
    world.central("quote", named_id("old"), {"name": "Kitchen", "status": "draft", "number": "2019/44"})
    assert world.get("quote", named_id("old"))["number"] == "2019/44"


def test_no_two_quotes_have_one_number_whether_stored_or_of_one_push(
    world: JournalWorld, mia: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serials, "_DIGITS", 4)
    stored = quote(world, mia)
    pair = [
        world.mutation(
            mia.principal.user,
            Act.CREATE,
            "quote",
            world.new_id(),
            set={"name": "Kitchen", "status": "draft"},
        )
        for _ in range(3)
    ]
    assert {verdict.outcome for verdict in world.push(mia, *pair)} == {"applied"}
    numbers = {world.get("quote", record)["number"] for record in (stored, *(one.id for one in pair))}
    assert len(numbers) == 4


def test_quote_that_comes_back_keeps_its_number(world: JournalWorld, mia: Laptop) -> None:
    made = quote(world, mia)
    number = world.get("quote", made)["number"]
    for act in (Act.DELETE, Act.RESTORE):
        world.push(mia, world.mutation(mia.principal.user, act, "quote", made, base=999))
    assert world.get("quote", made)["number"] == number


@pytest.mark.parametrize("act", [Act.CREATE, Act.UPDATE, Act.DELETE, Act.RESTORE])
def test_lines_of_a_sent_quote_stay_as_they_were_sent(
    world: JournalWorld, mia: Laptop, product: str, act: Act
) -> None:
    made = quote(world, mia)
    known = line(world, mia, made, product)
    if act is Act.RESTORE:
        world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "quote_line", known, base=999))
    world.push(mia, world.update(mia, "quote", made, base=999, set={"status": "sent"}))
    given = {
        Act.CREATE: {**LINE, "quote": made, "product": product},
        Act.UPDATE: {"discount": "50"},
    }.get(act, {})
    target = world.new_id() if act is Act.CREATE else known
    mutation = world.mutation(mia.principal.user, act, "quote_line", target, base=999, set=given)
    (verdict,) = world.push(mia, mutation)
    assert (verdict.outcome, verdict.code) == ("refused", "locked")


def test_line_neither_leaves_a_sent_quote_nor_comes_into_one(
    world: JournalWorld, mia: Laptop, product: str
) -> None:
    sent, draft = quote(world, mia), quote(world, mia)
    inside, outside = line(world, mia, sent, product), line(world, mia, draft, product)
    world.push(mia, world.update(mia, "quote", sent, base=999, set={"status": "sent"}))
    for moved, into in ((inside, draft), (outside, sent)):
        mutation = world.update(
            mia,
            "quote_line",
            moved,
            base=999,
            set={"quote": into},
            was={"quote": sent if moved == inside else draft},
        )
        assert world.push(mia, mutation)[0].code == "locked"


def test_sent_quote_says_how_it_goes_on_and_nothing_else(world: JournalWorld, mia: Laptop) -> None:
    made = quote(world, mia)
    world.push(mia, world.update(mia, "quote", made, base=999, set={"status": "sent"}))
    assert world.push(mia, world.update(mia, "quote", made, base=999, set={"terms": "x"}))[0].code == "locked"
    assert world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "quote", made, base=999))[
        0
    ].code == ("locked")
    for status in ("accepted", "sent", "draft"):
        (verdict,) = world.push(mia, world.update(mia, "quote", made, base=999, set={"status": status}))
        assert verdict.outcome == "applied"
    assert (
        world.push(mia, world.update(mia, "quote", made, base=999, set={"terms": "x"}))[0].outcome
        == "applied"
    )
