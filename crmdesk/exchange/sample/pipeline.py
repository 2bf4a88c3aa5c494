"""The opportunities of the sample organisation, with their lines and the stages they went through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from crmdesk.domain.values import Value
from crmdesk.exchange.sample.customers import Customer, Deal
from crmdesk.exchange.sample.organisation import Product
from crmdesk.exchange.sample.world import Stamp, World, weekday

OPEN_STAGES = ("prospecting", "qualification", "proposal", "negotiation")
_FATES = (*OPEN_STAGES, "closed_won", "closed_lost")
_FATE_WEIGHTS = (14, 16, 15, 10, 27, 18)
_DEALS = {"a": (3, 4), "b": (2, 2), "c": (1, 2)}
_QUANTITY = {"a": (4, 24), "b": (2, 8), "c": (1, 3)}
_FORECAST = {
    "prospecting": "pipeline",
    "qualification": "pipeline",
    "proposal": "best_case",
    "negotiation": "commit",
    "closed_won": "closed",
    "closed_lost": "omitted",
}
_REASONS = ("price", "competitor", "no_budget", "no_decision", "timing", "other")
_SOURCES = ("referral", "web", "event", "call", "partner", "other")
_CLOSING_SOON = (0, 0, 1, 3, 6)
"""Days from today on which every rep has something to close; today itself, because the week may end with it."""
_NEWS = 5


def open_pipeline(world: World, customers: Sequence[Customer]) -> None:
    """Makes opportunities, lines and stage changes, and tells each customer its deals."""
    for customer in customers:
        for _ in range(world.dice.randint(*_DEALS[customer.tier])):
            customer.deals.append(_add_deal(world, customer))
    for rep in dict.fromkeys(customer.rep.id for customer in customers):
        _close_some_soon(world, [customer for customer in customers if customer.rep.id == rep])


@dataclass(frozen=True, slots=True)
class _Plan:
    """The course of one opportunity."""

    path: tuple[str, ...]
    opened: date
    until: date
    close_date: date


def _plan(world: World, fate: str) -> _Plan:
    dice = world.dice
    if fate in OPEN_STAGES:
        opened = world.day(-dice.randint(8, 60) - 25 * OPEN_STAGES.index(fate))
        quiet = world.chance(14)
        until = world.day(-dice.randint(32, 75)) if quiet else world.day(-dice.randint(1, 9))
        opened = min(opened, until - timedelta(days=7 + 12 * OPEN_STAGES.index(fate)))
        late = world.chance(6)
        close_date = world.day(-dice.randint(1, 18)) if late else weekday(world.day(dice.randint(8, 146)))
        return _Plan(OPEN_STAGES[: OPEN_STAGES.index(fate) + 1], opened, until, close_date)
    close_date = world.day(-dice.randint(1, 300))
    steps = 4 if fate == "closed_won" else dice.randint(1, 4)
    opened = close_date - timedelta(days=dice.randint(15, 130))
    return _Plan((*OPEN_STAGES[:steps], fate), opened, close_date, close_date)


def _add_deal(world: World, customer: Customer) -> Deal:
    dice, language, rep = world.dice, customer.language, customer.rep
    stage = world.pick(_FATES, _FATE_WEIGHTS)
    plan = _plan(world, stage)
    product = world.pick(customer.wants)
    quantity = dice.randint(*_QUANTITY[customer.tier])
    deal = Deal(
        world.new_id("opportunity"), product, quantity, plan.opened, plan.until, stage in OPEN_STAGES, stage
    )
    priced = stage not in ("prospecting", "qualification") or world.chance(70)
    has_lines = stage in ("proposal", "negotiation", "closed_won") or (priced and world.chance(20))
    stamp = Stamp(rep.id, rep.home, world.working_time(plan.opened), world.at(plan.until, 17, 40), rep.id)
    person = world.pick(customer.people)
    rival = world.pick(language.lists["rivals"])
    words = {
        "product": product.short, "quantity": quantity, "person": person.name, "rival": rival,
        "room": world.pick(language.lists["room"]),
    }  # fmt: skip
    total = Decimal(0)
    if has_lines:
        total = _add_lines(world, customer, deal, stamp)
    elif priced:
        total = product.prices[customer.currency] * quantity
    world.add("opportunity", deal.id, stamp, {
        "name": world.pick(language.lists["opportunity"]).format_map(words),
        "account": customer.id,
        "stage": stage,
        "amount": str(total) if priced else None,
        "currency": customer.currency,
        "close_date": str(plan.close_date),
        "probability": dice.randrange(15, 96, 5) if deal.open and world.chance(8) else None,
        "forecast_category": _FORECAST[stage],
        "next_step": world.pick(language.lists["next_steps"]).format_map(words) if deal.open else None,
        "lost_reason": world.pick(_REASONS, (25, 25, 15, 15, 12, 8)) if stage == "closed_lost" else None,
        "lead_source": world.pick(_SOURCES, (25, 20, 20, 15, 12, 8)),
        "product": product.id,
        "engaged_on": str(plan.opened),
        "contacts": sorted({person.id, world.pick(customer.people).id}),
        "competitors": [rival] if world.chance(35) else [],
        "tags": dice.sample(language.lists["tags"], 1) if world.chance(25) else [],
        "description": world.pick(language.sentences["need"]).format_map(
            {**words, "month": world.pick(language.lists["months"])}
        ),
    })  # fmt: skip
    _add_stage_changes(world, deal, plan, stamp)
    return deal


def _add_lines(world: World, customer: Customer, deal: Deal, stamp: Stamp) -> Decimal:
    """One to three lines; gives their sum at the currency's digits."""
    total = Decimal(0)
    digits = Decimal(1) if customer.currency == "KRW" else Decimal("0.01")
    others = [item for item in (*customer.wants, *customer.services) if item is not deal.product]
    for number, product in enumerate(
        (deal.product, *world.dice.sample(others, world.dice.randint(0, 2))), start=1
    ):
        quantity = deal.quantity if product is deal.product else world.dice.randint(1, 3)
        price, discount = (
            product.prices[customer.currency],
            world.pick((0, 3, 5, 8, 10), (50, 15, 15, 10, 10)),
        )
        total += (price * quantity * (100 - discount) / 100).quantize(digits)
        world.add("opportunity_line", world.new_id("opportunity_line"), stamp, {
            "opportunity": deal.id,
            "product": product.id,
            "quantity": str(quantity),
            "price": str(price),
            "currency": customer.currency,
            "discount": str(discount),
            "line_number": number,
        })  # fmt: skip
    return total


