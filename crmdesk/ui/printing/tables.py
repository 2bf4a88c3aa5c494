"""Sets the rows of a table: widths of columns, cells of several lines, rows too high for a page. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from crmdesk.ui.printing.document import Align, Cell, Row, Table
from crmdesk.ui.printing.letters import Style, Text, natural_width
from crmdesk.ui.printing.paper import Paper, millimetres

_PAD_X, _PAD_Y = millimetres(1.4), millimetres(1.0)
_MEASURED = 400
"""Rows that the widths of columns are taken from: later ones break their lines where they are longer."""
_LINES = 36
"""Lines of a cell in one piece; what is longer goes on in further pieces, so that a page can end between them."""


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row as it is painted, or a part of a very high one. `keep`: it stays with the next one."""

    cells: tuple[tuple[float, tuple[tuple[Text, int, int], ...]], ...]
    """For each cell how far it is from the left, and its lines: of which text, from where to before which."""
    height: float
    width: float
    paper: Paper
    keep: bool = False
    kind: str = "row"
    """row, head, total, or open: a part below which no line is drawn."""

    def paint(self, painter: QPainter, left: float, top: float) -> None:
        """Draw it with its upper left corner there."""
        if self.kind == "head":
            painter.fillRect(
                QRectF(left, top, self.width, self.height), self.paper.theme.color("surface_alt")
            )
        for indent, parts in self.cells:
            at = top + _PAD_Y
            for text, first, last in parts:
                text.paint(painter, left + indent, at, first, last)
                at += text.line_height * (last - first)
        if self.kind != "open":
            token = "border" if self.kind == "row" else "border_input"
            edge = top if self.kind == "total" else top + self.height
            painter.setPen(QPen(self.paper.theme.color(token), 4))
            painter.drawLine(QLineF(left, edge, left + self.width, edge))


class TableSetter:
    """Sets tables for one kind of paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def rows(self, table: Table, width: float) -> Iterator[SetRow]:
        """The head first, then the rows in order and the totals. Raises ValueError where a row has other cells than
        the table has columns."""
        widths = self._widths(table, width)
        aligns = tuple(column.align for column in table.columns)
        titles = tuple(Cell(column.title, strong=True, tone="muted") for column in table.columns)
        (head,) = self._set(titles, widths, aligns)
        yield replace(head, kind="head")
        for number, row in enumerate(table.rows):
            final = number + 1 == len(table.rows) and bool(table.totals)
            pieces = self._set(row, widths, aligns)
            for piece in pieces[:-1]:
                yield replace(piece, kind="open")
            yield replace(pieces[-1], keep=final, kind="open" if final else "row")
        for number, row in enumerate(table.totals):
            pieces = self._set(row, widths, aligns)
            for piece in pieces:
                yield replace(piece, keep=number + 1 < len(table.totals), kind="open" if number else "total")

    def _widths(self, table: Table, width: float) -> list[float]:
        """Of each column, its padding included; together the whole width."""
        free = [column.share for column in table.columns]
        fixed = [0.0] * len(free)
        for number, column in enumerate(table.columns):
            if not column.share:
                texts = (Cell(column.title, strong=True), *(row[number] for row in self._measured(table)))
                fixed[number] = max(map(self._cell_width, texts)) + 2 * _PAD_X
        if not any(free):
            scale = width / sum(fixed)
            return [each * scale for each in fixed]
        # Columns that are as wide as their texts leave the others at least two fifths.
        scale = min(1.0, width * 0.6 / sum(fixed)) if any(fixed) else 1.0
        rest = width - sum(fixed) * scale
        return [
            each * scale if each else rest * share / sum(free)
            for each, share in zip(fixed, free, strict=True)
        ]

    def _measured(self, table: Table) -> Sequence[Row]:
        for row in (*table.rows, *table.totals):
            if len(row) != len(table.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(table.columns)} columns")
        return (*table.rows[:_MEASURED], *table.totals)

    def _cell_width(self, cell: Cell | str) -> float:
        shown = Cell(cell) if isinstance(cell, str) else cell
        width = natural_width(self._paper, shown.text, Style(strong=shown.strong))
        return max(width, natural_width(self._paper, shown.below, Style("small"))) if shown.below else width

    def _set(self, row: Row, widths: Sequence[float], aligns: Sequence[Align]) -> list[SetRow]:
        """A row in as many pieces as its longest cell needs, one as a rule."""
        columns: list[tuple[float, list[tuple[Text, int, int]]]] = []
        at = 0.0
        for cell, width, align in zip(row, widths, aligns, strict=True):
            shown = Cell(cell) if isinstance(cell, str) else cell
            room = width - 2 * _PAD_X
            texts = [
                Text(self._paper, shown.text, room, Style(strong=shown.strong, tone=shown.tone, align=align))
            ]
            if shown.below:
                texts.append(Text(self._paper, shown.below, room, Style("small", tone="muted", align=align)))
            chunks = [
                (text, first, min(first + _LINES, len(text)))
                for text in texts
                for first in range(0, len(text), _LINES)
            ]
            columns.append((at + _PAD_X, chunks))
            at += width
        return [self._piece(part, at) for part in _parts(columns)]

    def _piece(
        self, cells: tuple[tuple[float, tuple[tuple[Text, int, int], ...]], ...], width: float
    ) -> SetRow:
        heights = [sum(text.line_height * (last - first) for text, first, last in part) for _, part in cells]
        return SetRow(cells, max(heights) + 2 * _PAD_Y, width, self._paper)


def _parts(
    columns: list[tuple[float, list[tuple[Text, int, int]]]],
) -> list[tuple[tuple[float, tuple[tuple[Text, int, int], ...]], ...]]:
    """Chunks of lines put together to pieces of at most `_LINES` lines a cell."""
    split: list[tuple[float, list[list[tuple[Text, int, int]]]]] = []
    for left, chunks in columns:
        pieces: list[list[tuple[Text, int, int]]] = [[]]
        for chunk in chunks:
            lines = sum(last - first for _, first, last in pieces[-1])
            if pieces[-1] and lines + chunk[2] - chunk[1] > _LINES:
                pieces.append([])
            pieces[-1].append(chunk)
        split.append((left, pieces))
    count = max(len(pieces) for _, pieces in split)
    return [
        tuple((left, tuple(pieces[number]) if number < len(pieces) else ()) for left, pieces in split)
        for number in range(count)
    ]
