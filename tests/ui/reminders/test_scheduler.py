"""Reminders at their moment on a real replica: after a restart, a sleep, a change, and once alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.domain import edits
from crmdesk.domain.values import Value, format_instant
from crmdesk.store.calendar import Reminder
from crmdesk.store.replica import Replica
from crmdesk.ui.desk import Desk
from crmdesk.ui.reminders.scheduler import LONGEST_MS, Scheduler
from crmdesk.ui.translations import Translator
from tests.support.sample_replica import NOW, ZONE


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def go(self, **by: float) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(replica: Replica, translator: Translator, clock: Clock) -> Iterator[Desk]:
    """The rep's desk, whose clock the test sets."""
    made = Desk(replica, replace(replica.author(zone=str(ZONE)), now=clock), translator, zone=ZONE)
    yield made
    made.close()


class Listener:
    """A scheduler and the titles that it told of."""

    def __init__(self, desk: Desk) -> None:
        self.told: list[str] = []
        self.scheduler = Scheduler(desk)
        self.scheduler.due.connect(self._on_due)
        self.scheduler.start()

    def _on_due(self, due: list[Reminder]) -> None:
        self.told += [each.title for each in due]


Listen = Callable[[], Listener]


@pytest.fixture
def listen(desk: Desk, qtbot: QtBot) -> Iterator[Listen]:
    """Starts a scheduler as the program does; it is stopped at the end."""
    made: list[Listener] = []

    def start() -> Listener:
        made.append(Listener(desk))
        qtbot.waitUntil(lambda: not desk.busy)
        return made[-1]

    yield start
    for each in made:
        each.scheduler.stop()


def create(desk: Desk, subject: str, **ahead: float) -> str:
    """A task with a reminder so far ahead of NOW."""
    values: dict[str, Value] = {
        "subject": subject,
        "reminder_at": format_instant(NOW + timedelta(**ahead)),
    }
    return desk.replica.commit(edits.create(desk.author, "task", values))[0].id


def tick(listener: Listener, desk: Desk, qtbot: QtBot) -> None:
    """The timer has run out, and what it led to is over."""
    listener.scheduler.look_at_the_clock()
    qtbot.waitUntil(lambda: not desk.busy)


def test_reminder_comes_at_its_moment_and_once(
    desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot
) -> None:
    create(desk, "Ring the bell", minutes=5)
    listener = listen()
    assert listener.told == []
    assert listener.scheduler.next == "2026-11-23T01:35:00.000Z"
    clock.go(minutes=5)
    tick(listener, desk, qtbot)
    tick(listener, desk, qtbot)
    assert listener.told == ["Ring the bell"]


def test_timer_goes_off_by_itself(desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot) -> None:
    create(desk, "At once", seconds=0.2)
    listener = listen()
    clock.go(minutes=1)
    qtbot.waitUntil(lambda: listener.told == ["At once"])


def test_clock_is_looked_at_every_minute_so_that_sleep_makes_nothing_late(
    desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot
) -> None:
    create(desk, "After the night", hours=9)
    listener = listen()
    assert listener.scheduler._timer.interval() == LONGEST_MS
    clock.go(hours=12)
    tick(listener, desk, qtbot)
    assert listener.told == ["After the night"]


def test_what_came_while_the_laptop_was_off_comes_at_the_next_start(
    desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot
) -> None:
    listen().scheduler.stop()
    create(desk, "Missed", minutes=30)
    clock.go(hours=2)
    assert listen().told == ["Missed"]
    assert listen().told == []


def test_what_passed_before_this_laptop_reminded_stays_past(
    desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot
) -> None:
    create(desk, "Long ago", days=-1)
    assert listen().told == []


def test_reminder_set_meanwhile_is_waited_for(desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot) -> None:
    listener = listen()
    create(desk, "Added", minutes=3)
    qtbot.waitUntil(lambda: listener.scheduler.next == "2026-11-23T01:33:00.000Z")
    assert listener.scheduler._timer.isActive()


def test_task_that_is_done_reminds_of_nothing(desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot) -> None:
    task = create(desk, "Done before", minutes=5)
    listener = listen()
    desk.replica.commit(edits.complete_task(desk.author, desk.replica.get("task", task)))
    clock.go(minutes=6)
    tick(listener, desk, qtbot)
    assert listener.told == []


def test_what_is_put_off_comes_again_also_after_a_restart(
    desk: Desk, clock: Clock, listen: Listen, qtbot: QtBot
) -> None:
    task = create(desk, "Again", minutes=1)
    listener = listen()
    clock.go(minutes=1)
    tick(listener, desk, qtbot)
    listener.scheduler.snooze(f"task:{task}", clock() + timedelta(minutes=10))
    qtbot.waitUntil(lambda: not desk.busy)
    listener.scheduler.stop()
    clock.go(minutes=9)
    later = listen()
    assert later.told == []
    clock.go(minutes=1)
    tick(later, desk, qtbot)
    assert later.told == ["Again"]
