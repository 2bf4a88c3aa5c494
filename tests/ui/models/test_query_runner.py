"""Queries run off the GUI thread, the newest counts."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from crmdesk.ui.models import QueryRunner
from tests.support import PATIENCE


def test_answers_come_back_on_the_gui_thread(qtbot: QtBot, runner: QueryRunner) -> None:
    answers: list[tuple[int, int]] = []
    runner.submit("a", threading.get_ident, lambda worker: answers.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(answers))
    worker, gui = answers[0]
    assert worker != gui == threading.get_ident()


def test_a_newer_request_replaces_the_waiting_older_one(qtbot: QtBot, runner: QueryRunner) -> None:
    held, answers = threading.Event(), []
    runner.submit("blocker", held.wait, lambda _: None)
    for number in range(5):
        runner.submit("same", lambda number=number: number, answers.append)
    held.set()
    qtbot.waitUntil(lambda: not runner.busy and bool(answers))
    assert answers == [4]


def test_a_running_query_is_interrupted_and_its_answer_dropped(qtbot: QtBot) -> None:
    stop, started = threading.Event(), threading.Event()
    runner = QueryRunner(interrupt=stop.set)
    answers: list[str] = []

    def long() -> str:
        started.set()
        stop.wait(PATIENCE)
        raise InterruptedError("interrupted")

    runner.submit("same", long, answers.append)
    assert started.wait(PATIENCE)
    runner.submit("same", lambda: "newer", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    runner.close()
    assert answers == ["newer"]


def test_a_failure_goes_to_whoever_asked(qtbot: QtBot, runner: QueryRunner) -> None:
    failures: list[Exception] = []
    runner.submit("bad", lambda: 1 // 0, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


@pytest.mark.expected_log("query bad failed")
def test_a_failure_nobody_asked_for_is_told_to_the_window(qtbot: QtBot, runner: QueryRunner) -> None:
    with qtbot.waitSignal(runner.failed) as told:
        runner.submit("bad", lambda: 1 // 0, lambda _: None)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_closing_interrupts_again_what_an_interrupt_fell_between_two_statements_of(qtbot: QtBot) -> None:
    started, stop, interrupts = threading.Event(), threading.Event(), []

    def interrupt() -> None:
        interrupts.append("the first finds nothing that runs")
        if len(interrupts) > 1:
            stop.set()

    ended: list[bool] = []

    def long() -> None:
        started.set()
        ended.append(stop.wait(PATIENCE))

    runner = QueryRunner(interrupt)
    runner.submit("long", long, lambda _: None)
    assert started.wait(PATIENCE)
    runner.close()
    assert ended == [True]


def test_nothing_is_called_back_after_closing(qtbot: QtBot) -> None:
    runner, answers, held = QueryRunner(), [], threading.Event()
    runner.submit("late", lambda: held.wait(PATIENCE), answers.append)
    held.set()
    runner.close()
    qtbot.waitUntil(lambda: not runner.busy)
    assert answers == []
