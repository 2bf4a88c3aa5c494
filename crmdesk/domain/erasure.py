"""What the erasure of a person takes along, and how an erased record is named without saying which it was.

Both ends decide by it, so that what a laptop still holds back goes by the same rule as what the centre held.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from crmdesk.domain.declare import Catalogue, Entity, Kind, Reach
from crmdesk.domain.values import Value

Key = tuple[str, str]
"""Type and id of a record."""
ERASED = "erased"
"""The code of a refusal: the record, or the only person that it is about, was erased."""
_MARK_BYTES = 16


def mark_of(type_name: str, record_id: str) -> str:
    """What stands for an erased record: whoever held it knows it again, to all others it says nothing."""
    return hashlib.sha256(f"{type_name}\n{record_id}".encode()).digest()[:_MARK_BYTES].hex()


def can_belong(entity: Entity) -> bool:
    """Whether records of this type may be about nobody but one person: such go with them."""
    return entity.parent_type is not None or entity.activity or any(_subjects_required(entity))


def belongs_to(
    catalogue: Catalogue, entity: Entity, fields: Mapping[str, Value], gone: Collection[Key]
) -> bool:
    """Whether a record with these fields is about nothing but what is `gone`.

    A file or a conflict hangs on one record; a merge case is about both of two; an activity may be about several, and
    stays while one of them does; a link that needs what is gone says nothing without it.
    """
    if entity.parent_type is not None:
        return any(key in gone for key in _ends(entity, fields))
    if any(key in gone for name in _subjects_required(entity) for key in _pointed(entity, name, fields)):
        return True
    about = {key for name in _subjects(catalogue, entity) for key in _pointed(entity, name, fields)}
    return entity.activity and bool(about) and about.issubset(gone)


def subjects(catalogue: Catalogue, entity: Entity, fields: Mapping[str, Value]) -> set[Key]:
    """Everything that a record with these fields is about, as far as it could belong to it."""
    if entity.parent_type is not None:
        return set(_ends(entity, fields))
    names = {*_subjects_required(entity), *(_subjects(catalogue, entity) if entity.activity else ())}
    return {key for name in names for key in _pointed(entity, name, fields)}


def _ends(entity: Entity, fields: Mapping[str, Value]) -> Iterator[Key]:
    """What a file, a conflict or a merge case hangs on."""
    for name in (entity.parent,) if entity.parent is not None else entity.between:
        yield str(fields.get(str(entity.parent_type))), str(fields.get(name))


def _subjects_required(entity: Entity) -> Iterator[str]:
    return (f.name for f in entity.own if f.required and f.target is not None and not entity.server_only)


def _subjects(catalogue: Catalogue, entity: Entity) -> Iterator[str]:
    """The fields that say what an activity is about: not who did it, nor which goods were shown."""
    for field in entity.own:
        if field.target is not None and catalogue[field.target].reach is not Reach.ORGANISATION:
            yield field.name


def _pointed(entity: Entity, name: str, fields: Mapping[str, Any]) -> Iterator[Key]:
    field, value = entity.by_name[name], fields.get(name)
    if value:
        yield from ((str(field.target), item) for item in (value if field.kind is Kind.SET else [value]))
