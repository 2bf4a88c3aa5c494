"""What a laptop remembers of its reminders: once each, again when put off or set anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.records import Record
from crmdesk.domain.values import blank, format_instant
from crmdesk.store.calendar import Reminder
from crmdesk.ui.reminders.memory import WINDOW, Memory, memory_of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def reminder(at: datetime = NOW, record_id: str = "1") -> Reminder:
    record = Record("task", record_id, 1, {**blank(CATALOGUE["task"]), "reminder_at": format_instant(at)})
    return Reminder(record, "Call", "", format_instant(at))


@pytest.fixture
def memory() -> Memory:
    return Memory(format_instant(NOW - timedelta(days=1)))


def test_reminder_is_shown_once(memory: Memory) -> None:
    memory, due = memory.take([reminder()], [], NOW)
    assert len(due) == 1
    assert memory.take([reminder()], [], NOW + timedelta(minutes=1))[1] == []


def test_reminder_set_to_another_moment_is_shown_again(memory: Memory) -> None:
    memory, _ = memory.take([reminder()], [], NOW)
    assert len(memory.take([reminder(NOW + timedelta(hours=1))], [], NOW + timedelta(hours=1))[1]) == 1


def test_what_is_put_off_waits_and_comes_again_once(memory: Memory) -> None:
    memory, _ = memory.take([reminder()], [], NOW)
    memory = memory.snooze("task:1", NOW + timedelta(minutes=10))
    assert memory.waiting(NOW + timedelta(minutes=9)) == []
    later = NOW + timedelta(minutes=10)
    assert memory.waiting(later) == [("task", "1")]
    memory, due = memory.take([reminder()], [reminder()], later)
    assert len(due) == 1
    assert memory.waiting(later) == []
    assert memory.next_snoozed() is None


def test_what_was_put_off_and_is_done_meanwhile_is_forgotten(memory: Memory) -> None:
    memory = memory.snooze("task:1", NOW)
    memory, due = memory.take([], [], NOW)
    assert due == []
    assert memory.snoozed == {}


def test_what_passed_before_anybody_asked_is_past(memory: Memory) -> None:
    assert memory.after(NOW) == memory.since
    assert memory.after(NOW + timedelta(days=30)) == format_instant(NOW + timedelta(days=30) - WINDOW)


def test_memory_stays_small(memory: Memory) -> None:
    for day in range(60):
        now = NOW + timedelta(days=day)
        memory, _ = memory.take([reminder(now, str(day))], [], now)
    assert len(memory.shown) <= WINDOW.days + 1


@pytest.mark.parametrize("kept", [None, 3, [], {"since": 4}, {"since": "x", "shown": [], "snoozed": {}}])
def test_nonsense_begins_anew(kept: object) -> None:
    assert memory_of(kept, NOW) == Memory(format_instant(NOW))


def test_what_is_kept_is_read_back(memory: Memory) -> None:
    memory, _ = memory.take([reminder()], [], NOW)
    memory = memory.snooze("task:2", NOW)
    assert memory_of(memory.kept(), NOW) == memory
