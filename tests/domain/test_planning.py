"""What is planned, moved and put off; and what stays where it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

import pytest

from crmdesk.domain import planning
from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import NotAllowed, RecordLocked, UsageError
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank

NINE, TEN, ELEVEN = (f"2026-11-23T{hour:02}:00:00.000Z" for hour in (9, 10, 11))


@pytest.fixture
def author() -> Author:
    """Somebody in Berlin."""
    numbers = count(1)
    return Author(
        "01900000-0000-7000-8000-00000000aaaa",
        CATALOGUE,
        lambda: datetime(2026, 11, 23, 8, tzinfo=UTC),
        lambda: f"01900000-0000-7000-8000-{next(numbers):012}",
        zone="Europe/Berlin",
    )


def record(type_name: str, **fields: Value) -> Record:
    return Record(
        type_name, "01900000-0000-7000-8000-00000000bbbb", 1, {**blank(CATALOGUE[type_name]), **fields}
    )


def test_moved_meeting_takes_its_reminder_along(author: Author) -> None:
    meeting = record(
        "meeting", status="planned", starts_at=NINE, ends_at=TEN, reminder_at="2026-11-23T08:50:00.000Z"
    )
    (moved,) = planning.move(author, meeting, TEN, ELEVEN)
    assert moved.set == {"starts_at": TEN, "ends_at": ELEVEN, "reminder_at": "2026-11-23T09:50:00.000Z"}


def test_move_without_a_reminder_changes_the_times_alone(author: Author) -> None:
    (moved,) = planning.move(author, record("visit", status="planned", planned_start=NINE), TEN, ELEVEN)
    assert moved.set == {"planned_start": TEN, "planned_end": ELEVEN}


def test_nothing_ends_before_it_starts(author: Author) -> None:
    with pytest.raises(UsageError):
        planning.move(author, record("call", status="planned", starts_at=NINE, ends_at=TEN), ELEVEN, TEN)
    with pytest.raises(UsageError):
        planning.plan(author, "meeting", TEN, NINE, subject="Backwards")


@pytest.mark.parametrize(
    ("fields", "fault", "code"),
    [
        ({"status": "completed", "submitted_at": TEN}, RecordLocked, "locked"),
        ({"status": "in_progress", "check_in": {"at": NINE}}, NotAllowed, "begun"),
        ({"status": "cancelled"}, NotAllowed, "over"),
    ],
)
def test_what_has_begun_or_is_over_stays_and_says_why(
    author: Author, fields: dict[str, Value], fault: type[Exception], code: str
) -> None:
    visit = record("visit", planned_start=NINE, planned_end=TEN, **fields)
    found = planning.why_fixed(CATALOGUE["visit"], visit)
    assert isinstance(found, fault)
    assert found.code == code
    with pytest.raises(fault):
        planning.move(author, visit, TEN, ELEVEN)


def test_task_put_off_over_a_change_of_the_clock_keeps_the_time_of_its_reminder(author: Author) -> None:
    task = record("task", status="started", due_on="2026-03-27", reminder_at="2026-03-27T08:00:00.000Z")
    (later,) = planning.put_off(author, task, date(2026, 3, 30))
    assert later.set == {"due_on": "2026-03-30", "reminder_at": "2026-03-30T07:00:00.000Z"}


def test_reminder_the_day_before_stays_the_day_before(author: Author) -> None:
    task = record("task", status="not_started", due_on="2026-11-24", reminder_at="2026-11-23T08:00:00.000Z")
    (later,) = planning.put_off(author, task, date(2026, 12, 1))
    assert later.set["reminder_at"] == "2026-11-30T08:00:00.000Z"


def test_time_of_a_visit_is_agreed_and_agreed_no_longer(author: Author) -> None:
    visit = record("visit", status="planned", planned_start=NINE, planned_end=TEN)
    assert planning.agree(author, visit, agreed=True)[0].set == {"time_agreed": True}
    agreed = record("visit", status="planned", planned_start=NINE, planned_end=TEN, time_agreed=True)
    assert planning.agree(author, agreed, agreed=False)[0].set == {"time_agreed": False}
    with pytest.raises(UsageError):
        planning.agree(author, record("visit", status="planned"), agreed=True)
    with pytest.raises(NotAllowed):
        planning.agree(author, record("visit", status="missed", planned_start=NINE), agreed=True)


def test_reminder_of_a_call_can_be_set_and_taken_away(author: Author) -> None:
    call = record("call", status="planned", starts_at=TEN)
    assert planning.remind(author, call, NINE)[0].set == {"reminder_at": NINE}
    assert planning.remind(author, call, None)[0].set == {"reminder_at": None}
