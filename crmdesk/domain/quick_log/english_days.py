"""Days as they are said in English, and the written forms that every language shares."""

from __future__ import annotations

import re
from re import Match

from crmdesk.domain.quick_log import calendar
from crmdesk.domain.quick_log.calendar import FUTURE, PAST, Reading, Resolve
from crmdesk.domain.quick_log.facts import Tense
from crmdesk.domain.quick_log.numerals import ENGLISH, english

Said = tuple[Resolve, Tense | None] | None

WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BEFORE = r"(?:(?:by|on|before|until|till|til|due|from|since|for|of)\s+)?(?:the\s+)?"
_NUMBER = rf"(?:\d{{1,3}}|{ENGLISH})"


def _weekday(text: str) -> int:
    return _DAYS.index(text[:3])


def _month(text: str) -> int:
    return _MONTHS.index(text[:3]) + 1


def _with(resolve: Resolve | None, tense: Tense | None = None) -> Said:
    return (resolve, tense) if resolve is not None else None


def _relative(match: Match[str]) -> Said:
    count, unit = english(match["n"]), match["unit"]
    if count is None or count > 1000:
        return None
    sign = -1 if match["ago"] else 1
    if unit.startswith(("work", "business")):
        return (calendar.workdays(int(count)), FUTURE) if sign > 0 else None
    if unit.startswith("month"):
        return calendar.after_months(sign * int(count)) if count >= 1 else calendar.after(sign * 15)
    if unit.startswith("year"):
        return calendar.after_months(sign * int(count * 12))
    days = int(count * {"d": 1, "w": 7, "f": 14}[unit[0]])
    return calendar.after(sign * days)


def _count_ahead(match: Match[str]) -> Said:
    return (
        None if match["ago"] is None and match["lead"] is None and match["tail"] is None else _relative(match)
    )


def _week(word: str) -> int:
    return {
        "next": 1,
        "nxt": 1,
        "coming": 1,
        "following": 1,
        "this": 0,
        "current": 0,
        "last": -1,
        "past": -1,
        "prev": -1,
    }.get(word.split(maxsplit=1)[0] if word else "this", 0)


def _near_weekday(match: Match[str]) -> Said:
    number, word = _weekday(match["day"]), match["word"].split()[-1]
    if word in ("last", "past"):
        return calendar.last_weekday(number)
    if word in ("coming", "upcoming"):
        return calendar.weekday(number), FUTURE
    return calendar.in_week(1 if word in ("next", "nxt", "following") else 0, number)


def _unit_part(match: Match[str]) -> Said:
    """`end of next month`, `early next week`, `next quarter`."""
    part, shift, unit = (
        (match["part"] or "").removeprefix("the "),
        _week((match["word"] or "").strip()),
        {"wk": "week", "mth": "month", "qtr": "quarter", "yr": "year"}.get(match["unit"], match["unit"]),
    )
    where = "end" if re.match(r"end|late|close", part) else "middle" if part.startswith("mid") else "start"
    if not part and not match["word"]:
        return None
    tense = FUTURE if shift > 0 or (part and shift == 0) else PAST if shift < 0 else None
    if unit == "week":
        days = {"end": 4, "middle": 2, "start": 0}
        day = days[where] if part else (4 if shift == 0 else 0)
        return calendar.in_week(shift, day)[0], tense
    if unit == "weekend":
        return calendar.in_week(shift, 5)[0], tense
    if unit == "month":
        return calendar.month_part(shift, where if part or shift else "end"), tense
    if unit == "quarter":
        return (calendar.quarter_end(shift), tense) if where == "end" else _quarter_start(shift, tense)
    return (calendar.year_end(shift), tense) if where == "end" or shift == 0 else _year_start(shift, tense)


def _quarter_start(shift: int, tense: Tense | None) -> Said:
    end = calendar.quarter_end(shift - 1)
    return (lambda today, way: calendar.shifted(found, 1) if (found := end(today, way)) else None), tense


def _year_start(shift: int, tense: Tense | None) -> Said:
    return (lambda today, _: calendar.made(today.year + shift, 1, 1)), tense


def _month_day(match: Match[str]) -> Said:
    groups = match.groupdict()
    year = calendar.full_year(groups["year"]) if groups.get("year") else None
    return _with(calendar.on(year, _month(match["month"]), int(match["day"])))


def _part_of_month(match: Match[str]) -> Said:
    part = match["part"] or ""
    where = "end" if part.startswith(("end", "late")) else "middle" if part.startswith("mid") else "start"
    year = int(match["year"]) if match["year"] else None
    return calendar.month_part(None, where, month=_month(match["month"]), year=year), None


def _numbers(match: Match[str]) -> Said:
    """`3/14` and `14/3`: the month is in front where both could be."""
    first, second = int(match["a"]), int(match["b"])
    year = calendar.full_year(match["year"]) if match["year"] else None
    found = calendar.on(year, first, second)
    return _with(found if found or first <= 12 else calendar.on(year, second, first))


def _written(match: Match[str]) -> Said:
    return _with(calendar.on(int(match["year"]), int(match["month"]), int(match["day"])))


def _abbreviation(match: Match[str]) -> Said:
    return {
        "eod": calendar.after(0), "cob": calendar.after(0), "eow": (calendar.in_week(0, 4)[0], FUTURE),
        "eom": (calendar.month_part(0, "end"), FUTURE), "eoq": (calendar.quarter_end(), FUTURE),
        "eoy": (calendar.year_end(), FUTURE),
    }[match["word"]]  # fmt: skip


def _compiled(*pairs: tuple[str, Reading]) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    return tuple((re.compile(pattern, re.ASCII), reading) for pattern, reading in pairs)


