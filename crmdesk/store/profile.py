"""The folder of one profile: which file is where, and that only one process has it open. It opens no database."""

from __future__ import annotations

import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from crmdesk.domain.errors import ProfileInUse, StorageFault

DATABASE = "replica.db"
SEARCH = "search.db"
BLOBS = "blobs.db"
MARK = "outbox.mark"
DESCRIPTION = "profile.json"
DESCRIPTION_COPY = "profile.json.copy"
"""Without it a rotten profile.json would take the way to the key with it, and so every edit."""
LOCK = "lock"
ANEW = "anew"
"""Folder of a replica that is being built anew."""
ASIDE = "damaged-"
"""Beginning of the names of folders with files that were taken out of use."""


class Profile:
    """The files of a profile. `description` holds nothing secret: server address, where the key comes from."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._lock: IO[bytes] | None = None

    @property
    def database(self) -> Path:
        return self.directory / DATABASE

    @property
    def search(self) -> Path:
        return self.directory / SEARCH

    @property
    def blobs(self) -> Path:
        return self.directory / BLOBS

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
        trouble = ""
        for name in (DESCRIPTION, DESCRIPTION_COPY):
            try:
                found = json.loads((self.directory / name).read_bytes())
            except FileNotFoundError:
                continue
            except OSError as error:
                raise StorageFault(
                    "The profile cannot be read", str(error), "check its permissions"
                ) from error
            except ValueError:
                found = None
            if isinstance(found, dict):
                return found
            trouble = name
        if trouble:
            raise StorageFault("profile.json is damaged", str(self.directory), "remove it and sign in again")
        return {}

    def describe(self, **changes: Any) -> None:
        """Changes entries of the description (None removes one), durably and all at once."""
        found = {**self.description(), **changes}
        text = json.dumps(
            {name: value for name, value in found.items() if value is not None}, indent=1, sort_keys=True
        )
        try:
            for name in (DESCRIPTION, DESCRIPTION_COPY):
                _write_whole(self.directory / name, text + "\n")
        except OSError as error:
            raise StorageFault(
                "The profile cannot be written", str(error), "check its permissions and the disk"
            ) from error

    def note_damage(self, *, damaged: bool) -> None:
        """Remember for the next start that a damaged page was met, or forget it."""
        if damaged or self.description().get("damaged"):
            self.describe(damaged=damaged or None)

    def check_damage(self) -> None:
        """Raises `StorageFault` if a damaged page was met when the profile was last open."""
        if self.description().get("damaged"):
            raise StorageFault(
                "The replica is damaged",
                hint="rebuild it; no saved edit is dropped without asking you",
                code="damaged",
            )

    @property
    def wiped(self) -> bool:
        """Whether the centre had this profile's data erased."""
        return bool(self.description().get("wiped"))

    @property
    def unsent(self) -> int:
        """How many edits were erased before they had reached the centre."""
        return int(self.description().get("unsent") or 0)

    def put_aside(self) -> list[Path]:
        """The folders with files that were taken out of use."""
        return [folder for folder in sorted(self.directory.glob(f"{ASIDE}*")) if folder.is_dir()]

    def wipe(self, unsent: int = 0) -> None:
        """Erases replica, search index, attachments and mark, and forgets where the key is; remembers that it did, and
        with it how many edits that had not reached the centre.

        The replica must be closed. Raises `StorageFault` when a file cannot be removed; then it can be tried again.
        """
        # First of all: whatever happens next, nobody opens it again.
        self.describe(
            wiped=True,
            unsent=unsent or self.unsent or None,
            key=None,
            server=None,
            ca_file=None,
            damaged=None,
        )
        try:
            for name in (*_FILES, *_BYTES):
                (self.directory / name).unlink(missing_ok=True)
            for folder in (self.directory / ANEW, *self.put_aside()):
                if folder.is_dir():
                    shutil.rmtree(folder)
        except OSError as error:
            raise StorageFault(
                "The profile cannot be erased", str(error), "remove its folder by hand"
            ) from error

    def exchange(self, aside: str) -> None:
        """Puts the replica in the folder `ANEW` in the place of the one that is here, whose files go to the folder
        `aside`. Killed at any moment it goes on when the profile is next opened. Raises `StorageFault`."""
        self.describe(exchange=aside, placing=None, damaged=None)
        self._finish_exchange()

    def finish(self) -> None:
        """Ends an exchange that was interrupted; raises `StorageFault`, `ProfileInUse`."""
        if self.description().get("exchange"):
            self.acquire()
            self.release()

    def _finish_exchange(self) -> None:
        known = self.description()
        if not known.get("exchange"):
            return
        anew, aside = self.directory / ANEW, self.directory / str(known["exchange"])
        try:
            if not known.get("placing"):
                aside.mkdir(mode=0o700, exist_ok=True)
                _move(self.directory, aside)
                self.describe(placing=True)
            if anew.exists():
                _move(anew, self.directory)
                shutil.rmtree(anew)
        except OSError as error:
            raise StorageFault(
                "The replica that was built anew cannot be put in place",
                str(error),
                "free the disk and try again",
            ) from error
        self.describe(exchange=None, placing=None)

    def acquire(self) -> None:
        """Takes the profile for this process; raises `ProfileInUse` when another has it."""
        try:
            file = (self.directory / LOCK).open("a+b", buffering=0)
        except OSError as error:
            raise StorageFault("The profile cannot be opened", str(error), "check its permissions") from error
        try:
            _lock(file)
        except OSError:
            file.seek(0)
            holder = file.read(32).decode("ascii", "replace").strip()
            file.close()
            raise ProfileInUse(
                "The profile is open in another program",
                f"process {holder}" if holder else "",
                "close it there, or choose another with --profile",
            ) from None
        # Who holds it is told for people alone; the lock is the system's, and needs no room on the disk.
        with suppress(OSError):
            file.truncate(0)
            file.write(str(os.getpid()).encode("ascii"))
        self._lock = file
        try:
            self._finish_exchange()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Gives the profile back; the lock file stays, empty."""
        if self._lock is not None:
            with suppress(OSError):
                self._lock.truncate(0)
            self._lock.close()
            self._lock = None


_FILES = (
    *(f"{name}{end}" for name in (SEARCH, DATABASE) for end in ("-wal", "-shm")),
    SEARCH,
    MARK,
    DATABASE,
)
"""All that makes up a replica."""
_BYTES = (f"{BLOBS}-wal", f"{BLOBS}-shm", BLOBS)
"""The bytes of attachments: they stay where they are when a replica is built anew."""


def _write_whole(target: Path, text: str) -> None:
    draft = target.with_name(target.name + ".new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    _sync_folder(target.parent)


def _move(source: Path, target: Path) -> None:
    for name in _FILES:
        if (source / name).exists():
            (source / name).rename(target / name)
    _sync_folder(target)


def _sync_folder(folder: Path) -> None:
    """A file that was renamed is where it is said to be only once its folder is on the disk."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


if sys.platform == "win32":  # pragma: no cover - the other branch is the one that runs here
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        # Locks a byte far behind the process id, so that others can still read it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
