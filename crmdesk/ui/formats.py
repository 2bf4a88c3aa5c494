"""How dates, instants, numbers and money are written and read in the user's language. Knows no widget and no clock.

Every function takes canonical values (see docs of `crmdesk.ui.models.columns.Column`) and an optional QLocale; the
default is the locale of the interface. Canonical values that cannot be read raise ValueError.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import label

T = TypeVar("T")

# Sign written before the amount, and digits after the point (ISO 4217, minor units).
_SIGNS = {
    "USD": "$",
    "KRW": "₩",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "¥",
    "TWD": "NT$",
    "HKD": "HK$",
    "SGD": "S$",
}
_WHOLE = frozenset({"KRW", "JPY", "VND", "CLP", "ISK"})
CURRENCIES = tuple(_SIGNS)
"""Currencies offered first when an amount is entered."""

_DATES = {"en_US": "MMM d, yyyy", "en": "d MMM yyyy", "ko": "yyyy. M. d.", "zh": "yyyy/M/d"}
_SHORT_DATES = {"en_US": "MMM d", "en": "d MMM", "ko": "M. d.", "zh": "M/d"}
_FULL_DATES = {"en_US": "dddd, MMMM d", "en": "dddd, d MMMM", "ko": "M월 d일 dddd", "zh": "M月d日 dddd"}
_NUMERIC = {"en_US": ("M/d/yyyy", "M/d/yy"), "en": ("d/M/yyyy", "d/M/yy")}
_GROUPS = {
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
    "ko": ((10**12, "조"), (10**8, "억"), (10**4, "만")),
    "zh_CN": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "zh_TW": ((10**12, "兆"), (10**8, "億"), (10**4, "萬")),
}


def _locale(locale: QLocale | None) -> QLocale:
    return locale if locale is not None else QLocale()


def _by_locale(table: Mapping[str, T], locale: QLocale) -> T:
    name = locale.name()
    language = name.partition("_")[0]
    return table.get(name, table.get(language, table["en"]))


# -- numbers -----------------------------------------------------------------------------------------------


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
    return _grouped(_exact(value), digits, _locale(locale))


def percent(value: int | str | Decimal, locale: QLocale | None = None) -> str:
    """`40` as `40%`."""
    return f"{number(value, 0, locale)}{_locale(locale).percent()}"


def currency_digits(currency: str) -> int:
    """Digits after the point that amounts of a currency have."""
    return 0 if currency in _WHOLE else 2


def money(amount: int | str | Decimal, currency: str, locale: QLocale | None = None) -> str:
    """`('12000000', 'KRW')` as `₩12,000,000`; currencies without a sign of their own keep their code."""
    text = number(amount, currency_digits(currency), locale)
    sign = _SIGNS.get(currency) or (f"{currency} " if currency else "")
    minus = _locale(locale).negativeSign()
    return f"{minus}{sign}{text[len(minus) :]}" if text.startswith(minus) else f"{sign}{text}"


def money_short(amount: int | str | Decimal, currency: str, locale: QLocale | None = None) -> str:
    """Three or four significant digits for totals: `$1.2M`, `₩1,200만`, `¥3.4亿`."""
    used, exact = _locale(locale), _exact(amount)
    sign = _SIGNS.get(currency) or (f"{currency} " if currency else "")
    for size, suffix in _by_locale(_GROUPS, used):
        if abs(exact) >= size:
            scaled = exact / size
            digits = 0 if abs(scaled) >= 100 or scaled == scaled.to_integral_value() else 1
            minus = used.negativeSign() if exact < 0 else ""
            return f"{minus}{sign}{_grouped(abs(scaled), digits, used)}{suffix}"
    return (
        money(exact.quantize(Decimal(1)), currency, used)
        if currency in _WHOLE
        else money(exact, currency, used)
    )


def read_number(text: str, locale: QLocale | None = None) -> Decimal:
    """The number that a person typed, with or without group separators, as in `1,200.50`. Raises ValueError."""
    used = _locale(locale)
    plain = "".join(text.split()).replace(used.groupSeparator(), "").replace(used.decimalPoint(), ".")
    if not plain or not all(sign.isascii() and (sign.isdigit() or sign in "+-.") for sign in plain):
        raise ValueError(f"not a number: {text!r}")
    return _exact(plain)


# -- days and times ----------------------------------------------------------------------------------------


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def day(value: str | date, locale: QLocale | None = None) -> str:
    """`2026-11-21` as `Nov 21, 2026`, `2026. 11. 21.` or as the language writes it."""
    used = _locale(locale)
    return used.toString(_qdate(_date(value)), _by_locale(_DATES, used))


def short_day(value: str | date, today: date, locale: QLocale | None = None) -> str:
    """The date without the year when that is this year."""
    used, found = _locale(locale), _date(value)
    pattern = _SHORT_DATES if found.year == today.year else _DATES
    return used.toString(_qdate(found), _by_locale(pattern, used))


def full_day(value: str | date, locale: QLocale | None = None) -> str:
    """Weekday, month and day in words: `Monday, November 23`."""
    used = _locale(locale)
    return used.toString(_qdate(_date(value)), _by_locale(_FULL_DATES, used))


def relative_day(value: str | date, today: date, locale: QLocale | None = None) -> str:
    """`Today`, `Tomorrow`, `Yesterday`, a weekday within the coming week, else the date."""
    used, found = _locale(locale), _date(value)
    distance = (found - today).days
    near = {
        0: QCoreApplication.translate("formats", "Today"),
        1: QCoreApplication.translate("formats", "Tomorrow"),
        -1: QCoreApplication.translate("formats", "Yesterday"),
    }
    if distance in near:
        return near[distance]
    if 1 < distance < 7:
        return used.toString(_qdate(found), "dddd")
    return short_day(found, today, used)


def _date(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def parse_instant(value: str) -> datetime:
    """The aware datetime of a canonical instant `YYYY-MM-DDTHH:MM:SS.mmmZ`. Raises ValueError."""
    found = datetime.fromisoformat(value)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def canonical_instant(moment: datetime) -> str:
    """The canonical text of an aware datetime."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local(value: str, zone: tzinfo | None = None) -> datetime:
    """An instant in a zone, the system's by default."""
    return parse_instant(value).astimezone(zone)


