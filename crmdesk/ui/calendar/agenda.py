"""The agenda: what lies ahead as rows under their days. Reads nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from crmdesk.ui import formats
from crmdesk.ui.calendar.day_rows import DayRow
from crmdesk.ui.calendar.words import Shown, late
from crmdesk.ui.desk import Desk


def agenda_rows(desk: Desk, first: date, end: date, entries: Iterable[Shown]) -> list[DayRow]:
    """Rows by day; today is there also when it is empty. What began before `first` stands on it."""
    today = desk.today()
    by_day: dict[date, list[Shown]] = {today: []} if first <= today < end else {}
    for each in entries:
        if each.last_day >= first and each.day < end:
            by_day.setdefault(max(each.day, first), []).append(each)
    rows: list[DayRow] = []
    for day in sorted(by_day):
        near = formats.relative_day(day, today) if abs((day - today).days) <= 1 else ""
        empty = QCoreApplication.translate("Calendar", "Nothing planned")
        rows.append(DayRow(formats.full_day(day), aside=near if by_day[day] else f"{near} · {empty}"))
        rows += [_row(desk, each) for each in by_day[day]]
    return rows


def _row(desk: Desk, each: Shown) -> DayRow:
    whole = QCoreApplication.translate("Calendar", "All day")
    is_late = late(desk, each)
    return DayRow(
        text=each.name,
        key=each.key,
        note=each.note,
        aside=each.begins if each.start and not each.all_day else whole,
        icon=each.icon,
        mark="warning" if each.against else each.mark,
        badge=each.state,
        tone="danger" if each.against or is_late else each.tone,
        struck=each.over and each.mark == "close",
        late=is_late,
        about=each,
    )
