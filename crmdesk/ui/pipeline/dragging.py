"""A card in hand: its picture under the pointer, the gap where it would land, scrolling. It saves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QScrollBar, QWidget

from crmdesk.store.board import BoardCard
from crmdesk.ui.pipeline.stage_column import StageColumn

_FRAME_MS = 16
_EDGE = 40
"""Pixels from an edge within which the board scrolls."""
_STEP = 14
"""Pixels a frame."""


class CardDrag(QObject):
    """From lifting a card to dropping it or giving up."""

    def __init__(
        self, board: QWidget, area: QScrollArea, columns: Callable[[], Sequence[StageColumn]]
    ) -> None:
        super().__init__(board)
        self._board, self._area, self._columns = board, area, columns
        self._card: BoardCard | None = None
        self._source: StageColumn | None = None
        self._target: StageColumn | None = None
        self._at = QPoint()
        self._grip = QPoint()
        self._ghost = QLabel(board)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.hide()
        self._scroll = QTimer(self, interval=_FRAME_MS)
        self._scroll.timeout.connect(self._scroll_on)

    @property
    def active(self) -> bool:
        return self._card is not None

    @property
    def target(self) -> StageColumn | None:
        """The column that the card is over, None for its own and for none."""
        return self._target

    def lift(self, source: StageColumn, card: BoardCard, picture: QPixmap, grip: QPoint) -> None:
        """Take a card in hand; `grip` is where in its picture the pointer is."""
        self._card, self._source, self._grip = card, source, grip
        source.model.lift(card.record.id)
        self._ghost.setPixmap(picture)
        self._ghost.adjustSize()
        self._scroll.start()

    def carry(self, at: QPoint) -> None:
        """The pointer is at this point of the screen."""
        if self._card is None:
            return
        self._at = at
        self._ghost.move(self._board.mapFromGlobal(at) - self._grip)
        if self._ghost.isHidden():
            self._ghost.show()
            self._ghost.raise_()
        self._aim()

    def _aim(self) -> None:
        card = self._card
        over = next((each for each in self._columns() if _place(each).contains(self._at)), None)
        target = over if over is not self._source else None
        if card is None or target is self._target:
            return
        if self._target is not None:
            self._target.model.open_gap(None)
            self._target.set_over(over=False)
        self._target = target
        if target is not None:
            row = target.model.landing(card)
            target.model.open_gap(row)
            target.set_over(over=True)
            target.cards.scrollTo(target.model.index(row))

    def _scroll_on(self) -> None:
        """One frame of scrolling while the card is held near an edge."""
        view = QRect(self._area.mapToGlobal(QPoint()), self._area.size())
        _nudge(self._area.horizontalScrollBar(), self._at.x(), view.left(), view.right())
        if self._target is not None:
            cards = self._target.cards
            top = cards.mapToGlobal(QPoint()).y()
            _nudge(cards.verticalScrollBar(), self._at.y(), top, top + cards.height())
        self._aim()

    def end(self) -> tuple[BoardCard, StageColumn | None] | None:
        """Let go: the card and the other column it is over; None when nothing was in hand."""
        card, target = self._card, self._target
        self._scroll.stop()
        self._ghost.hide()
        if self._source is not None:
            self._source.model.lift("")
        if target is not None:
            target.model.open_gap(None)
            target.set_over(over=False)
        self._card = self._source = self._target = None
        return (card, target) if card is not None else None


def _place(column: StageColumn) -> QRect:
    return QRect(column.mapToGlobal(QPoint()), column.size())


def _nudge(bar: QScrollBar, at: int, low: int, high: int) -> None:
    if at < low + _EDGE:
        bar.setValue(bar.value() - _STEP)
    elif at > high - _EDGE:
        bar.setValue(bar.value() + _STEP)
