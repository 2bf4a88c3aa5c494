"""Dates, numbers and money as the user's language writes and reads them; over 400 lines because each language stands
in the same tables."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from PySide6.QtCore import QLocale

from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.values import ADDRESS_PARTS
from crmdesk.ui import formats
from crmdesk.ui.country import set_country
from crmdesk.ui.facts import address_text, fact_text, partial_record
from crmdesk.ui.models import Column
from crmdesk.ui.translations import Translator

EN, GB, KO, CN, TW, HK, DE = (
    QLocale(name) for name in ("en_US", "en_GB", "ko_KR", "zh_CN", "zh_TW", "zh_HK", "de_DE")
)
TODAY = date(2026, 11, 21)
SEOUL = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("12000000", "KRW", KO, "₩12,000,000"),
        ("1200", "USD", EN, "$1,200.00"),
        ("-5.5", "USD", EN, "-$5.50"),
        ("1200.5", "EUR", DE, "€1.200,50"),
        ("99", "CHF", EN, "CHF 99.00"),
        ("1200", "CNY", EN, "CN¥1,200.00"),
        ("1200", "CNY", CN, "¥1,200.00"),
        ("1200", "JPY", CN, "JP¥1,200"),
        ("1200", "JPY", EN, "¥1,200"),
        ("50000.00", "TWD", TW, "NT$50,000"),
        ("50000.50", "TWD", TW, "NT$50,000.50"),
        ("1200", "USD", TW, "US$1,200.00"),
        ("1200", "USD", KO, "$1,200.00"),
        ("-0.001", "USD", EN, "$0.00"),
        ("123456789012345678.91", "USD", EN, "$123,456,789,012,345,678.91"),
    ],
)
def test_money_is_written_with_its_currency(amount: str, currency: str, locale: QLocale, text: str) -> None:
    assert formats.money(amount, currency, locale) == text


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("1234567", "USD", EN, "$1.2M"),
        ("12000000", "KRW", KO, "₩1,200만"),
        ("350000000", "KRW", KO, "₩3.5억"),
        ("340000000", "CNY", CN, "¥3.4亿"),
        ("50000", "TWD", TW, "NT$5萬"),
        ("950", "USD", EN, "$950.00"),
        ("-2000000", "USD", EN, "-$2M"),
        ("150000000", "HKD", HK, "HK$1.5億"),
        ("20000000000000", "CNY", CN, "¥20万亿"),
        ("9999", "KRW", KO, "₩9,999"),
    ],
)
def test_totals_are_written_short(amount: str, currency: str, locale: QLocale, text: str) -> None:
    assert formats.money_short(amount, currency, locale) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (EN, "Nov 21, 2026"),
        (GB, "21 Nov 2026"),
        (KO, "2026. 11. 21."),
        (CN, "2026/11/21"),
        (TW, "2026/11/21"),
        (HK, "2026/11/21"),
    ],
)
def test_a_day_is_written_as_the_language_does_and_read_back(locale: QLocale, text: str) -> None:
    assert formats.day("2026-11-21", locale) == text
    assert formats.read_day(text, TODAY, locale) == "2026-11-21"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2026-11-21", "Today"),
        ("2026-11-22", "Tomorrow"),
        ("2026-11-20", "Yesterday"),
        ("2026-11-24", "Tuesday"),
        ("2026-12-24", "Dec 24"),
        ("2027-01-02", "Jan 2, 2027"),
    ],
)
def test_near_days_are_words(translator: Translator, day: str, text: str) -> None:
    assert formats.relative_day(day, TODAY, EN) == text


def test_near_days_are_korean_words(translator: Translator) -> None:
    translator.switch("ko")
    assert formats.relative_day("2026-11-22", TODAY) == "내일"
    assert formats.relative_day("2026-11-24", TODAY) == "화요일"


LANDS = {
    # language, country: date, without the year, with the weekday, instant, number, money, total
    ("en", None): (
        "Nov 21, 2026", "Nov 21", "Saturday, November 21", "Nov 21, 2026 2:30 PM", "1,234.5", "$1,234.50", "₩12M",
    ),
    ("en", "en_GB"): (
        "21 Nov 2026", "21 Nov", "Saturday, 21 November", "21 Nov 2026 14:30", "1,234.5", "$1,234.50", "₩12M",
    ),
    ("en", "de_DE"): (
        "21.11.2026", "21.11.", "Saturday, 21 November", "21.11.2026 14:30", "1.234,5", "$1.234,50", "₩12M",
    ),
    ("en", "ko_KR"): (
        "2026. 11. 21.", "11. 21.", "Saturday, November 21", "2026. 11. 21. 2:30 PM", "1,234.5", "$1,234.50", "₩12M",
    ),
    ("en", "zh_TW"): (
        "2026/11/21", "11/21", "Saturday, November 21", "2026/11/21 2:30 PM", "1,234.5", "US$1,234.50", "₩12M",
    ),
    ("ko", None): (
        "2026. 11. 21.", "11. 21.", "11월 21일 토요일", "2026. 11. 21. 오후 2:30", "1,234.5", "$1,234.50", "₩1,200만",
    ),
    ("ko", "en_US"): (
        "11/21/2026", "11/21", "11월 21일 토요일", "11/21/2026 오후 2:30", "1,234.5", "$1,234.50", "₩1,200만",
    ),
    ("zh_CN", None): (
        "2026/11/21", "11/21", "11月21日 星期六", "2026/11/21 14:30", "1,234.5", "$1,234.50", "₩1,200万",
    ),
    ("zh_CN", "zh_TW"): (
        "2026/11/21", "11/21", "11月21日 星期六", "2026/11/21 下午2:30", "1,234.5", "US$1,234.50", "₩1,200万",
    ),
    ("zh_TW", "zh_TW"): (
        "2026/11/21", "11/21", "11月21日 星期六", "2026/11/21 下午2:30", "1,234.5", "US$1,234.50", "₩1,200萬",
    ),
    ("zh_TW", "de_DE"): (
        "21.11.2026", "21.11.", "11月21日 星期六", "21.11.2026 14:30", "1.234,5", "$1.234,50", "₩1.200萬",
    ),
}  # fmt: skip


@pytest.fixture
def abroad(translator: Translator) -> Iterator[Callable[[str, str | None], None]]:
    """Puts a user with a language into a country."""

    def go(language: str, land: str | None) -> None:
        set_country(QLocale(land) if land else None)
        translator.switch("ko" if language != "ko" else "en")
        translator.switch(language)

    yield go
    set_country(None)


@pytest.mark.parametrize(("language", "land"), LANDS)
def test_words_are_of_the_language_and_order_and_signs_of_the_country(
    abroad: Callable[[str, str | None], None], language: str, land: str | None
) -> None:
    abroad(language, land)
    assert LANDS[language, land] == (
        formats.day("2026-11-21"),
        formats.short_day("2026-11-21", TODAY),
        formats.full_day("2026-11-21"),
        formats.instant("2026-11-21T05:30:00.000Z", SEOUL),
        formats.number("1234.5", 1),
        formats.money("1234.5", "USD"),
        formats.money_short("12000000", "KRW"),
    )
    assert formats.read_day(formats.day("2026-11-21"), TODAY) == "2026-11-21"
    assert formats.read_number(formats.number("1234.5", 1)) == Decimal("1234.5")


def test_words_are_set_apart_and_quoted_as_the_language_does(translator: Translator) -> None:
    for language, words, clauses, quoted, named in (
        ("en", "a, b", "a, b", "“a”", "a and b"),
        ("ko", "a, b", "a, b", "“a”", "a 및 b"),
        ("zh_CN", "a、b", "a，b", "“a”", "a和b"),
        ("zh_TW", "a、b", "a，b", "「a」", "a和b"),
    ):
        translator.switch(language)
        assert (formats.listed(["a", "b"]), formats.quoted("a")) == (words, quoted)
        assert formats.clauses(["a", "", "b"]) == clauses
        assert formats.enumerated(["a", "b"]) == named
        month = {"en": "November", "ko": "11월"}.get(language, "11月")
        assert formats.month_name(11) == month


@pytest.mark.parametrize(
    ("locale", "first", "last", "text"),
    [
        (EN, "10:00 AM", "11:00 AM", "10:00 AM – 11:00 AM"),
        (KO, "오전 10:00", "오전 11:00", "오전 10:00 ~ 11:00"),
        (KO, "오전 11:00", "오후 12:00", "오전 11:00 ~ 오후 12:00"),
        (CN, "上午10:00", "上午11:00", "上午10:00 – 11:00"),
        (CN, "10:00", "11:00", "10:00 – 11:00"),
    ],
)
def test_hours_name_their_half_of_the_day_once(locale: QLocale, first: str, last: str, text: str) -> None:
    assert formats.span(first, last, locale) == text


@pytest.mark.parametrize(
    ("locale", "start", "end", "text"),
    [
        (EN, "2026-11-23T10:00Z", "2026-11-23T11:00Z", "10:00 AM – 11:00 AM"),
        (EN, "2026-11-23T23:00Z", "2026-11-24T01:00Z", "11:00 PM – Tue 1:00 AM"),
        (KO, "2026-11-23T09:00Z", "2026-11-24T01:00Z", "오전 9:00 ~ 화요일 오전 1:00"),
        (CN, "2026-11-23T23:00Z", "2026-11-24T00:00Z", "23:00 – 周二00:00"),
        (EN, "2026-11-23T23:00Z", "2026-12-01T01:00Z", "11:00 PM – Dec 1 1:00 AM"),
    ],
)
def test_hours_that_end_on_another_day_name_it(locale: QLocale, start: str, end: str, text: str) -> None:
    assert formats.hours(start, end, UTC, locale).replace("\u202f", " ") == text


def test_a_day_of_the_week_is_not_read_as_a_month() -> None:
    assert formats.week_day("2026-11-23", EN) == "Mon 23"
    assert formats.week_day("2026-11-23", KO) == "23일 (월)"
    assert formats.week_day("2026-11-23", CN) == "周一 23"


def test_a_value_stands_behind_its_name_as_the_language_writes_it(translator: Translator) -> None:
    assert formats.headed("Stage", "Proposal") == "Stage: Proposal"
    translator.switch("zh_CN")
    assert formats.headed("阶段", "赢单") == "阶段：赢单"
    assert formats.headed("Stage", "Proposal", EN) == "Stage: Proposal"
    assert formats.sentences(["一筆。", "兩筆。"]) == "一筆。兩筆。"
    assert formats.sentences(["One.", "Two."]) == "One. Two."


@pytest.mark.parametrize(
    ("locale", "text", "over_new_year"),
    [
        (EN, "Nov 22 – 28, 2026", "Dec 28, 2026 – Jan 3, 2027"),
        (GB, "22 – 28 Nov 2026", "28 Dec 2026 – 3 Jan 2027"),
        (KO, "2026. 11. 22. ~ 11. 28.", "2026. 12. 28. ~ 2027. 1. 3."),
        (CN, "2026/11/22 – 11/28", "2026/12/28 – 2027/1/3"),
    ],
)
def test_a_week_names_its_year_where_the_language_does(
    locale: QLocale, text: str, over_new_year: str
) -> None:
    assert formats.days(date(2026, 11, 22), date(2026, 11, 28), locale) == text
    assert formats.days(date(2026, 12, 28), date(2027, 1, 3), locale) == over_new_year


def test_a_year_is_not_set_in_groups() -> None:
    assert formats.short_number(2002, 2100, EN) == "2002"
    assert formats.short_number(12002, None, EN) == "12,002"


def test_a_day_abroad_is_read_with_one_digit_as_well(abroad: Callable[[str, str | None], None]) -> None:
    abroad("en", "de_DE")
    assert formats.read_day("3.7.2026", TODAY) == "2026-07-03"


def test_a_system_that_names_no_country_leaves_each_language_at_its_home(
    abroad: Callable[[str, str | None], None],
) -> None:
    abroad("ko", "C")
    assert formats.day("2026-11-21") == "2026. 11. 21."


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (
            ("5 Quay St", "Leeds", "England", "LS1", "GB"),
            ["5 Quay St", "Leeds LS1", "England, United Kingdom"],
        ),
        (("테헤란로 1", "강남구", "서울", "06236", "KR"), ["서울 강남구", "테헤란로 1", "06236 대한민국"]),
        (("文三路90号", "杭州市", "浙江省", "310012", "CN"), ["浙江省杭州市", "文三路90号", "310012 中国"]),
        (
            ("文三路90号（东楼）", "杭州市", "浙江省", "", "CN"),
            ["浙江省杭州市", "文三路90号（东楼）", "中国"],
        ),
        (
            ("德黑兰路1号", "江南区", "首尔", "06236", "KR"),
            ["首尔江南区", "德黑兰路1号", "06236 South Korea"],
        ),
        (("信義路五段7號", "信義區", "台北市", "110", "TW"), ["110 台北市信義區", "信義路五段7號", "台灣"]),
    ],
)
def test_an_address_is_written_in_the_order_of_its_script(parts: tuple[str, ...], lines: list[str]) -> None:
    assert address_text(dict(zip(ADDRESS_PARTS, parts, strict=True))).split("\n") == lines


@pytest.mark.parametrize(
    ("language", "code", "country"),
    [
        ("en", "KR", "South Korea"),
        ("ko", "KR", "대한민국"),
        ("zh_CN", "CN", "中国"),
        ("zh_TW", "TW", "台灣"),
        ("ko", "GB", "United Kingdom"),
    ],
)
def test_the_country_of_an_address_in_latin_letters_is_named_as_the_reader_calls_it(
    translator: Translator, language: str, code: str, country: str
) -> None:
    translator.switch(language)
    address = dict(zip(ADDRESS_PARTS, ("5 Quay St", "Leeds", "", "LS1", code), strict=True))
    assert address_text(address).split("\n")[-1] == country


@pytest.mark.parametrize(
    ("language", "land", "hint", "clock"),
    [
        ("en", None, "MM/DD/YYYY", "2:30 PM"),
        ("en", "de_DE", "DD.MM.YYYY", "14:30"),
        ("ko", None, "연도. 월. 일.", "오후 2:30"),
        ("zh_CN", None, "年/月/日", "14:30"),
        ("zh_TW", "zh_TW", "年/月/日", "下午2:30"),
    ],
)
def test_an_empty_field_shows_the_order_of_a_day_and_a_clock_time_as_the_country_writes_them(
    abroad: Callable[[str, str | None], None], language: str, land: str | None, hint: str, clock: str
) -> None:
    abroad(language, land)
    assert (formats.day_hint(), formats.clock(14, 30).replace("\u202f", " ")) == (hint, clock)


def test_an_instant_is_shown_in_the_local_zone() -> None:
    assert formats.instant("2026-11-21T20:30:00.000Z", SEOUL, KO) == "2026. 11. 22. 오전 5:30"
    assert (
        formats.canonical_instant(datetime(2026, 11, 22, 5, 30, tzinfo=SEOUL)) == "2026-11-21T20:30:00.000Z"
    )


def test_a_moment_today_is_a_clock_time(translator: Translator) -> None:
    now = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    assert formats.relative_instant("2026-11-21T10:42:00.000Z", now, UTC, GB) == "10:42"
    assert formats.relative_instant("2026-11-20T10:42:00.000Z", now, UTC, GB) == "Yesterday 10:42"
    assert formats.relative_instant("2026-01-20T10:42:00.000Z", now, UTC, GB) == "20 Jan"


def test_wide_signs_of_a_keyboard_are_read() -> None:
    assert formats.read_day("２０２６／１１／２４", TODAY, EN) == "2026-11-24"
    assert formats.read_time("１４：３０") == (14, 30)


@pytest.mark.parametrize(
    "text", ["", "x", "2026-02-30", "31/31/2026", "+x", "١٢", "1899-01-01", "2026-11-21x"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_day(text, TODAY, EN)


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("1,200.50", EN, "1200.50"),
        ("1.200,50", DE, "1200.50"),
        ("-7", EN, "-7"),
        ("－１，２００．５０", EN, "-1200.50"),
    ],
)
def test_numbers_are_read_as_the_country_writes_them(text: str, locale: QLocale, value: str) -> None:
    assert str(formats.read_number(text, locale)) == value


@pytest.mark.parametrize("text", ["", "1e5", "NaN", "Infinity", "٣", "1.2.3", "--1", "12x"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_number(text, EN)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:30", (14, 30)),
        ("1430", (14, 30)),
        ("2:30 pm", (14, 30)),
        ("오후 2:30", (14, 30)),
        ("12 am", (0, 0)),
    ],
)
def test_clock_times_are_read_in_many_ways(text: str, time: tuple[int, int]) -> None:
    assert formats.read_time(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "12:60", "noon"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_time(text)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        (Column("a", "x.a"), None, ""),
        (Column("a", "x.a"), "two\nlines", "two lines"),
        (Column("a", "x.a", "integer"), 1200, "1,200"),
        (Column("a", "x.a", "money"), ("5.00", "USD"), "$5.00"),
        (Column("a", "x.a", "reference"), ("id", "Isu"), "Isu"),
        (Column("a", "x.a", "set"), ["a", "b"], "a, b"),
        (Column("a", "x.a", "bool"), False, "No"),
        (Column("a", "opportunity.stage", "choice"), "closed_won", "Closed won"),
        (Column("a", "x.a", "percent"), 40, "40%"),
    ],
)
def test_cells_show_values_for_people(
    translator: Translator, column: Column, value: object, text: str
) -> None:
    assert formats.cell_text(column, value) == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_US", "900 bytes"), ("ko_KR", "900 바이트"), ("zh_CN", "900 字节"), ("zh_TW", "900 位元組")],
)
def test_a_few_bytes_are_counted_in_the_language(locale: str, text: str) -> None:
    assert formats.data_size(900, QLocale(locale)) == text
    assert formats.data_size(19 << 20, QLocale(locale)) == "19.0 MB"


@pytest.mark.parametrize(
    ("locale", "kilometres", "text"),
    [
        ("ko_KR", 12.4, "12\u00a0km"),
        ("ko_KR", 0.449, "0.4\u00a0km"),
        ("zh_CN", 12.4, "12\u00a0公里"),
        ("zh_TW", 0.449, "0.4\u00a0公里"),
        ("de_DE", 3.26, "3,3\u00a0km"),
        ("en_US", 1.609344, "1.0\u00a0mi"),
        ("en_US", 0, "0.0\u00a0mi"),
    ],
)
def test_distances_are_told_as_the_country_measures(locale: str, kilometres: float, text: str) -> None:
    assert formats.distance(kilometres, QLocale(locale)) == text


@pytest.mark.parametrize(("rate", "said"), [("10.00", "10"), ("7.50", "7.5"), ("0.00", "0"), (None, "")])
def test_a_fact_leaves_out_the_zeros_that_say_nothing(
    translator: Translator, rate: str | None, said: str
) -> None:
    quote = CATALOGUE["quote"]
    record = partial_record(quote, {"tax_rate": rate})
    assert fact_text(quote, quote.field("tax_rate"), record, {}) == said
