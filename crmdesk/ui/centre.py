"""What the window asks the centre for outside of a sync round: a record's history, signing in again, signing out.

Each request runs on a thread of its own; the window never waits for it. How a centre is reached is not known here.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeVar

from PySide6.QtCore import QObject

from crmdesk.protocol.messages import OwnDevice
from crmdesk.store.history import History
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from crmdesk.sync.remote import Remote, Wallet
from crmdesk.ui.models import QueryRunner

T = TypeVar("T")

Connect = Callable[[str, Wallet], Remote]
"""A Remote for an address and the wallet that its credentials live in; raises `InvalidValue` for no address."""


class Centre(QObject):
    """The centre of one replica. `done` and `failed` are called on the GUI thread."""

    def __init__(
        self,
        replica: Replica,
        remote: Remote,
        connect: Connect,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """`remote` uses the replica's own session."""
        super().__init__(parent)
        self._replica = replica
        self._remote = remote
        self._connect = connect
        self._now = now
        self._calls = QueryRunner(parent=self)

    def history(
        self,
        type_name: str,
        record_id: str,
        done: Callable[[History], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Fetch a record's past and keep it in the replica."""

        def fetch() -> History:
            return session.fetch_history(self._replica, self._remote, type_name, record_id)

        self._calls.submit(("history", record_id), fetch, _told(done), _told(failed))

    def sign_in(
        self,
        login: str,
        password: str | None,
        code: str | None,
        done: Callable[[None], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Begin a new session on this replica; what waits in it goes out afterwards."""

        def begin() -> None:
            known = self._replica.identity()
            server = known.server or ""
            remote = self._connect(server, session.SignedOut())
            try:
                tokens = session.sign_in(
                    remote,
                    login,
                    password=password,
                    code=code,
                    device_name=socket.gethostname(),
                    device=known.device,
                )
            finally:
                remote.close()
            session.begin(self._replica, server, tokens, self._now())

        self._calls.submit("sign-in", begin, _told(done), _told(failed))

    def sign_out(self, done: Callable[[bool], object], failed: Callable[[Exception], object]) -> None:
        """End the session here in any case; `done` hears whether the centre was told."""
        self._calls.submit(
            "sign-out", lambda: session.sign_out(self._replica, self._remote), _told(done), _told(failed)
        )

    def own_devices(
        self, done: Callable[[list[OwnDevice]], object], failed: Callable[[Exception], object]
    ) -> None:
        """Ask which laptops the signed-in person has."""
        self._calls.submit("devices", self._remote.own_devices, _told(done), _told(failed))

    def mark_device(
        self,
        device: str,
        how: Literal["revoke", "wipe"],
        password: str,
        done: Callable[[list[OwnDevice]], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Shut another laptop of theirs out, or have it erased; `done` is told which there are now."""

        def mark() -> list[OwnDevice]:
            self._remote.mark_device(device, how, password)
            return self._remote.own_devices()

        self._calls.submit("devices", mark, _told(done), _told(failed))

    def cancel_history(self, record_id: str) -> None:
        """Nobody wants the answer any more."""
        self._calls.cancel(("history", record_id))

    def close(self) -> None:
        """End the thread after the request under way."""
        self._calls.close()


def _told(tell: Callable[[T], object]) -> Callable[[T], None]:
    def call(what: T) -> None:
        tell(what)

    return call
