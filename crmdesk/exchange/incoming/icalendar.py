"""Events of a calendar (iCalendar, RFC 5545) become meetings. One that repeats comes once, at its first time.

Its UID is kept, so that opening the file again changes the meeting and makes no second one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, format_instant
from crmdesk.exchange.incoming.candidates import Named, Read, Reject
from crmdesk.exchange.incoming.content_lines import Component, Property, components, count, unescaped
from crmdesk.exchange.incoming.vcard import finished

_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?")
_WINDOWS: Mapping[str, str] = {
    "Korea Standard Time": "Asia/Seoul",
    "China Standard Time": "Asia/Shanghai",
    "Taipei Standard Time": "Asia/Taipei",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Singapore Standard Time": "Asia/Singapore",
    "India Standard Time": "Asia/Kolkata",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "GMT Standard Time": "Europe/London",
    "W. Europe Standard Time": "Europe/Berlin",
    "Romance Standard Time": "Europe/Paris",
    "Central Europe Standard Time": "Europe/Budapest",
    "AUS Eastern Standard Time": "Australia/Sydney",
}
"""Outlook's names of zones (Unicode CLDR, windowsZones)."""


@dataclass(frozen=True, slots=True)
class Events:
    """The events of a file. `entity` is that of meetings; times without a zone are of `zone`."""

    path: Path
    entity: Entity
    zone: tzinfo

    @property
    def type(self) -> str:
        return self.entity.name

    def count(self) -> int:
        return count(self.path, "VEVENT")

    def __iter__(self) -> Iterator[Read]:
        own = {each.value("TZID"): each for each in components(self.path, "VTIMEZONE")}
        zones = _Zones(own, self.zone)
        for event in components(self.path, "VEVENT"):
            yield self._read(event, zones)

    def _read(self, event: Component, zones: _Zones) -> Read:
        if event.fault is not None:
            return Reject(event.line, (InvalidValue("", event.fault),))
        try:
            starts, ends = _times(event, zones)
        except InvalidValue as error:
            return Reject(event.line, (error,))
        fields: dict[str, Value] = {
            "subject": " ".join(event.value("SUMMARY").split())[:500],
            "starts_at": format_instant(starts),
            "ends_at": format_instant(ends) if ends is not None else None,
            "place": " ".join(event.value("LOCATION").split())[:500],
            "notes": event.value("DESCRIPTION")[:16_000],
            "calendar_uid": _uid(event),
            "reminder_at": _reminder(event, starts),
        }
        if event.value("STATUS").upper() == "CANCELLED":
            fields["status"] = "not_held"
        people = _people(event)
        once = bool(event.all("RRULE") or event.all("RDATE"))
        return finished(self.entity, event.line, fields, {"attendees": people} if people else {}, once=once)


class _Zones:
    """Zones by the names that a file gives them."""

    def __init__(self, own: Mapping[str, Component], usual: tzinfo) -> None:
        self._own = own
        self._usual = usual
        self._found: dict[str, tzinfo] = {}

    def zone(self, name: str) -> tzinfo:
        """By name (IANA's, Outlook's), else by the standard offset that the file tells, else the reader's own."""
        if not name:
            return self._usual
        if name not in self._found:
            self._found[name] = self._look(name)
        return self._found[name]

    def _look(self, name: str) -> tzinfo:
        own = self._own.get(name)
        names = [name.lstrip("/"), _WINDOWS.get(name, "")]
        # As "/freeassociation.sourceforge.net/Europe/Berlin".
        names.append("/".join(name.split("/")[-2:]))
        if own is not None:
            names.append(own.value("X-LIC-LOCATION"))
        for each in names:
            try:
                return ZoneInfo(each)
            except (ZoneInfoNotFoundError, ValueError, OSError):
                continue
        return (_offset(own) if own is not None else None) or self._usual


def _offset(zone: Component) -> tzinfo | None:
    standard = [each for each in zone.inside if each.name == "STANDARD"] or zone.inside
    found = _OFFSET.fullmatch(standard[-1].value("TZOFFSETTO")) if standard else None
    if found is None:
        return None
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-offset if found[1] == "-" else offset) if offset < timedelta(hours=24) else None


def _times(event: Component, zones: _Zones) -> tuple[datetime, datetime | None]:
    """Start and end; a day without times lasts from midnight to midnight. Raises `InvalidValue`."""
    begins = next(iter(event.all("DTSTART")), None)
    if begins is None:
        raise InvalidValue("starts_at", "It does not say when it starts")
    starts, whole_day = _moment("starts_at", begins, zones)
    ends: datetime | None = None
    if closes := event.all("DTEND"):
        ends = _moment("ends_at", closes[0], zones)[0]
    elif lasts := _duration(event.value("DURATION")) or (timedelta(days=1) if whole_day else None):
        ends = _later(starts, lasts)
        if ends is None:
            raise InvalidValue("ends_at", f"There is no time {event.value('DURATION')[:40]}")
    if ends is not None and ends < starts:
        raise InvalidValue("ends_at", "The meeting would end before it starts")
    return starts, ends


def _moment(name: str, said: Property, zones: _Zones) -> tuple[datetime, bool]:
    """An aware moment, and whether it is a day without a time."""
    found = _MOMENT.fullmatch(said.value.strip())
    if found is None:
        raise InvalidValue(
            name, f"{said.value[:40]!r} is no time", "write it as 2026-11-30T09:30:00Z, with Z or an offset"
        )
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        clock = time(int(found[4]), int(found[5]), min(int(found[6]), 59)) if found[4] else time()
        zone = UTC if found[7] else zones.zone(said.parameter("TZID"))
        return datetime.combine(day, clock, zone).astimezone(UTC), found[4] is None
    except (ValueError, OverflowError):
        raise InvalidValue(name, f"There is no time {said.value[:40]}") from None


def _duration(text: str) -> timedelta | None:
    found = _DURATION.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def _later(moment: datetime, length: timedelta) -> datetime | None:
    """None where the calendar has no such day any more."""
    try:
        return moment + length
    except OverflowError:
        return None


def _uid(event: Component) -> str:
    """The event's own id; a single day of a repeated one has the moment that it stands for behind it."""
    uid, instance = event.value("UID"), event.value("RECURRENCE-ID")
    return (f"{uid}/{instance}" if uid and instance else uid)[:500]


def _reminder(event: Component, starts: datetime) -> str | None:
    """When the first alarm that is told by a time before the start goes off."""
    for alarm in event.inside:
        for trigger in alarm.all("TRIGGER"):
            before = _duration(trigger.value)
            rings = _later(starts, before) if before is not None else None
            if alarm.name == "VALARM" and rings is not None and trigger.parameter("RELATED").upper() != "END":
                return format_instant(rings)
    return None


def _people(event: Component) -> tuple[Named, ...]:
    """Whom the event invites, by their addresses."""
    found: dict[str, Named] = {}
    for each in (*event.all("ATTENDEE"), *event.all("ORGANIZER")):
        address = unescaped(each.value)
        if address.casefold().startswith("mailto:") and "@" in address:
            mail = address[7:].strip()
            found.setdefault(mail.casefold(), Named("contact", mail, "emails"))
    return tuple(found.values())
