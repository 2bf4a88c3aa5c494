"""Records made offline under one that was deleted meanwhile wait: for another parent, for it to come back, or to go."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.domain.errors import NoSuchRecord, NotAllowed
from crmdesk.store.ways_out import Way
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


def central_export(place: Place, login: str) -> bytes:
    return b"".join(place.centre.core.feed.export(place.centre.principal(login)))


class Waiting:
    """Ben made a deal, a visit and a task under an account that Ada deleted meanwhile, and a note elsewhere."""

    def __init__(self, place: Place, ada: Laptop, ben: Laptop) -> None:
        self.place, self.ada, self.ben = place, ada, ben
        self.account, self.other = ada.create("account", name="Gone"), ada.create("account", name="Stays")
        ada.synced()
        ben.synced()
        self.deal = ben.create("opportunity", name="Crane", account=self.account, stage="prospecting")
        self.visit = ben.create("visit", account=self.account, opportunity=self.deal, purpose="Offer")
        self.task = ben.create("task", subject="Call", opportunity=self.deal)
        self.free = ben.create("note", body="free", account=self.other)
        ada.delete("account", self.account)
        ada.synced()
        self.outcome = ben.sync()

    def refused(self) -> dict[str, str]:
        return {one.record: one.code for one in self.ben.replica.refused()}

    def op_of(self, record: str) -> str:
        return next(one.op_id for one in self.ben.replica.refused() if one.record == record)

    def settled(self) -> None:
        self.ben.synced()
        self.ada.synced()
        assert self.ben.replica.refused() == []
        for one, login in ((self.ben, "ben"), (self.ada, "ada")):
            assert one.export() == central_export(self.place, login)


@pytest.fixture
def waiting(place: Place, laptop: MakeLaptop) -> Waiting:
    return Waiting(place, laptop("ada").synced(), laptop("ben"))


def test_children_of_a_deleted_record_wait_and_hold_back_nothing_else(waiting: Waiting) -> None:
    assert waiting.outcome.pending_left == 0
    assert waiting.refused() == {
        waiting.deal: "parent_deleted",
        waiting.visit: "parent_deleted",
        waiting.task: "parent_refused",
    }
    assert waiting.ben.get("note", waiting.free)["body"] == "free"
    one = next(one for one in waiting.ben.replica.refused() if one.record == waiting.deal)
    assert one.missing == (("account", "account", waiting.account),)


def test_they_are_put_under_another_record_with_all_that_waits_for_them(waiting: Waiting) -> None:
    saved = waiting.ben.replica.retry([waiting.op_of(waiting.deal)], Way(under=waiting.other))
    assert [mutation.id for mutation in saved] == [waiting.deal, waiting.visit, waiting.task]
    waiting.settled()
    for one in (waiting.ada, waiting.ben):
        assert one.get("opportunity", waiting.deal)["account"] == waiting.other
        assert one.get("visit", waiting.visit)["account"] == waiting.other
        assert one.get("task", waiting.task)["opportunity"] == waiting.deal


def test_the_deleted_record_comes_back_with_its_values_and_they_lie_under_it(waiting: Waiting) -> None:
    waiting.ben.replica.retry([waiting.op_of(waiting.deal)], Way(restore=True))
    waiting.settled()
    for one in (waiting.ada, waiting.ben):
        assert one.get("account", waiting.account)["name"] == "Gone"
        assert one.get("visit", waiting.visit)["account"] == waiting.account


def test_they_are_discarded_and_what_needs_them_stays_listed(waiting: Waiting) -> None:
    waiting.ben.replica.discard([waiting.op_of(waiting.deal)])
    assert set(waiting.refused()) == {waiting.visit, waiting.task}
    waiting.ben.replica.discard(None)
    waiting.settled()
    with pytest.raises(NoSuchRecord):
        waiting.ben.get("opportunity", waiting.deal)


def test_a_record_of_another_type_or_none_at_all_is_no_parent(waiting: Waiting) -> None:
    op = waiting.op_of(waiting.deal)
    for wrong in (waiting.free, waiting.account):
        with pytest.raises(NoSuchRecord):
            waiting.ben.replica.retry([op], Way(under=wrong))
    assert len(waiting.refused()) == 3


def test_what_lacks_no_deleted_parent_has_none_to_bring_back(waiting: Waiting) -> None:
    for way in (Way(restore=True), Way(under=waiting.other)):
        with pytest.raises(NotAllowed):
            waiting.ben.replica.retry([waiting.op_of(waiting.task)], way)


def test_what_is_made_later_under_a_record_that_waits_goes_out_with_it(waiting: Waiting) -> None:
    ben = waiting.ben
    ben.replica.retry([waiting.op_of(waiting.deal)], Way(restore=True))
    later = ben.create("note", body="later", opportunity=waiting.deal)
    waiting.settled()
    assert waiting.ada.get("note", later)["opportunity"] == waiting.deal
