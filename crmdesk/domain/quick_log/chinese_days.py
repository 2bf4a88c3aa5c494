"""Days as they are said in Chinese; the line is folded to simplified characters before."""

from __future__ import annotations

import re
from re import Match

from crmdesk.domain.quick_log import calendar
from crmdesk.domain.quick_log.calendar import FUTURE, PAST, Reading, Resolve
from crmdesk.domain.quick_log.facts import Tense
from crmdesk.domain.quick_log.numerals import east_asian

Said = tuple[Resolve, Tense | None] | None

_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十两]{1,3}|几)"
_DAY_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WEEKDAYS = {
    **dict(zip("一二三四五六日", range(7), strict=True)),
    "天": 6,
    "末": 5,
    **{str(n): n - 1 for n in range(1, 8)},
}
_SHIFTS = {
    "": None, "上上": -2, "上": -1, "这": 0, "本": 0, "这个": 0, "下": 1, "下下": 2, "下个": 1, "上个": -1,
    "下下个": 2, "上上个": -2, "当": 0, "次": 1, "今": 0, "同": 0,
}  # fmt: skip
_SHIFT = r"(?P<shift>上上个?|上个?|这个?|本|下下个?|下个?)"


def _with(resolve: Resolve | None, tense: Tense | None = None) -> Said:
    return (resolve, tense) if resolve is not None else None


def _int(text: str) -> int:
    if text == "几":
        return 3
    value = east_asian(text)
    return int(value) if value is not None else 0


def _week(match: Match[str]) -> Said:
    shift = _SHIFTS[match["shift"]] or 0
    tense = FUTURE if shift > 0 else PAST if shift < 0 else None
    if match["day"]:
        return calendar.in_week(shift, _WEEKDAYS[match["day"]])[0], tense
    day = {"初": 0, "中": 2}.get(match["part"] or "", 4 if match["part"] or shift == 0 else 0)
    return calendar.in_week(shift, day)[0], tense


def _ahead(match: Match[str]) -> Said:
    sign = -1 if match["way"] in ("前", "之前", "以前") else 1
    number, unit = match["n"], match["unit"]
    if number == "半":
        days = {"月": 15, "年": 182}.get(unit)
        return calendar.after(sign * days) if days else None
    count = sign * _int(number)
    if unit == "月":
        return calendar.after(count * 30 + 15 * sign) if match["half"] else calendar.after_months(count)
    if unit == "年":
        return calendar.after_months(12 * count)
    if unit == "工作日":
        return (calendar.workdays(count), FUTURE) if count > 0 else None
    return calendar.after(count * (1 if unit in "天日" else 7))


def _part(text: str) -> str:
    return "end" if text[-1] in "底末" or text == "下旬" else "middle" if text.startswith("中") else "start"


def _month(match: Match[str]) -> Said:
    """`下个月5号`, `本月底`, `下月初`."""
    shift = _SHIFTS[match["shift"]] or 0
    tense = FUTURE if shift > 0 else PAST if shift < 0 else None
    if match["day"]:
        return calendar.day_of_month(shift, _int(match["day"])), tense
    return calendar.month_part(
        shift, _part(match["part"]) if match["part"] else "start" if shift else "end"
    ), tense


def _full(match: Match[str]) -> Said:
    month, day = _int(match["month"]), _int(match["day"])
    shift = {"明年": 1, "去年": -1, "今年": 0}.get(match["word"] or "")
    year = calendar.full_year(match["year"]) if match["year"] else None
    resolve = calendar.on(year, month, day)
    if resolve is None or shift is None:
        return _with(resolve)
    return (lambda today, _: calendar.made(today.year + shift, month, day)), None


def _month_alone(match: Match[str]) -> Said:
    month = _int(match["month"])
    if not 1 <= month <= 12:
        return None
    shift = {"明年": 1, "去年": -1, "今年": 0}.get(match["word"] or "")
    part = _part(match["part"]) if match["part"] else "start"
    if shift is None:
        return calendar.month_part(None, part, month=month), None
    return (
        lambda today, way: calendar.month_part(None, part, month=month, year=today.year + shift)(today, way)
    ), None


