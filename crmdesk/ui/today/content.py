"""What Today shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.store.due_visits import DueVisit
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.views import Item, day_bounds
from crmdesk.ui.reading import names_of

READ = (
    "visit",
    "call",
    "meeting",
    "email",
    "task",
    "opportunity",
    "account",
    "contact",
    "lead",
    "note",
    "user",
)
"""The types whose changes show here."""
_DUE = 30


@dataclass(frozen=True, slots=True)
class Appointment:
    """A visit, call or meeting of the day. `start` and `end` are instants."""

    record: Record
    title: str
    customer: str
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class TodayContent:
    """The user's day. `names` are titles by record id."""

    day: date
    appointments: tuple[Appointment, ...]
    overdue: tuple[Item, ...]
    due: tuple[Item, ...]
    visits_due: tuple[DueVisit, ...]
    closing: tuple[Item, ...]
    quiet: tuple[Item, ...]
    changed: tuple[Item, ...]
    """What others changed since the morning of yesterday, newest first."""
    names: Mapping[str, str]
    accounts: int
    """Accounts on this laptop."""
    arriving: bool
    """The first sync is not complete yet."""


def read_today(replica: Replica, catalogue: Catalogue, day: date, zone: str, user: str) -> TodayContent:
    """Everything that the first screen needs. `zone` is the IANA name of the zone that the day is in."""
    view = replica.today(day, zone)
    since, _ = day_bounds(day - timedelta(days=1), zone)
    changed = tuple(item for item in view.recent if (item.when or "") >= since)
    calls = _calls(replica, day, zone, user)
    items = (*view.visits, *view.meetings)
    appointments = [_appointment(item.record, item.title, item.customer) for item in items]
    customers = replica.customers(calls)
    appointments += [_appointment(call, call["subject"] or "", customers.get(call.id, "")) for call in calls]
    appointments.sort(key=lambda each: (each.start, each.record.id))
    return TodayContent(
        day=day,
        appointments=tuple(appointments),
        overdue=view.overdue,
        due=view.due,
        visits_due=replica.due_visits(day, zone, limit=_DUE),
        closing=view.closing,
        quiet=_without(view.quiet, view.closing),
        changed=changed,
        names=_names(replica, catalogue, (*view.closing, *changed)),
        accounts=replica.count("account"),
        arriving=replica.identity().position is None,
    )


def _calls(replica: Replica, day: date, zone: str, user: str) -> list[Record]:
    start, end = day_bounds(day, zone)
    where = (Filter("owner", "=", user), Filter("starts_at", ">=", start), Filter("starts_at", "<", end))
    return replica.query("call", Query(where, sort="starts_at", limit=50))


def _appointment(record: Record, title: str, customer: str) -> Appointment:
    names = ("planned_start", "planned_end") if record.type == "visit" else ("starts_at", "ends_at")
    start, end = (record[name] for name in names)
    return Appointment(record, title, customer, str(start), end)


def _without(items: Iterable[Item], others: Iterable[Item]) -> tuple[Item, ...]:
    """What is said once need not be said twice."""
    said = {item.record.id for item in others}
    return tuple(item for item in items if item.record.id not in said)


def _names(replica: Replica, catalogue: Catalogue, items: Iterable[Item]) -> Mapping[str, str]:
    return names_of(replica, catalogue, [item.record for item in items])
