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
    """Row n is `(row-<n>, Name <n>, amount)`; `gone` are rows that somebody deleted."""

    def __init__(self, count: int, gone: Sequence[int] = ()) -> None:
        self._numbers: Sequence[int] = (
            [number for number in range(count) if number not in gone] if gone else range(count)
        )
        self.asked: list[tuple[int, int]] = []
        self.threads: set[int] = set()

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

    def position(self, row_id: str) -> int | None:
        number = int(row_id.removeprefix("row-"))
        return self._numbers.index(number) if number in self._numbers else None
