"""Merge cases at the centre: opened when a record comes to hold what another holds, closed when it does not any more.

It goes once over a batch that is decided, with a query or two a type; who may see a case `membership.py` works out.
It refuses nothing and merges nothing (docs/sync/duplicates.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, tuple_

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.unique import CASE, CROWD, Claim, case_of, claims, shared_fields
from crmdesk.domain.values import Value, blank
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.batch import CHUNK, Batch, Key, chunks
from crmdesk.server.tables import Tables

Pairs = dict[tuple[str, str], None]
"""Records that share a value, (who came second, who was first), each pair once."""


def settle(batch: Batch) -> None:
    """Opens, changes and closes the cases that the batch's kept changes lead to."""
    for entity in batch.catalogue:
        if entity.unique:
            _Settling(batch, entity).run()
    batch.keep_group()


def dismiss(batch: Batch, mutation: Mutation, record_id: str, sees: Iterable[str]) -> None:
    """The open cases about the record that the mutation names and that its author sees: a person says they are two."""
    for case in sees:
        row = batch.row((CASE, case))
        if row is None or row.fields["state"] != "open" or record_id not in _both(row.fields):
            continue
        said = {"state": "dismissed", "dismissed_by": mutation.author, "dismissed_at": batch.moment.at}
        batch.put((CASE, case), {**row.fields, **said}, said)


class _Settling:
    """One type's changes in a batch."""

    def __init__(self, batch: Batch, entity: Entity) -> None:
        self._batch = batch
        self._entity = entity
        self._came: dict[str, frozenset[Claim]] = {}
        """In the order in which the records came to hold them."""
        self._went: dict[str, frozenset[Claim]] = {}

    def run(self) -> None:
        self._compare()
        self._keep_claims()
        if self._went:
            self._close(list(self._went))
        if self._came:
            self._open(self._pairs())

    def _compare(self) -> None:
        for record_id, before, after in self._batch.differences(self._entity.name):
            held, holds = claims(self._entity, before or {}), claims(self._entity, after or {})
            if holds - held:
                self._came[record_id] = holds - held
            if held - holds or after is None:
                self._went[record_id] = held - holds

    def _keep_claims(self) -> None:
        table, org, name = self._batch.tables.claim, self._batch.moment.org, self._entity.name
        gone = [
            (field, _key(value), one) for one, values in self._went.items() for field, value in sorted(values)
        ]
        for start in range(0, len(gone), CHUNK):
            part = tuple_(table.c.field, table.c.key, table.c.id).in_(gone[start : start + CHUNK])
            self._batch.connection.execute(
                delete(table).where(table.c.org == org, table.c.type == name, part)
            )
        _write(self._batch.connection, self._batch.tables, org, name, self._came)

    def _pairs(self) -> Pairs:
        """Each record that came to hold what others hold, with each of those."""
        table, org = self._batch.tables.claim, self._batch.moment.org
        place = {one: number for number, one in enumerate(self._came)}
        wanted = dict.fromkeys(
            (name, _key(value)) for values in self._came.values() for name, value in values
        )
        listed, pairs = list(wanted), Pairs()
        for start in range(0, len(listed), CHUNK):
            among = (
                table.c.org == org,
                table.c.type == self._entity.name,
                tuple_(table.c.field, table.c.key).in_(listed[start : start + CHUNK]),
            )
            held_by = func.count().over(partition_by=(table.c.field, table.c.key)).label("held_by")
            found = select(table.c.field, table.c.key, table.c.id, held_by).where(*among).subquery()
            query = select(found).where(found.c.held_by.between(2, CROWD))
            holders: dict[Claim, list[str]] = {}
            for row in self._batch.connection.execute(query.order_by(found.c.id)):
                holders.setdefault((row.field, row.key), []).append(row.id)
            for together in holders.values():
                # Who held it before comes first, then those of this batch in their order.
                together.sort(key=lambda one: place.get(one, -1))
                for number, second in enumerate(together):
                    if second in place:
                        pairs.update({(second, first): None for first in together[:number]})
        return pairs

    def _open(self, pairs: Pairs) -> None:
        batch, name = self._batch, self._entity.name
        batch.load(CASE, (case_of(name, *pair) for pair in pairs))
        batch.load(name, (one for pair in pairs for one in pair))
        for second, first in pairs:
            case = (CASE, case_of(name, second, first))
            known = batch.row(case)
            if known is None:
                self._put_new(case, second, first, self._shared(second, first))
            elif known.fields["state"] == "open":
                self._bring_up_to_date(case, known.fields)

    def _put_new(self, case: Key, second: str, first: str, shared: list[str], **more: Value) -> None:
        moment = self._batch.moment
        row = {
            **blank(self._batch.catalogue[CASE]),
            "record_type": self._entity.name, "record": second, "other": first, "fields": shared,
            "at": moment.at, "state": "open", "created_at": moment.at, "created_by": moment.user, **more,
        }  # fmt: skip
        self._batch.put(case, row, ())

    def _shared(self, one: str, other: str) -> list[str]:
        rows = [self._batch.row((self._entity.name, each)) for each in (one, other)]
        first, second = (row.fields if row is not None else {} for row in rows)
        return shared_fields(self._entity, first, second)

    def _close(self, ids: list[str]) -> None:
        """Looks again at the cases about records that hold less than before."""
        batch, name = self._batch, self._entity.name
        cases = self._about(ids)
        batch.load(CASE, cases)
        rows = [(case, row.fields) for case in cases if (row := batch.row((CASE, case))) is not None]
        batch.load(name, (one for _, fields in rows for one in _both(fields)))
        for case, fields in rows:
            if fields["state"] == "open":
                self._bring_up_to_date((CASE, case), fields)
            else:
                self._hand_on(fields)

    def _about(self, ids: list[str]) -> list[str]:
        table, org, found = self._batch.tables.entity[CASE], self._batch.moment.org, dict[str, None]()
        for chunk in chunks(ids):
            query = select(table.c.id).where(
                table.c.org == org,
                table.c.record_type == self._entity.name,
                or_(table.c.record.in_(chunk), table.c.other.in_(chunk)),
            )
            found |= dict.fromkeys(self._batch.connection.execute(query.order_by(table.c.id)).scalars())
        return list(found)

    def _bring_up_to_date(self, case: Key, fields: Mapping[str, Value]) -> None:
        shared = self._shared(*_both(fields))
        if not shared:
            self._batch.remove(case)
        elif shared != fields["fields"]:
            self._batch.put(case, {**fields, "fields": shared}, ("fields",))

    def _hand_on(self, fields: Mapping[str, Value]) -> None:
        """Who is not the same as a record that was merged is not the same as the one that stands for it."""
        batch, name = self._batch, self._entity.name
        second, first = (batch.stands_for((name, one))[1] for one in _both(fields))
        case = (CASE, case_of(name, second, first))
        if {second, first} == set(_both(fields)):
            return
        batch.remove((CASE, case_of(name, *_both(fields))))
        if second == first or batch.row(case) is not None:
            return
        said = {one: fields[one] for one in ("state", "dismissed_by", "dismissed_at")}
        self._put_new(case, second, first, self._shared(second, first), **said)


