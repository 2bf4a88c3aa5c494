"""What is done with a lead besides editing it: converted into an account, a person there and maybe a sale, or given up.

The records come in, as in `domain/edits.py`; which account and which person a lead is, a person says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crmdesk.domain import edits
from crmdesk.domain.declare import Kind
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.entities.lead import CONVERTED, UNQUALIFIED
from crmdesk.domain.errors import NotAllowed
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value

BECAME = ("account", "contact", "opportunity")
"""What a lead may become, as types; which, it says itself in `converted_<type>`."""

Target = Record | Mapping[str, Value]
"""A record that is here already, or what a new one says besides what the lead knows."""


def is_converted(lead: Record) -> bool:
    """Whether it led to an account, whatever its status says."""
    return lead["converted_account"] is not None


def convert(
    author: Author,
    lead: Record,
    account: Target,
    contact: Target,
    opportunity: Mapping[str, Value] | None = None,
    *,
    activities: Iterable[Record] = (),
) -> Group:
    """The lead becomes an account and a contact, new ones or known ones, and with `opportunity` (its fields) a sale.

    What was done with the lead (`activities`) was done with the new customer: where it names none, it does now.

    One group: all of it, or nothing where somebody else has converted the lead meanwhile; activities that are more than
    a group holds follow it. A known contact gains what the lead knows and it does not. Raises `NotAllowed` for a lead
    that is converted, `InvalidValue` as `edits.create`.
    """
    if is_converted(lead):
        raise NotAllowed(
            "This lead has been converted already",
            "an account was made of it",
            "open the account that it became",
            code="already_converted",
        )
    made: list[Group] = []
    account_id = (
        account.id
        if isinstance(account, Record)
        else _make(author, "account", made, account_of(lead), account)
    )
    if isinstance(contact, Record):
        contact_id = contact.id
        made += _enriched(author, lead, contact, account_id)
    else:
        said = {**contact_of(lead), "account": account_id}
        contact_id = _make(author, "contact", made, said, contact)
    became: dict[str, Value] = {
        "status": CONVERTED,
        "converted_account": account_id,
        "converted_contact": contact_id,
    }
    if opportunity is not None:
        said = {"account": account_id, "contacts": [contact_id], "lead_source": lead["source"]}
        became["converted_opportunity"] = _make(author, "opportunity", made, said, opportunity)
    moved = [
        _moved(author, each, {kind: became.get(f"converted_{kind}") for kind in BECAME})
        for each in activities
    ]
    return edits.in_groups(author, [*made, edits.update(author, lead, became), *filter(None, moved)])


def _moved(author: Author, activity: Record, became: Mapping[str, Value]) -> Group:
    """An activity that names no account, sale or person names those that the lead became; nothing where it does."""
    entity = author.catalogue[activity.type]
    lacking: dict[str, Value] = {}
    people: dict[str, Value] = {}
    for field in entity.own:
        made = became.get(field.target or "")
        if made and not activity[field.name]:
            (people if field.kind is Kind.SET else lacking)[field.name] = (
                [made] if field.kind is Kind.SET else made
            )
    return edits.update(author, activity, lacking, add=people) if lacking or people else []


def give_up(author: Author, lead: Record) -> Group:
    """Nothing comes of it."""
    return edits.update(author, lead, {"status": UNQUALIFIED})


def account_of(lead: Record) -> dict[str, Value]:
    """What a new account knows from the lead; a person without a company is an account by themselves."""
    return _said(
        name=lead["company"] or lead["name"],
        type="prospect",
        industry=lead["industry"],
        website=lead["website"],
    )


def contact_of(lead: Record) -> dict[str, Value]:
    """What a new contact knows from the lead."""
    return _said(
        name=lead["name"],
        title=lead["title"],
        phones=lead["phones"],
        emails=lead["emails"],
        do_not_contact=lead["do_not_contact"],
    )


def _said(**values: Value) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, [], False)}


def _make(
    author: Author, type_name: str, made: list[Group], known: Mapping[str, Value], said: Mapping[str, Value]
) -> str:
    group = edits.create(author, type_name, {**known, **said})
    made.append(group)
    return group[0].id


def _enriched(author: Author, lead: Record, contact: Record, account: str) -> list[Group]:
    """What the lead knows of the person and the contact does not; nothing that it knows is overwritten."""
    add = {
        name: fresh
        for name in ("phones", "emails")
        if (fresh := [item for item in lead[name] if item not in contact[name]])
    }
    known = {**_said(title=lead["title"], do_not_contact=lead["do_not_contact"]), "account": account}
    lacking = {name: value for name, value in known.items() if not contact[name]}
    return [edits.update(author, contact, lacking, add=add)] if add or lacking else []