AFTER_DAY = r"(?:\s(?:morning|afternoon|evening|night)\b)?"
"""What may follow a day and belongs to it."""
SHARED = _compiled(
    (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?[-/.]\s?(?P<month>\d{1,2})\s?[-/.]\s?(?P<day>\d{1,2})(?!\d)\.?",
        _written,
    ),
    (r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?![\d,.]?\d)", _written),
    (r"(?<![\d/.,$])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>(?:20)?\d\d))?(?![\d/%])", _numbers),
)
"""Dates in numbers."""

ENGLISH_DAYS = _compiled(
    (rf"\b(?:{WEEKDAY},?\s+)?(?:by |on )?(?P<month>{MONTH})\.?\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
     r"(?:,?\s+(?P<year>20\d\d))?(?![\d:])(?!\s?(?:k|m|am|pm)\b)\b", _month_day),
    (rf"\b(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})\b\.?"
     r"(?:,?\s+(?P<year>20\d\d))?", _month_day),
    (rf"\b(?:in|within)\s+(?:about\s)?(?:{_NUMBER}|\d+\.\d)\s?(?:hours?|hrs?|minutes?|mins?)\b"
        rf"|\b(?:later|asap|right away)\b",
     lambda _: calendar.after(0)),
    (r"\bday after tomorrow\b", lambda _: calendar.after(2)),
    (r"\bday before yesterday\b", lambda _: calendar.after(-2)),
    (r"\b(?:tomorrow|tmrw?|tomo|2moro|2mrw|tmw|tommorow|tomorow)\b", lambda _: calendar.after(1)),
    (r"\b(?:yesterday|yday|ystrdy|yest|last (?:night|nite))\b", lambda _: calendar.after(-1)),
    (r"\b(?:today|tonight|tonite|this (?:morning|afternoon|evening|am|pm)|just now|earlier today)\b",
     lambda _: calendar.after(0)),
    (rf"\b(?P<word>next|nxt|this|last|past)\s+(?:week|wk)(?:'s)?,?\s+(?:on\s+)?(?P<day>{WEEKDAY})\b",
     lambda m: calendar.in_week(_week(m["word"]), _weekday(m["day"]))),
    (rf"\b(?P<day>{WEEKDAY}),?\s+(?:of\s+)?(?P<word>next|this|last)\s+(?:week|wk)\b",
     lambda m: calendar.in_week(_week(m["word"]), _weekday(m["day"]))),
    (rf"\b(?P<day>{WEEKDAY})\s+after\s+next\b", lambda m: calendar.in_week(2, _weekday(m["day"]))),
    (rf"\b(?:a |one )?(?:week|wk) (?:on |from |after )?(?:next )?(?P<day>{WEEKDAY})\b",
     lambda m: (lambda today, _: calendar.shifted(calendar.weekday(_weekday(m["day"]))(today, FUTURE) or today, 7),
                FUTURE)),
    (rf"\b(?:the\s+)?(?P<word>next|nxt|this coming|this|last|past|coming|upcoming|following)\s+(?P<day>{WEEKDAY})\b",
     _near_weekday),
    (r"\bweek after next\b", lambda _: calendar.in_week(2, 0)),
    (r"\b(?P<part>(?:the\s+)?(?:end|close|late|mid(?:dle)?|early|beginning|start)(?:\s+of)?[\s-]+)?(?:the\s+)?"
     r"(?P<word>(?:next|nxt|this|last|past|coming|following|current)\s+)?(?P<unit>week|wk|weekend|month|mth|quarter|qtr|year|yr)\b"
     r"(?![\s-]?(?:end|ago|from|later|on)\b)", _unit_part),
    (r"\b(?:month|mth)[\s-]?end\b", lambda _: (calendar.month_part(0, "end"), FUTURE)),
    (r"\bquarter[\s-]?end\b", lambda _: (calendar.quarter_end(), FUTURE)),
    (r"\byear[\s-]?end\b", lambda _: (calendar.year_end(), FUTURE)),
    (r"\b(?:end of (?:the )?day|(?P<word>eod|cob|eow|eom|eoq|eoy))\b",
     lambda m: _abbreviation(m) if m["word"] else calendar.after(0)),
    (rf"\b(?P<lead>in|within|after)?\s*(?:about |around |another )?(?:the next )?(?P<n>{_NUMBER})[\s-]?"
     r"(?P<unit>days?|weeks?|wks?|fortnights?|months?|years?|working days?|business days?|workdays?)'?"
     r"(?:\s(?P<ago>ago|back|before)|(?P<tail>\s(?:from now|from today|later|hence|out"
         r"|time)))?(?![\w-])", _count_ahead),
    (rf"\b(?P<part>(?:end|late|mid(?:dle)?|early|beginning|start)(?:\s+of)?[\s-]+|(?:in|by|until|next|this)\s+"
     r"|(?<=again )|(?<=back ))"
     rf"(?P<month>{MONTH})\b(?:\s+(?P<year>20\d\d))?", _part_of_month),
    (r"\b(?:on |by |before )?the\s+(?P<day>\d{1,2})(?:st|nd|rd|th)\b", lambda m: _with(calendar.on_day(int(m["day"])))),
    (r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+(?:floor|time|visit|call|meeting|round|quarter|order|street|ave))",
     lambda m: _with(calendar.on_day(int(m["day"])))),
    (rf"\b(?P<day>{WEEKDAY})\b(?!\s(?:with|down)\b)", lambda m: (calendar.weekday(_weekday(m["day"])), None)),
)  # fmt: skip
