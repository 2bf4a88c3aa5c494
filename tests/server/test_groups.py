"""Changes saved together: applied together or not at all, however they arrive."""

from __future__ import annotations

import pytest

from crmdesk.domain.changes import GROUP_BYTES, GROUP_SIZE, Act, Mutation
from crmdesk.domain.errors import NoSuchRecord
from tests.support.journal_world import JournalWorld, Laptop


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "north")


def tasks(world: JournalWorld, mia: Laptop, count: int, notes: str | None = None) -> list[Mutation]:
    """New tasks, saved together."""
    group = world.new_id()
    fields = {"subject": "Call", "status": "not_started"} | ({"notes": notes} if notes else {})
    return [
        world.mutation(mia.principal.user, Act.CREATE, "task", world.new_id(), set=fields, group=group)
        for _ in range(count)
    ]


def codes(world: JournalWorld, mia: Laptop, *mutations: Mutation) -> list[str | None]:
    return [verdict.code for verdict in world.push(mia, *mutations)]


def there(world: JournalWorld, mutation: Mutation) -> bool:
    try:
        world.get(mutation.type, mutation.id)
    except NoSuchRecord:
        return False
    return True


def test_a_group_of_fifty_is_taken_and_one_of_fifty_one_is_not(world: JournalWorld, mia: Laptop) -> None:
    assert set(codes(world, mia, *tasks(world, mia, GROUP_SIZE))) == {None}
    assert (
        codes(world, mia, *tasks(world, mia, GROUP_SIZE + 1)) == ["group_too_large"] + ["group"] * GROUP_SIZE
    )


def test_a_group_of_more_than_128_kilobytes_is_refused_whole(world: JournalWorld, mia: Laptop) -> None:
    notes = "n" * (GROUP_BYTES // 3)
    assert set(codes(world, mia, *tasks(world, mia, 2, notes))) == {None}
    made = tasks(world, mia, 3, notes)
    assert codes(world, mia, *made) == ["group_too_large", "group", "group"]
    assert not any(there(world, mutation) for mutation in made)


def test_a_conflict_refuses_nothing_of_its_group(world: JournalWorld, mia: Laptop) -> None:
    noah = world.person("noah", "rep", "north")
    deal = world.create(
        mia, "opportunity", {"name": "Crane", "stage": "proposal", "close_date": "2026-06-01"}
    )
    was = {"close_date": "2026-06-01"}
    world.push(
        noah, world.update(noah, "opportunity", deal, base=1, set={"close_date": "2026-07-01"}, was=was)
    )
    (task,) = tasks(world, mia, 1)
    asked = world.update(
        mia, "opportunity", deal, base=1, set={"close_date": "2026-08-01"}, was=was, group=task.group
    )
    assert [verdict.outcome for verdict in world.push(mia, asked, task)] == ["conflict", "applied"]
    assert there(world, task)


def test_what_a_group_made_before_its_refusal_is_gone_for_the_groups_behind_it(
    world: JournalWorld, mia: Laptop
) -> None:
    group = world.new_id()
    account = world.mutation(
        mia.principal.user, Act.CREATE, "account", world.new_id(), set={"name": "Quay"}, group=group
    )
    bad = world.mutation(
        mia.principal.user, Act.CREATE, "task", world.new_id(), set={"subject": None}, group=group
    )
    note = world.mutation(
        mia.principal.user, Act.CREATE, "note", world.new_id(), set={"body": "b", "account": account.id}
    )
    assert codes(world, mia, account, bad, note) == ["group", "required", "unknown_reference"]


def test_a_group_that_comes_again_with_a_part_unknown_gets_the_old_verdicts_and_one_new_one(
    world: JournalWorld, mia: Laptop
) -> None:
    first, second = tasks(world, mia, 2)
    world.push(mia, first)
    again = world.push(mia, first, second)
    assert [(verdict.outcome, verdict.repeat) for verdict in again] == [("applied", True), ("applied", False)]


def test_the_rest_of_a_refused_group_is_refused_with_it_when_it_comes_with_the_refused_part(
    world: JournalWorld, mia: Laptop
) -> None:
    good, later = tasks(world, mia, 2)
    bad = world.mutation(
        mia.principal.user, Act.CREATE, "task", world.new_id(), set={"subject": None}, group=good.group
    )
    assert codes(world, mia, good, bad) == ["group", "required"]
    verdicts = world.push(mia, good, bad, later)
    assert [verdict.code for verdict in verdicts] == ["group", "required", "group"]
    assert "subject" in str(verdicts[2].title)
    assert not there(world, later)


def test_the_rest_of_a_refused_group_is_refused_when_it_comes_alone(world: JournalWorld, mia: Laptop) -> None:
    good, later = tasks(world, mia, 2)
    bad = world.mutation(
        mia.principal.user, Act.CREATE, "task", world.new_id(), set={"subject": None}, group=good.group
    )
    world.push(mia, good, bad)
    assert codes(world, mia, later) == ["group"]
    assert not there(world, later)
