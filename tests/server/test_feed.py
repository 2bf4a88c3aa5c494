"""Who is given what, page by page and at first."""

from __future__ import annotations

import msgspec
import pytest

from crmdesk.domain.changes import Act
from crmdesk.domain.errors import NoSuchRecord, RequestRefused
from crmdesk.domain.scope import reader
from crmdesk.protocol.messages import Page, Position, Pull, SnapshotRequest, Table
from tests.support.journal_world import JournalWorld, Laptop, named_id


@pytest.fixture
def mia(world: JournalWorld) -> Laptop:
    return world.person("mia", "rep", "coast")


@pytest.fixture
def omar(world: JournalWorld) -> Laptop:
    return world.person("omar", "rep", "south")


@pytest.fixture
def boss(world: JournalWorld) -> Laptop:
    return world.person("boss", "manager", "north")


TREE = {named_id("north"): None, named_id("coast"): named_id("north"), named_id("south"): None}


def pull(world: JournalWorld, laptop: Laptop, position: Position, rows: int = 2000) -> Page:
    who = laptop.principal
    scope = reader(who.user, who.role, who.home, TREE).fingerprint
    return world.feed.pull(who, Pull(replica=laptop.replica, position=position, scope=scope, rows=rows))


def ids(tables: list[Table], type_name: str) -> set[str]:
    return {row[0] for table in tables if table.type == type_name for row in msgspec.json.decode(table.rows)}


def snapshot(world: JournalWorld, laptop: Laptop, rows: int) -> tuple[Position, list[Table]]:
    cursor, tables = None, []
    while True:
        page = world.snapshots.page(
            laptop.principal, SnapshotRequest(replica=laptop.replica, cursor=cursor, rows=rows)
        )
        tables += page.tables
        if page.cursor is None:
            return page.position, tables
        cursor = page.cursor


def test_reader_gets_the_rows_of_home_and_below_only(
    world: JournalWorld, mia: Laptop, omar: Laptop, boss: Laptop
) -> None:
    start = world.feed.head(1)
    mine = world.create(mia, "account", {"name": "Mine"})
    other = world.create(omar, "account", {"name": "Other"})
    assert ids(pull(world, mia, start).tables, "account") == {mine}
    assert ids(pull(world, boss, start).tables, "account") == {mine}
    assert ids(pull(world, omar, start).tables, "account") == {other}


