"""What adds up is a fact: it counts in a deleted record too, and is in it when it comes back, whoever brings it back.

Only deltas say what was counted. A total that a restored record brings along is what its author saw of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity, Policy
from crmdesk.domain.values import Value


def adding(entity: Entity, names: Iterable[str]) -> set[str]:
    """Those of the fields that add up."""
    return {name for name in names if entity.field(name).policy is Policy.ADD}


def counted(entity: Entity, mutation: Mutation, edited: Mapping[str, Value]) -> dict[str, Value]:
    """What the mutation's deltas make of the record; `edited` is it with the mutation applied."""
    return {name: edited[name] for name in adding(entity, mutation.add)}


def without_totals(entity: Entity, mutation: Mutation) -> Mutation:
    """The mutation without totals of what adds up: the centre has them, with what others have added since."""
    totals = adding(entity, mutation.set)
    kept = {name: value for name, value in mutation.set.items() if name not in totals}
    return replace(mutation, set=kept) if totals else mutation
