"""Keeps a session alive: renews an expired access token, once for all threads, and never loses the new one.

It knows neither a transport nor how credentials are stored.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from crmdesk.domain.errors import SignInNeeded
from crmdesk.protocol.messages import Tokens
from crmdesk.sync.remote import Credentials, Wallet

T = TypeVar("T")


class Bearer:
    """Sends requests with the access token in the wallet. Thread-safe."""

    def __init__(self, wallet: Wallet, trade: Callable[[str], Tokens]) -> None:
        """`trade` gives new tokens for a refresh token."""
        self._wallet = wallet
        self._trade = trade
        self._renewing = threading.Lock()

    def send(self, request: Callable[[str], T]) -> T:
        """`request(access token)`, once more with a new token if the first has expired; raises `SignInNeeded`."""
        credentials = self._held()
        try:
            return request(credentials.access)
        except SignInNeeded:
            self.renew(credentials)
        return request(self._held().access)

    def renew(self, spent: Credentials | None = None) -> None:
        """New credentials for spent ones (None: for those held), unless another thread has got some meanwhile.

        They are durable before they are used. If the answer is lost the old refresh token still holds: the centre
        takes it until one of its successors has been used.
        """
        with self._renewing:
            held = self._held()
            if spent is None or held.access == spent.access:
                tokens = self._trade(held.refresh)
                self._wallet.keep(Credentials(tokens.access, tokens.refresh, tokens.expires_in))

    def _held(self) -> Credentials:
        credentials = self._wallet.load()
        if credentials is None:
            raise SignInNeeded("Nobody is signed in", hint="sign in; what you saved is kept")
        return credentials