def rebuild(connection: Connection, tables: Tables, catalogue: Catalogue, org: int) -> None:
    """Keeps anew who holds what, after an upgrade. Old clashes ask once one is given such a value again."""
    connection.execute(delete(tables.claim).where(tables.claim.c.org == org))
    for entity in catalogue:
        if not entity.unique:
            continue
        for chunk in _walk(connection, tables, entity, org):
            _write(connection, tables, org, entity.name, chunk)


def _walk(
    connection: Connection, tables: Tables, entity: Entity, org: int
) -> Iterator[dict[str, frozenset[Claim]]]:
    table, after = tables.entity[entity.name], ""
    while True:
        query = select(table).where(table.c.org == org, table.c.id > after).order_by(table.c.id).limit(CHUNK)
        rows = connection.execute(query).mappings().all()
        if not rows:
            return
        after = rows[-1]["id"]
        yield {row["id"]: claims(entity, row_from_stored(entity, dict(row))) for row in rows}


def _write(
    connection: Connection, tables: Tables, org: int, type_name: str, held: Mapping[str, frozenset[Claim]]
) -> None:
    lines: list[dict[str, Any]] = [
        {"org": org, "type": type_name, "field": field, "key": _key(value), "id": record_id}
        for record_id, values in held.items()
        for field, value in sorted(values)
    ]
    if lines:
        connection.execute(insert(tables.claim), lines)


def _both(fields: Mapping[str, Value]) -> tuple[str, str]:
    return str(fields["record"]), str(fields["other"])


def _key(value: str) -> str:
    """Short, and nothing to read for whoever sees the table: 128 bits of BLAKE2b."""
    return hashlib.blake2b(value.encode(), digest_size=16).hexdigest()
