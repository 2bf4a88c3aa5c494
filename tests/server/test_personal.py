"""What is held about a person is found and told whole: their record, its past, what is linked, texts that name them."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import NoSuchRecord, UsageError
from crmdesk.server.personal import PersonalData
from tests.support.centre import BareCentre

pytestmark = pytest.mark.any_database


def people(centre: BareCentre) -> tuple[PersonalData, dict[str, str]]:
    admin = centre.admin
    ids = {name: centre.core.new_id() for name in ("acme", "jo", "task", "note", "other", "double")}
    admin.write([admin.create("account", ids["acme"], {"name": "Acme"})])
    person = {
        "name": "Jo Kimball",
        "account": ids["acme"],
        "emails": ["jo@acme.example"],
        "birthday": "1980-02-29",
    }
    admin.write([admin.create("contact", ids["jo"], person)])
    admin.write([admin.create("contact", ids["double"], {"name": "Ann", "emails": ["a@x.example"]})])
    admin.write([admin.create("contact", ids["other"], {"name": "Bo", "emails": ["a@x.example"]})])
    admin.write(
        [
            admin.create(
                "task", ids["task"], {"subject": "Call", "status": "not_started", "contact": ids["jo"]}
            )
        ]
    )
    admin.write([admin.create("note", ids["note"], {"body": "Asked JO KIMBALL for the plans."})])
    return PersonalData(admin), ids


def test_everything_about_a_person_is_told(bare_centre: BareCentre) -> None:
    personal, ids = people(bare_centre)
    parts = list(personal.export(personal.find(" JO@acme.example ")))
    assert [part["part"] for part in parts] == ["record", "history", "linked", "named"]
    record, history, linked, named = parts
    assert record["fields"]["birthday"] == "1980-02-29"
    assert ("birthday", "1980-02-29") in [(entry["field"], entry["new"]) for entry in history["entries"]]
    assert (linked["type"], linked["id"]) == ("task", ids["task"])
    assert (named["id"], named["in"]) == (ids["note"], ["body"])


def test_a_name_of_three_characters_is_looked_for_in_korean(bare_centre: BareCentre) -> None:
    admin = bare_centre.admin
    contact, note = bare_centre.core.new_id(), bare_centre.core.new_id()
    admin.write([admin.create("contact", contact, {"name": "김철수"})])
    admin.write([admin.create("note", note, {"body": "오늘 김철수 님을 만났다."})])
    parts = list(PersonalData(admin).export(contact))
    assert [part["id"] for part in parts if part["part"] == "named"] == [note]


def test_a_person_is_named_by_id_or_by_an_address_of_their_own(bare_centre: BareCentre) -> None:
    personal, ids = people(bare_centre)
    assert personal.find(ids["jo"]) == ids["jo"]
    for unknown in ("nobody@x.example", bare_centre.core.new_id(), "", ids["acme"]):
        with pytest.raises(NoSuchRecord):
            personal.find(unknown)
    with pytest.raises(UsageError, match="Several"):
        personal.find("a@x.example")


def test_a_record_of_another_type_with_the_same_id_keeps_nothing_back(bare_centre: BareCentre) -> None:
    personal, ids = people(bare_centre)
    admin = bare_centre.admin
    admin.write([admin.create("task", ids["jo"], {"subject": "Call", "status": "not_started"})])
    parts = list(personal.export(ids["jo"]))
    assert [(part["part"], part["type"]) for part in parts if part.get("id") == ids["jo"]] == [
        ("record", "contact"),
        ("linked", "task"),
    ]
