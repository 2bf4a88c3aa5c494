"""One row becomes the fields of one record, as a recipe's rule says, or is rejected with its reasons.

What other records there are it is told by a `Knowledge`; it opens nothing and compares with nothing imported before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Protocol

from crmdesk.domain.declare import Catalogue, Kind
from crmdesk.domain.declare import Field as Declared
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, normalise
from crmdesk.exchange.findings import REJECT_COLUMNS
from crmdesk.exchange.formulas import unguarded
from crmdesk.exchange.recipe import FieldRule, Recipe, RecordRule, Source, date_pattern
from crmdesk.exchange.tables import Row, clean
from crmdesk.exchange.transforms import TRANSFORMS

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,10})?")

Cells = Mapping[str, str]
Link = tuple[str, str, str]
"""Field, name of the rule it points to, key of the record there."""
Reader = Callable[[Cells], Value]


class Rejected(Exception):
    """Why a row gives no record, one reason a fault."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class Knowledge(Protocol):
    """What the mapper asks about other records."""

    def exists(self, rule: RecordRule, key: str) -> bool:
        """Whether there is, or will be, a record with this key."""

    def fields(self, rule: RecordRule, key: str) -> Mapping[str, Value]:
        """The imported fields of that record; only those that the recipe copies need be there."""

    def near(self, rule: RecordRule, key: str) -> str | None:
        """A key that exists and looks much like this one."""

    def taken(self, rule: RecordRule, field: str, value: Value, key: str) -> bool:
        """Whether another record holds this value of a unique field."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a row that was imported and should be looked at."""

    field: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as its source says it should be. `fields` are canonical; `links` say what it points to."""

    rule: RecordRule
    key: str
    id: str
    line: int
    fields: Mapping[str, Value]
    links: tuple[Link, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """One field: its rule, its declaration, and how its raw value comes out of the cells."""

    field: FieldRule
    declared: Declared
    read: Reader


@dataclass(frozen=True, slots=True)
class _Making:
    """A draft while its fields are being filled in order."""

    cells: Cells
    fields: dict[str, Value]
    links: list[Link]


class Mapper:
    """Turns rows into drafts for one rule of a recipe."""

    def __init__(self, recipe: Recipe, rule: RecordRule, catalogue: Catalogue, knowledge: Knowledge) -> None:
        self.rule = rule
        self._recipe = recipe
        self._entity = catalogue[rule.type]
        self._source = recipe.sources[rule.source]
        self._knowledge = knowledge
        self._steps = tuple(
            _Step(field, self._entity.field(field.name), _reader(field)) for field in rule.fields
        )
        self._corrected = {
            column: [field.name for field in rule.fields if column in field.columns]
            for column in self._source.corrections
        }

    def key(self, row: Row) -> str:
        """The source key of the row; raises `Rejected` if a part of it is empty or the row is unreadable."""
        return self._key(row, _replaced(self._source, _said(row)))

    def _key(self, row: Row, cells: Cells) -> str:
        if row.fault is not None:
            raise Rejected([row.fault])
        key = self.rule.key.render(cells)
        if not key:
            raise Rejected([f"{' or '.join(self.rule.key.columns)} is empty, so the row has no key"])
        return key

    def draft(self, row: Row) -> Draft:
        """The record that the row describes; raises `Rejected` with every reason there is."""
        said = _said(row)
        making = _Making(_replaced(self._source, said), {}, [])
        key = self._key(row, making.cells)
        reasons: list[str] = []
        for step in self._steps:
            name = step.field.name
            making.fields[name] = None
            try:
                making.fields[name] = self._value(step, making)
            except Rejected as rejected:
                reasons += rejected.reasons
        if not reasons:
            reasons += self._normalise(making.fields, key)
        if reasons:
            raise Rejected(reasons)
        remarks = (*self._corrections(said), *self._follow_ups(making.fields))
        record_id = self._recipe.record_id(self.rule, key)
        return Draft(self.rule, key, record_id, row.line, making.fields, tuple(making.links), remarks)

    def _value(self, step: _Step, making: _Making) -> Value:
        field = step.field
        if field.copied is not None:
            return self._copied(field.copied, making.links)
        value = step.read(making.cells)
        if value in (None, "") and (field.required or step.declared.required):
            raise Rejected([f"{' or '.join(field.columns) or field.name} is empty"])
        if value and field.reference is not None:
            target = self._recipe.rule(field.reference)
            making.links.append((field.name, target.name, value))
            if not self._knowledge.exists(target, value):
                raise Rejected([self._unknown(field, target, value)])
            return self._recipe.record_id(target, value)
        return value

    def _copied(self, copied: tuple[str, str], links: list[Link]) -> Value:
        reference, name = copied
        for field, rule, key in links:
            if field == reference:
                return self._knowledge.fields(self._recipe.rule(rule), key).get(name)
        return None

    def _unknown(self, field: FieldRule, target: RecordRule, value: str) -> str:
        near = self._knowledge.near(target, value)
        hint = f" (is it {near!r}?)" if near else ""
        return f"{' '.join(field.columns)}: there is no {target.name.replace('_', ' ')} {value!r}{hint}"

    def _normalise(self, fields: dict[str, Value], key: str) -> list[str]:
        """Brings `fields` into canonical form in place; gives the reasons why some cannot be."""
        reasons: list[str] = []
        for step in self._steps:
            field, declared = step.field, step.declared
            currency = fields.get(declared.currency) if declared.currency else None
            try:
                value = normalise(declared, fields[field.name], currency=currency)
            except InvalidValue as error:
                said = f"{' '.join(field.columns) or field.name}: {error.title}"
                reasons.append(f"{said} ({error.hint})" if error.hint else said)
                continue
            fields[field.name] = value
            if field.unique and value and self._knowledge.taken(self.rule, field.name, value, key):
                reasons.append(f"{field.name} {value!r} belongs to another {self.rule.type} already")
        return reasons

    def _corrections(self, cells: Cells) -> list[Remark]:
        return [
            Remark(
                ", ".join(self._corrected[column]),
                cells[column],
                f"{column} corrected to {pairs[cells[column]]!r}",
            )
            for column, pairs in self._source.corrections.items()
            if cells[column] in pairs and self._corrected[column]
        ]

    def _follow_ups(self, fields: Mapping[str, Value]) -> list[Remark]:
        return [
            Remark(field.name, "", field.follow_up)
            for field in self.rule.fields
            if field.follow_up is not None and fields[field.name] in (None, [])
        ]


def _said(row: Row) -> Cells:
    """The cells as the source had them; in a file of rejected rows formulas are guarded."""
    if REJECT_COLUMNS[0] not in row.cells:
        return row.cells
    return {name: unguarded(text) for name, text in row.cells.items()}


def _replaced(source: Source, cells: Cells) -> Cells:
    """The cells with the source's aliases and corrections applied."""
    if not source.aliases and not source.corrections:
        return cells
    result = dict(cells)
    for replacements in (source.aliases, source.corrections):
        for column, pairs in replacements.items():
            result[column] = pairs.get(result[column], result[column])
    return result


