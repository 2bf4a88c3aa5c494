"""What a new record is about when it is begun beside another one: the references that both can have."""

from __future__ import annotations

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.leads import BECAME, is_converted
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value

_ABOUT = ("account", "opportunity", "contact", "lead")


def about(record: Record) -> dict[str, str]:
    """Ids of the account, opportunity, contact and lead that `record` is or is about. A lead that became a customer
    stands for the customer."""
    found = {name: str(record.fields[name]) for name in _ABOUT if record.fields.get(name)}
    if record.type == "lead" and is_converted(record):
        found |= {kind: str(record[f"converted_{kind}"]) for kind in BECAME if record[f"converted_{kind}"]}
    elif record.type in _ABOUT:
        found[record.type] = record.id
    return found


def beside(entity: Entity, record: Record) -> dict[str, Value]:
    """The first values of a new record of `entity`: what it can refer to, of what `record` is about."""
    known = about(record)
    fields: dict[str, Value] = {}
    for field in entity.own:
        if field.name in known and field.kind is Kind.REFERENCE:
            fields[field.name] = known[field.name]
        elif field.kind is Kind.SET and field.target == "contact" and "contact" in known:
            fields[field.name] = [known["contact"]]
    return fields
