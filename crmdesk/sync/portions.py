"""How many rows are asked for at a time: fewer after an answer that broke off, for a page is taken in whole or not.

A line that is cut every few seconds would else never carry a page, however often it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from crmdesk.domain.errors import CutOff

SMALLEST_SHARE = 128
"""A page may be cut down to this part of the usual one."""

T = TypeVar("T")


class Portions:
    """The portions of one line, shared by all kinds of pages."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        """`stopped`: nobody waits for the answer any more."""
        self._stopped = stopped
        self._share = 1

    def begin(self) -> None:
        """A new round: perhaps the line carries more again."""
        self._share = max(1, self._share // 2)

    def ask(self, rows: int, ask: Callable[[int], T]) -> T:
        """The answer to `ask`, given how many rows; asked for half of them after each that broke off."""
        while True:
            try:
                return ask(max(1, rows // self._share))
            except CutOff:
                if self._share >= SMALLEST_SHARE or self._stopped():
                    raise
                self._share *= 2
