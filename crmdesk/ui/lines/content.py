"""What the card of lines reads on the query thread: the lines of one record, and what a product costs. No widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica

LINES = 200
"""How many a card shows."""


@dataclass(frozen=True, slots=True)
class Prices:
    """A product's list prices by currency, that of the price book first by name."""

    by_currency: Mapping[str, str]


def read_lines(replica: Replica, type_name: str, parent: str, record_id: str) -> tuple[Record, ...]:
    """The lines of a record in the order of their numbers; those without one, of an earlier program, come first."""
    here = (Filter(parent, "=", record_id),)
    found = replica.query(type_name, Query(here, limit=LINES))
    return tuple(sorted(found, key=lambda line: (line["line_number"] or 0, line.id)))


def read_prices(replica: Replica, product: str) -> Prices:
    """What the price books on this laptop say about a product."""
    found = replica.query("price_book_entry", Query((Filter("product", "=", product),), sort="price_book"))
    prices: dict[str, str] = {}
    for entry in found:
        if entry["price"] is not None and entry["currency"]:
            prices.setdefault(entry["currency"], entry["price"])
    return Prices(prices)
