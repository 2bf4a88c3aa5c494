"""The quotas of the sample organisation and what its people committed to, before and now. It rolls no dice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from crmdesk.domain.periods import Period, PeriodKind, period_of
from crmdesk.domain.records import Record
from crmdesk.exchange.sample.organisation import SampleUser
from crmdesk.exchange.sample.world import Stamp, World

_KINDS: tuple[PeriodKind, ...] = ("month", "quarter")
_ROUND = {"KRW": Decimal(1_000_000)}
_OTHERWISE = Decimal(1_000)
_OPTIMISM = (Decimal("1.12"), Decimal("0.94"), Decimal("1.05"), Decimal("0.88"), Decimal("1.2"))
"""What people committed to, as a part of what came of it: some hope too much, some too little."""


@dataclass(frozen=True, slots=True)
class _Sales:
    """What somebody has won and may still win in one currency."""

    person: SampleUser
    currency: str
    deals: Sequence[Record]

    def won(self, period: Period) -> Decimal:
        return self._sum(period, ("closed_won",))

    def likely(self, period: Period) -> Decimal:
        return self._sum(period, ("closed_won", "negotiation"))

    def _sum(self, period: Period, stages: tuple[str, ...]) -> Decimal:
        return sum(
            (
                Decimal(deal["amount"])
                for deal in self.deals
                if deal["stage"] in stages and str(period.start) <= deal["close_date"] <= str(period.end)
            ),
            Decimal(0),
        )


def set_goals(world: World, users: Sequence[SampleUser], currency: str) -> None:
    """Gives every seller a quota for this and the last month and quarter, and for the next quarter; lets sellers and
    their manager submit forecasts. `currency` is the organisation's."""
    deals = [record for record in world.records() if record.type == "opportunity" and record["amount"]]
    sellers = [user for user in users if user.role == "rep"]
    sales = [_sales(user, deals) for user in sellers]
    for number, each in enumerate(sales):
        for kind in _KINDS:
            present = period_of(kind, world.today)
            for steps in (-1, 0, 1):
                _add_goal(world, each, present.moved(steps))
            _submit(world, each, present.moved(-1), "own", _OPTIMISM[number % len(_OPTIMISM)])
            _submit(world, each, present, "own", Decimal(1))
    for manager in (user for user in users if user.role == "manager"):
        whole = _Sales(manager, currency, [deal for deal in deals if deal["currency"] == currency])
        for kind in _KINDS:
            present = period_of(kind, world.today)
            _submit(world, whole, present.moved(-1), "team", Decimal("1.08"))
            _submit(world, whole, present, "team", Decimal("0.97"))


def _sales(user: SampleUser, deals: Sequence[Record]) -> _Sales:
    own = [deal for deal in deals if deal["owner"] == user.id]
    ((currency, _),) = Counter(deal["currency"] for deal in own).most_common(1)
    return _Sales(user, currency, [deal for deal in own if deal["currency"] == currency])


def _rounded(amount: Decimal, currency: str) -> Decimal:
    step = _ROUND.get(currency, _OTHERWISE)
    return max(step, (amount / step).quantize(Decimal(1)) * step)


def _add_goal(world: World, sales: _Sales, period: Period) -> None:
    """A tenth above the best of three quarters; of a month a third of it."""
    quarter = period_of("quarter", period.start)
    best = max(sales.won(quarter.moved(steps)) for steps in (-2, -1, 0))
    share = Decimal("1.1") / (1 if period.kind == "quarter" else 3)
    stamp = _stamp(world, sales.person, period.moved(-1))
    world.add("goal", world.new_id("goal"), stamp, {
        "period": period.kind,
        "starts_on": str(period.start),
        "amount": str(_rounded(best * share, sales.currency)),
        "currency": sales.currency,
    })  # fmt: skip


def _submit(world: World, sales: _Sales, period: Period, covers: str, hope: Decimal) -> None:
    """Twice in a period that is over or well on its way: at first more daringly than at last."""
    basis = sales.likely(period)
    for day, part in _moments(world, period):
        at = world.at(world.day(day), 16, 20)
        stamp = Stamp(sales.person.id, sales.person.home, at, at, sales.person.id)
        world.add("forecast_submission", world.new_id("forecast_submission"), stamp, {
            "period": period.kind,
            "starts_on": str(period.start),
            "covers": covers,
            "amount": str(_rounded(basis * hope * part, sales.currency)),
            "currency": sales.currency,
            "submitted_at": at.isoformat(),
        })  # fmt: skip


def _moments(world: World, period: Period) -> Iterator[tuple[int, Decimal]]:
    """Days before today on which something was submitted, with what was hoped then beside the last time."""
    length = (period.end - period.start).days
    for share, part in ((length // 8, Decimal("1.06")), (length // 2, Decimal(1))):
        day = (period.start + timedelta(days=share) - world.today).days
        if day < 0:
            yield day, part


def _stamp(world: World, person: SampleUser, when: Period) -> Stamp:
    at = world.at(min(when.start, world.day(-1)), 9)
    return Stamp(person.id, person.home, at, at, person.id)
