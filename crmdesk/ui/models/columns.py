"""Owns what a table column is and where its rows come from. Knows no Qt model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from crmdesk.store.grouping import GroupHead

CellKind = Literal[
    "text", "integer", "decimal", "money", "percent", "bool", "date", "instant", "choice", "reference", "set"
]
Row = tuple[object, ...]
"""A record id (str), then one canonical value a column."""
Tone = Literal["neutral", "info", "success", "warning", "danger"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until which states (`ends` of the column `state`) a day is waited for."""

    state: str
    ends: frozenset[str]

    def is_past(self, day: object, state: object, today: str) -> bool:
        """Whether a day (ISO) is over and the state none of the ends."""
        return bool(day) and str(day) < today and state not in self.ends


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Values per kind: text and choice `str`, integer and percent `int`, decimal `'12.50'`,
    money `(amount, currency)` such as `('1200.00', 'USD')`, date and instant ISO text, bool `bool`,
    reference `(id, name)`, set a sequence of `str`; nothing is `None`."""

    key: str
    title_key: str
    """Key in the translation context `domain`, such as `account.name`."""
    kind: CellKind = "text"
    width: int = 160
    """Pixels at first; the user may change it."""
    align: Literal["left", "right", "center"] = "left"
    editable: bool = False
    sortable: bool = True
    choices: tuple[str, ...] = ()
    """Keys of a choice, in order."""
    withheld: tuple[str, ...] = ()
    """Those that a cell shows and a filter knows, but that are not to be chosen in a cell."""
    choice_prefix: str = ""
    """A choice's label key is this, a dot and the choice; the title key when empty."""
    tones: tuple[tuple[str, Tone], ...] = ()
    """Choices that are shown as a badge of a tone; the others are neutral badges when any is given."""
    strong: bool = False
    """The column that names the record."""
    scale: int = 2
    """Digits after the point of a decimal."""
    currency: str = "USD"
    """In which an amount is entered where there is none yet; ISO 4217."""
    prose: bool = False
    """Running text, whose beginning is shown: any room there is is of use to it."""
    long: bool = False
    """A list of single long words, such as addresses of mail."""
    deadline: Deadline | None = None
    """For a date that a record which has not ended is overdue after."""
    why_not: Callable[[object], str | None] = field(default=lambda _: None, compare=False)
    """Why a canonical value must not stand here, in words; None for one that may."""

    def choice_key(self, choice: str) -> str:
        """The label key of one choice."""
        return f"{self.choice_prefix or self.title_key}.{choice}"

    def tone(self, choice: str) -> Tone:
        return dict(self.tones).get(choice, "neutral")


class RowSource(Protocol):
    """One query in one order. Called on a worker thread, one call at a time; may raise when interrupted.

    An implementation pages by keyset and keeps sparse anchors, so that any `start_row` costs about the same.
    """

    def count(self) -> int:
        """Rows in all."""
        ...

    def page(self, start_row: int, size: int) -> Sequence[Row]:
        """Up to `size` rows from row number `start_row` (from 0), each `(id, *values)` in column order."""
        ...

    def heads(self) -> Sequence[GroupHead]:
        """The groups that the rows stand in, in order; none where they are not grouped."""
        ...

    def position(self, row_id: str) -> int | None:
        """The row number of a record, None when it isn't in the query (any more)."""
        ...

    def prepare(self) -> bool:
        """Works for some milliseconds towards reading every page as quickly as the first; False when that is done."""
        ...


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What stands in the head of a group: its name, how many it holds, what they add up to."""

    name: str
    count: str = ""
    sums: str = ""


def plain_words(head: GroupHead) -> HeadWords:
    """The bare figures."""
    return HeadWords(head.key, str(head.count))


CellText = Callable[[Column, object], str]
"""Writes a value for people: see `crmdesk.ui.formats.cell_text`."""