def test_owner_of_an_opportunity_sees_its_account_and_contacts_but_no_other_deals(
    world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    account = world.create(omar, "account", {"name": "Shared"})
    contact = world.create(omar, "contact", {"name": "Kim", "account": account})
    hidden = world.create(omar, "opportunity", {"name": "Hidden", "account": account, "stage": "prospecting"})
    start = world.feed.head(1)
    deal = world.new_id()
    world.central(
        "opportunity", deal,
        {"name": "Deal", "account": account, "stage": "prospecting", "owner": mia.principal.user,
         "territory": named_id("coast")},
    )  # fmt: skip
    page = pull(world, mia, start)
    assert ids(page.tables, "account") == {account}
    assert ids(page.tables, "contact") == {contact}
    assert ids(page.tables, "opportunity") == {deal}
    assert hidden not in str(page)


def test_record_that_leaves_the_territory_is_evicted_not_deleted(
    world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Moving"})
    contact = world.create(mia, "contact", {"name": "Lee", "account": account})
    start = world.feed.head(1)
    for type_name, record_id in (("account", account), ("contact", contact)):
        world.central(
            type_name, record_id, {"owner": omar.principal.user, "territory": named_id("south")}, Act.UPDATE
        )
    page = pull(world, mia, start)
    assert set(page.evicted) == {("account", account), ("contact", contact)}
    assert page.deleted == []
    assert ids(pull(world, omar, start).tables, "contact") == {contact}


def test_deleted_record_is_told_to_those_who_had_it_only(
    world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    account = world.create(mia, "account", {"name": "Gone"})
    start = world.feed.head(1)
    base = world.get("account", account).version
    world.push(mia, world.mutation(mia.principal.user, Act.DELETE, "account", account, base=base))
    assert pull(world, mia, start).deleted == [("account", account)]
    assert pull(world, omar, start).deleted == []


def test_record_made_and_deleted_in_one_push_is_told_as_deleted_and_can_come_back(
    world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    start, who, account = world.feed.head(1), mia.principal.user, world.new_id()
    made = world.mutation(who, Act.CREATE, "account", account, set={"name": "Brief"})
    world.push(mia, made, world.mutation(who, Act.DELETE, "account", account))
    assert pull(world, mia, start).deleted == [("account", account)]
    assert pull(world, omar, start).deleted == []
    (verdict,) = world.push(mia, world.mutation(who, Act.RESTORE, "account", account))
    assert verdict.outcome == "applied"


def test_page_tells_which_own_changes_it_contains(world: JournalWorld, mia: Laptop) -> None:
    start = world.feed.head(1)
    world.create(mia, "account", {"name": "One"})
    assert pull(world, mia, start).contains == 1


def test_pages_end_at_transaction_borders_and_lose_nothing(world: JournalWorld, mia: Laptop) -> None:
    position = world.feed.head(1)
    made = {world.create(mia, "account", {"name": f"Account {n}"}) for n in range(7)}
    got: set[str] = set()
    for _ in range(20):
        page = pull(world, mia, position, rows=2)
        got |= ids(page.tables, "account")
        position = page.position
        if not page.more:
            break
    assert got == made


def test_position_of_another_history_asks_for_a_handshake(world: JournalWorld, mia: Laptop) -> None:
    head = world.feed.head(1)
    assert pull(world, mia, msgspec.structs.replace(head, tag=head.tag + 1)).handshake
    assert pull(world, mia, msgspec.structs.replace(head, seq=head.seq + 1)).handshake


def test_changed_scope_asks_for_a_resync(world: JournalWorld, mia: Laptop) -> None:
    head = world.feed.head(1)
    assert world.feed.pull(mia.principal, Pull(replica=mia.replica, position=head, scope="old")).resync


@pytest.mark.parametrize("rows", [1, 3, 1000])
def test_snapshot_gives_each_visible_record_once(
    world: JournalWorld, mia: Laptop, omar: Laptop, rows: int
) -> None:
    mine = {world.create(mia, "account", {"name": f"Account {n}"}) for n in range(5)}
    for n in range(20):
        world.create(omar, "account", {"name": f"Other {n}"})
    position, tables = snapshot(world, mia, rows)
    sent = [row[0] for table in tables if table.type == "account" for row in msgspec.json.decode(table.rows)]
    assert sorted(sent) == sorted(mine)
    assert position == world.feed.head(1)


def test_snapshot_of_a_scope_that_moved_must_begin_again(world: JournalWorld, mia: Laptop) -> None:
    page = world.snapshots.page(mia.principal, SnapshotRequest(replica=mia.replica, rows=1))
    moved = msgspec.structs.asdict(page)["cursor"]
    elsewhere = Laptop(
        type(mia.principal)(1, mia.principal.user, "mia", "Mia", "rep", named_id("south"), None), mia.replica
    )
    with pytest.raises(RequestRefused) as refused:
        world.snapshots.page(elsewhere.principal, SnapshotRequest(replica=mia.replica, cursor=moved))
    assert refused.value.code == "snapshot_gone"


def test_export_holds_exactly_what_the_user_sees(world: JournalWorld, mia: Laptop, omar: Laptop) -> None:
    world.create(mia, "account", {"name": "Mine"})
    world.create(omar, "account", {"name": "Other"})
    text = b"".join(world.feed.export(mia.principal))
    assert b'"Mine"' in text
    assert b'"Other"' not in text


def test_record_out_of_scope_does_not_exist_for_the_reader(
    world: JournalWorld, mia: Laptop, omar: Laptop
) -> None:
    secret = world.create(omar, "account", {"name": "Secret"})
    with pytest.raises(NoSuchRecord):
        world.feed.history(mia.principal, "account", secret)
