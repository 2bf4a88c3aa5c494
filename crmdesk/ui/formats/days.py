"""Days, instants, times of day and distances, written and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from crmdesk.ui.country import Writing, writing
from crmdesk.ui.formats.numbers import NARROW, by_locale, number

_DATES = {"en_US": "MMM d, yyyy", "en": "d MMM yyyy", "ko": "yyyy. M. d.", "zh": "yyyy/M/d"}
_SHORT_DATES = {"en_US": "MMM d", "en": "d MMM", "ko": "M. d.", "zh": "M/d"}
_FULL_DATES = {"en_US": "dddd, MMMM d", "en": "dddd, d MMMM", "ko": "M월 d일 dddd", "zh": "M月d日 dddd"}
_WEEK_DATES = {"en": "ddd d", "ko": "d일 (ddd)", "zh": "ddd d"}
"""In Korean 월 and 일 are month and day as well: `월 23` would be read as the 23rd of one."""
_DAYS_BEFORE_CLOCK = {"en": "ddd ", "ko": "dddd ", "zh": "ddd"}
_WEEK = 7
_TO = {"en": " – ", "ko": " ~ ", "zh": " – "}
_HALVES = ("오전", "오후", "上午", "下午")
_TWELVE_HOURS = {"en": "h:mm Ap", "ko": "Ap h:mm", "zh": "Aph:mm"}
_KILOMETRES = {"en": "km", "ko": "km", "zh": "公里"}
_MILES = {"en": "mi", "ko": "mi", "zh": "英里"}
_NUMERIC = {"en_US": ("M/d/yyyy", "M/d/yy"), "en": ("d/M/yyyy", "d/M/yy")}


def in_miles(locale: QLocale | None = None) -> bool:
    """Whether distances are told in miles."""
    return writing(locale).country.measurementSystem() != QLocale.MeasurementSystem.MetricSystem


def distance(kilometres: float, locale: QLocale | None = None) -> str:
    """A distance on the ground as the locale tells it: `12 km`, `0.4 公里`, `7.5 mi`."""
    length, units = (kilometres / 1.609344, _MILES) if in_miles(locale) else (kilometres, _KILOMETRES)
    said = number(Decimal(str(round(length, 6))), 0 if length >= 10 else 1, locale)
    return f"{said}\u00a0{by_locale(units, writing(locale).words)}"


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _numeric_date(locale: QLocale) -> str:
    """The country's own order in numbers, the year whole: `dd.MM.yyyy`, `M/d/yyyy`."""
    return re.sub("y+", "yyyy", locale.dateFormat(QLocale.FormatType.ShortFormat))


def _date_pattern(used: Writing) -> str:
    return _numeric_date(used.country) if used.foreign else by_locale(_DATES, used.words)


def _full_pattern(used: Writing) -> str:
    return by_locale(_FULL_DATES, used.words)


def _short_pattern(used: Writing) -> str:
    if used.foreign:
        return re.sub(r"^y+[/.\-\s]*|[/\-\s]*y+\.?$", "", _numeric_date(used.country))
    return by_locale(_SHORT_DATES, used.words)


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
    """From day to day, what both have in common once: `Nov 22 – 28, 2026`, `22 – 28 Nov 2026`, `2026/11/22 – 11/28`."""
    used = writing(locale)
    if _date_pattern(used).startswith("y"):
        return span(day(first, locale), short_day(last, first, locale), locale)
    if not used.foreign and (first.year, first.month) == (last.year, last.month):
        pattern = _date_pattern(used)  # of words: those of numbers would leave a day without its month
        common = span(str(first.day), str(last.day), locale)
        return str(used.words.toString(_qdate(last), pattern.replace("d", f"'{common}'")))
    return span(short_day(first, last, locale), day(last, locale), locale)


