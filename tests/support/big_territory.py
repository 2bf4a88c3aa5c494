"""A centre and a laptop with a large territory, made once and kept between runs beside the system's temporary files.

What a test is given is a copy. Rows are those of `bench.territory`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench import centre
from bench.laptop import LOGIN, PASSWORD
from crmdesk.cli.laptop import make_laptop, now, open_laptop
from crmdesk.store.keys import KeySources
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.session import ReplicaWallet, begin, sign_in

CACHE = "CRMDESK_TEST_CACHE"
"""The environment variable that names the folder of what is kept."""
_KEEPS = 4
"""Sizes and days that are kept; what was made longest ago goes first."""


@dataclass(frozen=True, slots=True)
class Territory:
    """Folders of one test: a centre's data, a laptop's profile that is synced with it, and the key of that."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "centre"

    @property
    def profile(self) -> Path:
        return self.folder / "profile"

    @property
    def key_file(self) -> Path:
        return self.folder / "profile.key"

    @property
    def sources(self) -> KeySources:
        return KeySources(self.key_file)

    def move_to(self, url: str) -> None:
        """Sign in at the centre where it serves now; the profile goes on with what it holds."""
        with open_laptop(self.profile, self.sources) as laptop:
            device = laptop.replica.identity().device
            with HttpRemote(url, ReplicaWallet(laptop.replica, now)) as remote:
                tokens = sign_in(remote, LOGIN, password=PASSWORD, device=device)
            begin(laptop.replica, url, tokens, now())
            laptop.profile.describe(server=url)


def large_territory(accounts: int, folder: Path) -> Territory:
    """A copy in `folder` of the territory with 16 rows an account; made first where none is kept."""
    root = Path(os.environ.get(CACHE) or Path(tempfile.gettempdir()) / f"crmdesk-territories-{os.getuid()}")
    kept = root / f"{accounts}-{_fingerprint()}"
    if not (kept / "whole").exists():
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _forget_old(root)
        made = Path(tempfile.mkdtemp(dir=root, prefix="making-"))
        try:
            _make(Territory(made), accounts)
            (made / "whole").touch()
            shutil.rmtree(kept, ignore_errors=True)
            made.rename(kept)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(kept, folder)
    return Territory(folder)


def _forget_old(root: Path) -> None:
    kept = sorted(
        (each for each in root.iterdir() if (each / "whole").exists()), key=lambda each: each.stat().st_mtime
    )
    for each in kept[: 1 - _KEEPS]:
        shutil.rmtree(each, ignore_errors=True)


def _fingerprint() -> str:
    """Another day or other code makes another territory: its visits lie around today, its tables follow the code."""
    found = hashlib.sha256(str(datetime.now(UTC).date()).encode())
    here = Path(__file__).parents[2]
    for room in ("crmdesk/domain", "crmdesk/schema", "crmdesk/store", "crmdesk/server", "bench"):
        for file in sorted((here / room).rglob("*.py")):
            found.update(file.read_bytes())
    found.update(Path(__file__).read_bytes())
    return found.hexdigest()[:16]


def _make(made: Territory, accounts: int) -> None:
    centre.fill(made.data, accounts)
    with centre.serving(made.data) as url, make_laptop(made.profile, made.sources) as laptop:
        with HttpRemote(url, ReplicaWallet(laptop.replica, now)) as remote:
            tokens = sign_in(remote, LOGIN, password=PASSWORD)
            begin(laptop.replica, url, tokens, now())
            outcome = laptop.synchroniser(remote).round()
        laptop.replica.index_now()
        laptop.profile.describe(server=url)
    assert not outcome.errors, outcome.errors
