"""Where a centre's data is, a folder with the embedded database or a database server, and who holds it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url
from sqlalchemy.exc import ArgumentError

from crmdesk.domain.errors import NoSuchRecord, ProfileInUse, StorageFault, UsageError
from crmdesk.server.database import DATABASE_NAME, data_url, reading
from crmdesk.server.receipts import FOLDER as RECEIPTS_NAME

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
    receipts: Path | None = None
    """The folder of receipts of erasures; None: they are kept in the database alone."""


def locate(
    data: Path | None,
    database_url: str | None,
    *,
    create: bool,
    blobs: str | None = None,
    receipts: Path | None = None,
) -> Place:
    """The place that the options name; raises `UsageError`, `StorageFault`, and `NoSuchRecord` if none is there.

    `create` makes the folder instead. `blobs`: a folder or `s3://bucket/folder`; by default in the data folder.
    `receipts`: the folder of receipts of erasures; by default in the data folder, for a database server in one of the
    user's data folder that belongs to this database.
    """
    if (data is None) == (database_url is None):
        raise UsageError("Say where the data is", hint="give either --data DIR or --database-url URL")
    if data is None:
        _check_url(str(database_url))
        kept = BlobPlace(blobs, _staging(blobs)) if blobs else None
        return Place(str(database_url), None, kept, receipts or _receipts(str(database_url)))
    if create:
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StorageFault("The data folder cannot be made", str(error), "choose another") from error
    elif not (data / DATABASE_NAME).is_file():
        raise NoSuchRecord(f"There is no centre in {data}", hint="`admin org init` or `server run` makes one")
    folder = data / BLOBS_NAME
    place = BlobPlace(blobs or str(folder), folder / STAGING_NAME)
    return Place(data_url(data), data, place, receipts or data / RECEIPTS_NAME)


def former_databases(place: Place, engine: Engine) -> list[str]:
    """What restores set aside: files beside SQLite's database, schemas beside PostgreSQL's tables."""
    if place.data is not None:
        return sorted(str(file) for file in place.data.glob("centre-before-*.db"))
    with reading(engine) as connection:
        found = inspect(connection).get_schema_names()
    return sorted(f"schema {name}" for name in found if name.startswith("before_"))


def _check_url(url: str) -> None:
    try:
        make_url(url)
    except (ArgumentError, ValueError) as error:  # of a port that is no number
        raise UsageError(
            f"{url!r} is no address of a database", hint="as in postgresql://user@host/name"
        ) from error


def _receipts(url: str) -> Path:
    """Where receipts lie beside a database server: the same for whoever comes with which password."""
    given = make_url(url)
    named = hashlib.sha256(f"{given.host}\n{given.port or 5432}\n{given.database}".encode()).hexdigest()[:16]
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "crmdesk" / "centres" / named / RECEIPTS_NAME


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
