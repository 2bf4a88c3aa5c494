"""Events become meetings at the right moment, wherever they were written."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.candidates import Candidate, Named, Read, Reject
from crmdesk.exchange.incoming.icalendar import Events
from tests.support.shared_data import shared_data

SEOUL = ZoneInfo("Asia/Seoul")


def read(path: Path) -> list[Read]:
    return list(Events(path, CATALOGUE["meeting"], SEOUL))


def event(folder: Path, *lines: str, before: str = "") -> Read:
    path = folder / "calendar.ics"
    body = "\r\n".join(["BEGIN:VCALENDAR", before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])
    path.write_text(body, encoding="utf-8", newline="")
    (found,) = read(path)
    return found


def times(found: Read) -> tuple[object, object]:
    assert isinstance(found, Candidate)
    return found.fields["starts_at"], found.fields.get("ends_at")


def test_the_example_of_rfc_5545_is_a_meeting(tmp_path: Path) -> None:
    found = event(
        tmp_path,
        "UID:19970901T130000Z-123401@example.com",
        "DTSTAMP:19970901T130000Z",
        "DTSTART:19970903T163000Z",
        "DTEND:19970903T190000Z",
        "SUMMARY:Annual Employee Review",
        "CLASS:PRIVATE",
        "CATEGORIES:BUSINESS,HUMAN RESOURCES",
    )
    assert isinstance(found, Candidate)
    assert found.fields == {
        "subject": "Annual Employee Review",
        "starts_at": "1997-09-03T16:30:00.000Z",
        "ends_at": "1997-09-03T19:00:00.000Z",
        "calendar_uid": "19970901T130000Z-123401@example.com",
    }
    assert not found.once


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("DTSTART:20260305T142000Z", "2026-03-05T14:20:00.000Z"),
        ("DTSTART:20260305T142000", "2026-03-05T05:20:00.000Z"),
        ("DTSTART;TZID=America/New_York:20260705T100000", "2026-07-05T14:00:00.000Z"),
        ("DTSTART;TZID=America/New_York:20260105T100000", "2026-01-05T15:00:00.000Z"),
        ('DTSTART;TZID="Korea Standard Time":20260305T142000', "2026-03-05T05:20:00.000Z"),
        ("DTSTART;TZID=/vendor.example/1/Europe/Berlin:20260705T100000", "2026-07-05T08:00:00.000Z"),
        ("DTSTART;TZID=Own:20260305T142000", "2026-03-05T12:20:00.000Z"),
        ("DTSTART;TZID=Nowhere:20260305T142000", "2026-03-05T05:20:00.000Z"),
    ],
)
def test_a_moment_is_read_in_its_zone(tmp_path: Path, start: str, moment: str) -> None:
    own = "\r\n".join(
        (
            "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "TZOFFSETFROM:+0300", "TZOFFSETTO:+0200",
            "END:STANDARD", "END:VTIMEZONE",
        )
    )  # fmt: skip
    assert times(event(tmp_path, "SUMMARY:Call", start, before=own))[0] == moment


def test_a_day_without_times_lasts_from_midnight_to_midnight(tmp_path: Path) -> None:
    found = event(tmp_path, "SUMMARY:Fair", "DTSTART;VALUE=DATE:20260305")
    assert times(found) == ("2026-03-04T15:00:00.000Z", "2026-03-05T15:00:00.000Z")


def test_a_duration_gives_the_end_and_an_alarm_the_reminder(tmp_path: Path) -> None:
    found = event(
        tmp_path, "SUMMARY:Call", "DTSTART:20260305T140000Z", "DURATION:PT1H30M",
        "BEGIN:VALARM", "TRIGGER:-PT15M", "END:VALARM",
    )  # fmt: skip
    assert times(found)[1] == "2026-03-05T15:30:00.000Z"
    assert isinstance(found, Candidate)
    assert found.fields["reminder_at"] == "2026-03-05T13:45:00.000Z"


def test_an_alarm_beyond_the_calendar_does_not_ring(tmp_path: Path) -> None:
    alarm = ("BEGIN:VALARM", "TRIGGER:-P9999W", "TRIGGER:-P9999W", "TRIGGER:-PT15M", "END:VALARM")
    found = event(tmp_path, "SUMMARY:Call", "DTSTART:00050305T140000Z", *alarm)
    assert isinstance(found, Reject)
    assert "reminder_at" in [reason.field for reason in found.reasons], "of the one that can be told"


def test_whom_it_invites_is_named_by_address_and_what_repeats_is_taken_once(tmp_path: Path) -> None:
    found = event(
        tmp_path, "SUMMARY:Weekly", "DTSTART:20260305T140000Z", "RRULE:FREQ=WEEKLY",
        'ATTENDEE;CN="Kim: buyer":mailto:kim@acme.example', "ATTENDEE:MAILTO:KIM@acme.example", "ATTENDEE:urn:x",
        "ORGANIZER:mailto:lee@acme.example",
    )  # fmt: skip
    assert isinstance(found, Candidate)
    assert found.once
    assert found.links == {
        "attendees": (
            Named("contact", "kim@acme.example", "emails"),
            Named("contact", "lee@acme.example", "emails"),
        )
    }


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (["SUMMARY:Call"], "starts_at"),
        (["DTSTART:20260305T140000Z"], "subject"),
        (["SUMMARY:Call", "DTSTART:20261305T140000Z"], "starts_at"),
        (["SUMMARY:Call", "DTSTART:soon"], "starts_at"),
        (["SUMMARY:Call", "DTSTART:20260305T140000Z", "DTEND:20260305T130000Z"], "ends_at"),
        (["SUMMARY:Call", "DTSTART:99990305T140000Z"], "starts_at"),
        (["SUMMARY:Call", "DTSTART:99990305T140000Z", "DURATION:P9999W"], "ends_at"),
        (["SUMMARY:Call", "DTSTART:00010305T140000Z", "DURATION:-P9999W"], "ends_at"),
        (["SUMMARY:Call", "DTSTART;TZID=UTC;VALUE=DATE:99991231"], "ends_at"),
    ],
)
def test_an_event_that_cannot_be_says_why(tmp_path: Path, lines: list[str], field: str) -> None:
    found = event(tmp_path, *lines)
    assert isinstance(found, Reject)
    assert [reason.field for reason in found.reasons] == [field]


@pytest.mark.parametrize(
    "name",
    [
        "alarms-example.ics",
        "calendars-calendar_with_unicode.ics",
        "calendars-issue_1081_tzid_param.ics",
        "events-event_with_escaped_character4.ics",
        "events-rfc_7265_request_status.ics",
    ],
)
def test_calendars_of_real_programs_are_read(name: str) -> None:
    found = list(read(shared_data("ics", name)))
    for each in found:
        assert isinstance(each, Candidate | Reject)
        assert each.line > 0
    assert Events(shared_data("ics", name), CATALOGUE["meeting"], SEOUL).count() == len(found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            (
                "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "SUMMARY:x", "DTSTART:20260305",
                "DURATION:P99999W", "DTSTART;TZID=../../etc/passwd:20260305T101010", "TRIGGER:PT", "UID:1",
            )
        )
        | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
        max_size=20,
    )
)  # fmt: skip
def test_whatever_is_in_a_file_is_read_or_refused_in_words(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "any.ics"
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    with suppress(UsageError):
        assert all(each.line > 0 for each in read(path))
