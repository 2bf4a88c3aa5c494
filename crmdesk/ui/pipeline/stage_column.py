"""One stage of the board: its name, its totals, its cards, and the way to more of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain.declare import Choice
from crmdesk.store.board import BoardColumn, CardOrder
from crmdesk.ui import formats, theme
from crmdesk.ui.accessible import Speaks
from crmdesk.ui.pipeline.amounts import sum_text, unweighted
from crmdesk.ui.pipeline.card_delegate import CardDelegate
from crmdesk.ui.pipeline.card_list import CardList
from crmdesk.ui.pipeline.card_model import CardModel
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Badge, Button, Label

WIDTH = 160
"""Pixels that a column has at least: six fit a window of 1366 beside the sections."""
_SUMS = 3
"""Currencies that a head shows; the tool tip tells all."""
_BESIDE = 4 + 8
"""Pixels at either side of the words of a head."""


class StageColumn(Speaks, Retranslates, QFrame):
    """Head, cards, a button for more."""

    more = Signal(str)
    """More cards of this stage are wanted."""

    def __init__(self, stage: Choice, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._content: BoardColumn | None = None
        self._currencies: Sequence[str] = ()
        self._recent = False
        self._over = False
        self.setProperty("lane", True)
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 4)
        column.setSpacing(4)
        self._sums: list[Label] = []
        column.addWidget(self._build_head())
        self.model = CardModel(closed=stage.end, parent=self)
        self.cards = CardList(self.model, self)
        self.cards.setItemDelegate(CardDelegate(self.cards, today))
        column.addWidget(self.cards, 1)
        self._empty = Label(tone="muted", wrap=True, parent=self.cards)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._empty.setContentsMargins(8, 8, 8, 8)
        self._empty.hide()
        self.more_button = Button(kind="quiet", icon="chevron-down", parent=self)
        self.more_button.clicked.connect(lambda: self.more.emit(stage.key))
        self.more_button.hide()
        column.addWidget(self.more_button)
        self.retranslate()

    def _build_head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 0, 8, 4)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._name, self._count = Label(strong=True, elided=True, parent=head), Badge(parent=head)
        row.addWidget(self._name, 1)
        row.addWidget(self._count)
        column.addLayout(row)
        self._sums = [Label(tone="" if at == 0 else "muted", elided=True, parent=head) for at in range(_SUMS)]
        for each in self._sums:
            column.addWidget(each)
        return head

    def retranslate(self) -> None:
        self._empty.setText(self.tr("Nothing in this stage. Drag a card here."))
        if self._content is not None:
            self._show_head(self._content)
        else:
            self._name.setText(label(f"opportunity.stage.{self.stage.key}"))

    def show_column(
        self,
        content: BoardColumn,
        currencies: Sequence[str],
        order: CardOrder,
        today: date,
        *,
        recent: bool,
    ) -> None:
        """Show what was read. `currencies` are those of the whole board, the organisation's first; `recent`: only those
        that were closed lately count here."""
        had = self.cards.current
        row, top = self.cards.currentIndex().row(), self.cards.verticalScrollBar().value()
        self._content, self._currencies, self._recent = content, currencies, recent and self.stage.end
        self.model.set_cards(content.cards, order, currencies[0] if currencies else "", today)
        if had is not None:
            at = self.model.row_of(had.record.id)
            self.cards.go_to(at if at >= 0 else row)
        self.cards.verticalScrollBar().setValue(top)
        left = content.totals.count - len(content.cards)
        self.more_button.setVisible(left > 0)
        self._empty.setVisible(not content.cards)
        self._empty.setFixedWidth(max(120, self.cards.width()))
        self._show_head(content)

    def _show_head(self, content: BoardColumn) -> None:
        name = label(f"opportunity.stage.{self.stage.key}")
        totals = content.totals
        self._name.setText(name)
        self._count.setText(formats.number(totals.count))
        self._show_sums()
        whole = [sum_text(totals, each, short=False) for each in self._currencies]
        told = [name, self.tr("%n opportunities", "", totals.count), *(text for text in whole if text)]
        if self._recent:
            told.append(self.tr("closed this quarter"))
        self._name.setToolTip("\n".join(told))
        self.setAccessibleName(name)
        self.cards.setAccessibleName(", ".join(told))
        left = totals.count - len(content.cards)
        self.more_button.setText(self.tr("Show more"))
        self.more_button.setToolTip(self.tr("%n more", "", left))
        self.more_button.setAccessibleName(f"{self.more_button.text()}: {name}")

    def _show_sums(self) -> None:
        """The sums, weighted where there is room for both: half a number would say nothing."""
        if self._content is None:
            return
        totals, room = self._content.totals, self.width() - 2 * _BESIDE
        for at, line in enumerate(self._sums):
            line.setVisible(at < max(1, len(self._currencies)))
            text = sum_text(totals, self._currencies[at]) if at < len(self._currencies) else ""
            if line.fontMetrics().horizontalAdvance(text) > room:
                text = unweighted(totals, self._currencies[at])
            line.setText(text or ("–" if at == 0 else ""))
        if self._recent:
            self._sums[0].setText(self.tr("{0} this quarter").format(self._sums[0].full_text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sums()

    def set_over(self, *, over: bool) -> None:
        """Whether a card in hand is over this column."""
        if self._over != over:
            self._over = over
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The edge is painted, not styled: a style sheet would look at every control in the column again."""
        super().paintEvent(event)
        if self._over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.current().color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
            painter.end()
