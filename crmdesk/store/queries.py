"""Questions about the rows of one type: filters, order, keyset pages in both directions, counts. It writes nothing.

A page is found by its neighbour's (sort value, id), never by an offset, so that its cost does not grow with its place.
Empty values come first, as they do in the database's own order; `id` breaks ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.errors import InvalidValue, UsageError
from crmdesk.domain.values import Value, element, normalise
from crmdesk.schema.columns import MONEY_SCALE, Stored, to_stored
from crmdesk.schema.containing import PATTERN_BYTES, patterns
from crmdesk.store.connection import Connection
from crmdesk.store.rows import EntityRows, quote

OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "~")
_WHOLE = 10**MONEY_SCALE
_LARGEST = 2**63 - 1
"""What a column of numbers holds at most, and from zero down at least one more."""
ANY = "*"
"""As a filter's field with `~`: any of the words that a list shows, names of referred records included."""


@dataclass(frozen=True, slots=True)
class Filter:
    """`field op value`; `=` None is empty, `~` contains text (of a reference: its record's name does). A set is equal
    to what it contains; `id` = a list of ids is any of them."""

    field: str
    op: str
    value: Value


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row's place in an order: the stored value of the sort column (None when sorted by id) and its id."""

    value: Stored
    id: str


@dataclass(frozen=True, slots=True)
class Query:
    """What to show. `after` / `before` give the page behind or in front of a row; `limit` None is all."""

    where: tuple[Filter, ...] = ()
    sort: str | None = None
    descending: bool = False
    after: Anchor | None = None
    before: Anchor | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition with its parameters."""

    text: str
    values: tuple[Stored, ...] = ()


def sort_column(entity: Entity, sort: str | None) -> str | None:
    """The column that a query is sorted by, None for id; raises `InvalidValue`."""
    if sort is None or sort == "id":
        return None
    return sort if sort == "version" else entity.field(sort).name


def conditions(entity: Entity, filters: tuple[Filter, ...]) -> Clause:
    """All filters as one condition (`1` when there are none); raises `InvalidValue`, `UsageError`."""
    clauses = [_condition(entity, one) for one in filters]
    text = " AND ".join(f"({clause.text})" for clause in clauses) or "1"
    return Clause(text, tuple(value for clause in clauses for value in clause.values))


def _condition(entity: Entity, one: Filter) -> Clause:
    if one.op not in OPERATORS:
        raise UsageError(f"Unknown comparison {one.op!r}", hint=f"one of {' '.join(OPERATORS)}")
    if one.op == "~" and one.value is None:
        raise UsageError("~ needs a value", f"field {one.field}")
    if one.field == ANY:
        return _any_contains(entity, str(one.value))
    if one.field == "id" and isinstance(one.value, list | tuple):
        return Clause("id IN (SELECT value FROM json_each(?))", (msgspec.json.encode(one.value).decode(),))
    if one.field in ("id", "version"):
        return _compared(quote(one.field), one.op, one.value if one.field == "id" else _whole(one))
    field = entity.field(one.field)
    column = quote(field.name)
    if one.op == "~":
        return _field_contains(field, str(one.value))
    if one.value in (None, "", []):
        if one.op not in ("=", "!="):
            raise UsageError(f"{one.op} needs a value", f"field {field.name}")
        return Clause(f"{column} IS {'NOT ' * (one.op == '!=')}NULL")
    if field.kind is Kind.SET:
        return _member(field, column, one)
    return _compared(column, one.op, _stored(field, one.value))


def _whole(one: Filter) -> int:
    try:
        return _bounded(int(one.value))
    except (TypeError, ValueError):
        raise InvalidValue(one.field, f"{str(one.value)[:40]!r} is no whole number") from None


def _compared(column: str, op: str, value: Stored) -> Clause:
    if op == "!=":
        return Clause(f"{column} IS NOT ?", (value,))
    if op == "~":
        return _contains(column, str(value))
    return Clause(f"{column} {op} ?", (value,))


def _contains(column: str, text: str) -> Clause:
    like, glob = patterns(text)
    if max(len(each.encode()) for each in (like, glob or "")) > PATTERN_BYTES:
        raise UsageError("This text is too long to be looked for", hint="look for a part of it")
    clause = Clause(f"{column} LIKE ? ESCAPE '\\'", (like,))
    return clause if glob is None else Clause(f"{clause.text} AND {column} GLOB ?", (like, glob))


def _field_contains(field: Field, text: str) -> Clause:
    column = quote(field.name)
    if field.kind is not Kind.REFERENCE or field.target is None:
        return _contains(column, text)
    # Every type that is referred to is called by its field `name`.
    named = _contains('"name"', text)
    return Clause(f"{column} IN (SELECT id FROM {quote(field.target)} WHERE {named.text})", named.values)


_WORDS = (Kind.TEXT, Kind.LONGTEXT, Kind.SET, Kind.REFERENCE)


def _any_contains(entity: Entity, text: str) -> Clause:
    shown = [f for f in entity.own if f.kind in _WORDS and (f.listed or f.name in entity.title)]
    clauses = [
        _field_contains(field, text) for field in shown if field.kind is not Kind.SET or field.target is None
    ]
    words = " OR ".join(clause.text for clause in clauses) or "0"
    return Clause(words, tuple(value for clause in clauses for value in clause.values))


def _member(field: Field, column: str, one: Filter) -> Clause:
    if one.op not in ("=", "!="):
        raise UsageError(f"{one.op} does not compare a set", f"field {field.name}", "use =, != or ~")
    wanted = one.value if isinstance(one.value, list) else [one.value]
    inside = " AND ".join(f"? IN (SELECT value FROM json_each({column}))" for _ in wanted)
    values = tuple(str(element(field, value)) for value in wanted)
    return Clause(inside if one.op == "=" else f"{column} IS NULL OR NOT ({inside})", values)


def _stored(field: Field, value: Value) -> Stored:
    if field.kind is Kind.MONEY:
        try:
            return _bounded(int(Decimal(str(value)).scaleb(MONEY_SCALE)))
        except (ArithmeticError, ValueError):
            raise InvalidValue(
                field.name, f"{str(value)[:40]!r} is no number", "write it as 1200.00"
            ) from None
    if field.kind is Kind.INSTANT and isinstance(value, str) and len(value.strip()) == len("2026-11-30"):
        value = f"{value.strip()}T00:00:00Z"
    return to_stored(field, normalise(field, value))


def _bounded(number: int) -> int:
    """A number to compare with, as far as a column goes: beyond that there is nothing."""
    return max(-_LARGEST, min(number, _LARGEST))


def money_sums(column: str) -> str:
    """The sum of amounts as two columns, whole units and what is left of them: in one it may be past 64 bits."""
    return f"coalesce(sum({column} / {_WHOLE}), 0), coalesce(sum({column} % {_WHOLE}), 0)"


def money_sum(whole: int, part: int) -> Decimal:
    """The sum that these two columns give."""
    return Decimal(whole) + Decimal(part).scaleb(-MONEY_SCALE)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of rows that one index walk yields in order. A list is one or two: the empty values and the others."""

    where: Clause
    order: str


