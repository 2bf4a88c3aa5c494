"""Which group is to blame when the centre breaks on a batch: one of it, or the centre itself."""

from __future__ import annotations

from dataclasses import replace

from crmdesk.domain.errors import CentreFault, Offline
from crmdesk.protocol.messages import Carried, PushItem
from crmdesk.sync.effects import (
    BatchLoaded,
    Cancelled,
    Failed,
    KeepVerdicts,
    Lane,
    LoadBatch,
    PageCame,
    SendBatch,
    VerdictsCame,
    VerdictsKept,
)
from crmdesk.sync.endings import Ending
from crmdesk.sync.lanes import SUSPECTS
from crmdesk.sync.pushing import MOST_SUSPECTS
from tests.sync.played import GREETED, Played, item, kinds, page, verdict

BROKE = Failed(Lane.PUSH, CentreFault("The server met an error of its own"))


def pushing() -> Played:
    """A round whose download is over."""
    played = Played(GREETED)
    played.on(PageCame(page()))
    return played


def test_a_batch_on_which_the_centre_breaks_is_halved_down_to_one_group_which_is_asked_twice() -> None:
    played = pushing()
    items = (item(1, "a"), item(2, "b"), item(3, "c"), item(4, "d"))
    played.on(BatchLoaded(items))
    sizes = []
    for _ in range(3):
        (sent,) = played.on(BROKE)
        assert isinstance(sent, SendBatch)
        sizes.append(len(sent.items))
    assert sizes == [2, 1, 1]
    assert played.on(BROKE) == (LoadBatch(1, 1),)


def test_a_group_is_held_back_once_the_centre_takes_another_one() -> None:
    played = pushing()
    played.on(BatchLoaded((item(1, "a"),)), BROKE, BROKE, BatchLoaded((item(2, "b"),)))
    (keep,) = played.on(VerdictsCame((verdict(2),)))
    assert isinstance(keep, KeepVerdicts)
    assert [(v.op_id, v.outcome, v.code) for v in keep.verdicts] == [
        ("op1", "refused", "centre_fault"),
        ("op2", "applied", None),
    ]
    effects = played.on(VerdictsKept(keep.verdicts))
    assert LoadBatch(256 * 1024, 2) in effects
    assert played.state.counts.refused == 1


def test_nothing_is_held_back_while_the_centre_takes_nothing() -> None:
    played = pushing()
    played.on(BatchLoaded((item(1, "a"),)), BROKE, BROKE, BatchLoaded(()))
    assert played.count(KeepVerdicts) == 0
    assert (played.outcome.ending, played.outcome.exit_code) == (Ending.OFFLINE, 10)
    assert played.outcome.error is not None
    assert played.outcome.error.code == "centre_fault"


def test_a_round_tries_a_few_groups_and_the_next_one_more() -> None:
    played = pushing()
    for number in range(1, SUSPECTS + 2):
        played.on(BatchLoaded((item(number, f"g{number}"),)), BROKE)
        if number <= SUSPECTS:
            played.on(BROKE)
    assert played.outcome.ending is Ending.OFFLINE
    assert played.count(KeepVerdicts) == 0
    assert played.state.facts.suspects == 2 * SUSPECTS
    most = Played(replace(GREETED, suspects=MOST_SUSPECTS))
    most.on(PageCame(page()), BatchLoaded((item(1, "a"),)), BROKE, BROKE, BatchLoaded(()))
    assert most.state.facts.suspects == MOST_SUSPECTS


def test_a_centre_that_takes_something_again_is_tried_as_before() -> None:
    played = Played(replace(GREETED, suspects=64))
    played.on(PageCame(page()), BatchLoaded((item(1, "a"),)), VerdictsCame((verdict(1),)))
    assert played.state.facts.suspects == SUSPECTS


def test_a_centre_that_breaks_on_the_download_too_is_not_searched_for_a_bad_edit() -> None:
    played = Played(GREETED)
    played.on(Failed(Lane.PULL, CentreFault("broken")), BatchLoaded((item(1, "a"), item(2, "b"))), BROKE)
    assert played.count(SendBatch) == 1
    assert played.outcome.ending is Ending.OFFLINE


def test_a_line_that_breaks_in_between_holds_nothing_back() -> None:
    played = pushing()
    played.on(BatchLoaded((item(1, "a"),)), BROKE, BROKE, BatchLoaded((item(2, "b"),)))
    played.on(Failed(Lane.PUSH, Offline("gone")))
    assert played.count(KeepVerdicts) == 0
    assert played.outcome.ending is Ending.OFFLINE


def test_a_round_that_is_cancelled_searches_no_further() -> None:
    played = pushing()
    played.on(BatchLoaded((item(1, "a"), item(2, "b"))), Cancelled(), BROKE)
    assert played.count(SendBatch) == 1
    assert played.outcome.ending is Ending.OFFLINE


def test_the_edits_of_a_bundle_on_which_the_centre_breaks_go_one_by_one() -> None:
    played = pushing()
    also = [Carried(op_id="op2", number=2, payload_hash="h")]
    bundle = PushItem(number=1, mutation=item(1).mutation, payload_hash="h", also=also)
    played.on(BatchLoaded((bundle,)))
    assert kinds(played.on(BROKE)) == [LoadBatch]
    assert played.last == (LoadBatch(256 * 1024, 0),)
