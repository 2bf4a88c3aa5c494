"""Owns which columns of a table are shown, in which order and how wide. Knows no rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView
from shiboken6 import isValid

from crmdesk.ui.models.columns import Column
from crmdesk.ui.models.keyset import KeysetModel

_GROWS = {"text": 1.5, "reference": 1.5, "set": 1.4}
_NAME_GROWS, _LONG_GROWS, _PROSE_GROWS = 1.6, 2.5, 5.0
"""How many times its first width a column may get where there is room: words are cut off, dates and numbers are not."""
_AIRS = 1.35
"""How many times wider every column gets when the words have what they need: on a wide screen the list is not one
block at the left."""
_SHRINKS = {"text": 0.85, "reference": 0.85, "choice": 0.85, "integer": 0.85}
_NAME_SHRINKS, _LONG_SHRINKS = 0.7, 0.85
"""Down to how much of its first width a column may get where that makes all of them fit."""


class ColumnLayout(QObject):
    """Columns share the width of the table until the user sets a width by hand."""

    changed = Signal()
    """The user has shown, hidden, moved or resized a column."""

    def __init__(self, table: QTableView, model: KeysetModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._heads = table.horizontalHeader()
        self._known = model.columns
        self._arranging = False
        self._by_hand = False
        """The user has set widths; they stay."""
        self._heads.sectionMoved.connect(self._on_moved)
        self._heads.sectionResized.connect(self._on_resized)

    def show(self, keys: Sequence[str], widths: Mapping[str, int] | None = None) -> None:
        """Show these columns in this order and hide the others; `widths` in pixels stay as they are said."""
        numbers = {column.key: number for number, column in enumerate(self._model.columns)}
        shown = [numbers[key] for key in keys if key in numbers]
        hidden = [number for number in numbers.values() if number not in shown]
        self._arranging = True
        for place, number in enumerate([*shown, *hidden]):
            self._heads.moveSection(self._heads.visualIndex(number), place)
            self._table.setColumnHidden(number, number not in shown)
        for key, width in (widths or {}).items():
            if key in numbers:
                self._table.setColumnWidth(numbers[key], width)
        self._arranging = False
        self._by_hand = bool(widths)
        self.spread()

    def shown(self) -> list[str]:
        """Keys of the columns on screen, in their order."""
        order = sorted(self._on_screen(), key=self._heads.visualIndex)
        return [self._model.columns[number].key for number in order]

    def widths(self) -> dict[str, int]:
        """The widths of the columns on screen by key, in pixels, if the user set any; the last takes the rest."""
        keys = sorted(self.shown()[:-1]) if self._by_hand else []
        return {key: self.width(key) for key in keys}

    def arrange(self, keys: Sequence[str]) -> None:
        """The user wants these columns in this order; widths set by hand stay."""
        self.show(keys, self.widths())
        self.changed.emit()

    def width(self, key: str) -> int:
        """The width of a column in pixels."""
        return int(self._table.columnWidth(self._number(key)))

    def set_width(self, key: str, width: int) -> None:
        """Make a column as wide as this, as if its edge had been drawn there."""
        self._by_hand = self._arranging = True
        self._table.setColumnWidth(self._number(key), max(self._heads.minimumSectionSize(), width))
        self._arranging = False
        self.changed.emit()

    def _number(self, key: str) -> int:
        return [column.key for column in self._model.columns].index(key)

    def _on_screen(self) -> list[int]:
        numbers = range(len(self._model.columns))
        return [number for number in numbers if not self._table.isColumnHidden(number)]

    def follow_model(self) -> None:
        """The model was reset: if other columns have come, the width is shared among them, whatever was set before."""
        if self._model.columns != self._known:
            self._known = self._model.columns
            self._by_hand = False
        self.spread()

    def spread(self) -> None:
        """Columns get their declared widths, and those of words a share of what is left of the table's width; where a
        little is missing they give way, so that the last column is not beyond the edge."""
        if self._by_hand:
            return
        shown = self._on_screen()
        columns = [self._model.columns[number] for number in shown]
        left = self._table.viewport().width() - sum(column.width for column in columns)
        by_kind, name = (_GROWS, _NAME_GROWS) if left >= 0 else (_SHRINKS, _NAME_SHRINKS)
        growth = [column.width * (_factor(column, by_kind, name) - 1) for column in columns]
        share = min(1.0, left / sum(growth)) if any(growth) else 0.0
        spare = left - sum(growth) if left >= 0 else 0.0
        air = 1 + min(_AIRS - 1, max(0.0, spare) / (sum(column.width for column in columns) + sum(growth)))
        if left < sum(growth) < 0:
            share = 0.0  # they would not fit in any case: the list scrolls, and nothing is squeezed
        self._arranging = True
        for number, column, more in zip(shown, columns, growth, strict=True):
            width = floor((column.width + floor(more * share)) * air)
            if self._heads.sectionSize(number) != width:
                self._table.setColumnWidth(number, width)
        self._arranging = False

    def _on_moved(self, *_: int) -> None:
        if not self._arranging:
            self.changed.emit()

    def _on_resized(self, number: int, *_: int) -> None:
        # Heads lay themselves out late, a last time while their window goes: nobody draws edges there any more.
        if self._arranging or not isValid(self._heads):
            return
        last = max((self._heads.visualIndex(at) for at in self._on_screen()), default=0)
        # The last one only follows the others.
        if self._heads.visualIndex(number) != last:
            self._by_hand = True
            self.changed.emit()


def _factor(column: Column, by_kind: Mapping[str, float], name: float) -> float:
    growing = by_kind is _GROWS
    if column.long:
        return _LONG_GROWS if growing else _LONG_SHRINKS
    if column.prose and growing:
        return _PROSE_GROWS
    return name if column.strong else by_kind.get(column.kind, 1.0)
