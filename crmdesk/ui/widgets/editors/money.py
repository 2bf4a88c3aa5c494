"""Owns the field for an amount with its currency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmdesk.domain.values import DECIMAL_LIMIT
from crmdesk.ui import formats
from crmdesk.ui.widgets.combo_box import CalmComboBox
from crmdesk.ui.widgets.editors.base import Editor, Unreadable


class MoneyEditor(Editor):
    """Value `(amount, currency)` such as `('1200.00', 'USD')`, or None when there is no amount."""

    def _build(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._line = QLineEdit(holder)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._line.textChanged.connect(self._on_changed)
        self._line.editingFinished.connect(self._tidy)
        self._currency = CalmComboBox(holder)
        self._currency.addItems(list(formats.CURRENCIES))
        self._currency.setCurrentText(self.spec.currency)
        self._currency.currentTextChanged.connect(self._on_changed)
        row.addWidget(self._line, 1)
        row.addWidget(self._currency)
        return holder

    def _targets(self) -> Sequence[QWidget]:
        return (self._line, self._currency)

    def _name_targets(self, name: str) -> None:
        self._line.setAccessibleName(name)
        self._currency.setAccessibleName(
            self.tr("Currency of {0}").format(name) if name else self.tr("Currency")
        )

    def set_currency(self, currency: str) -> None:
        """The currency offered while there is no amount; ISO 4217."""
        self._writing = True
        if self._currency.findText(currency) < 0:
            self._currency.addItem(currency)
        self._currency.setCurrentText(currency)
        self._writing = False

    def _read(self) -> object:
        text = self._line.text().strip()
        if not text:
            return None
        currency = self._currency.currentText()
        try:
            amount = formats.read_number(text)
        except ValueError:
            raise Unreadable(self.tr("Not an amount: {0}").format(text)) from None
        if abs(amount) >= DECIMAL_LIMIT:
            raise Unreadable(self.tr("This amount is too large."))
        digits = formats.currency_digits(currency)
        if amount != round(amount, digits):
            if digits == 0:
                raise Unreadable(self.tr("{0} has no digits after the point.").format(currency))
            raise Unreadable(self.tr("At most %n digits after the point.", "", digits))
        if self.spec.minimum is not None and amount < self.spec.minimum:
            raise Unreadable(self.tr("At least {0}.").format(formats.number(self.spec.minimum)))
        return (f"{amount:.{max(2, digits)}f}", currency)

    def _from_json(self, value: object) -> object:
        return tuple(cast("list[str]", value)) if value else None

    def _write(self, value: object) -> None:
        if value is None:
            self._line.clear()
            return
        amount, currency = cast(tuple[str, str], value)
        self.set_currency(currency or self.spec.currency)
        self._writing = True  # the caller's, which set_currency has ended
        self._line.setText(formats.number(amount, formats.currency_digits(currency)))

    def _tidy(self) -> None:
        if self._problem is None:
            self._writing = True
            self._write(self._value)
            self._writing = False
