"""What a new record is about when it is begun beside another one."""

from __future__ import annotations

import pytest

from crmdesk.domain.beside import beside
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank


def record(type_name: str, **fields: Value) -> Record:
    return Record(type_name, f"{type_name}-1", 1, {**blank(CATALOGUE[type_name]), **fields})


ACCOUNT = record("account", parent="account-0")
CONTACT = record("contact", account="account-1")
SALE = record("opportunity", account="account-1", contacts=["contact-2"])
VISIT = record("visit", account="account-1", opportunity="opportunity-1")
LEAD = record("lead", status="new")
CONVERTED = record("lead", status="converted", converted_account="account-1", converted_contact="contact-1")


@pytest.mark.parametrize(
    ("begun", "beside_which", "values"),
    [
        ("task", ACCOUNT, {"account": "account-1"}),
        ("contact", ACCOUNT, {"account": "account-1"}),
        ("account", ACCOUNT, {}),
        ("lead", ACCOUNT, {}),
        ("task", CONTACT, {"account": "account-1", "contact": "contact-1"}),
        ("call", CONTACT, {"account": "account-1", "attendees": ["contact-1"]}),
        ("visit", CONTACT, {"account": "account-1", "contacts": ["contact-1"]}),
        ("opportunity", CONTACT, {"account": "account-1", "contacts": ["contact-1"]}),
        ("quote", SALE, {"account": "account-1", "opportunity": "opportunity-1"}),
        ("visit", SALE, {"account": "account-1", "opportunity": "opportunity-1"}),
        ("task", LEAD, {"lead": "lead-1"}),
        ("visit", LEAD, {}),
        ("task", CONVERTED, {"account": "account-1", "contact": "contact-1"}),
        ("note", VISIT, {"account": "account-1", "opportunity": "opportunity-1"}),
    ],
    ids=lambda value: value if isinstance(value, str) else getattr(value, "type", None),
)
def test_it_refers_to_what_both_are_about(begun: str, beside_which: Record, values: dict[str, Value]) -> None:
    assert beside(CATALOGUE[begun], beside_which) == values


def test_what_it_begins_with_are_fields_of_its_own() -> None:
    for entity in CATALOGUE:
        for other in (ACCOUNT, CONTACT, SALE, LEAD, CONVERTED):
            assert set(beside(entity, other)) <= {field.name for field in entity.own}