def span(first: str, last: str, locale: QLocale | None = None) -> str:
    """From one to the other, both written already: `10:00 AM – 11:00 AM`. A half of the day that stands before the
    hours is named once: `오전 10:00 ~ 11:00`."""
    for half in _HALVES:
        if first.startswith(half):
            last = last.removeprefix(half).lstrip()
    return f"{first}{by_locale(_TO, writing(locale).words)}{last}"


def hours(start: str, end: str, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """From one instant to another: `11:00 PM – Tue 1:00 AM`."""
    return span(time_of_day(start, zone, locale), until(start, end, zone, locale), locale)


def until(start: str, end: str, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """When what begins at an instant ends: the clock time, behind its day where that is another one."""
    first, last = local(start, zone).date(), local(end, zone).date()
    text = time_of_day(end, zone, locale)
    if first == last:
        return text
    if abs((last - first).days) >= _WEEK:
        return f"{short_day(last, first, locale)} {text}"
    words = writing(locale).words
    return f"{words.toString(_qdate(last), by_locale(_DAYS_BEFORE_CLOCK, words))}{text}"


def full_day(value: str | date, locale: QLocale | None = None) -> str:
    """Weekday, month and day in words: `Monday, November 23`."""
    return _written(writing(locale), _date(value), _full_pattern)


def week_day(value: str | date, locale: QLocale | None = None) -> str:
    """A day within its week: `Mon 23`, `23일 (월)`."""
    used = writing(locale)
    return str(used.words.toString(_qdate(_date(value)), by_locale(_WEEK_DATES, used.words)))


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


def day_hint(locale: QLocale | None = None) -> str:
    """What an empty field for a day shows: the country's order in letters, `MM/DD/YYYY`, `연도. 월. 일.`."""
    letters = {
        "y": QCoreApplication.translate("formats", "YYYY"),
        "M": QCoreApplication.translate("formats", "MM"),
        "d": QCoreApplication.translate("formats", "DD"),
    }
    pattern = _numeric_date(writing(locale).country)
    return re.sub("y+|M+|d+", lambda found: letters[found[0][0]], pattern)


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


def clock(hour: int, minute: int, locale: QLocale | None = None) -> str:
    """An hour and minute by themselves: `2:30 PM`, `오후 2:30`, `14:30`."""
    return _written(writing(locale), (hour, minute), clock_pattern)


def clock_pattern(used: Writing) -> str:
    """The country's hours, with the words for morning and afternoon where those of the language stand."""
    pattern = used.country.timeFormat(QLocale.FormatType.ShortFormat)
    if not used.foreign:
        return str(pattern)
    return by_locale(_TWELVE_HOURS, used.words) if "ap" in pattern.lower() else "HH:mm"


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
    used, plain = writing(locale), text.translate(NARROW).strip()
    if plain.casefold() in _WORDS:
        return (today + timedelta(_WORDS[plain.casefold()])).isoformat()
    if plain[:1] in "+-" and plain[1:].isascii() and plain[1:].isdigit() and len(plain) <= 5:
        return (today + timedelta(int(plain))).isoformat()
    patterns = (
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy. M. d.", "yyyy. M. d", "yyyyMMdd", "yyyy年M月d日",
        _date_pattern(used), re.sub("d+", "d", re.sub("M+", "M", _numeric_date(used.country))),
        *by_locale({**_NUMERIC, "ko": (), "zh": ()}, used.country),
    )  # fmt: skip
    for pattern in patterns:
        found = used.words.toDate(plain, pattern, 2000)
        if found.isValid() and 1900 <= found.year() <= 9999:
            return str(found.toString("yyyy-MM-dd"))
    raise ValueError(f"not a date: {text!r}")


def read_time(text: str) -> tuple[int, int]:
    """Hour and minute that a person typed: `14:30`, `1430`, `2:30 pm`, `오후 2:30`, `9`. Raises ValueError."""
    plain = text.translate(NARROW).strip().casefold().replace("\u202f", " ")
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
