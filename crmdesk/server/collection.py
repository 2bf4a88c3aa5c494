"""Collects what only laptops that were away for long still need: old tombstones, feed entries, evictions, verdicts.

It works while the centre serves, in short transactions. Who stands before what was collected is told to take a
snapshot (`feed.py`); what keeps a deleted record deleted stays for ever (docs/sync.md, "Collection").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from crmdesk.domain.declare import Catalogue, Kind
from crmdesk.server.batch import CHUNK, Key, chunks
from crmdesk.server.database import writing
from crmdesk.server.identity_tables import IdentityTables
from crmdesk.server.tables import Tables

STEP = 2_000
"""Rows that one transaction removes, about: laptops' pushes wait no longer than that takes."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What was removed. `upto` is the feed number before which a laptop's position is answered with a snapshot."""

    upto: int = 0
    tombstones: int = 0
    feed: int = 0
    evictions: int = 0
    verdicts: int = 0


class Collector:
    """Collects in one database."""

    def __init__(
        self, engine: Engine, tables: Tables, identities: IdentityTables, catalogue: Catalogue
    ) -> None:
        self._engine = engine
        self._tables = tables
        self._replica = identities.replica
        self._catalogue = catalogue

    def collect(self, org: int, before: str) -> Collected:
        """Removes what is older than the instant `before`, by the centre's clock. May be stopped and run again."""
        upto = self._announce(org, before)
        if upto == 0:
            return Collected()
        return Collected(
            upto=upto,
            tombstones=self._collect_tombstones(org, upto),
            feed=self._collect_numbered(self._tables.feed, org, upto),
            evictions=self._collect_numbered(self._tables.eviction, org, upto),
            verdicts=self._collect_verdicts(org, before),
        )

    def _announce(self, org: int, before: str) -> int:
        """From now on nobody is served from a position before the last transaction that is to go."""
        organisation, transaction = self._tables.organisation, self._tables.transaction
        with writing(self._engine, org) as connection:
            old = (transaction.c.org == org, transaction.c.at < before)
            upto = connection.execute(select(func.max(transaction.c.seq)).where(*old)).scalar() or 0
            mine = update(organisation).where(organisation.c.id == org, organisation.c.collected < upto)
            connection.execute(mine.values(collected=upto))
        return int(upto)

    def _collect_numbered(self, table: Table, org: int, upto: int) -> int:
        """Lines of the feed, or of what left buckets."""
        count, end = 0, 0
        while end < upto:
            with writing(self._engine, org) as connection:
                old = (table.c.org == org, table.c.seq <= upto)
                query = select(table.c.seq).where(*old).order_by(table.c.seq).offset(STEP - 1).limit(1)
                last = connection.execute(query).scalar()
                end = upto if last is None else last
                gone = connection.execute(delete(table).where(table.c.org == org, table.c.seq <= end))
                count += gone.rowcount
        return count

    # Tombstones

    def _collect_tombstones(self, org: int, upto: int) -> int:
        """Tombstones that nothing needs any more, in the order of their making."""
        table, count, after = self._tables.tombstone, 0, 0
        query = (
            select(table.c.type, table.c.id, table.c.version)
            .where(
                table.c.org == org, table.c.version <= upto, table.c.alias.is_(None), table.c.erased.is_(None)
            )
            .order_by(table.c.version)
            .limit(CHUNK)
        )
        while True:
            with writing(self._engine, org) as connection:
                found = connection.execute(query.where(table.c.version > after)).all()
                if not found:
                    return count
                after = found[-1].version
                free = self._free(connection, org, [(row.type, row.id) for row in found])
                for graves in (table, self._tables.membership):
                    key = tuple_(graves.c.type, graves.c.id)
                    connection.execute(delete(graves).where(graves.c.org == org, key.in_(free)))
                count += len(free)

    def _free(self, connection: Connection, org: int, keys: list[Key]) -> list[Key]:
        """Those to which nothing live points, and on which no conflict hangs."""
        by_type: dict[str, list[str]] = {}
        for type_name, record_id in keys:
            by_type.setdefault(type_name, []).append(record_id)
        needed = {
            (type_name, record_id)
            for type_name, ids in by_type.items()
            for column, where in self._pointing(type_name)
            for record_id in connection.execute(
                select(column).distinct().where(column.table.c.org == org, column.in_(ids), *where)
            ).scalars()
        }
        return [key for key in keys if key not in needed]

    def _pointing(self, type_name: str) -> Iterator[tuple[Column[Any], tuple[ColumnElement[bool], ...]]]:
        """Every column in which live records may hold the id of one of that type, with when they do."""
        for entity in self._catalogue:
            table = self._tables.entity[entity.name]
            for declared in entity.fields:
                if declared.kind is Kind.REFERENCE and declared.target == type_name:
                    yield table.c[declared.name], ()
            if entity.parent and entity.parent_type:
                yield table.c[entity.parent], (table.c[entity.parent_type] == type_name,)
            for name in entity.between:
                yield table.c[name], (table.c[str(entity.parent_type)] == type_name,)

    # Verdicts

    def _collect_verdicts(self, org: int, before: str) -> int:
        """Lines of the ledger whose laptop has told that it knows them, if history still tells of the op.

        A line without any trace in history (an edit that changed nothing) stays: only it tells that the op was decided.
        """
        ledger, history, replica = self._tables.ledger, self._tables.history, self._replica
        confirmed = exists().where(
            replica.c.id == ledger.c.replica, replica.c.org == org, ledger.c.number < replica.c.confirmed
        )
        told = exists().where(
            history.c.org == org,
            history.c.type == ledger.c.type,
            history.c.id == ledger.c.id,
            history.c.op_id == ledger.c.op_id,
        )
        query = (
            select(ledger.c.op_id)
            .where(ledger.c.org == org, ledger.c.at < before)
            .where(or_(ledger.c.replica.is_(None), confirmed), or_(told, ledger.c.outcome == "refused"))
            .limit(STEP)
        )
        count = 0
        while True:
            with writing(self._engine, org) as connection:
                found = list(connection.execute(query).scalars())
                for chunk in chunks(found):
                    connection.execute(delete(ledger).where(ledger.c.org == org, ledger.c.op_id.in_(chunk)))
                count += len(found)
            if len(found) < STEP:
                return count
