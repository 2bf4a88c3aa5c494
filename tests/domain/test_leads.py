"""What a lead becomes, and what undo gives back."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import count

import pytest

from crmdesk.domain import leads
from crmdesk.domain.changes import GROUP_SIZE, Act, apply, check_mutation
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.records import Record
from crmdesk.domain.undoing import inverse
from crmdesk.domain.values import Value, blank

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def author() -> Author:
    numbers = count(1)
    return Author(
        "00000000-0000-4000-8000-000000000001",
        CATALOGUE,
        lambda: NOW,
        lambda: f"{next(numbers):08d}-0000-4000-8000-000000000000",
    )


def record(type_name: str, **fields: Value) -> Record:
    identity = f"{sum(map(ord, type_name)):08d}-0000-4000-9000-000000000000"
    return Record(type_name, identity, 1, {**blank(CATALOGUE[type_name]), **fields})


def lead(**fields: Value) -> Record:
    known: dict[str, Value] = {
        "name": "Kim Minji", "company": "Hanul", "status": "qualified", "source": "event", "title": "Buyer",
        "phones": ["+82 10-1234-5678"], "emails": ["minji@hanul.example"],
    }  # fmt: skip
    return record("lead", **{**known, **fields})


def made(group: Group, type_name: str) -> dict[str, Value]:
    (one,) = [one for one in group if one.type == type_name]
    return dict(check_mutation(CATALOGUE, one).set)


def test_conversion_makes_account_contact_and_opportunity_in_one_group(author: Author) -> None:
    group = leads.convert(author, lead(), {}, {}, {"name": "Ten scales", "amount": "1000"})
    account, contact, deal, after = (
        made(group, name) for name in ("account", "contact", "opportunity", "lead")
    )
    ids = {one.type: one.id for one in group}
    assert len({one.group for one in group}) == len({one.intent for one in group}) == 1
    assert (account["name"], account["type"]) == ("Hanul", "prospect")
    assert (contact["name"], contact["emails"], contact["account"]) == (
        "Kim Minji",
        ["minji@hanul.example"],
        ids["account"],
    )
    assert (deal["account"], deal["contacts"], deal["lead_source"]) == (
        ids["account"],
        [ids["contact"]],
        "event",
    )
    assert after == {
        "status": "converted",
        "converted_account": ids["account"],
        "converted_contact": ids["contact"],
        "converted_opportunity": ids["opportunity"],
    }


def test_records_that_are_known_are_used_and_gain_what_they_lack(author: Author) -> None:
    account = record("account", name="Hanul Ltd")
    contact = record("contact", name="Kim M.", title="Head of buying", phones=["+82 2-000-0000"])
    group = leads.convert(author, lead(do_not_contact=True), account, contact)
    assert [one.type for one in group] == ["contact", "lead"]
    enriched = group[0]
    assert enriched.id == contact.id
    assert enriched.set == {"do_not_contact": True, "account": account.id}
    assert enriched.add == {"phones": ["+82 10-1234-5678"], "emails": ["minji@hanul.example"]}
    assert made(group, "lead")["converted_account"] == account.id


def test_known_contact_that_lacks_nothing_is_left_alone(author: Author) -> None:
    account = record("account", name="Hanul")
    contact = record(
        "contact",
        account=account.id,
        **{name: lead()[name] for name in ("name", "title", "phones", "emails")},
    )
    assert [one.type for one in leads.convert(author, lead(), account, contact)] == ["lead"]


def test_person_without_a_company_is_an_account_by_themselves(author: Author) -> None:
    assert made(leads.convert(author, lead(company=None), {}, {}), "account")["name"] == "Kim Minji"


def test_protection_of_the_lead_goes_with_the_contact(author: Author) -> None:
    assert made(leads.convert(author, lead(do_not_contact=True), {}, {}), "contact")["do_not_contact"] is True


def test_lead_is_converted_once(author: Author) -> None:
    with pytest.raises(NotAllowed) as told:
        leads.convert(author, lead(converted_account="a"), {}, {})
    assert told.value.code == "already_converted"


def test_undo_of_a_conversion_removes_what_it_made_and_opens_the_lead_again(author: Author) -> None:
    before = lead()
    group = leads.convert(author, before, {}, {}, {"name": "Ten scales"})
    (undone,) = inverse(author, group, {("lead", before.id): before})
    assert [(one.act, one.type) for one in undone] == [
        (Act.UPDATE, "lead"), (Act.DELETE, "opportunity"), (Act.DELETE, "contact"), (Act.DELETE, "account"),
    ]  # fmt: skip
    entity = CATALOGUE["lead"]
    converted = apply(entity, before.fields, group[-1])
    assert apply(entity, converted, undone[0]) == before.fields


def test_what_was_done_with_the_lead_was_done_with_the_customer(author: Author) -> None:
    before = lead()
    account, contact = record("account", name="Hanul"), record("contact", name="Kim Minji")
    known = {name: before[name] for name in ("title", "phones", "emails")}
    contact = Record("contact", contact.id, 1, {**contact.fields, **known, "account": account.id})
    call = record("call", subject="Prices", lead=before.id)
    task = record("task", subject="Send prices", lead=before.id, account="a", contact="b")
    group = leads.convert(author, before, account, contact, {"name": "Ten scales"}, activities=[call, task])
    deal, _, called, planned = group
    assert len({one.group for one in group}) == 1
    assert (called.id, called.set) == (call.id, {"account": account.id, "opportunity": deal.id})
    assert called.add == {"attendees": [contact.id]}
    # What somebody has said already stays.
    assert (planned.id, planned.set, planned.add) == (task.id, {"opportunity": deal.id}, {})


def test_activity_that_names_the_customer_already_is_left_alone(author: Author) -> None:
    note = record("note", body="Met at the fair", account="a", contact="b")
    account, contact = record("account", name="Hanul"), record("contact", name="Kim", title="Buyer")
    group = leads.convert(author, lead(), account, contact, activities=[note])
    assert "note" not in [one.type for one in group]


def test_more_activities_than_a_group_holds_follow_it_and_are_undone_with_it(author: Author) -> None:
    notes = [
        Record("note", f"{n:08d}-0000-4000-9000-000000000001", 1, record("note", body="x").fields)
        for n in range(GROUP_SIZE * 2)
    ]
    group = leads.convert(author, lead(), {}, {}, activities=notes)
    sizes = Counter(one.group for one in group)
    assert list(sizes.values()) == [GROUP_SIZE, GROUP_SIZE, 3]
    assert len({one.intent for one in group}) == 1
    assert {one.type for one in group if one.group == group[0].group} >= {"account", "contact", "lead"}


def test_lead_that_is_given_up_can_be_taken_up_again(author: Author) -> None:
    before = lead()
    group = leads.give_up(author, before)
    assert group[0].set == {"status": "unqualified"}
    (undone,) = inverse(author, group, {("lead", before.id): before})
    assert undone[0].set == {"status": "qualified"}
