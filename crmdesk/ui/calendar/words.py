"""What the calendar says of an entry: its name, its time, how it stands, whether it can be moved. Paints nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.errors import UserError
from crmdesk.domain.planning import SPANS, is_over, why_fixed
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.store.calendar import CalendarEntry
from crmdesk.store.views import zone_named
from crmdesk.ui import formats
from crmdesk.ui.calendar.overlap import contradicting
from crmdesk.ui.columns import tone
from crmdesk.ui.country import writing
from crmdesk.ui.desk import Desk
from crmdesk.ui.faults import fault_title
from crmdesk.ui.models.columns import Tone
from crmdesk.ui.translations import label

SHORTEST = timedelta(minutes=30)
"""How long an appointment is shown to last that does not say it."""
_MARKS: Mapping[str, str] = {
    "in_progress": "play",
    "started": "play",
    "completed": "check",
    "held": "check",
    "missed": "warning",
    "not_held": "close",
    "cancelled": "close",
    "deferred": "clock",
}
"""The icon of a state: no state is told by colour alone."""


translate = QCoreApplication.translate


def zone_of(desk: Desk) -> tzinfo:
    """The zone whose days the calendar shows."""
    return desk.zone or zone_named(desk.author.zone)


def first_weekday() -> int:
    """The day that weeks begin with in the user's country: 1 for Monday to 7 for Sunday."""
    return int(writing().country.firstDayOfWeek().value)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as it is shown. `start` and `end` are in UTC, so that they compare and subtract as time elapses;
    `day` and `last_day` are the first and last day it touches in the calendar's zone."""

    key: str
    """`type:id`."""
    record: Record
    name: str
    note: str
    icon: str
    mark: str
    """The icon of its state, empty while it is just planned."""
    tone: Tone
    state: str
    over: bool
    start: datetime | None
    end: datetime | None
    day: date
    last_day: date
    when: str
    """`10:00 AM – 11:00 AM`, empty without a time."""
    fixed: UserError | None
    begins: str = ""
    """`10:00 AM`, empty without a time."""
    against: str = ""
    """The name of another appointment at the same time."""

    @property
    def agreed(self) -> bool:
        """Whether the customer expects it at its time."""
        return bool(self.record.fields.get("time_agreed")) and not self.over

    @property
    def all_day(self) -> bool:
        """Whether it stands above the hours: a task, a close date, or an appointment of a day and more."""
        return self.start is None or self.end is None or self.end - self.start >= timedelta(days=1)

    @property
    def hint(self) -> bool:
        """A close date: it is shown, and planned nowhere."""
        return self.record.type == "opportunity"


def shown(desk: Desk, entries: Iterable[CalendarEntry]) -> tuple[Shown, ...]:
    """In the order of a calendar: by day, whole days first, then by the clock."""
    return in_order(_one(desk, entry) for entry in entries)


def in_order(entries: Iterable[Shown]) -> tuple[Shown, ...]:
    """By day, whole days first, then by the clock; each knows what it contradicts."""
    found = sorted(
        entries,
        key=lambda each: (
            each.day,
            not each.all_day,
            each.start.timestamp() if each.start else 0,
            each.name,
            each.key,
        ),
    )
    return tuple(_with_contradictions(found))


def _one(desk: Desk, entry: CalendarEntry) -> Shown:
    record = entry.record
    entity = desk.entity(record.type)
    is_hint = record.type == "opportunity"
    state_field = "stage" if is_hint else "status"
    state = record[state_field] or ""
    name, note = entry.title, entry.customer
    if record.type == "visit" and entry.customer:
        name, note = entry.customer, entry.title
    made = Shown(
        key=f"{record.type}:{record.id}",
        record=record,
        name=name or label(record.type),
        note=note,
        icon="flag" if is_hint else entity.icon,
        mark="" if is_hint else _MARKS.get(state, ""),
        tone="neutral" if is_hint else tone(entity, state_field, state),
        state=label(f"{record.type}.{state_field}.{state}") if state else "",
        over=not is_hint and is_over(entity, record),
        start=None,
        end=None,
        day=date.fromisoformat(entry.day) if entry.day else date.min,
        last_day=date.fromisoformat(entry.day) if entry.day else date.min,
        when="",
        fixed=None if is_hint else why_fixed(entity, record),
    )
    if entry.start is None:
        return made
    start = formats.parse_instant(entry.start)
    return _timed(made, start, formats.parse_instant(entry.end) if entry.end else start, zone_of(desk))


