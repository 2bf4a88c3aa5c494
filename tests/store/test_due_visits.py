"""Customers to be seen again: by value and by how long their interval has run out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crmdesk.domain import edits
from crmdesk.protocol.messages import Person
from crmdesk.store.due_visits import _FOUND, DueVisit
from crmdesk.store.events import RecordsChanged
from crmdesk.store.replica import Replica
from crmdesk.store.settings import INDEXES_MISSING, write_setting
from tests.support.sample_replica import NOW, filled_replica, numbered_ids

DAY = date(2026, 11, 23)
new_id = numbered_ids(9)


@pytest.fixture
def replica(tmp_path: Path) -> Iterator[Replica]:
    """A laptop whose user has no record yet."""
    person = Person(id=new_id(), login="rep", name="Rep", role="rep", home=None, scope="scope")
    opened = filled_replica(tmp_path / "profile", bytes(32), (), person)
    yield opened
    opened.close()


def account(replica: Replica, name: str, **fields: object) -> str:
    return replica.commit(edits.create(replica.author(), "account", {"name": name, **fields}))[0].id


def visit(replica: Replica, account_id: str, start: str, status: str) -> None:
    replica.commit(edits.plan_visit(replica.author(), account_id, start, None, status=status))


def names(replica: Replica) -> list[str]:
    return [due.name for due in replica.due_visits(DAY, "Asia/Seoul")]


def test_an_interval_that_has_run_out_is_due(replica: Replica) -> None:
    late = account(replica, "Late", visit_interval=7)
    fresh = account(replica, "Fresh", visit_interval=7)
    account(replica, "Without interval")
    visit(replica, late, "2026-11-10T01:00:00.000Z", "completed")
    visit(replica, fresh, "2026-11-20T01:00:00.000Z", "completed")
    (due,) = replica.due_visits(DAY, "Asia/Seoul")
    assert (due.name, due.due_on, due.days) == ("Late", date(2026, 11, 17), 6)


def test_due_customers_wait_for_the_indexes_of_a_first_sync(replica: Replica) -> None:
    late = account(replica, "Late", visit_interval=7)
    visit(replica, late, "2026-11-10T01:00:00.000Z", "completed")
    with replica._database.write() as connection:
        write_setting(connection, INDEXES_MISSING, True)
    assert names(replica) == []
    told: list[RecordsChanged] = []
    replica.subscribe(told.append)
    replica._restore_indexes()
    assert names(replica) == ["Late"]
    assert any("account" in each.types for each in told)


def test_a_planned_visit_ahead_settles_it_and_a_missed_one_does_not(replica: Replica) -> None:
    planned = account(replica, "Planned", visit_interval=7)
    missed = account(replica, "Missed", visit_interval=7)
    for each in (planned, missed):
        visit(replica, each, "2026-11-01T01:00:00.000Z", "completed")
    visit(replica, planned, "2026-11-25T01:00:00.000Z", "planned")
    visit(replica, missed, "2026-11-20T01:00:00.000Z", "missed")
    assert names(replica) == ["Missed"]


def test_the_tier_weighs_beside_the_time(replica: Replica) -> None:
    small = account(replica, "Small", visit_interval=10, tier="c")
    large = account(replica, "Large", visit_interval=10, tier="a")
    for each in (small, large):
        visit(replica, each, "2026-11-01T01:00:00.000Z", "completed")
    assert names(replica) == ["Large", "Small"]


def test_an_account_never_visited_counts_from_its_creation(replica: Replica) -> None:
    account(replica, "New today", visit_interval=1)
    assert NOW.date() == DAY
    assert names(replica) == []
    assert [due.name for due in replica.due_visits(date(2026, 11, 25), "Asia/Seoul")] == ["New today"]


def test_an_ended_relationship_is_left_alone(replica: Replica) -> None:
    ended = account(replica, "Ended", visit_interval=7, relationship_stage="ended")
    visit(replica, ended, "2026-01-10T01:00:00.000Z", "completed")
    assert names(replica) == []


def test_visits_are_looked_for_in_an_index_alone(replica: Replica) -> None:
    with replica._database.read() as connection:
        # A plan is made out of what the connection knows of the file; only a question that is answered looks anew.
        connection.execute("SELECT 1 FROM visit LIMIT 1").fetchone()
        plan = [row[-1] for row in connection.execute(f"EXPLAIN QUERY PLAN {_FOUND}", (None, None, ""))]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN account", "SCAN a"]
    looked = [step for step in plan if "SEARCH" in step]
    assert len(looked) == 2
    assert all("COVERING INDEX visit_summed (account=?" in step for step in looked), plan


def test_only_so_many_are_told_the_most_pressing_first(replica: Replica) -> None:
    for number in range(3):
        late = account(replica, f"Late {number}", visit_interval=7)
        visit(replica, late, f"2026-11-0{number + 1}T01:00:00.000Z", "completed")
    assert [due.name for due in replica.due_visits(DAY, "Asia/Seoul", limit=2)] == ["Late 0", "Late 1"]
    assert names(replica) == ["Late 0", "Late 1", "Late 2"]


def test_the_last_answer_stands_until_an_account_or_a_visit_changes(replica: Replica) -> None:
    late = account(replica, "Late", visit_interval=7)
    visit(replica, late, "2026-11-10T01:00:00.000Z", "completed")
    (first,) = replica.due_visits(DAY, "Asia/Seoul")
    replica.commit(edits.create(replica.author(), "task", {"subject": "Call", "account": late}))
    (second,) = replica.due_visits(DAY, "Asia/Seoul")
    assert second is first
    replica.commit(edits.update(replica.author(), replica.get("account", late), {"name": "Later"}))
    assert names(replica) == ["Later"]
    visit(replica, late, "2026-11-25T01:00:00.000Z", "planned")
    assert names(replica) == []


def test_another_day_or_zone_is_another_question(replica: Replica) -> None:
    late = account(replica, "Late", visit_interval=7)
    visit(replica, late, "2026-11-15T20:00:00.000Z", "completed")
    assert names(replica) == ["Late"]
    assert replica.due_visits(DAY, "UTC")[0].days == 1
    assert replica.due_visits(date(2026, 11, 21), "UTC") == ()


def test_pressure_grows_with_every_interval_missed() -> None:
    once = DueVisit("1", "Once", "b", None, DAY, 7, 7)
    twice = DueVisit("2", "Twice", "b", None, DAY, 14, 7)
    assert (once.pressure, twice.pressure) == (4.0, 6.0)
