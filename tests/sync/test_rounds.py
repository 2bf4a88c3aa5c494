"""Whole rounds between real replicas and a real centre, in process and over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from msgspec.structs import replace as replace_fields

from crmdesk.domain import edits
from crmdesk.domain.errors import SignInNeeded
from crmdesk.protocol.messages import Page, Pull, Push
from crmdesk.sync import session
from crmdesk.sync.endings import Ending
from tests.sync.laptops import Laptop, Place, now

pytestmark = pytest.mark.both_databases

MakeLaptop = Callable[[str], Laptop]


def central_export(place: Place, login: str) -> bytes:
    core = place.centre.core
    return b"".join(core.feed.export(place.centre.principal(login)))


def test_the_first_round_brings_everything_in_scope(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada")
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code) == (Ending.OK, 0)
    assert outcome.counts.snapshot > 0
    assert ada.export() == central_export(place, "ada")
    assert [one.phase for one in ada.progress][-1] == "done"


def test_a_round_with_nothing_to_do_is_one_request(laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    before = ada.remote.traffic.requests
    assert ada.sync().exit_code == 0
    assert ada.remote.traffic.requests == before + 1


def test_an_edit_travels_and_both_exports_equal_the_centre_s(place: Place, laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    account = ada.create("account", name="Acme Tools", tags=["new"])
    deal = ada.create("opportunity", name="Drills", account=account, stage="prospecting", amount="120")
    outcome = ada.sync()
    assert (outcome.counts.pushed, outcome.pending_left, outcome.exit_code) == (2, 0, 0)
    ben.synced()
    assert ben.get("opportunity", deal)["amount"] == "120.00"
    ben.change("opportunity", deal, {"stage": "qualification"}, add={"tags": ["hot"]})
    ben.synced()
    ada.synced()
    assert ada.get("opportunity", deal)["tags"] == ["hot"]
    assert ada.export() == ben.export() == central_export(place, "ada")


def test_edits_of_one_record_travel_as_one_and_all_are_done_with(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Acme Tools")
    for name in ("Acme", "Acme Ltd"):
        ada.update("account", account, name=name)
    outcome = ada.sync()
    assert (outcome.counts.pushed, outcome.pending_left, outcome.exit_code) == (3, 0, 0)
    assert {entry.new for entry in ada.remote.history("account", account) if entry.field == "name"} == {
        "Acme Ltd"
    }
    assert ada.export() == central_export(place, "ada")


def test_edits_of_different_fields_are_both_kept(laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme Tools")
    ada.synced()
    ben.synced()
    ada.update("account", account, industry="tools")
    ben.update("account", account, website="acme.example")
    for one in (ada, ben, ada):
        one.synced()
    for one in (ada, ben):
        assert (one.get("account", account)["industry"], one.get("account", account)["website"]) == (
            "tools",
            "acme.example",
        )


def test_a_conflict_travels_to_all_and_its_resolution_too(place: Place, laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme Tools")
    ada.synced()
    ben.synced()
    ada.update("account", account, name="Acme A")
    ben.update("account", account, name="Acme B")
    ada.synced()
    assert ben.sync().counts.conflicts == 1
    ada.synced()
    for one in (ada, ben):
        (conflict,) = one.replica.conflicts()
        assert one.get("account", account)["name"] == "Acme A"
    record = ada.get("account", account)
    stored = ada.get("conflict", conflict.id)
    ada.replica.commit(edits.resolve(ada.replica.author(), record, stored, "mine"))
    assert ada.replica.conflicts() == []
    for one in (ada, ben):
        one.synced()
        assert one.replica.conflicts() == []
        assert one.get("account", account)["name"] == "Acme B"
    assert ada.export() == ben.export() == central_export(place, "ben")


def test_what_settles_a_conflict_of_a_record_deleted_meanwhile_is_asked_about(laptop: MakeLaptop) -> None:
    ada, ben, boss = laptop("ada").synced(), laptop("ben"), laptop("max")
    account = ada.create("account", name="Acme Tools")
    ada.synced()
    ben.synced()
    ada.update("account", account, name="Acme A")
    ben.update("account", account, name="Acme B")
    for one in (ada, ben, ada, boss):
        one.synced()
    (conflict,) = ada.replica.conflicts()
    boss.delete("account", account)
    boss.synced()
    record = ada.get("account", account)
    ada.replica.commit(
        edits.resolve(ada.replica.author(), record, conflict.row, "value", {"name": "Acme Chosen"})
    )
    assert ada.sync().counts.conflicts == 1
    (left,) = ada.replica.conflicts()
    assert (left.about, left.mine) == ("edit_of_deleted", {"name": "Acme Chosen"})


def test_a_refused_edit_is_listed_and_does_not_hold_back_others(laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    account = ada.create("account", name="Acme Tools")
    ada.synced()
    ben.synced()
    ben.delete("account", account)  # a rep may delete own records only
    other = ben.create("account", name="Other")
    outcome = ben.sync()
    assert (outcome.counts.refused, outcome.counts.pushed, outcome.exit_code) == (1, 1, 14)
    (refused,) = ben.replica.refused()
    assert refused.code == "forbidden"
    assert ben.get("account", account)["name"] == "Acme Tools"
    ada.synced()
    assert ada.get("account", other)["name"] == "Other"


def test_what_was_saved_while_a_round_was_cut_off_goes_out_with_the_next(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="One")
    ada.reopen()
    ada.create("account", name="Two")
    outcome = ada.sync()
    assert (outcome.counts.pushed, outcome.pending_left) == (2, 0)
    assert ada.export() == central_export(place, "ada")


def test_an_ended_session_keeps_every_edit_and_signing_in_again_sends_them(
    place: Place, laptop: MakeLaptop
) -> None:
    ada = laptop("ada").synced()
    assert session.sign_out(ada.replica, ada.remote)
    account = ada.create("account", name="Kept")
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.SIGN_IN, 11, 1)
    assert ada.replica.status().state == "sign-in"
    session.begin(ada.replica, "here", place.sign_in("ada"), now())
    assert ada.sync().exit_code == 0
    assert ada.get("account", account).version > 0


def test_a_wrong_password_is_said_so(place: Place) -> None:
    with pytest.raises(SignInNeeded):
        place.sign_in("ada", password="wrong")


def test_history_is_fetched_and_kept(laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="First")
    ada.synced()
    ada.update("account", account, name="Second")
    ada.synced()
    history = session.fetch_history(ada.replica, ada.remote, "account", account)
    assert history.complete
    assert [entry.new for entry in history.entries if entry.field == "name"] == ["First", "Second"]


def test_a_revoked_laptop_is_told_so_and_keeps_its_edits(place: Place, laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    ada.create("account", name="Kept")
    device = ada.replica.identity().device
    assert device is not None
    place.centre.admin.mark_device(device, "revoked")
    outcome = ada.sync()
    assert (outcome.ending, outcome.exit_code, outcome.pending_left) == (Ending.REVOKED, 15, 1)


@pytest.mark.parametrize("answered", [True, False])
def test_an_edit_that_reached_the_centre_under_an_identity_lost_since_is_finished(
    laptop: MakeLaptop, answered: bool
) -> None:
    ada = laptop("ada").synced()
    account = ada.create("account", name="Acme Tools")
    identity = ada.replica.identity()
    assert identity.replica is not None
    assert identity.position is not None
    push = Push(replica=identity.replica, epoch=identity.position.epoch, items=ada.replica.next_batch())
    verdicts = ada.remote.push(push).verdicts
    if answered:
        ada.replica.apply_verdicts(verdicts)
    ada.replica.save_identity(replace(identity, token="of a copy of this profile"))
    ada.reopen()
    outcome = ada.sync()
    assert ada.replica.identity().replica != identity.replica
    assert (outcome.exit_code, outcome.pending_left) == (0, 0)
    assert ada.get("account", account).version > 0


def test_own_edits_of_one_field_made_offline_never_conflict_with_each_other(laptop: MakeLaptop) -> None:
    ada = laptop("ada").synced()
    deal = ada.create("opportunity", name="Drills", stage="prospecting", amount="120", description="one")
    ada.synced()
    for amount, text, stage in (("130", "one\ntwo", "proposal"), ("140", "one\nthree", "closed_won")):
        ada.change("opportunity", deal, {"amount": amount, "description": text, "stage": stage})
    outcome = ada.sync()
    assert (outcome.counts.conflicts, outcome.pending_left) == (0, 0)
    shown = ada.get("opportunity", deal)
    assert (shown["amount"], shown["description"], shown["stage"]) == ("140.00", "one\nthree", "closed_won")


def test_own_later_text_keeps_what_the_centre_merged_into_the_earlier_one(laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    deal = ada.create("opportunity", name="Drills", stage="prospecting", description="one\ntwo\nthree")
    ada.synced()
    ben.synced()
    ben.change("opportunity", deal, {"description": "ONE\ntwo\nthree"})
    ben.synced()
    ada.change("opportunity", deal, {"description": "one\ntwo\nTHREE"})
    ada.change("opportunity", deal, {"description": "one\ntwo\nTHREE\nfour"})
    ada.synced()
    assert ada.get("opportunity", deal)["description"] == "ONE\ntwo\nTHREE\nfour"


def test_editing_a_field_whose_conflict_one_has_seen_settles_it(laptop: MakeLaptop) -> None:
    ada, ben = laptop("ada").synced(), laptop("ben")
    deal = ada.create("opportunity", name="Drills", stage="prospecting", close_date="2026-01-01")
    ada.synced()
    ben.synced()
    ben.change("opportunity", deal, {"close_date": "2026-02-02"})
    ben.synced()
    ada.change("opportunity", deal, {"close_date": "2026-03-03"})
    ada.synced()
    assert len(ada.replica.conflicts()) == 1
    ada.change("opportunity", deal, {"lead_source": "web"})
    assert len(ada.replica.conflicts()) == 1
    ada.change("opportunity", deal, {"close_date": "2026-04-04"})
    assert ada.replica.conflicts() == []
    ada.synced()
    ben.synced()
    assert ben.replica.conflicts() == []
    assert ben.get("opportunity", deal)["close_date"] == "2026-04-04"


def test_an_own_edit_stays_shown_while_pages_from_before_it_come(
    place: Place, laptop: MakeLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All numbers are decided when the first page comes, whose rows end long before the own edit."""
    ada, ben = laptop("ada").synced(), laptop("ben").synced()
    mine = ada.create("account", name="Acme")
    ada.synced()
    for name in ("Bolt", "Cord", "Dial"):
        ben.create("account", name=name)
        ben.synced()
    ada.update("account", mine, website="acme.example")
    pull, shown = ada.remote.pull, []

    def page_by_page(request: Pull) -> Page:
        shown.append((ada.get("account", mine)["website"], ada.replica.status().state == "ok"))
        return pull(replace_fields(request, rows=1))

    monkeypatch.setattr(ada.remote, "pull", page_by_page)
    ada.synced()
    assert len(shown) > 3
    assert set(shown) == {("acme.example", False)}
    assert (ada.get("account", mine)["website"], ada.replica.status().state) == ("acme.example", "ok")
    assert ada.export() == central_export(place, "ada")
