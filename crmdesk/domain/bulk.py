"""What a user can mean for many records at once; each is judged for itself, each change is an ordinary group.

It reads no storage: the records come in one by one, whoever walks them counts what stays as it is, and why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from crmdesk.domain import edits
from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.locking import is_locked, locking_fields
from crmdesk.domain.records import Record
from crmdesk.domain.scope import Reader, may_delete
from crmdesk.domain.values import Value, element, format_instant, normalise_fields

DAY_STARTS = time(9)
VISIT_EVERY = timedelta(hours=1)
VISIT_LENGTH = timedelta(minutes=45)
MOST_A_DAY = 8
"""Visits from nine, one an hour: more than these would not end within a day's work."""
_WEEKEND = (5, 6)


class Stays(StrEnum):
    """Why a record stays as it is."""

    LOCKED = "locked"
    FORBIDDEN = "forbidden"
    CLOSED = "closed"
    ALREADY = "already"
    WITHOUT_ACCOUNT = "without_account"
    GONE = "gone"
    REFUSED = "refused"
    """It could not be saved: a value that this record cannot have."""


class BulkAct(Protocol):
    """What becomes of each of many records."""

    def reads(self, entity: Entity) -> frozenset[str]:
        """The fields that `why_stays` looks at."""
        ...

    def why_stays(self, entity: Entity, who: Reader, record: Record) -> Stays | None:
        """What keeps a record out of it; None when it is changed. `record` holds at least the fields of `reads`."""
        ...

    def group(self, author: Author, record: Record, number: int, intent: str) -> Group:
        """The mutations for one record, the `number`-th (from 0) of those that are changed; raises `UserError`."""
        ...


def changeable(entity: Entity) -> list[Field]:
    """The fields that can be given one value in many records, in declared order."""
    currencies = {one.currency for one in entity.own if one.currency}
    return [one for one in entity.own if _is_changeable(entity, one) and one.name not in currencies]


def _is_changeable(entity: Entity, one: Field) -> bool:
    if entity.server_only or not one.writable or one.once or one.by_act or one.name == entity.locked_by:
        return False
    if one.policy is Policy.APPEND or one.kind in (Kind.JSON, Kind.POSITION):
        return False
    # Members of a unit other than amount and currency (from when to when) make sense together alone.
    return one.kind is Kind.MONEY or len(entity.units[one.name]) == 1


