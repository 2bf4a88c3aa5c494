"""What a new record is about when it is begun beside another one: the references that both can have."""

from __future__ import annotations

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.leads import BECAME, is_converted
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value

_ABOUT = ("account", "opportunity", "contact", "lead")


def beside(entity: Entity, record: Record) -> dict[str, Value]:
    """The first values of a new record of `entity`: what it can refer to, of `record` and of what that is about. A lead
    that became a customer stands for the customer."""
    about: dict[str, Value] = {name: record.fields[name] for name in _ABOUT if record.fields.get(name)}
    if record.type == "lead" and is_converted(record):
        about |= {kind: record[f"converted_{kind}"] for kind in BECAME if record[f"converted_{kind}"]}
    elif record.type in _ABOUT:
        about[record.type] = record.id
    fields: dict[str, Value] = {}
    for field in entity.own:
        if field.name in about and field.kind is Kind.REFERENCE:
            fields[field.name] = about[field.name]
        elif field.kind is Kind.SET and field.target == "contact" and "contact" in about:
            fields[field.name] = [about["contact"]]
    return fields
