"""Owns the card of lines: what is typed in its table becomes intents, and the sums stand below it. Knows the types of
line by their declaration alone: those of an opportunity and a quote have prices, the samples of a visit have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crmdesk.domain import edits
from crmdesk.domain.errors import UserError
from crmdesk.domain.pricing import Totals, priced, totals
from crmdesk.domain.records import Record
from crmdesk.domain.typed import typed_over
from crmdesk.domain.values import Value
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk, Intent
from crmdesk.ui.lines.content import Prices, read_prices
from crmdesk.ui.lines.lookup import ProductLookup
from crmdesk.ui.lines.model import NEW_LINE, LineModel, LineRow, columns_of_lines
from crmdesk.ui.lines.table import LinesTable
from crmdesk.ui.translations import Retranslates, label
from crmdesk.ui.widgets import Button, Card, Label


class LinesCard(Retranslates, Card):
    """The lines of one record. The page calls `show_lines` with what it read."""

    stale = Signal()
    """Something was refused: the page reads again, so that the table shows what stands."""

    def __init__(
        self,
        desk: Desk,
        type_name: str,
        parent_field: str,
        record_id: str,
        parent: QWidget | None = None,
        *,
        touch: bool = False,
    ) -> None:
        """`touch`: its rows and buttons are made for fingers."""
        super().__init__("", parent, flush=True)
        self._desk = desk
        self._entity = desk.entity(type_name)
        self._priced = "price" in self._entity.by_name
        self._parent = {parent_field: record_id}
        self._currency = desk.author.currency
        self._lines: tuple[Record, ...] = ()
        self._tax_rate: Value = None
        self.totals = totals((), self._currency)
        """The figures as they are shown."""
        self.model = LineModel(columns_of_lines(self._entity), self)
        self.table = LinesTable(self.model, ProductLookup(desk, lambda: self._currency), self, touch=touch)
        self.model.edited.connect(self._on_edited)
        self.table.removal_asked.connect(self._remove)
        self.add_button = Button(kind="quiet", icon="add", parent=self.buttons.parentWidget())
        self.add_button.setProperty("touch", touch)
        self.add_button.clicked.connect(self.table.add_line)
        self.buttons.addWidget(self.add_button)
        self._none = Label(tone="muted", parent=self)
        self._none.setContentsMargins(16, 8, 16, 16)
        for part in (self._none, self.table):
            self.body.addWidget(part)
        self.body.setSpacing(0)
        self.body.addWidget(self._build_foot())
        self.retranslate()

    def end_typing(self) -> None:
        """What is typed in a cell counts, as when one goes elsewhere."""
        if self.table.state() is LinesTable.State.EditingState:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_foot(self) -> QWidget:
        self._foot = QWidget(self)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(12, 12, 12, 16)
        row.setSpacing(16)
        left = QVBoxLayout()
        self._note = Label(tone="muted", wrap=True, parent=self._foot)
        left.addWidget(self._note)
        self.offers = QHBoxLayout()
        """What can be done with the sum, for the page to fill."""
        self.offers.addStretch(1)
        left.addLayout(self.offers)
        left.addStretch(1)
        row.addLayout(left, 1)
        figures = QGridLayout()
        figures.setHorizontalSpacing(24)
        figures.setVerticalSpacing(4)
        self._figures: list[tuple[Label, Label]] = []
        for at in range(4):
            strong = at == 3
            name = Label(tone="" if strong else "muted", strong=strong, parent=self._foot)
            value = Label(strong=strong, parent=self._foot)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            figures.addWidget(name, at, 0)
            figures.addWidget(value, at, 1)
            self._figures.append((name, value))
        row.addLayout(figures)
        return self._foot

    def retranslate(self) -> None:
        self.add_button.setText(self.tr("Add"))
        self.add_button.setAccessibleName(self.tr("Add a product"))
        self._none.setText(self.tr("No products."))
        self.table.setAccessibleName(label(f"{self._entity.name}.plural"))
        self.table.setAccessibleDescription(
            self.tr("Tab goes through the cells, Enter adds the next line, Delete takes a line away")
        )
        self._show_totals()
        self.table.viewport().update()
        self.table.horizontalHeader().viewport().update()

    # -- showing -------------------------------------------------------------------------------------------

    def show_lines(
        self,
        lines: Sequence[Record],
        names: Mapping[str, str],
        currency: str,
        *,
        editable: bool = True,
        tax_rate: Value = None,
    ) -> None:
        """Show these lines with the names of their products; `currency` is that of new prices and of the sum."""
        self._lines, self._currency, self._tax_rate = tuple(lines), currency, tax_rate
        rows = [LineRow(line, names.get(line["product"] or "", "")) for line in lines]
        self.model.show_rows(rows, currency, editable=editable)
        self.add_button.setVisible(editable)
        self.table.setVisible(editable or bool(lines))
        self._none.setVisible(not editable and not lines)
        self._show_totals()

    @property
    def complete(self) -> bool:
        """Whether every line has a price in the currency of the sum; lines without prices have no sum to be in."""
        if not self._priced:
            return True
        lines = [priced(line.fields) for line in self._lines]
        return all(line is not None and line.currency == self._currency for line in lines)

    def _show_totals(self) -> None:
        lines = [line for line in (priced(one.fields) for one in self._lines) if line is not None]
        self.totals = shown = totals(lines, self._currency, self._tax_rate)
        self._foot.setVisible(bool(self._lines))
        self._note.setText("" if self.complete else self._left_out())
        self._note.setVisible(not self.complete)
        for (name, value), (words, amount) in zip(self._figures, self._told(shown), strict=True):
            name.setText(words)
            value.setText(amount)
            name.setVisible(bool(amount))
            value.setVisible(bool(amount))
            value.setAccessibleName(formats.headed(words, amount))

    def _left_out(self) -> str:
        return self.tr("Lines without a price in {0} are not in the sum.").format(self._currency)

    def _told(self, shown: Totals) -> list[tuple[str, str]]:
        """Name and amount of each figure, an empty amount for one that says nothing."""
        if not self._priced:
            count = sum(line["quantity"] or 0 for line in self._lines)
            return [("", "")] * 3 + [(self.tr("Total"), formats.number(count))]

        def money(amount: object) -> str:
            return formats.money(str(amount), shown.currency)

        taxed = shown.tax_rate is not None
        rate = formats.rate(shown.tax_rate) if shown.tax_rate is not None else ""
        less = bool(shown.discount)
        return [
            (self.tr("List price"), money(shown.full) if less else ""),
            (self.tr("Discount"), money(-shown.discount) if less else ""),
            (self.tr("Tax {0}").format(rate), money(shown.tax) if taxed else ""),
            (self.tr("Total"), money(shown.gross)),
        ]

    # -- doing ---------------------------------------------------------------------------------------------

    def _on_edited(self, line_id: str, key: str, value: Value) -> None:
        if key == "product":
            self._desk.lookups.submit(
                ("prices", id(self), line_id),
                partial(self._look_up, value),
                lambda found: self._take_product(line_id, value, *found),
            )
            return
        # As it stood before it was typed: of a count the difference is saved.
        line = next((each for each in self._lines if each.id == line_id), None)
        if line is None:
            return
        fields: dict[str, Value] = {key: value}
        if key == "price":
            fields["price"], fields["currency"] = value if value is not None else (None, None)
        said = self.tr("{0} saved").format(label(f"{self._entity.name}.{key}"))
        typed = replace(line, fields={**line.fields, **fields})
        self._lines = tuple(typed if each is line else each for each in self._lines)
        self._commit(lambda: typed_over(self._desk.author, line, fields, line.fields), said)

    def _look_up(self, product: str) -> tuple[str, Prices]:
        return self._desk.replica.title("product", product), read_prices(self._desk.replica, product)

    def _take_product(self, line_id: str, product: str, name: str, prices: Prices) -> None:
        price = prices.by_currency.get(self._currency) if self._priced else None
        fields: dict[str, Value] = {"product": product}
        if self._priced:
            fields |= {"price": price, "currency": self._currency if price is not None else None}
        line = self.model.record(line_id)
        author = self._desk.author
        if line_id == NEW_LINE:
            made = author.new_id()
            self.table.edit_when_there(made, "price" if self._priced and price is None else "quantity")
            number = max((line["line_number"] or 0 for line in self._lines), default=0) + 1
            fields = {**self._parent, **fields, "quantity": 1, "line_number": number}
            self._commit(
                lambda: edits.create(author, self._entity.name, fields, record_id=made),
                self.tr("{0} added").format(name),
            )
        elif line is not None:
            self._commit(lambda: edits.update(author, line, fields), self.tr("{0} saved").format(name))

    def _remove(self, line_id: str) -> None:
        line = self.model.record(line_id)
        if line is not None:
            name = next((row.product for row in self.model.rows if row.record.id == line_id), "")
            said = self.tr("{0} removed").format(name or label(self._entity.name))
            self._commit(lambda: edits.delete(self._desk.author, line), said)

    def _commit(self, intent: Intent, said: str) -> None:
        self._desk.commit(intent, said, failed=self._refused)

    def _refused(self, error: UserError) -> None:
        self._desk.report(error)
        self.stale.emit()
