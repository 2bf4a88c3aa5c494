"""A record's past as people read it: one step an edit, newest first. Knows no widget and no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crmdesk.domain.declare import Catalogue, Entity, Field, Kind, Policy
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.locking import is_locked
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank
from crmdesk.protocol.messages import HistoryEntry
from crmdesk.store.history import History
from crmdesk.store.replica import Replica
from crmdesk.ui.columns import references
from crmdesk.ui.facts import fact_text, partial_record

_COMMON = ("owner", "territory")


@dataclass(frozen=True, slots=True)
class Change:
    """One field's step. `back` is what an edit needs to bring the old value back; None where that cannot be."""

    field: str
    old: str
    new: str
    back: Mapping[str, Value] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One edit: who, when (an instant), how it ended, and its fields. `act` is create, update, delete or restore."""

    op_id: str
    at: str
    by: str
    mine: bool
    device: str
    act: str
    outcome: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class HistoryContent:
    """Steps, newest first. `record` is None when it is deleted or out of reach."""

    title: str
    record: Record | None
    steps: tuple[Step, ...]
    complete: bool
    fetched_at: str | None


def read_past(
    replica: Replica, catalogue: Catalogue, type_name: str, record_id: str, user: str
) -> HistoryContent:
    """What is known here of a record's past."""
    entity = catalogue[type_name]
    try:
        record: Record | None = replica.get(type_name, record_id)
    except NoSuchRecord:
        record = None
    past = replica.history(type_name, record_id)
    locked = record is not None and is_locked(entity, record.fields)
    reader = _Reader(replica, entity, None if locked else record, user)
    return HistoryContent(
        title=replica.title(type_name, record_id),
        record=record,
        steps=tuple(reversed(reader.steps(past))),
        complete=past.complete,
        fetched_at=past.fetched_at,
    )


class _Reader:
    def __init__(self, replica: Replica, entity: Entity, record: Record | None, user: str) -> None:
        self._entity = entity
        self._record = record
        self._user = user
        self._replica = replica
        self._shown = {field.name for field in entity.own} | set(_COMMON)
        self._unsure: frozenset[tuple[str | None, str]] = frozenset()
        self._currencies = {field.currency for field in entity.own if field.currency}

    def steps(self, past: History) -> list[Step]:
        """Entries of one edit belong together, in the order they came."""
        self._unsure = past.unsure
        groups: dict[object, list[HistoryEntry]] = {}
        for number, entry in enumerate(past.entries):
            groups.setdefault((entry.op_id or number, entry.outcome == "lost"), []).append(entry)
        names = self._names(past.entries)
        return [step for group in groups.values() if (step := self._step(group, names)) is not None]

    def _names(self, entries: Iterable[HistoryEntry]) -> Mapping[str, str]:
        wanted: dict[str, set[str]] = {"user": {entry.by for entry in entries if entry.by}}
        for entry in entries:
            if entry.field not in self._entity.by_name:
                continue
            for value in (entry.old, entry.new):
                side = partial_record(
                    self._entity, {entry.field: _plain(value, self._entity.field(entry.field))}
                )
                for type_name, record_id in references(self._entity, side):
                    wanted.setdefault(type_name, set()).add(record_id)
        found: dict[str, str] = {}
        for type_name, ids in wanted.items():
            found.update(self._replica.titles(type_name, sorted(ids)))
        return found

    def _step(self, group: list[HistoryEntry], names: Mapping[str, str]) -> Step | None:
        first = group[0]
        changes = [
            self._change(entry, group, names)
            for entry in group
            if entry.field in self._shown and entry.field not in self._currencies
        ]
        act = _act(group)
        shown = tuple(change for change in changes if change.old or change.new)
        if act == "update" and not shown:
            return None
        return Step(
            op_id=first.op_id or "",
            at=first.at,
            by=names.get(first.by or "", ""),
            mine=first.by == self._user,
            device=first.device or "",
            act=act,
            outcome=first.outcome,
            changes=shown,
        )

    def _change(self, entry: HistoryEntry, group: list[HistoryEntry], names: Mapping[str, str]) -> Change:
        field = self._entity.field(entry.field)
        sides = []
        for side in ("old", "new"):
            values = {
                other.field: _plain(getattr(other, side), self._entity.field(other.field))
                for other in group
                if other.field in self._entity.by_name
            }
            sides.append(self._text(field, values, names))
        after = entry.new if isinstance(entry.new, dict) else {}
        if after and after.keys() <= {"add", "remove"}:
            sides[1] = self._elements(field, after, names)
        return Change(entry.field, sides[0], sides[1], self._back(field, entry, group))

    def _elements(self, field: Field, change: Mapping[str, Value], names: Mapping[str, str]) -> str:
        """What was added to a set or count, and removed from it."""
        parts = []
        for sign, side in (("+", "add"), ("−", "remove")):
            if change.get(side):
                text = self._text(field, {field.name: change[side]}, names)
                parts.append(f"{sign} {text}")
        return "  ".join(parts)

    def _text(self, field: Field, values: Mapping[str, Value], names: Mapping[str, str]) -> str:
        value = values.get(field.name)
        if field.kind is Kind.JSON:
            return str(value.get("at", "")) if isinstance(value, dict) else ""
        known = dict(self._record.fields) if self._record is not None else blank(self._entity)
        if field.currency and field.currency not in values:
            values = {**values, field.currency: known.get(field.currency)}
        return fact_text(self._entity, field, partial_record(self._entity, values), names)

    def _back(
        self, field: Field, entry: HistoryEntry, group: list[HistoryEntry]
    ) -> Mapping[str, Value] | None:
        """The old values of the fields that are merged together with this one."""
        record = self._record
        if record is None or not field.writable or _act(group) != "update":
            return None
        stated = field.once or field.policy in (Policy.APPEND, Policy.STRICTEST, Policy.SERVER)
        if stated or field.kind is Kind.JSON:
            return None
        unknown = (entry.op_id, entry.field) in self._unsure
        if unknown or (field.required and entry.old in (None, "")):
            return None
        olds = {other.field: other.old for other in group if other.field in self._entity.units[field.name]}
        if all(record.fields.get(name) == _plain(old, field) for name, old in olds.items()):
            return None
        return olds


def _act(group: list[HistoryEntry]) -> str:
    for act in ("create", "delete", "restore"):
        if any(entry.field == f"({act})" for entry in group):
            return act
    many = len(group) > 1 and all(entry.old is None for entry in group)
    born = many and any(entry.field in ("created_at", "created_by") for entry in group)
    return "create" if born else "update"


def _plain(value: Any, field: Field) -> Any:
    """A set's elements added stand for the set; an empty set is one."""
    if isinstance(value, dict) and value and value.keys() <= {"add", "remove"}:
        value = value.get("add")
    if field.kind is Kind.SET:
        return value if isinstance(value, list) else []
    return value
