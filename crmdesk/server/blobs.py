"""The bytes of attachments at the centre: taken in by and by, checked, kept, given to who may have them.

The records that name them are the journal's business; bytes may come before or after their record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, insert

from crmdesk.domain.attachments import media_types_of
from crmdesk.domain.errors import NoSuchRecord, RequestRefused
from crmdesk.domain.values import format_instant
from crmdesk.protocol.limits import BLOB_BYTES
from crmdesk.protocol.messages import BlobState
from crmdesk.server.blob_access import Blob, BlobAccess, fits
from crmdesk.server.blob_staging import Appending, Content, Staging, Upload, WrongOffset
from crmdesk.server.blob_store import BlobGone, BlobStore
from crmdesk.server.database import reading, writing
from crmdesk.server.principal import Principal
from crmdesk.server.problems import TooLarge
from crmdesk.server.tables import Tables
from crmdesk.server.throttle import TooMany

STAGED_BYTES = 4 * BLOB_BYTES
"""Unfinished uploads that one person may have at a time."""
UNNAMED_BYTES = 8 * BLOB_BYTES
"""Bytes that one person may send before their records have come."""
_WAIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """Bytes that may be read. `pieces(start, end)` gives a part of them."""

    size: int
    pieces: Callable[[int, int], Iterator[bytes]]


class Blobs:
    """Uploads and downloads of one centre. Thread-safe."""

    def __init__(
        self,
        engine: Engine,
        tables: Tables,
        store: BlobStore,
        staging: Staging,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._store = store
        self._staging = staging
        self._now = now
        self._new_id = new_id
        self._access = BlobAccess(tables)

    # Up

    def state(self, principal: Principal, sha256: str) -> BlobState:
        """How far this person's upload has come. What others have sent shows only to who may read it anyway."""
        with reading(self._engine) as connection:
            if self._access.claimed(connection, principal, [sha256]):
                blob = self._access.blob(connection, principal.org, sha256)
                return BlobState(offset=blob.size if blob else 0, complete=True)
            readable = self._access.readable(connection, principal, sha256)
        if readable is not None:
            # Who may read it could send it back as well: that counts as having shown it.
            self._keep_claim(principal, readable)
            return BlobState(offset=readable.size, complete=True)
        return BlobState(offset=self._staging.offset(_upload(principal, sha256)), complete=False)

    def _keep_claim(self, principal: Principal, blob: Blob) -> None:
        with writing(self._engine, principal.org) as connection:
            self._access.claim(connection, principal, blob.sha256, format_instant(self._now()))

    def append(self, principal: Principal, sha256: str, offset: int, length: int) -> Appending:
        """Goes on with an upload of `length` bytes in all; raises `WrongOffset`, `TooLarge`, `TooMany`."""
        if not 0 < length <= BLOB_BYTES:
            raise TooLarge("The file is too large", f"{length} bytes of at most {BLOB_BYTES}")
        if offset > length:
            raise WrongOffset(self._staging.offset(_upload(principal, sha256)))
        upload = _upload(principal, sha256)
        if self._staging.others(upload) + length > STAGED_BYTES:
            raise TooMany("Too many uploads are under way", _WAIT_SECONDS)
        with reading(self._engine) as connection:
            unnamed = self._access.unnamed_bytes(connection, principal)
            if unnamed + length > UNNAMED_BYTES and not self._access.named_by(connection, principal, sha256):
                raise TooMany("Too many files without a record have been sent", _WAIT_SECONDS)
        return self._staging.append(upload, offset)

    def finish(self, principal: Principal, sha256: str, length: int) -> BlobState:
        """Checks and keeps an upload whose bytes have all come; else says how many have.

        Raises `RequestRefused` (422) if the content has another hash (`hash_mismatch`) or may not be attached
        (`media_type`): the upload then begins anew.
        """
        upload = _upload(principal, sha256)
        offset = self._staging.offset(upload)
        if offset < length:
            return BlobState(offset=offset, complete=False)
        content = self._staging.content(upload)
        try:
            self._check(principal, sha256, content)
        except RequestRefused:
            self._staging.drop(upload)
            raise
        self._keep(principal, upload, content)
        self._staging.drop(upload)
        return BlobState(offset=content.size, complete=True)

    def _check(self, principal: Principal, sha256: str, content: Content) -> None:
        if content.sha256 != sha256:
            raise RequestRefused(
                422, "The bytes are not those of this hash", "they were dropped", "hash_mismatch"
            )
        blob = Blob(sha256, "", content.size, frozenset(media_types_of(content.head)))
        with reading(self._engine) as connection:
            named = list(self._access.named_by(connection, principal, sha256))
        if not blob.kinds or (named and not any(fits(row, blob) for row in named)):
            raise RequestRefused(
                422, "The file is not what it is said to be", "its content was dropped", "media_type"
            )

    def _keep(self, principal: Principal, upload: Upload, content: Content) -> None:
        org, at = principal.org, format_instant(self._now())
        # A place of its own for each upload: what is collected meanwhile can never be what has just come.
        place = f"{org}/{upload.sha256[:2]}/{upload.sha256}-{self._new_id()}"
        standing = self._standing(org, upload.sha256)
        if standing is None:
            self._store.put(place, self._staging.path(upload))
        with writing(self._engine, org) as connection:
            table = self._tables.blob
            now = self._access.blob(connection, org, upload.sha256)
            if now is None and standing is None:
                kinds = " ".join(media_types_of(content.head))
                connection.execute(
                    insert(table).values(
                        org=org, sha256=upload.sha256, place=place, size=content.size, kinds=kinds, at=at
                    )
                )
            if now is not None or standing is None:
                self._access.claim(connection, principal, upload.sha256, at)
        if now is None and standing is not None:
            # Collected in this moment: once more, from the bytes that are still staged.
            self._keep(principal, upload, content)
        elif now is not None and standing is None:
            self._store.delete(place)

    def _standing(self, org: int, sha256: str) -> Blob | None:
        """The bytes, if the database knows them and the store really has them."""
        with reading(self._engine) as connection:
            blob = self._access.blob(connection, org, sha256)
        if blob is None or self._store.holds(blob.place):
            return blob
        self._forget_place(org, blob)
        return None

    # Down

    def open(self, principal: Principal, sha256: str) -> Reading:
        """The bytes; raises `NoSuchRecord` alike for those that are not here and those out of scope."""
        with reading(self._engine) as connection:
            blob = self._access.readable(connection, principal, sha256)
        if blob is None or not self._store.holds(blob.place):
            if blob is not None:
                # A store that was put back without what has come since: whoever holds the bytes offers them again.
                self._forget_place(principal.org, blob)
            raise NoSuchRecord("There are no such bytes here", hint="they may still be on their way")
        place = blob.place
        return Reading(blob.size, lambda start, end: self._pieces(place, start, end))

    def _pieces(self, place: str, start: int, end: int) -> Iterator[bytes]:
        try:
            yield from self._store.read(place, start, end)
        except BlobGone:
            raise NoSuchRecord("There are no such bytes here") from None

    def _forget_place(self, org: int, blob: Blob) -> None:
        table = self._tables.blob
        with writing(self._engine, org) as connection:
            connection.execute(
                delete(table).where(
                    table.c.org == org, table.c.sha256 == blob.sha256, table.c.place == blob.place
                )
            )

    def missing(self, principal: Principal, hashes: Sequence[str]) -> list[str]:
        """Which of these this person should send (again), in the order given."""
        with reading(self._engine) as connection:
            there = self._access.claimed(connection, principal, hashes)
        return [sha256 for sha256 in hashes if sha256 not in there]


def _upload(principal: Principal, sha256: str) -> Upload:
    return Upload(principal.org, principal.user, sha256)
