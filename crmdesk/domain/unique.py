"""When two records hold the same value where each should have its own: how such values are compared, and the case's id.

Nothing is refused for it (docs/sync/duplicates.md). It knows no storage and does not judge who may learn of a clash.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.declare import Entity
from crmdesk.domain.values import Value

CASE = "duplicate"
"""The type of merge cases."""
CROWD = 10
"""A value that more records hold says nothing of any two of them (a shared mailbox, a filler): it opens no case."""

Claim = tuple[str, str]
"""A field's name and a value as it is compared."""


def compared(value: str) -> str:
    """A value without what tells no two apart: case, width, blanks around it (Unicode NFKC and case folding)."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold()).strip()


def claims(entity: Entity, row: Mapping[str, Value]) -> frozenset[Claim]:
    """What the record holds that no other of its type should: each single value, each element of a set."""
    found: set[Claim] = set()
    for field in entity.unique:
        value = row.get(field.name)
        for each in value if isinstance(value, list) else [value]:
            key = compared(each) if isinstance(each, str) else ""
            if key:
                found.add((field.name, key))
    return frozenset(found)


def shared_fields(entity: Entity, one: Mapping[str, Value], other: Mapping[str, Value]) -> list[str]:
    """The fields in which both records hold the same, in canonical order."""
    return sorted({name for name, _ in claims(entity, one) & claims(entity, other)})


def case_of(type_name: str, one: str, other: str) -> str:
    """The id of the case about these two records, whichever is named first: there is never a second one."""
    first, second = sorted((one, other))
    return derived_id(first, f"{CASE}:{type_name}:{second}")
