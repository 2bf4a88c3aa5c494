"""What the definition of a shared view says, and how much of a foreign one a program believes.

It comes from another person's laptop, maybe from a newer program: what this one cannot read is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.errors import InvalidValue
from crmdesk.domain.values import Value, element, normalise

MOST_CONDITIONS = 50
MOST_COLUMNS = 200
TEXT_LENGTH = 500
WIDTHS = range(16, 4001)
"""Pixels."""
_AS_TYPED = (Kind.MONEY, Kind.DECIMAL, Kind.TEXT, Kind.LONGTEXT)
_DAY = Field("day", Kind.DATE)
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class ListView:
    """How a list is shown. `where` is field, comparison (`~`: contains) and canonical value, None for empty."""

    where: tuple[tuple[str, str, Value], ...] = ()
    text: str = ""
    sort: str | None = None
    descending: bool = False
    columns: tuple[str, ...] = ()
    """Empty: the declared ones."""
    group: str | None = None
    widths: Mapping[str, int] | None = None
    left_out: int = field(default=0, compare=False)
    """Conditions that could not be read, of a field that is gone say: more is shown than was meant."""


def definition(view: ListView) -> dict[str, Value]:
    """A view as it travels."""
    return {
        "where": [list(each) for each in view.where],
        "text": view.text,
        "sort": view.sort,
        "descending": view.descending,
        "columns": list(view.columns),
        "group": view.group,
        "widths": dict(view.widths or {}),
    }


def read_definition(entity: Entity, said: Value) -> ListView:
    """The view of a definition, for a list of records of `entity`."""
    if not isinstance(said, Mapping):
        return ListView(widths={})
    known = entity.by_name
    widths = said.get("widths")
    conditions = said.get("where")
    where = tuple(_conditions(entity, conditions))
    return ListView(
        where=where,
        text=_text(said.get("text"))[:TEXT_LENGTH],
        sort=_known(entity, said.get("sort")),
        descending=said.get("descending") is True,
        columns=tuple(dict.fromkeys(name for name in _names(said.get("columns")) if name in known)),
        group=_known(entity, said.get("group")),
        widths={
            name: width
            for name, width in (widths.items() if isinstance(widths, Mapping) else ())
            if name in known and isinstance(width, int) and width in WIDTHS
        },
        left_out=len(conditions) - len(where) if isinstance(conditions, list) else 0,
    )


def _text(said: Any) -> str:
    return said if isinstance(said, str) else ""


def _known(entity: Entity, said: Any) -> str | None:
    return said if isinstance(said, str) and said in entity.by_name else None


def _names(said: Any) -> Iterator[str]:
    if isinstance(said, list):
        yield from (each for each in said[:MOST_COLUMNS] if isinstance(each, str))


def _conditions(entity: Entity, said: Any) -> Iterator[tuple[str, str, Value]]:
    for each in said[:MOST_CONDITIONS] if isinstance(said, list) else ():
        if isinstance(each, list) and len(each) == 3:
            name, operator, value = each
            asked = entity.by_name.get(name) if isinstance(name, str) else None
            if asked is not None and _compares(asked, operator, value):
                yield asked.name, operator, value


def _compares(field: Field, operator: Any, value: Any) -> bool:
    """Whether a list can compare the field with this value so."""
    if operator == "~":
        return isinstance(value, str) and len(value) <= TEXT_LENGTH
    if operator not in _COMPARISONS:
        return False
    if value is None:
        return operator in ("=", "!=")
    try:
        return _canonical(field, value)
    except (InvalidValue, ValueError):
        return False


def _canonical(field: Field, value: Any) -> bool:
    if field.kind is Kind.SET:
        return isinstance(value, str) and bool(element(field, value) == value)
    if field.kind is Kind.INSTANT and isinstance(value, str) and len(value) == len("2026-11-30"):
        return bool(normalise(_DAY, value) == value)  # a day, wherever its reader is
    if field.kind in (Kind.JSON, Kind.POSITION, Kind.ADDRESS):
        return False
    # A number may be written with fewer digits, a text with more spaces than a record would keep.
    return bool(normalise(field, value) == value) or (isinstance(value, str) and field.kind in _AS_TYPED)
