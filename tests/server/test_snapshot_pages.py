"""Pages of a snapshot: the one with which the window opens carries nothing that can wait."""

from crmdesk.protocol.messages import SnapshotPage, SnapshotRequest
from tests.support.journal_world import JournalWorld, Laptop


def pages(world: JournalWorld, laptop: Laptop) -> list[SnapshotPage]:
    found: list[SnapshotPage] = []
    cursor: str | None = None
    while not found or cursor is not None:
        request = SnapshotRequest(replica=laptop.replica, cursor=cursor)
        found.append(world.snapshots.page(laptop.principal, request))
        cursor = found[-1].cursor
    return found


def test_what_the_first_screens_need_comes_on_a_page_of_its_own(world: JournalWorld) -> None:
    rep = world.person("rep", "rep", "north")
    account = world.create(rep, "account", {"name": "Acorn"})
    world.create(rep, "note", {"account": account, "body": "Can wait"})
    first, second = pages(world, rep)
    assert first.usable
    assert "account" in {table.type for table in first.tables}
    assert {table.type for table in second.tables} == {"note"}


def test_a_snapshot_without_anything_that_can_wait_is_one_page(world: JournalWorld) -> None:
    rep = world.person("rep", "rep", "north")
    world.create(rep, "account", {"name": "Acorn"})
    (only,) = pages(world, rep)
    assert only.usable


def test_who_goes_on_as_another_replica_is_told_of_no_edit_of_the_one_before(world: JournalWorld) -> None:
    rep = world.person("rep", "rep", "north")
    account = world.create(rep, "account", {"name": "Acorn"})
    world.create(rep, "note", {"account": account, "body": "Can wait"})
    first = world.snapshots.page(rep.principal, SnapshotRequest(replica=rep.replica))
    assert (first.contains, first.cursor is None) == (2, False)
    for replica, contains in ((rep.replica, 2), ("another", 0)):
        request = SnapshotRequest(replica=replica, cursor=first.cursor)
        assert world.snapshots.page(rep.principal, request).contains == contains
