"""Activities and stage changes as lines of a timeline: when, what, how it stands. Knows no page and reads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import TimelineEntry

_MOMENTS: Mapping[str, tuple[str, ...]] = {
    "visit": ("planned_start", "created_at"),
    "call": ("starts_at", "created_at"),
    "meeting": ("starts_at", "created_at"),
    "task": ("due_on", "created_at"),
    "note": ("created_at",),
    "stage_change": ("at",),
}
_TEXTS: Mapping[str, tuple[str, ...]] = {
    "visit": ("notes", "next_step"),
    "call": ("outcome", "notes"),
    "meeting": ("outcome", "notes"),
    "task": ("notes",),
    "note": ("body",),
}


def moment(record: Record) -> str | None:
    """The day or instant that an activity belongs to; a visit's check-in goes before its plan."""
    if record.type == "visit" and record["check_in"]:
        return str(record["check_in"]["at"])
    return next((str(record[name]) for name in _MOMENTS.get(record.type, ()) if record[name]), None)


def happenings(desk: Desk, records: Iterable[Record], names: Mapping[str, str]) -> list[TimelineEntry]:
    """Lines in the order of the records, grouped by their day; a click on one leads to `type:id`."""
    return [_entry(desk, record, names) for record in records]


def _entry(desk: Desk, record: Record, names: Mapping[str, str]) -> TimelineEntry:
    entity = desk.entity(record.type)
    at = moment(record)
    status = record.fields.get("status")
    by = names.get(record.fields.get("owner") or record.fields.get("by") or "", "")
    text = next((str(record[name]) for name in _TEXTS.get(record.type, ()) if record[name]), "")
    return TimelineEntry(
        target=f"{record.type}:{record.id}",
        icon=entity.icon,
        title=_title(desk, record),
        when=" · ".join(part for part in (by, _clock(desk, at)) if part),
        text=text,
        group=_group(desk, at),
        badge=label(f"{record.type}.status.{status}") if status else "",
        tone=tone(entity, "status", status),
    )


def _title(desk: Desk, record: Record) -> str:
    kind = label(record.type)
    if record.type == "stage_change":
        after = label(f"opportunity.stage.{record['to_stage']}")
        if not record["from_stage"]:
            return after
        return f"{label('opportunity.stage.' + record['from_stage'])} → {after}"
    title = desk.title(record)
    if record.type == "note" and not record["subject"]:
        return kind
    return title or kind


def _clock(desk: Desk, at: str | None) -> str:
    return formats.time_of_day(at, desk.zone) if at and "T" in at else ""


def _group(desk: Desk, at: str | None) -> str:
    if at is None:
        return QCoreApplication.translate("happenings", "No date")
    day = formats.local(at, desk.zone).date() if "T" in at else date.fromisoformat(at)
    return formats.relative_day(day, desk.today())
