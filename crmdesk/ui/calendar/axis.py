"""The hours beside the columns of a day or week, also where a clock is put forward or back. Pure.

An axis has a row for every quarter of an hour that any of its days has: a repeated hour stands twice, and a day that
lacks a row shows a gap there. So every instant has one place, and every place in a day at most one instant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

ROW_MINUTES = 15
_ROW = timedelta(minutes=ROW_MINUTES)
Row = tuple[int, int]
"""Minute of the day on the clock, and 1 where the clock shows it for the second time that day (PEP 495, fold)."""


def day_start(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day, in UTC: arithmetic there is that of elapsed time."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _rows_of(day: date, zone: tzinfo) -> list[Row]:
    rows, moment, end = [], day_start(day, zone), day_start(day + timedelta(days=1), zone)
    while moment < end:
        shown = moment.astimezone(zone)
        minute = shown.hour * 60 + shown.minute
        rows.append((minute - minute % ROW_MINUTES, shown.fold))
        moment += _ROW
    return rows


def _merged(days: Sequence[list[Row]]) -> list[Row]:
    """The rows of an ordinary day, with every repeated row behind the one that precedes it on its day."""
    merged = [(minute, 0) for minute in range(0, 24 * 60, ROW_MINUTES)]
    for rows in days:
        for number, row in enumerate(rows):
            if row not in merged:
                merged.insert(merged.index(rows[number - 1]) + 1 if number else 0, row)
    return merged


class Axis:
    """Places count rows from the top, as real numbers; moments are aware and given back in the axis' zone."""

    def __init__(self, days: Sequence[date], zone: tzinfo) -> None:
        self.days = tuple(days)
        self.zone = zone
        found = {day: _rows_of(day, zone) for day in days}
        self.rows: tuple[Row, ...] = tuple(_merged(list(found.values())))
        number = {row: place for place, row in enumerate(self.rows)}
        self._places = {day: [number[row] for row in rows] for day, rows in found.items()}
        self._starts = {day: day_start(day, zone) for day in days}

    def gaps(self, day: date) -> tuple[int, ...]:
        """The rows that the day does not have: its clock jumped over them, or another day's repeats them."""
        there = set(self._places[day])
        return tuple(place for place in range(len(self.rows)) if place not in there)

    def bounds(self, day: date) -> tuple[datetime, datetime]:
        """The first instant of the day and the first behind it."""
        start = self._starts[day]
        return start, start + _ROW * len(self._places[day])

    def place(self, day: date, moment: datetime, *, end: bool = False) -> float:
        """Where a moment stands in a day's column, at its edge when it is before or behind the day.

        `end`: of something that ends then, so that it ends above a gap and not below it.
        """
        places = self._places[day]
        rows = min(max((moment.astimezone(UTC) - self._starts[day]) / _ROW, 0.0), float(len(places)))
        index = int(rows)
        if (end and index == rows and index > 0) or index == len(places):
            index -= 1
        return places[index] + rows - index

    def moment(self, day: date, row: int) -> datetime:
        """The moment that a row of the day's column begins, in a gap the first behind it."""
        places = self._places[day]
        return (self._starts[day] + bisect_left(places, row) * _ROW).astimezone(self.zone)
