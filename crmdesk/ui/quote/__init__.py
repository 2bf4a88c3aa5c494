"""The page of one quote: what is offered and for how much, how far it is, and the document that the customer gets."""

from __future__ import annotations

from crmdesk.ui.desk import Desk
from crmdesk.ui.quote.page import QuotePage


def page(desk: Desk, record_id: str) -> QuotePage:
    """The page of the quote with this id."""
    return QuotePage(desk, record_id)
