"""Canonical values: what is accepted, what it becomes, and what hostile input meets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmdesk.domain.declare import Choice, Field, Kind
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import normalise, normalise_fields

FIELDS = {kind: Field("x", kind, choices=(Choice("a"), Choice("b")), scale=3, max_length=20) for kind in Kind}


@pytest.mark.parametrize(
    ("kind", "given_value", "canonical"),
    [
        (Kind.TEXT, "  Kim  ", "Kim"),
        (Kind.TEXT, "u\u0308ber", "über"),
        (Kind.TEXT, "   ", None),
        (Kind.LONGTEXT, "a\r\nb", "a\nb"),
        (Kind.INTEGER, "42", 42),
        (Kind.DECIMAL, "1.5", "1.500"),
        (Kind.DECIMAL, "-0", "0.000"),
        (Kind.DECIMAL, 7, "7.000"),
        (Kind.BOOL, "true", True),
        (Kind.DATE, "2026-11-30", "2026-11-30"),
        (Kind.INSTANT, "2026-11-30T10:00:00+09:00", "2026-11-30T01:00:00.000Z"),
        (Kind.INSTANT, "2026-11-30T10:00Z", "2026-11-30T10:00:00.000Z"),
        (Kind.SET, ["b", "a", "b"], ["a", "b"]),
        (Kind.SET, None, []),
        (
            Kind.ADDRESS,
            {"city": "Seoul"},
            {"street": None, "city": "Seoul", "region": None, "postal_code": None, "country": None},
        ),
        (Kind.ADDRESS, {"city": ""}, None),
        (Kind.POSITION, {"lat": "37.5", "lon": 127}, {"lat": "37.500000", "lon": "127.000000"}),
        (Kind.JSON, {"a": [1, True, None]}, {"a": [1, True, None]}),
    ],
)  # fmt: skip
def test_value_takes_its_canonical_form(kind: Kind, given_value: Any, canonical: Any) -> None:
    assert normalise(FIELDS[kind], given_value) == canonical


@pytest.mark.parametrize(
    ("kind", "hostile"),
    [
        (Kind.TEXT, "a\x00b"),
        (Kind.TEXT, "line\nbreak"),
        (Kind.TEXT, "\ud800"),
        (Kind.TEXT, "x" * 21),
        (Kind.TEXT, 5),
        (Kind.LONGTEXT, "가" * 30_000),
        (Kind.INTEGER, 2**53 + 1),
        (Kind.INTEGER, True),
        (Kind.INTEGER, 1.5),
        (Kind.DECIMAL, "NaN"),
        (Kind.DECIMAL, "1e400"),
        (Kind.DECIMAL, "1.2345"),
        (Kind.DECIMAL, 1.5),
        (Kind.DECIMAL, "99999999999999"),
        (Kind.BOOL, 1),
        (Kind.DATE, "2026-02-30"),
        (Kind.DATE, "30-11-2026"),
        (Kind.DATE, "9999-01-01"),
        (Kind.INSTANT, "2026-11-30T10:00:00"),
        (Kind.INSTANT, "2026-11-30T25:00:00Z"),
        (Kind.INSTANT, "9999-12-31T23:59:59Z"),
        (Kind.INSTANT, "0001-01-01T00:00:00+14:00"),
        (Kind.CHOICE, "c"),
        (Kind.REFERENCE, "not-an-id"),
        (Kind.SET, "abc"),
        (Kind.SET, ["x"] * 201),
        (Kind.ADDRESS, {"planet": "Mars"}),
        (Kind.ADDRESS, {"city": 5}),
        (Kind.POSITION, {"lat": "91", "lon": "0"}),
        (Kind.POSITION, {"lat": float("nan"), "lon": "0"}),
        (Kind.POSITION, {"lat": "1"}),
        (Kind.JSON, {"a": 1.5}),
        (Kind.JSON, {"a": "\x00"}),
        (Kind.JSON, {"a": "x" * 20_000}),
    ],
)
def test_hostile_value_is_refused_with_the_fields_name(kind: Kind, hostile: Any) -> None:
    with pytest.raises(InvalidValue) as refused:
        normalise(FIELDS[kind], hostile)
    assert refused.value.field.startswith("x")
    assert refused.value.title


def test_json_as_deep_as_a_well_is_refused() -> None:
    deep: Any = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(InvalidValue):
        normalise(FIELDS[Kind.JSON], deep)


@pytest.mark.parametrize(("currency", "amount"), [("USD", "1200.50"), ("KRW", "12000"), ("KWD", "1.500")])
def test_money_is_scaled_by_its_currency(currency: str, amount: str) -> None:
    values = normalise_fields(CATALOGUE["opportunity"], {"amount": amount, "currency": currency})
    assert values == {"amount": amount, "currency": currency}


def test_won_cents_do_not_exist() -> None:
    with pytest.raises(InvalidValue):
        normalise_fields(CATALOGUE["opportunity"], {"amount": "1.50", "currency": "KRW"})


def test_amount_needs_a_currency() -> None:
    with pytest.raises(InvalidValue):
        normalise_fields(CATALOGUE["opportunity"], {"amount": "1.50"})


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(list(Kind)), json_values)
def test_any_json_is_either_refused_or_becomes_a_fixed_point(kind: Kind, value: Any) -> None:
    try:
        canonical = normalise(FIELDS[kind], value)
    except InvalidValue:
        return
    assert normalise(FIELDS[kind], canonical) == canonical
    assert json.loads(json.dumps(canonical)) == canonical
