"""The pipeline as a board: of each stage the totals and its first cards. It decides nothing and writes nothing.

Totals and the order of cards come out of one index of the summed fields; whole rows are read of the cards alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Literal

import msgspec

from crmdesk.domain.records import Record
from crmdesk.domain.values import format_decimal, minor_digits
from crmdesk.schema.columns import Stored
from crmdesk.store.connection import Connection
from crmdesk.store.queries import ANY, Clause, Filter, conditions, money_sum, money_sums
from crmdesk.store.rows import Rows
from crmdesk.store.titles import Titles
from crmdesk.store.views import QUIET_DAYS, ends, zone_named

CARDS = 40
"""Of one stage, until more are asked for."""
CardOrder = Literal["close_date", "amount"]
_TALKS = ("visit", "call", "meeting", "email", "note")


@dataclass(frozen=True, slots=True)
class StageSum:
    """The opportunities in one stage: how many, and their amounts by currency, full and weighted by probability."""

    stage: str
    count: int
    amounts: Mapping[str, str]
    weighted: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which opportunities count. None or empty: all. Days are canonical; `until` is the last one that counts."""

    owner: str | None = None
    territories: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    text: str = ""
    only_open: bool = False


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """What a board shows. `closed_since`: won and lost ones count from this close date on, where `Narrow` says none."""

    narrow: Narrow = Narrow()
    order: CardOrder = "close_date"
    closed_since: str | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    """Cards of a stage where they are not `CARDS`."""


@dataclass(frozen=True, slots=True)
class BoardCard:
    """An opportunity on the board. `quiet` is how many days nothing happened, 0 when something did lately."""

    record: Record
    account: str
    owner: str
    quiet: int


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A stage: totals of all that is in it, and its first cards."""

    stage: str
    totals: StageSum
    cards: tuple[BoardCard, ...]


def narrowed(rows: Rows, narrow: Narrow) -> Clause:
    """The condition on opportunities."""
    texts, values = ["1"], list[Stored]()
    for text, value in (
        ("owner = ?", narrow.owner),
        ("close_date >= ?", narrow.since),
        ("close_date <= ?", narrow.until),
    ):
        if value is not None:
            texts.append(text)
            values.append(value)
    if narrow.only_open:
        closed = ends(rows.catalogue["opportunity"], "stage")
        texts.append(f"stage NOT IN ({', '.join('?' * len(closed))})")
        values.extend(closed)
    if narrow.territories:
        texts.append("territory IN (SELECT value FROM json_each(?))")
        values.append(msgspec.json.encode(narrow.territories).decode())
    if narrow.text:
        found = conditions(rows["opportunity"].entity, (Filter(ANY, "~", narrow.text),))
        texts.append(f"({found.text})")
        values.extend(found.values)
    return Clause(" AND ".join(texts), tuple(values))


def stage_sums(connection: Connection, rows: Rows, found: Clause) -> tuple[StageSum, ...]:
    """Count and sums of every stage, in the stages' order; amounts of different currencies are never added up."""
    grouped = connection.execute(
        f"SELECT stage, currency, probability, count(*), {money_sums('amount')} FROM opportunity"
        f" WHERE {found.text} GROUP BY stage, currency, probability",
        found.values,
    ).fetchall()
    result = []
    for choice in rows.catalogue["opportunity"].field("stage").choices:
        count, full, weighted = 0, dict[str, Decimal](), dict[str, Decimal]()
        for stage, currency, probability, number, *sums in grouped:
            if stage == choice.key:
                count += number
                if any(sums):
                    chance = choice.number or 0 if probability is None else probability
                    value = money_sum(*sums)
                    full[currency] = full.get(currency, Decimal(0)) + value
                    weighted[currency] = weighted.get(currency, Decimal(0)) + value * chance / 100
        result.append(StageSum(choice.key, count, _told(full), _told(weighted)))
    return tuple(result)


