"""Where a column of a table can go: a field, a part of an address, a record that is named. Follows the declarations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import ADDRESS_PARTS

TYPES = ("account", "contact", "lead", "opportunity", "task")
"""What a table can be imported as."""
_PLAIN = frozenset(
    {
        Kind.TEXT,
        Kind.LONGTEXT,
        Kind.INTEGER,
        Kind.DECIMAL,
        Kind.MONEY,
        Kind.BOOL,
        Kind.DATE,
        Kind.INSTANT,
        Kind.CHOICE,
    }
)
NAMED = ("account", "contact", "opportunity", "product")
"""Types that a cell can point to by name."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place that a column can fill; `part` is that of an address."""

    field: Field
    part: str = ""

    @property
    def key(self) -> str:
        return f"{self.field.name}.{self.part}" if self.part else self.field.name

    @property
    def many(self) -> bool:
        """Whether several columns can fill it together."""
        return self.field.kind in (Kind.SET, Kind.LONGTEXT) or self.part == "street"


def slots(entity: Entity) -> tuple[Slot, ...]:
    """Everything of a type that a table can fill, in declared order."""
    return tuple(_slots(entity))


def _slots(entity: Entity) -> Iterator[Slot]:
    for field in entity.own:
        if not field.writable or field.once:
            continue
        if field.kind is Kind.ADDRESS:
            yield from (Slot(field, part) for part in ADDRESS_PARTS)
        elif _fills(field):
            yield Slot(field)


def _fills(field: Field) -> bool:
    """Whether one cell can fill it."""
    if field.kind is Kind.REFERENCE:
        return field.target in NAMED
    return field.kind in _PLAIN or (field.kind is Kind.SET and field.target is None)
