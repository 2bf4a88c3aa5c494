"""The stored form of each kind of value, one for both databases and for the rows of sync pages.

Stored values are `str | int | None`: text kinds as they are, booleans 0/1, decimals and money as scaled 64-bit integers
(money always by 10^4, so that a column sorts and sums), sets, addresses, positions and JSON as canonical JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import Value, format_decimal, minor_digits
from crmdesk.schema.canonical import canonical_text

Stored = str | int | None

MONEY_SCALE = 4

_INTEGERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}
_STRUCTURED = {Kind.SET, Kind.ADDRESS, Kind.POSITION, Kind.JSON}


def sql_type(field: Field) -> Literal["BIGINT", "SMALLINT", "TEXT"]:
    """The SQL type of the field's column."""
    if field.kind in _INTEGERS:
        return "BIGINT"
    return "SMALLINT" if field.kind is Kind.BOOL else "TEXT"


def walked(field: Field) -> bool:
    """Whether the laptop's index on the field holds every row, so that a list can be read in its order.

    What no list shows is only looked up: where it is empty it has no entry. A first sync and a save write the less.
    """
    return field.indexed and field.listed


def python_type(field: Field) -> type | object:
    """The Python type of the field's stored form, for decoding pages with validation."""
    return int | None if field.kind in _INTEGERS or field.kind is Kind.BOOL else str | None


def to_stored(field: Field, value: Value) -> Stored:
    """A canonical value in stored form."""
    if value is None or value == []:
        return None
    if field.kind is Kind.DECIMAL:
        return int(Decimal(value).scaleb(field.scale))
    if field.kind is Kind.MONEY:
        return int(Decimal(value).scaleb(MONEY_SCALE))
    if field.kind is Kind.BOOL:
        return int(value)
    if field.kind in _STRUCTURED:
        return canonical_text(value)
    return value  # type: ignore[no-any-return]


def from_stored(field: Field, stored: Stored, currency: str | None = None) -> Value:
    """The canonical value of a stored one; money needs the row's currency for its digits."""
    if stored is None:
        return [] if field.kind is Kind.SET else None
    if field.kind is Kind.DECIMAL:
        return format_decimal(Decimal(stored).scaleb(-field.scale), field.scale)
    if field.kind is Kind.MONEY:
        return format_decimal(Decimal(stored).scaleb(-MONEY_SCALE), minor_digits(currency))
    if field.kind is Kind.BOOL:
        return bool(stored)
    if field.kind in _STRUCTURED:
        return json.loads(str(stored))
    return stored


def row_to_stored(entity: Entity, row: Mapping[str, Value]) -> dict[str, Stored]:
    """A record's canonical fields in stored form, every field present."""
    return row_writer(entity)(row)


def row_writer(entity: Entity) -> Callable[[Mapping[str, Value]], dict[str, Stored]]:
    """A function from canonical fields to their stored form, every field present."""
    names, others = entity.field_names, entity.composed

    def write(row: Mapping[str, Value]) -> dict[str, Stored]:
        stored = {name: row.get(name) for name in names}
        for field in others:
            if (value := stored[field.name]) is not None:
                stored[field.name] = to_stored(field, value)
        return stored

    return write


def row_from_stored(entity: Entity, stored: Mapping[str, Stored]) -> dict[str, Value]:
    """A stored row (any mapping by column name) as canonical fields, every field present."""
    result: dict[str, Value] = {name: stored[name] for name in entity.field_names}
    _translate(entity.composed, result)
    return result


def page_columns(entity: Entity) -> tuple[str, ...]:
    """The columns of the entity in a sync page, in order: id, version, then every field."""
    return ("id", "version", *entity.field_names)


def row_reader(entity: Entity) -> Callable[[Sequence[Stored]], dict[str, Value]]:
    """A function from a page row (`page_columns` order) to canonical fields (id and version left out)."""
    names, others = entity.field_names, entity.composed

    def read(row: Sequence[Stored]) -> dict[str, Value]:
        result: dict[str, Value] = dict(zip(names, row[2:], strict=True))
        _translate(others, result)
        return result

    return read


def _translate(others: Sequence[Field], row: dict[str, Value]) -> None:
    """Brings the fields `others` of a row in stored form into canonical form: a currency is text in both."""
    for field in others:
        stored = row[field.name]
        if stored is None:
            if field.kind is Kind.SET:
                row[field.name] = []
            continue
        currency = row[field.currency] if field.currency else None
        row[field.name] = from_stored(field, stored, currency if isinstance(currency, str) else None)
