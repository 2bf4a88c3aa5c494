"""Which buckets each record lies in, kept up to date as records change; a record that changes buckets enters the feed.

Buckets of a record: its own (owner, territory), the own ones of every record that grants implicit access to it, and all
of those it is seen through (docs/sync.md, "Who sees and edits"). Who reads which bucket is `domain/scope.py`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from sqlalchemy import Connection, select

from crmdesk.domain.declare import Catalogue, Entity, Field, Reach
from crmdesk.domain.scope import meet, own_buckets
from crmdesk.domain.values import Value
from crmdesk.server import bulk
from crmdesk.server.batch import CHUNK, Batch, Key, chunks
from crmdesk.server.readers import read_territories
from crmdesk.server.statements import pointing
from crmdesk.server.tables import Tables

Buckets = dict[Key, set[str]]


def standing(connection: Connection, tables: Tables, org: int, keys: Iterable[Key]) -> Buckets:
    """The buckets in which these records lie, as last written."""
    table = tables.membership
    found: Buckets = {}
    by_type: dict[str, list[str]] = {}
    for type_name, record_id in keys:
        by_type.setdefault(type_name, []).append(record_id)
    for type_name, ids in by_type.items():
        for record_id, bucket in bulk.rows_of(
            connection, table, ("id", "bucket"), org, ids, of_type=type_name
        ):
            key = (type_name, record_id)
            if key in found:
                found[key].add(bucket)
            else:
                found[key] = {bucket}
    return found


def lying(batch: Batch, keys: Iterable[Key]) -> Buckets:
    """The buckets of these records, and of others that the batch has asked about, as they are in this transaction."""
    unknown = [key for key in keys if key not in batch.lies]
    batch.lies.update((key, set()) for key in unknown)
    batch.lies.update(standing(batch.connection, batch.tables, batch.moment.org, unknown))
    return batch.lies


def refresh(batch: Batch) -> Buckets:
    """Brings the buckets of everything the flushed batch touched up to date, and of what is seen through it.

    Gives the buckets in which the records that changed theirs lay before.
    """
    keeper = _Keeper(batch)
    for key, before in batch.touched:
        keeper.touch(key, before)
    if batch.written("territory") or batch.written("user"):
        keeper.touch_between()
    keeper.run()
    return keeper.before


class _Keeper:
    """One refresh: a work list of records whose buckets are computed anew until nothing changes any more."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._catalogue: Catalogue = batch.catalogue
        self._waiting: dict[Key, None] = {}
        self._granted: Buckets = {}
        self._buried: Buckets = {}
        self.before: Buckets = {}

    def touch(self, key: Key, before: Mapping[str, Value] | None) -> None:
        entity, row = self._catalogue[key[0]], self._batch.row(key)
        if row is not None:
            self._waiting[key] = None
        elif self._batch.is_new(key) and (grave := self._batch.tombstone(key)) is not None:
            self._buried[key] = own_buckets(entity, grave.fields)
        after = row.fields if row is not None else {}
        for name in entity.implicit:
            target = entity.field(name).target
            was, now = (before or {}).get(name), after.get(name)
            if target and now and (before is None or was == now):
                self._granted.setdefault((target, now), set()).update(own_buckets(entity, after))
            for changed in {was, now} if before is not None else set():
                if target and changed:
                    self._waiting[target, changed] = None

    def touch_between(self) -> None:
        """Who moved, or whose territory did, may not see both of two records any more, or does now."""
        for entity in self._catalogue:
            if entity.between:
                table = self._batch.tables.entity[entity.name]
                query = select(table.c.id).where(table.c.org == self._batch.moment.org)
                for record_id in self._batch.connection.execute(query).scalars():
                    self._waiting[entity.name, record_id] = None

    def run(self) -> None:
        self._grant()
        while self._waiting:
            keys, self._waiting = list(self._waiting), {}
            self._settle(keys)
        self._bury()

    def _bury(self) -> None:
        """Records that came and went in this batch lie where they would have: their deletion reaches a copy of the
        laptop that made them, and their author may restore them."""
        org, since = self._batch.moment.org, self._batch.seq
        graves = [
            {"org": org, "type": type_name, "id": record_id, "bucket": bucket, "since": since}
            for (type_name, record_id), buckets in self._buried.items()
            for bucket in sorted(buckets)
        ]
        bulk.insert(self._batch.connection, self._batch.tables.membership, graves)
        self._batch.lies.update(self._buried)

    def _grant(self) -> None:
        """Records that only gain buckets are computed anew only if one is really new to them."""
        if not self._granted:
            return
        now = lying(self._batch, self._granted)
        for key, buckets in self._granted.items():
            if not buckets <= now.get(key, set()):
                self._waiting[key] = None

    def _settle(self, keys: list[Key]) -> None:
        batch = self._batch
        by_type: dict[str, list[str]] = {}
        for type_name, record_id in keys:
            by_type.setdefault(type_name, []).append(record_id)
        # Accounts before what is seen through them, in one pass where both are waiting.
        for entity in self._catalogue:
            ids = by_type.get(entity.name, [])
            live = (
                [i for i in ids if batch.row((entity.name, i)) is not None]
                if len(ids) < CHUNK
                else self._live(entity, ids)
            )
            if live:
                self._apply(entity, self._computed(entity, live))

    def _live(self, entity: Entity, ids: list[str]) -> list[str]:
        self._batch.load(entity.name, ids)
        return [i for i in ids if self._batch.row((entity.name, i)) is not None]

    def _computed(self, entity: Entity, ids: list[str]) -> Buckets:
        if entity.between:
            return self._between(entity, ids)
        found: Buckets = {}
        seen_through: dict[Key, list[Key]] = {}
        for record_id in ids:
            row = self._batch.row((entity.name, record_id))
            assert row is not None
            found[entity.name, record_id] = own_buckets(entity, row.fields)
            for parent in _seen_through(entity, row.fields):
                seen_through.setdefault(parent, []).append((entity.name, record_id))
        for child, link in self._catalogue.children(entity.name):
            if link.name in child.implicit:
                self._add_granted(entity, child, link, ids, found=found, seen_through=seen_through)
        upper = lying(self._batch, seen_through)
        for parent, dependants in seen_through.items():
            for key in dependants:
                found[key] |= upper.get(parent, set())
        return found

    def _between(self, entity: Entity, ids: list[str]) -> Buckets:
        """Where just those look who see all the records that each stands between."""
        batch = self._batch
        ends: dict[Key, list[Key]] = {}
        for record_id in ids:
            row = batch.row((entity.name, record_id))
            assert row is not None
            ends[entity.name, record_id] = records_between(entity, row.fields)
        lies = lying(batch, {one for all_ in ends.values() for one in all_})
        return meetings(batch.connection, batch.tables, batch.moment.org, ends, lies)

    def _add_granted(
        self,
        entity: Entity,
        child: Entity,
        link: Field,
        ids: list[str],
        *,
        found: Buckets,
        seen_through: dict[Key, list[Key]],
    ) -> None:
        """Adds what the records of type `child` that point here by `link` grant."""
        table = self._batch.tables.entity[child.name]
        others = [name for name in child.through if name != link.name]
        query = pointing(table, (link.name, "owner", "territory", *others), link.name)
        for chunk in chunks(self._pointed_to(entity, child, ids)):
            asked = {"of_org": self._batch.moment.org, "of_ids": chunk}
            for target, owner, territory, *parents in self._batch.connection.execute(query, asked):
                key = (entity.name, target)
                found[key] |= own_buckets(child, {"owner": owner, "territory": territory})
                for name, parent in zip(others, parents, strict=True):
                    target_type = child.field(name).target
                    if parent and target_type:
                        seen_through.setdefault((target_type, parent), []).append(key)

    def _apply(self, entity: Entity, wanted: Buckets) -> None:
        batch, org, table = self._batch, self._batch.moment.org, self._batch.tables.membership
        now = lying(batch, wanted)
        gained, lost, moved = [], [], []
        evictions: dict[Key, set[str]] = {}
        since = batch.seq
        for key, buckets in wanted.items():
            before = now.get(key, set())
            if before == buckets:
                continue
            moved.append(key)
            batch.lies[key] = buckets
            self.before.setdefault(key, before)
            evictions[key] = before - buckets
            gained += [
                {"org": org, "type": key[0], "id": key[1], "bucket": b, "since": since}
                for b in sorted(buckets - before)
            ]
            lost += [(key[0], key[1], bucket) for bucket in sorted(before - buckets)]
        entered = self._entered(entity.name, lost)
        bulk.insert(batch.connection, table, gained)
        bulk.delete(
            batch.connection,
            table,
            [{"org": org, "type": name, "id": one, "bucket": bucket} for name, one, bucket in lost],
        )
        announced = [(key, evictions[key]) for key in moved if not batch.is_new(key) or evictions[key]]
        self._announce(announced, entered)
        self._wake_dependants(entity, [key[1] for key in moved])

    def _entered(self, type_name: str, lost: list[tuple[str, str, str]]) -> dict[tuple[str, str], int]:
        """Since when the records that leave a bucket lay in it, by id and bucket."""
        table, found = self._batch.tables.membership, {}
        for chunk in chunks(record_id for _, record_id, _ in lost):
            query = select(table.c.id, table.c.bucket, table.c.since).where(
                table.c.org == self._batch.moment.org, table.c.type == type_name, table.c.id.in_(chunk)
            )
            found.update({(row.id, row.bucket): row.since for row in self._batch.connection.execute(query)})
        return found

    def _announce(self, moved: list[tuple[Key, set[str]]], entered: Mapping[tuple[str, str], int]) -> None:
        batch, org = self._batch, self._batch.moment.org
        feed, evictions = [], []
        for (type_name, record_id), left in moved:
            batch.seq += 1
            feed.append({"org": org, "seq": batch.seq, "type": type_name, "id": record_id, "kind": "move"})
            evictions += [
                {"org": org, "seq": batch.seq, "bucket": bucket, "since": entered[record_id, bucket]}
                for bucket in sorted(left)
            ]
        bulk.insert(batch.connection, batch.tables.feed, feed)
        bulk.insert(batch.connection, batch.tables.eviction, evictions)

    def _pointed_to(self, entity: Entity, child: Entity, ids: list[str]) -> list[str]:
        """Those of these records that one of type `child` may point to: a record that came in this batch is pointed to
        by what came with it alone (`decide.py` takes no reference to what is not there)."""
        if self._batch.written(child.name):
            return ids
        return [record_id for record_id in ids if not self._batch.is_new((entity.name, record_id))]

    def _wake_dependants(self, entity: Entity, ids: list[str]) -> None:
        """What is seen through these records, or through a link to them, must be computed anew."""
        for child in self._catalogue:
            table = self._batch.tables.entity[child.name]
            for name, wakes in _dependence(child, entity):
                for chunk in chunks(self._pointed_to(entity, child, ids)):
                    query = pointing(table, tuple(column for _, column in wakes), name)
                    asked = {"of_org": self._batch.moment.org, "of_ids": chunk}
                    for values in self._batch.connection.execute(query, asked):
                        for (type_name, _), value in zip(wakes, values, strict=True):
                            if value:
                                self._waiting[type_name, value] = None


