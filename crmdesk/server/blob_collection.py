"""Gives back the room of bytes that no record names any more. What a record could be restored to name stays.

`crmdesk admin gc` calls it; an erased person's bytes go at once (`forget`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, or_, select

from crmdesk.domain.values import format_instant
from crmdesk.server.batch import chunks
from crmdesk.server.blob_access import ATTACHMENT
from crmdesk.server.blob_staging import Staging
from crmdesk.server.blob_store import BlobStore
from crmdesk.server.database import reading, writing
from crmdesk.server.tables import Tables

GRACE = timedelta(days=1)
"""Bytes may come a while before their record: so long they stay without one."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What was given back."""

    blobs: int = 0
    """Contents that no record named any more."""
    strays: int = 0
    """Objects of the store that the database knows nothing of: left by a crash, or by a database put back."""
    uploads: int = 0
    """Uploads that nobody went on with."""
    missing: int = 0
    """Contents that the database knew and the store has no more: their holders will be asked for them again."""


class BlobCollection:
    """Collects in one centre. Bytes that come meanwhile are safe: each upload has a place of its own."""

    def __init__(self, engine: Engine, tables: Tables, store: BlobStore, staging: Staging) -> None:
        self._engine = engine
        self._tables = tables
        self._store = store
        self._staging = staging

    def collect(self, org: int, before: datetime) -> Collected:
        """Gives back what no live or restorable record has named since `before`. Tombstones go first, if they go."""
        stamp = format_instant(before)
        places, blobs, missing = self._forget_unnamed(org, stamp)
        for place in places:
            self._store.delete(place)
        return Collected(blobs, self._strays(org, before), self._staging.sweep(before), missing)

    def _forget_unnamed(self, org: int, stamp: str) -> tuple[list[str], int, int]:
        blob = self._tables.blob
        with reading(self._engine) as connection:
            known = connection.execute(
                select(blob.c.sha256, blob.c.place, blob.c.at).where(blob.c.org == org)
            ).all()
        there = {kept.place for kept in self._store.kept(f"{org}/")}
        gone = [row.sha256 for row in known if row.place not in there and row.at < stamp]
        with writing(self._engine, org) as connection:
            named = self._named(connection, org)
            unnamed = [row for row in known if row.at < stamp and row.sha256 not in named]
            self._delete(connection, org, [row.sha256 for row in unnamed], claims=True)
            # Their claims stay: the record's author is asked for the bytes again.
            self._delete(connection, org, gone, claims=False)
        return [row.place for row in unnamed], len(unnamed), len(set(gone) & named)

    def _named(self, connection: Connection, org: int) -> set[str]:
        """Every hash that a live attachment names, or one that could be restored."""
        attachment, grave = self._tables.entity[ATTACHMENT], self._tables.tombstone
        rows = connection.execute(
            select(attachment.c.sha256, attachment.c.thumbnail).where(attachment.c.org == org)
        )
        named = {value for row in rows for value in row if value}
        graves = select(grave.c.row).where(grave.c.org == org, grave.c.type == ATTACHMENT)
        for text in connection.scalars(graves):
            last = json.loads(text)
            named |= {last[name] for name in ("sha256", "thumbnail") if last.get(name)}
        return named

    def _delete(self, connection: Connection, org: int, hashes: Iterable[str], *, claims: bool) -> None:
        tables = (self._tables.blob, self._tables.blob_claim) if claims else (self._tables.blob,)
        for chunk in chunks(hashes):
            for table in tables:
                connection.execute(delete(table).where(table.c.org == org, table.c.sha256.in_(chunk)))

    def _strays(self, org: int, before: datetime) -> int:
        blob = self._tables.blob
        old = [kept.place for kept in self._store.kept(f"{org}/") if kept.at < before]
        # Read after the store was listed: a place written meanwhile is in the list of neither or in the database.
        with reading(self._engine) as connection:
            known = set(connection.scalars(select(blob.c.place).where(blob.c.org == org)))
        strays = [place for place in old if place not in known]
        for place in strays:
            self._store.delete(place)
        return len(strays)

    def forget(self, org: int, hashes: Iterable[str]) -> int:
        """Removes these bytes at once, unless another live record names them too; gives how many went.

        For erasing a person: call it when their attachments are gone.
        """
        attachment, blob = self._tables.entity[ATTACHMENT], self._tables.blob
        places: list[str] = []
        with writing(self._engine, org) as connection:
            for chunk in chunks(hashes):
                still = connection.execute(
                    select(attachment.c.sha256, attachment.c.thumbnail).where(
                        attachment.c.org == org,
                        or_(attachment.c.sha256.in_(chunk), attachment.c.thumbnail.in_(chunk)),
                    )
                )
                named = {value for row in still for value in row}
                going = [one for one in chunk if one not in named]
                places += connection.scalars(
                    select(blob.c.place).where(blob.c.org == org, blob.c.sha256.in_(going))
                )
                self._delete(connection, org, going, claims=True)
        for place in places:
            self._store.delete(place)
        return len(places)
