"""A lead that is converted on two laptops becomes one customer, not two: the second is refused whole and listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crmdesk.domain import leads
from crmdesk.domain.errors import NoSuchRecord, NotAllowed
from crmdesk.server.personal import PersonalData
from crmdesk.store.queries import Filter, Query
from tests.sync.laptops import Laptop, Place

MakeLaptop = Callable[[str], Laptop]
pytestmark = pytest.mark.parametrize("place", ["in process"], indirect=True)


@pytest.fixture
def ada(laptop: MakeLaptop) -> Laptop:
    return laptop("ada").synced()


@pytest.fixture
def ben(laptop: MakeLaptop) -> Laptop:
    return laptop("ben").synced()


@pytest.fixture
def lead(ada: Laptop, ben: Laptop) -> str:
    made = ada.create("lead", name="Kim Minji", company="Hanul", emails=["minji@hanul.example"])
    for one in (ada, ben):
        one.synced()
    return made


def convert(who: Laptop, lead: str, deal: str) -> dict[str, str]:
    """Ids of what it became, by type."""
    group = leads.convert(who.replica.author(), who.get("lead", lead), {}, {}, {"name": deal})
    return {one.type: one.id for one in who.replica.commit(group)}


def names(who: Laptop, type_name: str) -> list[str]:
    return [record["name"] for record in who.replica.query(type_name)]


def test_second_conversion_is_refused_whole_and_doubles_nothing(ada: Laptop, ben: Laptop, lead: str) -> None:
    first = convert(ada, lead, "Ada's")
    convert(ben, lead, "Ben's")
    for one in (ada, ben):
        one.sync()
    ada.synced()
    for one in (ada, ben):
        assert (names(one, "account"), names(one, "contact"), names(one, "opportunity")) == (
            ["Hanul"], ["Kim Minji"], ["Ada's"],
        )  # fmt: skip
        assert one.get("lead", lead)["converted_account"] == first["account"]
        assert one.get("lead", lead)["status"] == "converted"
    assert ada.export() == ben.export()
    refused = {one.type: one for one in ben.replica.refused()}
    assert set(refused) == {"account", "contact", "opportunity", "lead"}
    assert (refused["lead"].code, refused["opportunity"].code) == ("already_converted", "group")
    assert refused["opportunity"].fields["name"] == "Ben's"


def test_trying_the_second_conversion_again_doubles_nothing_and_discarding_ends_it(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    convert(ada, lead, "Ada's")
    convert(ben, lead, "Ben's")
    for one in (ada, ben):
        one.sync()
    ben.replica.retry()
    ben.sync()
    ada.synced()
    assert names(ada, "opportunity") == names(ben, "opportunity") == ["Ada's"]
    assert len(ben.replica.refused()) == 4
    assert ben.replica.discard() == 4
    assert ben.synced().replica.status().state == "ok"


def test_undo_of_a_conversion_that_was_refused_leaves_the_other_one(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    first = convert(ada, lead, "Ada's")
    convert(ben, lead, "Ben's")
    ben.replica.undo()
    for one in (ada, ben):
        one.sync()
    ada.synced()
    for one in (ada, ben):
        assert one.get("lead", lead)["converted_account"] == first["account"]
        assert names(one, "opportunity") == ["Ada's"]


def test_undone_conversion_travels_and_the_lead_can_be_converted_again(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    convert(ada, lead, "First try")
    ada.synced()
    ada.replica.undo()
    for one in (ada, ben):
        one.synced()
    assert names(ben, "account") == []
    assert ben.get("lead", lead)["status"] == "new"
    second = convert(ben, lead, "Second try")
    for one in (ben, ada):
        one.synced()
    assert ada.get("lead", lead)["converted_opportunity"] == second["opportunity"]


def test_lead_given_up_on_one_laptop_and_converted_on_another_is_converted(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    ada.replica.commit(leads.give_up(ada.replica.author(), ada.get("lead", lead)))
    convert(ben, lead, "Ben's")
    for one in (ada, ben, ada):
        one.synced()
    assert ada.get("lead", lead)["status"] == ben.get("lead", lead)["status"] == "converted"


def test_conversion_that_something_hangs_on_meanwhile_is_not_undone_and_says_what(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    became = convert(ada, lead, "Ada's")
    for one in (ada, ben):
        one.synced()
    ben.create("task", subject="Send the offer", account=became["account"])
    for one in (ben, ada):
        one.synced()
    with pytest.raises(NotAllowed, match="Send the offer"):
        ada.replica.undo()
    assert ada.get("lead", lead)["status"] == "converted"
    assert names(ada, "opportunity") == ["Ada's"]


def test_what_was_done_with_a_lead_goes_with_it_to_the_customer_and_comes_back_with_undo(
    ada: Laptop, ben: Laptop, lead: str
) -> None:
    call = ben.create("call", subject="Prices", status="held", lead=lead)
    for one in (ben, ada):
        one.synced()
    activities = ada.replica.query("call", Query((Filter("lead", "=", lead),)))
    group = leads.convert(
        ada.replica.author(), ada.get("lead", lead), {}, {}, {"name": "Scales"}, activities=activities
    )
    made = {one.type: one.id for one in ada.replica.commit(group)}
    for one in (ada, ben):
        one.synced()
    for kind in ("account", "opportunity", "contact"):
        assert call in [entry.record.id for entry in ben.replica.timeline(kind, made[kind])]
    assert ben.get("call", call)["lead"] == lead
    assert ada.export() == ben.export()
    ada.replica.undo()
    for one in (ada, ben):
        one.synced()
    after = ben.get("call", call)
    assert (after["account"], after["opportunity"], after["attendees"]) == (None, None, [])
    assert ada.export() == ben.export()


def test_who_is_to_do_something_with_a_lead_sees_it_and_it_lies_where_the_lead_does(
    place: Place, ada: Laptop, laptop: MakeLaptop
) -> None:
    place.centre.add_user("sue", territory="South")
    sue = laptop("sue").synced()
    lead = ada.create("lead", name="Kim Minji")
    task = ada.create("task", subject="Call her", lead=lead)
    ada.synced()
    assert ada.get("task", task)["territory"] == ada.get("lead", lead)["territory"]
    with pytest.raises(NoSuchRecord):
        sue.synced().get("lead", lead)
    place.centre.admin.change("task", task, {"owner": place.centre.admin.user("sue").id})
    sue.synced()
    assert sue.get("task", task)["lead"] == lead
    assert sue.get("lead", lead)["name"] == "Kim Minji"
    assert sue.export() == b"".join(place.centre.core.feed.export(place.centre.principal("sue")))


def test_of_a_lead_that_was_erased_nothing_that_was_done_with_it_alone_is_kept(
    place: Place, ada: Laptop, lead: str
) -> None:
    call = ada.create("call", subject="Prices for Minji", status="held", lead=lead)
    ada.synced()
    PersonalData(place.centre.admin).erase(lead)
    ada.synced()
    for kind, gone in (("lead", lead), ("call", call)):
        with pytest.raises(NoSuchRecord):
            ada.get(kind, gone)
