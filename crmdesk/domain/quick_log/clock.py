"""Reads times of day and durations in the languages of the quick log. Knows no dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import time
from re import Match

from crmdesk.domain.quick_log.numerals import ENGLISH, KOREAN_NATIVE, english, native

_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day (None: only a duration was said), with the minutes it lasts where a range says them."""

    start: int
    end: int
    at: time | None
    minutes: int | None = None


_AM = ("am", "a.m.", "a.m", "오전", "아침", "새벽", "上午", "早上", "早", "凌晨", "清晨")
_PM = ("pm", "p.m.", "p.m", "오후", "저녁", "밤", "낮", "점심", "下午", "晚上", "晚", "傍晚", "中午")
_PART = r"오전|오후|아침|점심|저녁|밤|낮|새벽|上午|下午|早上|晚上|中午|凌晨|清晨|傍晚|早|晚"
_EAST = r"[一二两三四五六七八九十]{1,3}"
_KO_HOUR = rf"\d{{1,2}}|{KOREAN_NATIVE}"
_END = r"(?:에서|부터|到|至|-|~|to|until)"


def _made(hour: int, minute: int, part: str | None) -> time | None:
    """Without a part of the day the hours of business are meant: 1 to 7 are afternoon."""
    part = (part or "").strip()
    if part in _PM and hour < 12 and not (part in ("中午", "점심", "낮") and hour >= 10):
        hour += 12
    elif part in _AM and hour == 12:
        hour = 0
    elif not part and 1 <= hour <= 7:
        hour += 12
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _from_match(match: Match[str], *, exact: bool = False) -> Clock | None:
    """Groups `part`, `h`, `m`, `half`, and `part2`, `h2`, `m2`, `half2` for the end of a range."""
    groups = match.groupdict()
    part2 = groups.get("part2")
    part = groups.get("part") or (part2 if groups.get("h2") else None)
    start = _one(groups, "", part, exact=exact)
    if start is None:
        return None
    end = _one(groups, "2", part2 or groups.get("part"), exact=exact) if groups.get("h2") else None
    if end is None:
        return Clock(match.start(), match.end(), start)
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    if minutes <= 0 and not groups.get("part"):  # "11-1pm" begins in the morning
        start = time(start.hour - 12, start.minute) if start.hour >= 12 else start
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return Clock(match.start(), match.end(), start, minutes if minutes > 0 else None)


def _one(groups: dict[str, str | None], number: str, part: str | None, *, exact: bool) -> time | None:
    hour = native(groups["h" + number] or "")
    if hour is None:
        return None
    half = groups.get("half" + number)
    minute = {"반": 30, "半": 30, "一刻": 15, "三刻": 45}.get(
        half or "", native(groups.get("m" + number) or "0") or 0
    )
    if exact and not part and not (hour < 8 and len(groups["h" + number] or "") == 1):
        return time(hour, minute) if hour < 24 and minute < 60 else None
    return _made(hour, minute, part)


def _exact(match: Match[str]) -> Clock | None:
    return _from_match(match, exact=True)


def _fixed(hour: int) -> Callable[[Match[str]], Clock | None]:
    return lambda match: Clock(match.start(), match.end(), time(hour))


