"""Days as they are said in Korean."""

from __future__ import annotations

import re
from re import Match

from crmdesk.domain.quick_log import calendar
from crmdesk.domain.quick_log.calendar import FUTURE, PAST, Reading, Resolve
from crmdesk.domain.quick_log.facts import Tense
from crmdesk.domain.quick_log.numerals import KOREAN_NATIVE, native

Said = tuple[Resolve, Tense | None] | None

_WEEKDAYS = "월화수목금토일"
_COUNTED = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9,
    "열흘": 10, "보름": 15, "일주일": 7, "일주": 7, "반달": 15, "반년": 182,
}  # fmt: skip
_WEEKS = {
    "이번": 0, "금": 0, "차": 1, "다음": 1, "담": 1, "내": 1, "다다음": 2, "다담": 2, "차차": 2,
    "지난": -1, "저번": -1, "전": -1,
    "지지난": -2, "저저번": -2, "오는": 0, "돌아오는": 0, "요번": 0, "당": 0,
}  # fmt: skip
_WEEK_WORD = "|".join(
    sorted(
        (
            "이번",
            "금",
            "차",
            "다음",
            "담",
            "다다음",
            "다담",
            "차차",
            "지난",
            "저번",
            "지지난",
            "저저번",
            "요번",
        ),
        key=len,
        reverse=True,
    )
)
_MONTHS = {
    "이번달": 0, "이달": 0, "금월": 0, "당월": 0, "이번 달": 0, "다음달": 1, "다음 달": 1, "담달": 1, "내달": 1,
    "익월": 1, "차월": 1, "지난달": -1, "지난 달": -1, "전월": -1, "저번달": -1, "다다음달": 2, "다다음 달": 2,
}  # fmt: skip
_MONTH_WORD = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,3}}|{KOREAN_NATIVE}|일|이|삼|사|오|육|칠|팔|구|십)"
_AHEAD = r"(?:뒤|후|이후|있다가|내로|내|이내|안)"


def _with(resolve: Resolve | None, tense: Tense | None = None) -> Said:
    return (resolve, tense) if resolve is not None else None


def _counted(match: Match[str]) -> Said:
    past = match["way"] == "전"
    days = _COUNTED[match["word"]]
    return calendar.after(-days if past else days)


def _number_of(match: Match[str]) -> Said:
    count = native(match["n"])
    if count is None:
        return None
    count = -count if match["way"] == "전" else count
    unit = match["unit"]
    if unit == "영업일":
        return (calendar.workdays(count), FUTURE) if count > 0 else None
    if unit in ("달", "개월"):
        return calendar.after_months(count)
    if unit in ("년", "해"):
        return calendar.after_months(12 * count)
    return calendar.after(count * (7 if unit.startswith("주") else 1))


def _week(match: Match[str]) -> Said:
    shift, day, part = _WEEKS[match["word"]], match["day"], match["part"] or ""
    tense = FUTURE if shift > 0 else PAST if shift < 0 else None
    if day:
        return calendar.in_week(shift, _WEEKDAYS.index(day))
    if part == "말":
        return calendar.in_week(shift, 5)[0], tense
    number = {"초": 0, "중": 2, "내": 4}.get(part, 4 if shift == 0 else 0)
    return calendar.in_week(shift, number)[0], tense


def _month(match: Match[str]) -> Said:
    shift = _MONTHS[match["word"]]
    tense = FUTURE if shift > 0 else PAST if shift < 0 else None
    if match["day"]:
        return calendar.day_of_month(shift, int(match["day"])), tense
    return calendar.month_part(shift, _part(match["part"] or ("말" if shift == 0 else "초"))), tense


def _part(text: str) -> str:
    return (
        "end"
        if text.strip().startswith(("말", "하순"))
        else "middle"
        if text.strip().startswith("중")
        else "start"
    )


def _full(match: Match[str]) -> Said:
    groups = match.groupdict()
    year = calendar.full_year(groups["year"]) if groups.get("year") else None
    resolve = calendar.on(year, int(match["month"]), int(match["day"]))
    shift = {"내년": 1, "작년": -1, "지난해": -1, "올해": 0}.get(match["word"] or "")
    if shift is None or resolve is None:
        return _with(resolve)
    month, day = int(match["month"]), int(match["day"])
    return (lambda today, _: calendar.made(today.year + shift, month, day)), None


def _month_alone(match: Match[str]) -> Said:
    month = int(match["month"])
    shift = {"내년": 1, "작년": -1, "올해": 0}.get(match["word"] or "")
    if not 1 <= month <= 12:
        return None
    inner = calendar.month_part(None, _part(match["part"] or "초"), month=month)
    if shift is None:
        return inner, None
    part = _part(match["part"] or "초")
    return (
        lambda today, way: calendar.month_part(None, part, month=month, year=today.year + shift)(today, way)
    ), None


