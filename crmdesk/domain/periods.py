"""Months and quarters of the calendar, as forecasts and goals count them. No clock: the day comes in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crmdesk.domain.errors import InvalidValue

PeriodKind = Literal["month", "quarter"]
_MONTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month or a quarter by its first day."""

    start: date
    kind: PeriodKind

    @property
    def end(self) -> date:
        """The last day."""
        return _later(self.start, _MONTHS[self.kind]) - timedelta(days=1)

    @property
    def number(self) -> int:
        """Of the month or quarter in its year, from 1."""
        return (self.start.month - 1) // _MONTHS[self.kind] + 1

    def __str__(self) -> str:
        """As `parse_period` reads it."""
        year = f"{self.start.year:04}"
        return f"{year}-Q{self.number}" if self.kind == "quarter" else f"{year}-{self.start.month:02}"

    def moved(self, steps: int) -> Period:
        """The one so many periods later; a negative number lies before."""
        return Period(_later(self.start, steps * _MONTHS[self.kind]), self.kind)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


_PERIOD = re.compile(r"(\d{4})-(?:[Qq]([1-4])|(0[1-9]|1[0-2]))")


def parse_period(text: str) -> Period:
    """The period of `2026-Q4` or `2026-11`; raises `InvalidValue`."""
    found = _PERIOD.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= 9998:
        raise InvalidValue("period", f"{text[:20]!r} is no period", "write it as 2026-Q4 or 2026-11")
    year, quarter, month = found.groups()
    if quarter:
        return Period(date(int(year), int(quarter) * 3 - 2, 1), "quarter")
    return Period(date(int(year), int(month), 1), "month")


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period that a day lies in."""
    months = _MONTHS[kind]
    return Period(date(day.year, (day.month - 1) // months * months + 1, 1), kind)


def _later(first: date, months: int) -> date:
    """The first of the month so many months after the month of `first`."""
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