def _past(match: Match[str]) -> Clock | None:
    """`half past two`, `quarter to 3`."""
    hour, shift = english(match["h"]), {"half": 30, "quarter": 15}[match["word"]]
    made = _made(int(hour), 0, match["part"]) if hour is not None else None
    if made is None:
        return None
    total = made.hour * 60 + (shift if match["way"] == "past" else -shift)
    return Clock(match.start(), match.end(), time(total // 60 % 24, total % 60))


def _english_hours(match: Match[str]) -> Clock | None:
    count = english(match["n"])
    if count is None:
        return None
    groups = match.groupdict()
    minutes = int(count * (60 if match["unit"].startswith("h") else 1)) + (30 if groups.get("half") else 0)
    return _lasting(match, minutes + int(groups.get("more") or 0))


def _hours(match: Match[str]) -> Clock | None:
    """`1시간 반`, `2시간 30분`, `一个半小时`, `1.5小时`."""
    text = match["n"]
    count = 0.5 if text == "半" else float(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else native(text)
    if count is None:
        return None
    groups = match.groupdict()
    more = 30 if groups.get("half") else native(groups.get("more") or "0") or 0
    return _lasting(match, int(count * 60) + more)


def _minutes(match: Match[str]) -> Clock | None:
    count = native(match["n"])
    return _lasting(match, count) if count is not None else None


def _lasting(match: Match[str], minutes: int) -> Clock | None:
    return Clock(match.start(), match.end(), None, minutes) if 0 < minutes <= _MOST_MINUTES else None


Patterns = tuple[tuple[re.Pattern[str], Callable[[Match[str]], Clock | None]], ...]


def _compiled(*pairs: tuple[str, Callable[[Match[str]], Clock | None]]) -> Patterns:
    return tuple((re.compile(pattern, re.ASCII), reading) for pattern, reading in pairs)


_MERIDIEM = r"a\.?m\b\.?|p\.?m\b\.?"
DURATIONS = _compiled(
    (rf"\b(?<!in )(?<!within )(?:(?:for|took|lasted|about)\s+)*(?P<n>{ENGLISH}"
        rf"|\d+(?:\.\d+)?)\s?-?(?P<unit>hours?|hrs?|h)\s?(?P<more>\d{{1,2}})\s?"
     r"(?:minutes?|mins?|m)?\b", _english_hours),
    (rf"\b(?<!in )(?<!within )(?:(?:for|took|lasted|about)\s+)*(?P<n>{ENGLISH}"
        rf"|\d+(?:\.\d+)?)(?P<half> and a half)?\s?-?"
     r"(?P<unit>hours?|hrs?|h|minutes?|mins?)\b(?:\s(?:long|call|meeting)\b(?<=long))?(?! (?:ago|later"
         r"|from))", _english_hours),
    (r"(?:\b(?:for|took|lasted)\s+|(?<=\bcall )|(?<=\bmtg )|(?<=\bdemo )|(?<=\bzoom )|(?<=\bmeeting ))"
        r"(?P<n>\d{1,3})\s?(?P<unit>m)\b(?! (?:krw|won|usd))", _english_hours),
    (rf"(?P<n>\d+(?:\.\d+)?|{KOREAN_NATIVE})\s?시간(?:\s?(?P<half>반)"
        rf"|\s?(?P<more>\d{{1,2}})\s?분)?(?:\s?(?:동안|정도|가량|쯤))?"
     r"(?!\s?(?:뒤|후|전))", _hours),
    (r"(?<![\d시] )(?<!시)(?P<n>\d{1,3})\s?분(?:간|\s?동안|\s?정도|\s?가량"
        r"|\s?쯤)?(?![기의량류석위야가-힣]|\s?(?:뒤|후|전))",
     _minutes),
    (rf"(?P<n>\d+(?:\.\d+)?|{_EAST}|半)个?(?P<half>半)?(?:小时|钟头)(?:(?P<more>\d{{1,2}}"
        rf"|{_EAST})分钟?)?(?!之?[前后])", _hours),
    (rf"(?P<n>\d{{1,3}}|{_EAST})分钟(?!之?[前后])", _minutes),
)  # fmt: skip
CLOCKS = _compiled(
    # 14:30, 2:30-3:30 pm, 오후 2:30
    (rf"(?:\bat\s+)?(?P<part>{_PART})?\s?(?<![\d:])(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?!\d)\s?{_END}\s?(?P<part2>{_PART})?\s?(?P<h2>\d{{1,2}}):(?P<m2>\d{{2}})(?!\d)",
     _exact),
    (rf"(?:\b(?:at|from)\s+)?(?P<h>\d{{1,2}})(?::(?P<m>\d{{2}}))?\s?(?P<part>{_MERIDIEM})?\s?(?:-|~|to"
        rf"|until)\s?(?P<h2>\d{{1,2}})(?::(?P<m2>\d{{2}}))?\s?(?P<part2>{_MERIDIEM})",
     _from_match),
    (rf"(?:\b(?:at|@|by|around"
        rf"|from)\s*)?(?<![\d:.,])(?P<h>\d{{1,2}})(?:[:.](?P<m>\d{{2}}))?\s?(?P<part>{_MERIDIEM})", _from_match),
    (rf"(?:\bat\s+)?(?P<part>{_PART})?\s?(?<![\d:])(?P<h>\d{{1,2}}):(?P<m>\d{{2}})(?![\d:])", _exact),
    (rf"\b(?:at )?(?P<word>half|quarter) (?P<way>past|to) (?P<h>\d{{1,2}}"
        rf"|{ENGLISH})\s?(?P<part>{_MERIDIEM})?\b", _past),
    (r"\b(?:at )?(?:noon|midday)\b", _fixed(12)),
    (r"\b(?:at|around)\s+(?P<h>\d{1,2})(?:\s?(?:-|to)\s?(?P<h2>\d{1,2}))?\s?(?:o'clock)?(?![\d:./%]"
        r"|,\d|\s?(?:k|m|bn|million|percent|units|pcs|usd)\b)",
     _from_match),
    (r"\b(?P<h>\d{1,2})\s?o'clock\b", _from_match),
    # next tue 11; 9.30 tmrw
    (r"(?:(?<=mon|tue|wed|thu|fri)|(?<=tmrw)|(?<=tomorrow))\s(?P<h>[1-9]|1[0-2])(?=\s*(?:$|[,;]|w/|with\b))",
     _from_match),
    (r"(?<![\d:.,$])(?P<h>1?\d)\.(?P<m>[0-5][05])(?=\s(?:tmrw?|tomorrow|today|on|mon|tue|wed|thu|fri))\b", _from_match),
    # 오후 3시 반, 2시~4시
    (rf"(?P<part>{_PART})?\s?(?<![\d가-힣])(?P<h>{_KO_HOUR})\s?시?(?:\s?(?P<m>\d{{1,2}})\s?분"
        rf"|\s?(?P<half>반))?\s?(?:{_END})\s?"
     rf"(?P<part2>{_PART})?\s?(?P<h2>{_KO_HOUR})\s?시(?!간)(?:\s?(?P<m2>\d{{1,2}})\s?분"
         rf"|\s?(?P<half2>반))?(?:까지)?", _from_match),
    (rf"(?P<part>{_PART})?\s?(?<!\d)(?<![가-힣](?<!오전|오후|아침|점심|저녁"
        rf"|새벽))(?P<h>{_KO_HOUR})\s?시(?!간|스|설|장|작|안|험|연|공|점|즌|제|키)"
     r"(?:\s?(?P<m>\d{1,2})\s?분|\s?(?P<half>반))?(?:에|쯤|경|부터|까지)?", _from_match),
    (r"정오|(?:中午|正午)(?!\d|[十一二两])", _fixed(12)),
    # 下午三点半, 3点到4点
    (rf"(?P<part>{_PART})?(?P<h>\d{{1,2}}|{_EAST})[点时](?:钟|(?P<half>半|[一三]刻)|(?P<m>\d{{1,2}}"
        rf"|{_EAST})分?)?{_END}(?P<part2>{_PART})?"
     rf"(?P<h2>\d{{1,2}}|{_EAST})[点时](?:钟|(?P<half2>半|[一三]刻)|(?P<m2>\d{{1,2}}|{_EAST})分?)?", _from_match),
    (rf"(?P<part>{_PART})(?P<h>\d{{1,2}}|{_EAST})[点时](?:钟|整|(?P<half>半|[一三]刻)|(?P<m>\d{{1,2}}"
        rf"|{_EAST})分?)?(?!间)", _from_match),
    (rf"(?<![\d.])(?P<h>\d{{1,2}}|{_EAST})点(?:钟|整|(?P<half>半|[一三]刻)|(?P<m>\d{{1,2}}"
        rf"|{_EAST})分)(?P<part>)", _from_match),
    (r"(?<![\d.])(?P<h>\d{1,2})[点时](?!间|[建意要内])(?:(?P<m>\d{1,2})分?)?(?P<part>)", _from_match),
    (rf"(?:^|(?<=[,; ]))(?P<h>{_EAST})点(?=[去见开到在和跟与]|$)(?P<part>)", _from_match),
    (rf"(?<=[天日号一二三四五六])(?P<h>{_EAST})点(?P<part>)", _from_match),
)  # fmt: skip


def read(folded: str, patterns: Patterns) -> Iterator[Clock]:
    """Everything that the patterns find, the more exact ones first; overlaps are the caller's to leave out."""
    for pattern, reading in patterns:
        for match in pattern.finditer(folded):
            found = reading(match)
            if found is not None:
                yield found
