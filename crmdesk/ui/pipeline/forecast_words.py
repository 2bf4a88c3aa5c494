"""Figures of a forecast in words. Knows no widget."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.forecast import Line
from crmdesk.domain.periods import Period
from crmdesk.ui import formats
from crmdesk.ui.pipeline.sheet import Cell


def period_text(period: Period) -> str:
    """`Q4 2026`, `November 2026`, as the language writes it."""
    year = str(period.start.year)
    if period.kind == "quarter":
        return QCoreApplication.translate("forecast", "Q{0} {1}").format(period.number, year)
    month = formats.month_name(period.start.month)
    return QCoreApplication.translate("forecast", "{0} {1}").format(month, year)


def error_text(part: Decimal | None) -> str:
    """`6% too high`, `12% too low`, `on the mark`; a dash where nothing can be said."""
    if part is None:
        return "–"
    percent = (part * 100).quantize(Decimal(1))
    if percent == 0:
        return QCoreApplication.translate("forecast", "on the mark")
    shape = (
        QCoreApplication.translate("forecast", "{0} too high")
        if percent > 0
        else QCoreApplication.translate("forecast", "{0} too low")
    )
    return shape.format(formats.percent(abs(percent)))


def money_cell(amount: Decimal | None, currency: str, *, strong: bool = False) -> Cell:
    """An amount, short, with the whole of it as its tip; a dash for none."""
    if amount is None:
        return Cell("–", tone="muted")
    tip = formats.money(amount, currency)
    return Cell(formats.money_short(amount, currency), tip, strong, "" if amount else "muted")


def gap_cell(line: Line, currency: str) -> Cell:
    """What is missing to the quota, or by how much it is passed."""
    gap = line.gap
    if gap is None:
        return Cell("–", tone="muted")
    if gap <= 0:
        shape = QCoreApplication.translate("forecast", "reached, +{0}")
        return Cell(
            shape.format(formats.money_short(-gap, currency)),
            shape.format(formats.money(-gap, currency)),
            tone="success",
            icon="check",
        )
    shape = QCoreApplication.translate("forecast", "{0} to go")
    return Cell(shape.format(formats.money_short(gap, currency)), shape.format(formats.money(gap, currency)))
