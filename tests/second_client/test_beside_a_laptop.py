"""The second client and the product's laptop at one centre: both understand the same by the same messages."""

from collections.abc import Callable

import pytest

from crmdesk.server.field_administration import FieldAdministration
from crmdesk.server.form_administration import FormAdministration
from tests.second_client.client import Client
from tests.support.centre import RunningCentre
from tests.sync.laptops import Laptop

MakeClient = Callable[..., Client]
MakeLaptop = Callable[[str], Laptop]
FORM = {
    "key": "check",
    "name": "Check",
    "questions": [
        {"key": "mood", "kind": "scale", "text": "How content?"},
        {"key": "why", "kind": "text", "text": "Why?"},
    ],
}


def are_equal(centre: RunningCentre, ben: Client, ada: Laptop) -> bool:
    """Whether both hold, byte for byte, what the centre says that their users may see."""
    core, admin = centre.admin.centre, centre.admin
    said = {login: b"".join(core.feed.export(admin.as_user(login))) for login in ("ada", "ben")}
    return bool(said["ada"]) and ada.export() == said["ada"] and ben.export() == said["ben"]


def test_both_edit_one_record_and_end_byte_equal_with_the_centre(
    staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), client("ben")
    ben.sync()
    account = ada.create(
        "account", name="Acme", tags=["old"], annual_revenue="12.50", annual_revenue_currency="USD",
        description="one\ntwo\nthree\n", location={"lat": "37.5", "lon": "127"},
    )  # fmt: skip
    ada.synced()
    ben.sync()
    ada.change(
        "account", account, {"website": "acme.example", "description": "ONE\ntwo\nthree\n"}, {"tags": ["a"]}
    )
    ben.update(
        "account", account, add={"tags": ["ü"]}, remove={"tags": ["old"]},
        annual_revenue="13.00", description="one\ntwo\nTHREE\n",
    )  # fmt: skip
    ben.create(
        "opportunity", name="Big", account=account, stage="proposal", amount="9000", currency="KRW",
        close_date="2026-12-31",
    )  # fmt: skip
    visit = ben.create("visit", account=account, status="planned", samples=1)
    ben.sync()
    ada.synced()
    ada.change("visit", visit, {}, {"samples": 2})
    ben.update("visit", visit, add={"samples": 3})
    ben.sync()
    ada.synced()
    ben.sync()
    both = ben.get("account", account)
    assert both is not None
    assert (both["tags"], both["annual_revenue"], both["website"]) == (["a", "ü"], "13.00", "acme.example")
    assert both["description"] == "ONE\ntwo\nTHREE\n"
    assert ben.get("visit", visit)["samples"] == 6  # type: ignore[index]
    assert not [said for _, said in ben.verdicts() if said["outcome"] == "refused"]
    assert are_equal(staffed_centre, ben, ada)


def test_answers_of_one_visit_from_both_meet_question_by_question(
    staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    form = FormAdministration(staffed_centre.admin).publish(FORM).id
    ada, ben = laptop("ada").synced(), client("ben")
    visit = ada.create("visit", account=ada.create("account", name="Acme"))
    for mood in (3, 5):
        ada.update("visit", visit, form=form, answers={"mood": mood})
        if mood == 3:
            ada.synced()
            ben.sync()
    ben.update("visit", visit, form=form, answers={"mood": 3, "why": "New colleagues"})
    ada.synced()
    ben.sync()
    ada.synced()
    assert ada.get("visit", visit)["answers"] == {"mood": 5, "why": "New colleagues"}
    assert are_equal(staffed_centre, ben, ada)


@pytest.mark.parametrize(("choice", "name"), [("mine", "Acme SE"), ("theirs", "Acme AG")])
def test_a_conflict_between_them_is_seen_by_both_and_settled_by_the_second_client(
    choice: str, name: str, staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), client("ben")
    account = ada.create("account", name="Acme")
    ada.synced()
    ben.sync()
    ada.update("account", account, name="Acme AG")
    ben.update("account", account, name="Acme SE")
    ada.synced()
    ben.sync()
    ada.synced()
    ((conflict, said),) = ben.conflicts().items()
    assert (said["base"], said["mine"], said["theirs"]) == (
        {"name": "Acme"}, {"name": "Acme SE"}, {"name": "Acme AG"},
    )  # fmt: skip
    assert ada.replica.status().conflicts == 1
    ben.resolve(conflict, choice)
    ben.sync()
    ada.synced()
    assert (ben.conflicts(), ada.replica.status().conflicts) == ({}, 0)
    assert ada.get("account", account)["name"] == name
    assert are_equal(staffed_centre, ben, ada)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_a_delete_of_what_the_laptop_edited_asks_and_is_settled(
    choice: str, staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), client("ben")
    ben.sync()
    account = ben.create("account", name="Acme")
    ben.sync()
    ada.synced()
    ada.update("account", account, website="acme.example")
    ben.delete("account", account)
    ada.synced()
    ben.sync()
    ((conflict, said),) = ben.conflicts().items()
    assert said["about"] == "delete"
    ben.resolve(conflict, choice)
    ben.sync()
    ada.synced()
    assert ben.conflicts() == {}
    assert (ben.get("account", account) is None) == (choice == "mine")
    assert are_equal(staffed_centre, ben, ada)


def test_an_edit_of_what_the_laptop_deleted_asks_and_brings_it_back(
    staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), client("ben")
    account = ada.create("account", name="Acme")
    ada.synced()
    ben.sync()
    ada.delete("account", account)
    ben.update("account", account, website="acme.example")
    ada.synced()
    ben.sync()
    ((conflict, said),) = ben.conflicts().items()
    assert said["about"] == "edit_of_deleted"
    ben.resolve(conflict, "mine")
    ben.sync()
    ada.synced()
    assert ada.get("account", account)["website"] == "acme.example"
    assert are_equal(staffed_centre, ben, ada)


def test_custom_fields_travel_between_them(
    staffed_centre: RunningCentre, client: MakeClient, laptop: MakeLaptop
) -> None:
    ada, ben = laptop("ada").synced(), client("ben")
    ben.sync()
    fields = FieldAdministration(staffed_centre.core, staffed_centre.admin)
    fields.add("account", "fleet", "integer")
    fields.add("account", "rate", "decimal")
    ben.sync()
    account = ben.create("account", name="Acme", x_fleet=12, x_rate="1.5")
    ben.sync()
    ada.synced()
    ada.update("account", account, x_fleet=13)
    ada.synced()
    ben.sync()
    shown = ben.get("account", account)
    assert shown is not None
    assert (shown["x_fleet"], shown["x_rate"]) == (13, "1.50")
    assert are_equal(staffed_centre, ben, ada)
    fields.remove("account", "fleet")
    ben.sync()
    ada.synced()
    ben.sync()
    assert are_equal(staffed_centre, ben, ada)
