"""Places in an organisation's feed: which lie on it, and which this centre once gave out though it has them no more.

Every position carries a proof, keyed with the organisation's secret. Nobody can invent a place in a future that the
centre lost; a centre that was put back believes only what it once signed, and its secret is in every backup.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Select, bindparam, select

from crmdesk.protocol.messages import Position
from crmdesk.server.tables import Tables

_PROOF_BYTES = 16


def signed(secret: str | None, epoch: int, seq: int, tag: int) -> Position:
    """The position with its proof; an organisation without a secret gives none."""
    return Position(epoch=epoch, seq=seq, tag=tag, proof=_proof(secret, epoch, seq, tag) if secret else "")


def is_proven(secret: str | None, position: Position) -> bool:
    """Whether this organisation gave the position out, in whatever history."""
    if not secret:
        return False
    right = _proof(secret, position.epoch, position.seq, position.tag)
    return hmac.compare_digest(right.encode(), position.proof.encode())


def _proof(secret: str, epoch: int, seq: int, tag: int) -> str:
    return hmac.digest(secret.encode(), f"{epoch} {seq} {tag}".encode(), "sha256")[:_PROOF_BYTES].hex()


def head_of(connection: Connection, tables: Tables, org: int) -> Position:
    """The end of the feed; (epoch, 0, 0) while it is empty."""
    query = _head_query(tables.organisation, tables.transaction)
    row = connection.execute(query, {"of_org": org}).one()
    return signed(row.secret, row.epoch, row.seq, row.tag or 0)


# Every round of every laptop asks these: building a statement costs more than running it.
@lru_cache
def _tag_query(transaction: sqlalchemy.Table) -> Select[Any]:
    return select(transaction.c.tag).where(
        transaction.c.org == bindparam("of_org"), transaction.c.seq == bindparam("of_seq")
    )


@lru_cache
def _head_query(organisation: sqlalchemy.Table, transaction: sqlalchemy.Table) -> Select[Any]:
    return (
        select(organisation.c.epoch, organisation.c.seq, organisation.c.secret, transaction.c.tag)
        .outerjoin(
            transaction, (transaction.c.org == organisation.c.id) & (transaction.c.seq == organisation.c.seq)
        )
        .where(organisation.c.id == bindparam("of_org"))
    )


def secret_of(connection: Connection, tables: Tables, org: int) -> str | None:
    """What the organisation signs positions with; it never leaves the centre but in a backup."""
    table = tables.organisation
    return connection.execute(select(table.c.secret).where(table.c.id == org)).scalar()


def knows(connection: Connection, tables: Tables, org: int, position: Position) -> bool:
    """Whether the position lies on this feed."""
    return lies_on(connection, tables, org, head_of(connection, tables, org), position)


def lies_on(connection: Connection, tables: Tables, org: int, head: Position, position: Position) -> bool:
    """As `knows`, for a head that was read."""
    if position.epoch != head.epoch or position.seq > head.seq:
        return False
    if position.seq == head.seq:
        return position.tag == head.tag
    query = _tag_query(tables.transaction)
    tag = connection.execute(query, {"of_org": org, "of_seq": position.seq}).scalar()
    return position.tag == (tag or 0)


def last_common(
    connection: Connection, tables: Tables, org: int, places: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """The last of these places (seq, tag) that lies on the feed, of whatever epoch; (0, 0) if none does.

    A tag is random and belongs to one transaction: where it is the same, so is all that came before.
    """
    table, wanted = tables.transaction, dict(places)
    found = connection.execute(
        select(table.c.seq, table.c.tag).where(table.c.org == org, table.c.seq.in_(list(wanted)))
    )
    return max(((row.seq, row.tag) for row in found if wanted[row.seq] == row.tag), default=(0, 0))
