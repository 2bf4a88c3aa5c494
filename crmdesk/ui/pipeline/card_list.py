"""The list of cards of one stage: what the pointer and the keys do to them. It moves nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from crmdesk.store.board import BoardCard
from crmdesk.ui.pipeline.card_model import CardModel

_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class CardList(QListView):
    """Left and Right go to the neighbouring stage, with Ctrl they take the card along. Enter opens, Space asks for the
    next step, `/` for the filter; a press that moves takes the card in hand."""

    opened = Signal(str)
    stepped = Signal(int)
    """To the stage so many places on."""
    moved_on = Signal(str, int)
    """The opportunity shall go to the stage so many places on."""
    asked = Signal(str)
    """For the next step of the opportunity."""
    lifted = Signal(str, QPixmap, QPoint)
    """Taken in hand: its picture, and where in it the pointer is."""
    carried = Signal(QPoint)
    """The card in hand is over this point of the screen."""
    dropped = Signal(QPoint)
    filter_requested = Signal()
    given_up = Signal()
    """Esc: the card in hand stays where it was."""

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = model
        self._pressed: QPoint | None = None
        self._carrying = False
        self.setModel(model)
        self.setProperty("board", True)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self._tell_opened(index.row()))

    @property
    def current(self) -> BoardCard | None:
        """The card with the keyboard."""
        return self._cards.card(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def go_to(self, row: int) -> None:
        """Give a row the keyboard's place, or the nearest one that there is."""
        rows = self._cards.rowCount()
        if rows:
            self.setCurrentIndex(self._cards.index(max(0, min(row, rows - 1))))

    # -- the pointer ---------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(at).isValid():
            self._pressed = at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        far = QApplication.startDragDistance()
        if not self._carrying and self._pressed is not None and (at - self._pressed).manhattanLength() >= far:
            self._lift(self._pressed)
        if self._carrying:
            self.carried.emit(event.globalPosition().toPoint())

    def _lift(self, at: QPoint) -> None:
        index = self.indexAt(at)
        card = self._cards.card(index.row())
        if card is None:
            return
        place = self.visualRect(index)
        self._carrying = True
        self.lifted.emit(card.record.id, self.viewport().grab(place), at - place.topLeft())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carrying, self._carrying, self._pressed = self._carrying, False, None
        if carrying:
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    # -- the keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current
        if key == Qt.Key.Key_Escape and self._carrying:
            self._carrying, self._pressed = False, None
            self.given_up.emit()
        elif key in _SIDEWAYS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if current is not None:
                self.moved_on.emit(current.record.id, _SIDEWAYS[key])
        elif key in _SIDEWAYS:
            self.stepped.emit(_SIDEWAYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_opened(self.currentIndex().row())
        elif key == Qt.Key.Key_Space and current is not None:
            self.asked.emit(current.record.id)
        elif event.text() == "/":
            self.filter_requested.emit()
        else:
            super().keyPressEvent(event)

    def _tell_opened(self, row: int) -> None:
        card = self._cards.card(row)
        if card is not None:
            self.opened.emit(card.record.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # Qt makes the first card current without choosing it, and nobody would see where the keyboard is.
        by_pointer = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_pointer and not self.selectionModel().hasSelection():
            self.go_to(max(0, self.currentIndex().row()))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
