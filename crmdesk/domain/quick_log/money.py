"""Reads amounts of money: numbers with a currency, with a unit that amounts have, or behind a word for money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from re import Match

from crmdesk.domain.quick_log.facts import Amount, Span
from crmdesk.domain.quick_log.numerals import DIGITS, ENGLISH, east_asian, english

LIMIT = Decimal(10) ** 12
_NATIONAL = {
    "dollar": ("USD", "TWD", "HKD", "SGD", "AUD", "CAD", "NZD"),
    "yuan": ("CNY", "TWD", "HKD"),
    "yen": ("CNY", "JPY"),
}
"""What a sign that several countries write can mean; the first where nobody's own is among them."""

_BEFORE = {
    "us$": "USD", "nt$": "TWD", "hk$": "HKD", "s$": "SGD", "a$": "AUD", "c$": "CAD",
    "$": "dollar", "₩": "KRW", "¥": "yen", "€": "EUR", "£": "GBP", "usd": "USD",
    "krw": "KRW", "cny": "CNY", "rmb": "CNY", "jpy": "JPY", "eur": "EUR", "gbp": "GBP",
    "twd": "TWD", "ntd": "TWD", "hkd": "HKD", "sgd": "SGD", "cnh": "CNY", "aud": "AUD",
    "cad": "CAD", "chf": "CHF", "inr": "INR", "人民币": "CNY", "新台币": "TWD", "台币": "TWD",
    "港币": "HKD", "美金": "USD", "\\": "KRW",
}  # fmt: skip
_AFTER = {
    "us dollars": "USD", "dollars": "dollar", "dollar": "dollar", "bucks": "dollar",
    "won": "KRW", "euros": "EUR", "euro": "EUR", "pounds": "GBP", "quid": "GBP",
    "yuan": "CNY", "yen": "JPY", "usd": "USD", "krw": "KRW", "cny": "CNY", "rmb": "CNY",
    "jpy": "JPY", "eur": "EUR", "gbp": "GBP", "twd": "TWD", "ntd": "TWD", "hkd": "HKD",
    "sgd": "SGD", "aud": "AUD", "cad": "CAD", "chf": "CHF", "inr": "INR", "원": "KRW",
    "달러": "USD", "불": "USD", "유로": "EUR", "엔화": "JPY", "엔": "JPY", "위안화": "CNY", "위안": "CNY",
    "파운드": "GBP", "대만달러": "TWD", "美元": "USD", "美金": "USD", "美刀": "USD", "刀": "USD",
    "欧元": "EUR", "英镑": "GBP", "日元": "JPY", "日币": "JPY", "韩元": "KRW", "韩币": "KRW",
    "港币": "HKD", "港元": "HKD", "台币": "TWD", "新台币": "TWD", "元人民币": "CNY", "人民币": "CNY",
    "元": "yuan", "块钱": "yuan", "块": "yuan", "圆": "yuan", "€": "EUR", "$": "dollar",
    "£": "GBP", "₩": "KRW",
}  # fmt: skip


