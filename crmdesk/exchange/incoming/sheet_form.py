"""What form a table has: encoding, delimiter, a line of names or none, dates, decimal sign. It assigns no columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.cells import DateOrder, folded
from crmdesk.exchange.tables import Row, Table, open_table

MOST_COLUMNS = 300
SAMPLED = 500
"""Rows that are looked at to find how dates and numbers are written."""
PREVIEWED = 50
_SOME = 200
"""Characters of a cell that a preview holds."""

_FIGURES = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})\.?(?:[T\s].*)?")
_POINT = re.compile(r"[^\d,.]*\d{1,3}(?:,\d{3})+(?:\.\d+)?[^\d,.]*|[^\d,.]*\d+\.\d{1,2}[^\d,.]*")
_COMMA = re.compile(r"[^\d,.]*\d{1,3}(?:\.\d{3})+(?:,\d+)?[^\d,.]*|[^\d,.]*\d+,\d{1,2}[^\d,.]*")
_VALUE = re.compile(r".*@.*\..*|[\d\s+().,/:%₩$€£¥-]*\d[\d\s+().,/:%₩$€£¥-]*|https?://.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetForm:
    """How a table is to be read."""

    encoding: str
    delimiter: str
    named: bool
    """The first row holds the columns' names."""
    dates: DateOrder
    decimal: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a table, cells cut to what can be looked at."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    faults: int
    """Rows among them that cannot be read."""


def recognise(path: Path, usual: DateOrder = DateOrder.YMD, known: Iterable[str] = ()) -> SheetForm:
    """The form of the table in a file. `usual` is how dates are written where the file leaves it open, `known` are
    folded names of columns. Raises `UsageError` as `open_table` does, and for more than 300 columns."""
    table = _checked(open_table(path))
    rows = list(islice(table, SAMPLED))
    cells = [cell for row in rows for cell in row.cells.values() if cell]
    named = _has_names(table.columns, rows, frozenset(known))
    return SheetForm(table.encoding, table.delimiter, named, _dates(cells, usual), _decimal(cells))


def open_sheet(path: Path, form: SheetForm) -> Table:
    """The table read in this form; raises `UsageError`."""
    return _checked(open_table(path, encoding=form.encoding, delimiter=form.delimiter, named=form.named))


def preview(table: Table) -> Preview:
    """Its first rows."""
    rows = list(islice(table, PREVIEWED))
    shown = tuple(tuple(row.cells[name][:_SOME] for name in table.columns) for row in rows)
    return Preview(table.columns, shown, sum(row.fault is not None for row in rows))


def _checked(table: Table) -> Table:
    if len(table.columns) > MOST_COLUMNS:
        raise UsageError(
            f"{table.path.name} has {len(table.columns)} columns",
            f"{MOST_COLUMNS} at most can be assigned",
            "check that the delimiter is right, or leave out the columns that are not needed",
            "too_many_columns",
        )
    return table


def _has_names(columns: Sequence[str], rows: Sequence[Row], known: frozenset[str]) -> bool:
    if any(folded(name) in known for name in columns):
        return True
    return bool(rows) and not any(_VALUE.fullmatch(name) for name in columns)


def _dates(cells: Iterable[str], usual: DateOrder) -> DateOrder:
    votes = dict.fromkeys(DateOrder, 0)
    for cell in cells:
        found = _FIGURES.fullmatch(cell)
        if found is None:
            continue
        if len(found[1]) > 2:
            votes[DateOrder.YMD] += 1
        elif len(found[3]) > 2 or int(found[1]) > 31 or int(found[3]) > 31:
            votes[DateOrder.DMY] += int(found[1]) > 12
            votes[DateOrder.MDY] += int(found[2]) > 12
    best = max(votes, key=lambda order: (votes[order], order is usual))
    return best if votes[best] else usual


def _decimal(cells: Iterable[str]) -> str:
    points = commas = 0
    for cell in cells:
        point, comma = _POINT.fullmatch(cell) is not None, _COMMA.fullmatch(cell) is not None
        points += point and not comma
        commas += comma and not point
    return "," if commas > points else "."
