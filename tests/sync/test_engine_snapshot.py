"""The round as a state machine: snapshots, resumed, restarted, cancelled, and what runs beside them."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.errors import (
    RequestRefused,
    StorageFault,
)
from crmdesk.sync.effects import (
    AskPage,
    AskSnapshot,
    BatchLoaded,
    Cancelled,
    Facts,
    Failed,
    KeepSnapshot,
    Lane,
    LoadBatch,
    OpenSnapshot,
    PageCame,
    ShakeHands,
    SnapshotCame,
    SnapshotKept,
    SnapshotOpened,
    VerdictsCame,
    VerdictsKept,
    Welcomed,
    WelcomeKept,
)
from crmdesk.sync.endings import Ending
from tests.sync.played import (
    GREETED,
    NEW,
    THERE,
    Played,
    item,
    kinds,
    page,
    snapshot_page,
    verdict,
    welcome,
)


def test_an_empty_replica_takes_a_snapshot_and_then_what_came_since() -> None:
    played = Played(NEW)
    played.on(Welcomed(welcome()))
    facts = Facts("replica", None, "", epoch=1)
    assert kinds(played.on(WelcomeKept(facts))) == [LoadBatch, OpenSnapshot]
    assert played.on(BatchLoaded(()), SnapshotOpened(None)) == (AskSnapshot("replica", None),)
    first, last = snapshot_page("c1"), snapshot_page(None, rows_sent=10)
    assert played.on(SnapshotCame(first)) == (KeepSnapshot(first), AskSnapshot("replica", "c1"))
    played.on(SnapshotKept(first))
    assert played.state.progress.done == 5
    assert played.on(SnapshotCame(last)) == (KeepSnapshot(last),)
    assert played.on(SnapshotKept(last)) == (AskPage("replica", THERE, "scope"),)
    played.on(PageCame(page(THERE, contains=0)))
    assert (played.outcome.ending, played.outcome.counts.snapshot) == (Ending.OK, 10)


def test_a_snapshot_page_that_comes_early_waits_for_the_disk() -> None:
    played = opened_snapshot()
    first, second = snapshot_page("c1"), snapshot_page("c2")
    played.on(SnapshotCame(first))
    assert played.on(SnapshotCame(second)) == ()
    assert played.on(SnapshotKept(first)) == (KeepSnapshot(second), AskSnapshot("replica", "c2"))


def test_an_interrupted_snapshot_goes_on_where_it_was() -> None:
    played = Played(replace(GREETED, position=None))
    assert played.on(SnapshotOpened("c7")) == (AskSnapshot("replica", "c7"),)


def test_a_resync_takes_a_snapshot_without_a_handshake_when_the_scope_stands() -> None:
    played = Played(GREETED)
    assert played.on(BatchLoaded(()), PageCame(page(resync=True))) == (OpenSnapshot(),)


def test_a_moved_scope_is_greeted_before_its_snapshot() -> None:
    played = Played(GREETED)
    assert kinds(played.on(BatchLoaded(()), PageCame(page(resync=True, scope="other")))) == [ShakeHands]
    played.on(Welcomed(welcome()))
    assert kinds(played.on(WelcomeKept(GREETED))) == [LoadBatch, OpenSnapshot]
    last = snapshot_page(None, scope="other")
    played.on(BatchLoaded(()), SnapshotOpened(None), SnapshotCame(last))
    assert played.on(SnapshotKept(last)) == (AskPage("replica", THERE, "other"),)


def test_a_cursor_the_centre_does_not_know_starts_the_snapshot_anew_after_the_disk_is_done() -> None:
    played = opened_snapshot()
    first = snapshot_page("c1")
    played.on(SnapshotCame(first))
    assert played.on(Failed(Lane.PULL, RequestRefused(400, "gone", code="snapshot_gone"))) == ()
    assert played.on(SnapshotKept(first)) == (OpenSnapshot(restart=True),)


def test_a_snapshot_that_is_always_refused_ends_the_round() -> None:
    played = opened_snapshot()
    error = RequestRefused(400, "gone", code="snapshot_gone")
    for _ in range(2):
        assert played.on(Failed(Lane.PULL, error)) == (OpenSnapshot(restart=True),)
        played.on(SnapshotOpened(None))
    played.on(Failed(Lane.PULL, error))
    assert played.outcome.ending is Ending.OFFLINE


def test_a_disk_that_fails_stops_the_snapshot_but_not_the_push() -> None:
    played = Played(replace(GREETED, position=None))
    played.on(SnapshotOpened(None), SnapshotCame(snapshot_page("c1")), BatchLoaded((item(1),)))
    played.on(Failed(Lane.DISK, StorageFault("disk full")))
    assert played.on(SnapshotCame(snapshot_page("c2"))) == ()
    verdicts = (verdict(1),)
    played.on(VerdictsCame(verdicts), VerdictsKept(verdicts), BatchLoaded(()))
    assert (played.outcome.ending, played.outcome.exit_code, played.outcome.counts.pushed) == (
        Ending.STORAGE,
        13,
        1,
    )


def test_verdicts_during_a_snapshot_start_no_pull_beside_it() -> None:
    played = opened_snapshot()
    played.on(SnapshotCame(snapshot_page(None)))
    played.state = replace(played.state, push=played.state.disk)
    played.on(BatchLoaded((item(1),)), VerdictsCame((verdict(1),)))
    assert kinds(played.on(VerdictsKept((verdict(1),)))) == [LoadBatch]


def test_a_handshake_asked_for_during_a_snapshot_lets_the_page_be_stored_first() -> None:
    played = Played(replace(GREETED, position=None))
    played.on(SnapshotOpened(None), BatchLoaded((item(1),)), SnapshotCame(snapshot_page("c1")))
    played.on(
        Failed(Lane.PUSH, RequestRefused(409, "epoch", code="epoch")), SnapshotCame(snapshot_page("c2"))
    )
    assert kinds(played.on(SnapshotKept(snapshot_page("c1")))) == [KeepSnapshot]
    assert kinds(played.on(SnapshotKept(snapshot_page("c2")))) == [ShakeHands]


def opened_snapshot() -> Played:
    played = Played(replace(GREETED, position=None))
    played.on(BatchLoaded(()), SnapshotOpened(None))
    return played


def test_a_snapshot_cancelled_keeps_the_page_that_came() -> None:
    played = opened_snapshot()
    played.on(Cancelled())
    assert kinds(played.on(SnapshotCame(snapshot_page("c1")))) == [KeepSnapshot]
    assert played.on(SnapshotKept(snapshot_page("c1"))) == ()
    assert played.outcome.ending is Ending.OFFLINE


def test_a_snapshot_cancelled_while_it_is_opened_asks_for_nothing() -> None:
    played = Played(replace(GREETED, position=None))
    played.on(BatchLoaded(()), Cancelled())
    assert played.on(SnapshotOpened(None)) == ()
    assert played.outcome.ending is Ending.OFFLINE
