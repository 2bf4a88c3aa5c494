"""`FIELD=VALUE` words of the command line and JSON of `batch` as one thing: what to set, add and remove."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import UsageError
from crmdesk.store.queries import Filter

_WORD = re.compile(r"([a-z][a-z0-9_]*)(:=|\+=|-=|=)(.*)", re.DOTALL)
_FILTER = re.compile(r"([a-z][a-z0-9_]*)(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)

_QUOTED = "quote texts as in name:='\"Kim\"'"
_EXAMPLES = {
    Kind.ADDRESS: 'as in billing_address:=\'{"street":"4 Quay Road","city":"Hull"}\'',
    Kind.POSITION: 'as in location:=\'{"lat":"53.744","lon":"-0.334"}\'',
}


@dataclass(frozen=True)
class Assignments:
    """Changes of one record's fields, not yet checked."""

    set: dict[str, Any] = field(default_factory=dict)
    add: dict[str, Any] = field(default_factory=dict)
    remove: dict[str, Any] = field(default_factory=dict)


def parse_words(entity: Entity, words: Sequence[str]) -> Assignments:
    """`F=V` sets (empty clears), `F:=JSON` sets any JSON, `F+=V` and `F-=V` add and remove; raises `UsageError`."""
    result = Assignments()
    for word in words:
        match = _WORD.fullmatch(word)
        if match is None:
            raise UsageError(f"{word!r} is no FIELD=VALUE", hint="as in name='Harbour Works' or tags+=new")
        name, operator, text = match.groups()
        entity.field(name)
        # One of the two would be dropped, or both as far as the other goes.
        if name in result.set or (operator in ("=", ":=") and name in (result.add | result.remove)):
            raise UsageError(f"{name!r} is said twice", hint="F=V sets, F+=V and F-=V change what is there")
        if operator == ":=":
            result.set[name] = parse_json(text, _EXAMPLES.get(entity.field(name).kind, _QUOTED))
        elif operator == "=":
            result.set[name] = _value(entity, name, text)
        else:
            _change(entity, name, operator, text, result)
    return result


def _value(entity: Entity, name: str, text: str) -> Any:
    kind = entity.field(name).kind
    if text == "":
        return None
    if kind in (Kind.SET,):
        return [text]
    if kind in (Kind.ADDRESS, Kind.POSITION, Kind.JSON):
        return parse_json(text, _EXAMPLES.get(kind, _QUOTED))
    return text


def _change(entity: Entity, name: str, operator: str, text: str, result: Assignments) -> None:
    if entity.field(name).kind is Kind.SET:
        (result.add if operator == "+=" else result.remove).setdefault(name, []).append(text)
        return
    try:
        number = int(text)
    except ValueError:
        raise UsageError(f"{text!r} cannot be added to {name}", hint="a whole number is needed") from None
    result.add[name] = result.add.get(name, 0) + (number if operator == "+=" else -number)


def parse_json(text: str, hint: str) -> Any:
    """Any JSON value; raises `UsageError`, also for numbers that JSON does not have and for a key said twice.

    A number with a point or an exponent becomes its own text: amounts take it as it was written, and no digit goes
    through a float.
    """
    try:
        return json.loads(text, parse_constant=_no_constant, parse_float=str, object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise UsageError("This is no JSON", str(error)[:200], hint) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key occurs twice in one object")
    return found


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


def parse_filters(words: Sequence[str]) -> tuple[Filter, ...]:
    """`--where` words; raises `UsageError`."""
    filters = []
    for word in words:
        match = _FILTER.fullmatch(word)
        if match is None:
            raise UsageError(
                f"{word!r} is no condition", hint="as in stage=proposal, amount>=1000, name~works, account="
            )
        name, operator, text = match.groups()
        filters.append(Filter(name, operator, text if text != "" else None))
    return tuple(filters)


def from_batch(line: Mapping[str, Any]) -> Assignments:
    """The `fields`, `add` and `remove` of a batch line; raises `UsageError`."""
    parts = []
    for name in ("fields", "add", "remove"):
        part = line.get(name, {})
        if not isinstance(part, dict):
            raise UsageError(f"{name!r} is no object")
        parts.append(dict(part))
    return Assignments(*parts)
