"""Sums kept with every change are those that adding everything up from scratch gives."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import event, select

from crmdesk.domain.changes import Act
from crmdesk.domain.scope import reader
from crmdesk.protocol.messages import Page, Pull
from crmdesk.schema.digest import EVERYTHING, leaf_of, root_of, set_number, wrapped
from crmdesk.server.database import reading, writing
from crmdesk.server.digests import leaf_sums, rebuild, scratch, sums_of, undigested
from tests.support.journal_world import JournalWorld, Laptop, named_id

TREE = {named_id("north"): None, named_id("coast"): named_id("north"), named_id("south"): None}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[JournalWorld]:
    world = JournalWorld(tmp_path)
    yield world
    world.close()


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "coast")


@pytest.fixture
def boss(world: JournalWorld) -> Laptop:
    return world.person("boss", "manager", "north")


def kept(world: JournalWorld) -> dict[str, int]:
    table = world.tables.digest
    with reading(world.engine) as connection:
        return {
            row.bucket: row.sum
            for row in connection.execute(select(table).where(table.c.org == 1))
            if row.sum
        }


def check(world: JournalWorld) -> dict[str, int]:
    """The sums as they are kept, which are those from scratch."""
    with reading(world.engine) as connection:
        wrong, sums = scratch(connection, world.tables, world.catalogue, 1)
    assert wrong == {}
    assert kept(world) == sums
    return sums


def page(world: JournalWorld, laptop: Laptop) -> Page:
    """Everything since the beginning, in one page."""
    who = laptop.principal
    scope = reader(who.user, who.role, who.home, TREE).fingerprint
    start = world.feed.head(1)
    start = type(start)(epoch=start.epoch, seq=0, tag=0)
    return world.feed.pull(who, Pull(replica=laptop.replica, position=start, scope=scope))


def test_created_changed_deleted_and_restored_rows_are_counted_once(world: JournalWorld, mia: Laptop) -> None:
    seen = [check(world)]
    account = world.create(mia, "account", {"name": "Harbour"})
    seen.append(check(world))
    world.push(mia, world.update(mia, "account", account, set={"industry": "Ports"}))
    seen.append(check(world))
    world.push(
        mia, world.mutation(mia.principal.user, Act.DELETE, "account", account, base=world.feed.head(1).seq)
    )
    seen.append(check(world))
    assert seen[-1] == seen[0]
    world.push(mia, world.mutation(mia.principal.user, Act.RESTORE, "account", account))
    assert check(world) != seen[0]


def test_a_row_that_moves_counts_where_it_lies(world: JournalWorld, mia: Laptop, boss: Laptop) -> None:
    account = world.create(mia, "account", {"name": "Harbour"})
    contact = world.create(mia, "contact", {"name": "Ann", "account": account})
    world.create(mia, "opportunity", {"name": "Cranes", "account": account, "stage": "qualification"})
    before = check(world)
    for type_name, record in (("account", account), ("contact", contact)):
        world.central(
            type_name, record, {"territory": named_id("south"), "owner": boss.principal.user}, Act.UPDATE
        )
    after = check(world)
    assert f"territory:{named_id('south')}" in after.keys() - before.keys()


def test_a_refused_group_counts_for_nothing(world: JournalWorld, mia: Laptop) -> None:
    account = world.create(mia, "account", {"name": "Harbour"})
    before = check(world)
    group = world.new_id()
    good = world.update(mia, "account", account, set={"name": "Port"}, group=group, intent=group)
    bad = world.update(mia, "account", named_id("nowhere"), set={"name": "?"}, group=group, intent=group)
    assert {verdict.outcome for verdict in world.push(mia, good, bad)} == {"refused"}
    assert check(world) == before


def test_the_page_at_the_head_says_what_its_reader_holds_then(
    world: JournalWorld, mia: Laptop, boss: Laptop
) -> None:
    """Only from what travelled to the reader, its root can be computed."""
    world.create(boss, "account", {"name": "Inland"})
    account = world.create(mia, "account", {"name": "Harbour"})
    world.create(mia, "opportunity", {"name": "Cranes", "account": account, "stage": "qualification"})
    for laptop in (mia, boss):
        told = page(world, laptop)
        sets = {set_number(buckets): buckets for buckets in told.sets}
        sums: dict[str, int] = {}
        for table in told.tables:
            for row in msgspec.json.decode(table.rows):
                for bucket in sets[row[-1]]:
                    sums[bucket] = sums.get(bucket, 0) + row[-2]
        assert told.digest == root_of({bucket: wrapped(total) for bucket, total in sums.items()})


def test_no_bucket_of_another_s_is_named_to_a_reader(world: JournalWorld, mia: Laptop, boss: Laptop) -> None:
    world.create(boss, "account", {"name": "Inland"}, named_id("inland"))
    world.create(mia, "account", {"name": "Mine"}, named_id("mine"))
    deal = world.create(
        mia, "opportunity", {"name": "Cranes", "stage": "qualification", "account": named_id("mine")}
    )
    world.central("opportunity", deal, {"account": named_id("inland")}, Act.UPDATE)
    named = {bucket for buckets in page(world, mia).sets for bucket in buckets}
    assert named == {"org", f"user:{mia.principal.user}", f"territory:{named_id('coast')}"}


def test_leaves_add_up_to_their_bucket(world: JournalWorld, mia: Laptop) -> None:
    accounts = [world.create(mia, "account", {"name": str(n)}) for n in range(9)]
    total = check(world)[EVERYTHING]
    with reading(world.engine) as connection:
        leaves = leaf_sums(connection, world.tables, world.catalogue, 1, EVERYTHING)
    assert wrapped(sum(leaves.values())) == total
    assert {leaf_of(record) for record in accounts} <= leaves.keys()


def test_an_organisation_of_an_older_release_is_counted_once(world: JournalWorld, mia: Laptop) -> None:
    world.create(mia, "account", {"name": "Harbour"})
    sums = check(world)
    with writing(world.engine, 1) as connection:
        for table in world.tables.entity.values():
            connection.execute(table.update().values(_hash=None))
        connection.execute(world.tables.digest.delete())
        assert undigested(connection, world.tables, world.catalogue) == [1]
        rebuild(connection, world.tables, world.catalogue, 1)
        assert undigested(connection, world.tables, world.catalogue) == []
    assert check(world) == sums


@pytest.mark.parametrize("rows", [10, 160])
def test_what_a_change_and_a_look_cost_does_not_grow_with_the_rows(
    world: JournalWorld, mia: Laptop, rows: int
) -> None:
    """Statements and rows read, not seconds: the same for ten accounts as for many."""
    accounts = [world.create(mia, "account", {"name": str(n)}) for n in range(rows)]
    statements: list[str] = []
    event.listen(world.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    world.push(mia, world.update(mia, "account", accounts[0], set={"name": "New"}))
    # History has a column of that name.
    pushed = [text for text in statements if "digest" in text and "history" not in text]
    statements.clear()
    with reading(world.engine) as connection:
        buckets = [f"user:{mia.principal.user}", "org"]
        assert len(sums_of(connection, world.tables, 1, buckets)) == 2
    assert len(pushed) == 2, pushed
    assert len([text for text in statements if text.startswith("SELECT")]) == 1
