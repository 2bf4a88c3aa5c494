"""A shared view: everybody sees and uses it, its owner and administrators alone change it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain.changes import Act
from tests.support.journal_world import JournalWorld, Laptop

VIEW = {"name": "Key deals", "shows": "opportunity", "definition": {"where": [["tier", "=", "a"]]}}


pytestmark = pytest.mark.any_database


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


def shared(world: JournalWorld, who: Laptop) -> str:
    made = world.mutation(who.principal.user, Act.CREATE, "shared_view", world.new_id(), set=VIEW)
    assert world.push(who, made)[0].outcome == "applied"
    return made.id


def told(world: JournalWorld, who: Laptop, view: str, act: Act, **values: object) -> tuple[str, str | None]:
    """The verdict on what somebody does to a view as it is now."""
    base = world.feed.head(1).seq
    said = world.mutation(who.principal.user, act, "shared_view", view, base=base, set=values)
    verdict = world.push(who, said)[0]
    return verdict.outcome, verdict.code


def test_view_shared_by_a_rep_is_seen_in_every_territory_and_belongs_to_them(
    world: JournalWorld, mia: Laptop
) -> None:
    omar = world.person("omar", "rep", "south")
    view = shared(world, mia)
    seen = world.get("shared_view", view, omar.principal)
    assert (seen["name"], seen["owner"]) == ("Key deals", mia.principal.user)


@pytest.mark.parametrize("role", ["rep", "manager"])
def test_others_may_neither_change_nor_delete_nor_bring_back_a_view(
    world: JournalWorld, mia: Laptop, role: str
) -> None:
    other = world.person("omar", role, "north")
    view = shared(world, mia)
    forbidden = ("refused", "forbidden")
    assert told(world, other, view, Act.UPDATE, name="Mine now") == forbidden
    assert told(world, other, view, Act.DELETE) == forbidden
    assert told(world, mia, view, Act.UPDATE, name="Better") == ("applied", None)
    assert told(world, mia, view, Act.DELETE) == ("applied", None)
    assert told(world, other, view, Act.UPDATE, name="Mine now") == forbidden
    assert told(world, other, view, Act.RESTORE) == forbidden
    assert told(world, mia, view, Act.RESTORE) == ("applied", None)
    assert world.get("shared_view", view)["name"] == "Better"


def test_administrator_may_take_away_what_somebody_left_behind(world: JournalWorld, mia: Laptop) -> None:
    admin = world.person("ada", "admin", "north")
    assert told(world, admin, shared(world, mia), Act.DELETE) == ("applied", None)


def test_two_laptops_of_the_owner_lose_no_edit_the_later_one_stands_and_the_other_is_history(
    world: JournalWorld, mia: Laptop
) -> None:
    view = shared(world, mia)
    base = world.feed.head(1).seq
    other_laptop = replace(mia, replica="replica-of-the-other")
    for name, laptop in (("First", mia), ("Second", other_laptop)):
        edit = world.mutation(
            mia.principal.user, Act.UPDATE, "shared_view", view, base=base, set={"name": name}
        )
        assert world.push(laptop, edit)[0].outcome in ("applied", "merged")
    assert world.get("shared_view", view)["name"] == "Second"