def _reader(field: FieldRule) -> Reader:
    """How the raw value of one field comes out of the cells; the function raises `Rejected`."""
    if field.address:
        return lambda cells: {part: text.render(cells) or None for part, text in field.address.items()}
    if not field.templates:
        return lambda cells: field.constant
    column = " ".join(field.columns)
    turn = _turn(field)

    def read(cells: Cells) -> Value:
        for template in field.templates:
            if text := template.render(cells):
                try:
                    return turn(text)
                except ValueError as error:
                    raise Rejected([f"{column}: {error}"]) from None
        return None

    return read


def _turn(field: FieldRule) -> Callable[[str], Value]:
    """What is done with a filled cell; the function raises `ValueError` saying what is wrong with it."""
    if field.values is not None:
        return _Choices(field.values)
    if field.date is not None:
        return _Dates(field.date)
    if field.times is not None or field.thousands or field.decimal != ".":
        return lambda text: _number(field, text)
    if field.transform is not None:
        return TRANSFORMS[field.transform]
    return clean


class _Choices:
    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._folded = {key.casefold(): value for key, value in values.items()}

    def __call__(self, text: str) -> str:
        try:
            return self._folded[text.casefold()]
        except KeyError:
            raise ValueError(f"{text[:40]!r} is none of {', '.join(self._values)}") from None


class _Dates:
    def __init__(self, form: str) -> None:
        self._form = form
        self._pattern = date_pattern(form)

    def __call__(self, text: str) -> str:
        match = self._pattern.fullmatch(text)
        if match is None:
            raise ValueError(f"{text[:40]!r} is no date written {self._form}")
        day = f"{match['y']}-{match['m']:0>2}-{match['d']:0>2}"
        if not _is_day(day):
            raise ValueError(f"there is no day {text} (written {self._form})")
        return day


@lru_cache(4096)
def _is_day(day: str) -> bool:
    try:
        normalise(_DAY, day)
    except InvalidValue:
        return False
    return True


_DAY = Declared("day", Kind.DATE)


def _number(field: FieldRule, text: str) -> str:
    plain = text.replace(field.thousands, "") if field.thousands else text
    plain = plain.replace(field.decimal, ".") if field.decimal != "." else plain
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text[:40]!r} is no number")
    try:
        return f"{Decimal(plain) * (field.times or 1):f}"
    except InvalidOperation:
        raise ValueError(f"{text[:40]!r} is no number") from None