def records_between(entity: Entity, fields: Mapping[str, Value]) -> list[Key]:
    """The records that one of `Reach.BETWEEN` stands between."""
    return [(str(fields[entity.parent_type or ""]), str(fields[name])) for name in entity.between]


def meetings(
    connection: Connection, tables: Tables, org: int, ends: Mapping[Key, list[Key]], lies: Buckets
) -> Buckets:
    """The buckets of each record in `ends`, by those (`lies`) of the records that it stands between."""
    parents = read_territories(connection, tables, org)
    user = tables.entity["user"]
    people = {
        bucket.removeprefix("user:")
        for buckets in lies.values()
        for bucket in buckets
        if bucket.startswith("user:")
    }
    homes: dict[str, str | None] = {}
    for chunk in chunks(sorted(people)):
        query = select(user.c.id, user.c.home).where(user.c.org == org, user.c.id.in_(chunk))
        homes.update((row.id, row.home) for row in connection.execute(query))
    return {
        key: reduce(
            lambda first, second: meet(first, second, parents, homes),
            (lies.get(one, set()) for one in between),
        )
        for key, between in ends.items()
    }


def _seen_through(entity: Entity, fields: Mapping[str, Value]) -> list[Key]:
    parents: list[Key] = []
    for name in entity.through:
        target = entity.field(name).target
        if target and fields.get(name):
            parents.append((target, fields[name]))
    if entity.reach is Reach.PARENT and entity.parent and fields.get(entity.parent):
        declared = fields[entity.parent_type] if entity.parent_type else entity.field(entity.parent).target
        parents.append((str(declared), fields[entity.parent]))
    return parents


def _dependence(child: Entity, parent: Entity) -> list[tuple[str, list[tuple[str, str]]]]:
    """Fields of `child` by which it hangs on `parent`, with the (type, column) pairs whose buckets then change."""
    found: list[tuple[str, list[tuple[str, str]]]] = [(name, [(child.name, "id")]) for name in child.between]
    for name in child.through:
        if child.field(name).target == parent.name:
            wakes = [(child.name, "id")]
            for other in child.implicit:
                target = child.field(other).target
                if other != name and target:
                    wakes.append((target, other))
            found.append((name, wakes))
    if child.reach is Reach.PARENT and child.parent:
        target = child.by_name[child.parent].target
        if target == parent.name or child.parent_type is not None:
            found.append((child.parent, [(child.name, "id")]))
    return found
