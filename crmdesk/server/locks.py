"""Keeps what was submitted or sent as it is, however late an edit comes: the record and the lines locked with it."""

from __future__ import annotations

from collections.abc import Mapping

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity
from crmdesk.domain.locking import check_lines_open, check_open, said
from crmdesk.domain.values import Value
from crmdesk.server.batch import Batch


def check_locks(
    batch: Batch, entity: Entity, mutation: Mutation, row: Mapping[str, Value], *, free: bool
) -> None:
    """Raises `RecordLocked`. `row` holds the record's fields as they stand, nothing for a new one; `free`: its author
    is bound by no lock."""
    if free:
        return
    if mutation.act in (Act.UPDATE, Act.DELETE):
        check_open(entity, row, mutation.act, said(mutation))
    if entity.locked_with is None:
        return
    above = entity.field(entity.locked_with)
    # A line neither leaves a quote that was sent nor comes into one.
    for record_id in {row.get(above.name), mutation.set.get(above.name)} - {None}:
        parent = batch.row((str(above.target), str(record_id)))
        if parent is not None:
            check_lines_open(batch.catalogue[str(above.target)], parent.fields)
