"""Pages become smaller on a line that breaks, and larger again on one that does not."""

from __future__ import annotations

import pytest

from crmdesk.domain.errors import CutOff, Offline
from crmdesk.sync.portions import SMALLEST_SHARE, Portions


class Line:
    """It carries so many rows and breaks beyond them."""

    def __init__(self, carries: int) -> None:
        self.carries = carries
        self.asked: list[int] = []

    def __call__(self, rows: int) -> int:
        self.asked.append(rows)
        if rows > self.carries:
            raise CutOff("broke off")
        return rows


def test_half_as_much_is_asked_for_until_it_comes_through() -> None:
    line, portions = Line(300), Portions(lambda: False)
    assert portions.ask(2000, line) == 250
    assert line.asked == [2000, 1000, 500, 250]
    assert portions.ask(2000, line) == 250


def test_a_new_round_asks_for_more() -> None:
    line, portions = Line(300), Portions(lambda: False)
    portions.ask(2000, line)
    line.carries = 10_000
    for _ in range(5):
        portions.begin()
    assert portions.ask(2000, line) == 2000


def test_a_line_that_carries_nothing_is_given_up() -> None:
    line, portions = Line(0), Portions(lambda: False)
    with pytest.raises(CutOff):
        portions.ask(2000, line)
    assert line.asked[-1] == 2000 // SMALLEST_SHARE


def test_nothing_is_asked_again_when_nobody_waits_or_nothing_answers() -> None:
    line = Line(0)
    with pytest.raises(CutOff):
        Portions(lambda: True).ask(2000, line)
    assert line.asked == [2000]

    def silent(rows: int) -> int:
        line.asked.append(rows)
        raise Offline("no line")

    with pytest.raises(Offline):
        Portions(lambda: False).ask(1000, silent)
    assert line.asked == [2000, 1000]
