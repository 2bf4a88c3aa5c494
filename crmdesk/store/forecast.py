"""What a forecast is made of, as this laptop has it: sums by owner, stage and category, quotas, what was submitted.

It adds nothing up across currencies and decides on no category: that is `domain/forecast.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import msgspec

from crmdesk.domain.forecast import Book, Covers, Crew, Said, Seller, Slice, pairs_of
from crmdesk.domain.periods import Period
from crmdesk.domain.records import Record
from crmdesk.schema.columns import MONEY_SCALE
from crmdesk.store.connection import Connection
from crmdesk.store.queries import money_sum, money_sums
from crmdesk.store.rows import Rows

_DEALS = 200
"""Opportunities behind one figure that are shown."""


@dataclass(frozen=True, slots=True)
class Organised:
    """Who sells, and in which teams."""

    sellers: tuple[Seller, ...]
    crews: tuple[Crew, ...]


class Forecasts:
    """Reads forecasts."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def books(self, connection: Connection, period: Period) -> dict[str, Book]:
        """A book for each currency that anything of the period or the one before is in; `""` is of what has none."""
        before = period.moved(-1)
        slices: dict[tuple[str, bool], list[Slice]] = {}
        for early, owner, stage, said, currency, count, *sums in connection.execute(
            f"SELECT close_date < ?, owner, stage, forecast_category, currency, count(*), {money_sums('amount')}"
            " FROM opportunity WHERE close_date >= ? AND close_date <= ?"
            " GROUP BY 1, owner, stage, forecast_category, currency",
            (str(period.start), str(before.start), str(period.end)),
        ):
            key = (currency or "", bool(early))
            slices.setdefault(key, []).append(Slice(owner, stage, said, count, money_sum(*sums)))
        goals = self._goals(connection, period)
        said = {which: self._said(connection, which) for which in (period, before)}
        currencies = {code for code, _ in slices} | set(goals) | {c for each in said.values() for c in each}
        return {
            code: Book(
                slices.get((code, False), ()),
                slices.get((code, True), ()),
                goals.get(code, {}),
                said[period].get(code, ()),
                said[before].get(code, ()),
            )
            for code in sorted(currencies)
        }

    def _goals(self, connection: Connection, period: Period) -> dict[str, dict[str, Decimal]]:
        found: dict[str, dict[str, Decimal]] = {}
        for owner, currency, *sums in connection.execute(
            f"SELECT owner, currency, {money_sums('amount')} FROM goal"
            " WHERE starts_on = ? AND period = ? AND owner IS NOT NULL GROUP BY owner, currency",
            (str(period.start), period.kind),
        ):
            found.setdefault(currency or "", {})[owner] = money_sum(*sums)
        return found

    def _said(self, connection: Connection, period: Period) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for owner, covers, currency, amount, at, note in connection.execute(
            "SELECT owner, covers, currency, amount, submitted_at, note FROM forecast_submission"
            " WHERE starts_on = ? AND period = ? AND owner IS NOT NULL ORDER BY submitted_at, id",
            (str(period.start), period.kind),
        ):
            kind: Covers = "team" if covers == "team" else "own"
            value = Decimal(amount or 0).scaleb(-MONEY_SCALE)
            found.setdefault(currency or "", []).append(Said(owner, kind, value, at or "", note or ""))
        return found

    def organised(self, connection: Connection) -> Organised:
        """Everybody who is active and no administrator, by name; every team."""
        sellers = connection.execute(
            "SELECT id, name, team FROM user WHERE active IS NOT 0 AND role != 'admin' ORDER BY name, id"
        )
        crews = connection.execute("SELECT id, name, lead FROM team ORDER BY name, id")
        return Organised(
            tuple(Seller(one, name or "", team) for one, name, team in sellers),
            tuple(Crew(one, name or "", lead) for one, name, lead in crews),
        )

    def deals(
        self,
        connection: Connection,
        period: Period,
        currency: str,
        category: str,
        owners: Sequence[str | None],
    ) -> list[Record]:
        """The opportunities behind one figure, the largest first, two hundred at most."""
        rows = self._rows["opportunity"]
        pairs = [(stage, said or "") for stage, said in pairs_of(category)]
        found = connection.execute(
            f"{rows.select} WHERE close_date >= ? AND close_date <= ? AND coalesce(currency, '') = ?"
            " AND (owner IN (SELECT value FROM json_each(?)) OR (owner IS NULL AND ?))"
            f" AND (stage, coalesce(forecast_category, '')) IN (VALUES {', '.join(['(?, ?)'] * len(pairs))})"
            " ORDER BY amount IS NULL, amount DESC, id LIMIT ?",
            (
                str(period.start),
                str(period.end),
                currency,
                msgspec.json.encode([owner for owner in owners if owner is not None]).decode(),
                None in owners,
                *(part for pair in pairs for part in pair),
                _DEALS,
            ),
        )
        return [rows.record(row) for row in found]
