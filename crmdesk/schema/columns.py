"""The stored form of each kind of value, one for both databases and for the rows of sync pages.

Stored values are `str | int | None`: text kinds as they are, booleans 0/1, decimals and money as scaled 64-bit integers
(money always by 10^4, so that a column sorts and sums), sets, addresses, positions and JSON as canonical JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import Value, format_decimal, minor_digits

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

Stored = str | int | None

MONEY_SCALE = 4

_INTEGERS = {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}
_STRUCTURED = {Kind.SET, Kind.ADDRESS, Kind.POSITION, Kind.JSON}


def column_type(field: Field) -> TypeEngine[Any]:
    """The SQL type of the field's column."""
    # Loaded here: a laptop reads and writes rows without it, and makes tables only when they change.
    from sqlalchemy import BigInteger, SmallInteger, Text

    if field.kind in _INTEGERS:
        return BigInteger()
    return SmallInteger() if field.kind is Kind.BOOL else Text()


def walked(field: Field) -> bool:
    """Whether the laptop's index on the field holds every row, so that a list can be read in its order.

    A reference that no list shows is only looked up: where it is empty it has no entry.
    """
    return field.indexed and (field.target is None or field.listed)


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
        return canonical_json(value).decode()
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
    return {field.name: to_stored(field, row.get(field.name)) for field in entity.fields}


def row_from_stored(entity: Entity, stored: Mapping[str, Stored]) -> dict[str, Value]:
    """A stored row (any mapping by column name) as canonical fields, every field present."""
    result: dict[str, Value] = {}
    for field in entity.fields:
        currency = stored[field.currency] if field.currency else None
        result[field.name] = from_stored(
            field, stored[field.name], currency if isinstance(currency, str) else None
        )
    return result


def page_columns(entity: Entity) -> tuple[str, ...]:
    """The columns of the entity in a sync page, in order: id, version, then every field."""
    return ("id", "version", *entity.field_names)


def row_reader(entity: Entity) -> Callable[[Sequence[Stored]], dict[str, Value]]:
    """A function from a page row (`page_columns` order) to canonical fields (id and version left out)."""
    names = page_columns(entity)

    def read(row: Sequence[Stored]) -> dict[str, Value]:
        return row_from_stored(entity, dict(zip(names, row, strict=True)))

    return read
