"""Checks from scratch that what the centre holds fits together: versions, feed, buckets, digest, references, chains.

It computes the buckets of every record anew, by the rules alone and another way than `membership.py` keeps them, and
changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, and_, func, select

from crmdesk.domain.declare import Catalogue, Entity, Kind, Reach
from crmdesk.domain.scope import own_buckets
from crmdesk.server import history_chain
from crmdesk.server.administration import NOBODY
from crmdesk.server.audit import AuditLog
from crmdesk.server.database import reading
from crmdesk.server.digests import scratch
from crmdesk.server.membership import meetings, records_between
from crmdesk.server.tables import Tables

Key = tuple[str, str]
SHOWN = 20
"""So many faults of one sort are named; of more, the number is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of one organisation found. `faults` in words, empty if all is well."""

    records: int
    faults: list[str]


@dataclass
class _Graph:
    """Every record's own buckets, and along which references buckets flow on."""

    buckets: dict[Key, set[str]] = field(default_factory=dict)
    flows: dict[Key, list[Key]] = field(default_factory=dict)

    def settle(self) -> None:
        """Lets buckets flow until nothing changes any more."""
        waiting = [key for key in self.flows if self.buckets.get(key)]
        while waiting:
            source = waiting.pop()
            for target in self.flows.get(source, ()):
                standing = self.buckets.get(target)
                if standing is not None and not self.buckets[source] <= standing:
                    standing |= self.buckets[source]
                    waiting.append(target)


class Verifier:
    """Checks one database, an organisation at a time, each from one moment."""

    def __init__(self, engine: Engine, tables: Tables, catalogue: Catalogue, audit: AuditLog) -> None:
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue
        self._audit = audit

    def verify(self, org: int) -> Finding:
        """Checks everything of an organisation."""
        with reading(self._engine) as connection:
            live = {entity.name: self._rows(connection, org, entity) for entity in self._catalogue}
            graves = self._graves(connection, org)
            faults = [
                *self._head_faults(connection, org),
                *_some("versions", self._version_faults(connection, org)),
                *_some(
                    "tombstones", (f"{t} {i} is live and deleted" for t, i in graves if i in live.get(t, {}))
                ),
                *_some("references", self._reference_faults(live, graves)),
                *_some("membership", self._membership_faults(connection, org, live, graves)),
                *_some("digest", self._digest_faults(connection, org)),
                *_some("history", history_chain.faults(connection, self._tables.history, org)),
                *self._audit.faults(connection, org),
            ]
            return Finding(sum(len(rows) for rows in live.values()), faults)

    # Reading

    def _rows(self, connection: Connection, org: int, entity: Entity) -> dict[str, Mapping[str, Any]]:
        table = self._tables.entity[entity.name]
        names = {"id", "version", "meta", "owner", "territory", *(f.name for f in entity.fields if f.target)}
        names |= {name for name in (entity.parent, entity.parent_type, *entity.between) if name}
        rows = connection.execute(
            select(*(table.c[name] for name in sorted(names))).where(table.c.org == org)
        )
        return {row["id"]: dict(row) for row in rows.mappings()}

    def _graves(self, connection: Connection, org: int) -> set[Key]:
        table = self._tables.tombstone
        return {
            (row.type, row.id)
            for row in connection.execute(select(table.c.type, table.c.id).where(table.c.org == org))
        }

    # Feed and versions

    def _head_faults(self, connection: Connection, org: int) -> Iterator[str]:
        tables = self._tables
        head = connection.execute(
            select(tables.organisation.c.seq).where(tables.organisation.c.id == org)
        ).scalar_one()
        ended = self._highest(connection, org, tables.transaction.c.seq)
        if ended != head:
            yield f"feed: it stands at {head}, but its last transaction ended at {ended}"
        for name, column in (
            ("feed", tables.feed.c.seq),
            ("history", tables.history.c.seq),
            ("ledger", tables.ledger.c.version),
        ):
            highest = self._highest(connection, org, column)
            if highest > head:
                yield f"{name}: it speaks of {highest}, beyond the head {head}"

    def _highest(self, connection: Connection, org: int, column: Any) -> int:
        return connection.execute(select(func.max(column)).where(column.table.c.org == org)).scalar() or 0

    def _version_faults(self, connection: Connection, org: int) -> Iterator[str]:
        feed, organisation = self._tables.feed, self._tables.organisation
        collected = connection.execute(
            select(organisation.c.collected).where(organisation.c.id == org)
        ).scalar_one()
        for entity in self._catalogue:
            table = self._tables.entity[entity.name]
            entered = and_(
                feed.c.org == table.c.org,
                feed.c.seq == table.c.version,
                feed.c.type == entity.name,
                feed.c.id == table.c.id,
            )
            query = select(table.c.id, table.c.version, table.c.meta, feed.c.kind).outerjoin(feed, entered)
            for row in connection.execute(query.where(table.c.org == org)):
                if row.kind is None and row.version > collected:
                    yield f"{entity.name} {row.id}: the feed knows nothing of its version {row.version}"
                if max(_field_versions(row.meta), default=0) > row.version:
                    yield f"{entity.name} {row.id}: a field is newer than its version {row.version}"

    # References and buckets

    def _reference_faults(self, live: Mapping[str, Mapping[str, Any]], graves: set[Key]) -> Iterator[str]:
        for entity in self._catalogue:
            references = [f for f in entity.own if f.target is not None]
            for record_id, row in live[entity.name].items():
                for declared in references:
                    for target in _targets(row[declared.name], declared.kind):
                        if (
                            target not in live[str(declared.target)]
                            and (declared.target, target) not in graves
                            and target != NOBODY
                        ):
                            yield f"{entity.name} {record_id}: {declared.name} points to nothing ({target})"

    def _membership_faults(
        self,
        connection: Connection,
        org: int,
        live: Mapping[str, Mapping[str, Mapping[str, Any]]],
        graves: set[Key],
    ) -> Iterator[str]:
        table = self._tables.membership
        kept: dict[Key, set[str]] = {}
        query = select(table.c.type, table.c.id, table.c.bucket).where(table.c.org == org)
        for type_name, record_id, bucket in connection.execute(query):
            kept.setdefault((type_name, record_id), set()).add(bucket)
        # A deleted record keeps the buckets in which it was deleted.
        graph = _Graph(buckets={key: set(kept.get(key, ())) for key in graves})
        for entity in self._catalogue:
            for record_id, row in live[entity.name].items():
                graph.buckets.setdefault((entity.name, record_id), set()).update(own_buckets(entity, row))
        for entity in self._catalogue:
            for record_id, row in live[entity.name].items():
                _connect(graph, graves, (entity, record_id), row)
        graph.settle()
        ends = {
            (entity.name, record_id): records_between(entity, row)
            for entity in self._catalogue
            if entity.between
            for record_id, row in live[entity.name].items()
        }
        graph.buckets |= meetings(connection, self._tables, org, ends, graph.buckets) if ends else {}
        for key in kept.keys() - graph.buckets.keys():
            yield f"{key[0]} {key[1]} lies in buckets and does not exist"
        for (type_name, record_id), buckets in graph.buckets.items():
            standing = kept.get((type_name, record_id), set())
            if (type_name, record_id) not in graves and standing != buckets:
                yield f"{type_name} {record_id} lies in {sorted(standing)} instead of {sorted(buckets)}"

    def _digest_faults(self, connection: Connection, org: int) -> Iterator[str]:
        table = self._tables.digest
        wrong, sums = scratch(connection, self._tables, self._catalogue, org)
        for type_name, record_id in wrong:
            yield f"{type_name} {record_id}: its hash is not that of its values"
        query = select(table.c.bucket, table.c.sum).where(table.c.org == org)
        kept = {row.bucket: row.sum for row in connection.execute(query) if row.sum}
        for bucket in sorted(kept.keys() | sums.keys()):
            if kept.get(bucket) != sums.get(bucket):
                yield f"{bucket} does not sum up to what its rows do"


