"""Finds all that goes with a person: the records merged into theirs, and those about nobody else, live, deleted or
known to history alone. It reads; what becomes of it is `erasure.py`'s."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.erasure import Key, belongs_to, can_belong
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.batch import Batch, chunks
from crmdesk.server.tables import Tables


def is_known(connection: Connection, tables: Tables, org: int, key: Key) -> bool:
    """Whether there ever was such a record, also one of which nothing but history or a receipt tells."""
    for table in (tables.entity[key[0]], tables.tombstone, tables.history):
        typed = () if table is tables.entity[key[0]] else (table.c.type == key[0],)
        query = select(table.c.id).where(table.c.org == org, table.c.id == key[1], *typed).limit(1)
        if connection.execute(query).first() is not None:
            return True
    return False


class Belongings:
    """Looks through one organisation, inside a batch's transaction."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._connection = batch.connection
        self._tables = batch.tables
        self._org = batch.moment.org
        self._entities = [entity for entity in batch.catalogue if can_belong(entity)]

    def family(self, key: Key) -> set[Key]:
        """The record, what it was merged into, and all that was merged into that."""
        root, graves = self._batch.stands_for(key), self._tables.tombstone
        query = select(graves.c.id).where(
            graves.c.org == self._org, graves.c.type == key[0], graves.c.alias == root[1]
        )
        return {key, root, *((key[0], one) for one in self._connection.execute(query).scalars())}

    def with_all(self, seeds: set[Key]) -> set[Key]:
        """These records and everything that belongs to nothing else, however far it goes."""
        gone, waiting = set(seeds), set(seeds)
        while waiting:
            fresh = {
                (entity.name, record_id)
                for key in waiting
                for entity, record_id, fields in self._naming(key)
                if belongs_to(self._batch.catalogue, entity, fields, gone)
            }
            waiting = fresh - gone
            gone |= fresh
        return gone

    def _naming(self, key: Key) -> Iterator[tuple[Entity, str, Mapping[str, Any]]]:
        """Records that point to this one, as far as they could belong to it."""
        yield from self._live(key)
        yield from self._deleted(key[1])
        names = [entity.name for entity in self._entities]
        for type_name, record_id, fields in self._past(names, key[1]):
            there = (type_name, record_id)
            # Of what is still there the last word counts, not the first.
            if self._batch.row(there) is None and self._batch.tombstone(there) is None:
                yield self._batch.catalogue[type_name], record_id, fields

    def _live(self, key: Key) -> Iterator[tuple[Entity, str, Mapping[str, Any]]]:
        for entity in self._entities:
            table = self._tables.entity[entity.name]
            points: list[ColumnElement[bool]] = [
                table.c[field.name].contains(key[1])
                if field.kind is Kind.SET
                else table.c[field.name] == key[1]
                for field in entity.own
                if field.target == key[0]
            ]
            if entity.parent_type:
                ends = (entity.parent,) if entity.parent else entity.between
                points += [table.c[name] == key[1] for name in ends]
            if points:
                found = select(table).where(table.c.org == self._org, or_(*points))
                for row in self._connection.execute(found).mappings().all():
                    yield entity, row["id"], row_from_stored(entity, dict(row))

    def _deleted(self, record_id: str) -> Iterator[tuple[Entity, str, Mapping[str, Any]]]:
        graves, names = self._tables.tombstone, [entity.name for entity in self._entities]
        query = select(graves.c.type, graves.c.id, graves.c.row).where(
            graves.c.org == self._org, graves.c.type.in_(names), graves.c.row.contains(record_id)
        )
        for grave in self._connection.execute(query).all():
            yield self._batch.catalogue[grave.type], grave.id, json.loads(grave.row)

    def _past(self, names: list[str], record_id: str) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
        """What history says was made about the record."""
        history = self._tables.history
        query = select(history.c.type, history.c.id, history.c.new).where(
            history.c.org == self._org,
            history.c.type.in_(names),
            history.c.field == "",
            history.c.new.contains(record_id),
        )
        for line in self._connection.execute(query).all():
            yield line.type, line.id, json.loads(line.new)

    def files(self, records: set[Key]) -> set[str]:
        """The hashes of what the attachments among these records hold, thumbnails too."""
        wanted = [record_id for type_name, record_id in records if type_name == "attachment"]
        found: set[str] = set()
        for chunk in chunks(wanted):
            self._batch.load("attachment", chunk)
            for record_id in chunk:
                stands = self._batch.row(("attachment", record_id)) or self._batch.tombstone(
                    ("attachment", record_id)
                )
                fields = stands.fields if stands is not None else {}
                found |= {str(fields[name]) for name in ("sha256", "thumbnail") if fields.get(name)}
        return found
