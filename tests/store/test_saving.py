"""An edit on its way into the replica: completed, checked, and saved wholly or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed, RecordLocked, UsageError
from tests.store.desk import HOME, USER, Desk

NOBODY = "01900000-0000-7000-8000-0000000000ff"


def draft(desk: Desk, type_name: str, record_id: str, act: Act = Act.UPDATE, **given: object) -> Mutation:
    group = desk.new_id()
    return Mutation(
        op_id=desk.new_id(),
        act=act,
        type=type_name,
        id=record_id,
        author=USER,
        at="2026-11-23T09:00:00.000Z",
        group=group,
        intent=group,
        **given,  # type: ignore[arg-type]
    )


def test_a_new_record_is_shown_with_its_author_as_owner(desk: Desk) -> None:
    account = desk.create("account", name="Müller GmbH")
    assert account["name"] == "Müller GmbH"
    assert (account["owner"], account["territory"], account["created_by"]) == (USER, HOME, USER)
    assert account["created_at"] == account["updated_at"] is not None
    assert account.version == 0


def test_a_record_under_another_takes_its_territory(desk: Desk) -> None:
    account = desk.receive("account", name="Far away", territory=NOBODY)
    assert desk.create("task", subject="Call", account=account.id)["territory"] == NOBODY


def test_an_update_carries_the_version_it_was_made_on(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    assert desk.update(account, industry="Steel").base == account.version > 0


def test_base_values_of_fields_that_ask_travel_along(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", description="First", industry="Steel")
    saved = desk.update(account, name="Acme Ltd", description="Second", industry="Wood")
    assert saved.was == {"name": "Acme", "description": "First"}


def test_base_values_are_what_the_author_saw_own_edits_included(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    first = desk.update(account, name="Acme Ltd")
    second = desk.update(account, name="Acme Inc")
    assert second.was == {"name": first.set["name"]}
    assert second.after == {"name": first.op_id}
    assert second.base == first.base


def test_an_edit_names_the_own_earlier_edit_of_each_field(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    first = desk.update(account, industry="Steel", website="a.example")
    second = desk.update(account, industry="Wood")
    third = desk.update(account, industry="Glass", website="b.example")
    assert third.after == {"industry": second.op_id, "website": first.op_id}


def test_an_edit_of_an_unsent_record_names_its_creation(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    creation = desk.replica.pending_ops()[0][1]
    assert desk.update(account, industry="Steel").after == {"industry": creation.op_id}


def test_an_acknowledged_edit_that_is_not_pulled_yet_is_still_named(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    first = desk.update(account, industry="Steel")
    desk.push()
    assert desk.update(account, industry="Wood").after == {"industry": first.op_id}


def test_a_pulled_edit_is_not_named_any_more(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    desk.update(account, industry="Steel")
    (number,) = desk.push()
    row = desk.row("account", account.id, desk.next_seq(), name="Acme", industry="Steel")
    desk.replica.apply_page(desk.page(desk.table("account", [row]), contains=number))
    saved = desk.update(account, industry="Wood")
    assert (saved.after, saved.base) == ({}, row[1])


def test_the_currency_travels_with_the_amount(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="proposal", amount="100.00", currency="USD")
    saved = desk.replica.commit([draft(desk, "opportunity", opportunity.id, set={"amount": "250"})])[0]
    assert saved.set == {"amount": "250.00", "currency": "USD"}


def test_an_amount_without_currency_gets_the_organisation_s(desk: Desk) -> None:
    group = desk.new_id()
    given = Mutation(
        op_id=desk.new_id(),
        act=Act.CREATE,
        type="opportunity",
        id=desk.new_id(),
        author=USER,
        at="2026-11-23T09:00:00.000Z",
        group=group,
        intent=group,
        set={"name": "Deal", "stage": "proposal", "amount": "100"},
    )
    assert desk.replica.commit([given])[0].set["currency"] == "EUR"


def test_closing_fields_carry_their_base_together(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="proposal", amount="100.00", currency="USD")
    saved = desk.update(opportunity, stage="closed_won")
    assert saved.was == {"stage": "proposal", "amount": "100.00", "currency": "USD"}


def test_a_reference_to_nothing_is_refused_at_the_field(desk: Desk) -> None:
    with pytest.raises(InvalidValue) as refused:
        desk.create("contact", name="Anna", account=NOBODY)
    assert (refused.value.field, refused.value.code) == ("account", "no_such_target")
    assert desk.replica.count("contact") == 0


def test_an_element_that_points_to_nothing_is_refused(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    visit = desk.create("visit", account=account.id, purpose="Hello")
    with pytest.raises(InvalidValue, match="no contact"):
        desk.replica.commit([draft(desk, "visit", visit.id, add={"contacts": [NOBODY]})])


def test_records_of_one_group_may_point_to_each_other_in_any_order(desk: Desk) -> None:
    contact = edits.create(desk.author, "contact", {"name": "Anna", "account": NOBODY})
    account = edits.create(desk.author, "account", {"name": "Acme"}, record_id=NOBODY)
    together = [replace(m, group=account[0].group) for m in (*contact, *account)]
    desk.replica.commit(together)
    assert desk.replica.title("account", desk.replica.query("contact")[0]["account"]) == "Acme"


def test_keeping_an_old_reference_is_no_offence(desk: Desk) -> None:
    opportunity = desk.receive("opportunity", name="Deal", stage="proposal", account=NOBODY)
    desk.replica.commit(
        [draft(desk, "opportunity", opportunity.id, set={"account": NOBODY, "name": "Big deal"})]
    )
    assert desk.replica.get("opportunity", opportunity.id)["name"] == "Big deal"


def test_a_submitted_visit_is_locked(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    visit = desk.create("visit", account=account.id, status="completed")
    desk.replica.commit(edits.submit_visit(desk.author, visit))
    with pytest.raises(RecordLocked):
        desk.replica.commit([draft(desk, "visit", visit.id, set={"purpose": "Changed"})])
    with pytest.raises(RecordLocked):
        desk.replica.commit([draft(desk, "visit", visit.id, Act.DELETE)])


def test_what_the_centre_keeps_cannot_be_written(desk: Desk) -> None:
    account = desk.receive("account", name="Acme")
    with pytest.raises(NotAllowed):
        desk.replica.commit([draft(desk, "account", account.id, set={"number": "7"})])


def test_an_unknown_record_cannot_be_changed(desk: Desk) -> None:
    with pytest.raises(NoSuchRecord):
        desk.replica.commit([draft(desk, "account", NOBODY, set={"name": "Ghost"})])


def test_an_id_is_given_only_once(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    with pytest.raises(InvalidValue, match="this id already"):
        desk.replica.commit(edits.create(desk.author, "account", {"name": "Twin"}, record_id=account.id))


def test_a_failing_edit_takes_the_whole_save_with_it(desk: Desk) -> None:
    good = edits.create(desk.author, "account", {"name": "Good"})
    bad = edits.create(desk.author, "contact", {"name": "Bad", "account": NOBODY})
    with pytest.raises(InvalidValue):
        desk.replica.commit([*good, *bad])
    assert desk.replica.count("account") == 0
    assert desk.replica.pending() == 0
    assert desk.replica.verify().sound


def test_a_group_holds_fifty_changes_at_most(desk: Desk) -> None:
    group = desk.new_id()
    many = [
        replace(edits.create(desk.author, "account", {"name": f"A{i}"})[0], group=group) for i in range(51)
    ]
    with pytest.raises(UsageError, match="50 changes"):
        desk.replica.commit(many)
    desk.replica.commit(many[:50])
    assert desk.replica.count("account") == 50


def test_a_group_holds_128_kilobytes_at_most(desk: Desk) -> None:
    group = desk.new_id()
    long = "x" * 60_000
    many = [
        replace(edits.create(desk.author, "account", {"name": f"A{i}", "description": long})[0], group=group)
        for i in range(3)
    ]
    with pytest.raises(UsageError, match="128 KB"):
        desk.replica.commit(many)


def test_sets_are_added_to_and_removed_from(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", tags=["old", "vip"])
    desk.replica.commit([draft(desk, "account", account.id, add={"tags": ["new"]}, remove={"tags": ["old"]})])
    assert desk.replica.get("account", account.id)["tags"] == ["new", "vip"]


def test_counts_are_added_up(desk: Desk) -> None:
    visit = desk.receive("visit", account=desk.create("account", name="A").id, status="planned", samples=5)
    desk.replica.commit([draft(desk, "visit", visit.id, add={"samples": -2})])
    assert desk.replica.get("visit", visit.id)["samples"] == 3


def test_a_stage_change_is_shown_at_once(desk: Desk) -> None:
    opportunity = desk.receive(
        "opportunity", name="Deal", stage="prospecting", created_at="2026-11-13T09:00:00.000Z"
    )
    desk.replica.commit(edits.move_stage(desk.author, opportunity, "proposal"))
    (change,) = desk.replica.query("stage_change")
    assert (change["from_stage"], change["to_stage"], change["by"]) == ("prospecting", "proposal", USER)
    assert change["opportunity"] == opportunity.id
    assert change["days_in_stage"] == 10
    assert change.version == 0


def test_deleting_a_record_leaves_its_pending_children(desk: Desk) -> None:
    account = desk.create("account", name="Acme")
    task = desk.create("task", subject="Call", account=account.id)
    desk.delete(account)
    with pytest.raises(NoSuchRecord):
        desk.replica.get("account", account.id)
    assert desk.replica.get("task", task.id)["account"] == account.id


def test_a_deleted_record_comes_back_under_its_id(desk: Desk) -> None:
    account = desk.receive("account", name="Acme", number="K-1")
    desk.delete(account)
    desk.replica.commit(edits.restore(desk.author, account))
    back = desk.replica.get("account", account.id)
    assert (back["name"], back["number"]) == ("Acme", "K-1")
    assert desk.replica.verify().sound
