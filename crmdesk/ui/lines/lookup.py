"""Finds products by name or code for the card of lines, with what they cost there. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from crmdesk.domain.errors import NoSuchRecord
from crmdesk.ui import formats
from crmdesk.ui.desk import Desk
from crmdesk.ui.lines.content import read_prices
from crmdesk.ui.widgets.editors import Option

_OFFERED = 8


class ProductLookup:
    """Products that are sold still; `currency` says in which their prices are told."""

    def __init__(self, desk: Desk, currency: Callable[[], str]) -> None:
        self._desk = desk
        self._currency = currency

    def search(self, text: str, found: Callable[[Sequence[Option]], None]) -> None:
        """Offer the best matches for `text` to `found`; a later search supersedes this one."""
        replica, currency = self._desk.replica, self._currency()

        def look() -> list[Option]:
            options = []
            for hit in replica.search(text, types=("product",), limit=_OFFERED):
                with suppress(NoSuchRecord):  # it went since it was found
                    product = replica.get("product", hit.id)
                    price = read_prices(replica, hit.id).by_currency.get(currency)
                    told = [product["code"] or "", formats.money(price, currency) if price else ""]
                    if product["active"] is not False:
                        options.append(Option(hit.id, hit.title, "  ·  ".join(part for part in told if part)))
            return options

        self._desk.lookups.submit(("products", id(self)), look, found)

    def name(self, value: str, found: Callable[[str], None]) -> None:
        """Tell `found` what a product is called."""
        replica = self._desk.replica
        self._desk.lookups.submit(
            ("product", id(self), value), lambda: replica.title("product", value), found
        )
