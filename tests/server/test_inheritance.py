"""An account that gets another territory or owner takes along what had these from it."""

from __future__ import annotations

from typing import Any

import pytest

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import NoSuchRecord
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


@pytest.fixture
def omar(world: JournalWorld) -> Laptop:
    return world.person("omar", "rep", "south")


class House:
    """An account with a person, an open and a won deal, a planned and a held call, a note and a task below the deal."""

    def __init__(self, world: JournalWorld, mia: Laptop) -> None:
        self.world = world

        def make(type_name: str, **fields: Any) -> str:
            return world.create(mia, type_name, fields)

        self.account = make("account", name="Quay")
        self.person = make("contact", name="Ann", account=self.account)
        self.deal = make("opportunity", name="Crane", account=self.account, stage="proposal")
        self.won = make("opportunity", name="Rope", account=self.account, stage="closed_won")
        self.planned = make("call", subject="P", account=self.account, status="planned")
        self.held = make("call", subject="H", account=self.account, status="held")
        self.note = make("note", body="n", account=self.account)
        self.task = make("task", subject="T", opportunity=self.deal, status="not_started")
        self.apart = make("task", subject="A", status="not_started")

    def all(self) -> dict[str, str]:
        return {
            "account": self.account, "contact": self.person, "opportunity": self.deal, "call": self.planned,
            "note": self.note, "task": self.task,
        }  # fmt: skip

    def give(self, **fields: Any) -> None:
        self.world.central("account", self.account, fields, Act.UPDATE)

    def of(self, name: str) -> dict[str, Any]:
        return {kind: self.world.get(kind, record_id)[name] for kind, record_id in self.all().items()}


@pytest.fixture
def house(world: JournalWorld, mia: Laptop) -> House:
    return House(world, mia)


def test_children_that_took_the_territory_of_an_account_follow_it(house: House, world: JournalWorld) -> None:
    house.give(territory=named_id("south"))
    assert set(house.of("territory").values()) == {named_id("south")}
    assert world.get("opportunity", house.won)["territory"] == named_id("south")
    assert world.get("task", house.apart)["territory"] == named_id("north")


def test_a_child_that_was_given_another_territory_stays_and_keeps_its_own(
    house: House, world: JournalWorld
) -> None:
    world.central("opportunity", house.deal, {"territory": named_id("coast")}, Act.UPDATE)
    assert world.get("task", house.task)["territory"] == named_id("coast")
    house.give(territory=named_id("south"))
    assert world.get("opportunity", house.deal)["territory"] == named_id("coast")
    assert world.get("task", house.task)["territory"] == named_id("coast")


def test_open_work_of_the_former_owner_goes_to_the_new_one_and_what_was_done_stays(
    house: House, world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    house.give(owner=omar.principal.user)
    mine, theirs = mia.principal.user, omar.principal.user
    assert house.of("owner") == {
        "account": theirs, "contact": theirs, "opportunity": theirs, "call": theirs, "note": mine, "task": theirs,
    }  # fmt: skip
    assert world.get("opportunity", house.won)["owner"] == mine
    assert world.get("call", house.held)["owner"] == mine


def test_a_colleague_s_deal_at_an_account_stays_theirs(
    house: House, world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    noah = world.person("noah", "rep", "north")
    deal = world.create(noah, "opportunity", {"name": "N", "account": house.account, "stage": "proposal"})
    house.give(owner=omar.principal.user)
    assert world.get("opportunity", deal)["owner"] == noah.principal.user


def test_who_sees_them_follows_at_once(house: House, world: JournalWorld, mia: Laptop, omar: Laptop) -> None:
    house.give(owner=omar.principal.user, territory=named_id("south"))
    for kind, record_id in house.all().items():
        assert world.get(kind, record_id, omar.principal).id == record_id
    with pytest.raises(NoSuchRecord):
        world.get("task", house.task, mia.principal)
    assert world.get("note", house.note, mia.principal)["owner"] == mia.principal.user


def test_a_laptop_s_edit_moves_nothing(house: House, world: JournalWorld, mia: Laptop) -> None:
    head = world.feed.head(1).seq
    world.push(mia, world.update(mia, "account", house.account, base=head, set={"industry": "steel"}))
    assert world.feed.head(1).seq == head + 1
