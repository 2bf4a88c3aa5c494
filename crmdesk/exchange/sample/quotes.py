"""The quotes of the sample organisation: what was offered for each opportunity with products, and what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from crmdesk.domain.pricing import canonical, priced, totals
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value
from crmdesk.exchange.sample.customers import Customer, Deal
from crmdesk.exchange.sample.world import Stamp, World

_ANSWERS = {
    "proposal": ("draft", "sent"),
    "negotiation": ("sent",),
    "closed_won": ("accepted",),
    "closed_lost": ("rejected", "expired"),
}
_LANGUAGE = {"ko": "ko", "zh": "zh_CN", "en": "en"}
_TAX = {"KRW": "10.00", "CNY": "13.00"}
_TERMS = {
    "en": "Payment within 30 days of the invoice. Delivery within 21 days of the order, installation included.",
    "ko": "대금은 세금계산서 발행일로부터 30일 이내에 지급합니다. 납기는 발주 후 21일 이내이며 설치를 포함합니다.",
    "zh": "发票开具后 30 日内付款。订单确认后 21 日内交货，含安装调试。",
}


def offer_quotes(world: World, customers: Sequence[Customer]) -> None:
    """Makes a quote for nearly every opportunity that has lines and came as far as a proposal."""
    lines: dict[str, list[Record]] = {}
    for record in world.records():
        if record.type == "opportunity_line":
            lines.setdefault(record["opportunity"], []).append(record)
    for customer in customers:
        for deal in customer.deals:
            if deal.stage in _ANSWERS and deal.id in lines and world.chance(85):
                _add_quote(world, customer, deal, lines[deal.id])


def _add_quote(world: World, customer: Customer, deal: Deal, lines: Sequence[Record]) -> None:
    status, code = world.pick(_ANSWERS[deal.stage]), customer.language.code
    opportunity = world.record("opportunity", deal.id)
    day = deal.opened + timedelta(days=world.dice.randint(0, (deal.until - deal.opened).days))
    stamp = Stamp(
        customer.rep.id,
        customer.rep.home,
        world.working_time(day),
        world.at(deal.until, 17, 45),
        customer.rep.id,
    )
    quote, tax = world.new_id("quote"), _TAX.get(customer.currency)
    known = [line for line in (priced(each.fields) for each in lines) if line is not None]
    told = totals(known, customer.currency, tax)
    world.add("quote", quote, stamp, {
        "name": opportunity["name"],
        "number": _number(quote),
        "status": status,
        "account": customer.id,
        "opportunity": deal.id,
        "contact": world.pick(opportunity["contacts"]),
        "issued_on": str(day),
        "valid_until": str(_valid_until(world, day, status)),
        "amount": None if status == "draft" else canonical(told.gross, told.currency),
        "currency": customer.currency,
        "tax_rate": tax,
        "language": _LANGUAGE[code],
        "revision": 1,
        "terms": _TERMS[code],
    })  # fmt: skip
    for number, line in enumerate(lines, start=1):
        copied: Mapping[str, Value] = {
            name: line[name] for name in ("product", "quantity", "price", "currency", "discount")
        }
        world.add(
            "quote_line",
            world.new_id("quote_line"),
            stamp,
            {**copied, "quote": quote, "line_number": number},
        )


def _valid_until(world: World, day: date, status: str) -> date:
    """A month; what is still open stands a little longer than today as a rule."""
    month = day + timedelta(days=30)
    if status not in ("draft", "sent") or world.chance(12):
        return month
    return max(month, world.day(world.dice.randint(2, 25)))


def _number(quote: str) -> str:
    """In the form that a centre gives (`server/serials.py`)."""
    digits = f"{uuid.UUID(quote).int % 10**12:012}"
    return f"Q-{digits[:4]}-{digits[4:8]}-{digits[8:]}"
