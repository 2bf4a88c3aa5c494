"""One cell of a table, as people and programs write it, becomes a value. Knows kinds of fields, no columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.quick_log.numerals import east_asian
from crmdesk.domain.values import Value, format_instant


class DateOrder(StrEnum):
    """How a date in figures is to be read."""

    YMD = "ymd"
    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the file's author writes. `choices`: field -> folded word -> key of the choice; `zone` of times without
    one."""

    dates: DateOrder = DateOrder.YMD
    decimal: str = "."
    zone: tzinfo = UTC
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


_DATE = re.compile(
    r"(\d{1,4})\s*(?:[-/.]|[년年])\s*(\d{1,2})\s*(?:[-/.]|[월月])\s*(\d{1,4})\s*[일日.]?"
    r"(?:[T\s,]+(?P<half>오전|오후|上午|下午|AM|PM)?\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?P<after>AM|PM)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(19|20|21)(\d{2})(\d{2})(\d{2})")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_NAMED_MONTH = re.compile(
    r"(\d{1,2})[\s.-]+([A-Za-z]{3})[a-z]*\.?[\s,.-]+(\d{2,4})|([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})"
)
_SIGNS = {
    "₩": "KRW",
    "￦": "KRW",
    "원": "KRW",
    "€": "EUR",
    "£": "GBP",
    "US$": "USD",
    "NT$": "TWD",
    "HK$": "HKD",
    "RMB": "CNY",
}
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_LIST = re.compile(r"[;\n、；|]")
_YES = frozenset(("true", "yes", "y", "1", "x", "✓", "예", "네", "참", "是", "有", "真", "ja", "oui", "si"))
_NO = frozenset(("false", "no", "n", "0", "아니요", "아니오", "거짓", "否", "无", "無", "不", "nein", "non"))
_PIVOT = 69
"""Two figures of a year below it are of this century (POSIX `strptime`)."""


def folded(text: str) -> str:
    """What words are compared by: width, case, blanks and the usual joints make no difference."""
    return re.sub(r"[\s_\-./()（）·:]+", "", unicodedata.normalize("NFKC", text)).casefold()


def read_cell(declared: Field, text: str, conventions: Conventions) -> Value:
    """The value that a filled cell means, not yet checked by the field; raises `InvalidValue`."""
    match declared.kind:
        case Kind.DATE:
            return _date(declared, text, conventions)
        case Kind.INSTANT:
            return _instant(declared, text, conventions)
        case Kind.INTEGER | Kind.DECIMAL | Kind.MONEY:
            return _number(declared, text, conventions)
        case Kind.BOOL:
            return _bool(declared, text)
        case Kind.CHOICE:
            return conventions.choices.get(declared.name, {}).get(folded(text), text)
        case Kind.SET:
            return split(text)
        case _:
            return text


def split(text: str) -> list[str]:
    """The elements of a cell that lists several; a comma parts only what cannot hold one (addresses of e-mail)."""
    parts = _LIST.split(text)
    if text.count("@") > 1:
        parts = [piece for part in parts for piece in re.split(r"[,\s]+", part)]
    return [part.strip() for part in parts if part.strip()]


def currency_of(text: str) -> str | None:
    """The currency that a cell with an amount names, if it names one for sure."""
    if code := _CODE.search(text):
        return code[1]
    return next((code for sign, code in _SIGNS.items() if sign in text), None)


def _number(declared: Field, text: str, conventions: Conventions) -> str:
    plain = unicodedata.normalize("NFKC", text)
    for sign in ("RMB", "US$", "NT$", "HK$"):
        plain = plain.replace(sign, "")
    plain = _CODE.sub("", plain)
    plain = re.sub(r"[₩￦$€£¥원元圆圓%'’\s]", "", plain)
    thousands = "," if conventions.decimal == "." else "."
    if not _is_parted(plain, thousands, conventions.decimal):
        # Another country's way: 1,5 would become 15, and 1.234,50 a little more than one.
        raise InvalidValue(declared.name, f"{text[:40]!r} is no number", "write it as 1200.00")
    plain = plain.replace(thousands, "").replace(conventions.decimal, ".")
    if re.fullmatch(r"\(\d[\d.]*\)", plain):
        plain = f"-{plain[1:-1]}"  # as accountants write what is less than nothing
    number = _plain_number(plain)
    if number is None:
        raise InvalidValue(declared.name, f"{text[:40]!r} is no number", "write it as 1200.00")
    return f"{number:f}" if declared.kind is not Kind.INTEGER or number % 1 else f"{int(number)}"


