"""Laptops that attach and move files, behind a line that can be cut."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.records import Record
from crmdesk.store.attaching import attach, write_out
from crmdesk.sync.blob_driver import Moved, Transfers
from crmdesk.sync.blob_remote import HttpBlobs
from crmdesk.sync.blobs import Passed
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Remote, Wallet
from tests.support.fault_proxy import FaultProxy
from tests.sync.laptops import Laptop, Place, now


@dataclass
class FaultyPlace(Place):
    """A centre behind a line that can be cut."""

    proxy: FaultProxy

    def remote(self, wallet: Wallet) -> Remote:
        return HttpRemote(self.proxy.url, wallet, timeout=5)


class Desk:
    """A laptop that moves files too."""

    def __init__(self, laptop: Laptop, clock: Callable[[], float] = time.monotonic) -> None:
        """It goes by `clock`, in seconds that only grow."""
        self.laptop = laptop
        self._clock = clock
        self.moved: list[Moved] = []

    def files(self, *, sparing: bool = False, auto_bytes: int = 0) -> Passed:
        remote = self.laptop.remote
        assert isinstance(remote, HttpRemote)
        transfers = Transfers(
            self.laptop.replica,
            HttpBlobs(lambda: remote),
            now=now,
            clock=self._clock,
            report=self.moved.append,
            auto_bytes=auto_bytes,
        )
        return transfers.run(sparing=sparing)

    def sync(self) -> Passed:
        self.laptop.synced()
        return self.files()

    def attach(self, account: str, data: bytes, name: str = "offer.pdf") -> str:
        file = self.laptop.place.directory / name
        file.write_bytes(data)
        replica = self.laptop.replica
        return attach(replica, replica.author(), replica.get("account", account), file)[0].id

    def get(self, attachment: str) -> Record:
        return self.laptop.get("attachment", attachment)

    def get_account(self, account: str) -> Record:
        return self.laptop.get("account", account)

    def state(self, attachment: str) -> str:
        return self.laptop.replica.attachments.state_of(self.get(attachment)).state

    def read(self, attachment: str) -> bytes:
        return write_out(
            self.laptop.replica, self.get(attachment), self.laptop.directory / "out"
        ).read_bytes()

    def fetched(self, attachment: str) -> bytes:
        """The bytes of an attachment, asked for."""
        self.laptop.replica.attachments.want(self.get(attachment))
        assert self.files().errors == ()
        return self.read(attachment)
