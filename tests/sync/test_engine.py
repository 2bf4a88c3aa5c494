"""The round as a state machine: what it asks for after each event, and how it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import (
    DeviceRevoked,
    Offline,
    RequestRefused,
    SignInNeeded,
    StorageFault,
    UpdateNeeded,
    UserError,
)
from crmdesk.protocol.messages import (
    OrganisationInfo,
    Page,
    Person,
    Position,
    PushItem,
    SnapshotPage,
    Table,
    Verdict,
    Welcome,
)
from crmdesk.sync.effects import (
    AskPage,
    AskSnapshot,
    BatchLoaded,
    Cancelled,
    Effect,
    Ending,
    Event,
    Facts,
    Failed,
    KeepPage,
    KeepSnapshot,
    KeepVerdicts,
    KeepWelcome,
    Lane,
    LoadBatch,
    OpenSnapshot,
    Outcome,
    PageCame,
    PageKept,
    SendBatch,
    ShakeHands,
    SnapshotCame,
    SnapshotKept,
    SnapshotOpened,
    VerdictsCame,
    VerdictsKept,
    Welcomed,
    WelcomeKept,
)
from crmdesk.sync.engine import Round, begin, step

HERE = Position(epoch=1, seq=10, tag=77)
THERE = Position(epoch=1, seq=12, tag=78)
GREETED = Facts("replica", HERE, "scope", epoch=1, greeted=True, contains=3)
NEW = Facts(None, None, "")


def page(position: Position = HERE, **changes: Any) -> Page:
    fields: dict[str, Any] = {
        "position": position,
        "more": False,
        "contains": 3,
        "tables": [],
        "deleted": [],
        "evicted": [],
        "scope": "scope",
    }
    return Page(**{**fields, **changes})


def full(position: Position = THERE, **changes: Any) -> Page:
    return page(position, deleted=[("note", "x")], **changes)


def snapshot_page(cursor: str | None, **changes: Any) -> SnapshotPage:
    fields: dict[str, Any] = {
        "position": THERE,
        "contains": 0,
        "tables": [Table(type="note", columns=["id"], rows=msgspec.Raw(b"[]"))],
        "cursor": cursor,
        "usable": True,
        "rows_sent": 5,
        "rows_total": 10,
        "scope": "scope",
    }
    return SnapshotPage(**{**fields, **changes})


def welcome(**changes: Any) -> Welcome:
    fields: dict[str, Any] = {
        "protocol": 1,
        "schema": "s",
        "server": "v",
        "replica": "replica",
        "token": "t",
        "now": "2026-01-01T00:00:00.000Z",
        "head": THERE,
        "user": Person(id="u", login="l", name="n", role="rep", home=None, scope="scope"),
        "organisation": OrganisationInfo(id=1, name="o", currency="USD", languages=[], modules=[]),
    }
    return Welcome(**{**fields, **changes})


def item(number: int, group: str = "g") -> PushItem:
    mutation = Mutation(f"op{number}", Act.UPDATE, "note", "n", "u", "t", group, "i")
    return PushItem(number=number, mutation=mutation)


def verdict(number: int, outcome: str = "applied") -> Verdict:
    return Verdict(op_id=f"op{number}", number=number, outcome=outcome)


class Played:
    """A round that is fed events one by one and remembers what it asked for."""

    def __init__(self, facts: Facts) -> None:
        self.state: Round
        self.state, effects = begin(facts)
        self.asked: list[Effect] = list(effects)
        self.last: tuple[Effect, ...] = effects

    def on(self, *events: Event) -> tuple[Effect, ...]:
        for event in events:
            self.state, self.last = step(self.state, event)
            self.asked.extend(self.last)
        return self.last

    def count(self, kind: type[Any]) -> int:
        return sum(isinstance(effect, kind) for effect in self.asked)

    @property
    def outcome(self) -> Outcome:
        assert self.state.outcome is not None, "the round is not over"
        return self.state.outcome


def kinds(effects: Iterable[Effect]) -> list[type[Any]]:
    return [type(effect) for effect in effects]


# Nothing to do


def test_a_round_with_nothing_to_do_is_one_request() -> None:
    played = Played(GREETED)
    assert kinds(played.asked) == [LoadBatch, AskPage]
    assert played.on(BatchLoaded(()), PageCame(page())) == ()
    assert played.outcome == Outcome(Ending.OK)
    assert played.outcome.exit_code == 0


def test_a_page_that_only_says_what_it_contains_is_stored() -> None:
    played = Played(GREETED)
    assert kinds(played.on(BatchLoaded(()), PageCame(page(contains=4)))) == [KeepPage]


def test_pages_are_pulled_until_there_are_no_more() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded(()), PageCame(full(more=True)))
    (again,) = played.on(PageKept(full(more=True), 7))
    assert again == AskPage("replica", THERE, "scope")
    last = Position(epoch=1, seq=20, tag=79)
    played.on(PageCame(full(last)), PageKept(full(last), 5))
    assert played.outcome.counts.pulled == 12
    assert played.state.facts.position == last


# Greeting


def test_a_session_starts_with_a_handshake_and_nothing_else() -> None:
    played = Played(replace(GREETED, greeted=False))
    assert kinds(played.asked) == [ShakeHands]
    assert played.on(Welcomed(welcome())) == (KeepWelcome(welcome()),)
    assert kinds(played.on(WelcomeKept(GREETED))) == [LoadBatch, AskPage]


def test_a_handshake_that_fails_ends_the_round() -> None:
    played = Played(NEW)
    played.on(Failed(Lane.PULL, Offline("no", retry_after=7.0)))
    assert (played.outcome.ending, played.outcome.retry_after, played.outcome.exit_code) == (
        Ending.OFFLINE,
        7.0,
        10,
    )


def test_a_page_may_ask_to_shake_hands_again() -> None:
    played = Played(GREETED)
    assert kinds(played.on(BatchLoaded(()), PageCame(page(handshake=True)))) == [ShakeHands]


def test_the_handshake_waits_for_a_push_that_is_on_its_way() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1),)))
    assert played.on(PageCame(page(handshake=True))) == ()
    assert kinds(played.on(VerdictsCame((verdict(1),)))) == [KeepVerdicts]
    assert kinds(played.on(VerdictsKept((verdict(1),)))) == [ShakeHands]


def test_a_centre_that_never_stops_asking_for_handshakes_is_given_up() -> None:
    played = Played(replace(GREETED, greeted=False))
    for _ in range(3):
        played.on(Welcomed(welcome()), WelcomeKept(GREETED), BatchLoaded(()), PageCame(page(handshake=True)))
    assert played.count(ShakeHands) == 3
    assert played.outcome.ending is Ending.OFFLINE


def test_a_refused_push_may_ask_to_shake_hands_again_and_is_offered_again() -> None:
    played = Played(GREETED)
    played.on(
        BatchLoaded((item(1),)), Failed(Lane.PUSH, RequestRefused(409, "other epoch", code="handshake"))
    )
    assert kinds(played.on(PageCame(page()))) == [ShakeHands]
    assert kinds(played.on(Welcomed(welcome()), WelcomeKept(GREETED))) == [LoadBatch, AskPage]
    assert played.state.errors == ()


def test_a_changed_epoch_is_told_and_taken_in_by_a_snapshot_of_any_version() -> None:
    played = Played(replace(GREETED, greeted=False))
    played.on(Welcomed(welcome(epoch_changed=True, common=HERE)))
    assert played.on(WelcomeKept(GREETED)) == (LoadBatch(256 * 1024), OpenSnapshot(any_version=True))
    last = snapshot_page(None)
    played.on(BatchLoaded(()), SnapshotOpened(None), SnapshotCame(last), SnapshotKept(last))
    played.on(PageCame(page(THERE, contains=0)))
    assert (played.outcome.ending, played.outcome.exit_code) == (Ending.EPOCH_CHANGED, 16)


# Push and pull side by side


def test_the_pull_goes_on_when_the_push_fails() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1),)), Failed(Lane.PUSH, Offline("cut")))
    played.on(PageCame(full(more=True)), PageKept(full(more=True), 1))
    last = Position(epoch=1, seq=20, tag=79)
    played.on(PageCame(full(last)), PageKept(full(last), 1))
    assert (played.outcome.counts.pulled, played.outcome.ending) == (2, Ending.OFFLINE)


def test_the_push_goes_on_when_the_pull_fails() -> None:
    played = Played(GREETED)
    played.on(Failed(Lane.PULL, Offline("cut")), BatchLoaded((item(1),)))
    played.on(VerdictsCame((verdict(1),)), VerdictsKept((verdict(1),)), BatchLoaded((item(2),)))
    played.on(VerdictsCame((verdict(2),)), VerdictsKept((verdict(2),)), BatchLoaded(()))
    assert (played.outcome.counts.pushed, played.outcome.ending) == (2, Ending.OFFLINE)


def test_what_was_pushed_is_fetched_back() -> None:
    played = Played(GREETED)
    played.on(PageCame(page()), BatchLoaded((item(1),)), VerdictsCame((verdict(1),)))
    assert played.on(VerdictsKept((verdict(1),))) == (
        LoadBatch(256 * 1024, 1),
        AskPage("replica", HERE, "scope"),
    )
    played.on(BatchLoaded(()), PageCame(full(contains=4)), PageKept(full(contains=4), 1))
    assert played.outcome.counts.pushed == 1


def test_a_pull_on_its_way_when_verdicts_come_is_followed_by_another() -> None:
    played = Played(GREETED)
    played.on(
        BatchLoaded((item(1),)), VerdictsCame((verdict(1),)), VerdictsKept((verdict(1),)), BatchLoaded(())
    )
    assert played.on(PageCame(page())) == (AskPage("replica", HERE, "scope"),)
    assert played.on(PageCame(page())) == ()
    assert played.outcome.ending is Ending.OK


def test_refusals_and_conflicts_are_counted() -> None:
    played = Played(GREETED)
    verdicts = (verdict(1, "refused"), verdict(2, "conflict"), verdict(3, "merged"))
    played.on(BatchLoaded((item(1), item(2), item(3))), VerdictsCame(verdicts), VerdictsKept(verdicts))
    played.on(BatchLoaded(()), PageCame(page()), PageCame(page()))
    counts = played.outcome.counts
    assert (counts.pushed, counts.refused, counts.conflicts) == (2, 1, 1)
    assert played.outcome.exit_code == 14


# A request refused as a whole


def test_a_batch_refused_as_a_whole_is_halved_at_a_group() -> None:
    played = Played(GREETED)
    items = (item(1, "a"), item(2, "a"), item(3, "b"), item(4, "c"))
    played.on(BatchLoaded(items))
    (half,) = played.on(Failed(Lane.PUSH, RequestRefused(413, "too large")))
    assert half == SendBatch("replica", 1, items[:2])
    half_verdicts = (verdict(1), verdict(2))
    effects = played.on(VerdictsCame(half_verdicts), VerdictsKept(half_verdicts))
    assert LoadBatch(256 * 1024, 2) in effects


def test_a_single_group_refused_as_a_whole_twice_is_refused_and_the_rest_goes_on() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1, "a"),)))
    error = RequestRefused(400, "cannot be read", code="malformed")
    assert kinds(played.on(Failed(Lane.PUSH, error))) == [SendBatch]
    (keep,) = played.on(Failed(Lane.PUSH, error))
    assert isinstance(keep, KeepVerdicts)
    assert [(v.op_id, v.outcome, v.code) for v in keep.verdicts] == [("op1", "refused", "malformed")]
    played.on(VerdictsKept(keep.verdicts))
    assert kinds(played.on(BatchLoaded((item(2, "b"),)))) == [SendBatch]


# Snapshot


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


# Endings


@pytest.mark.parametrize(
    ("error", "ending", "code"),
    [
        (DeviceRevoked("no", code="wiped"), Ending.WIPED, 15),
        (DeviceRevoked("no"), Ending.REVOKED, 15),
        (UpdateNeeded("no"), Ending.UPDATE, 12),
        (SignInNeeded("no"), Ending.SIGN_IN, 11),
        (StorageFault("no"), Ending.STORAGE, 13),
        (Offline("no"), Ending.OFFLINE, 10),
        (RequestRefused(500, "no"), Ending.OFFLINE, 10),
    ],
)
def test_each_fault_has_its_ending(error: UserError, ending: Ending, code: int) -> None:
    played = Played(GREETED)
    played.on(BatchLoaded(()), Failed(Lane.PULL, error))
    assert (played.outcome.ending, played.outcome.exit_code, played.outcome.error) == (ending, code, error)


def test_the_worst_of_two_faults_decides() -> None:
    played = Played(GREETED)
    played.on(Failed(Lane.PULL, Offline("a")), Failed(Lane.PUSH, SignInNeeded("b")))
    assert played.outcome.ending is Ending.SIGN_IN
    assert len(played.outcome.errors) == 2


def test_pending_edits_left_count_as_offline() -> None:
    assert Outcome(Ending.OK, pending_left=3).exit_code == 10


def test_a_cancelled_round_ends_after_what_is_under_way() -> None:
    played = Played(GREETED)
    assert played.on(Cancelled(), BatchLoaded((item(1),))) == ()
    assert kinds(played.on(PageCame(full(more=True)))) == [KeepPage]
    assert played.on(PageKept(full(more=True), 1)) == ()
    assert (played.outcome.ending, played.outcome.counts.pulled) == (Ending.OFFLINE, 1)


@pytest.mark.parametrize("event", [WelcomeKept(GREETED), Welcomed(welcome())])
def test_a_round_cancelled_while_greeting_starts_no_lane(event: Event) -> None:
    played = Played(NEW)
    played.on(Cancelled(), event)
    assert not {LoadBatch, AskPage} & set(kinds(played.asked))


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


def test_verdicts_that_come_after_a_cancel_are_kept_and_nothing_more_is_sent() -> None:
    played = Played(GREETED)
    played.on(PageCame(page()), BatchLoaded((item(1),)), Cancelled())
    assert kinds(played.on(VerdictsCame((verdict(1),)))) == [KeepVerdicts]
    assert played.on(VerdictsKept((verdict(1),))) == ()
    assert played.outcome.counts.pushed == 1
