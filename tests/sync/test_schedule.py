"""When the next round is due: under a clock and a chance that the test holds."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest

from crmdesk.sync.effects import Counts, Outcome
from crmdesk.sync.endings import Ending
from crmdesk.sync.schedule import Pace, Schedule


@dataclass
class Hands:
    """A clock and a die in the test's hands."""

    time: float = 100.0
    die: float = 0.5

    def clock(self) -> float:
        return self.time

    def random(self) -> float:
        return self.die

    def schedule(self) -> Schedule:
        return Schedule(self.clock, self.random, Pace())


OK = Outcome(Ending.OK)
MOVED = Outcome(Ending.OK, Counts(pulled=3))
OFFLINE = Outcome(Ending.OFFLINE)


def test_the_first_round_is_due_at_once() -> None:
    assert Hands().schedule().wait() == 0.0


def test_an_edit_is_sent_a_moment_later_and_more_edits_do_not_put_it_off() -> None:
    hands = Hands()
    schedule = hands.schedule()
    schedule.finished(OK)
    schedule.edited()
    assert schedule.wait() == pytest.approx(0.3)
    hands.time += 0.2
    schedule.edited()
    assert schedule.wait() == pytest.approx(0.1)


def test_an_edit_during_a_round_is_not_forgotten() -> None:
    hands = Hands()
    schedule = hands.schedule()
    schedule.started()
    schedule.edited()
    schedule.finished(MOVED)
    assert schedule.wait() == pytest.approx(0.3)


def test_polls_grow_apart_while_nothing_happens_and_close_up_when_something_does() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    waits = []
    for _ in range(6):
        schedule.finished(OK)
        waits.append(schedule.wait())
    assert waits == [6.0, 12.0, 24.0, 30.0, 30.0, 30.0]
    schedule.finished(MOVED)
    assert schedule.wait() == 3.0


@pytest.mark.parametrize(("die", "expected"), [(0.0, 0.3), (1.0, 30.0)])
def test_failures_back_off_with_full_jitter_up_to_half_a_minute(die: float, expected: float) -> None:
    hands = Hands(die=die)
    schedule = hands.schedule()
    for _ in range(40):
        schedule.finished(OFFLINE)
    assert schedule.wait() == pytest.approx(expected)


def test_an_edit_does_not_shorten_a_back_off() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    for _ in range(4):
        schedule.finished(OFFLINE)
    schedule.edited()
    assert schedule.wait() == 8.0


def test_the_network_s_return_ends_a_back_off_within_a_second() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    for _ in range(10):
        schedule.finished(OFFLINE)
    schedule.network_returned()
    assert schedule.wait() == 1.0
    schedule.finished(OFFLINE)
    assert schedule.wait() == 1.0  # and the back-off starts anew


def test_whatever_happens_a_round_comes_within_a_minute_of_the_network_s_return() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    for _ in range(100):
        schedule.finished(OFFLINE)
        wait = schedule.wait()
        assert wait is not None
        assert wait <= 30.0


def test_retry_after_is_obeyed_by_edits_and_hints_alike() -> None:
    hands = Hands(die=0.0)
    schedule = hands.schedule()
    schedule.finished(Outcome(Ending.OFFLINE, retry_after=20.0))
    schedule.edited()
    schedule.network_returned()
    assert schedule.wait() == 20.0
    schedule.asked()  # but a person may
    assert schedule.wait() == 0.0


@pytest.mark.parametrize("ending", [Ending.SIGN_IN, Ending.UPDATE, Ending.REVOKED, Ending.WIPED])
def test_what_time_does_not_heal_halts_until_somebody_acts(ending: Ending) -> None:
    schedule = Hands().schedule()
    schedule.finished(Outcome(ending))
    schedule.edited()
    schedule.network_returned()
    assert schedule.wait() is None
    schedule.asked()
    assert schedule.wait() == 0.0


def test_a_changed_epoch_is_followed_by_a_round_at_once() -> None:
    schedule = Hands().schedule()
    schedule.finished(Outcome(Ending.EPOCH_CHANGED))
    assert schedule.wait() == pytest.approx(0.3)


# A live line


def test_a_poke_is_followed_up_a_moment_later_even_if_it_comes_during_a_round() -> None:
    hands = Hands()
    schedule = hands.schedule()
    schedule.finished(OK)
    schedule.poked()
    assert schedule.wait() == pytest.approx(0.05)
    schedule.started()
    schedule.poked()
    schedule.finished(MOVED)
    assert schedule.wait() == pytest.approx(0.3)


def test_a_poke_does_not_break_through_a_back_off() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    schedule.finished(OFFLINE)
    waiting = schedule.wait()
    schedule.poked()
    assert schedule.wait() == waiting


def test_while_a_line_stands_polls_are_rare_and_edits_go_at_once() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    schedule.live(stands=True)
    schedule.finished(MOVED)
    assert schedule.wait() == 120.0
    schedule.edited()
    assert schedule.wait() == pytest.approx(0.05)


def test_line_says_nothing_of_edits_that_still_wait_here_so_they_are_not_left_for_long() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    schedule.live(stands=True)
    schedule.finished(replace(MOVED, pending_left=1))
    assert schedule.wait() == 3.0


def test_once_the_line_is_gone_it_is_polled_as_ever() -> None:
    hands = Hands(die=1.0)
    schedule = hands.schedule()
    schedule.live(stands=True)
    schedule.finished(OK)
    schedule.live(stands=False)
    assert schedule.wait() == 3.0
    schedule.finished(OK)
    assert schedule.wait() == 6.0


def test_two_hundred_laptops_that_are_poked_together_do_not_ask_together() -> None:
    dice = random.Random(8)
    hands = [Hands(die=dice.random()) for _ in range(200)]
    waits = []
    for one in hands:
        schedule = one.schedule()
        schedule.finished(OK)
        schedule.poked()
        waits.append(schedule.wait())
    assert max(waits) <= 0.1
    busiest = max(
        sum(start <= wait < start + 0.01 for wait in waits) for start in (n / 100 for n in range(10))
    )
    assert busiest < 50
