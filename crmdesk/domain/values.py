"""The canonical form of every kind of value, and the one validator that laptop and centre both run.

A canonical value is what travels, what history keeps and what the command line prints: text NFC `str` · integer `int`
within ±2^53 · decimal and money `str` at their scale (`"1200.00"`) · bool · date `YYYY-MM-DD` · instant
`YYYY-MM-DDTHH:MM:SS.mmmZ` · choice key · reference id · set: sorted list without repeats · address and position:
objects · json: any JSON without floats. Empty is `None` (a set: `[]`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.identifiers import is_id

Value = Any
"""A canonical value: JSON without floats."""

LONGTEXT_BYTES = 64 * 1024
KEYS = 200
"""Most keys of an object that is merged key by key."""
JSON_DEPTH = 16
SET_SIZE = 200
INTEGER_LIMIT = 2**53
DECIMAL_LIMIT = Decimal(10) ** 13
"""Scaled by 10^4 it still fits 64 bits with room for sums."""
FIRST_YEAR, LAST_YEAR = 1900, 2199
OVERRIDES = "\u202d\u202e"
"""Characters that force a direction on all letters behind them; no script needs them."""
ADDRESS_PARTS = ("street", "city", "region", "postal_code", "country")

_WITHOUT_MINOR = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF",
    "XPF",
)  # fmt: skip
_MINOR_DIGITS = {
    **dict.fromkeys(_WITHOUT_MINOR, 0),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
"""ISO 4217 currencies whose minor unit has not two digits."""

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)([Zz]|[+-]\d{2}:\d{2})")
_CANONICAL_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z")
_DECIMAL = re.compile(r"[+-]?\d{1,20}(?:\.\d{1,10})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


def minor_digits(currency: str | None) -> int:
    """Digits after the point that amounts of this currency carry (ISO 4217)."""
    return _MINOR_DIGITS.get(currency or "", 2)


def normalise(field: Field, value: Value, *, currency: str | None = None) -> Value:
    """The canonical form of `value` for `field`; raises `InvalidValue`. `currency` scales money."""
    if value is None or value == "":
        return [] if field.kind is Kind.SET else None
    return _NORMALISERS[field.kind](field, value, currency)


def normalise_fields(entity: Entity, fields: Mapping[str, Value]) -> dict[str, Value]:
    """Every field of `fields` in canonical form. Money is scaled by the currency given beside it."""
    result: dict[str, Value] = {}
    for name, value in fields.items():
        field = entity.field(name)
        currency = fields.get(field.currency) if field.currency else None
        result[name] = normalise(field, value, currency=currency if isinstance(currency, str) else None)
    for field in entity.amounts:
        _check_money(field, result)
    return result


def empty(field: Field) -> Value:
    """What an empty field holds: `[]` for a set, else `None`."""
    return [] if field.kind is Kind.SET else None


def blank(entity: Entity) -> dict[str, Value]:
    """A record of this type with every field empty."""
    return {field.name: empty(field) for field in entity.fields}


def format_instant(moment: datetime) -> str:
    """An aware `datetime` as canonical instant, milliseconds, UTC."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """A canonical instant as aware UTC `datetime`."""
    return datetime.fromisoformat(text)


def format_decimal(value: Decimal, digits: int) -> str:
    """`value` at `digits` after the point; zero carries no sign."""
    quantised = value.quantize(Decimal(1).scaleb(-digits))
    return f"{quantised if quantised else abs(quantised):f}"


def set_key(value: Value) -> bytes:
    """What sets are sorted by: the canonical bytes of an element."""
    return canonical_json(value)


def normal_set(values: list[Value]) -> list[Value]:
    """Elements without repeats in canonical order."""
    return [pair[1] for pair in sorted({set_key(value): value for value in values}.items())]


def _check_money(field: Field, values: Mapping[str, Value]) -> None:
    if field.currency is None or field.name not in values or values[field.name] is None:
        return
    if values.get(field.currency) is None:
        raise InvalidValue(field.name, "An amount needs a currency", f"give {field.currency} as well")


def _text(field: Field, value: Value, currency: str | None) -> str | None:
    text = _clean(field, value, newlines=False)
    if len(text) > field.max_length:
        raise InvalidValue(field.name, f"Longer than {field.max_length} characters", "shorten it")
    if field.pattern is not None and text and re.fullmatch(field.pattern, text) is None:
        raise InvalidValue(field.name, f"{text[:40]!r} is not written as this field wants it")
    if field.unit and field.name.endswith("currency") and not _CURRENCY.fullmatch(text):
        raise InvalidValue(field.name, f"{text[:20]!r} is no currency", "three capital letters, as in USD")
    return text or None


def _longtext(field: Field, value: Value, currency: str | None) -> str | None:
    text = _clean(field, value, newlines=True)
    if len(text.encode()) > LONGTEXT_BYTES:
        raise InvalidValue(field.name, "Longer than 64 KB", "split it, or attach it as a file")
    return text or None


def _clean(field: Field, value: Value, *, newlines: bool) -> str:
    if not isinstance(value, str):
        raise InvalidValue(field.name, "Not a text")
    if len(value) > LONGTEXT_BYTES:
        raise InvalidValue(field.name, "Longer than 64 KB", "split it, or attach it as a file")
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    # Most texts hold only printable characters, which none of the forbidden ones is.
    for character in "" if text.isprintable() else text:
        category = unicodedata.category(character)
        control = category == "Cc" and not (newlines and character in "\n\t")
        # An override makes a text read as another one than it is: "Invoice \u202egnp.exe".
        if control or category == "Cs" or character in OVERRIDES:
            raise InvalidValue(
                field.name, f"Holds a character that is no text (U+{ord(character):04X})", "remove it"
            )
    return text if newlines else text.strip()


def _integer(field: Field, value: Value, currency: str | None) -> int:
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,17}", value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is no whole number")
    if abs(value) > INTEGER_LIMIT:
        raise InvalidValue(field.name, "Number out of range")
    _check_range(field, value)
    return value


def _decimal(field: Field, value: Value, currency: str | None) -> str:
    return _scaled(field, value, field.scale)


def _money(field: Field, value: Value, currency: str | None) -> str:
    return _scaled(field, value, minor_digits(currency))


def _scaled(field: Field, value: Value, digits: int) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value.strip()):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is no number", "write it as 1200.00")
    try:
        number = Decimal(value.strip())
    except InvalidOperation:  # the pattern admits only decimals; kept because the value comes from outside
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is no number", "write it as 1200.00") from None
    if abs(number) >= DECIMAL_LIMIT:
        raise InvalidValue(field.name, "Number out of range")
    if number != number.quantize(Decimal(1).scaleb(-digits)):
        raise InvalidValue(field.name, f"At most {digits} digits after the point")
    _check_range(field, number)
    return format_decimal(number, digits)


def _check_range(field: Field, number: int | Decimal) -> None:
    if field.minimum is not None and number < field.minimum:
        raise InvalidValue(field.name, f"Less than {field.minimum}")
    if field.maximum is not None and number > field.maximum:
        raise InvalidValue(field.name, f"More than {field.maximum}")


def _bool(field: Field, value: Value, currency: str | None) -> bool:
    if value in ("true", "false"):
        return bool(value == "true")
    if not isinstance(value, bool):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is neither true nor false")
    return value


def _date(field: Field, value: Value, currency: str | None) -> str:
    match = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is no date", "write it as 2026-11-30")
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise InvalidValue(field.name, f"There is no day {value.strip()}") from None
    _check_year(field, day.year)
    return day.isoformat()


def _instant(field: Field, value: Value, currency: str | None) -> str:
    if _is_canonical_instant(value):
        return str(value)
    match = _INSTANT.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise InvalidValue(
            field.name,
            f"{str(value)[:40]!r} is no time",
            "write it as 2026-11-30T09:30:00Z, with Z or an offset",
        )
    zone = "+00:00" if match[3] in "Zz" else match[3]
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidValue(field.name, f"There is no time {value.strip()}") from None
    _check_year(field, moment.year)
    return format_instant(moment)


def _is_canonical_instant(value: Value) -> bool:
    """Whether there is nothing to change about it, as with nearly every one that travels."""
    try:
        known = isinstance(value, str) and _CANONICAL_INSTANT.fullmatch(value) is not None
        return known and FIRST_YEAR <= datetime.fromisoformat(value).year <= LAST_YEAR
    except ValueError:
        return False


def _check_year(field: Field, year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidValue(field.name, f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}")


def _choice(field: Field, value: Value, currency: str | None) -> str:
    if not isinstance(value, str) or field.choice(value) is None:
        keys = ", ".join(choice.key for choice in field.choices)
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is not among the choices", f"one of: {keys}")
    return value


def _reference(field: Field, value: Value, currency: str | None) -> str:
    if not is_id(value):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} is no record id")
    return str(value)


def _set(field: Field, value: Value, currency: str | None) -> list[Value]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise InvalidValue(field.name, "Not a list")
    if len(value) > SET_SIZE:
        raise InvalidValue(field.name, f"More than {SET_SIZE} elements")
    elements = [element(field, item) for item in value]
    return normal_set([item for item in elements if item is not None])


def element(field: Field, value: Value) -> Value:
    """One element of a set field in canonical form; raises `InvalidValue`."""
    return _reference(field, value, None) if field.target else _text(field, value, None)


def _address(field: Field, value: Value, currency: str | None) -> dict[str, str | None] | None:
    if not isinstance(value, dict) or not value.keys() <= set(ADDRESS_PARTS):
        raise InvalidValue(field.name, "Not an address", f"an object with {', '.join(ADDRESS_PARTS)}")
    parts: dict[str, str | None] = {}
    for part in ADDRESS_PARTS:
        given = value.get(part)
        if given is not None and not isinstance(given, str):
            raise InvalidValue(field.name, f"{part} is not a text")
        text = _clean(field, given or "", newlines=part == "street").strip()
        if len(text) > field.max_length:
            raise InvalidValue(field.name, f"{part} is longer than {field.max_length} characters")
        parts[part] = text or None
    return parts if any(parts.values()) else None


def _position(field: Field, value: Value, currency: str | None) -> dict[str, str]:
    if (
        not isinstance(value, dict)
        or not value.keys() >= {"lat", "lon"}
        or not value.keys() <= {"lat", "lon"}
    ):
        raise InvalidValue(field.name, "Not a position", "an object with lat and lon in degrees")
    return {"lat": degrees(field, value["lat"], 90), "lon": degrees(field, value["lon"], 180)}


def degrees(field: Field, value: Value, limit: int) -> str:
    """A coordinate as decimal text with six digits (about 0.1 m); raises `InvalidValue` outside ±limit."""
    if isinstance(value, float) and abs(value) <= limit:
        value = f"{value:.6f}"
    text = _scaled_degrees(field, value)
    if abs(text) > limit:
        raise InvalidValue(field.name, f"Degrees must lie between -{limit} and {limit}")
    return format_decimal(text, 6)


def _scaled_degrees(field: Field, value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} are no degrees")
    if not _DECIMAL.fullmatch(str(value).strip()):
        raise InvalidValue(field.name, f"{str(value)[:40]!r} are no degrees")
    return Decimal(str(value).strip())


def _json(field: Field, value: Value, currency: str | None) -> Value:
    if field.parts:
        return _object(field, value)
    _check_json(field, value, 0)
    if field.policy is Policy.KEYS:
        value = _keyed(field, value)
    if len(canonical_json(value)) > field.max_bytes:
        raise InvalidValue(field.name, f"More than {field.max_bytes // 1024} KB of JSON")
    return value


def _keyed(field: Field, value: Value) -> dict[str, Value] | None:
    """An object that is merged key by key: what says nothing is left out."""
    if not isinstance(value, dict):
        raise InvalidValue(field.name, "Not an object")
    said = {key: item for key, item in value.items() if item is not None}
    if len(said) > KEYS:
        raise InvalidValue(field.name, f"More than {KEYS} keys")
    return said or None


def _object(field: Field, value: Value) -> dict[str, Value]:
    names = [part.name for part in field.parts]
    if not isinstance(value, dict) or not value.keys() <= set(names):
        raise InvalidValue(field.name, "Not what this field holds", f"an object with {', '.join(names)}")
    result = {part.name: normalise(part, value.get(part.name)) for part in field.parts}
    for part in field.parts:
        if part.required and result[part.name] is None:
            raise InvalidValue(field.name, f"{part.name} is missing", code="required")
    return result


def _check_json(field: Field, value: Value, depth: int) -> None:
    if depth > JSON_DEPTH:
        raise InvalidValue(field.name, f"JSON deeper than {JSON_DEPTH}")
    if isinstance(value, dict):
        for key, item in value.items():
            _clean(field, key, newlines=False)
            _check_json(field, item, depth + 1)
    elif isinstance(value, list):
        for item in value:
            _check_json(field, item, depth + 1)
    elif isinstance(value, str):
        _clean(field, value, newlines=True)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > INTEGER_LIMIT):
        raise InvalidValue(field.name, "Numbers in JSON must be whole and within ±2^53; write others as text")
    elif value is not None and not isinstance(value, bool | int):
        raise InvalidValue(field.name, "Not JSON")


_NORMALISERS: dict[Kind, Callable[[Field, Value, str | None], Value]] = {
    Kind.TEXT: _text,
    Kind.LONGTEXT: _longtext,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.MONEY: _money,
    Kind.BOOL: _bool,
    Kind.DATE: _date,
    Kind.INSTANT: _instant,
    Kind.CHOICE: _choice,
    Kind.REFERENCE: _reference,
    Kind.SET: _set,
    Kind.ADDRESS: _address,
    Kind.POSITION: _position,
    Kind.JSON: _json,
}
