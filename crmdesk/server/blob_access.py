"""Who may have which bytes: those who see an attachment that names them, made by somebody who held them.

To know a hash gives nothing: a record that names a file its author never held (a forged one) opens it to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, or_, select

from crmdesk.domain.attachments import THUMBNAIL_BYTES, THUMBNAIL_TYPE
from crmdesk.server import membership
from crmdesk.server.batch import chunks
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.tables import Tables

ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that are here."""

    sha256: str
    place: str
    size: int
    kinds: frozenset[str]
    """Media types that the content can have."""


class BlobAccess:
    """Questions about blobs, inside the caller's transaction."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._attachment = tables.entity[ATTACHMENT]

    def blob(self, connection: Connection, org: int, sha256: str) -> Blob | None:
        """The bytes, if they are here."""
        table = self._tables.blob
        row = connection.execute(
            select(table).where(table.c.org == org, table.c.sha256 == sha256)
        ).one_or_none()
        return Blob(row.sha256, row.place, row.size, frozenset(row.kinds.split())) if row else None

    def readable(self, connection: Connection, principal: Principal, sha256: str) -> Blob | None:
        """The bytes, if they are here and this person may read them."""
        blob = self.blob(connection, principal.org, sha256)
        if blob is None:
            return None
        named = [row.id for row in self._proven(connection, principal.org, sha256) if fits(row, blob)]
        if not named:
            return None
        reader = read_reader(connection, self._tables, principal)
        lying = membership.standing(
            connection, self._tables, principal.org, [(ATTACHMENT, record_id) for record_id in named]
        )
        visible = any(reader.sees(lying.get((ATTACHMENT, record_id), ())) for record_id in named)
        return blob if visible else None

    def _proven(self, connection: Connection, org: int, sha256: str) -> Iterable[Row[Any]]:
        """The live attachments that name these bytes and whose author has held them."""
        attachment, claim = self._attachment, self._tables.blob_claim
        query = self._naming(org, sha256).join(
            claim,
            and_(
                claim.c.org == attachment.c.org,
                claim.c.sha256 == sha256,
                claim.c.user == attachment.c.created_by,
            ),
        )
        return connection.execute(query).all()

    def named_by(self, connection: Connection, principal: Principal, sha256: str) -> Iterable[Row[Any]]:
        """This person's own attachments that name these bytes."""
        query = self._naming(principal.org, sha256).where(self._attachment.c.created_by == principal.user)
        return connection.execute(query).all()

    def _naming(self, org: int, sha256: str) -> Any:
        attachment = self._attachment
        return select(
            attachment.c.id,
            attachment.c.sha256,
            attachment.c.thumbnail,
            attachment.c.media_type,
            attachment.c.size,
        ).where(attachment.c.org == org, or_(attachment.c.sha256 == sha256, attachment.c.thumbnail == sha256))

    def claimed(self, connection: Connection, principal: Principal, hashes: Iterable[str]) -> set[str]:
        """Which of these this person has shown to hold, and whose bytes are here."""
        claim, blob = self._tables.blob_claim, self._tables.blob
        found: set[str] = set()
        for chunk in chunks(hashes):
            query = (
                select(claim.c.sha256)
                .join(blob, and_(blob.c.org == claim.c.org, blob.c.sha256 == claim.c.sha256))
                .where(
                    claim.c.org == principal.org,
                    claim.c.user == principal.user,
                    claim.c.sha256.in_(chunk),
                )
            )
            found.update(connection.scalars(query))
        return found

    def claim(self, connection: Connection, principal: Principal, sha256: str, at: str) -> None:
        """Notes that this person has shown to hold the bytes, once; the organisation is locked."""
        table = self._tables.blob_claim
        known = select(table.c.user).where(
            table.c.org == principal.org, table.c.sha256 == sha256, table.c.user == principal.user
        )
        if connection.execute(known).first() is None:
            connection.execute(
                insert(table).values(org=principal.org, sha256=sha256, user=principal.user, at=at)
            )

    def unnamed_bytes(self, connection: Connection, principal: Principal) -> int:
        """Bytes that this person has sent and that no record of theirs names."""
        claim, blob, attachment = self._tables.blob_claim, self._tables.blob, self._attachment
        named = select(attachment.c.id).where(
            attachment.c.org == claim.c.org,
            attachment.c.created_by == claim.c.user,
            or_(attachment.c.sha256 == claim.c.sha256, attachment.c.thumbnail == claim.c.sha256),
        )
        query = (
            select(func.coalesce(func.sum(blob.c.size), 0))
            .join(claim, and_(blob.c.org == claim.c.org, blob.c.sha256 == claim.c.sha256))
            .where(claim.c.org == principal.org, claim.c.user == principal.user, ~named.exists())
        )
        return int(connection.execute(query).scalar_one())


def fits(attachment: Row[Any], blob: Blob) -> bool:
    """Whether the bytes are what the record says of them."""
    if attachment.sha256 == blob.sha256:
        return attachment.media_type in blob.kinds and attachment.size == blob.size
    return THUMBNAIL_TYPE in blob.kinds and blob.size <= THUMBNAIL_BYTES
