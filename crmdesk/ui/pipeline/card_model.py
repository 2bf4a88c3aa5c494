"""The cards of one stage as a list model, with the gap that a card in hand would fill. Knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crmdesk.store.board import BoardCard, CardOrder
from crmdesk.ui.pipeline.card_words import spoken

CARD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
"""`BoardCard`; None for the gap."""
LIFTED_ROLE = CARD_ROLE + 1
"""Whether the card is in hand just now."""
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CardModel(QAbstractListModel):
    """One row a card; `gap` is a row without one."""

    def __init__(self, *, closed: bool, parent: QObject | None = None) -> None:
        """`closed`: a stage of won or lost ones, where the latest close date comes first."""
        super().__init__(parent)
        self._closed = closed
        self._cards: list[BoardCard] = []
        self._order: CardOrder = "close_date"
        self._currency = ""
        self._today = date.min
        self._gap: int | None = None
        self._lifted = ""

    def set_cards(self, cards: Sequence[BoardCard], order: CardOrder, currency: str, today: date) -> None:
        """Replace all; `currency` is the organisation's."""
        self.beginResetModel()
        self._cards, self._order, self._currency, self._today = list(cards), order, currency, today
        self._gap = None
        self.endResetModel()

    @property
    def cards(self) -> tuple[BoardCard, ...]:
        return tuple(self._cards)

    def card(self, row: int) -> BoardCard | None:
        """The card in that row, None for the gap and beyond the end."""
        if self._gap is not None:
            if row == self._gap:
                return None
            row -= row > self._gap
        return self._cards[row] if 0 <= row < len(self._cards) else None

    def row_of(self, record_id: str) -> int:
        """The row of an opportunity, -1 when it is not here."""
        for row, card in enumerate(self._cards):
            if card.record.id == record_id:
                return row + (self._gap is not None and self._gap <= row)
        return -1

    def landing(self, card: BoardCard) -> int:
        """The row among the cards where this one belongs by the order."""
        key = self._key(card)
        return sum(self._key(other) < key for other in self._cards if other.record.id != card.record.id)

    def _key(self, card: BoardCard) -> tuple[Any, ...]:
        fields, record_id = card.record.fields, card.record.id
        if self._order == "amount":
            amount, currency = fields["amount"], fields["currency"] or ""
            least = -Decimal(amount) if amount is not None else Decimal(0)
            return (amount is None, currency != self._currency, currency, least, record_id)
        day = fields["close_date"]
        at = date.fromisoformat(day).toordinal() if day else 0
        return (day is None, -at if self._closed else at, record_id)

    # -- a card in hand ------------------------------------------------------------------------------------

    def lift(self, record_id: str) -> None:
        """Show this card as in hand; empty for none."""
        self._lifted = record_id
        if self._cards:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def open_gap(self, row: int | None) -> None:
        """Make room for a card in front of a row of the cards; None closes it."""
        if row == self._gap:
            return
        if self._gap is not None:
            self.beginRemoveRows(_ROOT, self._gap, self._gap)
            self._gap = None
            self.endRemoveRows()
        if row is not None:
            self.beginInsertRows(_ROOT, row, row)
            self._gap = row
            self.endInsertRows()

    @property
    def gap(self) -> int | None:
        return self._gap

    def take(self, record_id: str) -> None:
        """The card is somewhere else from now on, before the replica has said so."""
        self.open_gap(None)
        row = self.row_of(record_id)
        if row >= 0:
            self.beginRemoveRows(_ROOT, row, row)
            del self._cards[row]
            self.endRemoveRows()

    def put(self, card: BoardCard) -> int:
        """The card is here from now on, before the replica has said so; gives its row."""
        self.open_gap(None)
        row = self.landing(card)
        self.beginInsertRows(_ROOT, row, row)
        self._cards.insert(row, card)
        self.endInsertRows()
        return row

    # -- Qt's questions ------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._cards) + (self._gap is not None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.card(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        card = self.card(index.row())
        if role == CARD_ROLE or card is None:
            return card if role == CARD_ROLE else None
        if role == LIFTED_ROLE:
            return card.record.id == self._lifted
        if role == Qt.ItemDataRole.DisplayRole:
            return card.record["name"]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            separator = ", " if role == Qt.ItemDataRole.AccessibleTextRole else "\n"
            return separator.join(spoken(card, self._today))
        return None
