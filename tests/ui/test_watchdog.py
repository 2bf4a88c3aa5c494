"""The watchdog tells turns that compute or wait too long, with the code at fault, and no others."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from crmdesk.ui.watchdog import Turn, Watchdog, log_stalls
from tests.support import until

LIMIT = 0.03


@pytest.fixture
def told() -> list[Turn]:
    return []


@pytest.fixture
def dog(told: list[Turn], qtbot: QtBot) -> Iterator[Watchdog]:
    """It watches, and tells what it finds."""
    made = Watchdog(LIMIT)
    made.stalled.connect(told.append)
    made.start()
    yield made
    made.close()


def compute() -> None:
    end = time.thread_time() + 5 * LIMIT
    while time.thread_time() < end:
        sum(range(1_000))


@pytest.mark.usefixtures("dog")
def test_a_turn_that_computes_is_told_with_the_code_at_fault(told: list[Turn], qtbot: QtBot) -> None:
    QTimer.singleShot(0, compute)
    qtbot.waitUntil(lambda: any(turn.processor > LIMIT for turn in told))
    found = next(turn for turn in told if turn.processor > LIMIT)
    assert found.processor >= 5 * LIMIT
    assert "of processor" in str(found)


def test_the_stack_leads_from_the_loop_to_where_the_thread_was(
    dog: Watchdog, told: list[Turn], qtbot: QtBot
) -> None:
    def look() -> None:
        until(lambda: dog._watcher._stood > 2 * LIMIT)

    QTimer.singleShot(0, look)
    qtbot.waitUntil(lambda: any(turn.stacks for turn in told))
    stack = next(turn for turn in told if turn.stacks).stacks[0][1]
    assert any("test_watchdog.py" in line and line.endswith("look") for line in stack)
    assert not any("waitUntil" in line for line in stack)


def test_a_turn_that_waits_is_told_by_the_clock(dog: Watchdog, told: list[Turn], qtbot: QtBot) -> None:
    QTimer.singleShot(0, lambda: until(lambda: dog._watcher._stood > 2 * LIMIT))
    qtbot.waitUntil(lambda: any(turn.stood > LIMIT for turn in told))


def test_waiting_for_events_is_no_fault(dog: Watchdog, told: list[Turn], qtbot: QtBot) -> None:
    pause = _after(20 * LIMIT)
    qtbot.waitUntil(lambda: not pause.isActive())
    # What a busy machine adds is far from the pause, which would be told if waiting counted.
    assert [turn for turn in told if max(turn.processor, turn.stood) > 10 * LIMIT] == []


def _after(seconds: float) -> QTimer:
    timer = QTimer(singleShot=True, interval=int(seconds * 1000))
    timer.start()
    return timer


def test_what_lies_between_two_turns_is_nobodys(dog: Watchdog, told: list[Turn]) -> None:
    dog.turn()
    told.clear()
    compute()
    dog.turn_anew()
    dog.turn()
    assert [turn for turn in told if turn.processor > LIMIT] == []


def test_closed_it_tells_nothing_and_closing_twice_is_nothing(
    dog: Watchdog, told: list[Turn], qtbot: QtBot
) -> None:
    dog.close()
    dog.close()
    told.clear()
    compute()
    pause = _after(0)
    qtbot.waitUntil(lambda: not pause.isActive())
    assert told == []


@pytest.mark.expected_log("the window stood still")
def test_in_the_program_it_writes_into_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    dog = log_stalls()
    try:
        with caplog.at_level(logging.WARNING):
            QTimer.singleShot(0, compute)
            qtbot.waitUntil(lambda: "the window stood still" in caplog.text)
    finally:
        dog.close()
