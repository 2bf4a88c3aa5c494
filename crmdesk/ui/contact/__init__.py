"""The page of one contact: who it is, how to reach them, what happened with them."""

from __future__ import annotations

from crmdesk.ui.contact.page import ContactPage
from crmdesk.ui.desk import Desk


def page(desk: Desk, record_id: str) -> ContactPage:
    """The page of the contact with this id."""
    return ContactPage(desk, record_id)
