"""Where a centre's data is, a folder with the embedded database or a database server, and who holds it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.errors import NoSuchRecord, ProfileInUse, StorageFault, UsageError
from crmdesk.server.database import DATABASE_NAME, data_url

LOCK_NAME = "server.lock"
BLOBS_NAME = "blobs"
STAGING_NAME = "staging"


@dataclass(frozen=True, slots=True)
class BlobPlace:
    """Where attachments are kept, a folder or `s3://bucket/folder`, and the folder where uploads come in."""

    kept: str
    staging: Path


@dataclass(frozen=True, slots=True)
class Place:
    """`data` is None for a database server; `blobs` is None where nothing was named to keep attachments in."""

    url: str
    data: Path | None
    blobs: BlobPlace | None = None


def locate(data: Path | None, database_url: str | None, *, create: bool, blobs: str | None = None) -> Place:
    """The place that the options name; raises `UsageError`, `StorageFault`, and `NoSuchRecord` if none is there.

    `create` makes the folder instead. `blobs`: a folder or `s3://bucket/folder`; by default in the data folder.
    """
    if (data is None) == (database_url is None):
        raise UsageError("Say where the data is", hint="give either --data DIR or --database-url URL")
    if data is None:
        return Place(str(database_url), None, BlobPlace(blobs, _staging(blobs)) if blobs else None)
    if create:
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFault("The data folder cannot be made", str(error), "choose another") from error
    elif not (data / DATABASE_NAME).is_file():
        raise NoSuchRecord(f"There is no centre in {data}", hint="`admin org init` or `server run` makes one")
    folder = data / BLOBS_NAME
    return Place(data_url(data), data, BlobPlace(blobs or str(folder), folder / STAGING_NAME))


def _staging(blobs: str) -> Path:
    """Where uploads come in without a data folder: beside what is kept, or for a bucket in the system's own place."""
    if "://" not in blobs:
        return Path(blobs) / STAGING_NAME
    return Path(tempfile.gettempdir()) / f"crmdesk-{hashlib.sha256(blobs.encode()).hexdigest()[:16]}"


def held(place: Place) -> AbstractContextManager[None]:
    """Holds the folder while a server works on it; a database server looks after itself."""

    @contextlib.contextmanager
    def nothing() -> Iterator[None]:
        yield

    return holding(place.data) if place.data is not None else nothing()


@contextlib.contextmanager
def holding(data: Path) -> Iterator[None]:
    """Holds a data folder, so that no second server and no `restore` works on it; raises `ProfileInUse`."""
    with (data / LOCK_NAME).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ProfileInUse("A server works on this data folder", str(data), "stop it first") from None
        yield
