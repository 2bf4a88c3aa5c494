"""What a brief says of an account, read in one go on the query thread; every question is bounded. Knows no word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.store.views import day_bounds, ends
from crmdesk.ui.reading import PEOPLE, also_here, names_of

READ = (
    "account",
    "account_contact",
    "contact",
    "opportunity",
    "opportunity_line",
    "visit",
    "call",
    "meeting",
    "task",
    "note",
    "stage_change",
    "product",
    "user",
)
"""The types whose changes show in a brief."""
_OPEN, _WON, _LOST, _LINES, _TASKS = 20, 5, 3, 8, 20
_TALKS = 3
_LOOKED_AT = 40
"""Activities that are looked through for those that took place."""
_TODAY = 400
"""Visits of a day, everybody's, among which the user's are looked for."""
_HELD = {
    "visit": ("planned_start", "completed"),
    "call": ("starts_at", "held"),
    "meeting": ("starts_at", "held"),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a brief is, and when: the instant, the day and the zone they are in."""

    user: str
    now: datetime
    zone: tzinfo | None
    zone_name: str

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class BriefContent:
    """An account before a visit. `names` are titles by record id."""

    account: Record
    visit: Record | None
    """The one that is planned, None when the brief is of the account alone."""
    people: tuple[Record, ...]
    """Those to meet first."""
    open: tuple[Record, ...]
    open_count: int
    won: tuple[Record, ...]
    lost: tuple[Record, ...]
    lines: Mapping[str, tuple[Record, ...]]
    """Products of what was won, by opportunity."""
    talks: tuple[Record, ...]
    """The last visits, calls and meetings that took place, newest first."""
    tasks: tuple[Record, ...]
    task_count: int
    seen: str | None
    """When this user was there last; nothing changed `since` if never."""
    changes: tuple[TimelineEntry, ...]
    """What others did since, newest first, but what stands among the talks."""
    newcomers: tuple[Record, ...]
    """People who were added since, by others."""
    due_on: date | None
    """The day the visit interval runs out, None without one."""
    names: Mapping[str, str]


def read_todays(replica: Replica, catalogue: Catalogue, reader: Reader) -> list[BriefContent]:
    """Briefs for the visits of the day that are still to come or under way, in their order."""
    start, end = day_bounds(reader.today, reader.zone_name)
    # Not by owner: asked for both, the database reads all visits that the user ever had.
    todays = (Filter("planned_start", ">=", start), Filter("planned_start", "<", end))
    visits = replica.query("visit", Query(todays, sort="planned_start", limit=_TODAY))
    found = []
    for visit in visits:
        if visit["owner"] == reader.user and visit["status"] in ("planned", "in_progress"):
            try:
                found.append(read_brief(replica, catalogue, reader, visit["account"], visit.id))
            except NoSuchRecord:
                continue  # the account is not on this laptop: there is nothing to say of it
    return found


def read_brief(
    replica: Replica, catalogue: Catalogue, reader: Reader, account_id: str, visit_id: str = ""
) -> BriefContent:
    """Everything that a brief may say; raises `NoSuchRecord` when the account or the visit is not here (any more)."""
    account = replica.get("account", account_id)
    visit = replica.get("visit", visit_id) if visit_id else None
    here = Filter("account", "=", account_id)
    met = set(visit["contacts"] or ()) if visit else set()
    talks = _talks(replica, here, reader)
    won, lost = _closed(replica, catalogue, here)
    still_open = _but(catalogue, "opportunity", "stage")
    open_ones = Query((here, *still_open), sort="close_date", limit=_OPEN)
    to_do = Query((here, *_but(catalogue, "task", "status")), sort="due_on", limit=_TASKS)
    opportunities, tasks = replica.query("opportunity", open_ones), replica.query("task", to_do)
    people = _people(replica, account_id, here, met)
    lines = {
        each.id: tuple(
            replica.query("opportunity_line", Query((Filter("opportunity", "=", each.id),), limit=_LINES))
        )
        for each in won
    }
    visits = [talk for talk in talks if talk.type == "visit"]
    seen = max((_when(each) for each in visits if each["owner"] == reader.user), default=None)
    shown = {each.id for each in talks[:_TALKS]}
    changes = _changes(replica, account_id, reader, seen, shown)
    named = [account, *people, *opportunities, *won, *talks[:_TALKS], *tasks]
    named += [line for each in lines.values() for line in each] + [entry.record for entry in changes]
    return BriefContent(
        account=account,
        visit=visit,
        people=tuple(people),
        open=tuple(opportunities),
        open_count=_counted(replica, "opportunity", open_ones, len(opportunities), _OPEN),
        won=won,
        lost=lost,
        lines=lines,
        talks=tuple(talks[:_TALKS]),
        tasks=tuple(tasks),
        task_count=_counted(replica, "task", to_do, len(tasks), _TASKS),
        seen=seen,
        changes=changes,
        newcomers=tuple(
            each
            for each in people
            if seen and (each["created_at"] or "") > seen and each["created_by"] != reader.user
        ),
        due_on=_due(account, max(map(_when, visits), default=None), reader),
        names=names_of(replica, catalogue, named),
    )


