"""What a reminder says, with and without what is nobody else's business. Shows nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.planning import SPANS
from crmdesk.store.calendar import Reminder
from crmdesk.ui import formats
from crmdesk.ui.calendar.words import zone_of
from crmdesk.ui.desk import Desk
from crmdesk.ui.reminders.memory import key_of
from crmdesk.ui.reminders.note import Note
from crmdesk.ui.translations import label

SNOOZE = "snooze"
FEW = 3
"""More reminders than that at once are told of as one."""
ALL = "reminders"
"""The key of that one."""
_MORNING = time(9)
translate = QCoreApplication.translate


def title_of(desk: Desk, reminder: Reminder) -> str:
    """`Visit, Today 10:00 AM`: what kind and when, and neither whom nor what about."""
    record, kind = reminder.record, label(reminder.record.type)
    if record.type in SPANS:
        begins = record[SPANS[record.type][0]]
        day = formats.local(begins, zone_of(desk)).date() if begins else None
        clock = formats.time_of_day(begins, zone_of(desk)) if begins else ""
    else:
        day = datetime.fromisoformat(record["due_on"]).date() if record["due_on"] else None
        clock = ""
    when = formats.relative_day(day, desk.today()) if day else ""
    return formats.clauses((kind, f"{when} {clock}".strip()))


def detail_of(reminder: Reminder) -> str:
    """Whom and what about."""
    return " · ".join(part for part in (reminder.title, reminder.customer) if part)


def notes(desk: Desk, due: Sequence[Reminder], *, details: bool) -> list[Note]:
    """What the system shall show: a note for each, one for all when they are many."""
    if len(due) > FEW:
        return [Note(ALL, translate("Reminders", "{0} reminders").format(len(due)))]
    snooze = (SNOOZE, translate("Reminders", "Snooze 10 minutes"))
    return [
        Note(key_of(each), title_of(desk, each), detail_of(each) if details else "", (snooze,))
        for each in due
    ]


def tomorrow_morning(desk: Desk) -> datetime:
    """Nine o'clock tomorrow."""
    day = desk.today() + timedelta(1)
    return datetime.combine(day, _MORNING, zone_of(desk)).astimezone(UTC)