def _compiled(*pairs: tuple[str, Reading]) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    return tuple((re.compile(pattern), reading) for pattern, reading in pairs)


CHINESE_DAYS = _compiled(
    (rf"(?:(?P<word>明年|去年|今年)"
        rf"|(?P<year>(?:20)?\d\d)年)?(?<!\d)(?P<month>{_DAY_NUMBER})月(?P<day>{_DAY_NUMBER})(?:[日号]"
        rf"|(?![\d个.]))"
     r"(?:\s?\(?(?:周|星期)[一二三四五六日天]\)?)?", _full),
    (rf"{_SHIFT}月(?:(?P<day>{_DAY_NUMBER})[号日]|(?P<part>底|末|初|中旬|中|上旬|下旬))?", _month),
    (rf"(?P<word>明年|去年|今年)?(?<![\d个])(?P<month>{_DAY_NUMBER})月份?(?P<part>底|末|初|中旬|中"
        rf"|上旬|下旬)?(?!后|内|之|以|前)",
     _month_alone),
    (r"月底|月末", lambda _: (calendar.month_part(0, "end"), FUTURE)),
    (r"月初", lambda _: (calendar.month_part(0, "start"), None)),
    (r"季度?[末底]", lambda _: (calendar.quarter_end(), FUTURE)),
    (r"(?:年底|年末|今年底)", lambda _: (calendar.year_end(), FUTURE)),
    (r"明年初|明年年初|年初|元旦", lambda _: ((lambda today, __: calendar.made(today.year + 1, 1, 1)), FUTURE)),
    (rf"{_SHIFT}(?:周|星期|礼拜)(?:(?P<day>[一二三四五六日天末]|[1-7](?!\d))(?!定)|(?P<part>初|中|内|底))?", _week),
    (rf"(?:过)?(?P<n>{_NUMERAL}|半)个?(?P<half>半)?(?P<unit>工作日|天|日|周|星期|礼拜|月"
        rf"|年)(?P<way>之?后|以后|以?内|之内|之?前|以前)",
     _ahead),
    (rf"再?过(?P<n>{_NUMERAL}|半)个?(?P<half>半)?(?P<unit>天|日|周|星期|礼拜|月|年)(?P<way>)", _ahead),
    (r"大后天", lambda _: calendar.after(3)),
    (r"大前天", lambda _: calendar.after(-3)),
    (r"后天|后日", lambda _: calendar.after(2)),
    (r"前天|前日", lambda _: calendar.after(-2)),
    (r"明天|明日|明儿|明(?=[早晚]|上午|下午)|翌日", lambda _: calendar.after(1)),
    (r"昨天|昨日|昨儿|昨(?=[早晚]|上午|下午)", lambda _: calendar.after(-1)),
    (r"(?:\d{1,2}|[一二两三半])个?(?:小时|分钟)[之以]?后|今天|今日|今儿|今(?=[早晚]|上午|下午)|刚才"
        r"|刚刚|方才|当天", lambda _: calendar.after(0)),
    (r"(?:周末)", lambda _: calendar.in_week(0, 5)),
    (r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天]|[1-7](?!\d))(?!定)",
     lambda m: (calendar.weekday(_WEEKDAYS[m["day"]]), None)),
    (rf"(?<![\d年])(?P<day>{_DAY_NUMBER})[号日](?![楼型线店馆院厅门仓库])",
     lambda m: _with(calendar.on_day(_int(m["day"])))),
)  # fmt: skip
AFTER_DAY = (
    r"(?:(?:上午|下午|早上|晚上|傍晚|[晚早夜](?!上))(?![\d一二两三四五六七八九十吃]))?(?:之前|以前"
    r"|前|之内|内|为止|左右|的)?"
)
"""What may follow a day and belongs to it."""
