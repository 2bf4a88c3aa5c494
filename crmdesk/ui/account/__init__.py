"""The page of one account: who it is, its people, its open opportunities, everything that happened."""

from __future__ import annotations

from crmdesk.ui.account.page import AccountPage
from crmdesk.ui.desk import Desk


def page(desk: Desk, record_id: str) -> AccountPage:
    """The page of the account with this id."""
    return AccountPage(desk, record_id)
