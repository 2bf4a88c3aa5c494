"""Pages are bounded by their bytes as well as by their rows: long notes must not make one that no laptop takes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmdesk.protocol.messages import Pull, SnapshotRequest
from crmdesk.server import feed
from tests.support.journal_world import JournalWorld, Laptop

NOTES = 24
BODY = "x" * 60_000


@pytest.fixture
def world(tmp_path: Path) -> JournalWorld:
    return JournalWorld(tmp_path)


def write_notes(world: JournalWorld) -> tuple[Laptop, set[str]]:
    ada = world.person("ada", "rep", "north")
    return ada, {world.create(ada, "note", {"body": BODY}) for _ in range(NOTES)}


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "PAGE_BYTES", 300_000)


def test_pull_pages_of_long_notes_stay_small_and_bring_them_all(world: JournalWorld) -> None:
    ada = world.person("ada", "rep", "north")
    start = world.feed.head(1)
    notes = {world.create(ada, "note", {"body": BODY}) for _ in range(NOTES)}
    scope = world.feed.pull(ada.principal, Pull(replica=ada.replica, position=start, scope="")).scope
    seen: set[str] = set()
    position, pages = start, 0
    while True:
        page = world.feed.pull(ada.principal, Pull(replica=ada.replica, position=position, scope=scope))
        assert feed.weight(page.tables) <= 300_000
        seen |= {note for note in notes for table in page.tables if note.encode() in bytes(table.rows)}
        position, pages = page.position, pages + 1
        if not page.more:
            break
    assert seen == notes
    assert pages > 3
    world.close()


def test_snapshot_pages_of_long_notes_stay_small_and_bring_them_all(world: JournalWorld) -> None:
    ada, notes = write_notes(world)
    seen: set[str] = set()
    cursor, pages = None, 0
    while True:
        request = SnapshotRequest(replica=ada.replica, cursor=cursor)
        page = world.snapshots.page(ada.principal, request)
        assert feed.weight(page.tables) <= 300_000
        seen |= {note for note in notes for table in page.tables if note.encode() in bytes(table.rows)}
        cursor, pages = page.cursor, pages + 1
        if cursor is None:
            break
    assert seen == notes
    assert pages > 3
    world.close()


def test_a_transaction_that_no_page_can_carry_is_announced_as_a_resync(
    world: JournalWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, notes = write_notes(world)
    start = world.feed.head(1)
    touched = [world.update(ada, "note", note, set={"subject": "Small"}) for note in sorted(notes)]
    world.push(ada, *touched)
    scope = world.feed.pull(ada.principal, Pull(replica=ada.replica, position=start, scope="")).scope
    monkeypatch.setattr(feed, "ANSWER_BYTES", 1_000_000)
    page = world.feed.pull(ada.principal, Pull(replica=ada.replica, position=start, scope=scope))
    assert page.resync
    assert not page.tables
    world.close()
