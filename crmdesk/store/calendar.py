"""What lies on the days of a calendar: appointments by their time, tasks and close dates by their day.

Each question walks an index over the days asked for and is bounded; it computes nothing that travels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from crmdesk.domain.planning import REMINDED, SPANS
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.store.connection import Connection
from crmdesk.store.rows import Rows
from crmdesk.store.titles import Titles
from crmdesk.store.views import day_bounds, ends

LIMIT = 1_000
"""Entries of one type in one answer: four times what a full month of one person holds."""
LONGEST = timedelta(days=7)
"""An appointment that began earlier than that before the days asked for is not looked for."""
TASKS = 200
"""Tasks of one answer."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A record on the calendar. An appointment has `start` (an instant) and may have `end`; anything else a `day`."""

    record: Record
    title: str
    customer: str
    start: str | None = None
    end: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A record that wants to be thought of at the instant `at`."""

    record: Record
    title: str
    customer: str
    at: str


@dataclass(frozen=True, slots=True)
class _Ask:
    """One walk of an index: rows of a type that hold a condition, in an order, so many at most.

    `open_by` (status or stage) leaves out what that has closed.
    """

    type: str
    condition: str
    values: tuple[str, ...]
    order: str
    open_by: str | None = None
    limit: int = LIMIT


class Calendar:
    """Asks for entries of a person (of everyone's when `user` is None)."""

    def __init__(self, rows: Rows, titles: Titles) -> None:
        self._rows = rows
        self._titles = titles

    def span(
        self, connection: Connection, first: date, end: date, zone: str, user: str | None
    ) -> tuple[CalendarEntry, ...]:
        """Everything on the days from `first` up to, not including, `end`, in a zone (IANA name)."""
        found: list[CalendarEntry] = []
        for type_name, (start_field, end_field) in SPANS.items():
            ask = self._appointments(type_name, first, end, zone)
            for record in self._find(connection, ask, user):
                found.append(CalendarEntry(record, "", "", record[start_field], record[end_field]))
        days = (first.isoformat(), end.isoformat())
        for ask in (
            _Ask("task", "due_on >= ? AND due_on < ?", days, "due_on"),
            _Ask("opportunity", "close_date >= ? AND close_date < ?", days, "close_date", "stage"),
        ):
            found += [
                CalendarEntry(record, "", "", day=record[ask.order])
                for record in self._find(connection, ask, user)
            ]
        titles, customers = self._names(connection, [entry.record for entry in found])
        return tuple(
            replace(
                entry,
                title=titles.get(entry.record.id, ""),
                customer=customers.get(entry.record.id, ""),
            )
            for entry in found
        )

    @staticmethod
    def _appointments(type_name: str, first: date, end: date, zone: str) -> _Ask:
        start_field, end_field = SPANS[type_name]
        begin, _ = day_bounds(first, zone)
        until, _ = day_bounds(end, zone)
        earliest = format_instant(datetime.fromisoformat(begin) - LONGEST)
        condition = f"{start_field} >= ? AND {start_field} < ? AND (+{start_field} >= ? OR {end_field} > ?)"
        return _Ask(type_name, condition, (earliest, until, begin, begin), start_field)

    def tasks(
        self, connection: Connection, user: str | None, limit: int = TASKS
    ) -> tuple[CalendarEntry, ...]:
        """Open tasks, the longest due first; those without a day come last."""
        status = self._rows["task"].entity.field("status")
        still = tuple(choice.key for choice in status.choices if not choice.end)
        # Which they are comes out of the index of the summed fields: whole rows are read of those alone.
        condition, values = f"+status IN ({', '.join('?' * len(still))})", still
        if user is not None:
            condition, values = f"{condition} AND owner = ?", (*values, user)
        order = "+due_on IS NULL, +due_on"
        first = f"id IN (SELECT id FROM task WHERE {condition} ORDER BY {order}, id LIMIT {limit})"
        ask = _Ask("task", first, values, order, limit=limit)
        records = self._find(connection, ask, None)
        titles, customers = self._names(connection, records)
        return tuple(
            CalendarEntry(each, titles.get(each.id, ""), customers.get(each.id, ""), day=each["due_on"])
            for each in records
        )

    def reminders(
        self, connection: Connection, after: str, until: str, user: str | None, limit: int = LIMIT
    ) -> tuple[Reminder, ...]:
        """Reminders of open records behind the instant `after` up to `until`, earliest first."""
        condition, moments = "reminder_at > ? AND reminder_at <= ?", (after, until)
        found = [
            record
            for name in REMINDED
            for record in self._find(
                connection, _Ask(name, condition, moments, "reminder_at", "status", limit), user
            )
        ]
        return self._reminders(connection, found, limit)

    def reminders_of(
        self, connection: Connection, keys: Iterable[tuple[str, str]], user: str | None
    ) -> tuple[Reminder, ...]:
        """The reminders of those records (type and id) that are still open and still have one."""
        condition = "id = ? AND reminder_at IS NOT NULL"
        found = [
            record
            for name, record_id in keys
            if name in REMINDED
            for record in self._find(connection, _Ask(name, condition, (record_id,), "id", "status"), user)
        ]
        return self._reminders(connection, found, len(found))

    def next_reminder(self, connection: Connection, after: str, user: str | None) -> str | None:
        """The instant of the first reminder behind `after`."""
        found = [
            record["reminder_at"]
            for name in REMINDED
            for record in self._find(
                connection, _Ask(name, "reminder_at > ?", (after,), "reminder_at", "status", 1), user
            )
        ]
        return min(found, default=None)

    def _reminders(self, connection: Connection, records: list[Record], limit: int) -> tuple[Reminder, ...]:
        records.sort(key=lambda record: (record["reminder_at"], record.id))
        titles, customers = self._names(connection, records[:limit])
        return tuple(
            Reminder(each, titles.get(each.id, ""), customers.get(each.id, ""), each["reminder_at"])
            for each in records[:limit]
        )

    def _find(self, connection: Connection, ask: _Ask, user: str | None) -> list[Record]:
        rows = self._rows[ask.type]
        text, values = ask.condition, ask.values
        # The + keeps other indexes out of it: that of the order is the one that bounds the walk.
        if ask.open_by is not None:
            closed = ends(rows.entity, ask.open_by)
            text += f" AND +{ask.open_by} NOT IN ({', '.join('?' * len(closed))})"
            values += closed
        if user is not None:
            text += " AND +owner = ?"
            values += (user,)
        by = ask.order if ask.order == "id" else f"{ask.order}, id"
        found = connection.execute(
            f"{rows.select} WHERE {text} ORDER BY {by} LIMIT ?", (*values, ask.limit)
        ).fetchall()
        return [rows.record(row) for row in found]

    def _names(
        self, connection: Connection, records: Sequence[Record]
    ) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Titles, and names of customers, by record id: one question a type."""
        by_type: dict[str, list[str]] = {}
        for record in records:
            by_type.setdefault(record.type, []).append(record.id)
        titles: dict[str, str] = {}
        for type_name, ids in by_type.items():
            titles.update(self._titles.of(connection, type_name, ids))
        return titles, self._titles.customers(connection, records)
