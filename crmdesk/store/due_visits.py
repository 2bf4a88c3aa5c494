"""Which customers should be seen again: those whose visit interval has run out and for whom nothing is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from heapq import nsmallest
from typing import Any

from crmdesk.store.connection import Connection
from crmdesk.store.settings import INDEXES_MISSING, read_setting
from crmdesk.store.views import day_bounds, zone_named

TIER_WEIGHT: Mapping[str | None, float] = {"a": 3.0, "b": 2.0, "c": 1.0, None: 1.0}
"""What a customer's tier is worth beside how long it has been waiting."""
MADE_OF = ("account", "visit")
"""The types whose changes change an answer."""
KEPT = 200
"""Customers of an answer that is kept for whoever asks next: as many as the map shows."""

# The customers in the order of their ids, as the index has their visits: each page of it is read once. That index holds
# all that is asked here (`Entity.summed`), which took a third of the time of reading the visits themselves.
_FOUND = (
    "WITH a AS MATERIALIZED (SELECT id, name, tier, visit_interval, created_at FROM account"
    " WHERE visit_interval IS NOT NULL AND (? IS NULL OR owner = ?)"
    " AND coalesce(relationship_stage, '') != 'ended' ORDER BY +id)"
    " SELECT a.id, a.name, a.tier, a.visit_interval, a.created_at,"
    " (SELECT max(v.planned_start) FROM visit v WHERE v.account = a.id"
    "  AND v.status IN ('completed', 'in_progress')) AS seen"
    " FROM a WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.account = a.id"
    "  AND v.status IN ('planned', 'in_progress') AND v.planned_start >= ?)"
)


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
        return pressure(self.tier, self.days, self.interval)


def pressure(tier: str | None, days: int, interval: int) -> float:
    """Value times overdue: the tier's weight by the part of an interval that has gone by since."""
    return TIER_WEIGHT.get(tier, 1.0) * (1.0 + days / interval)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose customers (everyone's when `user` is None), on which day in a zone (IANA name), and how many at most."""

    day: date
    zone: str
    user: str | None
    limit: int


def due_visits(connection: Connection, asked: Asked) -> tuple[DueVisit, ...]:
    """Those who are due, the most pressing first.

    None is told before a first sync has made the indexes: each account would be looked for among all visits.
    """
    if read_setting(connection, INDEXES_MISSING):
        return ()
    return tuple(DueVisit(*one) for _, *one in nsmallest(asked.limit, _due(connection, asked)))


def _due(connection: Connection, asked: Asked) -> Iterator[tuple[Any, ...]]:
    """What goes first is smallest; then what a `DueVisit` holds, which few of them become.

    An account that was never visited counts from the day it was made. Ended relationships are left alone.
    """
    day, place = asked.day, zone_named(asked.zone)
    start, _ = day_bounds(day, asked.zone)
    for account, name, tier, interval, created, seen in connection.execute(
        _FOUND, (asked.user, asked.user, start)
    ):
        since = _day(seen or created, place)
        if since is None:
            continue
        days = (day - since).days - interval
        if days >= 0:
            due_on = day - timedelta(days)
            yield -pressure(tier, days, interval), account, name or "", tier, seen, due_on, days, interval


def _day(instant: str | None, zone: tzinfo) -> date | None:
    if not instant:
        return None
    return datetime.fromisoformat(instant).astimezone(zone).date()
