"""Rounds for as long as a program runs: woken by edits, hints and people, ended by stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from crmdesk.sync.schedule import Pace, Schedule
from crmdesk.sync.watch import Watch
from tests.support import PATIENCE, until

PATIENT = Pace(debounce=0.01, poll=3600.0, longest_poll=3600.0)
"""Nothing happens by itself within a test."""


class Counted:
    """Rounds that only count; `outcome` is what the next ones end with."""

    def __init__(self) -> None:
        self.outcome = Outcome(Ending.OK)
        self.cancelled = threading.Event()

    def round(self) -> Outcome:
        return self.outcome

    def cancel(self) -> None:
        self.cancelled.set()


@contextmanager
def watching(rounds: Counted) -> Iterator[tuple[Watch, list[Outcome]]]:
    outcomes: list[Outcome] = []
    watch = Watch(rounds, Schedule(time.monotonic, lambda: 0.5, PATIENT), outcomes.append)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield watch, outcomes
    finally:
        watch.stop()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def test_the_first_round_comes_at_once_and_the_next_with_an_edit() -> None:
    with watching(Counted()) as (watch, outcomes):
        until(lambda: len(outcomes) == 1)
        watch.edited()
        until(lambda: len(outcomes) == 2)


def test_a_person_or_the_network_s_return_starts_a_round() -> None:
    with watching(Counted()) as (watch, outcomes):
        until(lambda: len(outcomes) == 1)
        watch.sync_now()
        until(lambda: len(outcomes) == 2)
        watch.network_returned()
        until(lambda: len(outcomes) == 3)


def test_an_ended_session_waits_for_somebody_to_sign_in() -> None:
    rounds = Counted()
    rounds.outcome = Outcome(Ending.SIGN_IN)
    with watching(rounds) as (watch, outcomes):
        until(lambda: len(outcomes) == 1)
        watch.edited()
        rounds.outcome = Outcome(Ending.OK)
        watch.sync_now()
        until(lambda: len(outcomes) == 2)
        assert [outcome.ending for outcome in outcomes] == [Ending.SIGN_IN, Ending.OK]


def test_stop_cancels_the_round_under_way() -> None:
    rounds = Counted()
    with watching(rounds) as (watch, outcomes):
        until(lambda: len(outcomes) == 1)
        watch.stop()
    assert rounds.cancelled.is_set()
