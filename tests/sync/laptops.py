"""Laptops for tests: a real encrypted replica, a person signed in, a Remote of either kind to a real centre."""

from __future__ import annotations

import atexit
import itertools
import secrets
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from crmdesk.domain import edits
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.identifiers import uuid7
from crmdesk.domain.records import Record
from crmdesk.protocol.messages import Tokens
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from crmdesk.sync.driver import Synchroniser
from crmdesk.sync.effects import Outcome, Progress
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.remote import Remote, Wallet
from tests.support.centre import PASSWORD, RunningCentre
from tests.support.in_process import InProcessRemote, exchange

KEY = bytes(range(32))
KINDS = ("in process", "http")


def now() -> datetime:
    return datetime.now(UTC)


def new_id() -> str:
    return uuid7(int(now().timestamp() * 1000), secrets.randbits(74))


@cache
def _new_profile() -> Path:
    """A profile in which nothing has happened, to be copied: making its tables takes longer than most rounds."""
    folder = Path(tempfile.mkdtemp(prefix="crmdesk-profile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Replica.create(folder / "profile", KEY, now=now, new_id=new_id).close()
    return folder / "profile"


@dataclass
class Place:
    """A centre and the way to it."""

    centre: RunningCentre
    kind: str
    directory: Path

    def __post_init__(self) -> None:
        self._numbers = itertools.count()

    def remote(self, wallet: Wallet) -> Remote:
        if self.kind == "http":
            return HttpRemote(self.centre.url, wallet)
        return InProcessRemote(lambda request: exchange(self.centre.core, request), wallet)

    def sign_in(self, login: str, password: str = PASSWORD, device: str | None = None) -> Tokens:
        remote = self.remote(session.SignedOut())
        try:
            return session.sign_in(remote, login, password=password, device_name="test", device=device)
        finally:
            remote.close()

    def laptop(self, login: str, clock: Callable[[], datetime] = now) -> Laptop:
        """A new laptop on which `login` has signed in, not synced yet. It goes by `clock`."""
        directory = self.directory / f"laptop-{next(self._numbers)}"
        shutil.copytree(_new_profile(), directory)
        replica = Replica.open(directory, KEY, catalogue=CATALOGUE, now=clock, new_id=new_id)
        session.begin(replica, "here", self.sign_in(login), clock())
        return Laptop(self, directory, replica, clock)


class Laptop:
    """A replica with a person at it."""

    catalogue = CATALOGUE
    """What its program declares."""

    def __init__(
        self, place: Place, directory: Path, replica: Replica, clock: Callable[[], datetime] = now
    ) -> None:
        self.place = place
        self.directory = directory
        self.replica = replica
        self.clock = clock
        self.progress: list[Progress] = []
        self._connect()

    def _connect(self) -> None:
        self.remote = self.place.remote(session.ReplicaWallet(self.replica, self.clock))
        self.rounds = Synchroniser(self.replica, self.remote, self.clock, self.progress.append)

    def sync(self) -> Outcome:
        return self.rounds.round()

    def synced(self) -> Laptop:
        """Itself after a round that must end well."""
        outcome = self.sync()
        assert outcome.exit_code == 0, outcome
        return self

    def reopen(self) -> None:
        """As after the program was ended and started again."""
        self.close()
        self.replica = Replica.open(
            self.directory, KEY, catalogue=self.catalogue, now=self.clock, new_id=new_id
        )
        self._connect()

    def close(self) -> None:
        self.remote.close()
        self.replica.close()

    # Edits

    def create(self, type_name: str, **fields: Any) -> str:
        return self.replica.commit(edits.create(self.replica.author(), type_name, fields))[0].id

    def update(self, type_name: str, record_id: str, **fields: Any) -> str:
        return self.change(type_name, record_id, fields)

    def change(
        self,
        type_name: str,
        record_id: str,
        fields: Mapping[str, Any],
        add: Mapping[str, Any] | None = None,
        remove: Mapping[str, Any] | None = None,
    ) -> str:
        record = self.get(type_name, record_id)
        group = edits.update(self.replica.author(), record, fields, add=add, remove=remove)
        return self.replica.commit(group)[0].op_id

    def delete(self, type_name: str, record_id: str) -> None:
        self.replica.commit(edits.delete(self.replica.author(), self.get(type_name, record_id)))

    def get(self, type_name: str, record_id: str) -> Record:
        return self.replica.get(type_name, record_id)

    def export(self) -> bytes:
        return b"".join(self.replica.export())
