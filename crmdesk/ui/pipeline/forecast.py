"""The forecast: figures by person and team for a period, what is behind each, and the viewer's own commitment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.errors import UserError
from crmdesk.domain.forecast import CATEGORIES, MOVABLE, Line, Seller, category_of, submit_forecast
from crmdesk.domain.periods import Period, period_of
from crmdesk.domain.records import Record
from crmdesk.ui import formats, theme
from crmdesk.ui.desk import Desk
from crmdesk.ui.facts import amount_text
from crmdesk.ui.faults import fault_text
from crmdesk.ui.live import Live
from crmdesk.ui.pipeline.commit_card import HEIGHT, WIDTH, CommitCard
from crmdesk.ui.pipeline.forecast_content import (
    READ,
    ForecastContent,
    ForecastWanted,
    covers_of,
    read_forecast,
)
from crmdesk.ui.pipeline.forecast_words import error_text, gap_cell, money_cell, period_text
from crmdesk.ui.pipeline.period_bar import PeriodBar
from crmdesk.ui.pipeline.sheet import Cell, Heading, Sheet
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.turning_row import TurningRow
from crmdesk.ui.unfinished import Unfinished
from crmdesk.ui.widgets import Card, Label
from crmdesk.ui.widgets.reading_cover import ReadingCover

_INDENT = "    "
_DEALS = 240
"""Pixels of height of the opportunities where the commitment stands below them."""
_AROUND = 92
"""Pixels of the bar, the head of the figures and the spaces between."""


class ForecastView(Retranslates, QWidget):
    """A rep sees their own line, everybody else their teams and the people in them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._role = desk.own.role
        self._viewer = Seller(desk.author.user, desk.own.name)
        self._wanted = ForecastWanted(period_of("quarter", desk.today()))
        self._content: ForecastContent | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.bar = PeriodBar(self._wanted.period, desk.today, self)
        self.bar.period_chosen.connect(self._choose_period)
        self.bar.currency_chosen.connect(self._choose_currency)
        column.addWidget(self.bar)
        figures = Card(parent=self, flush=True)
        self.figures = Sheet(by_row=False, fits=True, parent=figures)
        self.figures.picked.connect(self._pick)
        figures.body.addWidget(self.figures)
        column.addWidget(figures)
        lower = TurningRow(self)
        self.deals_card = Card(parent=lower, flush=True)
        self.deals = Sheet(by_row=True, fits=False, parent=self.deals_card)
        self.figures.entered_row.connect(lambda _: self.deals.setFocus())
        self.deals.entered_row.connect(self._open)
        self.deals.shifted.connect(self._shift)
        self._none = Label(tone="muted", wrap=True, parent=self.deals_card)
        self._none.setContentsMargins(16, 0, 16, 16)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._hint = Label(tone="muted", wrap=True, parent=self.deals_card)
        self._hint.setContentsMargins(16, 8, 16, 8)
        for widget, stretch in ((self.deals, 1), (self._none, 1), (self._hint, 0)):
            self.deals_card.body.addWidget(widget, stretch)
        self.commit = CommitCard(desk.zone, lower)
        self.commit.submitted.connect(self._submit)
        lower.add(self.deals_card, height=_DEALS)
        lower.add(self.commit, width=WIDTH, height=HEIGHT)
        column.addWidget(lower, 1)
        self._write_again()
        self.setFocusProxy(self.figures)
        self._live = Live(
            desk, self, types=READ, read=self._read, show=self.show_content, cover=ReadingCover(self)
        )
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Forecast"))
        self.figures.setAccessibleName(self.tr("Forecast by person"))
        self._hint.setText(
            self.tr("Enter opens an opportunity, Ctrl+Left and Ctrl+Right change its forecast category.")
        )
        self._none.setText(self.tr("No opportunities behind this figure."))
        if self._content is not None:
            self.show_content(self._content)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The commitment needs its height; the figures scroll in what is left."""
        super().resizeEvent(event)
        left = event.size().height() - HEIGHT - _AROUND
        self.figures.allow_rows(max(3, left // theme.current().row_height))

    # -- reading -------------------------------------------------------------------------------------------

    def _read(self) -> ForecastContent:
        author = self._desk.author
        return read_forecast(self._desk.replica, self._wanted, self._viewer, self._role, author.currency)

    def wake(self) -> None:
        """The forecast is in front."""
        self._live.wake()

    def sleep(self) -> None:
        """The forecast is behind something else."""
        self._keep()
        self._live.sleep()

    def _choose_period(self, kind: str, start: str) -> None:
        period = period_of("month" if kind == "month" else "quarter", date.fromisoformat(start))
        self._keep()
        self._wanted = replace(self._wanted, period=period)
        self._write_again()
        self._live.refresh()

    def _choose_currency(self, currency: str) -> None:
        self._keep()
        self._wanted = replace(self._wanted, currency=currency)
        self._write_again()
        self._live.refresh()

    @property
    def _unfinished(self) -> Unfinished:
        """A commitment that is being typed, to a period and in a currency."""
        wanted = self._wanted
        return Unfinished(
            self._desk.own, f"commit.{wanted.period.kind}.{wanted.period.start}.{wanted.currency or ''}"
        )

    def _keep(self) -> None:
        self._unfinished.keep(self.commit.written())

    def _write_again(self) -> None:
        self.commit.clear()
        kept = self._unfinished.kept
        if kept is not None:
            self.commit.write_again(kept)

    def _pick(self, row: int, column: int) -> None:
        """The figure behind which to look; other columns leave the category as it is."""
        content = self._content
        if content is None or row >= len(content.lines):
            return
        chosen = CATEGORIES[column - 1] if 1 <= column <= len(CATEGORIES) else self._wanted.category
        wanted = replace(self._wanted, line=content.lines[row].key, category=chosen)
        if wanted != self._wanted:
            self._wanted = wanted
            self._live.refresh()

    # -- showing -------------------------------------------------------------------------------------------

    def show_content(self, content: ForecastContent) -> None:
        """Show what was read."""
        self._content = content
        self.bar.show_choice(content.wanted.period, content.currency, content.currencies)
        self.figures.show_rows(self._headings(), [self._row(line, content) for line in content.lines])
        row = content.lines.index(content.chosen)
        if not self.figures.currentIndex().isValid():
            self.figures.pick(row, 1 + CATEGORIES.index(content.wanted.category))
        self._show_deals(content)
        self.commit.show_content(content, team=covers_of(self._role) == "team")

    def _headings(self) -> list[Heading]:
        categories = [
            Heading(label(f"opportunity.forecast_category.{each}"), right=True) for each in CATEGORIES
        ]
        return [
            Heading(self.tr("Who")),
            *categories,
            Heading(label("goal"), right=True),
            Heading(self.tr("Gap"), right=True, tip=self.tr("The quota less what is closed")),
            Heading(self.tr("Submitted"), right=True),
            Heading(
                self.tr("Last error"),
                right=True,
                tip=self.tr("What was committed for the period before, beside what was won"),
            ),
        ]

    def _row(self, line: Line, content: ForecastContent) -> list[Cell]:
        strong, currency = line.kind in ("total", "team"), content.currency
        names = {"total": self.tr("All together"), "others": self.tr("Others")}
        said = line.said
        return [
            Cell(_INDENT * line.depth + (names.get(line.kind) or line.name), line.name, strong),
            *(money_cell(line.figures.amount(each), currency, strong=strong) for each in CATEGORIES),
            money_cell(line.quota, currency, strong=strong),
            gap_cell(line, currency),
            money_cell(said.amount if said else None, currency, strong=strong),
            Cell(error_text(line.error), tone="" if line.error is not None else "muted"),
        ]

    def _show_deals(self, content: ForecastContent) -> None:
        category = label(f"opportunity.forecast_category.{content.wanted.category}")
        who = content.chosen.name or {"others": self.tr("Others")}.get(content.chosen.kind, "")
        title = "  ·  ".join(part for part in (category, who, period_text(content.wanted.period)) if part)
        self.deals_card.set_title(title, content.chosen.figures.counts.get(content.wanted.category, 0))
        headings = [
            Heading(label("opportunity.name")),
            Heading(label("opportunity.account")),
            Heading(label("opportunity.amount"), right=True),
            Heading(label("opportunity.close_date")),
            Heading(label("opportunity.stage")),
        ]
        self.deals.show_rows(headings, [self._deal(each, content) for each in content.deals])
        self.deals.setAccessibleName(title)
        self.deals.setVisible(bool(content.deals))
        self._none.setVisible(not content.deals)
        movable = content.wanted.category != "closed" and bool(content.deals)
        self._hint.setVisible(movable)

    def _deal(self, deal: Record, content: ForecastContent) -> list[Cell]:
        return [
            Cell(deal["name"] or "", strong=True),
            Cell(content.accounts.get(deal["account"] or "", "")),
            Cell(amount_text(deal) or "–"),
            Cell(formats.short_day(deal["close_date"], self._desk.today())),
            Cell(label(f"opportunity.stage.{deal['stage']}")),
        ]

    # -- doing ---------------------------------------------------------------------------------------------

    def _deal_at(self, row: int) -> Record | None:
        deals = self._content.deals if self._content is not None else ()
        return deals[row] if 0 <= row < len(deals) else None

    def _open(self, row: int) -> None:
        deal = self._deal_at(row)
        if deal is not None:
            self._desk.open("opportunity", deal.id)

    def _shift(self, row: int, step: int) -> None:
        """To the neighbouring category, as far as there is one; a closed one is what it is."""
        deal = self._deal_at(row)
        category = category_of(deal["stage"], deal["forecast_category"]) if deal is not None else "closed"
        if deal is None or category not in MOVABLE:
            return
        at = MOVABLE.index(category) + step
        if not 0 <= at < len(MOVABLE):
            return
        chosen = MOVABLE[at]
        said = self.tr("{0}: {1}").format(
            self._desk.title(deal), label(f"opportunity.forecast_category.{chosen}")
        )
        author = self._desk.author
        self._desk.commit(lambda: edits.update(author, deal, {"forecast_category": chosen}), said)

    def _submit(self, amount: str, note: str) -> None:
        content = self._content
        if content is None:
            return
        period: Period = content.wanted.period
        covers = covers_of(self._role)

        unfinished = self._unfinished

        def submitted() -> None:
            self.commit.clear()
            unfinished.keep(None)
            # No undo: what was committed to stays as it was said.
            self._desk.say(self.tr("Forecast for {0} submitted").format(period_text(period)))

        self._desk.commit(
            lambda: submit_forecast(
                self._desk.author, period, covers, amount=amount, currency=content.currency, note=note
            ),
            "",
            done=submitted,
            failed=self._refused,
        )

    def _refused(self, error: UserError) -> None:
        self.commit.refuse(fault_text(error))
