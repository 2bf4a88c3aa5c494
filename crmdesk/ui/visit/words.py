"""When a visit is planned, in words, and whether the customer knows of it. Reads nothing."""

from __future__ import annotations

from crmdesk.domain.records import Record
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.translations import label


def planned_text(desk: Desk, visit: Record) -> str:
    """`today 10:00 – 11:00  ·  Time agreed with the customer`; that it is agreed counts until somebody is there."""
    if not visit["planned_start"]:
        return ""
    day = formats.relative_day(formats.local(visit["planned_start"], desk.zone).date(), desk.today())
    said = f"{day} {_hours(desk, visit)}"
    if visit["time_agreed"] and visit["check_in"] is None:
        said += f"  ·  {label('visit.time_agreed')}"
    return said


def _hours(desk: Desk, visit: Record) -> str:
    start, end = visit["planned_start"], visit["planned_end"]
    return formats.hours(start, end, desk.zone) if end else formats.time_of_day(start, desk.zone)
