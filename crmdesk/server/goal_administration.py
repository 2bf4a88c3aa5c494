"""Sets people's quotas for an administrator, through the journal. What comes of them it does not judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from crmdesk.domain.changes import Act
from crmdesk.domain.periods import Period, parse_period, period_of
from crmdesk.domain.values import format_decimal, minor_digits
from crmdesk.schema.columns import MONEY_SCALE
from crmdesk.server.administration import Administration


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A quota. `period` is `2026-Q4` or `2026-11`; `amount` a decimal text."""

    id: str
    login: str
    period: str
    amount: str
    currency: str


class GoalAdministration:
    """Acts on the quotas of one organisation."""

    def __init__(self, administration: Administration) -> None:
        self._administration = administration

    def set(self, login: str, period: str, amount: str, currency: str) -> str:
        """Gives a person a quota in place of the one they have for that period and currency; gives its id. Raises
        `InvalidValue`, `NoSuchRecord`."""
        administration = self._administration
        user, wanted = administration.user(login), parse_period(period)
        fields = {
            "period": wanted.kind,
            "starts_on": wanted.start.isoformat(),
            "amount": amount,
            "currency": currency.upper(),
            "owner": user.id,
            "territory": user.home,
        }
        known = self._known(user.id, wanted, currency.upper())
        if known is None:
            goal = administration.centre.new_id()
            administration.write([administration.create("goal", goal, fields)])
        else:
            goal, version = known
            change = administration.mutation(Act.UPDATE, "goal", goal, fields)
            administration.write([replace(change, base=version)])
        administration.note(
            "goal_set", goal=goal, user=user.id, period=str(wanted), currency=currency.upper()
        )
        return goal

    def _known(self, user: str, period: Period, currency: str) -> tuple[str, int] | None:
        columns = ("id", "version", "owner", "period", "starts_on", "currency")
        for row in self._administration.rows("goal", *columns):
            there = (row["owner"], row["period"], row["starts_on"], row["currency"])
            if there == (user, period.kind, period.start.isoformat(), currency):
                return str(row["id"]), int(row["version"])
        return None

    def all(self) -> Iterator[GoalLine]:
        """Every quota, the latest period first, then by login."""
        logins = {line.id: line.login for line in self._administration.users()}
        rows = self._administration.rows("goal", "id", "owner", "period", "starts_on", "amount", "currency")
        for row in sorted(
            rows, key=lambda row: (row["starts_on"], str(logins.get(row["owner"]))), reverse=True
        ):
            currency = str(row["currency"] or "")
            yield GoalLine(
                str(row["id"]),
                logins.get(row["owner"], ""),
                _named(str(row["period"]), str(row["starts_on"])),
                format_decimal(Decimal(row["amount"]).scaleb(-MONEY_SCALE), minor_digits(currency)),
                currency,
            )


def _named(kind: str, start: str) -> str:
    return str(period_of("month" if kind == "month" else "quarter", date.fromisoformat(start)))
