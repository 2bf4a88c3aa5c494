"""A record as it was at an instant, out of its history, and the edit that brings values of then back. Pure.

Lines of history come in the order in which the centre took them; one counts from its instant on. What a person said
that did not stand (a conflict, a loss, a refusal) is no line here: it changed no value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.values import Value, blank, normal_set

_DELETED = ("deleted", "(delete)", "(restore)")


@dataclass(frozen=True, slots=True)
class Line:
    """One step of one field. `new` is the value or, of a set or a count, `{"add": …, "remove": …}`. `sure`: that the
    field was `old` before is known; else `old` says nothing."""

    at: str
    field: str
    old: Value
    new: Value
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """The record at an instant. `there`: it had been made and was not deleted. `unknown` are the fields of which the
    history does not say what they were."""

    values: Mapping[str, Value]
    there: bool
    unknown: frozenset[str] = field(default_factory=frozenset)


def fold(entity: Entity, lines: Iterable[Line]) -> dict[str, Value]:
    """The record that all these lines make of an empty one."""
    values = blank(entity)
    for line in lines:
        if line.field in entity.by_name:
            values[line.field] = _stepped(entity.field(line.field), values[line.field], line)
    return values


def state_at(entity: Entity, now: Mapping[str, Value] | None, lines: Sequence[Line], instant: str) -> Past:
    """The record at an instant: as it is `now` without what was done later. None for `now` is a record that is gone;
    then it is folded out of its lines, which have to begin with its creation."""
    values = dict(now) if now is not None else fold(entity, lines)
    unknown: set[str] = set()
    settled: set[str] = set()
    for line in reversed(lines):
        declared = entity.by_name.get(line.field)
        if declared is None:
            continue
        if line.at <= instant:
            settled.add(line.field)
        elif not _counted(declared):
            if line.field not in settled:
                values[line.field] = _plain(declared, line.old)
                unknown.discard(line.field)
                if not line.sure:
                    unknown.add(line.field)
        else:
            values[line.field], sure = _without(declared, values.get(line.field), line)
            if not sure:
                unknown.add(line.field)
    return Past(values, _there(now, lines, instant), frozenset(unknown))


def _there(now: Mapping[str, Value] | None, lines: Sequence[Line], instant: str) -> bool:
    made = (now or {}).get("created_at")
    begun = min((line.at for line in lines), default=None)
    first = min((each for each in (made, begun) if each), default=None)
    if first is None or instant < first:
        return False
    there = True
    for line in lines:
        if line.field in _DELETED and line.at <= instant:
            there = line.field == "(restore)" or (line.field == "deleted" and not line.new)
    return there


def _counted(declared: Field) -> bool:
    """Whether edits of the field stand beside each other: what one did can be told from what the others did."""
    return declared.kind is Kind.SET or declared.policy in (Policy.ADD, Policy.KEYS)


def _is_step(value: Value) -> bool:
    return isinstance(value, dict) and bool(value) and value.keys() <= {"add", "remove"}


def _plain(declared: Field, value: Value) -> Value:
    return (value or []) if declared.kind is Kind.SET else value


def _stepped(declared: Field, value: Value, line: Line) -> Value:
    """The field's value after a line."""
    if not _is_step(line.new) or not _counted(declared) or declared.policy is Policy.KEYS:
        return _plain(declared, line.new)
    add, remove = line.new.get("add"), line.new.get("remove") or []
    if declared.kind is Kind.SET:
        return normal_set([*(each for each in value or [] if each not in remove), *(add or [])])
    return (value or 0) + (add or 0)


def _without(declared: Field, value: Value, line: Line) -> tuple[Value, bool]:
    """The field's value had the line not been, and whether that is sure."""
    if declared.policy is Policy.KEYS:
        return _without_keys(value, line), line.sure
    if declared.kind is Kind.SET:
        return _without_elements(value, line)
    if _is_step(line.new):
        return (value or 0) - (line.new.get("add") or 0), True
    if not line.sure:
        return line.old, False
    # Somebody's total against another one: the difference is what was added.
    rest = (value or 0) - ((line.new or 0) - (line.old or 0))
    return (None if not rest and line.old is None else rest), True


def _without_elements(value: Value, line: Line) -> tuple[Value, bool]:
    if _is_step(line.new):
        added, removed = line.new.get("add") or [], line.new.get("remove") or []
        if line.sure:
            old = line.old or []
            added = [each for each in added if each not in old]
            removed = [each for each in removed if each in old]
    else:
        old, new = line.old or [], line.new or []
        added = [each for each in new if each not in old]
        removed = [each for each in old if each not in new]
    kept = [each for each in value or [] if each not in added]
    return normal_set([*kept, *removed]), line.sure or _is_step(line.new)


def _without_keys(value: Value, line: Line) -> Value:
    """Of answers by key those that the line changed go back; a plain value goes back whole."""
    old, new = line.old, line.new
    if not isinstance(value, dict) or not (old is None or isinstance(old, dict)) or not isinstance(new, dict):
        return old
    before: Mapping[str, Value] = old or {}
    result = {key: said for key, said in value.items() if key in before or key not in new}
    result.update({key: said for key, said in before.items() if said != new.get(key)})
    return result if result or old is not None else None


@dataclass(frozen=True, slots=True)
class WayBack:
    """What an edit has to say so that fields are again as they were: `edits.update` takes its three parts."""

    set: dict[str, Value]
    add: dict[str, Value]
    remove: dict[str, Value]

    @property
    def empty(self) -> bool:
        """Whether nothing has to be said."""
        return not (self.set or self.add or self.remove)


def restorable(entity: Entity, name: str) -> bool:
    """Whether a laptop may bring an old value of the field back at all."""
    declared = entity.field(name)
    said_once = declared.once or declared.policy in (Policy.APPEND, Policy.STRICTEST, Policy.SERVER)
    return declared.writable and not said_once and declared.kind is not Kind.JSON


def way_back(
    entity: Entity, now: Mapping[str, Value], then: Mapping[str, Value], names: Iterable[str]
) -> WayBack:
    """The edit that gives the fields of these names, and those merged as one with them, their values of then. Fields
    that cannot be brought back, that nothing has changed or that must not be empty are left out."""
    back = WayBack({}, {}, {})
    wanted = {member for name in names if name in then for member in entity.units[name]}
    for name in sorted(wanted):
        declared = entity.field(name)
        if name not in then or not restorable(entity, name):
            continue
        old, current = then[name], now.get(name)
        if declared.required and old in (None, ""):
            continue
        if declared.kind is Kind.SET:
            _set_back(back, name, current or [], old or [])
        elif declared.policy is Policy.ADD:
            if (step := int(old or 0) - int(current or 0)) != 0:
                back.add[name] = step
        elif any(then.get(member) != now.get(member) for member in entity.units[name]):
            back.set[name] = old
    return back


def _set_back(back: WayBack, name: str, now: Sequence[Value], then: Sequence[Value]) -> None:
    if added := [each for each in then if each not in now]:
        back.add[name] = added
    if removed := [each for each in now if each not in then]:
        back.remove[name] = removed
