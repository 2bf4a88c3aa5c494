"""Base + mine + theirs + policy -> value or conflict; total and deterministic (docs/sync.md, "Merging").

`theirs` is what stands at the centre, `mine` what arrives, `base` what its author saw when making the change. It knows
neither where a record is kept nor who may change it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crmdesk.domain.changes import Mutation, sorted_union
from crmdesk.domain.declare import Choice, Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.text_merge import merge_text
from crmdesk.domain.values import LONGTEXT_BYTES, Value, empty, normalise

Values = dict[str, Value]


class Outcome(StrEnum):
    """What became of one unit of a mutation, and of a mutation as a whole (the gravest of its units)."""

    APPLIED = "applied"
    """Mine stands as it was made."""
    MERGED = "merged"
    """Both sides had changed; a rule gave the value. `lost` says where mine does not stand."""
    CONFLICT = "conflict"
    """A person must choose; theirs stands until then."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Fields on which two people differ and a person must choose. All three map the same field names."""

    base: Values
    mine: Values
    theirs: Values


@dataclass(frozen=True, slots=True)
class Merge:
    """The result for one mutation. `values` are the fields that change, with what they become."""

    outcome: Outcome
    values: Values = field(default_factory=dict)
    lost: Values = field(default_factory=dict)
    """Mine that does not stand, by field: it goes to history."""
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What the centre knows to have happened since the mutation's base, for what its base values do not tell."""

    changed: Callable[[str], bool]
    """Whether someone else changed the field."""
    added: Callable[[str], frozenset[str]]
    """Elements (of a set field) that someone else added, by canonical text."""


NOTHING_SINCE = Since(changed=lambda name: False, added=lambda name: frozenset())


def merge_record(entity: Entity, current: Mapping[str, Value], mutation: Mutation, since: Since) -> Merge:
    """Merges the field changes of an update into `current` (a full row). Never raises for valid values."""
    parts: list[_Part] = []
    done: set[str] = set()
    closing = _closing_clash(entity, current, mutation)
    if closing is not None:
        parts.append(closing)
        done.update(entity.closing)
    for name in mutation.touched:
        if name not in done:
            unit = entity.units[name]
            done.update(unit)
            parts.append(_merge_unit(entity, unit, current, mutation, since))
    return _joined(current, parts)


def undisturbed(entity: Entity, current: Mapping[str, Value], mutation: Mutation, since: Since) -> bool:
    """Whether nobody else changed what the update changes, or what its author saw beside it."""
    names = {name for touched in mutation.touched for name in entity.units[touched]}
    return not _theirs_changed((*names, *mutation.was), current, mutation, since)


@dataclass(slots=True)
class _Part:
    outcome: Outcome
    values: Values
    lost: Values = field(default_factory=dict)
    clash: Clash | None = None


def _joined(current: Mapping[str, Value], parts: list[_Part]) -> Merge:
    values: Values = {}
    lost: Values = {}
    clashes: list[Clash] = []
    outcome = Outcome.APPLIED
    for part in parts:
        values.update((name, value) for name, value in part.values.items() if current.get(name) != value)
        lost.update(part.lost)
        if part.clash is not None:
            clashes.append(part.clash)
        if part.outcome is Outcome.CONFLICT or outcome is Outcome.APPLIED:
            outcome = part.outcome
    return Merge(outcome, values, lost, tuple(clashes))


def _merge_unit(
    entity: Entity, unit: tuple[str, ...], current: Mapping[str, Value], mutation: Mutation, since: Since
) -> _Part:
    first = entity.field(unit[0])
    if first.kind is Kind.SET:
        return _merge_set(first, current, mutation, since)
    if first.name in mutation.add:
        return _Part(Outcome.APPLIED, {first.name: (current.get(first.name) or 0) + mutation.add[first.name]})
    theirs = {name: current.get(name) for name in unit}
    mine = {name: mutation.set.get(name, theirs[name]) for name in unit}
    if not _theirs_changed(unit, theirs, mutation, since) or mine == theirs:
        return _Part(Outcome.APPLIED, mine)
    base, known = _base(entity, unit, mutation, theirs)
    if known and mine == base:
        return _Part(Outcome.APPLIED, {})
    return _RULES[first.policy](entity, base, mine, theirs)


def _theirs_changed(
    unit: tuple[str, ...], theirs: Mapping[str, Value], mutation: Mutation, since: Since
) -> bool:
    """Whether what stands differs from what the author saw; by value where that is known, else by version."""
    was = mutation.was
    return any(theirs[name] != was[name] if name in was else since.changed(name) for name in unit)


def _base(entity: Entity, unit: tuple[str, ...], mutation: Mutation, theirs: Values) -> tuple[Values, bool]:
    """What its author saw, and whether they told: for what goes by arrival they need not, and clearing it says no less
    than setting it."""
    known = any(name in mutation.was for name in unit)
    base = {
        name: mutation.was.get(name, theirs[name] if known else empty(entity.field(name))) for name in unit
    }
    return base, known