def _told(sums: Mapping[str, Decimal]) -> dict[str, str]:
    return {
        currency: format_decimal(value, minor_digits(currency)) for currency, value in sorted(sums.items())
    }


class Boards:
    """Reads boards."""

    def __init__(self, rows: Rows, titles: Titles) -> None:
        self._rows = rows
        self._titles = titles

    def read(
        self, connection: Connection, query: BoardQuery, now: datetime, zone: str, currency: str
    ) -> tuple[BoardColumn, ...]:
        """Every stage in order. `now` is an aware time, `zone` the IANA name of the zone that days are counted in;
        amounts in `currency`, the organisation's, come first where amounts give the order."""
        found = self._found(query)
        sums = stage_sums(connection, self._rows, found)
        ids = {
            each.stage: self._first(connection, each.stage, found, query, currency) if each.count else []
            for each in sums
        }
        cards = self._cards(connection, [one for some in ids.values() for one in some], now, zone)
        return tuple(
            BoardColumn(each.stage, each, tuple(cards[one] for one in ids[each.stage] if one in cards))
            for each in sums
        )

    def _found(self, query: BoardQuery) -> Clause:
        found = narrowed(self._rows, query.narrow)
        if query.closed_since is None or query.narrow.since or query.narrow.until:
            return found
        closed = ends(self._rows.catalogue["opportunity"], "stage")
        marks = ", ".join("?" * len(closed))
        text = f"{found.text} AND (stage NOT IN ({marks}) OR close_date >= ?)"
        return Clause(text, (*found.values, *closed, query.closed_since))

    def _first(
        self, connection: Connection, stage: str, found: Clause, query: BoardQuery, currency: str
    ) -> list[str]:
        order, values = "close_date IS NULL, close_date, id", tuple[Stored, ...]()
        if query.order == "amount":
            # Amounts of different currencies have no order among each other.
            order, values = "amount IS NULL, currency IS NOT ?, currency, amount DESC, id", (currency,)
        elif stage in ends(self._rows.catalogue["opportunity"], "stage"):
            order = "close_date IS NULL, close_date DESC, id"
        limit = query.limits.get(stage, CARDS)
        return [
            row[0]
            for row in connection.execute(
                f"SELECT id FROM opportunity WHERE stage = ? AND {found.text} ORDER BY {order} LIMIT ?",
                (stage, *found.values, *values, limit),
            )
        ]

    def _cards(
        self, connection: Connection, ids: Sequence[str], now: datetime, zone: str
    ) -> dict[str, BoardCard]:
        wanted = (msgspec.json.encode(list(ids)).decode(),)
        rows = self._rows["opportunity"]
        inside = "IN (SELECT value FROM json_each(?))"
        records = [rows.record(row) for row in connection.execute(f"{rows.select} WHERE id {inside}", wanted)]
        last = {record.id: record["updated_at"] or record["created_at"] or "" for record in records}
        for name in _TALKS:
            for record_id, moment in connection.execute(
                f"SELECT opportunity, max(updated_at) FROM {name} WHERE opportunity {inside} GROUP BY opportunity",
                wanted,
            ):
                last[record_id] = max(last.get(record_id, ""), moment or "")
        names = {
            type_name: self._titles.of(
                connection, type_name, sorted({r[type_field] for r in records if r[type_field]})
            )
            for type_name, type_field in (("account", "account"), ("user", "owner"))
        }
        place = zone_named(zone)
        today = now.astimezone(place).date()
        return {
            record.id: BoardCard(
                record,
                names["account"].get(record["account"] or "", ""),
                names["user"].get(record["owner"] or "", ""),
                _quiet_days(last[record.id], today, place),
            )
            for record in records
        }


def _quiet_days(last: str, today: date, zone: tzinfo) -> int:
    """Days since the last change or talk, as `Views` counts them; 0 while they are too few to say."""
    if not last:
        return 0
    days = (today - datetime.fromisoformat(last).astimezone(zone).date()).days
    return days if days > QUIET_DAYS else 0
