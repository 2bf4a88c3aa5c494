"""The page of one lead: who it is, how far one has come with them, what they became."""

from __future__ import annotations

from crmdesk.ui.desk import Desk
from crmdesk.ui.lead.page import LeadPage


def page(desk: Desk, record_id: str) -> LeadPage:
    """The page of the lead with this id."""
    return LeadPage(desk, record_id)
