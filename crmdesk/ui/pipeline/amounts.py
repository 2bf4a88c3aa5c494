"""Sums of several currencies in words: never added up, the organisation's first. Knows no widget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from crmdesk.store.board import StageSum
from crmdesk.ui import formats


def in_order(currencies: Iterable[str], own: str) -> list[str]:
    """The organisation's currency first where it is among them, the others by code."""
    return sorted(set(currencies), key=lambda code: (code != own, code))


def sum_text(totals: StageSum, currency: str, *, short: bool = True) -> str:
    """`$1.2M (wtd. $640K)`, in full words where it is not `short`. The weighted sum is left out where it says nothing
    new; empty without amounts."""
    write = formats.money_short if short else formats.money
    full = totals.amounts.get(currency)
    if full is None:
        return ""
    weighted = _value(totals.weighted, currency)
    if weighted in (Decimal(0), Decimal(full)):
        return write(full, currency)
    if short:
        shape = QCoreApplication.translate("pipeline", "{0} (wtd. {1})")
    else:
        shape = QCoreApplication.translate("pipeline", "{0} (weighted {1})")
    return shape.format(write(full, currency), write(weighted, currency))


def unweighted(totals: StageSum, currency: str) -> str:
    """`$1.2M` alone; empty without amounts."""
    full = totals.amounts.get(currency)
    return formats.money_short(full, currency) if full is not None else ""


def _value(sums: Mapping[str, str], currency: str) -> Decimal:
    return Decimal(sums.get(currency, "0"))
