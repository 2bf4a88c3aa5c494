"""What the settings consist of: a choice out of a few, and the columns that cards stand in. It decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from crmdesk.ui.visit.toggles import Toggles
from crmdesk.ui.widgets import Card, Label
from crmdesk.ui.widgets.editors import Option
from crmdesk.ui.widgets.gradually import Gradually

_IN_SIGHT = 4
"""Cards that are seen when the page comes up."""
_WIDTH, _TURN = 720, 1200
"""Pixels that a column has at most, and from which on there are two."""


class Choice(QWidget):
    """A name, a word of explanation, and buttons of which one is on."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        self.name = Label(parent=self)
        self.toggles = Toggles(single=True, parent=self)
        self.toggles.edited.connect(self._on_edited)
        column.addWidget(self.name)
        column.addWidget(self.toggles)
        self._current = ""

    def show_options(self, name: str, options: Sequence[Option], current: str) -> None:
        """Replace everything."""
        self._current = current
        self.name.setText(name)
        self.toggles.set_options(options)
        self.toggles.set_chosen([current])
        self.toggles.setAccessibleName(name)

    def _on_edited(self, chosen: list[str]) -> None:
        if not chosen:  # one of them is always on
            self.toggles.set_chosen([self._current])
        elif chosen[0] != self._current:
            self._current = chosen[0]
            self.chosen.emit(chosen[0])


class Columns(QWidget):
    """Cards below each other, in two columns where there is room for both."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = QWidget(self), QWidget(self)
        self._left, self._right = QVBoxLayout(self.left), QVBoxLayout(self.right)
        self.building = Gradually(self)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 16)
        self._box.setSpacing(16)
        for column in (self.left, self.right):
            column.setMaximumWidth(_WIDTH)
            self._box.addWidget(column)
        self._box.addStretch()
        self._turn(beside=False)

    def fill(self, left: Sequence[Card], right: Sequence[Card]) -> None:
        """Put cards, made as parts of its columns, into them: what is in sight first, the others little by little."""
        for card in (*left, *right):
            card.hide()  # until it has its place
        for column in (self._left, self._right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            column.addStretch(1)
        placed = [
            partial(_place, column, place, card)
            for place, pair in enumerate(zip_longest(left, right))
            for column, card in zip((self._left, self._right), pair, strict=True)
            if card is not None
        ]
        self.building.begin(placed, _IN_SIGHT)

    def _turn(self, *, beside: bool) -> None:
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(direction)
        last = self._box.count() - 1
        for place in range(last):
            self._box.setStretch(place, 1 if beside else 0)
        self._box.setStretch(last, 0 if beside else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn(beside=event.size().width() >= _TURN)


def _place(column: QVBoxLayout, place: int, card: Card) -> None:
    column.insertWidget(place, card)
    card.show()  # or it would not be there to be scrolled to before the loop has turned
