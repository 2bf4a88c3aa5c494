"""From a declaration to table columns, and from a record to their values. Knows types by name for their tones alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from crmdesk.domain.declare import Entity, Field, Kind, Policy, Reach
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.ui.faults import fault_text, value_fault
from crmdesk.ui.formats import cell_text
from crmdesk.ui.models.columns import CellKind, Column, Deadline, Tone

_KINDS: Mapping[Kind, CellKind] = {
    Kind.TEXT: "text",
    Kind.LONGTEXT: "text",
    Kind.INTEGER: "integer",
    Kind.DECIMAL: "decimal",
    Kind.MONEY: "money",
    Kind.BOOL: "bool",
    Kind.DATE: "date",
    Kind.INSTANT: "instant",
    Kind.CHOICE: "choice",
    Kind.REFERENCE: "reference",
    Kind.SET: "set",
    Kind.ADDRESS: "text",
}
"""Positions and JSON have no column."""
_WIDTHS: Mapping[CellKind, int] = {
    "text": 160,
    "integer": 96,
    "decimal": 96,
    "money": 128,
    "bool": 96,
    "date": 120,
    "instant": 184,
    "choice": 132,
    "reference": 160,
    "set": 168,
}
"""Pixels; the declared columns of every list fit a laptop's screen, 1366 pixels wide."""
_OWNER = 128
_PERSON = 184
"""Names of people are shorter than those of companies and sales, and their lists have much to show beside."""
_NAME, _PHONES, _MAIL = 240, 144, 216
_LONG = 100
"""Characters: phone numbers and tags may have 60, addresses of mail 254."""
_EDITED_IN_PLACE: frozenset[CellKind] = frozenset(
    {"text", "integer", "decimal", "money", "bool", "date", "choice"}
)
_UNSORTED: frozenset[CellKind] = frozenset({"set", "reference"})
"""Records are ordered by what is stored: ids and lists have no order that a person would know."""

_TONES: Mapping[str, tuple[tuple[str, Tone], ...]] = {
    "opportunity.stage": (
        ("prospecting", "neutral"),
        ("qualification", "info"),
        ("proposal", "info"),
        ("negotiation", "warning"),
        ("closed_won", "success"),
        ("closed_lost", "danger"),
    ),
    "quote.status": (
        ("draft", "neutral"),
        ("sent", "info"),
        ("accepted", "success"),
        ("rejected", "danger"),
        ("expired", "warning"),
    ),
    "lead.status": (
        ("new", "info"),
        ("contacted", "info"),
        ("nurturing", "neutral"),
        ("qualified", "warning"),
        ("converted", "success"),
        ("unqualified", "danger"),
    ),
    "visit.status": (
        ("planned", "info"),
        ("in_progress", "warning"),
        ("completed", "success"),
        ("missed", "danger"),
        ("cancelled", "neutral"),
    ),
    "task.status": (
        ("not_started", "neutral"),
        ("started", "info"),
        ("deferred", "warning"),
        ("completed", "success"),
        ("cancelled", "neutral"),
    ),
    "call.status": (("planned", "info"), ("held", "success"), ("not_held", "neutral")),
    "meeting.status": (("planned", "info"), ("held", "success"), ("not_held", "neutral")),
    "task.priority": (("high", "danger"), ("normal", "neutral"), ("low", "neutral")),
}


def column_of(entity: Entity, field: Field) -> Column | None:
    """The column of a field; None for kinds that no cell can show, and for currencies, shown with their amount."""
    kind = _KINDS.get(field.kind)
    if kind is None or any(other.currency == field.name for other in entity.own):
        return None
    key = f"{entity.name}.{field.name}"
    naming = field.name in entity.title
    return Column(
        key=field.name,
        title_key=key,
        kind=kind,
        width=_width(entity, field, kind),
        align="right" if kind in ("integer", "decimal", "money") else "left",
        editable=_editable(entity, field, kind),
        sortable=kind not in _UNSORTED and field.kind is not Kind.ADDRESS,
        choices=tuple(choice.key for choice in field.choices),
        withheld=tuple(choice.key for choice in field.choices if choice.by_act),
        tones=_TONES.get(key, ()),
        strong=naming and field.name == entity.title[0],
        scale=field.scale,
        prose=field.kind is Kind.LONGTEXT,
        long=_is_long(field),
        deadline=_deadline(entity) if field.deadline else None,
        why_not=partial(_why_not, field),
    )


