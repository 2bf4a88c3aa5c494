"""The page of one opportunity: its stage, amount and close date, products, people, what happened."""

from __future__ import annotations

from crmdesk.ui.desk import Desk
from crmdesk.ui.opportunity.page import OpportunityPage


def page(desk: Desk, record_id: str) -> OpportunityPage:
    """The page of the opportunity with this id."""
    return OpportunityPage(desk, record_id)
