"""Cells mean what people of four languages mean by them, and say so when they mean nothing."""

from __future__ import annotations

from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import normalise
from crmdesk.exchange.incoming.cells import Conventions, DateOrder, currency_of, read_cell, split

DAY = Field("day", Kind.DATE)
MOMENT = Field("moment", Kind.INSTANT)
AMOUNT = Field("amount", Kind.MONEY, currency="currency")
COUNT = Field("count", Kind.INTEGER)
FLAG = Field("flag", Kind.BOOL)
KINDS = (DAY, MOMENT, AMOUNT, COUNT, FLAG, Field("names", Kind.SET), Field("text"))


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-11-30", DateOrder.DMY, "2026-11-30"),
        ("2026/3/5", DateOrder.MDY, "2026-03-05"),
        ("2026. 3. 5.", DateOrder.YMD, "2026-03-05"),
        ("2026년 3월 5일", DateOrder.DMY, "2026-03-05"),
        ("2026年3月5日", DateOrder.MDY, "2026-03-05"),
        ("20260305", DateOrder.DMY, "2026-03-05"),
        ("05/03/2026", DateOrder.DMY, "2026-03-05"),
        ("03/05/2026", DateOrder.MDY, "2026-03-05"),
        ("5.3.26", DateOrder.DMY, "2026-03-05"),
        ("26-03-05", DateOrder.YMD, "2026-03-05"),
        ("5 Mar 2026", DateOrder.YMD, "2026-03-05"),
        ("March 5, 2026", DateOrder.YMD, "2026-03-05"),
        ("2026-03-05 14:20", DateOrder.YMD, "2026-03-05"),
    ],
)
def test_a_date_is_read_as_its_country_writes_it(text: str, order: DateOrder, day: str) -> None:
    assert normalise(DAY, read_cell(DAY, text, Conventions(order))) == day


@pytest.mark.parametrize("text", ["soon", "31/02/2026", "2026-13-01", "0000-00-00", "12345678", "1/2"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        normalise(DAY, read_cell(DAY, text, Conventions(DateOrder.DMY)))


@pytest.mark.parametrize(
    ("text", "order", "hint"),
    [
        ("31/31/1990", DateOrder.DMY, "the day is read first, then the month"),
        ("31/12/1990", DateOrder.MDY, "the month is read first, then the day"),
        ("90.31.12", DateOrder.YMD, "the year is read first, then the month"),
        ("1990-02-30", DateOrder.DMY, "the year is read first, then the month"),
        ("30 Feb 1990", DateOrder.DMY, ""),
    ],
)
def test_a_day_that_is_none_is_told_as_its_cell_has_it_and_how_it_was_read(
    text: str, order: DateOrder, hint: str
) -> None:
    with pytest.raises(InvalidValue) as error:
        read_cell(DAY, text, Conventions(order))
    assert (error.value.title, error.value.hint) == (f"There is no day {text}", hint)


@pytest.mark.parametrize("text", ["31/31/1990 9:30", "31/01/1990 25:30", "31/01/1990 9:30 +99:99"])
def test_a_time_that_is_none_is_told_as_its_cell_has_it(text: str) -> None:
    with pytest.raises(InvalidValue) as error:
        read_cell(MOMENT, text, Conventions(DateOrder.DMY))
    assert error.value.title == f"There is no time {text}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-05 14:20", "2026-03-05T05:20:00.000Z"),
        ("2026-03-05T14:20:30Z", "2026-03-05T14:20:30.000Z"),
        ("2026. 3. 5. 오후 2:20", "2026-03-05T05:20:00.000Z"),
        ("2026-03-05 12:05 AM", "2026-03-04T15:05:00.000Z"),
        ("2026年3月5日 下午 2:20", "2026-03-05T05:20:00.000Z"),
    ],
)
def test_a_time_without_a_zone_is_of_the_readers_zone(text: str, moment: str) -> None:
    assert normalise(MOMENT, read_cell(MOMENT, text, Conventions(zone=ZoneInfo("Asia/Seoul")))) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [("2026-01-05 09:00", "2026-01-05T08:00:00.000Z"), ("2026-07-05 09:00", "2026-07-05T07:00:00.000Z")],
)
def test_a_time_is_of_the_offset_of_its_own_day(text: str, moment: str) -> None:
    berlin = Conventions(zone=ZoneInfo("Europe/Berlin"))
    assert normalise(MOMENT, read_cell(MOMENT, text, berlin)) == moment


