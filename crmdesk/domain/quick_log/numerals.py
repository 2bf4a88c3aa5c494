"""Reads numbers as people write them: digits with groups, English words, Korean and Chinese numerals and units."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?"
"""A number in digits, groups allowed."""

CJK_DIGITS = dict(
    zip(
        "〇零一二三四五六七八九两兩俩壹贰叁肆伍陆柒捌玖",
        (0, 0, *range(1, 10), 2, 2, 2, *range(1, 10)),
        strict=True,
    )
) | dict(zip("영공일이삼사오육칠팔구", (0, 0, *range(1, 10)), strict=True))
SMALL = {"십": 10, "백": 100, "천": 1000, "十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
BIG = {"만": 10**4, "억": 10**8, "조": 10**12, "万": 10**4, "亿": 10**8, "兆": 10**12, "w": 10**4}

_ENGLISH: dict[str, int | Decimal] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "couple of": 2, "a couple of": 2,
    "couple": 2, "a couple": 2, "few": 3, "a few": 3, "half": Decimal("0.5"), "half a": Decimal("0.5"),
    "half an": Decimal("0.5"), "quarter": Decimal("0.25"), "quarter of a": Decimal("0.25"),
}  # fmt: skip
ENGLISH = "|".join(sorted(map(re.escape, _ENGLISH), key=len, reverse=True))
"""English number words, one of them."""
_KOREAN_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "열한": 11, "열두": 12, "서너": 3, "두어": 2,
}  # fmt: skip
KOREAN_NATIVE = "|".join(sorted(_KOREAN_NATIVE, key=len, reverse=True))
_TOKEN = re.compile(rf"({DIGITS})|(.)")


def english(text: str) -> Decimal | None:
    """`20`, `1,200.5`, `two`, `twenty-five`, `a couple of`; None for anything else."""
    text = text.strip().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if text in _ENGLISH:
        return Decimal(_ENGLISH[text])
    parts = [_ENGLISH.get(part) for part in re.split(r"[\s-]+", text)]
    return sum((Decimal(part) for part in parts if part is not None), Decimal(0)) if all(parts) else None


def east_asian(text: str) -> Decimal | None:
    """`2천만`, `1억 2천만`, `이천만`, `1.5억`, `两百万`, `十五`, `3万5`; None for what is no number."""
    total = section = Decimal(0)
    current: Decimal | None = None
    last = 1
    for digits, sign in _TOKEN.findall(text.replace(" ", "")):
        if digits:
            current = Decimal(digits.replace(",", ""))
        elif sign in CJK_DIGITS:
            value = CJK_DIGITS[sign]
            current = Decimal(value) if not current else current * 10 + value
            last = 1 if value == 0 else last
        elif sign in SMALL:
            section += (Decimal(1) if current is None else current) * SMALL[sign]
            current, last = None, SMALL[sign]
        elif sign in BIG:
            total += (section + (current or 0) or Decimal(1)) * BIG[sign]
            section, current, last = Decimal(0), None, BIG[sign]
        else:
            return None
    if last < 10**4 <= 10**8 <= total and section:
        section, current = section * 10**4, current * 10**4 if current else None  # "3억 5천" leaves 만 unsaid
    if current is not None and last >= 100 and 0 < current < 10 and current == int(current):
        current = current * last / 10  # "一万五" is 15,000
    return total + section + (current or 0)


def native(text: str) -> int | None:
    """A small number, in digits, native Korean, Sino-Korean or Chinese."""
    text = text.strip()
    if text in _KOREAN_NATIVE:
        return _KOREAN_NATIVE[text]
    value = east_asian(text) if text else None
    return int(value) if value is not None else None
