"""Dates, numbers and money as the user's language writes and reads them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from crmdesk.ui import formats
from crmdesk.ui.models import Column
from crmdesk.ui.translations import Translator

EN, GB, KO, CN, TW, DE = (QLocale(name) for name in ("en_US", "en_GB", "ko_KR", "zh_CN", "zh_TW", "de_DE"))
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


@pytest.mark.parametrize(
    "text", ["", "x", "2026-02-30", "31/31/2026", "+x", "١٢", "1899-01-01", "2026-11-21x"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        formats.read_day(text, TODAY, EN)


@pytest.mark.parametrize(
    ("text", "locale", "value"), [("1,200.50", EN, "1200.50"), ("1.200,50", DE, "1200.50"), ("-7", EN, "-7")]
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
