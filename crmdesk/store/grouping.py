"""What a list can be grouped by, and its groups out of one bounded query: how many there are and what they add up to.

Groups are the values of a choice or a reference, and the months of a date or an instant. It reads no rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

import msgspec

from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.values import Value, format_decimal, format_instant, minor_digits
from crmdesk.schema.columns import Stored
from crmdesk.store.connection import Connection
from crmdesk.store.queries import Clause, money_sum, money_sums
from crmdesk.store.rows import quote

MOST_GROUPS = 500
"""So many groups have a head of their own, those with the most records; what is left makes up one last group."""
MOST_MONTHS = 600
"""Instants that lie further apart are grouped by year, everywhere alike."""
EMPTY, REST = "", "*"
"""Keys of the group without a value, and of the one that holds what has no head of its own."""
GROUPED = (Kind.CHOICE, Kind.REFERENCE, Kind.DATE, Kind.INSTANT)
Titles = Callable[[Connection, str, Sequence[str]], Mapping[str, str]]
Counts = tuple[Mapping[str, int], int]
"""Rows by key of the largest groups, and of all groups together."""


@dataclass(frozen=True, slots=True)
class GroupHead:
    """One group of a list. `value` is the choice, `(id, title)` of the record referred to, the month as `2026-11` (or
    the year as `2026`), None where the field is empty; `sums` are field, amount and currency."""

    key: str
    value: Value
    count: int
    sums: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keyed:
    """How rows fall into groups: an expression of SQL that gives each its key (NULL: empty), and what it was made of.

    `borders` are the first instants of each stretch of time with the key of the stretch that begins there.
    """

    entity: Entity
    field: Field
    text: str
    values: tuple[Stored, ...] = ()
    borders: tuple[tuple[str, str], ...] = ()

    def only(self, key: str) -> Clause:
        """The condition on the rows of one group, by the column itself, so that its index finds them."""
        column = quote(self.field.name)
        if key == EMPTY:
            return Clause(f"{column} IS NULL")
        if self.borders:
            return self._between(column, key)
        if self.field.kind in (Kind.DATE, Kind.INSTANT):
            # What lies in a month begins with it; nothing that follows there comes behind a tilde.
            return Clause(f"{column} >= ? AND {column} < ?", (key, f"{key}~"))
        return Clause(f"{column} = ?", (key,))

    def _between(self, column: str, key: str) -> Clause:
        at = next(number for number, (_, each) in enumerate(self.borders) if each == key)
        texts, values = [f"{column} IS NOT NULL"], list[Stored]()
        if at > 0:
            texts.append(f"{column} >= ?")
            values.append(self.borders[at][0])
        if at + 1 < len(self.borders):
            texts.append(f"{column} < ?")
            values.append(self.borders[at + 1][0])
        return Clause(" AND ".join(texts), tuple(values))


def groupable(field: Field) -> bool:
    """Whether a list can be grouped by this field."""
    return field.kind in GROUPED


def keyed(connection: Connection, entity: Entity, name: str, zone: tzinfo | None) -> Keyed:
    """How the rows of a type fall into groups of a field. Instants count in `zone`."""
    field, column = entity.field(name), quote(name)
    if field.kind is Kind.DATE:
        return Keyed(entity, field, f"substr({column}, 1, 7)")
    if field.kind is not Kind.INSTANT:
        return Keyed(entity, field, column)
    table = quote(entity.name)
    # Two statements: SQLite takes either end from an index, but reads everything to give both at once.
    (first,) = connection.execute(f"SELECT min({column}) FROM {table}").fetchone()
    (last,) = connection.execute(f"SELECT max({column}) FROM {table}").fetchone()
    if first is None:
        return Keyed(entity, field, "NULL")
    borders = _borders(datetime.fromisoformat(first), datetime.fromisoformat(last), zone or UTC)
    if borders is None:
        return Keyed(entity, field, f"substr({column}, 1, 4)")
    text, values = _searched(column, borders)
    return Keyed(
        entity, field, f"CASE WHEN {column} IS NULL THEN NULL ELSE {text} END", values, tuple(borders)
    )


def _borders(first: datetime, last: datetime, zone: tzinfo) -> list[tuple[str, str]] | None:
    start, end = _local(first, zone), _local(last, zone)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months > MOST_MONTHS:
        return None
    found = []
    for number in range(start.year * 12 + start.month - 1, start.year * 12 + start.month - 1 + months):
        year, month = divmod(number, 12)
        found.append((_opening(year, month + 1, zone), f"{year:04d}-{month + 1:02d}"))
    return found


def _local(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:  # the first or last day of the calendar
        return moment


def _opening(year: int, month: int, zone: tzinfo) -> str:
    opening = datetime(year, month, 1, tzinfo=zone)
    try:
        return format_instant(opening)
    except OverflowError:
        return format_instant(opening.replace(tzinfo=UTC))


def _searched(column: str, borders: Sequence[tuple[str, str]]) -> tuple[str, tuple[Stored, ...]]:
    """A binary search among the borders as nested CASEs: eight comparisons a row for twenty years of months."""
    if len(borders) == 1:
        return "?", (borders[0][1],)
    middle = len(borders) // 2
    left, before = _searched(column, borders[:middle])
    right, after = _searched(column, borders[middle:])
    return f"CASE WHEN {column} < ? THEN {left} ELSE {right} END", (borders[middle][0], *before, *after)


def heads(
    connection: Connection, key: Keyed, found: Clause, sums: Sequence[str], titles: Titles, *, counts: Counts
) -> list[GroupHead]:
    """The groups of the rows that hold `found`, in the order of the choices, by title, by time; what has no value last.

    `sums` are fields of money to be added up, each currency by itself; `counts` is what `counts_of` or `largest` gave.
    """
    counted, total = dict(counts[0]), counts[1]
    named = [each for each in counted if each != EMPTY]
    rest = total - sum(counted.values())
    amounts = _amounts(connection, key, found, sums, tuple(counted) if rest else None)
    told = titles(connection, key.field.target, named) if key.field.target else {}
    ordered = sorted(named, key=_order(key.field, told))
    if rest:
        counted[REST] = rest
        ordered.append(REST)
    if EMPTY in counted:
        ordered.append(EMPTY)
    return [
        GroupHead(each, _value(key.field, each, told), counted[each], tuple(amounts.get(each, ())))
        for each in ordered
    ]


def counts_of(connection: Connection, key: Keyed, found: Clause) -> Counts:
    """Counted by the database: out of the index on the field, where it has one."""
    rows = connection.execute(
        f"SELECT k, n, sum(n) OVER () FROM (SELECT {key.text} AS k, count(*) AS n FROM {quote(key.entity.name)}"
        f" WHERE {found.text} GROUP BY k) ORDER BY k IS NULL DESC, n DESC, k LIMIT ?",
        (*key.values, *found.values, MOST_GROUPS),
    ).fetchall()
    return {_known(row[0]): row[1] for row in rows}, rows[0][2] if rows else 0


def largest(counted: Mapping[str, int]) -> Counts:
    """The same of groups that somebody has counted already."""
    ordered = sorted(counted.items(), key=lambda each: (each[0] != EMPTY, -each[1], each[0]))
    return dict(ordered[:MOST_GROUPS]), sum(counted.values())


def _known(key: Stored) -> str:
    return EMPTY if key is None else str(key)


def _amounts(
    connection: Connection, key: Keyed, found: Clause, sums: Sequence[str], named: tuple[str, ...] | None
) -> dict[str, list[tuple[str, str, str]]]:
    """By key the sum of every money field in each currency. `named`: the keys that have heads, if others have none."""
    text, values = key.text, key.values
    if named is not None:
        text = f"CASE WHEN {key.text} IN (SELECT value FROM json_each(?)) THEN {key.text} WHEN {key.text} IS NULL"
        text += f" THEN NULL ELSE '{REST}' END"
        values = (*key.values, msgspec.json.encode(named).decode(), *key.values, *key.values)
    result: dict[str, list[tuple[str, str, str]]] = {}
    for name in sums:
        money, currency = quote(name), quote(str(key.entity.field(name).currency))
        rows = connection.execute(
            f"SELECT {text} AS k, {currency} AS c, {money_sums(money)}"
            f" FROM {quote(key.entity.name)} WHERE {found.text} AND {money} IS NOT NULL AND {currency} IS NOT NULL"
            " GROUP BY k, c ORDER BY k, c",
            (*values, *found.values),
        )
        for group, code, whole, part in rows:
            told = (name, format_decimal(money_sum(whole, part), minor_digits(code)), str(code))
            result.setdefault(_known(group), []).append(told)
    return result


def _order(field: Field, titles: Mapping[str, str]) -> Callable[[str], tuple[int, str, str]]:
    ranks = {choice.key: number for number, choice in enumerate(field.choices)}

    def place(key: str) -> tuple[int, str, str]:
        return ranks.get(key, len(ranks)), titles.get(key, "").casefold(), key

    return place


def _value(field: Field, key: str, titles: Mapping[str, str]) -> Value:
    if key in (EMPTY, REST):
        return None
    return (key, titles.get(key, "")) if field.kind is Kind.REFERENCE else key
