"""The round as a state machine: what it asks for after each event, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

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
    Carried,
    Position,
    PushItem,
)
from crmdesk.sync.effects import (
    AskPage,
    BatchLoaded,
    Cancelled,
    Event,
    Failed,
    KeepPage,
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
from crmdesk.sync.endings import Ending
from tests.sync.played import (
    GREETED,
    HERE,
    NEW,
    THERE,
    Played,
    full,
    item,
    kinds,
    page,
    snapshot_page,
    verdict,
    welcome,
)

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
    # After verdicts even a page without rows is kept: it may be what finishes an edit.
    assert played.on(PageCame(page())) == (KeepPage(page()),)
    assert played.on(PageKept(page())) == (AskPage("replica", HERE, "scope"),)
    assert played.on(PageCame(page()), PageKept(page())) == ()
    assert played.outcome.ending is Ending.OK


def test_refusals_and_conflicts_are_counted() -> None:
    played = Played(GREETED)
    verdicts = (verdict(1, "refused"), verdict(2, "conflict"), verdict(3, "merged"))
    played.on(BatchLoaded((item(1), item(2), item(3))), VerdictsCame(verdicts), VerdictsKept(verdicts))
    played.on(BatchLoaded(()), PageCame(page()), PageKept(page()), PageCame(page()), PageKept(page()))
    counts = played.outcome.counts
    assert (counts.pushed, counts.refused, counts.conflicts) == (2, 1, 1)
    assert played.outcome.exit_code == 14


# A request refused as a whole


def test_a_batch_refused_as_a_whole_is_halved_at_a_group() -> None:
    played = Played(GREETED)
    items = (item(1, "a"), item(2, "a"), item(3, "b"), item(4, "c"))
    played.on(BatchLoaded(items))
    (half,) = played.on(Failed(Lane.PUSH, RequestRefused(413, "too large")))
    assert half == SendBatch("replica", 1, items[:2], HERE)
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


def test_verdicts_that_come_after_a_cancel_are_kept_and_nothing_more_is_sent() -> None:
    played = Played(GREETED)
    played.on(PageCame(page()), BatchLoaded((item(1),)), Cancelled())
    assert kinds(played.on(VerdictsCame((verdict(1),)))) == [KeepVerdicts]
    assert played.on(VerdictsKept((verdict(1),))) == ()
    assert played.outcome.counts.pushed == 1


# Several edits as one


def bundle(number: int, *also: int) -> PushItem:
    carried = [Carried(op_id=f"op{one}", number=one, payload_hash="") for one in also]
    one = item(number, f"group of {number}")
    return PushItem(number=number, mutation=one.mutation, payload_hash="", also=carried)


def test_edits_are_offered_as_one_to_a_centre_that_takes_them_so() -> None:
    assert Played(replace(GREETED, bundles=True)).asked[0] == LoadBatch(256 * 1024, 0, coalesce=True)
    assert Played(GREETED).asked[0] == LoadBatch(256 * 1024, 0)


def test_the_next_batch_begins_behind_the_last_edit_of_a_bundle() -> None:
    played = Played(GREETED)
    verdicts = (verdict(1), verdict(2), verdict(3))
    played.on(BatchLoaded((bundle(1, 2, 3),)), VerdictsCame(verdicts), VerdictsKept(verdicts))
    assert LoadBatch(256 * 1024, 3) in played.asked
    assert played.state.counts.pushed == 3


def test_what_the_centre_left_undecided_goes_again_from_there() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1, "a"), bundle(2, 3), item(4, "b"))))
    played.on(VerdictsCame((verdict(1),)), VerdictsKept((verdict(1),)))
    assert LoadBatch(256 * 1024, 1) in played.asked


def test_a_bundle_that_is_left_undecided_alone_goes_again() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((bundle(2, 3),)), VerdictsCame(()), VerdictsKept(()))
    assert LoadBatch(256 * 1024, 1) in played.asked


def test_a_centre_that_says_nothing_of_what_was_asked_is_not_asked_for_ever() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1, "a"), item(2, "b"))), VerdictsCame(()), VerdictsKept(()))
    assert LoadBatch(256 * 1024, 2) in played.asked


def test_a_bundle_refused_as_a_whole_request_goes_again_edit_by_edit() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((bundle(2, 3),)))
    assert played.on(Failed(Lane.PUSH, RequestRefused(413, "too large"))) == (LoadBatch(256 * 1024, 1),)


# How much at a time


def test_a_slow_answer_makes_the_next_batch_smaller() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1),)), VerdictsCame((verdict(1),), seconds=20.0), VerdictsKept((verdict(1),)))
    assert LoadBatch(64 * 1024, 1) in played.asked


def test_a_batch_that_was_never_answered_makes_the_next_one_smaller() -> None:
    played = Played(GREETED)
    played.on(BatchLoaded((item(1),)), Failed(Lane.PUSH, Offline("cut")), PageCame(page()))
    assert played.state.facts.batch_bytes == 128 * 1024


def lagging(played: Played, number: int) -> None:
    answer = (verdict(number),)
    played.on(BatchLoaded((item(number),)), VerdictsCame(answer, seconds=7.0), VerdictsKept(answer))


def test_on_a_lagging_line_what_was_pushed_is_fetched_back_every_few_batches() -> None:
    played = Played(GREETED)
    played.on(PageCame(page()))
    for number in range(1, 8):
        lagging(played, number)
    assert played.count(AskPage) == 1
    lagging(played, 8)
    assert played.count(AskPage) == 2


def test_on_a_lagging_line_the_rest_is_fetched_once_nothing_is_left_to_send() -> None:
    played = Played(GREETED)
    played.on(PageCame(page()))
    lagging(played, 1)
    assert kinds(played.on(BatchLoaded(()))) == [AskPage]
    played.on(PageCame(full(contains=4)), PageKept(full(contains=4), 1))
    assert played.outcome.ending is Ending.OK


def test_a_page_that_comes_in_between_is_not_followed_by_another_at_once() -> None:
    played = Played(GREETED)
    lagging(played, 1)
    played.on(PageCame(full()), PageKept(full(), 1))
    assert played.count(AskPage) == 1
    played.on(BatchLoaded(()))
    assert played.count(AskPage) == 2