def segments(column: str | None, anchor: Anchor | None, *, descending: bool) -> list[Segment]:
    """The walks that give what follows `anchor` (None: everything) in this order."""
    turn, past = ("DESC", "<") if descending else ("ASC", ">")
    if column is None:
        where = Clause(f"id {past} ?", (anchor.id,)) if anchor else Clause("1")
        return [Segment(where, f"id {turn}")]
    name = quote(column)
    empty = Segment(Clause(f"{name} IS NULL"), f"id {turn}")
    full = Segment(Clause(f"{name} IS NOT NULL"), f"{name} {turn}, id {turn}")
    if anchor is None:
        return [full, empty] if descending else [empty, full]
    if anchor.value is None:
        rest = Segment(Clause(f"{name} IS NULL AND id {past} ?", (anchor.id,)), f"id {turn}")
        return [rest] if descending else [rest, full]
    rest = Segment(
        Clause(f"({name}, id) {past} (?, ?)", (anchor.value, anchor.id)), f"{name} {turn}, id {turn}"
    )
    return [rest, empty] if descending else [rest]


def scanned(stretches: list[Segment], column: str | None) -> list[Segment]:
    """The same stretches for somebody who reads all of their rows.

    In the order of an index each row would come from another page: with the unary plus SQLite reads the table from
    end to end (or the filter's own index) and sorts what is left, several times as fast.
    """
    name = quote(column) if column is not None else "id"
    return [Segment(each.where, each.order.replace(name, f"+{name}", 1)) for each in stretches]


def walk(
    connection: Connection, select: str, found: Clause, stretches: list[Segment], limit: int | None
) -> Iterator[tuple[Any, ...]]:
    """Rows of `select` (a SELECT without WHERE) that hold `found`, through the segments in turn, `limit` at most."""
    left = -1 if limit is None else limit
    for segment in stretches:
        if left == 0:
            return
        text = f"{select} WHERE {segment.where.text} AND {found.text} ORDER BY {segment.order} LIMIT ?"
        for row in connection.execute(text, (*segment.where.values, *found.values, left)):
            yield row
            left -= 1 if left > 0 else 0
            if left == 0:
                return


def select_rows(connection: Connection, rows: EntityRows, query: Query) -> list[tuple[Any, ...]]:
    """The rows of a query in `columns` order."""
    found = conditions(rows.entity, query.where)
    column = sort_column(rows.entity, query.sort)
    if query.before is not None:
        if query.after is not None:
            raise UsageError("A page lies after one row or before one, not both")
        stretches = segments(column, query.before, descending=not query.descending)
        there = list(walk(connection, rows.select, found, stretches, query.limit))
        return there[::-1]
    return list(
        walk(
            connection,
            rows.select,
            found,
            segments(column, query.after, descending=query.descending),
            query.limit,
        )
    )


def select_ids(connection: Connection, rows: EntityRows, query: Query) -> list[str]:
    """The ids of a query's rows, wherever its page lies, in its order."""
    found, column = conditions(rows.entity, query.where), sort_column(rows.entity, query.sort)
    stretches = scanned(segments(column, None, descending=query.descending), column)
    return [row[0] for row in walk(connection, f"SELECT id FROM {rows.table}", found, stretches, None)]


def count_rows(connection: Connection, rows: EntityRows, query: Query) -> int:
    """How many rows a query has, wherever its page lies."""
    found = conditions(rows.entity, query.where)
    (number,) = connection.execute(
        f"SELECT count(*) FROM {rows.table} WHERE {found.text}", found.values
    ).fetchone()
    return int(number)


def stored_anchor(
    entity: Entity, query: Query, fields: dict[str, Value], record_id: str, version: int
) -> Anchor:
    """The anchor of a record (canonical fields) in a query's order."""
    column = sort_column(entity, query.sort)
    if column is None:
        return Anchor(None, record_id)
    if column == "version":
        return Anchor(version, record_id)
    return Anchor(to_stored(entity.field(column), fields.get(column)), record_id)
