"""Signing in, unlocking, and the first sync with its progress."""

from __future__ import annotations

from crmdesk.ui.doorway import Doorway
from crmdesk.ui.signin.first_sync import FirstSyncPage
from crmdesk.ui.signin.keyring_page import KeyringPage
from crmdesk.ui.signin.page import SignInPage
from crmdesk.ui.signin.unlock import UnlockPage

__all__ = ["FirstSyncPage", "KeyringPage", "SignInPage", "UnlockPage", "page"]


def page(door: Doorway) -> SignInPage | UnlockPage:
    """What stands before a closed profile: the passphrase where one locks it, else signing in."""
    return UnlockPage(door) if door.known.locked else SignInPage(door)