def _is_parted(text: str, thousands: str, decimal: str) -> bool:
    """Whether the sign that parts thousands parts groups of figures: of three, in India of two, in China of four."""
    whole, _, rest = text.partition(decimal)
    first, *groups = whole.split(thousands)
    if thousands in rest or not groups:
        return thousands not in rest
    *inner, last = groups
    return (
        first[-1:].isdigit()
        and all(re.fullmatch(r"\d{2,4}", group) for group in inner)
        and re.match(r"\d{3,4}(?!\d)", last) is not None
    )


def _plain_number(text: str) -> Decimal | None:
    if re.fullmatch(r"[+-]?\d{1,20}(?:\.\d{0,10})?|[+-]?\.\d{1,10}", text):
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    # Only what begins with a figure, or a company's name of numerals would be an amount: 2천만, 20万.
    if (
        len(text) <= 40
        and re.match(r"\d", text)
        and re.fullmatch(r"[\d.십백천만억조十百千万亿萬億兆]+", text)
    ):
        return east_asian(text.translate(str.maketrans("萬億", "万亿")))
    return None


def _bool(declared: Field, text: str) -> bool:
    word = text.strip().casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise InvalidValue(declared.name, f"{text[:40]!r} is neither true nor false")


def _date(declared: Field, text: str, conventions: Conventions) -> str:
    found = _figures(text, conventions.dates)
    if found is None:
        raise InvalidValue(declared.name, f"{text[:40]!r} is no date", "write it as 2026-11-30")
    try:
        return date(*found).isoformat()
    except ValueError:
        hint = _read_so(text, conventions.dates)
        raise InvalidValue(declared.name, f"There is no day {text[:40]}", hint) from None


def _read_so(text: str, order: DateOrder) -> str:
    """How the figures of a date were read, for people who wonder why there is no such day."""
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return ""
    if _year_first(match, order):
        return "the year is read first, then the month"
    if order is DateOrder.MDY:
        return "the month is read first, then the day"
    return "the day is read first, then the month"


def _figures(text: str, order: DateOrder) -> tuple[int, int, int] | None:
    """Year, month and day of a date, whether or not there is such a day."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _COMPACT.fullmatch(text):
        return int(match[1] + match[2]), int(match[3]), int(match[4])
    if match := _NAMED_MONTH.fullmatch(text):
        day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        month = _MONTHS.get(name.casefold())
        return (_year(year), month, int(day)) if month else None
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    one, two, three = match[1], match[2], match[3]
    if _year_first(match, order):
        return _year(one), int(two), int(three)
    if order is DateOrder.MDY:
        return _year(three), int(one), int(two)
    return _year(three), int(two), int(one)


def _year_first(match: re.Match[str], order: DateOrder) -> bool:
    return len(match[1]) >= 3 or (order is DateOrder.YMD and len(match[3]) < 3)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < _PIVOT else 1900)


def _instant(declared: Field, text: str, conventions: Conventions) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _DATE.fullmatch(plain)
    figures = _figures(plain, conventions.dates)
    if match is None or figures is None or match[5] is None:
        raise InvalidValue(
            declared.name,
            f"{text[:40]!r} is no time",
            "write it as 2026-11-30T09:30:00Z, with Z or an offset",
        )
    hour = _hour(int(match[5]), (match["half"] or match["after"] or "").casefold())
    zone = match[9] or ""
    zone = zone if zone in "Zz" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    year, month, day = figures
    moment = f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{match[6]}:{match[7] or '00'}{zone}"
    try:
        read = datetime.fromisoformat(moment)
        if not zone:
            # The offset of that day, which is another one behind a change of the clock.
            moment = format_instant(read.replace(tzinfo=conventions.zone).astimezone(UTC))
    except (ValueError, OverflowError):
        hint = _read_so(text, conventions.dates)
        raise InvalidValue(declared.name, f"There is no time {text[:40]}", hint) from None
    return moment


def _hour(hour: int, half: str) -> int:
    if half in ("오후", "下午", "pm") and hour < 12:
        return hour + 12
    return 0 if half in ("오전", "上午", "am") and hour == 12 else hour
