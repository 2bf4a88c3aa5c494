"""A mutation: who changes which fields of which record, based on what. The only thing that ever alters a record.

It is pure data and travels as it stands; `check_mutation` is the validator both ends run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from dataclasses import fields as fields_of
from enum import StrEnum
from operator import attrgetter
from typing import Any

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Catalogue, Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue, NotAllowed
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.values import SET_SIZE, Value, element, empty, normal_set, normalise, normalise_fields

GROUP_SIZE = 50
"""Most mutations that one group may hold (docs/sync.md, "Groups")."""
GROUP_BYTES = 128 * 1024
_AT = Field("at", Kind.INSTANT)


class Act(StrEnum):
    """What a mutation does to its record."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change of one record. Field values are canonical (`domain/values.py`)."""

    op_id: str
    act: Act
    type: str
    id: str
    author: str
    """User id."""
    at: str
    """When its author did it, by the laptop's clock: shown, never used to decide."""
    group: str
    """Mutations of one group apply together or not at all."""
    intent: str
    """Ties the groups of one action (a bulk edit, an import) for undo."""
    base: int = 0
    """The record version it was made on; for a create how far in the feed its author had seen (0: nothing yet)."""
    set: Mapping[str, Any] = field(default_factory=dict)
    add: Mapping[str, Any] = field(default_factory=dict)
    """Set field -> list of elements; field with policy `add` -> number (a negative one takes away)."""
    remove: Mapping[str, Any] = field(default_factory=dict)
    """Set field -> list of elements."""
    was: Mapping[str, Any] = field(default_factory=dict)
    """The base value of each `text` and `ask` unit that is set, for when the centre's history lacks it."""
    after: Mapping[str, str] = field(default_factory=dict)
    """Field -> op id of the author's own earlier, not yet acknowledged change of it."""
    resolves: tuple[str, ...] = ()
    """Ids of the conflicts and merge cases that it settles."""
    into: str | None = None
    """Of a delete: the record that this one is the same as. It does not go, it is merged into that one."""

    @property
    def touched(self) -> tuple[str, ...]:
        """Names of the fields it changes, in order, without repeats."""
        return tuple(dict.fromkeys((*self.set, *self.add, *self.remove)))


def states_facts(entity: Entity, mutation: Mutation) -> bool:
    """Whether an update says nothing but what happened (a check-in, a signature) and how far things are since."""
    policies = {entity.field(name).policy for name in mutation.set}
    return (
        mutation.act is Act.UPDATE
        and not mutation.add
        and not mutation.remove
        and Policy.APPEND in policies
        and policies <= {Policy.APPEND, Policy.FURTHEST}
    )


_NAMES = tuple(declared.name for declared in fields_of(Mutation))
_values = attrgetter(*_NAMES)
_NAMING = ("op_id", "id", "author", "group", "intent")
_named = attrgetter(*_NAMING)
_SINCE_0_2 = frozenset({"into"})
"""Fields that are left out of the canonical bytes while they say nothing: those of earlier edits never change."""


def payload(mutation: Mutation) -> bytes:
    """The canonical bytes of a mutation: what the outbox keeps, the chain covers and the ledger hashes."""
    return canonical_json(told(mutation))


def told(mutation: Mutation) -> dict[str, Any]:
    """What its canonical bytes say."""
    whole = dict(zip(_NAMES, _values(mutation), strict=True))
    for name in _SINCE_0_2:
        if whole[name] is None:
            del whole[name]
    return whole


def check_mutation(catalogue: Catalogue, mutation: Mutation, *, central: bool = False) -> Mutation:
    """The mutation with canonical values; raises `InvalidValue`, `NoSuchRecord` or `NotAllowed`.

    `central` allows what only the centre may write (administration, import).
    """
    entity = catalogue[mutation.type]
    _check_frame(mutation)
    touched = {name: entity.field(name) for name in mutation.touched}
    if not central:
        _check_writable(entity, touched.values())
    values = normalise_fields(entity, mutation.set)
    _check_units(entity, values, filling=mutation.act is not Act.UPDATE)
    if mutation.act is Act.CREATE:
        _check_required(entity, values)
    elif mutation.act is Act.UPDATE:
        for name, value in values.items():
            if value is None and touched[name].required:
                raise InvalidValue(name, "Must not be empty", code="required")
    add, remove = _check_elements(entity, mutation)
    was = normalise_fields(entity, mutation.was)
    if (values, add, remove, was) == (mutation.set, mutation.add, mutation.remove, mutation.was):
        return mutation  # as nearly every one comes
    return replace(mutation, set=values, add=add, remove=remove, was=was)


