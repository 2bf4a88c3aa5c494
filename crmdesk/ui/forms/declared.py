"""From a declaration to the fields of a form: which, in which sections, with which editors. Knows no type by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.values import Value, blank
from crmdesk.ui.desk import Desk
from crmdesk.ui.forms.lookup import RecordLookup
from crmdesk.ui.widgets.editors import EditorSpec

_UNEDITED = (Kind.JSON, Kind.POSITION)
_WIDE = (Kind.LONGTEXT, Kind.ADDRESS, Kind.SET, Kind.INSTANT, Kind.BOOL)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under one head; its label key is `section.<name>`, `main` has none."""

    name: str
    fields: tuple[Field, ...]


def editable(entity: Entity, *, new: bool = False) -> Iterator[Field]:
    """The fields that a person fills in, in declared order; a currency comes with its amount. What is said once and
    stays is filled in while the record is new."""
    currencies = {field.currency for field in entity.own if field.currency}
    for field in entity.own:
        said = field.policy is Policy.APPEND and not new
        stated = said or field.once or field.by_act or field.name == entity.locked_by
        if field.writable and not stated and field.kind not in _UNEDITED and field.name not in currencies:
            yield field


def sections(entity: Entity, *, new: bool = False) -> list[Section]:
    """Editable fields by section, sections and fields in declared order; long texts close their section."""
    grouped: dict[str, list[Field]] = {}
    for field in editable(entity, new=new):
        grouped.setdefault(field.section, []).append(field)
    return [
        Section(name, tuple(_behind_what_asks(sorted(fields, key=lambda field: field.kind is Kind.LONGTEXT))))
        for name, fields in grouped.items()
    ]


def asked_for(fields: Iterable[Field]) -> frozenset[str]:
    """The names of the fields that a choice of one of these asks for."""
    return frozenset(choice.asks for field in fields for choice in field.choices if choice.asks)


def _behind_what_asks(fields: list[Field]) -> Iterator[Field]:
    """What a choice asks for comes next after it."""
    asked = asked_for(fields)
    for field in fields:
        if field.name not in asked:
            yield field
            yield from (each for each in fields if each.name in asked_for([field]))


def first_values(entity: Entity) -> dict[str, Value]:
    """What a new record's form shows at first: nothing, but the first state where one is needed."""
    states = {
        field.name: field.choices[0].key
        for field in editable(entity)
        if field.required and field.policy is Policy.FURTHEST
    }
    return {**blank(entity), **states}


def wide(entity: Entity, field: Field) -> bool:
    """Whether the field takes a whole row of the form: what is long, what names the record, and a box with its words
    beside it, which has no label above as its neighbour would."""
    return field.kind in _WIDE or (field.kind is Kind.TEXT and field.name == entity.title[0])


def rows(entity: Entity, fields: Sequence[Field]) -> Iterator[tuple[Field, ...]]:
    """The rows of a form, of one field or two. A text that is left alone in its row has all of it, see `fills`; what
    is asked for only now and then has a row of its own, which goes with it."""
    asked = asked_for(entity.own)
    row: tuple[Field, ...] = ()
    for field in fields:
        alone = wide(entity, field) or field.name in asked
        if row and (len(row) > 1 or wide(entity, row[0]) or row[0].name in asked or alone):
            yield row
            row = ()
        row = (*row, field)
    if row:
        yield row


def fills(entity: Entity, row: tuple[Field, ...]) -> bool:
    """Whether the row's one field goes from edge to edge; a date or a choice that is alone stays as short as it is."""
    return len(row) == 1 and (row[0].kind is Kind.TEXT or wide(entity, row[0]))


def label_key(entity: Entity, field: Field) -> str:
    """The key of the field's label in the translation context `domain`."""
    return f"{entity.name}.{field.name}"


def spec_of(desk: Desk, entity: Entity, field: Field) -> EditorSpec:
    """What the field's editor needs to know."""
    return EditorSpec(
        kind=field.kind.value,
        label_key=label_key(entity, field),
        required=field.required,
        choices=tuple(choice.key for choice in field.choices if not choice.by_act),
        scale=field.scale,
        minimum=field.minimum,
        maximum=field.maximum,
        max_length=field.max_length,
        currency=desk.author.currency,
        lookup=RecordLookup(desk, field.target) if field.target else None,
        zone=desk.zone,
        now=desk.author.now,
    )