def _any(words: dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SIZES = {
    "k": 10**3, "thousand": 10**3, "grand": 10**3, "m": 10**6, "mn": 10**6, "mm": 10**6,
    "mil": 10**6, "mio": 10**6, "million": 10**6, "millions": 10**6, "bn": 10**9, "b": 10**9,
    "billion": 10**9, "hundred thousand": 10**5, "hundred": 100, "lakh": 10**5,
    "crore": 10**7,
}  # fmt: skip
_SIZE = "|".join(sorted(_SIZES, key=len, reverse=True))
_EAST = (
    r"(?:\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百千]+|[일이삼사오육칠팔구십백천]+)"
    r"(?:\s?[십백천만억조十百千万亿兆w](?![a-z/])(?:\s?[\d,]*\d(?:\.\d+)?(?=\s?[십백천만억조十百千万亿]))?[일이삼사오육칠팔구一二三四五六七八九]?)+\d?"
)
_WORD = (
    r"\b(?:quot(?:e|ed|ation)|price[ds]?|pricing|amount|budget|deal|order(?:ed)?|worth|total"
    r"|offer(?:ed)?|proposal|contract|invoice|bid|cost|value|po|sold)"
    r"(?:\s+(?:of|is|was|at|for|about|around|approx|them|him|her|worth|value|total|price|amount|size))*[\s:=~]*"
)
_KO_WORD = (
    r"(?:견적가?|금액|예산|가격|단가|계약금?|발주|주문|수주|매출|제안가?|총액?|오더|입찰가?|매입|규모"
    r"|약)(?:서|액|은|는|이|가|을|를)?[\s:=~]*"
)
_ZH_WORD = (
    r"(?:报价|报|金额|预算|价格|总价|单价|合同|订单|下单|成交|签单|签了|合同额|总额|标的|出价|投标"
    r"|采购额|约|大概)(?:了|是|为|额|价)?[\s:=约]*"
)
_COUNTER = (
    r"(?!\s?(?:개월|개|명|대|부|장|건|박스|세트|톤|킬로|배|층|평|주|일|월|년|시|분|번|차|회|호|점"
    r"|퍼센트|프로|병|권|통|포|팩|잔|곳|사람|"
    r"个|台|件|套|箱|人|吨|次|平|份|瓶|公斤|盒|条|张|位|家|名|本|辆|页|楼|层|月|年|天|日|号|点|分|小时"
    r"|只|批|款|米|斤|"
    r"%|％|kg|km|pcs\b|units?\b|people\b|sets?\b|boxes\b|pieces\b|licen[cs]es?\b|seats\b|users\b|ea\b"
    r"|items\b|cartons?\b|pallets?\b"
    r"|years?\b|months?\b|weeks?\b|days?\b|hours?\b|hrs?\b|min|am\b|pm\b|st\b|nd\b|rd\b|th\b|[/:]\d))"
)

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(text, re.ASCII), kind)
    for text, kind in (
        (rf"(?P<cur>(?<![a-z]){_any(_BEFORE)})\s?(?P<east>{_EAST})(?:\s?(?P<after>{_any(_AFTER)})(?![a-z]))?", "east"),
        (rf"(?P<cur>(?<![a-z]){_any(_BEFORE)})\s?(?P<n>{DIGITS})(?:\s?(?P<size>{_SIZE})\b)?"
         rf"(?:\s?(?P<after>{_any(_AFTER)})(?![a-z]))?", "english"),
        (rf"(?<![\da-z])(?<!\d[.,])(?P<east>{_EAST})\s?(?P<cur>{_any(_AFTER)})(?![a-z가-힣]*[a-z])", "east"),
        (rf"(?<![\da-z/:])(?<!\d[.,])(?P<n>{DIGITS})\s?(?P<size>{_SIZE})?"
            rf"\s?(?P<cur>{_any(_AFTER)})(?![a-z])", "english"),
        (rf"\b(?P<n>(?:{ENGLISH})(?:[\s-](?:{ENGLISH}))?|\d[\d,.]*)\s(?P<size>hundred thousand|thousand"
            rf"|million|billion|hundred|grand)(?:\s(?P<cur>{_any(_AFTER)})\b)?{_COUNTER}",
         "english"),
        (rf"(?P<cur>)(?<![\da-z/:])(?<!\d[.,])(?P<n>{DIGITS})\s?(?P<size>{_SIZE})\b{_COUNTER}", "english"),
        (rf"(?P<cur>)(?<![\da-z/:가-힣一-鿿])(?<!\d[.,])(?P<east>\d[\d,]*(?:\.\d+)?\s?[천만억조千万亿兆w](?![a-z/])[\d십백천만억\s十百千万]*(?<=[\d십백천만억조十百千万亿兆w])){_COUNTER}",
         "east"),
        (rf"(?P<cur>){_KO_WORD}(?P<east>{_EAST}){_COUNTER}", "east"),
        (rf"(?P<cur>){_ZH_WORD}(?P<east>{_EAST}){_COUNTER}", "east"),
        (r"(?P<cur>)(?<![\da-z/:])(?<!\d[.,])"
            rf"(?P<east>\d[\d,]*(?:\.\d+)?[千万亿兆w](?![a-z/])[\d百千万]*){_COUNTER}", "east"),
        (r"(?P<cur>)(?<![가-힣])(?P<east>[일이삼사오육칠팔구십백천]+[만억조][일이삼사오육칠팔구십백천만\s]*)(?<!\s)(?=$"
            r"|[\s,;)]|으로|에|정도)(?<![이일]만)", "east"),
        (r"(?P<cur>)(?P<east>[一二两三四五六七八九十百千]+[万亿][一二三四五六七八九十百千万]*)" + _COUNTER, "east"),
        (rf"(?P<cur>){_WORD}(?P<n>{DIGITS}){_COUNTER}(?![\d.,]*\d)", "bare"),
        (rf"(?P<cur>)(?:{_KO_WORD}|{_ZH_WORD})(?P<n>{DIGITS}){_COUNTER}(?![\d.,]*\d)", "bare"),
    )
)  # fmt: skip


_TEN_MILLIONS = re.compile(
    r"(?:견적가?|예산|계약금?|금액|발주|수주|매출|제안가?|총액?|규모)(?:서|액|은|는|이|가|을|를)?[\s:=~]*\d{1,2}\s?천$"
)
"""`견적 3천`: no quote is worth three thousand won, so 천만 is meant; a `단가` may be."""


@dataclass(frozen=True, slots=True)
class Home:
    """What decides a sign that several countries write: the person's currency, the script of the line."""

    currency: str | None
    traditional: bool


def amounts(folded: str, home: Home) -> Iterator[Amount]:
    """Every amount, the surest readings first; overlaps are the caller's to leave out."""
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(folded):
            value = east_asian(match["east"]) if kind == "east" else _english(match)
            if value is not None and not match["cur"] and _TEN_MILLIONS.search(folded, 0, match.end()):
                value *= 10_000
            if kind == "bare" and value is not None and value < 100:
                continue
            if value is not None and 0 < value < LIMIT and value == value.quantize(Decimal("0.01")):
                start = min(
                    match.start(name)
                    for name in ("cur", "east", "n")
                    if name in pattern.groupindex and match[name]
                )
                yield Amount(_plain(value), _currency(match, home), Span(start, match.end()))


def _plain(value: Decimal) -> Decimal:
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _english(match: Match[str]) -> Decimal | None:
    value = english(match["n"].strip().rstrip(".,"))
    size = match.groupdict().get("size")
    return value * _SIZES[size] if value is not None and size else value


def _currency(match: Match[str], home: Home) -> str | None:
    groups = match.groupdict()
    sign = groups.get("cur") or groups.get("after")
    if not sign:
        return None
    code = (
        _AFTER.get(groups["after"] or "") if groups.get("after") and _BEFORE.get(sign) in _NATIONAL else None
    )
    if code is None or code in _NATIONAL:
        code = _BEFORE.get(sign) or _AFTER[sign]
    if code not in _NATIONAL:
        return code
    choices = _NATIONAL[code]
    if home.currency in choices:
        return home.currency
    return "TWD" if code == "yuan" and home.traditional else choices[0]
