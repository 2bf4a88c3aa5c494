"""Scope moves with edits pending: rows come and go, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.protocol.messages import Page, Verdict
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]


def test_a_user_moved_to_another_territory_sees_the_new_one_and_no_longer_the_old(
    place: Place, laptop: MakeLaptop
) -> None:
    place.centre.add_user("sue", territory="South")
    ada, ben, sue = laptop("ada").synced(), laptop("ben").synced(), laptop("sue").synced()
    north, south = ada.create("account", name="North Ltd"), sue.create("account", name="South Ltd")
    for one in (ada, sue, ben):
        one.synced()
    place.centre.admin.move_user("ben", "South")
    ben.synced()
    assert ben.get("account", south)["name"] == "South Ltd"
    with pytest.raises(NoSuchRecord):
        ben.get("account", north)
    assert ben.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ben")))


def test_edits_pending_while_their_author_is_moved_are_refused_with_their_values_kept(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    account = ada.create("account", name="North Ltd")
    ada.synced()
    ben.synced()
    ben.update("account", account, industry="tools")
    note = ben.create("note", body="They want a catalogue", account=account)
    place.centre.admin.move_user("ben", "South")
    outcome = ben.sync()
    assert outcome.pending_left == 0
    refused = {one.record: one for one in ben.replica.refused()}
    assert (refused[account].code, refused[account].fields) == ("out_of_scope", {"industry": "tools"})
    assert refused[note].fields["body"] == "They want a catalogue"
    assert ben.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ben")))


def test_a_role_raised_brings_the_rest_of_the_organisation(place: Place, laptop: MakeLaptop) -> None:
    place.centre.add_user("sue", territory="South")
    ada, sue = laptop("ada").synced(), laptop("sue").synced()
    south = sue.create("account", name="South Ltd")
    sue.synced()
    place.centre.admin.set_role("ada", "admin")
    ada.synced()
    assert ada.get("account", south)["name"] == "South Ltd"
    user = ada.replica.identity().user
    assert user is not None
    assert user.role == "admin"


def test_a_record_that_left_goes_when_the_last_verdict_on_it_comes(laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="North Ltd")
    ada.synced()
    op = ada.update("account", account, industry="tools")
    (item,) = ada.replica.next_batch()
    identity = ada.replica.identity()
    assert identity.position is not None
    page = Page(
        position=msgspec.structs.replace(identity.position, seq=identity.position.seq + 5),
        more=False,
        contains=item.number,
        tables=[],
        deleted=[],
        evicted=[("account", account)],
        scope=identity.scope,
    )
    ada.replica.apply_page(page)
    assert ada.replica.pending() == 1
    ada.replica.apply_verdicts([Verdict(op_id=op, number=item.number, outcome="applied", version=3)])
    assert ada.replica.pending() == 0
    with pytest.raises(NoSuchRecord):
        ada.get("account", account)
