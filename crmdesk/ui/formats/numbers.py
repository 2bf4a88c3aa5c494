"""Numbers, amounts, sizes and shares, written and read."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TypeVar

from PySide6.QtCore import QLocale

from crmdesk.domain.values import minor_digits
from crmdesk.ui.country import writing

T = TypeVar("T")

# Sign written before the amount: one that is not another currency's as well. At home it may be shorter.
_SIGNS = {
    "USD": "$",
    "KRW": "₩",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "CN¥",
    "TWD": "NT$",
    "HKD": "HK$",
    "SGD": "S$",
}
_AT_HOME = {"CN": {"CNY": "¥", "JPY": "JP¥"}}
_OWN_DOLLARS = frozenset({"TW", "HK", "SG", "CA", "AU", "NZ"})
"""Where `$` is not that of the United States."""
# Whose cents nobody writes (CLDR, digits of cash).
_CENTS_UNUSED = frozenset({"TWD", "HUF", "IDR", "COP"})
CURRENCIES = tuple(_SIGNS)
"""Currencies offered first when an amount is entered."""

NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Wide forms of signs (Unicode, Halfwidth and Fullwidth Forms) as those that are meant."""

_GROUPS = {
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
    "ko": ((10**12, "조"), (10**8, "억"), (10**4, "만")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "zh_Hant": ((10**12, "兆"), (10**8, "億"), (10**4, "萬")),
}


def by_locale(table: Mapping[str, T], locale: QLocale) -> T:
    name = locale.name()
    language = name.partition("_")[0]
    if locale.script() == QLocale.Script.TraditionalHanScript:
        name = "zh_Hant"
    return table.get(name, table.get(language, table["en"]))


def _grouped(value: Decimal, digits: int, locale: QLocale) -> str:
    # Not through a double: amounts keep every digit.
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    text = f"{abs(rounded):,.{digits}f}"
    text = text.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})
    return f"{locale.negativeSign()}{text}" if rounded < 0 else text


def _exact(value: int | str | Decimal) -> Decimal:
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError(f"not a number: {value!r}") from None


def number(value: int | str | Decimal, digits: int = 0, locale: QLocale | None = None) -> str:
    """`1234567` as `1,234,567`, with that many digits after the point."""
    return _grouped(_exact(value), digits, writing(locale).country)


def data_size(size: int, locale: QLocale | None = None) -> str:
    """A number of bytes: `781 kB`, `29.0 MB`."""
    shown, digits = locale or QLocale(), 1 if size >= 1 << 20 else 0
    told = shown.formattedDataSize(size, digits, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
    # Qt leaves single bytes in English for Traditional Chinese alone.
    return told.replace("byte", "位元組") if shown.language() == QLocale.Language.Chinese else told


def short_number(value: int, maximum: int | None, locale: QLocale | None = None) -> str:
    """A whole number of a field; a year or a number of days (less than 10,000 in any case) is not set in groups."""
    return str(value) if maximum is not None and maximum < 10_000 else number(value, 0, locale)


def percent(value: int | str | Decimal, locale: QLocale | None = None) -> str:
    """`40` as `40%`."""
    return f"{number(value, 0, locale)}{writing(locale).country.percent()}"


def figure(value: int | str | Decimal, locale: QLocale | None = None) -> str:
    """`3.000` as `3`, `1.50` as `1.5`: without the zeros that say nothing."""
    plain = f"{_exact(value).normalize():f}"
    return number(plain, len(plain.partition(".")[2]), locale)


def rate(value: int | str | Decimal, locale: QLocale | None = None) -> str:
    """`7.50` as `7.5%`."""
    return f"{figure(value, locale)}{writing(locale).country.percent()}"


def currency_digits(currency: str) -> int:
    """Digits after the point that amounts of a currency have."""
    return minor_digits(currency)


def _sign(currency: str, at: QLocale) -> str:
    land = QLocale.territoryToCode(at.territory())
    if currency == "USD" and land in _OWN_DOLLARS:
        return "US$"
    own = _AT_HOME.get(land, {}).get(currency) or _SIGNS.get(currency)
    return own or (f"{currency} " if currency else "")


def money(amount: int | str | Decimal, currency: str, locale: QLocale | None = None) -> str:
    """`('12000000', 'KRW')` as `₩12,000,000`; currencies without a sign of their own keep their code."""
    used, exact = writing(locale).country, _exact(amount)
    whole = currency in _CENTS_UNUSED and exact == exact.to_integral_value()
    text = _grouped(abs(exact), 0 if whole else currency_digits(currency), used)
    below = exact < 0 and any(sign not in "0.," for sign in text)
    return f"{used.negativeSign() if below else ''}{_sign(currency, used)}{text}"


def money_short(amount: int | str | Decimal, currency: str, locale: QLocale | None = None) -> str:
    """Three or four significant digits for totals: `$1.2M`, `₩1,200만`, `¥3.4亿`."""
    used, exact = writing(locale), _exact(amount)
    for size, suffix in by_locale(_GROUPS, used.words):
        if abs(exact) >= size:
            scaled = exact / size
            digits = 0 if abs(scaled) >= 100 or scaled == scaled.to_integral_value() else 1
            minus = used.country.negativeSign() if exact < 0 else ""
            return (
                f"{minus}{_sign(currency, used.country)}{_grouped(abs(scaled), digits, used.country)}{suffix}"
            )
    return money(exact.quantize(Decimal(1)) if currency_digits(currency) == 0 else exact, currency, locale)


def read_number(text: str, locale: QLocale | None = None) -> Decimal:
    """The number that a person typed, with or without group separators, as in `1,200.50`, and in the wide signs of a
    Korean, Chinese or Japanese keyboard as well. Raises ValueError."""
    used = writing(locale).country
    plain = (
        "".join(text.translate(NARROW).split())
        .replace(used.groupSeparator(), "")
        .replace(used.decimalPoint(), ".")
    )
    if not plain or not all(sign.isascii() and (sign.isdigit() or sign in "+-.") for sign in plain):
        raise ValueError(f"not a number: {text!r}")
    return _exact(plain)
