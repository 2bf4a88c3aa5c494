"""The demonstration's laptop: its profile, where its key is kept, and how it gets signed in. It opens no window."""

from __future__ import annotations

from pathlib import Path

from crmdesk.cli.laptop import key_sources, make_laptop, now, open_laptop
from crmdesk.store.profile import Profile
from crmdesk.sync import session
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.session import SignedOut

DEVICE = "demo"


class DemoLaptop:
    """One rep's profile."""

    def __init__(self, profile: Path, key_file: Path | None, login: str, password: str) -> None:
        """`key_file` None: the key is in the OS keyring."""
        self.profile = profile
        self.key_file = key_file
        self._login = login
        self._password = password

    def has_pending(self) -> bool:
        """Whether edits wait in it; raises `StorageFault` if it cannot be opened."""
        if not Profile(self.profile).exists:
            return False
        with open_laptop(self.profile, key_sources(self.key_file, directory=self.profile)) as laptop:
            return laptop.replica.pending() > 0 or bool(laptop.replica.refused())

    def sign_in(self, url: str) -> None:
        """Signs in at `url` unless it is signed in there, and takes in everything if it holds nothing yet.

        Raises what signing in and syncing raise.
        """
        with make_laptop(self.profile, key_sources(self.key_file, directory=self.profile)) as laptop:
            known = laptop.replica.identity()
            if known.server != url or laptop.replica.session() is None:
                with HttpRemote(url, SignedOut()) as remote:
                    tokens = session.sign_in(
                        remote, self._login, password=self._password, device_name=DEVICE, device=known.device
                    )
                session.begin(laptop.replica, url, tokens, now())
                laptop.profile.describe(server=url)
            if known.position is None:
                with laptop.remote() as remote:
                    outcome = laptop.synchroniser(remote).round()
                if outcome.error is not None:
                    raise outcome.error
