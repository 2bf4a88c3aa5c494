"""Custom fields in a world: an administrator adds, retypes and removes them, and people fill them in meanwhile."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.custom_fields import PREFIX
from crmdesk.domain.declare import Field
from crmdesk.domain.values import Value
from crmdesk.server.administration import Administration
from crmdesk.server.field_administration import FieldAdministration

if TYPE_CHECKING:
    from tests.simulation.work import Worker

FIELDS = (("account", "x_own"),)
"""One, so that its name comes back as another kind, and statements are compiled for few catalogues."""
KINDS = ("text", "integer", "longtext", "set")
VALUES = ("7", "12", "amber")
"""Words and numbers that some of the kinds have in common."""


def rearrange(administration: Administration, chance: random.Random) -> str:
    """Adds a field, or gives it another kind, or takes it away, in words."""
    fields = FieldAdministration(administration.centre, administration)
    type_name, name = chance.choice(FIELDS)
    kind, removed = chance.choice(KINDS), chance.random() < 0.4
    if not any((one.type, one.name) == (type_name, name) for one in fields.all()):
        fields.add(type_name, name, kind)
        return f"{type_name}.{name} is there, of kind {kind}"
    if removed:
        return f"{type_name}.{name} is removed, {fields.remove(type_name, name)} values go with it"
    kept, lost = fields.retype(type_name, name, kind)
    return f"{type_name}.{name} is of kind {kind} now, {kept} values could be kept, {lost} not"


def known_to(worker: Worker) -> list[tuple[str, Field]]:
    """The fields that the program shows on this laptop."""
    catalogue = worker.laptop.replica.catalogue
    return [
        (type_name, catalogue[type_name].field(name))
        for type_name, name in FIELDS
        if name in catalogue[type_name].by_name
    ]


def fill_in(worker: Worker) -> list[Mutation]:
    """A value for one of them: alone, beside another field, or in a new record."""
    type_name, field = worker.chance.choice(known_to(worker))
    how, value = worker.chance.random(), _value(worker, field)
    if how < 0.25:
        return edits.create(worker.author, type_name, {"name": worker.words(), field.name: value})
    record = worker.any(type_name)
    if record is not None and field.kind == "set" and how < 0.5:
        return edits.update(worker.author, record, {}, add={field.name: value})
    beside = {"industry": worker.words(1)} if how < 0.7 else {}
    return worker.update(record, **{field.name: value}, **beside)


def _value(worker: Worker, field: Field) -> Value:
    chance = worker.chance
    if field.kind == "integer":
        return chance.choice((7, 12, chance.randrange(100)))
    if field.kind == "set":
        return chance.sample(VALUES, 2)
    if field.kind == "longtext":
        return "\n".join(worker.words(1) for _ in range(3))
    return chance.choice((*VALUES, worker.words()))


def is_own(name: str) -> bool:
    """Whether a field of that name is none that the program declares."""
    return name.startswith(PREFIX)


def says(place: Value, value: Value, before: Value) -> bool:
    """Whether `place` says all that `value` added to `before`, of whatever kind the field has become meanwhile."""
    return _said(value) - _said(before) <= _said(place)


def _said(value: Value) -> set[str]:
    if isinstance(value, list):
        return {str(one) for one in value}
    return set() if value is None else set(str(value).splitlines())
