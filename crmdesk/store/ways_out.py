"""Refused edits saved again: as they were, under another parent, or with the deleted parent brought back.

What is needed by other refused edits takes these along: who waits for a record waits for nothing else. It makes
mutations; saving them is `saving.py`'s, and what is refused and why is `refusals.py`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import Erased, NoSuchRecord, NotAllowed
from crmdesk.store.connection import Connection
from crmdesk.store.refusals import chosen, of_erased, settle
from crmdesk.store.rows import Rows

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Way:
    """How refused edits go out again. Neither: as they were."""

    under: str | None = None
    """The id of the record that takes the place of the one that is gone."""
    restore: bool = False
    """The record that is gone comes back first."""


AS_THEY_WERE = Way()


def renewed(
    connection: Connection,
    rows: Rows,
    op_ids: Sequence[str] | None,
    way: Way,
    *,
    new_id: Callable[[], str],
    now: str,
) -> list[Mutation]:
    """The refused edits of these ids (None: all) with their groups and all that waits for them, as new ones.

    The old ones are settled. Raises `NoSuchRecord`, `NotAllowed` if nothing is gone that the way could mend, `Erased`
    if nothing is left of those that were named.
    """
    lost = of_erased(connection)
    named = [one for one in chosen(connection, op_ids) if one[0] not in lost]
    if op_ids and not named:
        raise Erased
    wanted = [one for one in _with_waiting(rows, connection, named) if one[0] not in lost]
    # What was never taken is not gone: it waits to be taken.
    never = _made(mutation for _, mutation in chosen(connection, None))
    lacked = (key for _, mutation in wanted for _, key in missing(connection, rows, mutation))
    gone = [key for key in dict.fromkeys(lacked) if key[1] not in never]
    if (way.restore or way.under is not None) and not gone:
        raise NotAllowed(
            "Nothing that it belongs to is gone",
            hint="`refused retry` sends it again",
            code="nothing_missing",
        )
    made = []
    if way.restore:
        author = wanted[0][1].author
        made += [_brought_back(key, author, now, new_id) for key in gone]
    swap = _swap(connection, rows, gone, way.under) if way.under is not None else {}
    groups: dict[str, str] = {}
    for place, mutation in wanted:
        group = groups.setdefault(mutation.group, new_id())
        again = replace(mutation, op_id=new_id(), group=group, intent=group, base=0, after={}, was={})
        made.append(_swapped(rows[mutation.type].entity, again, swap))
        settle(connection, place, "retried")
    return made


def missing(connection: Connection, rows: Rows, mutation: Mutation) -> Iterator[tuple[str, Key]]:
    """What the edit points to, by field, and is not on this laptop."""
    entity = rows[mutation.type].entity
    for field in entity.pointing:
        for values in (mutation.set, mutation.add):
            target, value = entity.target_of(field.name, values), values.get(field.name)
            for record in value if isinstance(value, list) else [value] if value else []:
                if target is not None and not rows[target].exists(connection, record):
                    yield field.name, (target, record)


def _with_waiting(
    rows: Rows, connection: Connection, first: list[tuple[int, Mutation]]
) -> list[tuple[int, Mutation]]:
    """Those and every refused edit of what they create, or that points to it, with its group, in order."""
    taken = dict(first)
    made = _made(mutation for _, mutation in first)
    every = chosen(connection, None)
    grown = bool(made)
    while grown:
        groups = {
            mutation.group
            for place, mutation in every
            if place not in taken and not made.isdisjoint(_needed(rows[mutation.type].entity, mutation))
        }
        fresh = {
            place: mutation for place, mutation in every if place not in taken and mutation.group in groups
        }
        taken |= fresh
        grown = not _made(fresh.values()) <= made
        made |= _made(fresh.values())
    return sorted(taken.items())


def _made(mutations: Any) -> set[str]:
    return {mutation.id for mutation in mutations if mutation.act in (Act.CREATE, Act.RESTORE)}


def _needed(entity: Entity, mutation: Mutation) -> Iterator[str]:
    yield mutation.id
    for field in entity.pointing:
        for values in (mutation.set, mutation.add):
            value = values.get(field.name)
            yield from value if isinstance(value, list) else [value] if value else []


def _brought_back(key: Key, author: str, now: str, new_id: Callable[[], str]) -> Mutation:
    group = new_id()
    return Mutation(
        op_id=new_id(),
        act=Act.RESTORE,
        type=key[0],
        id=key[1],
        author=author,
        at=now,
        group=group,
        intent=group,
    )


def _swap(connection: Connection, rows: Rows, gone: Sequence[Key], under: str) -> dict[Key, str]:
    """What stands for each record that is gone, of the type that `under` is of."""
    types = [key[0] for key in gone]
    found = next((name for name in types if rows[name].exists(connection, under)), None)
    if found is None:
        raise NoSuchRecord(f"There is no such {types[0]}", under, "choose one that is on this laptop")
    return {key: under for key in gone if key[0] == found}


def _swapped(entity: Entity, mutation: Mutation, swap: Mapping[Key, str]) -> Mutation:
    def follow(values: Mapping[str, Any]) -> dict[str, Any]:
        result = dict(values)
        for name, value in values.items():
            target = entity.target_of(name, values)
            if target is None or not value:
                continue
            if entity.field(name).kind is Kind.SET:
                result[name] = [swap.get((target, item), item) for item in value]
            else:
                result[name] = swap.get((target, value), value)
        return result

    return replace(mutation, set=follow(mutation.set), add=follow(mutation.add)) if swap else mutation
