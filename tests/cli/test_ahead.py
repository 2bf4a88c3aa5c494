"""What is opened ahead is taken once, and what nobody takes is closed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from crmdesk.cli.ahead import Ahead
from crmdesk.domain.errors import SignInNeeded


class Place:
    """Counts how often it was opened and closed."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.shut = False

    @contextmanager
    def open(self) -> Iterator[str]:
        if self.shut:
            raise SignInNeeded("Nobody has signed in")
        self.opened += 1
        try:
            yield "open"
        finally:
            self.closed += 1


def test_what_was_prepared_is_taken_and_closed_by_whoever_took_it() -> None:
    place = Place()
    ahead = Ahead(place.open)
    ahead.prepare()
    assert (place.opened, place.closed) == (1, 0)
    with ExitStack() as stack:
        assert ahead.take(stack) == "open"
        assert (place.opened, place.closed) == (1, 0)
    assert (place.opened, place.closed) == (1, 1)


def test_what_was_not_prepared_is_opened_when_it_is_taken() -> None:
    place = Place()
    with ExitStack() as stack:
        assert Ahead(place.open).take(stack) == "open"
    assert (place.opened, place.closed) == (1, 1)


def test_what_nobody_takes_is_closed() -> None:
    place = Place()
    ahead = Ahead(place.open)
    ahead.prepare()
    ahead.prepare()
    assert (place.opened, place.closed) == (2, 1)
    ahead.close()
    ahead.close()
    assert (place.opened, place.closed) == (2, 2)


def test_what_keeps_it_shut_is_told_to_the_one_who_takes_it_once() -> None:
    place = Place()
    place.shut = True
    ahead = Ahead(place.open)
    ahead.prepare()
    place.shut = False
    with ExitStack() as stack:
        with pytest.raises(SignInNeeded):
            ahead.take(stack)
        assert ahead.take(stack) == "open"
