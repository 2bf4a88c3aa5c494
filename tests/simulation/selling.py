"""People who put products on opportunities and send quotes of them, several the same one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain import edits, quotes
from crmdesk.domain.changes import Mutation

if TYPE_CHECKING:
    from tests.simulation.work import Worker

TODAY = date(2026, 3, 3)


def line(worker: Worker) -> list[Mutation]:
    opportunity = worker.any("opportunity")
    if opportunity is None:
        return []
    product = worker.any("product")
    fields = {
        "opportunity": opportunity.id, "product": product.id if product else None, "quantity": "2", "price": "10",
    }  # fmt: skip
    return edits.create(worker.author, "opportunity_line", fields)


def quote(worker: Worker) -> list[Mutation]:
    """Several people send the same one, change it, answer it, take that back, and revise it."""
    found, draw, author = worker.any("quote"), worker.chance.random(), worker.author
    opportunity = worker.any("opportunity")
    if found is None or draw < 0.25:
        return quotes.draw_up(author, opportunity, [], today=TODAY) if opportunity else []
    if draw < 0.4:
        return worker.update(found, terms=worker.words(3), tax_rate=str(worker.chance.randrange(20)))
    if draw < 0.6:
        return quotes.send(author, found, quotes.figures(found, [], "USD"), today=TODAY)
    if draw < 0.7:
        return quotes.accept(author, found, opportunity)
    if draw < 0.8:
        return quotes.close(author, found, "rejected")
    if draw < 0.9:
        return quotes.take_back(author, found)
    return quotes.revise(author, found, [], today=TODAY)


def quote_line(worker: Worker) -> list[Mutation]:
    """Lines come, change and go, some of them after somebody else has sent the quote."""
    quote, line = worker.any("quote"), worker.any("quote_line")
    price = {"price": str(worker.chance.randrange(1, 99)), "currency": "USD"}
    if quote is not None and (line is None or worker.chance.random() < 0.4):
        product = worker.any("product")
        fields = {"quote": quote.id, "product": product.id if product else None, "quantity": "2", **price}
        return edits.create(worker.author, "quote_line", fields)
    if worker.chance.random() < 0.2:
        return worker.remove(line)
    return worker.update(line, **price)
