"""Wrong guesses at a password are counted in the database: for all processes, over restarts, however many at once."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

import pytest

from crmdesk.domain.errors import SignInNeeded, UserError
from crmdesk.protocol.messages import SignIn
from crmdesk.server.database import reading
from crmdesk.server.guesses import GUESSES_AT_LOGIN
from crmdesk.server.throttle import TooMany
from tests.support.centre import HERE, PASSWORD, BareCentre, Clock, open_fast, signed_in


def guess(centre: BareCentre, password: str = "guess") -> str:
    try:
        centre.core.identity.sign_in(SignIn(login="kim", password=password), HERE)
    except UserError as error:
        return error.code
    return "in"


def test_guesses_at_another_process_count_here(timed: BareCentre, clock: Clock) -> None:
    other = BareCentre(timed.data, timed.database_url, open_fast(timed.database_url, clock), timed.org)
    assert [guess(other) for _ in range(GUESSES_AT_LOGIN.amount)] == ["sign_in"] * GUESSES_AT_LOGIN.amount
    other.core.close()
    with pytest.raises(TooMany):
        signed_in(timed)


def test_guesses_that_come_at_once_are_answered_no_more_often(timed: BareCentre) -> None:
    told: list[str] = []
    together = threading.Barrier(16)

    def try_two() -> None:
        together.wait()
        told.extend(guess(timed) for _ in range(2))

    threads = [threading.Thread(target=try_two) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {"sign_in": GUESSES_AT_LOGIN.amount, "too_many": 32 - GUESSES_AT_LOGIN.amount}


def test_a_right_guess_that_comes_too_late_is_answered_like_a_wrong_one(timed: BareCentre) -> None:
    for _ in range(GUESSES_AT_LOGIN.amount):
        timed.core.identity._guesses.settle("kim", HERE, right=False)
    with pytest.raises(TooMany):
        timed.core.identity._guesses.settle("kim", HERE, right=True)


def test_the_wait_that_was_told_is_enough_and_old_guesses_are_forgotten(
    timed: BareCentre, clock: Clock
) -> None:
    for _ in range(GUESSES_AT_LOGIN.amount):
        assert guess(timed) == "sign_in"
        clock.pass_by(timedelta(seconds=10))
    with pytest.raises(TooMany) as raised:
        signed_in(timed)
    clock.pass_by(timedelta(seconds=raised.value.retry_after - 1))
    assert guess(timed) == "too_many"
    clock.pass_by(timedelta(seconds=1))
    assert guess(timed, PASSWORD) == "in"
    assert guess(timed) == "sign_in"
    with reading(timed.core.engine) as connection:
        assert len(connection.execute(timed.core.identity_tables.guess.select()).all()) == 1


def test_neither_login_nor_address_can_be_read_from_what_is_kept(timed: BareCentre) -> None:
    with pytest.raises(SignInNeeded):
        timed.core.identity.sign_in(SignIn(login="my password", password="kim"), HERE)
    with reading(timed.core.engine) as connection:
        (row,) = connection.execute(timed.core.identity_tables.guess.select())
    assert HERE not in str(row)
    assert "password" not in str(row)
