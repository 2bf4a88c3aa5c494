"""The round turns aside: to find and mend what differs, and to let go of what left the user's scope."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.protocol.messages import Person
from crmdesk.store.identity import ReplicaIdentity
from crmdesk.store.mending import Agreement
from crmdesk.sync.comparing import AskRepair, FindLeaves, LeavesFound
from crmdesk.sync.effects import BatchLoaded, Cancelled, OpenSnapshot, PageCame, PageKept
from crmdesk.sync.moving import Due, HasMoved, Move, due
from tests.sync.played import GREETED, HERE, Played, full

PLACE = ("org", 3)
REP = Person(id="u", login="l", name="n", role="rep", home=None, scope="now", buckets=["org", "user:u"])
SETTLED = ReplicaIdentity(user=REP, position=HERE, scope="before", held=("org", "user:u"))


def found_to_differ() -> Played:
    played = Played(GREETED)
    played.on(BatchLoaded(()), PageCame(full()), PageKept(full(), agreement=Agreement.DIFFERS))
    assert played.count(FindLeaves) == 1
    return played


def test_leaves_that_differ_are_asked_about() -> None:
    played = found_to_differ()
    played.on(LeavesFound((PLACE,)))
    assert played.count(AskRepair) == 1


def test_a_round_that_was_cancelled_mends_nothing_more() -> None:
    played = found_to_differ()
    played.on(Cancelled(), LeavesFound((PLACE,)))
    assert played.count(AskRepair) == 0
    assert played.state.outcome is not None


def test_a_round_that_was_cancelled_fetches_nothing_of_what_was_gained() -> None:
    played = Played(replace(GREETED, due=Due.MOVE))
    assert played.count(Move) == 1
    played.on(Cancelled(), BatchLoaded(()), HasMoved(GREETED, gained=("territory:t",), left=frozenset()))
    assert played.count(OpenSnapshot) == 0
    assert played.state.outcome is not None


@pytest.mark.parametrize(
    ("known", "what"),
    [
        (SETTLED, Due.MOVE),
        (replace(SETTLED, scope="now"), Due.NOTHING),
        (replace(SETTLED, position=None), Due.NOTHING),
        (replace(SETTLED, user=None), Due.NOTHING),
        (
            replace(SETTLED, user=Person(id="u", login="l", name="n", role="rep", home=None, scope="now")),
            Due.NOTHING,
        ),
        (replace(SETTLED, held=None), Due.RESYNC),
        (replace(SETTLED, resyncing=True), Due.RESYNC),
        (replace(SETTLED, held=("*",)), Due.RESYNC),
    ],
    ids=["moved", "as before", "no copy yet", "nobody", "no buckets told", "none noted", "begun", "had all"],
)
def test_what_is_due_after_a_move_follows_from_what_is_held(known: ReplicaIdentity, what: Due) -> None:
    assert due(known) is what
