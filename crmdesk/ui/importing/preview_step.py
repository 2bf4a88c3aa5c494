"""The second step: what the rows are, and how the file is read, with its first rows under that."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout

from crmdesk.exchange.incoming.cells import DateOrder
from crmdesk.exchange.incoming.kinds import FileKind
from crmdesk.exchange.incoming.sheet_form import PREVIEWED, Preview, SheetForm
from crmdesk.exchange.incoming.slots import TYPES
from crmdesk.exchange.tables import DELIMITERS
from crmdesk.ui.desk import Desk
from crmdesk.ui.importing.missing import missing_choice, offer_missing
from crmdesk.ui.importing.parts import Choose, Grid
from crmdesk.ui.importing.session import ImportSession
from crmdesk.ui.importing.step import Step
from crmdesk.ui.importing.words import ENCODINGS, delimiter_name, encoding_name, order_name
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import Card, Label

_TURN = 720
"""Pixels below which two choices stand side by side, not three."""
_TABLE = 160
"""Pixels that the first rows have at least; in a low window the page scrolls."""
_NARROW, _WIDE = 120, 320
"""Pixels of a column at least and at most; between them it is as wide as its words."""


class PreviewStep(Step):
    """Every guess can be changed, and the rows below follow at once."""

    def __init__(self, desk: Desk, session: ImportSession) -> None:
        super().__init__(desk, session)
        self.form = Card()
        self._choices = grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self.type = Choose(session.set_type)
        self.encoding = Choose(lambda key: self._change(encoding=key))
        self.delimiter = Choose(lambda key: self._change(delimiter=key))
        self.named = Choose(lambda key: self._change(named=key == "names"))
        self.dates = Choose(lambda key: self._change(dates=DateOrder(key)))
        self.decimal = Choose(lambda key: self._change(decimal=key))
        self._asked = (self.type, self.encoding, self.delimiter, self.named, self.dates, self.decimal)
        self._place_choices(3)
        self.form.body.addLayout(grid)
        self.column.addWidget(self.form)
        self.missing = missing_choice(session)
        self.column.addWidget(self.missing)
        self.rows = Card(flush=True)
        self.grid = Grid()
        self.grid.setMinimumHeight(_TABLE)
        self.rows.body.setContentsMargins(0, 0, 0, 0)
        self.rows.body.addWidget(self.grid, 1)
        self.column.addWidget(self.rows, 1)
        self.faults = Label(tone="warning", wrap=True)
        self.column.addWidget(self.faults)
        self.retranslate()

    def _place_choices(self, columns: int) -> None:
        """Side by side in so many columns, row by row."""
        for place, choose in enumerate(self._asked):
            self._choices.addWidget(choose, place // columns, place % columns)
        for place in range(3):
            self._choices.setColumnStretch(place, 1 if place < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_choices(2 if self.width() < _TURN else 3)
        self._fit_columns()

    def title(self) -> str:
        return self.tr("Preview")

    def ready(self) -> bool:
        seen = self.session.state.preview
        return seen is not None and bool(seen.rows or seen.faults)

    def next_text(self) -> str:
        return self.tr("Next") if self.session.state.kind is FileKind.SHEET else self.tr("Check")

    def _change(self, **changes: object) -> None:
        form = self.session.state.form
        if form is not None:
            self.session.set_form(replace(form, **changes))  # type: ignore[arg-type]  # by name, checked above

    def refresh(self) -> None:
        state = self.session.state
        self.form.set_title(self.tr("How the file is read"))
        self.form.setVisible(state.kind is FileKind.SHEET)
        self.missing.setVisible(state.kind is FileKind.CARDS)
        offer_missing(self.missing, state.missing)
        first = {
            FileKind.SHEET: self.tr("The first rows"),
            FileKind.CARDS: self.tr("The first contacts"),
            FileKind.EVENTS: self.tr("The first meetings"),
        }[state.kind]
        self.rows.set_title(first)
        self.type.offer(
            self.tr("Type of record"), [(name, label(f"{name}.plural")) for name in TYPES], state.type
        )
        form = state.form
        if form is not None:
            self._offer(form)
        seen = state.preview
        if seen is not None:
            self.grid.fill(seen.columns, seen.rows)
            self._fit_columns()
            self.grid.setAccessibleName(first)
        said = self._said(seen) if seen is not None and state.kind is FileKind.SHEET else ""
        self.faults.setText(said)
        self.faults.setVisible(bool(said))

    def _said(self, seen: Preview) -> str:
        """What is wrong with the rows, if anything is."""
        if seen.faults:
            return self.tr(
                "%n of the first {0} rows do not fit the columns. Is the delimiter right?", "", seen.faults
            ).format(PREVIEWED)
        return "" if seen.rows else self.tr("There is no row below the names of the columns.")

    def _fit_columns(self) -> None:
        """As wide as what is in them, up to a bound; where all of it has room there is none."""
        wanted = [
            max(_NARROW, self.grid.sizeHintForColumn(place))
            for place in range(self.grid.model().columnCount())
        ]
        bound = _WIDE if sum(wanted) > self.grid.viewport().width() else sum(wanted)
        for place, width in enumerate(wanted):
            self.grid.setColumnWidth(place, min(width, bound))

    def _offer(self, form: SheetForm) -> None:
        encodings = list(dict.fromkeys((*ENCODINGS, form.encoding)))
        delimiters = list(dict.fromkeys((*DELIMITERS, form.delimiter)))
        self.encoding.offer(
            self.tr("Encoding"), [(name, encoding_name(name)) for name in encodings], form.encoding
        )
        self.delimiter.offer(
            self.tr("Separator"),
            [(sign, delimiter_name(sign)) for sign in delimiters],
            form.delimiter,
        )
        self.named.offer(
            self.tr("First row"),
            [("names", self.tr("Names of the columns")), ("values", self.tr("A record like the others"))],
            "names" if form.named else "values",
        )
        self.dates.offer(
            self.tr("Dates"), [(order.value, order_name(order)) for order in DateOrder], form.dates.value
        )
        self.decimal.offer(self.tr("Numbers"), [(".", "1,234.50"), (",", "1.234,50")], form.decimal)

    def take_keyboard(self) -> None:
        widgets = {FileKind.SHEET: self.type.box, FileKind.CARDS: self.missing.box}
        widgets.get(self.session.state.kind, self.grid).setFocus()
