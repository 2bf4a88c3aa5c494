"""Merges one record into another, all in one transaction: values, references, conflicts, and the alias that stays.

Afterwards every late edit of the record that went, and every late reference to it, goes to the one that stayed
(`pointing.py`). Which records are one and the same it does not judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Entity, Field, Kind, Policy
from crmdesk.domain.values import Value, normal_set
from crmdesk.server.batch import Batch, Key, Row
from crmdesk.server.disputes import Disputes
from crmdesk.server.pointing import above, instead

Change = dict[str, Value]
PORTION = 500
"""So many records that point to the one that goes are read and changed at a time."""


class Merger:
    """Merges records of one batch. Where that may be spilled, no more than a portion is held at a time."""

    def __init__(self, batch: Batch, disputes: Disputes, portion: int = PORTION) -> None:
        self._portion = portion
        self._catalogue = batch.catalogue
        self._batch = batch
        self._disputes = disputes

    def merge(self, mutation: Mutation, keep: str) -> tuple[int, int]:
        """Merges the record that `mutation` deletes into the live record `keep`.

        Gives the tombstone's version and the number of other records that pointed to it.
        """
        type_name, lose = mutation.type, mutation.id
        entity, batch = self._catalogue[type_name], self._batch
        kept, lost = batch.row((type_name, keep)), batch.row((type_name, lose))
        assert kept is not None, "records are merged into live ones"
        assert lost is not None, "records are merged while they live"
        self._change((type_name, keep), self._gained(entity, (keep, kept), (lose, lost)), mutation)
        repointed = 0
        for portion in self._pointing(type_name, lose, keep):
            for key, changed in portion:
                self._change(key, changed, mutation)
            repointed += len(portion)
            if batch.spill is not None and len(portion) == self._portion:
                batch.spill()
        self._disputes.follow(type_name, lose, keep, mutation.author)
        batch.realias(type_name, lose, keep)
        version = batch.remove((type_name, lose), alias=keep)
        batch.note((type_name, lose), "deleted", False, True, outcome="applied", mutation=mutation)
        return version, repointed

    def _change(self, key: Key, changed: Change, mutation: Mutation) -> None:
        row = self._batch.row(key)
        if row is None or not changed:
            return
        entity = self._catalogue[key[0]]
        sets = {name: changed[name] for name in changed if entity.field(name).kind is Kind.SET}
        added = {
            name: [str(item) for item in value if item not in (row.fields[name] or ())]
            for name, value in sets.items()
        }
        self._batch.put(key, {**row.fields, **changed}, changed, added=added)
        for name, value in changed.items():
            self._batch.note(key, name, row.fields[name], value, outcome="applied", mutation=mutation)

    def _gained(self, entity: Entity, kept: tuple[str, Row], lost: tuple[str, Row]) -> Change:
        """What the record that stays gains: empty units filled, sets united; and it points to the other no more."""
        (keep, stays), (lose, goes) = kept, lost
        changed: Change = {}
        for field in entity.own:
            name, unit = field.name, entity.units[field.name]
            if field.kind is Kind.SET:
                united = normal_set([*(stays.fields[name] or ()), *(goes.fields[name] or ())])
                changed[name] = [item for item in united if item not in (keep, lose)]
            elif field.policy is Policy.STRICTEST:
                changed[name] = stays.fields[name] or goes.fields[name]
            elif stays.fields[name] == lose:
                changed[name] = None
            elif all(stays.fields[each] is None for each in unit) and goes.fields[name] != keep:
                changed[name] = goes.fields[name]
        changed |= self._place(entity, kept, lost)
        return {name: value for name, value in changed.items() if value != stays.fields[name]}

    def _place(self, entity: Entity, kept: tuple[str, Row], lost: tuple[str, Row]) -> Change:
        """Where the record that stays then lies in its hierarchy, without a circle.

        If it lay below the other, it takes the other's place; if the other lay below it, it stays where it is.
        """
        if entity.tree is None:
            return {}
        name = entity.tree.name
        if lost[0] in above(self._batch, entity, kept[0]):
            return {name: lost[1].fields[name]}
        if kept[0] in above(self._batch, entity, lost[0]):
            return {name: kept[1].fields[name]}
        return {}

    def _pointing(self, type_name: str, lose: str, keep: str) -> Iterator[list[tuple[Key, Change]]]:
        """Every other record that points to `lose`, with what it says instead, in portions of one type."""
        for entity in self._catalogue:
            fields = [field for field in entity.fields if field.target == type_name]
            if entity.system or not (fields or entity.parent_type):
                continue
            others = [
                record_id
                for record_id in self._ids(entity, fields, lose)
                if entity.name != type_name or record_id not in (keep, lose)
            ]
            for start in range(0, len(others), self._portion):
                portion = others[start : start + self._portion]
                self._batch.load(entity.name, portion)
                changes = (
                    (
                        (entity.name, record_id),
                        self._instead(entity, fields, record_id, (type_name, lose), keep),
                    )
                    for record_id in portion
                )
                yield [(key, changed) for key, changed in changes if changed]

    def _instead(
        self, entity: Entity, fields: Iterable[Field], record_id: str, lost: Key, keep: str
    ) -> Change:
        """What a record says instead of pointing to `lost`."""
        row = self._batch.row((entity.name, record_id))
        if row is None:
            return {}
        type_name, lose = lost
        said = {field.name: instead(field, row.fields[field.name], lose, keep) for field in fields}
        if entity.parent and entity.parent_type and row.fields[entity.parent_type] == type_name:
            above_it = row.fields[entity.parent]
            said[entity.parent] = keep if above_it == lose else above_it
        return {name: value for name, value in said.items() if value != row.fields[name]}

    def _ids(self, entity: Entity, fields: Iterable[Field], lose: str) -> list[str]:
        """Records that may point to `lose`, those of this transaction included."""
        batch, table = self._batch, self._batch.tables.entity[entity.name]
        columns = [(table.c[field.name], field.kind is Kind.SET) for field in fields]
        if entity.parent and entity.parent_type:
            columns.append((table.c[entity.parent], False))
        found: dict[str, None] = {}
        for column, several in columns:
            points = column.contains(lose) if several else column == lose
            query = select(table.c.id).where(table.c.org == batch.moment.org, points).order_by(table.c.id)
            found |= dict.fromkeys(batch.connection.execute(query).scalars())
        return [*found, *(record_id for record_id in batch.written(entity.name) if record_id not in found)]
