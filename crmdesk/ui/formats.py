"""How dates, instants, numbers and money are written and read: in the words of the interface, in the order and with
the signs of the user's country. Knows no widget and no clock.

Every function takes canonical values (see docs of `crmdesk.ui.models.columns.Column`) and an optional QLocale, for its
people; the default is the user's. Canonical values that cannot be read raise ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeVar, cast

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from crmdesk.ui.country import Writing, writing
from crmdesk.ui.models.columns import Column
from crmdesk.ui.translations import label

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
# Digits after the point (ISO 4217, minor units), and whose cents nobody writes (CLDR, digits of cash).
_WHOLE = frozenset({"KRW", "JPY", "VND", "CLP", "ISK"})
_CENTS_UNUSED = frozenset({"TWD", "HUF", "IDR", "COP"})
CURRENCIES = tuple(_SIGNS)
"""Currencies offered first when an amount is entered."""

_DATES = {"en_US": "MMM d, yyyy", "en": "d MMM yyyy", "ko": "yyyy. M. d.", "zh": "yyyy/M/d"}
_SHORT_DATES = {"en_US": "MMM d", "en": "d MMM", "ko": "M. d.", "zh": "M/d"}
_FULL_DATES = {"en_US": "dddd, MMMM d", "en": "dddd, d MMMM", "ko": "M월 d일 dddd", "zh": "M月d日 dddd"}
_TWELVE_HOURS = {"en": "h:mm Ap", "ko": "Ap h:mm", "zh": "Aph:mm"}
_NUMERIC = {"en_US": ("M/d/yyyy", "M/d/yy"), "en": ("d/M/yyyy", "d/M/yy")}
_GROUPS = {
    "en": ((10**9, "B"), (10**6, "M"), (10**3, "K")),
    "ko": ((10**12, "조"), (10**8, "억"), (10**4, "만")),
    "zh": ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")),
    "zh_Hant": ((10**12, "兆"), (10**8, "億"), (10**4, "萬")),
}


def _by_locale(table: Mapping[str, T], locale: QLocale) -> T:
    name = locale.name()
    language = name.partition("_")[0]
    if locale.script() == QLocale.Script.TraditionalHanScript:
        name = "zh_Hant"
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
    return _grouped(_exact(value), digits, writing(locale).country)


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
    return 0 if currency in _WHOLE else 2


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
    for size, suffix in _by_locale(_GROUPS, used.words):
        if abs(exact) >= size:
            scaled = exact / size
            digits = 0 if abs(scaled) >= 100 or scaled == scaled.to_integral_value() else 1
            minus = used.country.negativeSign() if exact < 0 else ""
            return (
                f"{minus}{_sign(currency, used.country)}{_grouped(abs(scaled), digits, used.country)}{suffix}"
            )
    return money(exact.quantize(Decimal(1)) if currency in _WHOLE else exact, currency, locale)


def read_number(text: str, locale: QLocale | None = None) -> Decimal:
    """The number that a person typed, with or without group separators, as in `1,200.50`. Raises ValueError."""
    used = writing(locale).country
    plain = "".join(text.split()).replace(used.groupSeparator(), "").replace(used.decimalPoint(), ".")
    if not plain or not all(sign.isascii() and (sign.isdigit() or sign in "+-.") for sign in plain):
        raise ValueError(f"not a number: {text!r}")
    return _exact(plain)


# -- days and times ----------------------------------------------------------------------------------------


def in_miles(locale: QLocale | None = None) -> bool:
    """Whether distances are told in miles."""
    return writing(locale).country.measurementSystem() != QLocale.MeasurementSystem.MetricSystem


def distance(kilometres: float, locale: QLocale | None = None) -> str:
    """A distance on the ground as the locale tells it: `12 km`, `0.4 km`, `7.5 mi`."""
    length, unit = (kilometres / 1.609344, "mi") if in_miles(locale) else (kilometres, "km")
    return f"{number(Decimal(str(round(length, 6))), 0 if length >= 10 else 1, locale)}\u00a0{unit}"


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _numeric_date(locale: QLocale) -> str:
    """The country's own order in numbers, the year whole: `dd.MM.yyyy`, `M/d/yyyy`."""
    return re.sub("y+", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))


def _date_pattern(used: Writing) -> str:
    return _numeric_date(used.country) if used.foreign else _by_locale(_DATES, used.words)


def _full_pattern(used: Writing) -> str:
    return _by_locale(_FULL_DATES, used.words)


