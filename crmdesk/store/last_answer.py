"""Keeps an answer that took long until what it is made of changes. It knows no question."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Found = TypeVar("Found")


class LastAnswer(Generic[Found]):
    """The last answer to one question: whole pages are read anew for every small change, and with them what goes
    through all records of a type. Any thread may ask."""

    def __init__(self) -> None:
        self._last: tuple[Hashable, Found] | None = None

    def of(self, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What `find` gave when the same was asked last, else what it gives now.

        `asked` holds the generations of the types that the answer is made of, from before the state is chosen that
        `find` reads: an answer may then be newer than what it is kept under, never older.
        """
        last = self._last
        if last is None or last[0] != asked:
            last = self._last = asked, find()
        return last[1]
