"""A visit from plan to submitted report: its page, and the small form that starts one at once."""

from __future__ import annotations

from crmdesk.ui.desk import Desk
from crmdesk.ui.visit.page import VisitPage


def page(desk: Desk, record_id: str) -> VisitPage:
    """The page of the visit with this id."""
    return VisitPage(desk, record_id)
