"""How often somebody may try: guesses at a sign-in, and requests of one device. It knows no database and no user."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from crmdesk.domain.errors import UserError


class TooMany(UserError):
    """Too many attempts or requests; `retry_after` whole seconds until the next may succeed."""

    code = "too_many"

    def __init__(self, title: str, retry_after: int) -> None:
        super().__init__(title, hint=f"try again in {retry_after} s")
        self.retry_after = retry_after


GUESSES_AT_LOGIN = RateLimitItemPerMinute(10, 15)
"""Wrong passwords for one login from one address: ten in a quarter of an hour."""
GUESSES_ANYWHERE = RateLimitItemPerMinute(100, 15)
"""Wrong passwords for one login from all addresses together."""
GUESSES_FROM_ADDRESS = RateLimitItemPerMinute(60, 15)
"""Wrong passwords from one address for whatever login."""
REQUESTS = RateLimitItemPerMinute(12_000)
"""Requests of one device or, not signed in, one address: far above what a laptop with 20,000 edits needs, and what a
bench of rounds with nothing to do reaches in a minute."""


class Throttle:
    """Counts in memory. A restart forgets; argon2id keeps guessing slow even then."""

    def __init__(self) -> None:
        self._guesses = MovingWindowRateLimiter(MemoryStorage())
        # Every request is counted, so this one keeps a number and no list of times.
        self._requests = FixedWindowRateLimiter(MemoryStorage())

    def check_guess(self, login: str, address: str) -> None:
        """Raises `TooMany` if another guess would be one too many."""
        for limit, key in _guess_keys(login, address):
            if not self._guesses.test(limit, *key):
                raise TooMany("Too many attempts to sign in", _wait(self._guesses, limit, key))

    def wrong_guess(self, login: str, address: str) -> None:
        """Counts a wrong guess."""
        for limit, key in _guess_keys(login, address):
            self._guesses.hit(limit, *key)

    def right_guess(self, login: str, address: str) -> None:
        """Forgets the wrong guesses that came before the right one from this address."""
        self._guesses.clear(GUESSES_AT_LOGIN, "login", login, address)

    def request(self, key: str, limit: RateLimitItem = REQUESTS) -> None:
        """Counts a request; raises `TooMany`."""
        if not self._requests.hit(limit, "request", key):
            raise TooMany("Too many requests", _wait(self._requests, limit, ("request", key)))


def _wait(limiter: RateLimiter, limit: RateLimitItem, key: tuple[str, ...]) -> int:
    return max(1, math.ceil(limiter.get_window_stats(limit, *key).reset_time - time.time()))


def _guess_keys(login: str, address: str) -> tuple[tuple[RateLimitItem, tuple[str, ...]], ...]:
    return (
        (GUESSES_AT_LOGIN, ("login", login, address)),
        (GUESSES_ANYWHERE, ("anywhere", login)),
        (GUESSES_FROM_ADDRESS, ("address", address)),
    )