@dataclass(frozen=True, slots=True)
class EditEach:
    """Other values for some fields: `set` (None empties), `add` (elements of a set, a number to add), `remove`."""

    set: Mapping[str, Value] = field(default_factory=dict)
    add: Mapping[str, Value] = field(default_factory=dict)
    remove: Mapping[str, Value] = field(default_factory=dict)
    closed_too: bool = False
    """Whether state and amount change also where the record is closed already."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.set, *self.add, *self.remove)))

    def checked(self, entity: Entity) -> EditEach:
        """Itself with canonical values; raises `InvalidValue` for what no record can take."""
        for name, value in self.set.items():
            declared = entity.field(name)
            if declared.required and value in (None, "", []):
                raise InvalidValue(name, "Must not be empty", code="required")
        add = {name: _elements(entity.field(name), given) for name, given in self.add.items()}
        remove = {name: _elements(entity.field(name), given) for name, given in self.remove.items()}
        return replace(self, set=normalise_fields(entity, self.set), add=add, remove=remove)

    def reads(self, entity: Entity) -> frozenset[str]:
        state = entity.state
        return locking_fields(entity) | {*self.names, *((state.name,) if state else ())}

    def why_stays(self, entity: Entity, who: Reader, record: Record) -> Stays | None:
        if is_locked(entity, record.fields):
            return Stays.LOCKED
        if not self.closed_too and _is_closed(entity, record) and self._touches_closing(entity):
            return Stays.CLOSED
        return None if any(self._left(record)) else Stays.ALREADY

    def _touches_closing(self, entity: Entity) -> bool:
        state = entity.state
        closing = {*entity.closing, *((state.name,) if state else ())}
        return not closing.isdisjoint(self.names)

    def _left(self, record: Record) -> tuple[dict[str, Value], dict[str, Value], dict[str, Value]]:
        """What is set, added and removed in this record: a value that it has already is left alone."""
        fields = record.fields
        add: dict[str, Value] = {}
        for name, given in self.add.items():
            new = given if isinstance(given, int) else [one for one in given if one not in fields[name]]
            add.update({name: new} if new else {})
        remove = {name: [one for one in given if one in fields[name]] for name, given in self.remove.items()}
        return (
            {name: value for name, value in self.set.items() if fields[name] != value},
            add,
            {name: gone for name, gone in remove.items() if gone},
        )

    def group(self, author: Author, record: Record, number: int, intent: str) -> Group:
        values, add, remove = self._left(record)
        for name in [name for name in values if isinstance(record[name], list)]:
            # A set is emptied of what it holds: what somebody adds meanwhile stays.
            del values[name]
            remove[name] = record[name]
        return edits.update(author, record, values, add=add, remove=remove, intent=intent)


@dataclass(frozen=True, slots=True)
class DeleteEach:
    """They go; each can be restored."""

    def reads(self, entity: Entity) -> frozenset[str]:
        return locking_fields(entity) | {"owner"}

    def why_stays(self, entity: Entity, who: Reader, record: Record) -> Stays | None:
        if is_locked(entity, record.fields):
            return Stays.LOCKED
        return None if may_delete(entity, who, record.fields) else Stays.FORBIDDEN

    def group(self, author: Author, record: Record, number: int, intent: str) -> Group:
        return edits.delete(author, record, intent=intent)


@dataclass(frozen=True, slots=True)
class TaskEach:
    """A task about each, with these fields."""

    fields: Mapping[str, Value]

    def reads(self, entity: Entity) -> frozenset[str]:
        return frozenset()

    def why_stays(self, entity: Entity, who: Reader, record: Record) -> Stays | None:
        return None

    def group(self, author: Author, record: Record, number: int, intent: str) -> Group:
        return edits.create(author, "task", {**_about(author, "task", record), **self.fields}, intent=intent)


@dataclass(frozen=True, slots=True)
class VisitEach:
    """A visit at each one's account, an hour apart from nine, so many a working day from `first` on."""

    first: date
    a_day: int
    fields: Mapping[str, Value] = field(default_factory=dict)

    def reads(self, entity: Entity) -> frozenset[str]:
        return frozenset() if entity.name == "account" else frozenset({"account"})

    def why_stays(self, entity: Entity, who: Reader, record: Record) -> Stays | None:
        is_there = entity.name == "account" or record["account"] is not None
        return None if is_there else Stays.WITHOUT_ACCOUNT

    def start(self, number: int, zone: str) -> datetime:
        """When the `number`-th visit (from 0) begins, in the zone of that IANA name."""
        days, place = divmod(number, min(max(1, self.a_day), MOST_A_DAY))
        day = _working_day(self.first, days)
        return datetime.combine(day, DAY_STARTS, ZoneInfo(zone)) + place * VISIT_EVERY

    def group(self, author: Author, record: Record, number: int, intent: str) -> Group:
        start = self.start(number, author.zone)
        about = _about(author, "visit", record)
        account = str(about.pop("account"))
        end = format_instant(start + VISIT_LENGTH)
        made = edits.plan_visit(author, account, format_instant(start), end, **about, **self.fields)
        return [replace(each, intent=intent) for each in made]


def makes_tasks(entity: Entity) -> bool:
    """Whether a task can be about a record of this type."""
    return makes_visits(entity) or entity.name == "lead"


def makes_visits(entity: Entity) -> bool:
    """Whether a visit can be planned for a record of this type."""
    return entity.name in ("account", "contact", "opportunity")


def _working_day(first: date, number: int) -> date:
    """The `number`-th working day (from 0) from `first` on; the first one is `first` itself or the Monday after it."""
    weeks, days = divmod(number, 7 - len(_WEEKEND))
    day = first + timedelta(7 * weeks)
    while day.weekday() in _WEEKEND or days:
        days -= day.weekday() not in _WEEKEND
        day += timedelta(1)
    return day


def _about(author: Author, type_name: str, record: Record) -> dict[str, Value]:
    """The references of a new task or visit about a record."""
    known = author.catalogue[type_name].by_name
    found: dict[str, Value] = {record.type: record.id} if record.type in known else {}
    if record.type == "contact" and "contacts" in known:
        found["contacts"] = [record.id]
    if record.type in ("contact", "opportunity"):
        found["account"] = record["account"]
    return found


def _is_closed(entity: Entity, record: Record) -> bool:
    state = entity.state
    choice = state.choice(record.fields.get(state.name)) if state is not None else None
    return choice is not None and choice.end


def _elements(declared: Field, given: Value) -> Value:
    if declared.kind is not Kind.SET:
        return given
    taken: Sequence[Value] = [element(declared, one) for one in given]
    return [one for one in taken if one is not None]
