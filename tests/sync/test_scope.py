"""Scope moves with edits pending: rows come and go, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.protocol.messages import Page, Pull, Push, Verdict
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


def test_edits_pending_while_their_author_is_moved_are_refused_and_activities_are_taken(
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
    (refused,) = ben.replica.refused()
    assert (refused.code, refused.fields) == ("out_of_scope", {"industry": "tools"})
    ben.synced()
    # What he did is his, and brings back the account that it is about; what he may see is alike at both ends.
    assert ben.get("note", note)["body"] == "They want a catalogue"
    assert ben.get("account", account)["industry"] is None
    assert ben.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ben")))
    ada.synced()
    assert ada.get("note", note)["account"] == account
    assert ada.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ada")))


def test_a_visit_under_an_account_that_was_moved_away_is_kept_with_its_facts(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    account = ada.create("account", name="North Ltd")
    person = ada.create("contact", name="Ann", account=account)
    ada.synced()
    ben.synced()
    author = ben.replica.author()
    visit = ben.replica.commit(edits.start_visit(author, account, None, contacts=[person]))[0].id
    ben.replica.commit(edits.check_out(author, ben.get("visit", visit)))
    ben.create("contact", name="Bo", account=account)
    boss = place.centre.admin
    south = boss.territory_id("South")
    sue = place.centre.add_user("sue", territory="South")
    for type_name, record_id in (("account", account), ("contact", person)):
        move = boss.mutation(Act.UPDATE, type_name, record_id, {"territory": south, "owner": sue})
        boss.write([replace(move, base=ada.get(type_name, record_id).version)])
    assert ben.sync().counts.refused == 1
    (refused,) = ben.replica.refused()
    assert (refused.type, refused.code) == ("contact", "unknown_reference")
    ben.synced()
    shown = ben.get("visit", visit)
    assert (shown["status"], shown["account"], shown["contacts"]) == ("completed", account, [person])
    assert ben.get("account", account)["name"] == "North Ltd"
    sue_s = laptop("sue").synced()
    assert sue_s.get("visit", visit)["check_in"] == shown["check_in"]
    for one, login in ((ben, "ben"), (sue_s, "sue"), (ada.synced(), "ada")):
        assert one.export() == b"".join(place.centre.core.feed.export(place.centre.principal(login)))


def test_a_conflict_leaves_with_its_record_and_what_its_author_typed_is_listed_as_refused(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben, other = laptop("ada").synced(), laptop("ben"), laptop("ben")
    account = ada.create("account", name="North Ltd")
    ada.synced()
    ben.synced()
    ada.update("account", account, name="North A")
    ben.update("account", account, name="North B")
    for one in (ada, ben, other):
        one.synced()
    assert len(ben.replica.conflicts()) == len(other.replica.conflicts()) == 1
    place.centre.admin.move_user("ben", "South")
    for one in (ben, other):
        one.synced()
        assert one.replica.conflicts() == []
    (refused,) = ben.replica.refused()
    assert (refused.code, refused.fields) == ("out_of_scope", {"name": "North B"})
    assert ben.replica.status().state == "refused"
    assert other.replica.refused() == []  # refusals belong to the laptop where it was typed
    place.centre.admin.move_user("ben", "North")
    ben.synced()
    assert ben.replica.refused() == []
    (conflict,) = ben.replica.conflicts()
    assert conflict.mine == {"name": "North B"}


def test_a_conflict_that_arises_while_its_record_leaves_is_listed_as_refused(
    place: Place, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="North Ltd")
    ada.synced()
    ben.synced()
    ada.update("account", account, name="North A")
    op = ben.update("account", account, name="North B")
    ada.synced()
    identity = ben.replica.identity()
    assert identity.replica is not None
    assert identity.position is not None
    items = ben.replica.next_batch()
    answer = ben.remote.push(Push(replica=identity.replica, epoch=identity.position.epoch, items=items))
    boss = place.centre.admin
    south = {"territory": boss.territory_id("South"), "owner": None}
    boss.write([replace(boss.mutation(Act.UPDATE, "account", account, south), base=10**6)])
    ben.replica.apply_page(
        ben.remote.pull(Pull(replica=identity.replica, position=identity.position, scope=identity.scope))
    )
    ben.replica.apply_verdicts(answer.verdicts, answer.head)
    (refused,) = ben.replica.refused()
    assert (refused.op_id, refused.fields) == (op, {"name": "North B"})
    ben.synced()
    assert ben.replica.conflicts() == []
    assert ben.export() == b"".join(place.centre.core.feed.export(place.centre.principal("ben")))


def test_edits_of_an_administrator_made_rep_are_refused_as_forbidden(
    place: Place, laptop: MakeLaptop
) -> None:
    place.centre.add_user("sue", territory="South")
    place.centre.add_user("chief", role="admin")
    sue, chief = laptop("sue").synced(), laptop("chief")
    account = sue.create("account", name="South Ltd")
    sue.synced()
    chief.synced()
    chief.update("account", account, industry="tools")
    task = chief.create("task", subject="Ask Sue", account=account)
    place.centre.admin.set_role("chief", "rep")
    chief.sync()
    chief.sync()
    (refused,) = chief.replica.refused()
    assert (refused.code, refused.fields) == ("forbidden", {"industry": "tools"})
    assert chief.get("task", task)["account"] == account
    assert chief.export() == b"".join(place.centre.core.feed.export(place.centre.principal("chief")))


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
