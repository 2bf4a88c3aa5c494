"""Which records a mutation points to, and where it points once some of them were merged into others.

It reads the batch and writes nothing; whether a reference is allowed is `decide.py`'s to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import Value, normal_set
from crmdesk.server.batch import Batch


def references(entity: Entity, mutation: Mutation) -> Iterator[tuple[str, str, str]]:
    """Every record that the mutation points to: (field, type, id). What is malformed is left to the validator."""
    if entity.pointers.isdisjoint(mutation.set) and entity.pointers.isdisjoint(mutation.add):
        return
    for declared in entity.pointing:
        for values in (mutation.set, mutation.add):
            value = values.get(declared.name)
            target = entity.target_of(declared.name, values) if value else None
            if target is None:
                continue
            listed = value if declared.kind is Kind.SET else [value]
            if isinstance(listed, list | tuple):
                for record_id in listed:
                    yield declared.name, target, str(record_id)


def rerouted(batch: Batch, entity: Entity, mutation: Mutation) -> Mutation:
    """The same change on the record that its own was merged into, pointing to what took the place of its targets.

    A delete stays with the record it names: whoever threw away a duplicate did not mean the one that was kept.
    """
    if mutation.act is not Act.DELETE:
        _, stands = batch.stands_for((mutation.type, mutation.id))
        mutation = mutation if stands == mutation.id else replace(mutation, id=stands)
    if all(
        batch.stands_for((target, pointed)) == (target, pointed)
        for _, target, pointed in references(entity, mutation)
    ):
        return mutation
    return replace(
        mutation, set=_followed(batch, entity, mutation.set), add=_followed(batch, entity, mutation.add)
    )


def _followed(batch: Batch, entity: Entity, values: Mapping[str, Value]) -> dict[str, Value]:
    result = dict(values)
    for name, value in values.items():
        target = entity.target_of(name, values)
        if target is None or not value:
            continue
        if entity.field(name).kind is Kind.SET:
            result[name] = normal_set([batch.stands_for((target, item))[1] for item in value])
        else:
            result[name] = batch.stands_for((target, value))[1]
    return result


def above(batch: Batch, entity: Entity, record_id: str) -> list[str]:
    """The record and all that it lies below in its type's hierarchy, upwards; circles do no harm."""
    chain: list[str] = []
    upper: str | None = record_id
    while upper is not None and upper not in chain:
        chain.append(upper)
        row = batch.row((entity.name, upper))
        upper = row.fields.get("parent") if row is not None and entity.tree is not None else None
    return chain


def instead(declared: Field, value: Value, lose: str, keep: str | None) -> Value:
    """What a field that may point to `lose` says once `keep` stands for it (None: nobody does)."""
    if declared.kind is Kind.SET:
        return normal_set([keep if item == lose else item for item in value if item != lose or keep])
    return keep if value == lose else value
