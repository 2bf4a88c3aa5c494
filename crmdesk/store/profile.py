"""The folder of one profile: which file is where, and that only one process has it open. It opens no database."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

from crmdesk.domain.errors import ProfileInUse, StorageFault

DATABASE = "replica.db"
SEARCH = "search.db"
MARK = "outbox.mark"
DESCRIPTION = "profile.json"
LOCK = "lock"


class Profile:
    """The files of a profile. `description` holds nothing secret: server address, where the key comes from."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._lock: IO[str] | None = None

    @property
    def database(self) -> Path:
        return self.directory / DATABASE

    @property
    def search(self) -> Path:
        return self.directory / SEARCH

    @property
    def mark(self) -> Path:
        return self.directory / MARK

    @property
    def exists(self) -> bool:
        """Whether a replica was made here."""
        return self.database.exists()

    def make(self) -> None:
        """Makes the folder, for its owner only; raises `StorageFault`."""
        try:
            self.directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StorageFault(
                "The profile folder cannot be made", str(error), "choose another folder"
            ) from error

    def description(self) -> dict[str, Any]:
        """What is remembered about the profile beside the database; empty if nothing is."""
        try:
            text = (self.directory / DESCRIPTION).read_text("utf-8")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise StorageFault("The profile cannot be read", str(error), "check its permissions") from error
        try:
            found = json.loads(text)
        except ValueError:
            raise StorageFault(
                "profile.json is damaged", str(self.directory), "remove it and sign in again"
            ) from None
        return found if isinstance(found, dict) else {}

    def describe(self, **changes: Any) -> None:
        """Changes entries of the description (None removes one), durably and all at once."""
        found = {**self.description(), **changes}
        text = json.dumps(
            {name: value for name, value in found.items() if value is not None}, indent=1, sort_keys=True
        )
        target = self.directory / DESCRIPTION
        draft = target.with_suffix(".new")
        try:
            with draft.open("w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        except OSError as error:
            raise StorageFault(
                "The profile cannot be written", str(error), "check its permissions and the disk"
            ) from error

    @property
    def wiped(self) -> bool:
        """Whether the centre had this profile's data erased."""
        return bool(self.description().get("wiped"))

    def wipe(self) -> None:
        """Erases replica, search index and mark, and forgets where the key is; remembers that it did.

        The replica must be closed. Raises `StorageFault` when a file cannot be removed; then it can be tried again.
        """
        # First of all: whatever happens next, nobody opens it again.
        self.describe(wiped=True, key=None, server=None, ca_file=None)
        try:
            for file in (self.database, self.search):
                for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
                    (self.directory / name).unlink(missing_ok=True)
            self.mark.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFault(
                "The profile cannot be erased", str(error), "remove its folder by hand"
            ) from error

    def acquire(self) -> None:
        """Takes the profile for this process; raises `ProfileInUse` when another has it."""
        try:
            file = (self.directory / LOCK).open("a+", encoding="ascii")
        except OSError as error:
            raise StorageFault("The profile cannot be opened", str(error), "check its permissions") from error
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            holder = file.read(32).strip()
            file.close()
            raise ProfileInUse(
                "The profile is open in another program",
                f"process {holder}" if holder else "",
                "close it there, or choose another with --profile",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._lock = file

    def release(self) -> None:
        """Gives the profile back; the lock file stays, empty."""
        if self._lock is not None:
            self._lock.truncate(0)
            self._lock.close()
            self._lock = None


if sys.platform == "win32":  # pragma: no cover - the other branch is the one that runs here
    import msvcrt

    def _lock(file: IO[str]) -> None:
        # Locks a byte far behind the process id, so that others can still read it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
