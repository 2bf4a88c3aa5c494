"""What the centre says goes below pending edits, in one transaction with its cursor."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from crmdesk.domain import edits
from crmdesk.domain.canonical import derived_id
from crmdesk.domain.errors import DamagedAnswer, NoSuchRecord
from crmdesk.protocol.messages import Position, Table
from crmdesk.protocol.tables import wire_columns
from crmdesk.store.events import RecordsChanged
from tests.store.desk import Desk


def test_a_page_brings_records_and_moves_the_cursor(desk: Desk) -> None:
    account = desk.receive(
        "account", name="Acme", tags=["b", "a"], annual_revenue="1.50", annual_revenue_currency="EUR"
    )
    assert account["name"] == "Acme"
    assert account["annual_revenue"] == "1.50"
    assert account.version == 1
    assert desk.replica.identity().position == desk.position()


def test_an_older_version_never_replaces_a_newer_one(desk: Desk) -> None:
    account = desk.receive("account", name="New")
    desk.receive("account", account.id, name="Newer")
    stale = desk.row("account", account.id, account.version, name="Old")
    desk.replica.apply_page(desk.page(desk.table("account", [stale])))
    assert desk.replica.get("account", account.id)["name"] == "Newer"


def test_an_older_version_does_not_slip_under_a_pending_edit_either(desk: Desk) -> None:
    account = desk.receive("account", name="New", industry="Steel")
    desk.receive("account", account.id, name="Newer", industry="Wood")
    desk.update(account, website="a.example")
    stale = desk.row("account", account.id, account.version, name="Old", industry="Steel")
    desk.replica.apply_page(desk.page(desk.table("account", [stale])))
    assert desk.replica.get("account", account.id)["industry"] == "Wood"


def test_columns_are_told_by_name(desk: Desk) -> None:
    """A centre with another schema: one column unknown here, most missing, in another order."""
    record = desk.new_id()
    rows = msgspec.Raw(msgspec.json.encode([["Acme", "?", 4, record]]))
    table = Table(type="account", columns=["name", "colour", "version", "id"], rows=rows)
    desk.replica.apply_page(desk.page(table, seq=4))
    account = desk.replica.get("account", record)
    assert (account["name"], account["industry"], account["tags"], account.version) == ("Acme", None, [], 4)


def test_a_hash_of_more_than_is_kept_here_is_not_taken_over(desk: Desk) -> None:
    """The program that knows the column finds by its own count that a value is missing."""
    wire = (*wire_columns(desk.catalogue["account"]), "colour")
    row = [*desk.row("account", desk.new_id(), 3, name="Acme"), 4711, None, "red"]
    table = Table(type="account", columns=list(wire), rows=msgspec.Raw(msgspec.json.encode([row])))
    desk.replica.begin_snapshot()
    desk.replica.apply_snapshot_page(desk.snapshot_page(table))
    assert desk.replica.verify().sound


def test_a_type_that_is_not_known_is_passed_over(desk: Desk) -> None:
    strange = Table(type="spaceship", columns=["id", "version"], rows=msgspec.Raw(b'[["x",1]]'))
    desk.replica.apply_page(
        desk.page(strange, deleted=[("spaceship", "y")], evicted=[("spaceship", "z")], seq=9)
    )
    position = desk.replica.identity().position
    assert position is not None
    assert position.seq == 9


def test_a_value_of_the_wrong_type_is_refused_with_the_whole_page(desk: Desk) -> None:
    good = desk.row("account", desk.new_id(), 1, name="Good")
    bad = [*desk.row("account", desk.new_id(), 1, name="Bad")]
    bad[1] = "one"
    with pytest.raises(DamagedAnswer):
        desk.replica.apply_page(desk.page(desk.table("account", [good, tuple(bad)]), seq=5))
    assert desk.replica.count("account") == 0
    assert desk.replica.identity().position is None


def test_pending_edits_stay_on_top_of_what_comes_in(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", industry="Steel")
    desk.update(account, industry="Wood")
    shown = desk.receive("account", account.id, name="Acme Ltd", industry="Glass")
    assert (shown["name"], shown["industry"]) == ("Acme Ltd", "Wood")


def test_what_a_page_already_contains_is_not_replayed(desk: Desk) -> None:
    visit = desk.receive("visit", account=desk.receive("account", name="A").id, status="planned", samples=5)
    desk.replica.commit(
        [replace(edits.update(desk.author, visit, {"purpose": "Show"})[0], set={}, add={"samples": 2})]
    )
    (item,) = desk.replica.next_batch()
    row = desk.row("visit", visit.id, desk.next_seq(), account=visit["account"], status="planned", samples=7)
    desk.replica.apply_page(desk.page(desk.table("visit", [row]), contains=item.number))
    assert desk.replica.get("visit", visit.id)["samples"] == 7
    assert desk.replica.pending() == 1, "its verdict is still to come"
    desk.replica.apply_verdicts([desk.verdict(item.mutation.op_id, item.number)])
    assert desk.replica.pending() == 0
    assert desk.replica.get("visit", visit.id)["samples"] == 7


def test_an_accepted_edit_stays_shown_until_it_is_pulled(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Wood")
    (number,) = desk.push()
    assert desk.replica.pending() == 1
    assert desk.replica.get("account", account.id)["industry"] == "Wood"
    row = desk.row("account", account.id, desk.next_seq(), name="Acme", industry="Wood")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=number))
    assert desk.replica.pending() == 0
    assert desk.replica.get("account", account.id).version == row[1]


def test_a_refused_edit_gives_way_to_server_truth_and_is_kept(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", industry="Steel")
    desk.update(account, industry="Wood")
    desk.push("refused", code="forbidden", title="Not yours", hint="ask")
    assert desk.replica.get("account", account.id)["industry"] == "Steel"
    (refused,) = desk.replica.refused()
    assert (refused.code, refused.title, refused.fields) == ("forbidden", "Not yours", {"industry": "Wood"})


def test_a_verdict_heard_twice_counts_once(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    saved = desk.update(account, industry="Wood")
    (item,) = desk.replica.next_batch()
    verdict = desk.verdict(saved.op_id, item.number, "refused", code="forbidden")
    desk.replica.apply_verdicts([verdict, verdict])
    desk.replica.apply_verdicts([verdict])
    assert len(desk.replica.refused()) == 1


def test_a_deleted_record_goes(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.replica.apply_page(desk.page(deleted=[("account", account.id)], seq=desk.next_seq()))
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account.id)


def test_edits_of_a_record_deleted_elsewhere_still_go_out(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    saved = desk.update(account, industry="Wood")
    desk.replica.apply_page(desk.page(deleted=[("account", account.id)], seq=desk.next_seq()))
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account.id)
    assert [item.mutation.op_id for item in desk.replica.next_batch()] == [saved.op_id]


def test_a_record_out_of_scope_goes_at_once_when_nothing_is_pending(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.replica.apply_page(desk.page(evicted=[("account", account.id)], seq=desk.next_seq()))
    assert desk.replica.count("account") == 0


@pytest.mark.parametrize("outcome", ["applied", "refused"])
def test_a_record_out_of_scope_with_edits_stays_until_their_verdict(desk: Desk, outcome: str) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Wood")
    desk.replica.apply_page(desk.page(evicted=[("account", account.id)], seq=desk.next_seq()))
    assert desk.replica.get("account", account.id)["industry"] == "Wood"
    assert list(desk.replica.export()) == [], "but it is not in scope any more"
    desk.push(outcome, code="out_of_scope")
    assert desk.replica.count("account") == 0
    assert desk.replica.pending() == 0
    assert len(desk.replica.refused()) == (outcome == "refused")


def test_a_parked_record_that_comes_back_into_scope_is_whole_again(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Wood")
    desk.replica.apply_page(desk.page(evicted=[("account", account.id)], seq=desk.next_seq()))
    desk.receive("account", account.id, name="Acme Ltd")
    desk.push()
    assert desk.replica.get("account", account.id)["name"] == "Acme Ltd"


def test_the_centre_s_stage_change_takes_the_place_of_the_guess(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="prospecting")
    saved = desk.replica.commit(edits.move_stage(desk.author, opportunity, "proposal"))[0]
    (number,) = desk.push()
    fields = {"opportunity": opportunity.id, "from_stage": "prospecting", "to_stage": "proposal"}
    change = desk.row("stage_change", derived_id(saved.op_id, "stage_change"), desk.next_seq(), **fields)
    row = desk.row("opportunity", opportunity.id, desk.seq, name="Deal", stage="proposal")
    desk.replica.apply_page(
        desk.page(desk.table("opportunity", [row]), desk.table("stage_change", [change]), contains=number)
    )
    (shown,) = desk.replica.query("stage_change")
    assert shown.version == desk.seq


def test_the_guess_of_a_refused_stage_change_goes(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="prospecting")
    desk.replica.commit(edits.move_stage(desk.author, opportunity, "proposal"))
    desk.push("refused", code="forbidden")
    assert desk.replica.count("stage_change") == 0


def test_a_stage_change_that_somebody_else_made_first_is_no_guess_any_more(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="prospecting")
    desk.replica.commit(edits.move_stage(desk.author, opportunity, "proposal"))
    desk.receive("opportunity", opportunity.id, name="Deal", stage="proposal")
    assert desk.replica.count("stage_change") == 0


def test_acknowledged_edits_go_out_again_after_the_common_position(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    old = desk.update(account, industry="Steel")
    (number,) = desk.push()
    row = desk.row("account", account.id, desk.next_seq(), name="Acme", industry="Steel")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=number))
    common = desk.position()
    new = desk.update(account, industry="Wood")
    (later,) = desk.push()
    row = desk.row("account", account.id, desk.next_seq(), name="Acme", industry="Wood")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=later))
    assert desk.replica.pending() == 0

    assert desk.replica.reoffer(common) == 1
    (item,) = desk.replica.next_batch()
    assert item.mutation.op_id == new.op_id != old.op_id
    assert item.number == later
    assert desk.replica.pending() == 1
    restored = desk.row("account", account.id, row[1] - 1, name="Acme", industry="Steel")
    desk.replica.begin_snapshot(any_version=True)
    desk.replica.apply_snapshot_page(desk.snapshot_page(desk.table("account", [restored]), epoch=2))
    shown = desk.replica.get("account", account.id)
    assert (shown["industry"], shown.version) == ("Wood", row[1] - 1)


def test_nothing_is_offered_again_when_all_was_before_the_common_position(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    desk.push()
    assert desk.replica.reoffer(Position(epoch=1, seq=99, tag=1)) == 0


def test_a_version_of_another_epoch_is_not_taken_for_one_that_was_pulled_already(desk: Desk) -> None:
    """A centre that was put back counts on from less than what this laptop has seen in the lost time."""
    account = desk.receive("account", name="Acme", industry="Steel")
    for name in ("Acme Inc", "Acme Ltd"):
        desk.receive("account", account.id, name=name, industry="Steel")
    saved = desk.update(account, industry="Wood")
    (item,) = desk.replica.next_batch()
    verdict = desk.verdict(saved.op_id, item.number, version=2)
    desk.replica.apply_verdicts([verdict], head=desk.position(2, epoch=2))
    assert desk.replica.get("account", account.id)["industry"] == "Wood", "the page with it is still to come"
    assert desk.replica.pending() == 1


@pytest.mark.parametrize("asked", ["resync", "handshake"])
def test_a_page_that_asks_for_something_else_changes_nothing(desk: Desk, asked: str) -> None:
    page = desk.page(desk.table("account", [desk.row("account", desk.new_id(), 1, name="A")]), seq=5)
    desk.replica.apply_page(msgspec.structs.replace(page, **{asked: True}))
    assert desk.replica.identity().position is None
    assert desk.replica.count("account") == 0


def test_a_page_is_announced_once_after_it_is_durable(desk: Desk) -> None:
    heard: list[RecordsChanged] = []
    account = desk.receive("account", name="Acme")

    def listen(event: RecordsChanged) -> None:
        assert desk.replica.get("account", account.id)["name"] == "Acme Ltd"
        heard.append(event)

    stop = desk.replica.subscribe(listen)
    desk.receive("account", account.id, name="Acme Ltd")
    stop()
    desk.receive("account", account.id, name="Acme Inc")
    assert heard == [RecordsChanged(frozenset({"account"}), {"account": frozenset({account.id})}, "remote")]