def _add_stage_changes(world: World, deal: Deal, plan: _Plan, stamp: Stamp) -> None:
    """One row for each step of the path, on days in order; a closed one ends on the day it was closed."""
    steps = len(plan.path) - 1
    span = (plan.until - plan.opened).days
    days = sorted(world.dice.sample(range(1, span + 1), steps))
    if not deal.open:
        days[-1] = span
    before = 0
    for (from_stage, to_stage), day in zip(pairwise(plan.path), days, strict=True):
        at = world.at(plan.opened + timedelta(days=day), 16, world.dice.randrange(60))
        change: dict[str, Value] = {
            "opportunity": deal.id,
            "from_stage": from_stage,
            "to_stage": to_stage,
            "at": at.isoformat(),
            "by": stamp.by,
            "days_in_stage": day - before,
        }
        world.add(
            "stage_change",
            world.new_id("stage_change"),
            Stamp(stamp.owner, stamp.territory, at, at, stamp.by),
            change,
        )
        before = day


def _close_some_soon(world: World, customers: Sequence[Customer]) -> None:
    deals = [deal for customer in customers for deal in customer.deals if deal.stage in OPEN_STAGES[2:]]
    # Quiet ones stay quiet: closing this week is another list.
    lively = [deal for deal in deals if deal.until >= world.day(-10)]
    for deal, days in zip(world.dice.sample(lively, len(_CLOSING_SOON)), _CLOSING_SOON, strict=True):
        world.amend("opportunity", deal.id, None, close_date=str(world.day(days)))


@dataclass(frozen=True, slots=True)
class News:
    """An edit of an opportunity: who makes it and the fields it sets."""

    author: str
    """User id."""
    opportunity: str
    fields: Mapping[str, Value]


def morning_news(world: World, customers: Sequence[Customer]) -> tuple[News, ...]:
    """What a rep changes first thing in the morning: next steps, and a close date that slips."""
    open_deals = [(customer, deal) for customer in customers for deal in customer.deals if deal.open]
    news = []
    for number, (customer, deal) in enumerate(world.dice.sample(open_deals, _NEWS)):
        language = customer.language
        step = world.pick(language.lists["next_steps"]).format(
            product=deal.product.short,
            person=world.pick(customer.people).name,
            rival=world.pick(language.lists["rivals"]),
        )
        fields: dict[str, Value] = {"next_step": step}
        if number % 2:
            fields["close_date"] = str(weekday(world.day(world.dice.randint(14, 60))))
        news.append(News(customer.rep.id, deal.id, fields))
    return tuple(news)


def product_about(world: World, customer: Customer, deal: Deal | None) -> Product:
    """What a conversation is about: the deal's product, else one that the customer cares for."""
    return deal.product if deal is not None else world.pick(customer.wants)