def _compiled(*pairs: tuple[str, Reading]) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    return tuple((re.compile(pattern), reading) for pattern, reading in pairs)


_TAIL = r"(?:\s?\((?:월|화|수|목|금|토|일)(?:요일)?\)|\s(?:월|화|수|목|금|토|일)요일)?"

KOREAN_DAYS = _compiled(
    (rf"(?:(?P<word>내년|올해|작년|지난해)\s?"
        rf"|(?P<year>(?:20)?\d\d)년\s?)?(?<!\d)(?P<month>\d{{1,2}})월\s?(?P<day>\d{{1,2}})일{_TAIL}",
     _full),
    (r"(?:(?P<word>내년|올해|작년)\s?)?(?<!\d)(?P<month>\d{1,2})월\s?(?P<part>말|초|중순|중|하순"
        r"|상순)?(?=$|[\s,;.()까에부경쯤으])",
     _month_alone),
    (r"(?<![\d.])(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})(?!\d)\.?(?:\s?\([월화수목금토일](?:요일)?\))"
     r"(?P<word>)", lambda m: _with(calendar.on(None, int(m["month"]), int(m["day"])))),
    (rf"(?P<word>{'|'.join(_COUNTED)})\s?(?P<way>{_AHEAD}|전)", _counted),
    (rf"(?P<n>{_NUMBER})\s?(?P<unit>영업일|일|주일|주|달|개월|년|해)\s?(?P<way>{_AHEAD}|전)(?!화)", _number_of),
    (rf"(?<![가-힣])(?P<word>{_WEEK_WORD})\s?주\s?(?:(?P<day>[월화수목금토일])(?:요일|욜)?(?=$"
        rf"|[^가-힣]|에|까지|오전|오후|쯤|경|부터|중|날)|(?P<part>말|초|중|내))?",
     _week),
    (r"(?P<word>이번|다음|오는|돌아오는|지난)\s?(?P<day>[월화수목금토일])(?:요일|욜)(?P<part>)",
     lambda m: calendar.in_week(_WEEKS[m["word"]], _WEEKDAYS.index(m["day"]))
     if m["word"] in ("다음", "지난") else (calendar.weekday(_WEEKDAYS.index(m["day"])), FUTURE)),
    (rf"(?P<word>{_MONTH_WORD})\s?(?:(?P<day>\d{{1,2}})일|(?P<part>말|초|중순|중|하순|상순))?", _month),
    (r"(?:월말|말일)", lambda _: (calendar.month_part(0, "end"), FUTURE)),
    (r"(?:분기말|분기 말)", lambda _: (calendar.quarter_end(), FUTURE)),
    (r"(?:연말|올해 ?말|금년 ?말)", lambda _: (calendar.year_end(), FUTURE)),
    (r"내년 ?초|연초|새해", lambda _: ((lambda today, __: calendar.made(today.year + 1, 1, 1)), FUTURE)),
    (r"주말", lambda _: calendar.in_week(0, 5)),
    (r"그끄저께|그끄제", lambda _: calendar.after(-3)),
    (r"그저께|그제|엊그제|엊그저께", lambda _: calendar.after(-2)),
    (r"어제|작일|어젯밤", lambda _: calendar.after(-1)),
    (r"내일\s?모레|(?<![가-힣])모레|낼모레", lambda _: calendar.after(2)),
    (r"글피", lambda _: calendar.after(3)),
    (r"내일|명일|익일|(?<![가-힣])낼(?=$|[^가-힣]|까지|오전|오후|아침|중)", lambda _: calendar.after(1)),
    (rf"(?:\d{{1,2}}|{KOREAN_NATIVE})\s?(?:시간|분)\s?(?:뒤|후)에?|오늘|금일|방금|아까|당일",
     lambda _: calendar.after(0)),
    (r"(?<!\d)(?P<day>\d{1,2})일(?![간차치동])(?:\s?\([월화수목금토일](?:요일)?\))?",
     lambda m: _with(calendar.on_day(int(m["day"])))),
    (r"(?P<day>[월화수목금토일])(?:요일|욜)", lambda m: (calendar.weekday(_WEEKDAYS.index(m["day"])), None)),
    (r"(?<![\d.,])(?P<month>1[0-2]|0?[1-9])\.(?P<day>[0-3]\d)\.?(?=\s|$|,|에|까지)",
     lambda m: _with(calendar.on(None, int(m["month"]), int(m["day"])))),
)  # fmt: skip
AFTER_DAY = (
    r"(?:\s?(?:오전|오후|아침|저녁|점심|밤)(?:에|까지)?(?!\s?(?:\d|[한두세네열]|다섯"
    r"|여섯|일곱|여덟|아홉|식사|미팅|약속|먹)))?\s?(?:으로|로(?=\s)|까지는|까지|에는|에|부터|쯤|경|께|중으로"
    r"|중|안으로|안에|내로|이내로|이내|이전|전까지|전에|날)?"
)
"""What may follow a day and belongs to it."""