def time_of_day(value: str, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """The clock time of an instant: `10:42 AM`, `오전 10:42`."""
    moment = local(value, zone)
    return _locale(locale).toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def instant(value: str, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """Date and clock time of an instant in a zone, the system's by default."""
    return f"{day(local(value, zone).date(), locale)} {time_of_day(value, zone, locale)}"


def relative_instant(
    value: str, now: datetime, zone: tzinfo | None = None, locale: QLocale | None = None
) -> str:
    """`10:42 AM` today, `Yesterday 10:42 AM`, else the date; `now` is aware."""
    moment, today = local(value, zone), now.astimezone(zone).date()
    clock = time_of_day(value, zone, locale)
    if moment.date() == today:
        return clock
    shown = relative_day(moment.date(), today, locale)
    near = abs((moment.date() - today).days) < 7
    return f"{shown} {clock}" if near else shown


_WORDS = {
    "today": 0, "tomorrow": 1, "yesterday": -1, "오늘": 0, "내일": 1, "모레": 2, "어제": -1,
    "今天": 0, "明天": 1, "后天": 2, "後天": 2, "昨天": -1,
}  # fmt: skip


def read_day(text: str, today: date, locale: QLocale | None = None) -> str:
    """The date that a person typed: ISO, as `day` writes it, in the country's numbers, `today`, `tomorrow` or `+3`
    (days from today). Gives `YYYY-MM-DD`, raises ValueError."""
    used, plain = _locale(locale), text.strip()
    if plain.casefold() in _WORDS:
        return (today + timedelta(_WORDS[plain.casefold()])).isoformat()
    if plain[:1] in "+-" and plain[1:].isascii() and plain[1:].isdigit() and len(plain) <= 5:
        return (today + timedelta(int(plain))).isoformat()
    patterns = (
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyyMMdd", "yyyy年M月d日",
        _by_locale(_DATES, used), *_by_locale({**_NUMERIC, "ko": (), "zh": ()}, used),
    )  # fmt: skip
    for pattern in patterns:
        found = used.toDate(plain, pattern, 2000)
        if found.isValid() and 1900 <= found.year() <= 9999:
            return str(found.toString("yyyy-MM-dd"))
    raise ValueError(f"not a date: {text!r}")


def read_time(text: str) -> tuple[int, int]:
    """Hour and minute that a person typed: `14:30`, `1430`, `2:30 pm`, `오후 2:30`, `9`. Raises ValueError."""
    plain = text.strip().casefold().replace("\u202f", " ")
    afternoon = any(mark in plain for mark in ("pm", "오후", "下午"))
    morning = any(mark in plain for mark in ("am", "오전", "上午"))
    for mark in ("pm", "am", "오후", "오전", "下午", "上午"):
        plain = plain.replace(mark, "")
    hours, _, minutes = plain.strip().partition(":")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if not (hours.isdecimal() and (minutes or "0").isdecimal()):
        raise ValueError(f"not a time: {text!r}")
    hour, minute = int(hours), int(minutes or 0)
    if afternoon and hour < 12:
        hour += 12
    if morning and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise ValueError(f"not a time: {text!r}")
    return hour, minute


# -- cells -------------------------------------------------------------------------------------------------


def yes_no(value: bool) -> str:
    return (
        QCoreApplication.translate("formats", "Yes") if value else QCoreApplication.translate("formats", "No")
    )


def cell_text(column: Column, value: object) -> str:
    """A table cell's value for people; empty for None. Values are canonical, see `Column`."""
    if value is None or value == "":
        return ""
    match column.kind:
        case "integer":
            return number(cast(int, value))
        case "percent":
            return percent(cast(int, value))
        case "decimal":
            return number(cast(str, value), column.scale)
        case "money":
            amount, currency = cast(tuple[str, str], value)
            return money(amount, currency) if amount else ""
        case "date":
            return day(cast(str, value))
        case "instant":
            return instant(cast(str, value))
    return _words(column, value)


def _words(column: Column, value: object) -> str:
    match column.kind:
        case "bool":
            return yes_no(bool(value))
        case "choice":
            return label(column.choice_key(str(value)))
        case "reference":
            return str(cast(tuple[str, str | None], value)[1] or "")
        case "set":
            return ", ".join(str(element) for element in cast(Iterable[object], value))
    return " ".join(str(value).split())  # a list shows one line
