"""Arithmetic of days as people mean them: the coming Tuesday, the end of the month. Knows no words and no clock."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from crmdesk.domain.quick_log.facts import Tense

Resolve = Callable[[date, Tense | None], date | None]
"""The day meant, seen from a day; the tense decides between the last one and the next. None: there is no such day."""


@dataclass(frozen=True, slots=True)
class Found:
    """A day said between `start` and `end` of the line. `tense`: what the words themselves say about it."""

    start: int
    end: int
    resolve: Resolve
    tense: Tense | None = None


FUTURE, PAST = Tense.FUTURE, Tense.PAST
Reading = Callable[[Match[str]], tuple[Resolve, Tense | None] | None]
"""What a match of a pattern means; None when it means no day after all."""


def after(days: int) -> tuple[Resolve, Tense | None]:
    """So many days from today; negative ones lie behind."""
    return (lambda today, _: shifted(today, days)), _tense(days)


def after_months(months: int) -> tuple[Resolve, Tense | None]:
    """So many months from today, on the same day or the month's last."""
    return (lambda today, _: month_later(today, months)), _tense(months)


def _tense(distance: int) -> Tense | None:
    return FUTURE if distance > 0 else PAST if distance < 0 else None


def shifted(day: date, days: int) -> date | None:
    """`days` later; None past the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_later(day: date, months: int) -> date | None:
    """The same day `months` later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def monday_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def in_week(weeks: int, weekday: int) -> tuple[Resolve, Tense | None]:
    """A weekday (Monday 0) of the week `weeks` from this one. Weeks begin on Monday."""
    return (lambda today, _: shifted(monday_of(today), 7 * weeks + weekday)), _tense(weeks)


def weekday(number: int) -> Resolve:
    """The last one for what was, today counted; else the next one, today not counted."""

    def resolve(today: date, tense: Tense | None) -> date | None:
        if tense is PAST:
            return shifted(today, -((today.weekday() - number) % 7))
        return shifted(today, (number - today.weekday() - 1) % 7 + 1)

    return resolve


def last_weekday(number: int) -> tuple[Resolve, Tense | None]:
    """The last one before today."""
    return (lambda today, _: shifted(today, -((today.weekday() - number - 1) % 7 + 1))), PAST


def on(year: int | None, month: int, day: int) -> Resolve | None:
    """A date; without a year the next one for what is to come, the last one for what was, else the nearest."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(2024, month)[1]):
        return None
    if year is not None:
        return lambda _, __: made(year, month, day)

    def resolve(today: date, tense: Tense | None) -> date | None:
        near = [
            found
            for step in (-4, -3, -2, -1, 0, 1, 2, 3, 4)
            if (found := made(today.year + step, month, day))
        ]
        return _nearest(near, today, tense)

    return resolve


def on_day(day: int) -> Resolve | None:
    """A day of the month, of this one or the one beside it."""
    if not 1 <= day <= 31:
        return None

    def resolve(today: date, tense: Tense | None) -> date | None:
        near = []
        for step in (-2, -1, 0, 1, 2):
            first = month_later(today.replace(day=1), step)
            if first is not None and (found := made(first.year, first.month, day)) is not None:
                near.append(found)
        return _nearest(near, today, tense)

    return resolve


def _nearest(days: list[date], today: date, tense: Tense | None) -> date | None:
    if tense is FUTURE:
        days = [each for each in days if each >= today]
    elif tense is PAST:
        days = [each for each in days if each <= today]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def made(year: int, month: int, day: int) -> date | None:
    """A date, None when there is no such one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(text: str) -> int:
    """`2026`, and `26` for the same."""
    return int(text) + (2000 if len(text) <= 2 else 0)


def month_part(
    months: int | None, part: str, *, month: int | None = None, year: int | None = None
) -> Resolve:
    """The `start` (1st), `middle` (15th) or `end` of a month: `months` from this one, or the `month` (of a `year`)."""

    def resolve(today: date, tense: Tense | None) -> date | None:
        if month is not None:
            choose = on(year, month, 1 if part != "middle" else 15)
            first = choose(today.replace(day=1), tense) if choose else None
        else:
            first = month_later(today.replace(day=1), months or 0)
        if first is None:
            return None
        day = {"start": 1, "middle": 15}.get(part) or calendar.monthrange(first.year, first.month)[1]
        return first.replace(day=day)

    return resolve


def day_of_month(months: int, day: int) -> Resolve:
    """A day of the month that is `months` from this one."""

    def resolve(today: date, _: Tense | None) -> date | None:
        first = month_later(today.replace(day=1), months)
        return made(first.year, first.month, day) if first else None

    return resolve


def year_end(years: int = 0) -> Resolve:
    """The last day of the year."""
    return lambda today, _: made(today.year + years, 12, 31)


def quarter_end(quarters: int = 0) -> Resolve:
    """The last day of the quarter."""

    def resolve(today: date, _: Tense | None) -> date | None:
        last = month_later(today.replace(day=1), 2 - (today.month - 1) % 3 + 3 * quarters)
        return last.replace(day=calendar.monthrange(last.year, last.month)[1]) if last else None

    return resolve


def workdays(count: int) -> Resolve:
    """So many working days from today, Saturdays and Sundays left out."""

    def resolve(today: date, _: Tense | None) -> date | None:
        day: date | None = today
        for _step in range(min(count, 400)):
            day = shifted(day, 1) if day else None
            while day is not None and day.weekday() > 4:
                day = shifted(day, 1)
        return day

    return resolve
