"""Gives records their numbers: `Q-2611-4829-1357`, a prefix and twelve digits.

The digits follow from the record's id, so that a record whose creation comes again (the centre was put back to a
backup) gets the number that stands on paper at the customer's already (docs/decisions/0019-numbers-of-quotes.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import count

from sqlalchemy import select

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity
from crmdesk.domain.values import Value
from crmdesk.server.batch import Batch

_DIGITS = 10**12


def serials(batch: Batch, entity: Entity, mutation: Mutation, row: Mapping[str, Value]) -> dict[str, Value]:
    """The numbers of a new record, for fields that say nothing yet: an import may bring one."""
    return {
        field.name: next(
            number
            for number in _candidates(field.serial, mutation)
            if not _taken(batch, entity, field.name, number)
        )
        for field in entity.own
        if field.serial is not None and row.get(field.name) is None
    }


def _candidates(prefix: str, mutation: Mutation) -> Iterator[str]:
    """Numbers that this record may have, the same ones in the same order whenever it is asked."""
    for attempt in count():
        hashed = hashlib.sha256(f"{mutation.id}\n{attempt}".encode()).digest()
        digits = f"{int.from_bytes(hashed[:8]) % _DIGITS:012}"
        yield f"{prefix}-{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def _taken(batch: Batch, entity: Entity, name: str, number: str) -> bool:
    table = batch.tables.entity[entity.name]
    stored = select(table.c.id).where(table.c.org == batch.moment.org, table.c[name] == number).limit(1)
    if batch.connection.execute(stored).first() is not None:
        return True
    rows = (batch.row((entity.name, record)) for record in batch.written(entity.name))
    return any(row is not None and row.fields[name] == number for row in rows)
