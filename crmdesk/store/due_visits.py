"""Which customers should be seen again: those whose visit interval has run out and for whom nothing is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from crmdesk.store.connection import Connection
from crmdesk.store.settings import INDEXES_MISSING, read_setting
from crmdesk.store.views import day_bounds, zone_named

TIER_WEIGHT: Mapping[str | None, float] = {"a": 3.0, "b": 2.0, "c": 1.0, None: 1.0}
"""What a customer's tier is worth beside how long it has been waiting."""


@dataclass(frozen=True, slots=True)
class DueVisit:
    """An account to be seen again. `due_on` is the day its interval ran out, `days` how many days ago that was."""

    account: str
    name: str
    tier: str | None
    last: str | None
    """The instant of the last visit, None when there was none."""
    due_on: date
    days: int
    interval: int

    @property
    def pressure(self) -> float:
        """Value times overdue: the tier's weight by the part of an interval that has gone by since."""
        return TIER_WEIGHT.get(self.tier, 1.0) * (1.0 + self.days / self.interval)


def due_visits(
    connection: Connection, day: date, zone: str, user: str | None, limit: int
) -> tuple[DueVisit, ...]:
    """The accounts of a user (of everyone when None) that are due on `day`, the most pressing first.

    An account that was never visited counts from the day it was made. Ended relationships are left alone. None is told
    before a first sync has made the indexes: each account would be looked for among all visits.
    """
    if read_setting(connection, INDEXES_MISSING):
        return ()
    start, _ = day_bounds(day, zone)
    place = zone_named(zone)
    found = connection.execute(
        "SELECT a.id, a.name, a.tier, a.visit_interval, a.created_at,"
        " (SELECT max(v.planned_start) FROM visit v WHERE v.account = a.id"
        "  AND v.status IN ('completed', 'in_progress')) AS seen"
        " FROM account a WHERE a.visit_interval IS NOT NULL AND (? IS NULL OR a.owner = ?)"
        " AND coalesce(a.relationship_stage, '') != 'ended'"
        " AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.account = a.id"
        "  AND v.status IN ('planned', 'in_progress') AND v.planned_start >= ?)",
        (user, user, start),
    ).fetchall()
    due = []
    for account, name, tier, interval, created, seen in found:
        since = _day(seen or created, place)
        if since is None:
            continue
        due_on = since + timedelta(days=interval)
        if due_on <= day:
            due.append(DueVisit(account, name or "", tier, seen, due_on, (day - due_on).days, interval))
    due.sort(key=lambda one: (-one.pressure, one.account))
    return tuple(due[:limit])


def _day(instant: str | None, zone: tzinfo) -> date | None:
    if not instant:
        return None
    return datetime.fromisoformat(instant).astimezone(zone).date()
