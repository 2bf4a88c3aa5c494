"""A `Remote` that is made when it is first asked: opening a window does not wait for the network library and its keys.

It knows no transport; the first request's thread makes it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Literal, TypeVar

from crmdesk.protocol.comparing import Digest, DigestRequest, Repair, RepairRequest
from crmdesk.protocol.messages import (
    Handshake,
    HistoryEntry,
    OwnDevice,
    Page,
    Pull,
    Push,
    SignIn,
    SnapshotPage,
    SnapshotRequest,
    Tokens,
    Verdicts,
    Welcome,
)
from crmdesk.sync.remote import LiveRemote, Traffic

M = TypeVar("M")


class Late(Generic[M]):
    """Gives what `make` gives on first use, the same to everybody. Thread-safe."""

    def __init__(self, make: Callable[[], M]) -> None:
        self._make = make
        self._guard = threading.Lock()
        self._made: list[M] = []

    def __call__(self) -> M:
        with self._guard:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]


class LateRemote:
    """Hands everything to the Remote that `connect` makes on first use. Thread-safe as that one is."""

    def __init__(self, connect: Callable[[], LiveRemote]) -> None:
        self._connect = connect
        self._guard = threading.Lock()
        self._made: LiveRemote | None = None

    def _remote(self) -> LiveRemote:
        with self._guard:
            if self._made is None:
                self._made = self._connect()
            return self._made

    @property
    def traffic(self) -> Traffic:
        made = self._made
        return made.traffic if made is not None else Traffic()

    def sign_in(self, request: SignIn) -> Tokens:
        return self._remote().sign_in(request)

    def refresh(self) -> None:
        self._remote().refresh()

    def handshake(self, request: Handshake) -> Welcome:
        return self._remote().handshake(request)

    def push(self, request: Push) -> Verdicts:
        return self._remote().push(request)

    def pull(self, request: Pull) -> Page:
        return self._remote().pull(request)

    def snapshot(self, request: SnapshotRequest) -> SnapshotPage:
        return self._remote().snapshot(request)

    def digest(self, request: DigestRequest) -> Digest:
        return self._remote().digest(request)

    def repair(self, request: RepairRequest) -> Repair:
        return self._remote().repair(request)

    def live(self, heard: Callable[[bool], bool]) -> None:
        """`live.Line`"""
        self._remote().live(heard)

    def hang_up(self) -> None:
        """`live.Line`"""
        made = self._made
        if made is not None:
            made.hang_up()

    def history(self, type_name: str, record_id: str) -> list[HistoryEntry]:
        return self._remote().history(type_name, record_id)

    def own_devices(self) -> list[OwnDevice]:
        return self._remote().own_devices()

    def mark_device(self, device: str, how: Literal["revoke", "wipe"], password: str) -> None:
        self._remote().mark_device(device, how, password)

    def sign_out(self) -> None:
        self._remote().sign_out()

    def close(self) -> None:
        """Ends its connections if there are any."""
        with self._guard:
            if self._made is not None:
                self._made.close()
