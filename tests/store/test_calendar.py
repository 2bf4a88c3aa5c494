"""What lies on the days of a calendar, and which reminders come: bounded walks of an index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.domain.values import Value
from crmdesk.protocol.messages import Person
from crmdesk.store.calendar import CalendarEntry
from crmdesk.store.replica import Replica
from tests.support.sample_replica import filled_replica, numbered_ids

ZONE = "Asia/Seoul"
MONDAY, TUESDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 29)
new_id = numbered_ids(9)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    """A laptop whose user has no record yet."""
    person = Person(id=new_id(), login="rep", name="Rep", role="rep", home=None, scope="scope")
    opened = filled_replica(tmp_path / "profile", bytes(32), (), person)
    yield opened
    opened.close()


def make(replica: Replica, type_name: str, **fields: Value) -> str:
    return replica.commit(edits.create(replica.author(), type_name, fields))[0].id


def names(found: tuple[CalendarEntry, ...]) -> set[str]:
    return {entry.title for entry in found}


def test_day_begins_at_midnight_of_the_zone(replica: Replica) -> None:
    make(replica, "call", subject="Last of Sunday", starts_at="2026-11-22T14:59:00Z")
    make(replica, "call", subject="First of Monday", starts_at="2026-11-22T15:00:00Z")
    make(replica, "call", subject="Last of Monday", starts_at="2026-11-23T14:59:00Z")
    make(replica, "call", subject="First of Tuesday", starts_at="2026-11-23T15:00:00Z")
    assert names(replica.calendar(MONDAY, TUESDAY, ZONE)) == {"First of Monday", "Last of Monday"}


def test_what_began_before_and_still_lasts_is_there(replica: Replica) -> None:
    make(
        replica,
        "meeting",
        subject="Fair",
        starts_at="2026-11-20T00:00:00Z",
        ends_at="2026-11-24T09:00:00Z",
    )
    make(replica, "meeting", subject="Over", starts_at="2026-11-20T00:00:00Z", ends_at="2026-11-20T01:00:00Z")
    assert names(replica.calendar(MONDAY, TUESDAY, ZONE)) == {"Fair"}


def test_tasks_and_open_deals_stand_on_their_day_with_their_account(replica: Replica) -> None:
    account = make(replica, "account", name="Daehan")
    make(replica, "task", subject="Send it", due_on="2026-11-23", account=account)
    make(replica, "task", subject="Another day", due_on="2026-11-30")
    make(replica, "opportunity", name="Open", close_date="2026-11-27", stage="proposal", account=account)
    make(replica, "opportunity", name="Won", close_date="2026-11-27", stage="closed_won")
    found = {entry.title: entry for entry in replica.calendar(MONDAY, SUNDAY, ZONE)}
    assert set(found) == {"Send it", "Open"}
    assert (found["Send it"].customer, found["Send it"].day) == ("Daehan", "2026-11-23")


def test_what_is_done_with_a_lead_is_called_by_the_lead_until_there_is_an_account(replica: Replica) -> None:
    account, lead = make(replica, "account", name="Daehan"), make(replica, "lead", name="Kim Minji")
    make(replica, "task", subject="First", due_on="2026-11-23", lead=lead)
    make(replica, "task", subject="Later", due_on="2026-11-24", lead=lead, account=account)
    assert [(task.title, task.customer) for task in replica.open_tasks()] == [
        ("First", "Kim Minji"),
        ("Later", "Daehan"),
    ]


def test_visit_is_called_by_its_purpose_and_account(replica: Replica) -> None:
    account = make(replica, "account", name="Daehan")
    make(replica, "visit", account=account, planned_start="2026-11-23T01:00:00Z", purpose="Shelf")
    (entry,) = replica.calendar(MONDAY, TUESDAY, ZONE)
    assert (entry.title, entry.customer, entry.start) == ("Shelf", "Daehan", "2026-11-23T01:00:00.000Z")


def test_others_are_left_out(replica: Replica) -> None:
    make(replica, "call", subject="Mine", starts_at="2026-11-23T01:00:00Z")
    assert names(replica.calendar(MONDAY, TUESDAY, ZONE, everyone=True)) == {"Mine"}
    with replica._database.write() as connection:
        connection.execute("UPDATE call SET owner = 'somebody'")
    assert replica.calendar(MONDAY, TUESDAY, ZONE) == ()


def test_open_tasks_come_by_their_day_those_without_last(replica: Replica) -> None:
    make(replica, "task", subject="Some day")
    make(replica, "task", subject="Friday", due_on="2026-11-27")
    make(replica, "task", subject="Late", due_on="2026-11-02")
    make(replica, "task", subject="Done", due_on="2026-11-03", status="completed")
    assert [entry.title for entry in replica.open_tasks()] == ["Late", "Friday", "Some day"]


def test_reminders_of_open_records_come_in_time_order(replica: Replica) -> None:
    make(replica, "task", subject="Second", reminder_at="2026-11-23T02:00:00Z")
    make(replica, "call", subject="First", reminder_at="2026-11-23T01:00:00Z")
    make(replica, "meeting", subject="Held", status="held", reminder_at="2026-11-23T01:30:00Z")
    make(replica, "meeting", subject="Later", reminder_at="2026-11-23T09:00:00Z")
    found = replica.reminders("2026-11-23T00:59:59.000Z", "2026-11-23T03:00:00.000Z")
    assert [each.title for each in found] == ["First", "Second"]
    assert replica.next_reminder("2026-11-23T03:00:00.000Z") == "2026-11-23T09:00:00.000Z"
    assert replica.next_reminder("2026-11-24T00:00:00.000Z") is None


def test_reminder_of_a_record_that_is_done_meanwhile_is_gone(replica: Replica) -> None:
    task = make(replica, "task", subject="Soon", reminder_at="2026-11-23T02:00:00Z")
    assert [each.record.id for each in replica.reminders_of([("task", task)])] == [task]
    replica.commit(edits.complete_task(replica.author(), replica.get("task", task)))
    assert replica.reminders_of([("task", task), ("account", task)]) == ()


class _Watching:
    """A connection that keeps the plan of every question asked through it."""

    def __init__(self, connection: object, plans: list[str]) -> None:
        self._connection, self._plans = connection, plans

    def execute(self, text: str, values: tuple[object, ...] = ()) -> object:
        rows = self._connection.execute(f"EXPLAIN QUERY PLAN {text}", values)  # type: ignore[attr-defined]
        self._plans.append(" / ".join(row[3] for row in rows))
        return self._connection.execute(text, values)  # type: ignore[attr-defined]


def test_every_question_walks_an_index(replica: Replica) -> None:
    plans: list[str] = []
    calendar = replica._calendar
    with replica._database.read() as connection:
        watching = _Watching(connection, plans)
        calendar.span(watching, MONDAY, SUNDAY, ZONE, "me")
        calendar.reminders(watching, "2026-11-23", "2026-11-24", "me")
        calendar.next_reminder(watching, "2026-11-23", "me")
    asked = [plan for plan in plans if "json_each" not in plan]
    assert len(asked) == 3 + 2 + 4 + 4
    assert all("SEARCH" in plan and "USING INDEX" in plan and "SCAN" not in plan for plan in asked), asked
    assert not any("TEMP B-TREE" in plan for plan in asked), asked


def test_open_tasks_are_found_in_an_index_alone(replica: Replica) -> None:
    plans: list[str] = []
    with replica._database.read() as connection:
        replica._calendar.tasks(_Watching(connection, plans), "me")
    (found,) = [plan for plan in plans if "json_each" not in plan]
    assert "SEARCH task USING INDEX sqlite_autoindex_task_1" in found
    assert "SCAN task USING COVERING INDEX task_summed" in found
