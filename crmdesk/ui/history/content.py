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
from crmdesk.ui.history.reports import Reports
from crmdesk.ui.translations import label

_COMMON = ("owner", "territory")


@dataclass(frozen=True, slots=True)
class Change:
    """One field's step. `back` is what an edit needs to bring the old value back; None where that cannot be. `name` is
    what it is called where that is not the field's own label: the question of an answer."""

    field: str
    old: str
    new: str
    back: Mapping[str, Value] | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit: who, when (an instant), how it ended, and its fields. `act` is create, update, delete or restore; of an
    amendment amend."""

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
    form = record.fields.get("form") if record is not None else None
    reader = _Reader(replica, entity, None if locked else record, user, form)
    return HistoryContent(
        title=replica.title(type_name, record_id),
        record=record,
        steps=tuple(reversed(_with_amendments(reader, record, reader.steps(past)))),
        complete=past.complete,
        fetched_at=past.fetched_at,
    )


def _with_amendments(reader: _Reader, record: Record | None, steps: list[Step]) -> list[Step]:
    """A report's amendments stand among its steps, each behind what was done before it."""
    if record is None or record.type != "visit":
        return steps
    for one in reader.amendments(record):
        place = next((at for at, step in enumerate(steps) if step.at > one.at), len(steps))
        steps.insert(place, one)
    return steps


class _Reader:
    def __init__(
        self, replica: Replica, entity: Entity, record: Record | None, user: str, form: str | None
    ) -> None:
        """`record` None: nothing of it can be brought back. `form`: the one that a visit answers now."""
        self._entity = entity
        self._record = record
        self._form = form
        self._user = user
        self._replica = replica
        self._reports = Reports(replica, replica.catalogue)
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
        return found | self._reports.titles(wanted.get("visit_form", ()))

    def _step(self, group: list[HistoryEntry], names: Mapping[str, str]) -> Step | None:
        first = group[0]
        changes = [
            change
            for entry in group
            if entry.field in self._shown and entry.field not in self._currencies
            for change in self._changes(entry, group, names)
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

    def _changes(
        self, entry: HistoryEntry, group: list[HistoryEntry], names: Mapping[str, str]
    ) -> list[Change]:
        if self._entity.name != "visit" or entry.field not in ("form", "answers"):
            return [self._change(entry, group, names)]
        if entry.field == "form":  # said with every answer
            return [self._change(entry, group, names)] if entry.old != entry.new else []
        told = next((each for each in group if each.field == "form"), None)
        forms = (told.old, told.new) if told is not None else (self._form, self._form)
        said = self._reports.answers(forms[0], entry.old, forms[1], entry.new)
        return [Change(entry.field, each.old, each.new, None, each.name) for each in said]

    def amendments(self, visit: Record) -> list[Step]:
        """The amendments of a submitted report."""
        found = self._reports.amendments(visit)
        names = self._replica.titles("user", sorted({one.by for one in found if one.by}))
        return [
            Step(
                op_id="",
                at=one.at,
                by=names.get(one.by, ""),
                mine=one.by == self._user,
                device="",
                act="amend",
                outcome="applied" if one.sent else "pending",
                changes=(
                    Change(one.field, one.said.old, one.said.new, None, one.said.name),
                    Change("reason", "", one.reason, None, label("visit_amendment.reason")),
                ),
            )
            for one in found
        ]

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
            parts = value if isinstance(value, dict) else {}
            # Of a signature who signed, of a check-in when.
            return str(parts.get("name") or parts.get("at") or "")
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