def _check_frame(mutation: Mutation) -> None:
    """Ids and times, which everything else relies on."""
    if not all(map(is_id, _named(mutation))):
        raise InvalidValue(next(name for name in _NAMING if not is_id(getattr(mutation, name))), "Not an id")
    if not all(map(is_id, (*mutation.after.values(), *mutation.resolves))):
        raise InvalidValue("after", "Not an id")
    if not 0 <= mutation.base <= 2**53:
        raise InvalidValue("base", "Not a version")
    if mutation.into is not None and (mutation.act is not Act.DELETE or not is_id(mutation.into)):
        raise InvalidValue("into", "Only a record that goes is merged into another")
    normalise(_AT, mutation.at)


def _check_writable(entity: Entity, touched: Iterable[Field]) -> None:
    if entity.server_only:
        raise NotAllowed(f"{entity.name} is kept at the centre", code="server_owned")
    for declared in touched:
        if not declared.writable:
            raise NotAllowed(f"{entity.name}.{declared.name} is kept at the centre", code="server_owned")


def _check_units(entity: Entity, values: dict[str, Value], *, filling: bool) -> None:
    """Fields that are merged as one are set as one; a new record's missing members are empty."""
    for name in list(values):
        for member in entity.units[name]:
            if member in values:
                continue
            if not filling:
                raise InvalidValue(name, f"Changes only together with {member}", code="incomplete_unit")
            values[member] = empty(entity.by_name[member])


def _check_required(entity: Entity, values: Mapping[str, Value]) -> None:
    for declared in entity.own:
        if declared.required and values.get(declared.name) is None:
            raise InvalidValue(declared.name, "Must not be empty", code="required")


def _check_elements(entity: Entity, mutation: Mutation) -> tuple[dict[str, Value], dict[str, Value]]:
    add: dict[str, Value] = {}
    remove: dict[str, Value] = {}
    for source, result in ((mutation.add, add), (mutation.remove, remove)):
        for name, given in source.items():
            declared = entity.field(name)
            if declared.kind is Kind.SET:
                if not isinstance(given, list | tuple) or len(given) > 200:
                    raise InvalidValue(name, "Not a list of at most 200 elements")
                elements = [element(declared, item) for item in given]
                result[name] = [item for item in elements if item is not None]
            elif declared.policy is Policy.ADD and result is add:
                if isinstance(given, bool) or not isinstance(given, int) or abs(given) > 2**53:
                    raise InvalidValue(name, "Not a whole number")
                result[name] = given
            else:
                raise InvalidValue(name, "Nothing can be added to or removed from this field")
    return add, remove


def check_sets(entity: Entity, row: Mapping[str, Value], names: Iterable[str]) -> None:
    """Raises `InvalidValue` when one of the fields `names` of `row` has come to hold more elements than a set may."""
    for name in names:
        if entity.field(name).kind is Kind.SET and len(row.get(name) or ()) > SET_SIZE:
            raise InvalidValue(name, f"More than {SET_SIZE} elements together", "remove some first")


def check_once(entity: Entity, mutation: Mutation, row: Mapping[str, Value], *, central: bool) -> None:
    """Raises `NotAllowed` where the mutation would have a `once` field say something else than `row` does, or empty it
    unseen: with it goes all that was made on the strength of being the first. `central`: the centre may."""
    if central:
        return
    for name, value in mutation.set.items():
        stands = row.get(name)
        if not entity.field(name).once or stands is None or value == stands:
            continue
        if value is not None or mutation.was.get(name) != stands:
            raise NotAllowed(
                f"This {entity.name} has been converted already",
                "somebody else was first",
                "use what it became, and discard what you saved",
                code="already_converted",
            )


def apply(entity: Entity, row: Mapping[str, Value], mutation: Mutation) -> dict[str, Value]:
    """`row` (every field present) with the mutation replayed on it, as its author sees it: no merging."""
    result = dict(row)
    result.update(mutation.set)
    for name, given in mutation.add.items():
        if name not in entity.by_name:
            continue  # a custom field that was removed: the centre says what becomes of it
        if entity.field(name).kind is Kind.SET:
            result[name] = sorted_union(result.get(name) or [], given)
        else:
            result[name] = (result.get(name) or 0) + given
    for name, given in mutation.remove.items():
        result[name] = [item for item in result.get(name) or [] if item not in given]
    return result


def sorted_union(first: list[Value], second: list[Value]) -> list[Value]:
    """Both lists' elements in canonical set order."""
    return normal_set([*first, *second])


def record_view(entity: Entity, record_id: str, version: int, row: Mapping[str, Value]) -> dict[str, Value]:
    """A record as `get`, `list`, `export` and REST show it."""
    fields = {declared.name: row.get(declared.name, empty(declared)) for declared in entity.fields}
    return {"type": entity.name, "id": record_id, "version": version, "fields": fields}
