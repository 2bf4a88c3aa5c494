"""Two edits of one record by one author become one that means the same; None where that cannot be said for certain.

It is certain only while nobody else changes the same fields: `merge.undisturbed` tells the centre (docs/sync.md,
"Coalescing"). It knows neither the outbox nor how edits travel.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crmdesk.domain.changes import Act, Mutation, apply
from crmdesk.domain.custom_fields import holds
from crmdesk.domain.declare import Entity, Kind, Policy
from crmdesk.domain.locking import locking_fields
from crmdesk.domain.values import blank

ELEMENTS = 200
"""Most elements that one mutation adds to or removes from a set (`changes.check_mutation`)."""
LARGEST_DELTA = 2**53

_Change = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
"""What a mutation sets, adds and removes."""


def joined(entity: Entity, first: Mutation, later: Mutation) -> Mutation | None:
    """`first` with what its author's next edit of the record changes, under the op id of `first`."""
    if not _may_join(entity, first, later):
        return None
    if first.act is Act.CREATE:
        row = apply(entity, apply(entity, blank(entity), first), later)
        names = dict.fromkeys((*first.touched, *later.touched))
        return replace(first, at=later.at, set={name: row[name] for name in names}, add={}, remove={})
    change, was = _change(entity, first, later), _seen(first, later)
    if change is None or was is None:
        return None
    values, add, remove = change
    own = {first.op_id, *first.after.values()}
    earlier = {name: op for name, op in later.after.items() if name not in first.touched and op not in own}
    after = {**earlier, **first.after}
    return replace(first, at=later.at, set=values, add=add, remove=remove, was=was, after=after)


def _may_join(entity: Entity, first: Mutation, later: Mutation) -> bool:
    version = 0 if first.act is Act.CREATE else first.base
    if (first.type, first.id, first.author, version) != (later.type, later.id, later.author, later.base):
        return False
    if later.act is not Act.UPDATE or first.act not in (Act.CREATE, Act.UPDATE):
        return False  # the tombstone of a deleted record must hold what stood last
    if first.resolves or later.resolves or entity.locked_by in first.touched:
        return False
    if not (holds(entity, first) and holds(entity, later)):
        return False  # a field was removed or retyped since: the centre says what becomes of each
    if not _is_plain(later.add, later.remove):
        return False
    return not _leaves_a_fact(entity, first, later)


def _leaves_a_fact(entity: Entity, first: Mutation, later: Mutation) -> bool:
    """Whether the centre would note something between the two that one edit could not bring about."""
    if entity.closing and entity.closing[0] in later.touched:
        return True  # every stage change is a record
    if not locking_fields(entity).isdisjoint(later.touched):
        return True  # what was edited below it between the two must reach the centre before it is locked
    if first.act is Act.CREATE and not set(entity.inherits).isdisjoint(later.touched):
        return True  # where a record was made decides its territory
    again = set(first.touched).intersection(later.touched)
    return any(entity.field(name).policy is Policy.APPEND for name in again)


def _change(entity: Entity, first: Mutation, later: Mutation) -> _Change | None:
    values, add, remove = {**first.set, **later.set}, dict(first.add), dict(first.remove)
    mixed = {*later.set} & {*add, *remove} or {*first.set} & {*later.add, *later.remove}
    if mixed:
        return None
    for name, given in later.add.items():
        if entity.field(name).kind is Kind.SET:
            add[name] = _union(add.get(name, ()), given)
        else:
            add[name] = add.get(name, 0) + given
    for name, given in later.remove.items():
        remove[name] = _union(remove.get(name, ()), given)
    return (values, add, remove) if _is_plain(add, remove) else None


def _union(one: Any, other: Any) -> list[Any]:
    return [*one, *(item for item in other if item not in one)]


def _is_plain(add: Mapping[str, Any], remove: Mapping[str, Any]) -> bool:
    """Whether nothing is both added and removed, and nothing has grown beyond what one edit may hold."""
    if any(len(given) > ELEMENTS for given in remove.values()):
        return False
    for name, given in add.items():
        if not isinstance(given, list):
            if abs(given) > LARGEST_DELTA:
                return False
        elif len(given) > ELEMENTS or any(item in remove.get(name, ()) for item in given):
            return False
    return True


def _seen(first: Mutation, later: Mutation) -> dict[str, Any] | None:
    """What stood before both, of all fields of which one of them says it; None where it is not known any more."""
    was = dict(first.was)
    for name, value in later.was.items():
        if name in was:
            continue
        if name in first.touched:
            return None
        was[name] = value
    return was