def _connect(graph: _Graph, graves: set[Key], of: tuple[Entity, str], row: Mapping[str, Any]) -> None:
    entity, key = of[0], (of[0].name, of[1])
    through = [(str(entity.field(name).target), row[name]) for name in entity.through if row[name]]
    if entity.reach is Reach.PARENT and entity.parent and row[entity.parent]:
        type_name = row[entity.parent_type] if entity.parent_type else entity.field(entity.parent).target
        through.append((str(type_name), row[entity.parent]))
    for parent in through:
        graph.flows.setdefault(parent, []).append(key)
    for name in entity.implicit:
        target = (str(entity.field(name).target), row[name])
        if row[name] and target in graph.buckets and target not in graves:
            graph.buckets[target] |= own_buckets(entity, row)
            for other in entity.through:
                if other != name and row[other]:
                    upper = (str(entity.field(other).target), row[other])
                    graph.flows.setdefault(upper, []).append(target)


def _field_versions(meta: str) -> Iterable[int]:
    return json.loads(meta).get("f", {}).values()  # type: ignore[no-any-return]


def _targets(stored: Any, kind: Kind) -> list[str]:
    if stored is None:
        return []
    return json.loads(stored) if kind is Kind.SET else [stored]


def _some(sort: str, faults: Iterable[str]) -> Iterator[str]:
    """The first faults of a sort by name, the others by number."""
    count = 0
    for count, fault in enumerate(faults, 1):
        if count <= SHOWN:
            yield f"{sort}: {fault}"
    if count > SHOWN:
        yield f"{sort}: {count - SHOWN} more"
