"""Which row on screen is the head of a group and which shows which record. Knows no Qt and no query.

Records are numbered as if every group were open; a folded group shows its head alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence

from crmdesk.store.grouping import GroupHead


class RowLayout:
    """Rows from 0: heads and the records of open groups below them; without heads each row is a record."""

    def __init__(
        self, records: int = 0, heads: Sequence[GroupHead] = (), folded: Collection[str] = ()
    ) -> None:
        self.heads = tuple(heads)
        self.records = sum(head.count for head in heads) if heads else records
        """Records in all, those of folded groups as well."""
        self._rows: list[int] = []
        self._first: list[int] = []
        self._open = [head.key not in folded for head in heads]
        rows = before = 0
        for head, is_open in zip(self.heads, self._open, strict=True):
            self._rows.append(rows)
            self._first.append(before)
            rows += 1 + (head.count if is_open else 0)
            before += head.count
        self.rows = rows if heads else records
        """Rows in all, heads as well."""

    def _group(self, row: int) -> int:
        return bisect_right(self._rows, row) - 1

    def head(self, row: int) -> GroupHead | None:
        """The head in this row."""
        at = self._group(row)
        return self.heads[at] if at >= 0 and self._rows[at] == row else None

    def head_above(self, row: int) -> int | None:
        """The row of the head that this row lies under (its own, if it is one); None without groups."""
        return self._rows[self._group(row)] if self.heads else None

    def is_open(self, row: int) -> bool:
        """Whether the group of a row shows its records."""
        return not self.heads or self._open[self._group(row)]

    def row_of_head(self, key: str) -> int | None:
        """The row of a group's head."""
        return next((row for row, head in zip(self._rows, self.heads, strict=True) if head.key == key), None)

    def head_rows(self, first: int, last: int) -> Sequence[int]:
        """The rows from `first` to `last` that are heads."""
        return self._rows[bisect_left(self._rows, first) : bisect_right(self._rows, last)]

    def record(self, row: int) -> int | None:
        """The number of the record in a row; None for a head."""
        if not self.heads:
            return row
        at = self._group(row)
        return self._first[at] + row - self._rows[at] - 1 if row > self._rows[at] else None

    def row(self, record: int) -> int | None:
        """The row of a record; None while its group is folded."""
        if not self.heads:
            return record
        at = bisect_right(self._first, record) - 1
        return self._rows[at] + 1 + record - self._first[at] if self._open[at] else None

    def records_in(self, first: int, last: int) -> list[tuple[int, int]]:
        """The numbers of the records in these rows as stretches, first and last of each."""
        if not self.heads:
            return [(first, last)]
        found: list[tuple[int, int]] = []
        borders = [*self.head_rows(first, last), last + 1]
        start = first
        for border in borders:
            low, high = self.record(start), self.record(border - 1)
            if start < border and low is not None and high is not None:
                if found and found[-1][1] + 1 == low:
                    low = found.pop()[0]
                found.append((low, high))
            start = border + 1
        return found

    def count(self, first: int, last: int) -> int:
        """How many of these rows are records."""
        return last - first + 1 - len(self.head_rows(first, last))

    @property
    def shown(self) -> int:
        """Records on screen, those of folded groups left out."""
        return self.rows - len(self.heads)