def _deadline(entity: Entity) -> Deadline | None:
    state = entity.state
    if state is None:
        return None
    return Deadline(state.name, frozenset(choice.key for choice in state.choices if choice.end))


def _width(entity: Entity, field: Field, kind: CellKind) -> int:
    if field.name == entity.title[0]:
        return _PERSON if entity.person else _NAME
    if field.target == "user":
        return _OWNER
    if kind == "set" and entity.person and field.personal:
        return _MAIL if _is_long(field) else _PHONES
    return _WIDTHS[kind]


def _is_long(field: Field) -> bool:
    return field.kind is Kind.SET and field.target is None and (field.max_length or 0) > _LONG


def _why_not(field: Field, value: object) -> str | None:
    if field.required and value in (None, ""):
        return fault_text(InvalidValue(field.name, "Must not be empty", code="required"))
    return value_fault(field, value)


def _editable(entity: Entity, field: Field, kind: CellKind) -> bool:
    if not field.writable or entity.server_only or field.name == entity.locked_by:
        return False
    if (
        field.once
        or field.by_act
        or field.policy in (Policy.APPEND, Policy.ADD)
        or field.kind in (Kind.ADDRESS, Kind.LONGTEXT)
    ):
        return False
    return kind in _EDITED_IN_PLACE


def columns_of(entity: Entity) -> tuple[Column, ...]:
    """Every column of a type: the naming one first, then as declared, owner and last change at the end."""
    found = [column_of(entity, field) for field in entity.fields]
    columns = [column for column in found if column is not None]
    return tuple(sorted(columns, key=lambda column: not column.strong))


def list_columns(entity: Entity, currency: str) -> tuple[Column, ...]:
    """The columns that a list can show: those whose values need no second look-up a cell. `currency`: the
    organisation's."""
    by_name = entity.by_name
    columns = (replace(column, currency=currency) for column in columns_of(entity))
    told = [column for column in columns if by_name[column.key].kind is not Kind.ADDRESS]
    return tuple(column for column in told if column.kind != "set" or by_name[column.key].target is None)


def listed(entity: Entity) -> list[str]:
    """The columns shown until the user chooses others: the declared ones, and whose the record is."""
    declared = [field.name for field in entity.own if field.listed]
    return [*declared, "owner"] if entity.reach is Reach.OWNED else declared


def references(entity: Entity, record: Record) -> set[tuple[str, str]]:
    """Type and id of every record that this one points to."""
    found: set[tuple[str, str]] = set()
    for field in entity.fields:
        value = record.fields.get(field.name)
        if field.target and value:
            ids = value if isinstance(value, list) else [value]
            found.update((field.target, str(each)) for each in ids)
    return found


def cell_value(field: Field, fields: Mapping[str, Value], names: Mapping[str, str]) -> object:
    """The value of a field in the form that its column takes; `names` are titles by record id."""
    value = fields.get(field.name)
    if value is None or value == []:
        return None
    if field.kind is Kind.MONEY:
        return (value, fields.get(str(field.currency)) or "")
    if field.kind is Kind.REFERENCE:
        return (value, names.get(value, ""))
    if field.kind is Kind.SET and field.target:
        return [names.get(each, "") for each in value]
    if field.kind is Kind.ADDRESS:
        return ", ".join(part for part in value.values() if part)
    return value


def value_text(entity: Entity, field: Field, fields: Mapping[str, Value], names: Mapping[str, str]) -> str:
    """A field's value as people read it; empty for an empty one."""
    column = column_of(entity, field)
    return cell_text(column, cell_value(field, fields, names)) if column is not None else ""


def tone(entity: Entity, field: str, choice: str | None) -> Tone:
    """The tone of a choice's badge."""
    return dict(_TONES.get(f"{entity.name}.{field}", ())).get(choice or "", "neutral")
