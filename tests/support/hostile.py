"""Values that nobody should send, each with what becomes of it: one table for the laptop's door and the centre's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Case:
    """A value in a field. `code`: it is refused so; otherwise it is kept as `kept`."""

    name: str
    type: str
    field: str
    value: Any
    code: str | None = "invalid_value"
    kept: Any = None

    def __str__(self) -> str:
        return f"{self.type}.{self.field}: {self.name}"


def _nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def _kept(name: str, type_name: str, field: str, value: Any, kept: Any) -> Case:
    return Case(name, type_name, field, value, None, kept)


BIDI = "Invoice \u202egnp.exe"
DECOMPOSED, COMPOSED = "Cafe\u0301", "Caf\u00e9"
CHECK_IN = {
    "at": "2026-11-21T09:00:00.000Z",
    "zone": "UTC",
    "lat": None,
    "lon": None,
    "accuracy": None,
    "how": "manual",
}

CASES: tuple[Case, ...] = (
    # Text
    Case("NUL", "account", "industry", "a\x00b"),
    Case("escape", "account", "industry", "\x1b[31mred"),
    Case("newline in one line", "account", "industry", "a\nb"),
    Case("delete", "account", "industry", "a\x7fb"),
    Case("C1 control", "account", "industry", "a\x85b"),
    Case("a character too many", "account", "industry", "x" * 501),
    Case("a number for a text", "account", "industry", 7),
    Case("a list for a text", "account", "industry", ["Wood"]),
    Case("an object for a text", "account", "industry", {"a": 1}),
    Case("true for a text", "account", "industry", True),
    Case("override of direction", "account", "industry", BIDI),
    Case("override from the left", "account", "industry", "a\u202db"),
    _kept("isolated from its surroundings", "account", "industry", "a\u2066b\u2069", "a\u2066b\u2069"),
    Case("nothing but spaces where something must be", "account", "name", "   ", "required"),
    _kept("the longest text", "account", "industry", "x" * 500, "x" * 500),
    _kept("not composed", "account", "industry", DECOMPOSED, COMPOSED),
    _kept("spaces around", "account", "industry", "  Wood ", "Wood"),
    _kept("marks of direction", "account", "industry", "\u05d0\u200f (a)", "\u05d0\u200f (a)"),
    _kept("SQL", "account", "industry", "Robert'); DROP TABLE account;--", "Robert'); DROP TABLE account;--"),
    _kept("outside the first plane", "account", "industry", "\U0001f600", "\U0001f600"),
    # Long text
    Case("ten megabytes", "note", "body", "x" * 10_000_000),
    Case("64 KB and one", "note", "body", "x" * (64 * 1024 + 1)),
    Case("64 KB by bytes, not characters", "note", "body", "\u00e9" * (32 * 1024 + 1)),
    Case("NUL", "note", "body", "a\x00"),
    _kept("exactly 64 KB", "note", "body", "x" * (64 * 1024), "x" * (64 * 1024)),
    _kept("line ends of three sorts", "note", "body", "a\r\nb\rc\n", "a\nb\nc\n"),
    # Whole numbers
    Case("beyond 2^53", "account", "employees", 2**53 + 1),
    Case("beyond 64 bits", "account", "employees", 2**64),
    Case("300 digits", "account", "employees", "9" * 300),
    Case("a fraction", "account", "employees", 1.5),
    Case("below its minimum", "account", "employees", -1),
    Case("above its maximum", "account", "visit_interval", 3651),
    Case("true", "account", "employees", True),
    Case("words", "account", "employees", "many"),
    _kept("other digits than 0 to 9", "account", "employees", "\u0661\u0662", 12),
    _kept("minus nothing", "account", "employees", "-0", 0),
    # Decimals and money
    Case("not a number", "opportunity_line", "quantity", "NaN"),
    Case("infinite", "opportunity_line", "quantity", "Infinity"),
    Case("an exponent", "opportunity_line", "quantity", "1e400"),
    Case("a binary fraction", "opportunity_line", "quantity", 0.1),
    Case("too many digits behind the point", "opportunity_line", "quantity", "1.0001"),
    Case("beyond any column", "opportunity", "amount", "99999999999999999999.00"),
    Case("below nothing", "opportunity", "amount", "-0.01"),
    _kept("other digits than 0 to 9", "opportunity", "amount", "\u0661\u0662.00", "12.00"),
    _kept("minus nothing", "opportunity", "amount", "-0.00", "0.00"),
    _kept("without point", "opportunity", "amount", "12", "12.00"),
    # Days and instants
    Case("29 February of no leap year", "opportunity", "close_date", "2027-02-29"),
    Case("the year nothing", "opportunity", "close_date", "0000-01-01"),
    Case("the year 9999", "opportunity", "close_date", "9999-12-31"),
    _kept("a day in other digits", "opportunity", "close_date", "\u0662\u0660\u0662\u0666-11-30", "2026-11-30"),
    Case("an instant for a day", "opportunity", "close_date", "2026-11-30T00:00:00Z"),
    Case("a leap second", "task", "reminder_at", "2026-12-31T23:59:60Z"),
    Case("without zone", "task", "reminder_at", "2026-12-31T23:59:00"),
    Case("the year 9999", "task", "reminder_at", "9999-12-31T23:59:59Z"),
    Case("the year 0001, west of Greenwich", "task", "reminder_at", "0001-01-01T00:00:00+14:00"),
    Case("an hour that is none", "task", "reminder_at", "2026-12-31T24:01:00Z"),
    Case("an offset of four days", "task", "reminder_at", "2026-12-31T12:00:00+99:00"),
    Case("seconds since 1970", "task", "reminder_at", 1_700_000_000),
    _kept("nanoseconds", "task", "reminder_at", "2026-12-31T23:59:59.123456789Z", "2026-12-31T23:59:59.123Z"),
    _kept("another zone", "task", "reminder_at", "2026-12-31T09:00:00+09:00", "2026-12-31T00:00:00.000Z"),
    # Choices, bools, references
    Case("no such choice", "account", "tier", "z"),
    Case("a choice in capitals", "account", "tier", "A"),
    Case("a list for a choice", "account", "tier", ["a"]),
    Case("one for true", "contact", "do_not_contact", 1),
    Case("no id", "account", "parent", "../../etc/passwd"),
    Case("an id in capitals", "account", "parent", "01A20042-F6CD-7E5A-949D-DA0E0DC9B748"),
    Case("an object for an id", "account", "parent", {"id": 1}),
    # Sets
    Case("not a list", "account", "tags", "a"),
    Case("an object", "account", "tags", {"a": "b"}),
    Case("too many", "account", "tags", [f"t{n}" for n in range(201)]),
    Case("a list in it", "account", "tags", [["a"]]),
    Case("an element too long", "account", "tags", ["x" * 61]),
    Case("a control character in an element", "account", "tags", ["a\x00"]),
    _kept("the same thrice, and nothing", "account", "tags", ["b", "a", "b", "", "  a"], ["a", "b"]),
    _kept("two forms of one word", "account", "tags", [DECOMPOSED, COMPOSED], [COMPOSED]),
    # Structures
    Case("latitude 91", "account", "location", {"lat": "91", "lon": "0"}),
    Case("longitude -181", "account", "location", {"lat": "0", "lon": "-181"}),
    Case("not a number", "account", "location", {"lat": "NaN", "lon": "0"}),
    Case("half a position", "account", "location", {"lat": "1"}),
    Case("a position and more", "account", "location", {"lat": "1", "lon": "1", "alt": "1"}),
    Case("degrees as true", "account", "location", {"lat": True, "lon": "1"}),
    _kept("the south-west of nothing", "account", "location", {"lat": "-0", "lon": "-0.0000001"},
          {"lat": "0.000000", "lon": "0.000000"}),
    Case("a part that is none", "account", "billing_address", {"planet": "Earth"}),
    Case("a number for a street", "account", "billing_address", {"street": 5}),
    Case("a street too long", "account", "billing_address", {"street": "x" * 501}),
    _kept("an empty address", "account", "billing_address", {"street": " ", "city": ""}, None),
    Case("a check-in without its time", "visit", "check_in", {"zone": "UTC"}, "required"),
    Case("a check-in at no time", "visit", "check_in", {**CHECK_IN, "at": "noon"}),
    Case("a check-in at latitude 91", "visit", "check_in", {**CHECK_IN, "lat": "91", "lon": "0"}),
    Case("JSON too deep", "visit", "check_in", _nested(17)),
    Case("JSON too large", "visit", "check_in", {"a": "x" * 16_384}),
    Case("a fraction in JSON", "visit", "check_in", {"accuracy": 1.5}),
    Case("a huge number in JSON", "visit", "check_in", {"accuracy": 2**60}),
    Case("a control character in a key", "visit", "check_in", {"a\x00": 1}),
    Case("a check-in that is none", "visit", "check_in", ["here"]),
    _kept("a check-in", "visit", "check_in", CHECK_IN, CHECK_IN),
    # Fields
    Case("no such field", "account", "version", 7, "no_such_field"),
    Case("no field at all", "account", "", 7, "no_such_field"),
    Case("a field with a control character", "account", "a\x00", 7, "no_such_field"),
    Case("the centre's field", "account", "number", "A-1", "server_owned"),
    Case("an audit field", "account", "created_at", "2020-01-01T00:00:00.000Z", "server_owned"),
    Case("somebody else as owner", "account", "owner", "01a20042-f6cd-7e5a-949d-da0e0dc9b748", "server_owned"),
    Case("another territory", "account", "territory", "01a20042-f6cd-7e5a-949d-da0e0dc9b748", "server_owned"),
)  # fmt: skip

RAW: tuple[tuple[str, bytes], ...] = (
    ("bytes that are no UTF-8", b'"\xff"'),
    ("a surrogate in UTF-8", b'"\xed\xa0\x80"'),
    ("half a surrogate pair", b'"\\ud800"'),
    ("a surrogate pair the wrong way round", b'"\\udc00\\ud800"'),
    ("a raw control character", b'"a\x01b"'),
    ("not a number", b"NaN"),
    ("minus infinite", b"-Infinity"),
    ("beyond any float", b"1e400"),
    ("a number of 10,000 digits", b"9" * 10_000),
    ("200,000 deep", b"[" * 200_000 + b"]" * 200_000),
    ("200,000 objects deep", b'{"":' * 200_000 + b"1" + b"}" * 200_000),
    ("never closed", b'["a"'),
    ("a key twice", b'{"a":1,"a":2}'),
    ("a key twice in disguise", b'{"a":1,"\\u0061":2}'),
    ("a comment", b'"a" /* b */'),
    ("nothing at all", b""),
)
"""JSON as it may stand in the place of a value: refused before anything is made of it, at both ends."""
