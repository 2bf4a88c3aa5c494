"""What history says of the past to whoever decides about a change: who changed a record since, what an op once did.

The ledger's lines may be collected (`collection.py`); history stays, so an op that left a trace is known for ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, or_, select

from crmdesk.domain.changes import Mutation
from crmdesk.server.batch import Batch, Key, chunks
from crmdesk.server.statements import newest_first

_STANDS = ("applied", "merged")


class Recall:
    """Asks the history of one organisation, inside a batch's transaction."""

    def __init__(self, batch: Batch, collected: int) -> None:
        """`collected` is the feed number up to which the ledger may have gaps (0: it is whole)."""
        self._connection = batch.connection
        self._moment = batch.moment
        self._history = batch.tables.history
        self._stage_change = batch.tables.entity["stage_change"]
        self._collected = collected

    def _of(self, key: Key) -> list[ColumnElement[bool]]:
        table = self._history
        return [table.c.org == self._moment.org, table.c.type == key[0], table.c.id == key[1]]

    def others_changed(self, key: Key, base: int) -> bool:
        """Whether anyone but this replica changed the record since."""
        query = select(self._history.c.seq).where(*self._by_others(key), self._history.c.seq > base)
        return self._connection.execute(query.limit(1)).first() is not None

    def other_writer(self, key: Key) -> str | None:
        """Who was the last but this replica to change anything of the record; None if nobody or no person did."""
        table = self._history
        query = select(table.c.user).where(*self._by_others(key))
        return self._connection.execute(query.order_by(*newest_first(table)).limit(1)).scalar()

    def _by_others(self, key: Key) -> list[ColumnElement[bool]]:
        table = self._history
        foreign = or_(table.c.replica.is_(None), table.c.replica != self._moment.replica)
        return [*self._of(key), table.c.outcome.in_(_STANDS), foreign]

    def last_writer(self, key: Key, names: tuple[str, ...]) -> str | None:
        """Who last wrote one of the fields."""
        table = self._history
        query = (
            select(table.c.user)
            .where(*self._of(key), table.c.field.in_((*names, "")), table.c.outcome.in_(_STANDS))
            .order_by(*newest_first(table))
        )
        return self._connection.execute(query.limit(1)).scalar()

    def stage_since(self, opportunity: str) -> str | None:
        """When the opportunity's stage last changed, as far as stage changes tell."""
        table = self._stage_change
        query = select(func.max(table.c.at)).where(
            table.c.org == self._moment.org, table.c.opportunity == opportunity
        )
        return self._connection.execute(query).scalar()

    def existed(self, key: Key) -> bool:
        """Whether there ever was a record with this id, also one whose tombstone was collected."""
        if not self._collected:
            return False
        query = select(self._history.c.seq).where(*self._of(key)).limit(1)
        return self._connection.execute(query).first() is not None

    def decided(self, mutations: Iterable[Mutation]) -> dict[str, int]:
        """Of ops that the ledger does not know, those that were decided all the same: op id -> version.

        An op whose line was collected was based on what was collected too; of others nothing needs to be asked.
        """
        by_type: dict[str, dict[str, str]] = {}
        for mutation in mutations:
            if mutation.base <= self._collected:
                by_type.setdefault(mutation.type, {})[mutation.op_id] = mutation.id
        if not self._collected:
            return {}
        table, found = self._history, dict[str, int]()
        for type_name, ids in by_type.items():
            for chunk in chunks(ids.values()):
                query = select(table.c.op_id, func.max(table.c.seq)).where(
                    table.c.org == self._moment.org,
                    table.c.type == type_name,
                    table.c.id.in_(chunk),
                    table.c.op_id.is_not(None),
                )
                for op_id, seq in self._connection.execute(query.group_by(table.c.op_id)):
                    if op_id in ids:
                        found[op_id] = seq
        return found
