"""Activities and stage changes as lines of a timeline: when, what, how it stands. Knows no page and reads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.records import Record
from crmdesk.store.timeline import TimelineEntry as Happening
from crmdesk.ui import formats
from crmdesk.ui.columns import tone
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import TimelineEntry

_TEXTS: Mapping[str, tuple[str, ...]] = {
    "visit": ("notes", "next_step"),
    "call": ("outcome", "notes"),
    "meeting": ("outcome", "notes"),
    "task": ("notes",),
    "email": ("body",),
    "note": ("body",),
}


def happenings(desk: Desk, entries: Iterable[Happening]) -> list[TimelineEntry]:
    """Lines in the order given, grouped by their day; a click on one leads to `type:id`."""
    return [_line(desk, entry) for entry in entries]


def _line(desk: Desk, entry: Happening) -> TimelineEntry:
    record = entry.record
    entity = desk.entity(record.type)
    status = record.fields.get("status")
    return TimelineEntry(
        target=f"{record.type}:{record.id}",
        icon=entity.icon,
        title=happening_title(entry),
        when=" · ".join(part for part in (entry.by, _clock(desk, entry.when)) if part),
        text=next((str(record[name]) for name in _TEXTS.get(record.type, ()) if record[name]), ""),
        group=_group(desk, entry.when),
        badge=_badge(record),
        tone=tone(entity, "status", status),
    )


def _badge(record: Record) -> str:
    """How it stands; of an e-mail which way it went."""
    name = "direction" if record.type == "email" else "status"
    state = record.fields.get(name)
    return label(f"{record.type}.{name}.{state}") if state else ""


def happening_title(entry: Happening) -> str:
    """What an entry is called: its subject, or the step of a stage."""
    record = entry.record
    if record.type == "stage_change":
        return _step(record)
    if record.type == "note" and not record["subject"]:
        return label("note")
    return entry.title or label(record.type)


def _step(change: Record) -> str:
    after = label(f"opportunity.stage.{change['to_stage']}")
    if not change["from_stage"]:
        return after
    return f"{label('opportunity.stage.' + change['from_stage'])} → {after}"


def _clock(desk: Desk, at: str | None) -> str:
    return formats.time_of_day(at, desk.zone) if at and "T" in at else ""


def _group(desk: Desk, at: str | None) -> str:
    if at is None:
        return QCoreApplication.translate("happenings", "No date")
    day = formats.local(at, desk.zone).date() if "T" in at else date.fromisoformat(at)
    return formats.relative_day(day, desk.today())
