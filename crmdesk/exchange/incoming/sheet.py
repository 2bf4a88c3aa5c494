"""A table with its columns assigned gives candidates, or says row by row what is wrong. It looks up nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from crmdesk.domain.declare import Catalogue, Entity, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, normalise
from crmdesk.exchange.formulas import unguarded
from crmdesk.exchange.incoming.candidates import MOST_RECORDS, Candidate, Named, Read, Reject
from crmdesk.exchange.incoming.cells import Conventions, currency_of, read_cell, split
from crmdesk.exchange.incoming.slots import Slot, slots
from crmdesk.exchange.tables import Row, Table

_HAN_OR_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` says which slot each column fills; columns that are left out are not read. `currency` is that of
    amounts that name none."""

    table: Table
    entity: Entity
    columns: Mapping[str, str]
    conventions: Conventions
    currency: str

    @property
    def type(self) -> str:
        return self.entity.name

    def count(self) -> int:
        return sum(1 for _ in islice(self.table, MOST_RECORDS))

    def __iter__(self) -> Iterator[Read]:
        places = {slot.key: slot for slot in slots(self.entity)}
        chosen = [(column, places[key]) for column, key in self.columns.items()]
        for row in self.table:
            yield self._read(row, chosen)

    def _read(self, row: Row, chosen: list[tuple[str, Slot]]) -> Read:
        if row.fault is not None:
            return Reject(row.line, (InvalidValue("", row.fault),))
        made = _Making(self, {}, {}, [])
        for column, slot in chosen:
            text = unguarded(row.cells[column])
            if text:
                made.take(slot, text)
        return made.end(row.line)


@dataclass(frozen=True, slots=True)
class _Making:
    """One row on its way to a candidate."""

    sheet: Sheet
    fields: dict[str, Value]
    links: dict[str, tuple[Named, ...]]
    reasons: list[InvalidValue]

    def take(self, slot: Slot, text: str) -> None:
        """One filled cell."""
        field = slot.field
        if field.kind is Kind.REFERENCE:
            self.links[field.name] = (Named(field.target or "", text),)
        elif slot.part:
            part: dict[str, str] = self.fields.setdefault(field.name, {})
            part[slot.part] = f"{part[slot.part]}, {text}" if slot.part in part else text
        elif field.kind is Kind.SET:
            self.fields[field.name] = [*self.fields.get(field.name, []), *split(text)]
        elif field.kind is Kind.LONGTEXT and field.name in self.fields:
            self.fields[field.name] += f"\n{text}"
        else:
            try:
                self.fields[field.name] = read_cell(field, text, self.sheet.conventions)
            except InvalidValue as error:
                self.reasons.append(error)
            else:
                if field.currency and field.currency not in self.fields and (code := currency_of(text)):
                    self.fields[field.currency] = code

    def end(self, line: int) -> Read:
        """The candidate in canonical form, or every reason why there is none."""
        self._name()
        result: dict[str, Value] = {}
        for name, value in self.fields.items():
            declared = self.sheet.entity.field(name)
            currency = self.fields.get(declared.currency or "") or self.sheet.currency
            try:
                known = normalise(declared, value, currency=currency)
            except InvalidValue as error:
                self.reasons.append(error)
                continue
            if known not in (None, []):
                result[name] = known
        self._check_required(result)
        if self.reasons:
            return Reject(line, tuple(self.reasons))
        return Candidate(line, result, dict(self.links))

    def _name(self) -> None:
        """Family and given name make the name of a person who has none."""
        if "name" in self.fields or not {"family_name", "given_name"} & self.fields.keys():
            return
        if "family_name" in self.sheet.entity.by_name:
            self.fields["name"] = whole_name(
                str(self.fields.get("family_name", "")), str(self.fields.get("given_name", ""))
            )

    def _check_required(self, result: Mapping[str, Value]) -> None:
        said = {error.field for error in self.reasons}
        for field in self.sheet.entity.own:
            # A choice that only moves on has a first value of its own.
            if field.required and not field.choices and not result.get(field.name) and field.name not in said:
                self.reasons.append(InvalidValue(field.name, "Must not be empty", code="required"))


def whole_name(family: str, given: str) -> str:
    """A person's whole name in the order and with the spaces of its writing."""
    if _HAN_OR_HANGUL.search(family + given):
        return f"{family}{given}"
    return " ".join(filter(None, (given, family)))


def required(catalogue: Catalogue, type_name: str) -> tuple[str, ...]:
    """Fields that a record of the type cannot be without, and that have no first value of their own."""
    return tuple(field.name for field in catalogue[type_name].own if field.required and not field.choices)
