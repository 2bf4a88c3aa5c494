"""Tells a laptop whose copy differs where it does, and what stands there instead: leaf by leaf, of its own buckets.

Everything is read in one moment and nothing is remembered. That a laptop asks is rare, so leaves are added up when it
does; what is compared after every round are the sums that `digests.py` keeps.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import RequestRefused
from crmdesk.domain.scope import Reader
from crmdesk.protocol.comparing import Digest, DigestRequest, HeldLeaf, Repair, RepairRequest
from crmdesk.schema.digest import leaf_of
from crmdesk.server.batch import Key
from crmdesk.server.database import reading
from crmdesk.server.digests import buckets_of, counted, leaf_sums, sums_of
from crmdesk.server.feed import Feed, Sets, contained
from crmdesk.server.membership import standing
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.tables import Tables


class Repairs:
    """Answers laptops that differ."""

    def __init__(self, engine: Engine, tables: Tables, catalogue: Catalogue, feed: Feed) -> None:
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue
        self._feed = feed

    def digest(self, principal: Principal, request: DigestRequest) -> Digest:
        """Sums by leaf of the buckets whose sum is not the laptop's. Raises `RequestRefused` if the scope moved."""
        with reading(self._engine) as connection:
            reader, org = self._reader(connection, principal, request.scope), principal.org
            buckets = buckets_of(reader)
            kept = sums_of(connection, self._tables, org, buckets)
            differing = [one for one in buckets if kept.get(one, 0) != request.sums.get(one, 0)]
            return Digest(
                leaves={
                    bucket: sorted(leaf_sums(connection, self._tables, self._catalogue, org, bucket).items())
                    for bucket in differing
                }
            )

    def repair(self, principal: Principal, request: RepairRequest) -> Repair:
        """What is wrong in the laptop's leaves, put right. Raises `RequestRefused` if the scope moved."""
        with reading(self._engine) as connection:
            reader, org = self._reader(connection, principal, request.scope), principal.org
            wrong = self._wrong(connection, org, reader, request.leaves)
            buckets = standing(connection, self._tables, org, wrong)
            visible = [key for key in wrong if reader.sees(buckets.get(key, ()))]
            sets = Sets(reader)
            tables = self._feed.tables_of(connection, org, visible, buckets, sets)
            there = {(table.type, record) for table, ids in tables for record in ids}
            return Repair(
                contains=contained(connection, self._tables, org, request.replica),
                tables=[table for table, _ in tables],
                sets=sets.named,
                gone=[key for key in wrong if key not in there],
            )

    def _reader(self, connection: Connection, principal: Principal, scope: str) -> Reader:
        reader = read_reader(connection, self._tables, principal)
        if reader.fingerprint != scope:
            raise RequestRefused(409, "What you may see was cut anew", "shake hands again", "handshake")
        return reader

    def _wrong(
        self, connection: Connection, org: int, reader: Reader, leaves: list[HeldLeaf]
    ) -> dict[Key, None]:
        """Every record of these leaves that one end lacks or holds otherwise, in the order of the types."""
        wanted: dict[str, set[int]] = {}
        told: dict[tuple[str, int], dict[Key, int]] = {}
        for held in leaves:
            wanted.setdefault(held.bucket, set()).add(held.leaf)
            rows = told.setdefault((held.bucket, held.leaf), {})
            rows.update({(type_name, record): stands for type_name, record, stands in held.rows})
        wrong: dict[Key, None] = {}
        for bucket in sorted(wanted.keys() & set(buckets_of(reader))):
            for type_name, record, _, stands in counted(
                connection, self._tables, self._catalogue, org, bucket
            ):
                leaf = leaf_of(record)
                if leaf in wanted[bucket] and told[bucket, leaf].pop((type_name, record), None) != stands:
                    wrong[type_name, record] = None
        # What is left are rows that do not lie here, or not at all, or in no bucket that the centre knows of.
        for rows in told.values():
            wrong.update(dict.fromkeys(key for key in rows if key[0] in self._catalogue))
        return wrong