def _timed(each: Shown, start: datetime, end: datetime, zone: tzinfo) -> Shown:
    if end <= start:
        end = start + SHORTEST
    return replace(
        each,
        start=start.astimezone(UTC),
        end=end.astimezone(UTC),
        day=start.astimezone(zone).date(),
        last_day=(end - timedelta(microseconds=1)).astimezone(zone).date(),
        when=hours(start, end, zone),
        begins=clock(start, zone),
    )


def _with_contradictions(found: Sequence[Shown]) -> list[Shown]:
    """Appointments that are not over yet and overlap know of each other."""
    open_ones = [
        at for at, each in enumerate(found) if each.start and each.end and not each.over and not each.all_day
    ]
    spans = [
        (each.start.timestamp(), each.end.timestamp())
        for each in (found[at] for at in open_ones)
        if each.start and each.end
    ]
    result = [replace(each, against="") if each.against else each for each in found]
    for one, other in sorted(contradicting(spans)):
        first, second = open_ones[one], open_ones[other]
        result[first] = replace(result[first], against=result[second].name)
        result[second] = replace(result[second], against=result[first].name)
    return result


def changed(desk: Desk, each: Shown, values: Mapping[str, Value]) -> Shown:
    """The same entry with other values, as it will be once they are saved."""
    record = replace(each.record, fields={**each.record.fields, **values})
    if record.type not in SPANS:
        day = date.fromisoformat(record["due_on"])
        return replace(each, record=record, day=day, last_day=day)
    start, end = (formats.parse_instant(record[name]) for name in SPANS[record.type])
    return _timed(replace(each, record=record), start, end, zone_of(desk))


def clock(moment: datetime, zone: tzinfo) -> str:
    """The time of day, short."""
    return formats.time_of_day(formats.canonical_instant(moment), zone)


def hours(start: datetime, end: datetime, zone: tzinfo) -> str:
    """From when to when, with the day of an end that is on another one."""
    return formats.hours(formats.canonical_instant(start), formats.canonical_instant(end), zone)


def spoken(desk: Desk, each: Shown) -> str:
    """What a screen reader says: `Visit Daehan Trading, Tuesday, November 24 10:00 AM to 11:00 AM, Planned`."""
    when = formats.full_day(each.day)
    if each.start is not None and each.end is not None:
        zone = zone_of(desk)
        end = clock(each.end, zone)
        if each.last_day != each.day:
            end = f"{formats.full_day(each.last_day)} {end}"
        when = translate("Calendar", "{0} {1} to {2}").format(when, clock(each.start, zone), end)
    elif each.hint:
        when = translate("Calendar", "closes {0}").format(when)
    else:
        when = translate("Calendar", "due {0}").format(when)
    parts = [f"{label(each.record.type)} {each.name}", each.note, when, each.state]
    if late(desk, each):
        parts.append(translate("Calendar", "overdue"))
    if each.agreed:
        parts.append(label("visit.time_agreed"))
    if each.against:
        parts.append(translate("Calendar", "at the same time as {0}").format(each.against))
    if each.fixed is not None:
        parts.append(translate("Calendar", "cannot be moved"))
    return ", ".join(part for part in parts if part)


def late(desk: Desk, each: Shown) -> bool:
    """Whether it is a task that should have been done by now."""
    return each.record.type == "task" and not each.over and each.day < desk.today()


def tip(desk: Desk, each: Shown) -> str:
    """What the pointer is told: everything that a small block has no room for."""
    lines = [each.name, each.note, each.when]
    came, left = each.record.fields.get("check_in"), each.record.fields.get("check_out")
    if came:
        start = formats.time_of_day(came["at"], zone_of(desk))
        end = formats.until(came["at"], left["at"], zone_of(desk)) if left else ""
        said = (
            translate("Calendar", "There from {0} to {1}").format(start, end)
            if end
            else translate("Calendar", "There since {0}").format(start)
        )
        lines.append(said)
    kind = label(each.record.type)
    lines.append(f"{kind} · {each.state}" if each.state else kind)
    if each.agreed:
        lines.append(label("visit.time_agreed"))
    if each.against:
        lines.append(translate("Calendar", "At the same time as {0}").format(each.against))
    if each.fixed is not None:
        lines.append(translate("Calendar", "Stays where it is. {0}").format(fault_title(each.fixed)))
    return "\n".join(line for line in lines if line)
