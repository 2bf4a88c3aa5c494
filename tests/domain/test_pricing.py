"""Money arithmetic: rounding where a figure is shown, sums of what is shown, for every currency's minor digits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.pricing import Priced, canonical, main_currency, priced, rounded, totals
from crmdesk.domain.values import DECIMAL_LIMIT, minor_digits

CURRENCIES = ("USD", "KRW", "BHD", "EUR")
LIMIT = DECIMAL_LIMIT - 1


@st.composite
def lines(draw: st.DrawFn, currency: str | None = None) -> Priced:
    chosen = currency or draw(st.sampled_from(CURRENCIES))
    return Priced(
        draw(st.decimals(0, LIMIT, places=3, allow_nan=False)),
        draw(st.decimals(0, LIMIT, places=minor_digits(chosen), allow_nan=False)),
        draw(st.decimals(0, 100, places=2, allow_nan=False)),
        chosen,
    )


def half_away(exact: Fraction, digits: int) -> Fraction:
    """Commercial rounding by integers alone."""
    scaled = exact * 10**digits
    whole, rest = divmod(scaled, 1)
    return Fraction(whole + (rest >= Fraction(1, 2)), 10**digits)


@pytest.mark.parametrize(
    ("quantity", "price", "discount", "currency", "total"),
    [
        ("3", "19.99", "0", "USD", "59.97"),
        ("1", "0.05", "50", "USD", "0.03"),
        ("1", "0.03", "50", "USD", "0.02"),
        ("3", "1250000", "7.5", "KRW", "3468750"),
        ("1.5", "333", "0", "KRW", "500"),
        ("1", "10.005", "0", "BHD", "10.005"),
        ("2", "100.00", "100", "EUR", "0.00"),
    ],
)
def test_line_costs_what_a_shopkeeper_says(
    quantity: str, price: str, discount: str, currency: str, total: str
) -> None:
    line = Priced(Decimal(quantity), Decimal(price), Decimal(discount), currency)
    assert str(line.total) == total


@given(lines())
def test_line_is_exact_and_rounded_once(line: Priced) -> None:
    digits = minor_digits(line.currency)
    exact = Fraction(line.quantity) * Fraction(line.price) * (100 - Fraction(line.discount)) / 100
    assert Fraction(line.total) == half_away(exact, digits)
    assert -line.total.as_tuple().exponent == digits


@given(st.lists(lines(currency="USD"), max_size=8), st.decimals(0, 100, places=2, allow_nan=False))
def test_figures_add_up_as_they_stand(several: list[Priced], rate: Decimal) -> None:
    told = totals(several, "USD", str(rate))
    discount, gross = told.discount, told.gross
    with localcontext(prec=60):  # the sums below may have more digits than the 28 of every day
        assert told.net == sum((line.total for line in several), Decimal("0.00"))
        assert told.full - discount == told.net
        assert gross == told.net + told.tax
    assert Fraction(told.tax) == half_away(Fraction(told.net) * Fraction(rate) / 100, 2)
    assert discount >= 0


@given(st.lists(lines(), max_size=6), st.permutations(range(6)))
def test_order_of_lines_changes_nothing(several: list[Priced], order: list[int]) -> None:
    turned = [several[at] for at in order if at < len(several)]
    assert totals(several, "KRW", "10") == totals(turned, "KRW", "10")


@given(lines(currency="KRW"), lines(currency="EUR"))
def test_lines_in_other_currencies_are_left_out(won: Priced, euro: Priced) -> None:
    assert totals([won, euro], "KRW").net == won.total


def test_line_without_a_price_costs_nothing_and_one_without_a_quantity_is_one() -> None:
    assert priced({"quantity": "2.000", "price": None, "currency": None, "discount": None}) is None
    one = priced({"quantity": None, "price": "12.50", "currency": "USD", "discount": None})
    assert one is not None
    assert one.total == Decimal("12.50")


def test_no_lines_are_zero_at_the_currencys_digits() -> None:
    assert str(totals([], "KRW").gross) == "0"
    assert str(totals([], "USD", "7.25").gross) == "0.00"


def test_currency_of_most_lines_is_the_main_one() -> None:
    won, euro = (Priced(Decimal(1), Decimal(1), Decimal(0), one) for one in ("KRW", "EUR"))
    assert main_currency([euro, won, won], "USD") == "KRW"
    assert main_currency([euro, won], "USD") == "EUR"
    assert main_currency([], "USD") == "USD"


def test_amount_for_a_field_is_canonical() -> None:
    assert canonical(Decimal("1234.565"), "USD") == "1234.57"
    assert canonical(Decimal(1200), "KRW") == "1200"
    assert rounded(Decimal("-0.5"), "KRW") == Decimal(-1)
