"""People who put products on opportunities, send quotes of them and leave them on visits, several the same one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from crmdesk.domain import edits, quotes
from crmdesk.domain.changes import Mutation
from crmdesk.domain.records import Record
from tests.simulation.central import Central, Ledger

if TYPE_CHECKING:
    from tests.simulation.work import Worker

TODAY = date(2026, 3, 3)
DRAFT = "draft"
"""The one state in which a quote and its lines may be changed."""


def line(worker: Worker) -> list[Mutation]:
    opportunity = worker.any("opportunity")
    if opportunity is None:
        return []
    product = worker.any("product")
    fields = {
        "opportunity": opportunity.id, "product": product.id if product else None, "quantity": "2", "price": "10",
    }  # fmt: skip
    return edits.create(worker.author, "opportunity_line", fields)


def drawn_up(author: edits.Author, opportunity: Record, product: str) -> list[Mutation]:
    """A quote with one line."""
    made = quotes.draw_up(author, opportunity, [], today=TODAY)
    fields = {"quote": made[0].id, "product": product, "quantity": "2", "price": "10", "currency": "USD"}
    return [*made, *edits.create(author, "quote_line", fields)]


def quote(worker: Worker) -> list[Mutation]:
    """Several people send the same one, change it, answer it, take that back, and revise it."""
    found, draw, author = worker.any("quote"), worker.chance.random(), worker.author
    opportunity = worker.any("opportunity")
    if found is None or draw < 0.25:
        product = worker.any("product")
        return drawn_up(author, opportunity, product.id) if opportunity and product else []
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


def send(worker: Worker) -> list[Mutation]:
    """Whatever others do with its lines meanwhile."""
    found = worker.any("quote")
    return quotes.send(worker.author, found, quotes.figures(found, [], "USD"), today=TODAY) if found else []


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


def sample(worker: Worker) -> list[Mutation]:
    """Lines of what was left on a visit: several people count the same one, some after the report was submitted."""
    visit, line, left = worker.any("visit"), worker.any("visit_sample"), worker.chance.randrange(1, 5)
    draw = worker.chance.random()
    if visit is not None and (line is None or draw < 0.3):
        product = worker.any("product")
        fields = {"visit": visit.id, "product": product.id if product else None, "quantity": left}
        return edits.create(worker.author, "visit_sample", fields)
    if line is None or draw < 0.4:
        return worker.remove(line)
    return edits.update(worker.author, line, {}, add={"quantity": left})


def late(taken: Iterable[Mutation], central: Central, verdicts: Ledger) -> Iterator[str]:
    """Edits of lines that were `taken` though their quote had been sent before and not been taken back.

    What came first is told by versions, which go up with everything that the centre decides.
    """
    for mutation in taken:
        if mutation.type != "quote_line" or mutation.resolves:
            continue
        said = central.history.get(("quote_line", mutation.id), ())
        quote = next((str(line.new) for line in said if line.field == "quote" and line.new), "")
        moves = [
            (verdicts.get(str(line.op_id), ("", 0))[1], line.new)
            for line in central.history.get(("quote", quote), ())
            if line.field == "status" and line.outcome in ("applied", "merged")
        ]
        at = verdicts[mutation.op_id][1]
        changed = any(line.op_id == mutation.op_id for line in said)
        state = next((state for version, state in reversed(moves) if version < at), DRAFT)
        if changed and all(version for version, _ in moves) and state != DRAFT:
            yield f"op {mutation.op_id} changed {mutation.id}, a line of {quote}, which was {state} by then"
