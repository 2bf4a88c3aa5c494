"""Where the bytes of attachments lie at the centre: a folder or an S3 bucket, through obstore. It knows no records.

A place is written once and never changed; it appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from crmdesk.domain.errors import StorageFault, UsageError

PIECE_BYTES = 64 * 1024
"""Bytes that are read out of the store at a time, at least."""
_ANSWER_SECONDS = "120s"
"""How long the bucket may take to give all of one attachment."""


class BlobGone(Exception):
    """Nothing lies at this place."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One object of the store, and when it was last written."""

    place: str
    at: datetime


class BlobStore:
    """Objects by place. Thread-safe; every method raises `StorageFault` if the store does not do it."""

    def __init__(self, store: LocalStore | S3Store, folder: Path | None = None) -> None:
        """`folder` is where a `LocalStore` keeps its files."""
        self._store = store
        self._folder = folder

    def put(self, place: str, file: Path) -> None:
        """Keeps the bytes of a file; durable when it returns."""
        with _faults():
            # Files of this size go in one request: a multipart upload that breaks off would leave its parts behind.
            obstore.put(self._store, place, file, use_multipart=False)
            if self._folder is not None:
                self._to_disk(self._folder / place)

    def _to_disk(self, path: Path) -> None:
        assert self._folder is not None
        for one in (path, *path.parents):
            handle = os.open(one, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
            if one == self._folder:
                break

    def holds(self, place: str) -> bool:
        """Whether something lies there."""
        try:
            with _faults():
                obstore.head(self._store, place)
        except BlobGone:
            return False
        return True

    def read(self, place: str, start: int, end: int) -> Iterator[bytes]:
        """The bytes from `start` up to `end` in pieces; raises `BlobGone` at the first if nothing lies there."""
        with _faults():
            found = obstore.get(self._store, place, options={"range": (start, end)})
            for piece in found.stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)

    def delete(self, place: str) -> None:
        """Removes what lies there, if anything does."""
        try:
            with _faults():
                obstore.delete(self._store, place)
        except BlobGone:
            return

    def kept(self, prefix: str) -> Iterator[Kept]:
        """Everything under a folder of places."""
        with _faults():
            for page in obstore.list(self._store, prefix):
                for one in page:
                    yield Kept(one["path"], one["last_modified"])


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise BlobGone from error
    except (BaseError, OSError) as error:
        raise StorageFault(
            "The store of attachments cannot be used", str(error)[:500], "is it full, or out of reach?"
        ) from error


def open_store(place: str) -> BlobStore:
    """The store at a folder or `s3://bucket/prefix`; raises `UsageError`, `StorageFault`.

    Region, endpoint and credentials of a bucket come from the environment (`AWS_…`), as for every S3 program.
    """
    if place.startswith("s3://"):
        # A bucket on the own machine or network may speak plain HTTP; one at Amazon's never does.
        plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
        try:
            store = S3Store.from_url(place, client_options={"timeout": _ANSWER_SECONDS, "allow_http": plain})
        except (BaseError, ValueError) as error:
            raise UsageError(
                "The bucket cannot be used",
                str(error)[:500],
                "s3://bucket/folder, with AWS_… in the environment",
            ) from error
        return BlobStore(store)
    if "://" in place:
        raise UsageError(f"Attachments cannot be kept at {place!r}", hint="a folder or s3://bucket/folder")
    folder = Path(place).absolute() / "kept"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFault(
            "The folder of attachments cannot be made", str(error), "choose another"
        ) from error
    return BlobStore(LocalStore(prefix=folder), folder)
