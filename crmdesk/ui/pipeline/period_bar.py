"""The bar over the forecast: which month or quarter, in which currency."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmdesk.domain.periods import Period, PeriodKind, period_of
from crmdesk.ui import formats
from crmdesk.ui.pipeline.forecast_words import period_text
from crmdesk.ui.translations import Retranslates
from crmdesk.ui.widgets import Button, IconButton, Label
from crmdesk.ui.widgets.combo_box import CalmComboBox

_KINDS: tuple[PeriodKind, ...] = ("quarter", "month")


class PeriodBar(Retranslates, QWidget):
    """Before, after, today; month or quarter; a box of currencies where there are several."""

    period_chosen = Signal(str, str)
    """Kind and first day of the period."""
    currency_chosen = Signal(str)

    def __init__(self, period: Period, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._period = period
        self._today = today
        self._currencies: Sequence[str] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.earlier = IconButton("chevron-left", parent=self, size=18)
        self.later = IconButton("chevron-right", parent=self, size=18)
        self.earlier.clicked.connect(lambda: self._choose(self._period.moved(-1)))
        self.later.clicked.connect(lambda: self._choose(self._period.moved(1)))
        self._name, self._days = Label(strong=True, parent=self), Label(tone="muted", parent=self)
        self.present = Button(kind="quiet", parent=self)
        self.present.clicked.connect(lambda: self._choose(period_of(self._period.kind, self._today())))
        self.kind, self.currency = CalmComboBox(self), CalmComboBox(self)
        # The words of another language may be longer.
        self.kind.setSizeAdjustPolicy(CalmComboBox.SizeAdjustPolicy.AdjustToContents)
        for widget in (self.earlier, self.later, self._name, self._days, self.present):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.currency)
        row.addWidget(self.kind)
        self.retranslate()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.currency.currentIndexChanged.connect(
            lambda _: self.currency_chosen.emit(str(self.currency.currentData()))
        )

    def retranslate(self) -> None:
        self.earlier.set_name(self.tr("The period before"))
        self.later.set_name(self.tr("The next period"))
        self.present.setText(self.tr("Now"))
        self.present.setAccessibleName(self.tr("The present period"))
        self.kind.setAccessibleName(self.tr("Month or quarter"))
        self.currency.setAccessibleName(self.tr("Currency"))
        blocked = self.kind.blockSignals(True)
        self.kind.clear()
        for name, kind in zip((self.tr("By quarter"), self.tr("By month")), _KINDS, strict=True):
            self.kind.addItem(name, kind)
        self.kind.setCurrentIndex(_KINDS.index(self._period.kind))
        self.kind.blockSignals(blocked)
        self._show_period()

    def show_choice(self, period: Period, currency: str, currencies: Sequence[str]) -> None:
        """What is on screen now."""
        self._period = period
        self._show_period()
        blocked = self.currency.blockSignals(True)
        if tuple(currencies) != tuple(self._currencies):
            self._currencies = currencies
            self.currency.clear()
            for code in currencies:
                self.currency.addItem(code, code)
        self.currency.setCurrentIndex(self.currency.findData(currency))
        self.currency.blockSignals(blocked)
        self.currency.setVisible(len(currencies) > 1)

    def _show_period(self) -> None:
        period, today = self._period, self._today()
        self._name.setText(period_text(period))
        first, last = (formats.short_day(day, today) for day in (period.start, period.end))
        self._days.setText(formats.span(first, last))
        self.present.setVisible(not period.holds(today))

    def _on_kind(self, at: int) -> None:
        # Of the present quarter the present month, of another its first one.
        today = self._today()
        day = today if self._period.holds(today) else self._period.start
        self._choose(period_of(_KINDS[at], day))

    def _choose(self, period: Period) -> None:
        self._period = period
        self._show_period()
        self.period_chosen.emit(period.kind, period.start.isoformat())
