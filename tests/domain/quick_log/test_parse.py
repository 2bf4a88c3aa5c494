"""What holds for every quick log: places in the line, signs of money, tenses, and lines that mean harm."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from crmdesk.domain.quick_log import Kind, Outcome
from crmdesk.domain.quick_log.assemble import parse
from tests.domain.quick_log.told import NOW, table

LINES = [line for language in ("english", "korean", "chinese") for line, _ in table(language)]
MEAN = [
    "a" * 10_000,
    "1" * 10_000,
    "1,2." * 2_500,
    "김부장" * 3_000,
    "王总" * 5_000,
    "met Kim and " * 800,
    "다음주 화 " * 2_000,
    "下周二下午三点" * 1_400,
    "next send revisit " * 500,
    "(.,;" * 2_500,
    "\u202emet \u202dKim\x00\x1b[31m\u200f" * 400,
    "\ud800 met Kim",
    "𝕞𝕖𝕥 Ｋｉｍ　ﬁne İ ß",
    "",
    " \t\n",
    "99999999999999999999999m 0/0 32/13 25:99 2026-02-30",
    "in 999 years, 999999 days ago",
]


@pytest.mark.parametrize("line", LINES)
def test_facts_lie_where_the_line_says_them(line: str) -> None:
    log = parse(line, NOW)
    for person in log.people:
        said = line[person.span.start : person.span.end]
        assert person.name in said
        assert person.title in said
    spans = [
        log.kind_span,
        log.account_span,
        log.outcome_span,
        log.amount and log.amount.span,
        log.when and log.when.span,
    ]
    for span in [each for each in spans if each is not None]:
        assert 0 <= span.start < span.end <= len(line)
    if log.account_span is not None:
        assert line[log.account_span.start : log.account_span.end] == log.account


@pytest.mark.parametrize("line", MEAN, ids=range(len(MEAN)))
def test_a_line_that_means_harm_is_read_and_lost_nowhere(line: str) -> None:
    log = parse(line, NOW)
    assert [each for each in log.line if each.isalnum()] == [each for each in line if each.isalnum()]
    assert not set(log.line) & set("\x00\x1b\u202e\u202d\ud800")


def test_the_whole_line_stays_also_behind_what_is_read() -> None:
    line = "met Kim, " + "x" * 5_000
    assert parse(line, NOW).line == line


@pytest.mark.parametrize(
    ("line", "home", "currency"),
    [
        ("met Kim, quote $20k", None, "USD"),
        ("met Kim, quote $20k", "TWD", "TWD"),
        ("met Kim, quote $20k", "KRW", "USD"),
        ("见了王总，报价20万元", None, "CNY"),
        ("見了王總，報價20萬元", None, "TWD"),
        ("見了王總，報價20萬元", "CNY", "CNY"),
        ("met Kim, quote ¥20k", "JPY", "JPY"),
        ("met Kim, quote 20k", "KRW", None),
    ],
)
def test_a_sign_that_several_countries_write_is_that_of_the_person(
    line: str, home: str | None, currency: str | None
) -> None:
    amount = parse(line, NOW, home).amount
    assert amount is not None
    assert amount.currency == currency


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2천만", 20_000_000),
        ("1억 2천", 120_000_000),
        ("3억 5천만원", 350_000_000),
        ("이천오백만원", 25_000_000),
        ("1.5억", 150_000_000),
        ("12만 5천원", 125_000),
        ("两百万", 2_000_000),
        ("一亿二千万", 120_000_000),
        ("200w", 2_000_000),
        ("3.5萬", 35_000),
        ("20m", 20_000_000),
        ("1.2 million", 1_200_000),
        ("$1,250.50", Decimal("1250.5")),
        ("80 thousand dollars", 80_000),
    ],
)
def test_amounts_are_exact(text: str, value: int | Decimal) -> None:
    amount = parse(f"quote {text}", NOW).amount
    assert amount is not None
    assert amount.value == value


@pytest.mark.parametrize(
    "line",
    [
        "met Kim, 20 units",
        "김부장 미팅, 3명 참석, 5개 요청",
        "见了王总，来了5个人，要3台",
        "met Kim at 3 for 30 min",
    ],
)
def test_counts_and_times_are_no_amounts(line: str) -> None:
    assert parse(line, NOW).amount is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("met Kim Friday", date(2026, 11, 20)),
        ("meet Kim Friday", date(2026, 11, 27)),
        ("met Kim 3/14", date(2026, 3, 14)),
        ("meet Kim on 3/14", date(2027, 3, 14)),
        ("김부장 미팅했음 금요일", date(2026, 11, 20)),
        ("김부장 미팅 예정 금요일", date(2026, 11, 27)),
        ("周五见了王总", date(2026, 11, 20)),
        ("周五要见王总", date(2026, 11, 27)),
    ],
)
def test_the_tense_says_which_day_is_meant(line: str, day: date) -> None:
    when = parse(line, NOW).when
    assert when is not None
    assert when.day == day


@pytest.mark.parametrize("last", [date(2026, 12, 31), date(2028, 2, 29), date(2026, 1, 31)])
def test_days_are_counted_from_any_day(last: date) -> None:
    now = datetime(last.year, last.month, last.day, 23, 59)  # noqa: DTZ001 - the clock of the person's zone
    for line in LINES:
        parse(line, now)
    tomorrow = parse("call Kim tomorrow", now).when
    assert tomorrow is not None
    assert (tomorrow.day - last).days == 1


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("西门子报价20万", ("西门子",)),
        ("西門子要樣品，明天寄", ("西門子",)),
        ("Siemens quote 50k, send contract by Fri", ("Siemens",)),
        ("bosch quote 40k, follow up fri", ("bosch",)),
        ("visited Globex, quote 50k for Siemens", ()),
    ],
)
def test_words_without_a_meaning_are_left_for_the_records_to_know(line: str, names: tuple[str, ...]) -> None:
    assert parse(line, NOW).names == names


@pytest.mark.parametrize(("line", "open_"), [("quote sent to Acme", True), ("quote sent to Kim", False)])
def test_a_single_word_behind_a_preposition_may_be_a_company(line: str, open_: bool) -> None:
    (person,) = parse(line, NOW).people
    assert person.open is open_


def test_nobody_met_is_said_in_every_language() -> None:
    for line in (
        "didn't meet Kim",
        "김부장 부재중",
        "没见到王总",
        "沒見到王總",
        "김부장 못 만남",
        "Kim wasn't there",
    ):
        assert parse(line, NOW).outcome is Outcome.NOT_MET, line


def test_a_line_without_any_fact_is_a_note() -> None:
    log = parse("blue is nicer than green", NOW)
    assert log.kind is Kind.NOTE
    assert log.rest == ("blue is nicer than green",)
