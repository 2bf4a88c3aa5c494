"""Which days a view of the calendar shows, and where one step leads. Pure; knows no clock and no widget."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, get_args

View = Literal["day", "week", "month", "agenda"]
VIEWS: tuple[View, ...] = get_args(View)
WEEK = 7
AGENDA_DAYS = 28
"""Days that the agenda shows at first, and by which it grows."""
AGENDA_MOST = 6 * AGENDA_DAYS
"""Days that the agenda holds: what lies further off at the other end is let go."""


def first_of_week(day: date, first_weekday: int) -> date:
    """The first day of the week that `day` is in; `first_weekday` is 1 for Monday to 7 for Sunday (`Qt.DayOfWeek`)."""
    return day - timedelta((day.isoweekday() - first_weekday) % WEEK)


def days_of(view: View, anchor: date, first_weekday: int) -> tuple[date, ...]:
    """The days that a view shows around `anchor`: whole weeks for a month."""
    if view == "day":
        return (anchor,)
    if view == "agenda":
        return tuple(anchor + timedelta(number) for number in range(AGENDA_DAYS))
    if view == "week":
        start = first_of_week(anchor, first_weekday)
        return tuple(start + timedelta(number) for number in range(WEEK))
    start = first_of_week(anchor.replace(day=1), first_weekday)
    last = anchor.replace(day=monthrange(anchor.year, anchor.month)[1])
    end = first_of_week(last, first_weekday) + timedelta(WEEK)
    return tuple(start + timedelta(number) for number in range((end - start).days))


def step(view: View, anchor: date, count: int) -> date:
    """The anchor `count` days, weeks, months or stretches of the agenda further; a month keeps the day where it can."""
    if view == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))
    return anchor + timedelta(count * {"day": 1, "week": WEEK, "agenda": AGENDA_DAYS}[view])


def grown(first: date, end: date, count: int) -> tuple[date, date]:
    """The agenda's days from `first` up to `end` grown by a stretch backwards (`count` -1) or forwards (1)."""
    by = timedelta(AGENDA_DAYS)
    first, end = (first - by, end) if count < 0 else (first, end + by)
    if (end - first).days > AGENDA_MOST:
        first, end = (first, end - by) if count < 0 else (first + by, end)
    return first, end
