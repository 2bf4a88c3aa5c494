"""The board: a column a stage, cards that are dragged or sent on by keys, totals, the bars that closing needs."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.errors import UserError
from crmdesk.domain.periods import period_of
from crmdesk.store.board import CARDS, BoardCard, BoardQuery
from crmdesk.ui.desk import Desk
from crmdesk.ui.live import Live
from crmdesk.ui.opportunity.closing import LostReasonBar
from crmdesk.ui.pipeline.board_filter import EVERYONE, BoardFilter
from crmdesk.ui.pipeline.card_words import next_text
from crmdesk.ui.pipeline.content import READ, BoardContent, read_board
from crmdesk.ui.pipeline.dragging import CardDrag
from crmdesk.ui.pipeline.next_step_bar import NextStepBar
from crmdesk.ui.pipeline.stage_column import StageColumn
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.unfinished import Unfinished, written_about
from crmdesk.ui.widgets import EmptyState, scrolled
from crmdesk.ui.widgets.reading_cover import ReadingCover

_NEXT_STEP = "next_step"


class BoardView(Retranslates, QWidget):
    """Columns of cards; whatever moves a card goes through the same intent as the opportunity's own page."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._entity = desk.entity("opportunity")
        self._limits: dict[str, int] = {}
        self._moving: tuple[BoardCard, StageColumn] | None = None
        self._writing: BoardCard | None = None
        self._followed = self._opened = ""
        self._wanted = BoardQuery()
        everyone = desk.own.role != "rep"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.filter = BoardFilter(desk.author.user, EVERYONE if everyone else desk.author.user, self)
        self.filter.changed.connect(self._on_filter)
        column.addWidget(self.filter)
        self.lost = LostReasonBar(self._entity.field("lost_reason"), self)
        self.lost.answered.connect(self._close_lost)
        self.lost.given_up.connect(self._keep_stage)
        column.addWidget(self.lost)
        self.next_step = NextStepBar(self)
        self.next_step.written.connect(self._write_next_step)
        self.next_step.given_up.connect(self._leave_next_step)
        column.addWidget(self.next_step)
        self.columns, holder = self._build_columns()
        self._area = scrolled(holder)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        self.empty = EmptyState("opportunities", parent=self)
        self.empty.action.connect(self._on_empty)
        self.empty.hide()
        column.addWidget(self.empty, 1)
        self.drag = CardDrag(self, self._area, lambda: self.columns)
        self._live = Live(
            desk, self, types=READ, read=self._read, show=self.show_content, cover=ReadingCover(self)
        )
        self.retranslate()

    def _build_columns(self) -> tuple[list[StageColumn], QWidget]:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        made = []
        for stage in self._entity.field("stage").choices:
            column = StageColumn(stage, self._desk.today, holder)
            column.more.connect(self._show_more)
            self._connect(column)
            row.addWidget(column, 1)
            made.append(column)
        return made, holder

    def _connect(self, column: StageColumn) -> None:
        cards = column.cards
        cards.opened.connect(self._open)
        cards.stepped.connect(partial(self._step, column))
        cards.moved_on.connect(partial(self._move_on, column))
        cards.asked.connect(self._ask_next_step)
        cards.lifted.connect(partial(self._lift, column))
        cards.carried.connect(self._carry)
        cards.dropped.connect(self._drop)
        cards.filter_requested.connect(self.filter.text.setFocus)
        cards.given_up.connect(self.escape)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Board"))
        if self.filter.narrowed:
            self.empty.set_texts(
                self.tr("Nothing matches"),
                self.tr("No opportunity fits the filter."),
                self.tr("Clear the filter"),
            )
        else:
            self.empty.set_texts(
                self.tr("No opportunities yet"),
                self.tr(
                    "Each one becomes a card that you drag from stage to stage until it is won."
                    " Totals and the forecast follow by themselves."
                ),
                self.tr("New opportunity"),
            )

    # -- reading -------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """Say on this thread what the query thread shall read."""
        today = self._desk.today()
        narrow = self.filter.narrow(today)
        since = period_of("quarter", today).start.isoformat()
        self._wanted = BoardQuery(narrow, self.filter.card_order, since, dict(self._limits))

    def _read(self) -> BoardContent:
        author = self._desk.author
        return read_board(self._desk.replica, self._wanted, author.now(), author.zone, author.currency)

    def wake(self) -> None:
        """The board is in front."""
        self._ask()
        self._live.wake()

    def sleep(self) -> None:
        """The board is behind something else."""
        self._keep_next_step()
        self._live.sleep()

    def refresh(self) -> None:
        """Read again what is wanted now."""
        self._ask()
        self._live.refresh()

    def _on_filter(self) -> None:
        self._limits.clear()
        self.refresh()

    def _show_more(self, stage: str) -> None:
        self._limits[stage] = self._limits.get(stage, CARDS) + CARDS
        self.refresh()

    def show_content(self, content: BoardContent) -> None:
        """Show what was read."""
        if self.drag.active:
            return  # what is in hand stays there; letting go reads again
        self._followed = self._followed or self._held()
        narrow = self._wanted.narrow
        recent = narrow.since is None and narrow.until is None
        today = self._desk.today()
        currencies = content.currencies or (self._desk.author.currency,)
        for column, shown in zip(self.columns, content.columns, strict=True):
            column.show_column(shown, currencies, self._wanted.order, today, recent=recent)
        self.filter.offer(content.people, content.territories, content.below)
        bare = not any(each.totals.count for each in content.columns)
        turned = bare == self.empty.isHidden()
        held = turned and (
            self.empty.button.hasFocus() or any(each.cards.hasFocus() for each in self.columns)
        )
        self._area.setVisible(not bare)
        self.empty.setVisible(bare)
        self.retranslate()
        if held:
            self.take_focus()
        self._restore_next_step()
        self._follow()

    def _held(self) -> str:
        """The card that has the keyboard."""
        current = next((each.cards.current for each in self.columns if each.cards.hasFocus()), None)
        return current.record.id if current is not None else ""

    def _follow(self) -> None:
        """The keyboard goes where the card went, also when Undo or a colleague has moved it."""
        followed, self._followed = self._followed, ""
        for column in self.columns:
            row = column.model.row_of(followed) if followed else -1
            if row >= 0 and followed != self._held():
                self._enter(column, row)
        waiting = next((each for each in self.columns if each.cards.hasFocus()), None)
        if waiting is not None and waiting.cards.current is None:
            self.take_focus()

    def _on_empty(self) -> None:
        if self.filter.narrowed:
            self.filter.clear()
        else:
            self._desk.new("opportunity")

    # -- going ---------------------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Give the keyboard to the first stage with a card, or to what is offered where there is none."""
        if not self.empty.isHidden():
            self.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        filled = next((each for each in self.columns if each.model.rowCount()), self.columns[0])
        filled.cards.setFocus()
        if filled.cards.current is None:
            filled.cards.go_to(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes back goes on at the card that was opened."""
        super().focusInEvent(event)
        card = self._card(self._opened)
        if card is not None:
            self._return_to(card)
        else:
            self.take_focus()

    def _open(self, record_id: str) -> None:
        self._opened = record_id
        self._desk.open("opportunity", record_id)

    def _enter(self, column: StageColumn, row: int) -> None:
        column.cards.go_to(row)
        column.cards.setFocus()
        self._area.ensureWidgetVisible(column, 0, 0)

    def _step(self, column: StageColumn, places: int) -> None:
        """To the next column with cards in that direction, at the height of the row that is left."""
        at = self.columns.index(column) + places
        while 0 <= at < len(self.columns):
            if self.columns[at].model.rowCount():
                index = column.cards.currentIndex()
                middle = column.cards.visualRect(index).center() if index.isValid() else QPoint()
                found = self.columns[at].cards.indexAt(QPoint(8, middle.y()))
                self._enter(self.columns[at], found.row() if found.isValid() else 1_000_000)
                return
            at += places

    # -- moving cards --------------------------------------------------------------------------------------

    def _card(self, record_id: str) -> BoardCard | None:
        cards = (card for column in self.columns for card in column.model.cards)
        return next((card for card in cards if card.record.id == record_id), None)

    def _lift(self, column: StageColumn, record_id: str, picture: QPixmap, grip: QPoint) -> None:
        card = self._card(record_id)
        if card is not None:
            self.drag.lift(column, card, picture, grip)

    def _carry(self, at: QPoint) -> None:
        self.drag.carry(at)

    def _drop(self, at: QPoint) -> None:
        self.drag.carry(at)
        held = self.drag.end()
        if held is not None and held[1] is not None:
            self._move(held[0], held[1])
        else:
            self.refresh()

    def _move_on(self, column: StageColumn, record_id: str, places: int) -> None:
        at = self.columns.index(column) + places
        card = self._card(record_id)
        if card is not None and 0 <= at < len(self.columns):
            self._move(card, self.columns[at])

    def _move(self, card: BoardCard, to: StageColumn) -> None:
        """To another stage; one that asks for a reason does so first."""
        if to.stage.asks:
            self._moving = (card, to)
            self.lost.ask(card.record["name"])
        else:
            self._save_move(card, to, None)

    def _close_lost(self, reason: str | None) -> None:
        self.lost.hide()
        moving, self._moving = self._moving, None
        if moving is not None:
            self._save_move(*moving, reason)

    def _keep_stage(self) -> None:
        self.lost.hide()
        moving, self._moving = self._moving, None
        self._return_to(moving[0] if moving is not None else None)

    def _save_move(self, card: BoardCard, to: StageColumn, reason: str | None) -> None:
        stage, record = to.stage.key, card.record
        self._followed = record.id
        for column in self.columns:
            column.model.take(record.id)
        row = to.model.put(replace(card, record=replace(record, fields={**record.fields, "stage": stage})))
        self._enter(to, row)
        said = self.tr("{0}: {1}").format(
            self._desk.title(record) or label("opportunity"), label(f"opportunity.stage.{stage}")
        )
        self._desk.commit(
            lambda: edits.move_stage(self._desk.author, record, stage, reason), said, failed=self._refused
        )

    def _refused(self, error: UserError) -> None:
        """The card goes back to where the replica has it."""
        self._desk.report(error)
        self.refresh()

    def _return_to(self, card: BoardCard | None) -> None:
        for column in self.columns:
            row = column.model.row_of(card.record.id) if card is not None else -1
            if row >= 0:
                self._enter(column, row)

    # -- the next step -------------------------------------------------------------------------------------

    def _ask_next_step(self, record_id: str) -> None:
        card = self._card(record_id)
        if card is not None:
            self._keep_next_step()
            self._begin_next_step(card)
            self.next_step.take_focus()

    def _begin_next_step(self, card: BoardCard) -> None:
        self._writing = card
        text = self._unfinished(card).kept
        self.next_step.ask(card.record["name"] or "", next_text(card) if text is None else text)

    def _unfinished(self, card: BoardCard) -> Unfinished:
        return Unfinished.about(self._desk.own, "opportunity", card.record.id, _NEXT_STEP)

    def _keep_next_step(self) -> None:
        """What is being written is there again when the board is, also after the end of the program."""
        if self._writing is not None:
            text = self.next_step.line.text()
            self._unfinished(self._writing).keep(text if text.strip() != next_text(self._writing) else None)

    def _restore_next_step(self) -> None:
        """Of the first card that is shown and has one that was being written."""
        if self._writing is None:
            for record_id in written_about(self._desk.own, "opportunity", _NEXT_STEP):
                card = self._card(record_id)
                if card is not None:
                    self._begin_next_step(card)
                    return

    def _leave_next_step(self) -> None:
        self.next_step.hide()
        card, self._writing = self._writing, None
        if card is not None:
            self._unfinished(card).keep(None)
        self._return_to(card)

    def _write_next_step(self, text: str) -> None:
        card = self._writing
        self._leave_next_step()
        if card is None or text == next_text(card):
            return
        # The bar shows the first line alone; what is written below it stays.
        _, _, rest = (card.record["next_step"] or "").strip().partition("\n")
        whole = "\n".join(part for part in (text, rest) if part) or None
        record = card.record
        self._desk.commit(
            lambda: edits.update(self._desk.author, record, {"next_step": whole}),
            self.tr("{0} saved").format(label("opportunity.next_step")),
            failed=self._refused,
        )

    def escape(self) -> bool:
        """Leave what is open, the innermost first; False when nothing was."""
        if self.drag.active:
            self.drag.end()
            self.refresh()
        elif self.lost.isVisible():
            self._keep_stage()
        elif self.next_step.isVisible():
            self._leave_next_step()
        else:
            return False
        return True
