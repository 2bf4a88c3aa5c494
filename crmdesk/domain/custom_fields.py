"""Fields that an administrator adds at run time: data that becomes part of the catalogue and travels like any field.

Their names begin with `x_`, which no declared field does, so no later release can clash with them. It stores nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue, Choice, Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue, NotAllowed
from crmdesk.domain.values import Value, element, normalise

PREFIX = "x_"
KINDS = (
    Kind.TEXT, Kind.LONGTEXT, Kind.INTEGER, Kind.DECIMAL, Kind.BOOL, Kind.DATE, Kind.INSTANT, Kind.CHOICE, Kind.SET,
)  # fmt: skip
"""What a custom field can be."""
_POLICIES: Mapping[Kind, tuple[Policy, ...]] = {
    Kind.LONGTEXT: (Policy.TEXT, Policy.LATEST, Policy.ASK),
    Kind.SET: (Policy.UNION,),
    Kind.INTEGER: (Policy.LATEST, Policy.ASK, Policy.ADD),
    Kind.BOOL: (Policy.LATEST, Policy.ASK, Policy.STRICTEST),
}
_ANY = (Policy.LATEST, Policy.ASK)
_NAME = re.compile(r"x_[a-z][a-z0-9_]{0,40}")
_CHOICE = re.compile(r"[a-z0-9][a-z0-9_]{0,59}")
FIELDS_A_TYPE = 50
CHOICES = 100
LABEL_LENGTH = 80


@dataclass(frozen=True, slots=True)
class CustomField:
    """One field of one type. `live` False: it was removed; edits of it may still be under way."""

    type: str
    name: str
    kind: str
    policy: str
    label: str
    choices: tuple[str, ...] = ()
    live: bool = True
    retyped: bool = False
    """It was of another kind before; edits typed then may still be under way."""


def policies(kind: Kind) -> tuple[Policy, ...]:
    """How edits of a custom field of this kind can be merged, the usual way first."""
    return _POLICIES.get(kind, _ANY)


def full_name(name: str) -> str:
    """The name of a custom field as it is everywhere: with its prefix."""
    return name if name.startswith(PREFIX) else PREFIX + name


def check_custom(catalogue: Catalogue, custom: CustomField) -> None:
    """Raises `InvalidValue`, `NoSuchRecord` or `NotAllowed` unless the field can be added to the catalogue."""
    entity = catalogue[custom.type]
    if entity.system or entity.server_only:
        raise NotAllowed(f"{custom.type} takes no custom fields", code="server_owned")
    if not _NAME.fullmatch(custom.name):
        raise InvalidValue(
            "name", f"{custom.name[:60]!r} is no field name", "small letters, digits and _, as in region_code"
        )
    if custom.kind not in KINDS:
        raise InvalidValue("kind", f"{custom.kind!r} is no kind for it", f"one of: {', '.join(KINDS)}")
    allowed = policies(Kind(custom.kind))
    if custom.policy not in allowed:
        raise InvalidValue(
            "policy", f"{custom.policy!r} does not go with {custom.kind}", f"one of: {', '.join(allowed)}"
        )
    if not 0 < len(custom.label) <= LABEL_LENGTH or not custom.label.isprintable():
        raise InvalidValue("label", f"A label has 1 to {LABEL_LENGTH} characters")
    if (custom.kind == Kind.CHOICE) != bool(custom.choices):
        raise InvalidValue(
            "choices", "A choice needs choices, and nothing else has any", "--choices gold,silver"
        )
    if len(set(custom.choices)) != len(custom.choices) or len(custom.choices) > CHOICES:
        raise InvalidValue("choices", f"At most {CHOICES} choices, each once")
    for choice in custom.choices:
        if not _CHOICE.fullmatch(choice):
            raise InvalidValue(
                "choices", f"{choice[:60]!r} is no key of a choice", "small letters, digits and _"
            )


def field_of(custom: CustomField) -> Field:
    """The declaration of a custom field."""
    return Field(
        custom.name,
        Kind(custom.kind),
        Policy(custom.policy),
        searchable=custom.kind in (Kind.TEXT, Kind.LONGTEXT),
        listed=custom.kind is not Kind.LONGTEXT,
        choices=tuple(Choice(key) for key in custom.choices),
        label=custom.label,
        retyped=custom.retyped,
    )


@lru_cache(maxsize=64)
def extended(catalogue: Catalogue, customs: tuple[CustomField, ...]) -> Catalogue:
    """The catalogue with the custom fields in it. What this release does not know (a type, a kind) is left out."""
    by_type: dict[str, list[CustomField]] = {}
    for custom in customs:
        if custom.type in catalogue and custom.kind in KINDS and custom.policy in policies(Kind(custom.kind)):
            by_type.setdefault(custom.type, []).append(custom)
    if not by_type:
        return catalogue
    return Catalogue(_with_customs(entity, by_type.get(entity.name, [])) for entity in catalogue)


def _with_customs(entity: Entity, customs: list[CustomField]) -> Entity:
    live = tuple(field_of(custom) for custom in customs if custom.live)
    retired = frozenset(custom.name for custom in customs if not custom.live)
    return replace(entity, own=(*entity.own, *live), retired=retired) if customs else entity


def fingerprint(customs: Iterable[CustomField]) -> str:
    """Tells two sets of custom fields apart; empty for none."""
    text = sorted(
        [[c.type, c.name, c.kind, c.policy, c.label, list(c.choices), c.live, c.retyped] for c in customs]
    )
    return hashlib.sha256(canonical_json(text)).hexdigest()[:16] if text else ""


def fitted(catalogue: Catalogue, mutation: Mutation) -> tuple[Mutation, dict[str, Value]]:
    """An edit without what fields that were removed or retyped meanwhile cannot take, and those values by field.

    A value that the new kind can hold without loss is converted. Raises `NotAllowed` (`field_removed`) when an update
    has nothing left: it is refused with what was typed. The others are applied, and the values go to history.
    """
    entity = catalogue[mutation.type]
    if not entity.moved or entity.moved.isdisjoint((*mutation.touched, *mutation.was)):
        return mutation, {}
    fitting, left = _fit(entity, mutation, entity.moved)
    if left and mutation.act is Act.UPDATE and not fitting.touched:
        raise NotAllowed(
            f"An administrator removed or changed the field {', '.join(sorted(left))}",
            "what you typed is kept here",
            "enter it elsewhere, or discard it",
            code="field_removed",
        )
    return fitting, left


def showable(entity: Entity, mutation: Mutation) -> Mutation:
    """An edit as a row of today can show it: without what its custom fields cannot hold, of whatever kind they were
    when it was typed."""
    own = frozenset(name for name in mutation.touched if name.startswith(PREFIX))
    return _fit(entity, mutation, own)[0] if own else mutation


def holds(entity: Entity, mutation: Mutation) -> bool:
    """Whether the custom fields that an edit changes can hold what it says just as it says it."""
    shown = showable(entity, mutation)
    return (shown.set, shown.add, shown.remove) == (mutation.set, mutation.add, mutation.remove)


def standing(entity: Entity, fields: Mapping[str, Value]) -> dict[str, Value]:
    """What a record held when it was deleted, as far as its custom fields can hold it now."""
    kept = dict(fields)
    for name in [name for name in fields if name.startswith(PREFIX)]:
        try:
            kept[name] = converted(entity.field(name), kept[name])
        except InvalidValue:
            del kept[name]
    return kept


def _fit(entity: Entity, mutation: Mutation, moved: frozenset[str]) -> tuple[Mutation, dict[str, Value]]:
    """The edit with the fields `moved` converted, and what of them could not be."""
    left: dict[str, Value] = {}
    parts: dict[str, dict[str, Value]] = {}
    for part in ("set", "add", "remove"):
        parts[part] = dict(getattr(mutation, part))
        for name in moved & parts[part].keys():
            try:
                parts[part][name] = _converted(entity, part, name, parts[part][name])
            except InvalidValue:
                left[name] = parts[part].pop(name)
    was = {name: value for name, value in mutation.was.items() if name not in moved}
    return replace(mutation, set=parts["set"], add=parts["add"], remove=parts["remove"], was=was), left


def converted(field: Field, value: Value) -> Value:
    """`value` of another kind in the canonical form of `field`, if nothing is lost by it; raises `InvalidValue`."""
    try:
        return normalise(field, value)
    except InvalidValue:
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise
        return normalise(field, [value] if field.kind is Kind.SET else str(value))


def _converted(entity: Entity, part: str, name: str, value: Value) -> Value:
    field = entity.field(name)
    if part == "set":
        return converted(field, value)
    if field.kind is Kind.SET and isinstance(value, list):
        return [element(field, item) for item in value]
    if (
        field.policy is Policy.ADD
        and part == "add"
        and isinstance(value, int)
        and not isinstance(value, bool)
    ):
        return value
    raise InvalidValue(name, "Nothing can be added to or removed from this field")
