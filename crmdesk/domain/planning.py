"""Intents of the calendar: what is planned, moved, put off and to be reminded of. It knows no screen and no clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crmdesk.domain import edits
from crmdesk.domain.declare import Entity
from crmdesk.domain.edits import Author, Group
from crmdesk.domain.errors import NotAllowed, RecordLocked, UsageError, UserError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant

SPANS: Mapping[str, tuple[str, str]] = {
    "visit": ("planned_start", "planned_end"),
    "call": ("starts_at", "ends_at"),
    "meeting": ("starts_at", "ends_at"),
}
"""The fields that say from when to when an appointment of a type lasts."""
REMINDED = ("visit", "call", "meeting", "task")
"""The types that have a reminder."""


def is_over(entity: Entity, record: Record) -> bool:
    """Whether its status closes it: completed, held, missed, cancelled."""
    status = entity.field("status").choice(record["status"])
    return status is not None and status.end


def why_fixed(entity: Entity, record: Record) -> UserError | None:
    """What keeps an appointment or task where it is in the calendar; None when it can be moved."""
    if entity.locked_by and record.fields.get(entity.locked_by) is not None:
        return RecordLocked(
            f"This {entity.name} was submitted and is locked",
            "nothing was changed",
            "write an amendment",
        )
    if record.fields.get("check_in") is not None:
        return NotAllowed(
            "This visit has begun", "its check-in says when it was", "plan another one", code="begun"
        )
    if is_over(entity, record):
        return NotAllowed("This is over", "what is done stays on its day", "plan another one", code="over")
    return None


def plan(author: Author, type_name: str, start: str, end: str, **fields: Value) -> Group:
    """A visit, call or meeting from one instant to another; raises `UsageError` for an end before its start."""
    first, last = SPANS[type_name]
    group = edits.create(author, type_name, {first: start, last: end, **fields})
    _check_order(group[0].set[first], group[0].set[last])
    return group


def move(author: Author, record: Record, start: str, end: str | None) -> Group:
    """The appointment takes place from `start` to `end`; its reminder keeps its distance.

    Raises what `why_fixed` says, and `UsageError` for an end before its start.
    """
    _check_movable(author, record)
    first, last = SPANS[record.type]
    fields: dict[str, Value] = {first: start, last: end}
    group = edits.update(author, record, fields)
    _check_order(group[0].set[first], group[0].set[last])
    if record["reminder_at"] and record[first]:
        ahead = datetime.fromisoformat(record[first]) - datetime.fromisoformat(record["reminder_at"])
        fields["reminder_at"] = format_instant(datetime.fromisoformat(group[0].set[first]) - ahead)
        group = edits.update(author, record, fields)
    return group


def put_off(author: Author, task: Record, day: date) -> Group:
    """The task is due on another day; its reminder goes along, at the same time of day in the author's zone."""
    _check_movable(author, task)
    fields: dict[str, Value] = {"due_on": day.isoformat()}
    if task["reminder_at"]:
        zone = ZoneInfo(author.zone)
        before = datetime.fromisoformat(task["reminder_at"]).astimezone(zone)
        due = date.fromisoformat(task["due_on"]) if task["due_on"] else before.date()
        days = (before.date() - due).days
        clock = time(before.hour, before.minute, before.second)
        fields["reminder_at"] = format_instant(datetime.combine(day + timedelta(days), clock, zone))
    return edits.update(author, task, fields)


def agree(author: Author, visit: Record, *, agreed: bool) -> Group:
    """The customer expects the visit at its time, or no longer does. Raises what `why_fixed` says, and `UsageError` for
    a visit without a time."""
    _check_movable(author, visit)
    if agreed and not visit["planned_start"]:
        raise UsageError("This visit has no time yet", "a time is agreed once it is planned", "plan it first")
    return edits.update(author, visit, {"time_agreed": agreed})


def remind(author: Author, record: Record, at: str | None) -> Group:
    """The author is reminded of the record at that instant, or not at all."""
    return edits.update(author, record, {"reminder_at": at})


def _check_movable(author: Author, record: Record) -> None:
    fixed = why_fixed(author.catalogue[record.type], record)
    if fixed is not None:
        raise fixed


def _check_order(start: str | None, end: str | None) -> None:
    if start is not None and end is not None and end < start:
        raise UsageError("It would end before it starts", f"{start} to {end}", "give a later end")
