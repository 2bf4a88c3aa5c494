"""What lines of products cost: each line, their sum, tax. Exact decimals; it knows no type of record and no screen.

Rounding is commercial (half away from zero) to the currency's minor digits, and takes place where a figure is shown:
each line once, the tax once, on the sum of the rounded lines. So the figures of a page add up as they stand there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from crmdesk.domain.values import Value, format_decimal, minor_digits

_EXACT = Context(prec=80, rounding=ROUND_HALF_UP)
"""More digits than quantity (16) x price (17) x discount (5), or a sum of any page of them, can have."""
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Priced:
    """What one line asks for: so many, at a price each, less a discount in percent (0 to 100)."""

    quantity: Decimal
    price: Decimal
    discount: Decimal
    currency: str

    @property
    def full(self) -> Decimal:
        """Before the discount, rounded."""
        return rounded(_EXACT.multiply(self.quantity, self.price), self.currency)

    @property
    def total(self) -> Decimal:
        """After the discount, rounded."""
        share = _EXACT.divide(_EXACT.subtract(_HUNDRED, self.discount), _HUNDRED)
        full = _EXACT.multiply(self.quantity, self.price)
        return rounded(_EXACT.multiply(full, share), self.currency)


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures below lines, all in one currency and rounded to its minor digits."""

    currency: str
    full: Decimal
    """The lines without their discounts."""
    net: Decimal
    """The lines as they stand."""
    tax_rate: Decimal | None
    """Percent."""
    tax: Decimal

    @property
    def discount(self) -> Decimal:
        """What the discounts take off."""
        return _EXACT.subtract(self.full, self.net)

    @property
    def gross(self) -> Decimal:
        """What is to be paid."""
        return _EXACT.add(self.net, self.tax)


def rounded(amount: Decimal, currency: str) -> Decimal:
    """`amount` at the currency's minor digits (ISO 4217), halves away from zero."""
    return _EXACT.quantize(amount, Decimal(1).scaleb(-minor_digits(currency)))


def priced(fields: Mapping[str, Value]) -> Priced | None:
    """What the fields `quantity`, `price`, `currency`, `discount` of a line say (canonical values); None without a
    price. No quantity is one, no discount none."""
    price, currency = fields.get("price"), fields.get("currency")
    if price is None or not currency:
        return None
    quantity = Decimal(fields["quantity"]) if fields.get("quantity") is not None else Decimal(1)
    return Priced(quantity, Decimal(price), Decimal(fields.get("discount") or 0), str(currency))


def totals(lines: Iterable[Priced], currency: str, tax_rate: Value = None) -> Totals:
    """The figures of all lines in `currency`; lines in others, which nothing here can change into it, are left out.

    `tax_rate` is canonical percent text, or None for no tax.
    """
    zero = rounded(Decimal(0), currency)
    full = net = zero
    for line in lines:
        if line.currency == currency:
            full, net = _EXACT.add(full, line.full), _EXACT.add(net, line.total)
    rate = Decimal(tax_rate) if tax_rate is not None else None
    tax = zero if rate is None else rounded(_EXACT.divide(_EXACT.multiply(net, rate), _HUNDRED), currency)
    return Totals(currency, full, net, rate, tax)


def main_currency(lines: Iterable[Priced], otherwise: str) -> str:
    """The currency of most lines, the earlier one of two with as many; `otherwise` where nothing has a price."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.currency] = counts.get(line.currency, 0) + 1
    return max(counts, key=lambda currency: counts[currency]) if counts else otherwise


def canonical(amount: Decimal, currency: str) -> str:
    """An amount as a money field takes it."""
    return format_decimal(rounded(amount, currency), minor_digits(currency))