def _short_pattern(used: Writing) -> str:
    if used.foreign:
        return re.sub(r"^y+[/.\-\s]*|[/\-\s]*y+\.?$", "", _numeric_date(used.country))
    return _by_locale(_SHORT_DATES, used.words)


def day(value: str | date, locale: QLocale | None = None) -> str:
    """`2026-11-21` as `Nov 21, 2026`, `2026. 11. 21.` or as the user's country writes it."""
    return _written(writing(locale), _date(value), _date_pattern)


# A calendar writes the same days and hours again and again; Qt takes longer over one than over a row of a query.
@lru_cache(maxsize=8192)
def _written(used: Writing, what: date | tuple[int, int], pattern: Callable[[Writing], str]) -> str:
    found = _qdate(what) if isinstance(what, date) else QTime(*what)
    return used.words.toString(found, pattern(used))


def short_day(value: str | date, today: date, locale: QLocale | None = None) -> str:
    """The date without the year when that is this year."""
    used, found = writing(locale), _date(value)
    return _written(used, found, _short_pattern if found.year == today.year else _date_pattern)


def days(first: date, last: date, locale: QLocale | None = None) -> str:
    """From day to day, a common year once: `Nov 22 – Nov 28, 2026`, `2026/11/22 – 11/28`."""
    if _date_pattern(writing(locale)).startswith("y"):
        return f"{day(first, locale)} – {short_day(last, first, locale)}"
    return f"{short_day(first, last, locale)} – {day(last, locale)}"


def full_day(value: str | date, locale: QLocale | None = None) -> str:
    """Weekday, month and day in words: `Monday, November 23`."""
    return _written(writing(locale), _date(value), _full_pattern)


def relative_day(value: str | date, today: date, locale: QLocale | None = None) -> str:
    """`Today`, `Tomorrow`, `Yesterday`, a weekday within the coming week, else the date."""
    found = _date(value)
    distance = (found - today).days
    near = {
        0: QCoreApplication.translate("formats", "Today"),
        1: QCoreApplication.translate("formats", "Tomorrow"),
        -1: QCoreApplication.translate("formats", "Yesterday"),
    }
    if distance in near:
        return near[distance]
    if 1 < distance < 7:
        return writing(locale).words.toString(_qdate(found), "dddd")
    return short_day(found, today, locale)


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
    """The clock time of an instant: `10:42 AM`, `오전 10:42`, or of 24 hours where the country counts so."""
    moment = local(value, zone)
    return _written(writing(locale), (moment.hour, moment.minute), clock_pattern)


def clock_pattern(used: Writing) -> str:
    """The country's hours, with the words for morning and afternoon where those of the language stand."""
    pattern = used.country.timeFormat(QLocale.FormatType.ShortFormat)
    if not used.foreign:
        return str(pattern)
    return _by_locale(_TWELVE_HOURS, used.words) if "ap" in pattern.lower() else "HH:mm"


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
    used, plain = writing(locale), text.strip()
    if plain.casefold() in _WORDS:
        return (today + timedelta(_WORDS[plain.casefold()])).isoformat()
    if plain[:1] in "+-" and plain[1:].isascii() and plain[1:].isdigit() and len(plain) <= 5:
        return (today + timedelta(int(plain))).isoformat()
    patterns = (
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyyMMdd", "yyyy年M月d日",
        _date_pattern(used), re.sub("d+", "d", re.sub("M+", "M", _numeric_date(used.country))),
        *_by_locale({**_NUMERIC, "ko": (), "zh": ()}, used.country),
    )  # fmt: skip
    for pattern in patterns:
        found = used.words.toDate(plain, pattern, 2000)
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


# -- words ---------------------------------------------------------------------------------------------------


def listed(words: Iterable[str]) -> str:
    """Words one after another, as the language sets them apart: `name, price`, `名称、价格`."""
    return ("、" if QLocale().language() == QLocale.Language.Chinese else ", ").join(words)


def headed(name: str, text: str) -> str:
    """A name and what is said under it: `Stage: Proposal`, `阶段：方案报价`."""
    return f"{name}{'：' if QLocale().language() == QLocale.Language.Chinese else ': '}{text}"


def quoted(text: str) -> str:
    """A text in the quotation marks of the language: “text”, 「text」."""
    return str(QLocale().quoteString(text))


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
            return listed(str(element) for element in cast(Iterable[object], value))
    return " ".join(str(value).split())  # a list shows one line
