"""A source of any number of rows that counts what is asked of it."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from crmdesk.store.grouping import GroupHead
from crmdesk.ui.models import Column, Row

COLUMNS = (
    Column("name", "account.name", strong=True, editable=True),
    Column("amount", "opportunity.amount", "money", align="right", editable=True),
)


class MadeUpRows:
    """Row n is `(row-<n>, Name <n>, amount)`; `gone` are rows that somebody deleted, `last` one that comes
    behind all others."""

    def __init__(self, count: int, gone: Sequence[int] = (), last: int | None = None) -> None:
        self._numbers: Sequence[int] = range(count)
        if gone:
            self._numbers = [number for number in range(count) if number not in gone]
        if last is not None:
            self._numbers = [*(number for number in self._numbers if number != last), last]
        self.asked: list[tuple[int, int]] = []
        self.threads: set[int] = set()
        self.unprepared = 3
        """How often it can still be asked to prepare."""

    def count(self) -> int:
        self.threads.add(threading.get_ident())
        return len(self._numbers)

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        self.asked.append((start_row, size))
        self.threads.add(threading.get_ident())
        return [
            (f"row-{number}", f"Name {number}", (f"{number}.00", "USD"))
            for number in self._numbers[start_row : start_row + size]
        ]

    def heads(self) -> Sequence[GroupHead]:
        return ()

    def prepare(self) -> bool:
        self.threads.add(threading.get_ident())
        self.unprepared -= 1
        return self.unprepared > 0

    def position(self, row_id: str) -> int | None:
        number = int(row_id.removeprefix("row-"))
        return self._numbers.index(number) if number in self._numbers else None
