"""A laptop, composed: profile, key, replica, author, remote. The headless client and the desktop both start here."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crmdesk.cli.zones import zone_name
from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.errors import DeviceRevoked, SignInNeeded, StorageFault
from crmdesk.domain.identifiers import uuid7
from crmdesk.store.keys import Keyring, KeySources, find_key, make_key, system_keyring
from crmdesk.store.opening import check_nothing_is_gone
from crmdesk.store.profile import Profile
from crmdesk.store.replica import Replica

Ask = Callable[[str], str]
"""Asks a person for a passphrase, a "new" or the "known" one."""


if TYPE_CHECKING:
    from crmdesk.sync.blob_driver import Report as Moves
    from crmdesk.sync.blob_driver import Transfers
    from crmdesk.sync.driver import Synchroniser
    from crmdesk.sync.http import HttpRemote
    from crmdesk.sync.remote import Remote
    from crmdesk.sync.running import Report


def now() -> datetime:
    """The laptop's clock: shown, never used to decide."""
    return datetime.now(UTC)


def new_id() -> str:
    """A fresh UUIDv7."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(74))


def local_zone() -> str:
    """The name of the zone the laptop is in, `UTC` if it has none that is known by name."""
    return zone_name() or "UTC"


@dataclass(frozen=True)
class Laptop:
    """An open profile."""

    profile: Profile
    replica: Replica

    def author(self) -> Author:
        """The signed-in user as author of edits; raises `SignInNeeded`."""
        return self.replica.author(zone=local_zone())

    @contextmanager
    def remote(self) -> Iterator[HttpRemote]:
        """The centre that the profile belongs to; raises `SignInNeeded` if it belongs to none."""
        server = self.replica.identity().server
        if server is None:
            raise SignInNeeded("Nobody has signed in on this profile", hint="sign in first")
        # Most of what a laptop does needs no network, and its library takes a while to load.
        from crmdesk.sync.http import HttpRemote
        from crmdesk.sync.session import ReplicaWallet

        with HttpRemote(server, ReplicaWallet(self.replica, now), ca_file=self.ca_file) as remote:
            yield remote

    @property
    def ca_file(self) -> Path | None:
        """The certificate authority given at sign-in."""
        path = self.profile.description().get("ca_file")
        return Path(path) if path else None

    def synchroniser(self, remote: Remote, report: Report | None = None) -> Synchroniser:
        """Rounds between this replica and its centre."""
        from crmdesk.sync.driver import Synchroniser

        return Synchroniser(self.replica, remote, now, report)

    def transfers(self, connect: Callable[[], HttpRemote], report: Moves | None = None) -> Transfers:
        """Passes over the attachments between this replica and its centre."""
        from crmdesk.sync.blob_driver import Transfers
        from crmdesk.sync.blob_remote import HttpBlobs

        return Transfers(self.replica, HttpBlobs(connect), now=now, clock=time.monotonic, report=report)


def key_sources(
    key_file: Path | None,
    ask: Ask | None = None,
    directory: Path | None = None,
    keyring: Callable[[], Keyring | None] = system_keyring,
) -> KeySources:
    """What may give the key here: the file named, the environment, the system's keyring, a person."""
    sources = KeySources(key_file, os.environ, None, ask)
    # Looking for the system's keyring takes longer than opening the replica: only where it can matter.
    if sources.named_file is not None or (directory is not None and _kept_elsewhere(Profile(directory))):
        return sources
    return replace(sources, keyring=keyring())


def _kept_elsewhere(profile: Profile) -> bool:
    """Whether the key of the profile is remembered to lie in a file or under a passphrase."""
    return (profile.description().get("key") or {}).get("source") in ("file", "passphrase")


@contextmanager
def open_laptop(directory: Path, sources: KeySources) -> Iterator[Laptop]:
    """The profile in `directory`, opened with its key; raises `StorageFault`, `ProfileInUse`, `UpdateNeeded`."""
    profile = Profile(directory)
    if profile.wiped:
        lost = profile.unsent
        raise DeviceRevoked(
            "This laptop was erased by its administrator",
            f"{lost} edits that had not reached the centre went with it" if lost else "",
            "sign in again if you may",
            code="wiped",
        )
    profile.finish()
    if not profile.exists:
        check_nothing_is_gone(profile)
        raise SignInNeeded("There is no replica in this profile", str(directory), "sign in first")
    key = find_key(profile, sources)
    try:
        replica = Replica.open(directory, key, catalogue=CATALOGUE, now=now, new_id=new_id)
        try:
            yield Laptop(profile, replica)
        finally:
            replica.close()
    except StorageFault as fault:
        if fault.code == "damaged":
            # The next sync builds it anew, whether it meets the damaged page itself or not.
            with suppress(StorageFault):
                profile.describe(damaged=True)
        raise


@contextmanager
def make_laptop(directory: Path, sources: KeySources) -> Iterator[Laptop]:
    """The profile in `directory`, made if there is none yet."""
    profile = Profile(directory)
    if profile.wiped:
        profile.wipe()  # what was begun is finished first
    if not profile.exists:
        profile.make()
        Replica.create(
            directory, make_key(profile, sources), catalogue=CATALOGUE, now=now, new_id=new_id
        ).close()
        profile.describe(wiped=None, unsent=None)
    with open_laptop(directory, sources) as laptop:
        yield laptop