def _but(catalogue: Catalogue, type_name: str, field: str) -> tuple[Filter, ...]:
    """Conditions for records that are not at an end. Excluding leaves the index of the account the only way to them."""
    return tuple(Filter(field, "!=", key) for key in ends(catalogue[type_name], field))


def _counted(replica: Replica, type_name: str, query: Query, found: int, limit: int) -> int:
    return found if found < limit else replica.count(type_name, Query(query.where))


def _people(replica: Replica, account_id: str, here: Filter, met: set[str]) -> list[Record]:
    """Those to meet, then those who decide, then the others by name; last those who want to be left alone."""
    people = replica.query("contact", Query((here,), sort="name", limit=PEOPLE))
    people += also_here(replica, account_id, {each.id for each in people})
    known = {each.id for each in people}
    for contact in sorted(met - known):
        try:
            people.append(replica.get("contact", contact))
        except NoSuchRecord:
            continue  # out of this user's scope
    people.sort(
        key=lambda each: (each.id not in met, bool(each["do_not_contact"]), each["role"] != "decision_maker")
    )
    return people


def _closed(
    replica: Replica, catalogue: Catalogue, here: Filter
) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
    """What was won and what was lost last."""
    stages = catalogue["opportunity"].field("stage").choices
    closed = (here, *(Filter("stage", "!=", stage.key) for stage in stages if not stage.end))
    found = replica.query("opportunity", Query(closed, sort="close_date", descending=True, limit=_LOOKED_AT))
    won = tuple(each for each in found if each["stage"] == "closed_won")[:_WON]
    lost = tuple(each for each in found if each["stage"] == "closed_lost")[:_LOST]
    return won, lost


def _when(talk: Record) -> str:
    """When a visit, call or meeting took place."""
    there = talk.fields.get("check_in")
    return str(there["at"] if there else talk[_HELD[talk.type][0]])


def _talks(replica: Replica, here: Filter, reader: Reader) -> list[Record]:
    """Visits, calls and meetings that took place, newest first."""
    present = format_instant(reader.now)
    found: list[Record] = []
    for type_name, (when, held) in _HELD.items():
        past = Query((here, Filter(when, "<=", present)), sort=when, descending=True, limit=_LOOKED_AT)
        found += [each for each in replica.query(type_name, past) if each["status"] == held]
    return sorted(found, key=lambda each: (_when(each), each.id), reverse=True)


def _changes(
    replica: Replica, account_id: str, reader: Reader, seen: str | None, shown: Iterable[str]
) -> tuple[TimelineEntry, ...]:
    if seen is None:
        return ()
    present = format_instant(reader.now)
    entries: Sequence[TimelineEntry] = replica.timeline("account", account_id, limit=_LOOKED_AT)
    return tuple(
        entry
        for entry in entries
        if entry.record.id not in shown
        and seen
        < (entry.record["at"] if entry.record.type == "stage_change" else entry.record["created_at"] or "")
        and (entry.when or "") <= present
        and _by(entry.record) != reader.user
    )


def _by(record: Record) -> str | None:
    by: str | None = record["by"] if record.type == "stage_change" else record["created_by"]
    return by


def _due(account: Record, last: str | None, reader: Reader) -> date | None:
    """As `crmdesk.store.due_visits` reckons."""
    interval, since = account["visit_interval"], last or account["created_at"]
    if interval is None or not since or account["relationship_stage"] == "ended":
        return None
    return datetime.fromisoformat(since).astimezone(reader.zone).date() + timedelta(days=interval)
