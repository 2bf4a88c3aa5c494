"""The compositions that screens show: the day, what stands still, what comes next, what changed.

Each reads one committed state inside the caller's transaction. It computes nothing that travels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.store.connection import Connection
from crmdesk.store.rows import Rows
from crmdesk.store.settings import INDEXES_MISSING, read_setting
from crmdesk.store.titles import Titles

QUIET_DAYS = 14
"""An open opportunity without a change or an activity for so long has gone quiet."""
LIMIT = 50
"""Rows of one part of the day; the lists behind it show all."""
RECENT_ROWS = 20


@dataclass(frozen=True, slots=True)
class Item:
    """A record with what the screen says beside it: whom it is with, and the moment that puts it here."""

    record: Record
    title: str
    customer: str
    when: str | None
    pending: bool
    """An edit of it is still on its way."""


@dataclass(frozen=True, slots=True)
class TodayView:
    """What a day asks for. Instants and dates are canonical; `day` is the day in the asked zone."""

    day: date
    visits: tuple[Item, ...]
    meetings: tuple[Item, ...]
    overdue: tuple[Item, ...]
    due: tuple[Item, ...]
    closing: tuple[Item, ...]
    """Open opportunities whose close date lies within this week or is past."""
    quiet: tuple[Item, ...]
    """Open opportunities without any activity for two weeks, longest silence first."""
    recent: tuple[Item, ...]
    """What others changed lately, newest first."""


def ends(entity: Entity, field: str) -> tuple[str, ...]:
    """The choices of a field that close the record."""
    return tuple(choice.key for choice in entity.field(field).choices if choice.end)


class Views:
    """Composes records of several types."""

    def __init__(self, rows: Rows, titles: Titles) -> None:
        self._rows = rows
        self._titles = titles
        self._catalogue: Catalogue = rows.catalogue

    def today(self, connection: Connection, day: date, zone: str, user: str | None) -> TodayView:
        """The user's day (everyone's when `user` is None). `zone` is an IANA name; an unknown one counts as UTC."""
        start, end = day_bounds(day, zone)
        mine = _Mine(user)
        monday = day - timedelta(days=day.weekday())
        week_end = (monday + timedelta(days=6)).isoformat()
        text = day.isoformat()
        return TodayView(
            day=day,
            visits=self._find(
                connection,
                "visit",
                mine.and_("planned_start >= ? AND planned_start < ?", start, end),
                order="planned_start",
            ),
            meetings=self._find(
                connection,
                "meeting",
                mine.and_("starts_at >= ? AND starts_at < ?", start, end),
                order="starts_at",
            ),
            overdue=self._tasks(connection, mine, "due_on < ?", text),
            due=self._tasks(connection, mine, "due_on = ?", text),
            closing=self._open(connection, mine, "close_date <= ?", (week_end,), order="close_date"),
            # While a first sync runs there is no index on who was last dealt with: it would take minutes.
            quiet=()
            if read_setting(connection, INDEXES_MISSING)
            else self._quiet(connection, mine, day, zone),
            recent=self.recent(connection, user),
        )

    def visits(self, connection: Connection, day: date, zone: str, user: str | None) -> tuple[Item, ...]:
        """All visits of the user's day, however many, by their planned start."""
        start, end = day_bounds(day, zone)
        where = _Mine(user).and_("planned_start >= ? AND planned_start < ?", start, end)
        return self._find(connection, "visit", where, order="planned_start", limit=-1)

    def _tasks(self, connection: Connection, mine: _Mine, condition: str, text: str) -> tuple[Item, ...]:
        closed = ends(self._catalogue["task"], "status")
        where = mine.and_(f"{condition} AND status NOT IN ({_marks(closed)})", text, *closed)
        return self._find(connection, "task", where, order="due_on")

    def _open(
        self, connection: Connection, mine: _Mine, condition: str, values: tuple[str, ...], *, order: str
    ) -> tuple[Item, ...]:
        closed = ends(self._catalogue["opportunity"], "stage")
        where = mine.and_(f"{condition} AND stage NOT IN ({_marks(closed)})", *values, *closed)
        return self._find(connection, "opportunity", where, order=order)

    def _quiet(self, connection: Connection, mine: _Mine, day: date, zone: str) -> tuple[Item, ...]:
        since, _ = day_bounds(day - timedelta(days=QUIET_DAYS), zone)
        activity = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {name} a WHERE a.opportunity = opportunity.id AND a.updated_at >= ?)"
            for name in ("visit", "call", "meeting", "email", "note")
        )
        return self._open(
            connection, mine, f"updated_at < ? AND {activity}", (since,) * 6, order="updated_at"
        )

    def recent(self, connection: Connection, user: str | None, limit: int = RECENT_ROWS) -> tuple[Item, ...]:
        """Records that others changed lately, newest first."""
        found = connection.execute("SELECT type, record FROM recent ORDER BY number DESC").fetchall()
        items: list[Item] = []
        for type_name, record_id in found:
            if len(items) >= limit:
                break
            rows = self._rows[type_name]
            if rows.entity.system or rows.entity.server_only:
                continue
            record = rows.find(connection, record_id)
            if record is not None and (user is None or record["updated_by"] != user):
                items.append(self._item(connection, record, record["updated_at"]))
        return tuple(items)

    def _find(
        self,
        connection: Connection,
        type_name: str,
        where: tuple[str, tuple[str, ...]],
        *,
        order: str,
        limit: int = LIMIT,
    ) -> tuple[Item, ...]:
        rows = self._rows[type_name]
        text, values = where
        found = connection.execute(
            f"{rows.select} WHERE {text} ORDER BY {order}, id LIMIT {limit}", values
        ).fetchall()
        records = [rows.record(row) for row in found]
        return tuple(self._item(connection, record, record[order]) for record in records)

    def _item(self, connection: Connection, record: Record, when: str | None) -> Item:
        pending = connection.execute(
            "SELECT 1 FROM base WHERE record = ? AND type = ?", (record.id, record.type)
        )
        return Item(
            record=record,
            title=self._titles.one(connection, record.type, record.id),
            customer=self._titles.customers(connection, [record]).get(record.id, ""),
            when=when,
            pending=pending.fetchone() is not None,
        )

    def follow_ups(
        self, connection: Connection, user: str | None, until: date, limit: int = LIMIT
    ) -> tuple[Item, ...]:
        """Open tasks up to a day and visits that ended without a next task, soonest first."""
        closed = ends(self._catalogue["task"], "status")
        tasks, values = _Mine(user).and_(
            f"due_on <= ? AND status NOT IN ({_marks(closed)})", until.isoformat(), *closed
        )
        items = [*self._find(connection, "task", (tasks, values), order="due_on")]
        where = _Mine(user).and_(
            "outcome = 'follow_up' AND status = 'completed' AND NOT EXISTS (SELECT 1 FROM task t"
            " WHERE t.account = visit.account AND t.created_at >= visit.planned_start)"
        )
        items += self._find(connection, "visit", where, order="planned_start")
        return tuple(sorted(items, key=lambda item: item.when or "")[:limit])


@dataclass(frozen=True, slots=True)
class _Mine:
    """Narrows a condition to one owner's records."""

    user: str | None

    def and_(self, text: str, *values: str) -> tuple[str, tuple[str, ...]]:
        if self.user is None:
            return f"({text})", values
        return f"({text}) AND owner = ?", (*values, self.user)


def _marks(values: tuple[str, ...]) -> str:
    return ", ".join("?" * len(values))


def day_bounds(day: date, zone: str) -> tuple[str, str]:
    """The first instant of a day in a zone and the first of the next, canonical."""
    place = zone_named(zone)
    start = datetime.combine(day, time(), place)
    end = datetime.combine(day + timedelta(days=1), time(), place)
    return format_instant(start), format_instant(end)


def zone_named(name: str) -> tzinfo:
    """The zone of an IANA name; an unknown one counts as UTC."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