@pytest.mark.parametrize("text", ["0001-01-01 00:30", "9999-12-31 23:30"])
@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York"])
def test_a_time_at_the_ends_of_the_calendar_is_read_or_refused(text: str, zone: str) -> None:
    with suppress(InvalidValue):
        read_cell(MOMENT, text, Conventions(zone=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("1,234.50", ".", "1234.50"),
        ("1.234,50", ",", "1234.50"),
        ("₩1,200,000", ".", "1200000.00"),
        ("1 200,5 €", ",", "1200.50"),
        ("USD 20", ".", "20.00"),
        ("2천만", ".", "20000000.00"),
        ("20万", ".", "200000.00"),
        ("(350)", ".", "-350.00"),
        ("１２", ".", "12.00"),
    ],
)
def test_an_amount_is_read_with_its_signs(text: str, decimal: str, amount: str) -> None:
    assert normalise(AMOUNT, read_cell(AMOUNT, text, Conventions(decimal=decimal))) == amount


@pytest.mark.parametrize("text", ["much", "1-2", "=1+1", "12 apples", "1e400", "--5"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        normalise(COUNT, read_cell(COUNT, text, Conventions()))


@pytest.mark.parametrize(
    ("text", "decimal"),
    [
        ("1,5", "."),
        ("1.5", ","),
        ("1.234,50", "."),
        ("1,234.50", ","),
        ("12,34,5", "."),
        ("5,", "."),
        (",500", "."),
    ],
)
def test_a_number_of_another_country_is_refused_instead_of_made_another(text: str, decimal: str) -> None:
    with pytest.raises(InvalidValue):
        read_cell(AMOUNT, text, Conventions(decimal=decimal))


@pytest.mark.parametrize(
    ("text", "amount"),
    [("12,34,567", "1234567"), ("1,2345", "12345"), ("1,200만", "12000000"), ("-1,000", "-1000")],
)
def test_groups_are_those_of_india_and_china_too(text: str, amount: str) -> None:
    assert read_cell(AMOUNT, text, Conventions()) == amount


def test_an_amount_names_its_currency_only_where_it_is_sure() -> None:
    assert [currency_of(text) for text in ("₩100", "100원", "EUR 5", "5 €", "$5", "5")] == [
        "KRW", "KRW", "EUR", "EUR", None, None,
    ]  # fmt: skip


def test_yes_and_no_are_known_in_every_language() -> None:
    read = [read_cell(FLAG, text, Conventions()) for text in ("Yes", "예", "是", "no", "아니요", "否", "0")]
    assert read == [True, True, True, False, False, False, False]


def test_a_choice_is_known_by_its_label_in_any_language() -> None:
    words = Conventions(choices={"tier": {"고객": "a"}})
    assert read_cell(Field("tier", Kind.CHOICE), " 고객 ", words) == "a"


def test_a_list_is_parted_by_semicolons_and_a_list_of_addresses_by_commas_too() -> None:
    assert split("vip; key account、old") == ["vip", "key account", "old"]
    assert split("a@x.example, b@x.example") == ["a@x.example", "b@x.example"]
    assert split("Seoul, Korea") == ["Seoul, Korea"]


@given(st.sampled_from(KINDS), st.text(min_size=1, max_size=60), st.sampled_from(DateOrder))
def test_no_cell_breaks_the_reader(field: Field, text: str, order: DateOrder) -> None:
    with suppress(InvalidValue):
        normalise(field, read_cell(field, text, Conventions(order)), currency="KRW")
