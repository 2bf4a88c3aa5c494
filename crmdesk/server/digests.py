"""Keeps each bucket's digest: the sum of its live rows' hashes, brought up to date with every change, in O(changes).

Sums by leaf are not kept: only a laptop that differs asks, and then they are added up (docs/sync.md, "Digest").
It decides nothing about rows and gives none out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.scope import Reader
from crmdesk.protocol.tables import schema_fingerprint
from crmdesk.schema.columns import page_columns
from crmdesk.schema.digest import EVERYTHING, HASH_COLUMN, RowHash, leaf_of, root_of, wrapped
from crmdesk.server import bulk
from crmdesk.server.batch import CHUNK, Batch, Key
from crmdesk.server.membership import Buckets, lying, standing
from crmdesk.server.tables import Tables


def count(batch: Batch, moved: Buckets) -> None:
    """Adds what the flushed batch changed. `moved`: buckets before, of the records whose buckets it changed."""
    keys = dict.fromkeys((*batch.hashes, *moved))
    now = lying(batch, keys)
    deltas: dict[str, int] = {}
    for key in keys:
        before, after = batch.hashes.get(key) or _unchanged(batch, key)
        lies = now.get(key, set())
        if before is not None:
            _add(deltas, moved.get(key, lies), -before)
        if after is not None:
            _add(deltas, lies, after)
    _apply(batch.connection, batch.tables, batch.moment.org, deltas)


def _unchanged(batch: Batch, key: Key) -> tuple[int | None, int | None]:
    row = batch.row(key)
    stands = row.hash if row is not None else None
    return stands, stands


def _add(deltas: dict[str, int], buckets: Iterable[str], amount: int) -> None:
    for bucket in (*buckets, EVERYTHING):
        deltas[bucket] = deltas.get(bucket, 0) + amount


def _apply(connection: Connection, tables: Tables, org: int, deltas: Mapping[str, int]) -> None:
    changed = {bucket: delta for bucket, delta in deltas.items() if delta}
    known = sums_of(connection, tables, org, changed)
    table = tables.digest
    lines = [
        {"org": org, "bucket": bucket, "sum": wrapped(known.get(bucket, 0) + delta)}
        for bucket, delta in changed.items()
    ]
    bulk.update(connection, table, [line for line in lines if line["bucket"] in known], ("org", "bucket"))
    bulk.insert(connection, table, [line for line in lines if line["bucket"] not in known])


def sums_of(connection: Connection, tables: Tables, org: int, buckets: Iterable[str]) -> dict[str, int]:
    """The sums of those of these buckets that have one."""
    return dict(bulk.rows_of(connection, tables.digest, ("bucket", "sum"), org, list(buckets), link="bucket"))


def buckets_of(reader: Reader) -> list[str]:
    """The buckets by which a reader's copy is compared, sorted."""
    return [EVERYTHING] if reader.buckets is None else sorted(reader.buckets)


def root(connection: Connection, tables: Tables, org: int, reader: Reader) -> int:
    """One number for everything that the reader sees, as it stands in this transaction."""
    return root_of(sums_of(connection, tables, org, buckets_of(reader)))


Held = tuple[str, str, int, int]
"""A live row as a digest counts it: type, id, version, hash."""


def counted(
    connection: Connection, tables: Tables, catalogue: Catalogue, org: int, bucket: str
) -> Iterator[Held]:
    """Every live row that counts in the bucket."""
    member = tables.membership
    for entity in catalogue:
        table = tables.entity[entity.name]
        query = select(table.c.id, table.c.version, table.c[HASH_COLUMN]).where(table.c.org == org)
        if bucket != EVERYTHING:
            mine = (member.c.org == org) & (member.c.type == entity.name) & (member.c.id == table.c.id)
            query = query.join(member, mine).where(member.c.bucket == bucket)
        for record_id, version, stands in connection.execute(query):
            yield entity.name, record_id, version, stands or 0


def leaf_sums(
    connection: Connection, tables: Tables, catalogue: Catalogue, org: int, bucket: str
) -> dict[int, int]:
    """The bucket's sums by leaf, added up from its rows; empty leaves are left out."""
    sums: dict[int, int] = {}
    for _, record_id, _, stands in counted(connection, tables, catalogue, org, bucket):
        leaf = leaf_of(record_id)
        sums[leaf] = sums.get(leaf, 0) + stands
    return {leaf: wrapped(total) for leaf, total in sums.items()}


# From scratch


def scratch(
    connection: Connection, tables: Tables, catalogue: Catalogue, org: int
) -> tuple[dict[Key, int], dict[str, int]]:
    """What hashes and sums should be, from values and buckets alone: hashes that are wrong, and every bucket's sum."""
    wrong: dict[Key, int] = {}
    sums: dict[str, int] = {}
    for entity in catalogue:
        for rows in _walk(connection, tables, entity, org):
            lies = standing(connection, tables, org, [(entity.name, record_id) for record_id, _, _ in rows])
            for record_id, stands, right in rows:
                if stands != right:
                    wrong[entity.name, record_id] = right
                _add(sums, lies.get((entity.name, record_id), ()), right)
    return wrong, {bucket: wrapped(total) for bucket, total in sums.items() if wrapped(total)}


def _walk(
    connection: Connection, tables: Tables, entity: Entity, org: int
) -> Iterator[list[tuple[str, int | None, int]]]:
    """Id, kept hash and right hash of all rows of a type, a chunk at a time."""
    table, hashed = tables.entity[entity.name], RowHash(entity)
    columns = [table.c[name] for name in (*page_columns(entity), HASH_COLUMN)]
    after = ""
    while True:
        query = (
            select(*columns).where(table.c.org == org, table.c.id > after).order_by(table.c.id).limit(CHUNK)
        )
        rows = [tuple(row) for row in connection.execute(query)]
        if not rows:
            return
        after = rows[-1][0]
        yield [(row[0], row[-1], hashed.of_row(row[:-1])) for row in rows]


def rebuild(connection: Connection, tables: Tables, catalogue: Catalogue, org: int) -> None:
    """Makes hashes and sums anew: after an upgrade, and after rows changed otherwise than through the journal."""
    wrong, sums = scratch(connection, tables, catalogue, org)
    by_type: dict[str, list[dict[str, Any]]] = {}
    for (type_name, record_id), right in wrong.items():
        by_type.setdefault(type_name, []).append({"b_id": record_id, "b_hash": right})
    for type_name, lines in by_type.items():
        table = tables.entity[type_name]
        where = (table.c.org == org, table.c.id == bindparam("b_id"))
        connection.execute(update(table).where(*where).values({HASH_COLUMN: bindparam("b_hash")}), lines)
    connection.execute(delete(tables.digest).where(tables.digest.c.org == org))
    _apply(connection, tables, org, sums)
    organisation = tables.organisation
    connection.execute(
        update(organisation).where(organisation.c.id == org).values(digested=schema_fingerprint(catalogue))
    )


def undigested(connection: Connection, tables: Tables, catalogue: Catalogue) -> list[int]:
    """The organisations whose hashes and sums were made for another schema, or never."""
    table = tables.organisation
    fingerprint = schema_fingerprint(catalogue)
    return [
        row.id
        for row in connection.execute(select(table.c.id, table.c.digested).order_by(table.c.id))
        if row.digested != fingerprint
    ]
