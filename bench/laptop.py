"""A laptop on the real engine: replica, remote and rounds, signed in; with a process of its own where memory counts."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crmdesk.cli.laptop import new_id, now
from crmdesk.domain.edits import Author
from crmdesk.store.replica import Replica
from crmdesk.sync import session
from crmdesk.sync.driver import Synchroniser
from crmdesk.sync.effects import Outcome
from crmdesk.sync.endings import Ending
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.running import Report
from crmdesk.sync.session import ReplicaWallet

LOGIN, COLLEAGUE, PASSWORD = "rep", "colleague", "measured by the clock"
"""Who signs in. They stand here because the laptop's process must not load the server."""


@dataclass(frozen=True)
class Laptop:
    """An open replica and its way to the centre."""

    replica: Replica
    remote: HttpRemote
    rounds: Synchroniser

    def author(self) -> Author:
        """Who edits here."""
        return self.replica.author()

    def sync(self) -> Outcome:
        """One round; raises what it met."""
        outcome = self.rounds.round()
        if outcome.ending is not Ending.OK:
            raise RuntimeError(f"the round ended {outcome.ending}: {outcome.errors}")
        return outcome


@contextmanager
def signed_in(
    url: str, directory: Path, *, login: str = LOGIN, report: Report | None = None
) -> Iterator[Laptop]:
    """A new, empty laptop that has signed in and not synced yet."""
    replica = Replica.create(directory, secrets.token_bytes(32), now=now, new_id=new_id)
    try:
        with HttpRemote(url, ReplicaWallet(replica, now)) as remote:
            tokens = session.sign_in(remote, login, password=PASSWORD)
            session.begin(replica, url, tokens, now())
            yield Laptop(replica, remote, Synchroniser(replica, remote, now, report))
    finally:
        replica.close()
