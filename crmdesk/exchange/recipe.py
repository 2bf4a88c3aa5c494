"""What a recipe says: which files, which columns become which fields of which type. It reads TOML and opens no table.

docs/import.md documents the form of the file.
"""

from __future__ import annotations

import re
import string
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

NAMESPACE = uuid.UUID("5d0c1c5e-5a0e-5f0b-9b53-0c6a4a1f7e21")
"""All recipes' namespaces derive from it; it never changes, for imported ids derive from those."""


@dataclass(frozen=True, slots=True)
class Template:
    """Text with columns in braces, as `{account} – {product}`."""

    text: str
    parts: tuple[tuple[str, str | None], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(column for _, column in self.parts if column is not None)

    def render(self, cells: Mapping[str, str]) -> str:
        """The text for one row; empty if any of its columns is."""
        pieces: list[str] = []
        for literal, column in self.parts:
            pieces.append(literal)
            if column is not None:
                value = cells[column]
                if not value:
                    return ""
                pieces.append(value)
        return "".join(pieces)


def template(text: str) -> Template:
    """Parses a template; raises `ValueError`."""
    parts: list[tuple[str, str | None]] = []
    for literal, column, spec, conversion in string.Formatter().parse(text):
        if column == "" or spec or conversion:
            raise ValueError("in braces there must be a column's name and nothing else")
        parts.append((literal, column))
    return Template(text, tuple(parts))


@dataclass(frozen=True, slots=True)
class Source:
    """One file. `aliases` replace cells silently, `corrections` replace them and are reported; both by column."""

    name: str
    file: str
    columns: tuple[str, ...]
    """The columns that the recipe uses."""
    encoding: str | None = None
    delimiter: str | None = None
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """How one field gets its value."""

    name: str
    templates: tuple[Template, ...] = ()
    """The first that is not empty is taken."""
    constant: object = None
    values: Mapping[str, str] | None = None
    """Cell -> value; a cell that is not among them rejects the row."""
    reference: str | None = None
    """The record rule whose record, with the rendered text as key, it points to."""
    copied: tuple[str, str] | None = None
    """(reference field of this rule, field of the record it points to) to take the value from."""
    date: str | None = None
    """How dates are written, as `dd-mm-yyyy`."""
    decimal: str = "."
    thousands: str = ""
    times: Decimal | None = None
    transform: str | None = None
    required: bool = False
    unique: bool = False
    follow_up: str | None = None
    """When the field stays empty, the record is imported and listed with this note."""
    address: Mapping[str, Template] = field(default_factory=dict)
    """Part of an address -> template."""

    @property
    def columns(self) -> tuple[str, ...]:
        used = [column for part in (*self.templates, *self.address.values()) for column in part.columns]
        return tuple(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class RecordRule:
    """How rows of one source become records of one type."""

    name: str
    type: str
    source: str
    key: Template
    distinct: bool
    """Many rows may give the same record (every rep's row names the office)."""
    fields: tuple[FieldRule, ...]

    def field(self, name: str) -> FieldRule:
        return next(rule for rule in self.fields if rule.name == name)

    @property
    def references(self) -> Iterator[FieldRule]:
        return (rule for rule in self.fields if rule.reference is not None)

    @property
    def columns(self) -> tuple[str, ...]:
        used = [*self.key.columns, *(column for rule in self.fields for column in rule.columns)]
        return tuple(dict.fromkeys(used))


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole recipe, checked against a catalogue."""

    name: str
    title: str
    namespace: uuid.UUID
    sources: Mapping[str, Source]
    records: tuple[RecordRule, ...]
    """In the order of import: what others point to comes first, where that is possible."""

    def rule(self, name: str) -> RecordRule:
        return next(rule for rule in self.records if rule.name == name)

    def record_id(self, rule: RecordRule, key: str) -> str:
        """The id of the record with this source key: UUIDv5 of recipe, type (with the rule's name) and key."""
        return str(uuid.uuid5(self.namespace, f"{rule.type}/{rule.name}/{key}"))

    def types(self) -> tuple[str, ...]:
        """The types it imports, in its order."""
        return tuple(dict.fromkeys(rule.type for rule in self.records))

    def mapped(self, type_name: str) -> tuple[str, ...]:
        """The fields of a type that it writes."""
        names = (rule.name for record in self.records if record.type == type_name for rule in record.fields)
        return tuple(dict.fromkeys(names))


_DATE_PARTS = {"yyyy": r"(?P<y>\d{4})", "mm": r"(?P<m>\d{1,2})", "dd": r"(?P<d>\d{1,2})"}


def date_pattern(form: str) -> re.Pattern[str]:
    """A pattern with groups y, m and d out of a form like `dd-mm-yyyy`; raises `ValueError`."""
    pattern = re.escape(form)
    for part, group in _DATE_PARTS.items():
        if pattern.count(part) != 1:
            raise ValueError("a date's form needs dd, mm and yyyy once each, as in dd-mm-yyyy")
        pattern = pattern.replace(part, group)
    return re.compile(pattern)