def _latest(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    return _Part(Outcome.MERGED, mine)


def _ask(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    return _Part(Outcome.CONFLICT, {}, {}, Clash(base, mine, theirs))


def _text(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    (name,) = mine
    merged = merge_text(base[name] or "", mine[name] or "", theirs[name] or "")
    if merged is None or len(merged.encode()) > LONGTEXT_BYTES:
        return _ask(entity, base, mine, theirs)
    return _Part(Outcome.MERGED, {name: merged or None})


def _append(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    return _Part(Outcome.MERGED, {}, lost=mine)


def _strictest(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    (name,) = mine
    strict = bool(mine[name]) or bool(theirs[name])
    return _Part(Outcome.MERGED, {name: strict}, lost={} if strict == bool(mine[name]) else mine)


def _keys(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    """Objects key by key; what else belongs to the unit (the form that was answered) goes to whoever changed it."""
    values = {
        name: merge_keys(base[name], mine[name], theirs[name])
        if entity.field(name).kind is Kind.JSON
        else (theirs if mine[name] == base[name] else mine)[name]
        for name in mine
    }
    try:
        for name, value in values.items():
            normalise(entity.field(name), value)
    except InvalidValue:  # together they are more than the field holds
        return _ask(entity, base, mine, theirs)
    return _Part(Outcome.MERGED, values)


def merge_keys(base: Value, mine: Value, theirs: Value) -> Value:
    """`theirs` with each key that `mine` has changed since `base`, or emptied. Objects; None is one without keys."""
    was, ours, result = base or {}, mine or {}, dict(theirs or {})
    for key in {**was, **ours}:
        if ours.get(key) != was.get(key):
            result[key] = ours.get(key)
    return {key: value for key, value in result.items() if value is not None} or None


def _furthest(entity: Entity, base: Values, mine: Values, theirs: Values) -> _Part:
    (name,) = mine
    declared = entity.field(name)
    was, ours, other = (declared.choice(values[name]) for values in (base, mine, theirs))
    winner = _further(was, ours, other)
    if winner is None:
        return _ask(entity, base, mine, theirs)
    if winner is ours:
        return _Part(Outcome.MERGED, mine)
    return _Part(Outcome.MERGED, {}, lost=mine)


def _further(was: Choice | None, mine: Choice | None, theirs: Choice | None) -> Choice | None:
    """The choice further along, or None where a person must say: two ends of one rank, or a reopened end."""
    if mine is None or theirs is None or (was is not None and was.end):
        return None
    if mine.end and theirs.end:
        return None if mine.rank == theirs.rank else max(mine, theirs, key=lambda choice: choice.rank)
    if mine.end or theirs.end:
        return mine if mine.end else theirs
    return mine if mine.rank >= theirs.rank else theirs


_RULES: dict[Policy, Callable[[Entity, Values, Values, Values], _Part]] = {
    Policy.LATEST: _latest,
    Policy.ASK: _ask,
    Policy.TEXT: _text,
    Policy.APPEND: _append,
    Policy.STRICTEST: _strictest,
    Policy.KEYS: _keys,
    Policy.FURTHEST: _furthest,
    Policy.ADD: _latest,
    Policy.SERVER: _latest,
}
"""Sets have a rule of their own; a total that is set (not added to) and what the centre writes go by arrival."""


def _merge_set(declared: Field, current: Mapping[str, Value], mutation: Mutation, since: Since) -> _Part:
    """Observed-remove set: an add always holds; a remove spares what someone else added since."""
    name = declared.name
    standing: list[Value] = list(current.get(name) or [])
    add, remove = list(mutation.add.get(name, ())), list(mutation.remove.get(name, ()))
    if name in mutation.set:
        wanted, seen = mutation.set[name] or [], mutation.was.get(name, standing) or []
        add += [item for item in wanted if item not in seen]
        remove += [item for item in seen if item not in wanted]
    fresh = since.added(name)
    kept = [item for item in standing if item not in remove or str(item) in fresh]
    result = sorted_union(kept, add)
    spared = [item for item in remove if item in result and item not in add]
    foreign = name in mutation.was and mutation.was[name] != standing
    outcome = Outcome.MERGED if spared or foreign else Outcome.APPLIED
    return _Part(outcome, {name: result})


def _closing_clash(entity: Entity, current: Mapping[str, Value], mutation: Mutation) -> _Part | None:
    """Stage and amount as one `ask` unit once either side's stage is an end; None where that rule does not apply."""
    names = entity.closing
    if not any(name in mutation.set for name in names):
        return None
    stage = entity.field(names[0])
    theirs = {name: current.get(name) for name in names}
    mine = {name: mutation.set.get(name, mutation.was.get(name, theirs[name])) for name in names}
    base = {name: mutation.was.get(name, theirs[name]) for name in names}
    ends = [stage.choice(values[stage.name]) for values in (mine, theirs)]
    if not any(choice is not None and choice.end for choice in ends):
        return None
    if mine == base or all(theirs[name] in (base[name], mine[name]) for name in names):
        return None
    return _Part(Outcome.CONFLICT, {}, {}, Clash(base, mine, theirs))
