"""What a user means ("win this opportunity", "check in") becomes mutations; every change of a record starts here.

Each intent returns one group: mutations that apply together or not at all. It reads no storage: the records
it is about come in, and the replica fills in what only it knows (base version, own earlier edits, base values).
over 400 lines because it is the one list of what a user can mean, with what takes each of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crmdesk.domain.attachments import Content
from crmdesk.domain.changes import GROUP_SIZE, Act, Mutation
from crmdesk.domain.declare import Catalogue, Entity, Policy
from crmdesk.domain.errors import NotAllowed, UsageError
from crmdesk.domain.locking import check_open
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, degrees, format_instant, normalise, normalise_fields

Group = list[Mutation]


@dataclass(frozen=True, slots=True)
class Author:
    """The person who acts, with the clock and the source of ids they act by."""

    user: str
    catalogue: Catalogue
    now: Callable[[], datetime]
    """An aware time; shown, never used to decide."""
    new_id: Callable[[], str]
    currency: str = "USD"
    """Of amounts that name none."""
    zone: str = "UTC"


class Draft:
    """Collects the mutations of one group under one group and intent id."""

    def __init__(self, author: Author, intent: str | None = None) -> None:
        self._author = author
        self._group = author.new_id()
        self._intent = intent or self._group
        self.mutations: Group = []

    def put(
        self,
        act: Act,
        type_name: str,
        record_id: str,
        values: Mapping[str, Value] | None = None,
        *,
        add: Mapping[str, Value] | None = None,
        remove: Mapping[str, Value] | None = None,
        resolves: tuple[str, ...] = (),
    ) -> str:
        author = self._author
        self.mutations.append(
            Mutation(
                op_id=author.new_id(),
                act=act,
                type=type_name,
                id=record_id,
                author=author.user,
                at=format_instant(author.now()),
                group=self._group,
                intent=self._intent,
                set=dict(values or {}),
                add=dict(add or {}),
                remove=dict(remove or {}),
                resolves=resolves,
            )
        )
        return record_id


def create(
    author: Author,
    type_name: str,
    fields: Mapping[str, Value],
    *,
    record_id: str | None = None,
    intent: str | None = None,
) -> Group:
    """A new record. Fields with a natural first value (status, stage, currency) get it when not given."""
    draft = Draft(author, intent)
    draft.put(
        Act.CREATE,
        type_name,
        record_id or author.new_id(),
        complete(author, author.catalogue[type_name], fields, {}, creating=True),
    )
    return draft.mutations


def update(
    author: Author,
    record: Record,
    fields: Mapping[str, Value],
    *,
    add: Mapping[str, Value] | None = None,
    remove: Mapping[str, Value] | None = None,
    resolves: tuple[str, ...] = (),
    intent: str | None = None,
) -> Group:
    """Other values for some fields of a record; fields merged together are completed from the record."""
    draft = Draft(author, intent)
    entity = author.catalogue[record.type]
    values = complete(author, entity, fields, record.fields)
    if not resolves:
        check_open(entity, record.fields, Act.UPDATE, {**values, **(add or {}), **(remove or {})})
    draft.put(Act.UPDATE, record.type, record.id, values, add=add, remove=remove, resolves=resolves)
    return draft.mutations


def delete(author: Author, record: Record, *, intent: str | None = None) -> Group:
    """The record goes; it can be restored under its id."""
    check_open(author.catalogue[record.type], record.fields, Act.DELETE, {})
    draft = Draft(author, intent)
    draft.put(Act.DELETE, record.type, record.id)
    return draft.mutations


def restore(author: Author, record: Record, *, intent: str | None = None) -> Group:
    """A deleted record comes back with the values of `record`, under its id."""
    entity = author.catalogue[record.type]
    draft = Draft(author, intent)
    values = {
        f.name: record.fields[f.name]
        for f in entity.own
        if f.writable and record.fields.get(f.name) not in (None, [])
    }
    draft.put(Act.RESTORE, record.type, record.id, values)
    return draft.mutations


def complete(
    author: Author,
    entity: Entity,
    fields: Mapping[str, Value],
    row: Mapping[str, Value],
    *,
    creating: bool = False,
) -> dict[str, Value]:
    """Canonical values of `fields`, completed by merge unit and with first values; raises `InvalidValue`."""
    values = dict(fields)
    if creating:
        for field in entity.own:
            if field.required and field.policy is Policy.FURTHEST and not values.get(field.name):
                values[field.name] = field.choices[0].key
    for name in list(values):
        entity.field(name)
        for member in entity.units[name]:
            if member not in values:
                values[member] = row.get(member)
    for field in entity.own:
        if field.currency and values.get(field.name) not in (None, "") and not values.get(field.currency):
            values[field.currency] = author.currency
    return normalise_fields(entity, values)


def attach(
    author: Author,
    record: Record,
    content: Content,
    caption: str | None = None,
    *,
    question: str | None = None,
) -> Group:
    """A file hangs on a record; its bytes are kept before this is saved. `question`: which of the visit's form it
    answers."""
    return create(
        author,
        "attachment",
        {
            "file_name": content.file_name,
            "caption": caption,
            "question": question,
            "taken_at": content.taken_at,
            "record_type": record.type,
            "record": record.id,
            "media_type": content.media_type,
            "size": content.size,
            "sha256": content.sha256,
            "width": content.width,
            "height": content.height,
            "thumbnail": content.thumbnail,
        },
    )


def move_stage(author: Author, opportunity: Record, stage: str, lost_reason: str | None = None) -> Group:
    """The opportunity goes to another stage; a lost one says why if it is known."""
    fields: dict[str, Value] = {"stage": stage}
    if lost_reason is not None:
        fields["lost_reason"] = lost_reason
    return update(author, opportunity, fields)


def complete_task(author: Author, task: Record) -> Group:
    """The task is done."""
    return update(author, task, {"status": "completed"})


def plan_visit(author: Author, account: str, start: str | None, end: str | None, **fields: Value) -> Group:
    """A visit to come. `start` and `end` are instants; raises `UsageError` for an end before its start."""
    group = create(
        author, "visit", {"account": account, "planned_start": start, "planned_end": end, **fields}
    )
    begins, ends = (group[0].set[name] for name in ("planned_start", "planned_end"))
    if begins is not None and ends is not None and ends < begins:
        raise UsageError("The visit would end before it starts", f"{begins} to {ends}", "give a later end")
    return group


def start_visit(author: Author, account: str, end: str | None, **fields: Value) -> Group:
    """A visit that nobody planned: made and checked in in one go. `end` is the instant it is meant to last until."""
    presence = _presence(author, at=None, lat=None, lon=None, how=None)
    values = {"status": "in_progress", "check_in": presence, **fields}
    return plan_visit(author, account, presence["at"], end, **values)


def check_in(
    author: Author,
    visit: Record,
    *,
    at: str | None = None,
    lat: Value = None,
    lon: Value = None,
    how: str | None = None,
) -> Group:
    """The rep is there. Works without a position; immutable once said."""
    if visit["check_in"] is not None:
        raise NotAllowed(
            "Already checked in", hint="a check-in stays as it was said", code="already_checked_in"
        )
    return update(
        author,
        visit,
        {"check_in": _presence(author, at=at, lat=lat, lon=lon, how=how), "status": "in_progress"},
    )


def check_out(
    author: Author,
    visit: Record,
    *,
    at: str | None = None,
    lat: Value = None,
    lon: Value = None,
    how: str | None = None,
) -> Group:
    """The rep leaves; the visit is completed."""
    if visit["check_in"] is None:
        raise NotAllowed("Not checked in yet", hint="check in first", code="not_checked_in")
    if visit["check_out"] is not None:
        raise NotAllowed(
            "Already checked out", hint="a check-out stays as it was said", code="already_checked_out"
        )
    presence = _presence(author, at=at, lat=lat, lon=lon, how=how)
    if presence["at"] < visit["check_in"]["at"]:
        raise UsageError(
            "The check-out lies before the check-in", visit["check_in"]["at"], "give a later time"
        )
    return update(author, visit, {"check_out": presence, "status": "completed"})


def _presence(author: Author, *, at: str | None, lat: Value, lon: Value, how: str | None) -> dict[str, Value]:
    entity = author.catalogue["visit"]
    moment = normalise(entity.field("submitted_at"), at) if at else format_instant(author.now())
    presence: dict[str, Value] = {
        "at": moment,
        "zone": author.zone,
        "lat": None,
        "lon": None,
        "accuracy": None,
    }
    if lat is not None or lon is not None:
        presence["lat"] = degrees(entity.field("check_in"), lat, 90)
        presence["lon"] = degrees(entity.field("check_in"), lon, 180)
    presence["how"] = how or ("position" if presence["lat"] is not None else "manual")
    return presence


def report_visit(
    author: Author, visit: Record, fields: Mapping[str, Value], next_task: Mapping[str, Value] | None = None
) -> Group:
    """Outcome, notes and next step of a visit; the next step becomes a task when `next_task` (its fields) is given."""
    draft = Draft(author)
    entity = author.catalogue["visit"]
    check_open(entity, visit.fields, Act.UPDATE, fields)
    if fields:
        draft.put(Act.UPDATE, "visit", visit.id, complete(author, entity, fields, visit.fields))
    if next_task is not None:
        task = {"account": visit["account"], "opportunity": visit["opportunity"], **next_task}
        draft.put(
            Act.CREATE,
            "task",
            author.new_id(),
            complete(author, author.catalogue["task"], task, {}, creating=True),
        )
    return draft.mutations


def submit_visit(author: Author, visit: Record) -> Group:
    """The report is final: from now on the visit takes amendments only."""
    if visit["check_out"] is None and visit["status"] not in ("completed", "missed", "cancelled"):
        raise NotAllowed("The visit is not finished", hint="check out first", code="not_checked_out")
    return update(author, visit, {"submitted_at": format_instant(author.now())})


def resolve(
    author: Author,
    record: Record | None,
    conflict: Record,
    choice: str,
    value: Mapping[str, Value] | None = None,
) -> Group:
    """Settles a conflict: `mine`, `theirs` or a `value` for its fields. `record` None: the record is deleted."""
    if choice not in ("mine", "theirs", "value") or (choice == "value") != (value is not None):
        raise UsageError("Choose mine, theirs or a value")
    about, resolves = conflict["about"], (conflict.id,)
    chosen = dict(value if value is not None else conflict[choice] or {})
    draft = Draft(author)
    if about == "delete" and choice == "mine":
        draft.put(Act.DELETE, conflict["record_type"], conflict["record"], resolves=resolves)
    elif about != "delete" and record is not None:
        entity = author.catalogue[record.type]
        chosen.pop("deleted", None)  # of one that was restored meanwhile
        # What adds up was counted when it was typed, and is in what was restored.
        values = {name: chosen[name] for name in chosen if entity.field(name).policy is not Policy.ADD}
        return update(author, record, values, resolves=resolves)
    elif about == "edit_of_deleted" and choice != "theirs":
        draft.put(Act.RESTORE, conflict["record_type"], conflict["record"], chosen, resolves=resolves)
    else:
        act = Act.DELETE if about == "edit_of_deleted" else Act.UPDATE
        draft.put(act, conflict["record_type"], conflict["record"], resolves=resolves)
    return draft.mutations


def at_once(author: Author, mutations: Iterable[Mutation]) -> Group:
    """Several groups as one act of the user: each is judged for itself, and undo takes all of them back."""
    intent = author.new_id()
    return [replace(mutation, intent=intent) for mutation in mutations]


def together(author: Author, *groups: Group, intent: str | None = None) -> Group:
    """Several groups as one: applied, refused and undone as a whole."""
    shared = author.new_id()
    return [replace(each, group=shared, intent=intent or shared) for group in groups for each in group]


def in_groups(author: Author, changes: Sequence[Group]) -> Group:
    """One intent of however many changes: together as far as a group holds them, the others in groups that follow."""
    intent = author.new_id()
    return [
        each
        for start in range(0, len(changes), GROUP_SIZE)
        for each in together(author, *changes[start : start + GROUP_SIZE], intent=intent)
    ]
