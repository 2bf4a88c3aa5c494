"""What may still be changed in a record that somebody has closed: a submitted visit, a sent quote. Both ends ask here.

It reads no storage: the record that a line is locked with comes in.
"""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import RecordLocked
from crmdesk.domain.values import Value


def locking_fields(entity: Entity) -> frozenset[str]:
    """The fields that tell whether a record is locked."""
    names = (entity.locked_by, entity.lock.name if entity.lock is not None else None)
    return frozenset(name for name in names if name)


def is_locked(entity: Entity, row: Mapping[str, Value]) -> bool:
    """Whether the record, as it stands, takes no edits but those that say how it goes on."""
    if entity.locked_by and row.get(entity.locked_by) is not None:
        return True
    choice = entity.lock.choice(row.get(entity.lock.name)) if entity.lock is not None else None
    return choice is not None and choice.locks


def check_open(entity: Entity, row: Mapping[str, Value], act: Act, values: Mapping[str, Value]) -> None:
    """Raises `RecordLocked` if `row` is locked against this act; `values` are what an update says of each field.

    Of a sent quote an update may say how it went on, or take its sending back.
    """
    if not is_locked(entity, row):
        return
    if entity.lock is None:
        raise _closed(entity)
    name = entity.lock.name
    chosen = entity.lock.choice(values.get(name))
    taken_back = chosen is not None and not chosen.locks
    if act is not Act.UPDATE or not (taken_back or values.keys() <= {name}):
        raise _closed(entity)


def check_lines_open(entity: Entity, row: Mapping[str, Value]) -> None:
    """Raises `RecordLocked` if the lines of this record are locked with it."""
    if is_locked(entity, row):
        raise _closed(entity)


def said(mutation: Mutation) -> dict[str, Value]:
    """What a mutation says of each field that it touches."""
    return {name: mutation.set.get(name) for name in mutation.touched}


def _closed(entity: Entity) -> RecordLocked:
    if entity.lock is None:
        return RecordLocked(
            f"This {entity.name} was submitted and is locked", "nothing was changed", "write an amendment"
        )
    return RecordLocked(
        f"This {entity.name} was sent and is locked",
        "nothing was changed",
        "revise it: a new draft begins with its lines",
    )
