"""Deletes and merges records for an administrator, through the journal. Which ones are duplicates it does not judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity, Field, Kind
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, normal_set
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.administration import Administration
from crmdesk.server.database import reading, writing

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

_KEPT = frozenset({"owner", "territory", "created_at", "created_by", "updated_at", "updated_by"})
"""Fields that the record which stays keeps as they are."""


class RecordAdministration:
    """Acts on single records of one organisation."""

    def __init__(self, centre: Centre, administration: Administration) -> None:
        self._centre = centre
        self._administration = administration

    def delete(self, type_name: str, record_id: str) -> None:
        """Deletes a record wherever it lies; raises `NoSuchRecord`."""
        record = self._record(type_name, record_id)
        self._administration.write([self._mutation(Act.DELETE, record)])
        self._administration.note("record_deleted", type=type_name, id=record_id)

    def merge(self, type_name: str, keep: str, lose: str) -> int:
        """Merges `lose` into `keep`: empty fields are filled, sets united, and whatever pointed to `lose` points to
        `keep`, later edits included. Gives the number of records re-pointed; raises `NoSuchRecord`, `InvalidValue`.
        """
        if keep == lose:
            raise InvalidValue("id", "A record cannot be merged into itself")
        entity = self._centre.catalogue[type_name]
        if entity.system or entity.name in ("user", "territory"):
            raise NotAllowed(f"A {type_name} cannot be merged")
        kept, lost = self._record(type_name, keep), self._record(type_name, lose)
        pointing = list(self._pointing(type_name, lose, keep))
        values = _filled(entity, kept, lost)
        changes = [self._mutation(Act.UPDATE, kept, values)] if values else []
        self._administration.write([*changes, *pointing, self._mutation(Act.DELETE, lost)])
        self._alias(type_name, keep, lose)
        self._administration.note("records_merged", type=type_name, kept=keep, lost=lose)
        return len(pointing)

    def _alias(self, type_name: str, keep: str, lose: str) -> None:
        # After the journal's transaction: an edit that slips in between meets a deleted record and becomes a conflict.
        graves, org = self._centre.tables.tombstone, self._administration.org
        with writing(self._centre.engine, org) as connection:
            connection.execute(
                update(graves)
                .where(graves.c.org == org, graves.c.type == type_name, graves.c.id == lose)
                .values(alias=keep)
            )

    def _pointing(self, type_name: str, lose: str, keep: str) -> Iterator[Mutation]:
        for entity in self._centre.catalogue:
            fields = [field for field in entity.fields if field.target == type_name and not entity.system]
            for record in self._records_with(entity, fields, lose):
                values = {field.name: _repointed(record, field, lose, keep) for field in fields}
                changed = {name: value for name, value in values.items() if value != record[name]}
                # The record that stays may have pointed to the one that goes (a parent, say): then to nothing.
                if record.id not in (keep, lose):
                    yield self._mutation(Act.UPDATE, record, changed)
                elif record.id == keep and changed:
                    yield self._mutation(Act.UPDATE, record, _without(changed, keep))

    def _records_with(self, entity: Entity, fields: Iterable[Field], target: str) -> list[Record]:
        table, org = self._centre.tables.entity[entity.name], self._administration.org
        found: dict[str, Record] = {}
        with reading(self._centre.engine) as connection:
            for field in fields:
                column = table.c[field.name]
                points = column.contains(target) if field.kind is Kind.SET else column == target
                rows = connection.execute(select(table).where(table.c.org == org, points)).mappings()
                found |= {row["id"]: _record_of(entity, row) for row in rows}
        return list(found.values())

    def _record(self, type_name: str, record_id: str) -> Record:
        entity, table = self._centre.catalogue[type_name], self._centre.tables.entity[type_name]
        with reading(self._centre.engine) as connection:
            row = (
                connection.execute(
                    select(table).where(table.c.org == self._administration.org, table.c.id == record_id)
                )
                .mappings()
                .one_or_none()
            )
        if row is None or entity.system:
            raise NoSuchRecord(f"There is no such {type_name}", record_id[:80])
        return _record_of(entity, row)

    def _mutation(self, act: Act, record: Record, values: Mapping[str, Value] | None = None) -> Mutation:
        mutation = self._administration.mutation(act, record.type, record.id, values or {})
        return replace(mutation, base=record.version)


def _record_of(entity: Entity, row: Mapping[Any, Any]) -> Record:
    stored = {str(name): value for name, value in row.items()}
    return Record(entity.name, stored["id"], stored["version"], row_from_stored(entity, stored))


def _repointed(record: Record, field: Field, lose: str, keep: str) -> Value:
    value = record[field.name]
    if field.kind is Kind.SET:
        return normal_set([keep if item == lose else item for item in value])
    return keep if value == lose else value


def _without(values: Mapping[str, Value], target: str) -> dict[str, Value]:
    return {
        name: [item for item in value if item != target] if isinstance(value, list) else None
        for name, value in values.items()
    }


def _filled(entity: Entity, kept: Record, lost: Record) -> dict[str, Value]:
    """What the record that stays gains, unit by unit, so that an amount keeps its currency."""
    values: dict[str, Value] = {}
    for field in entity.own:
        if field.name in _KEPT or field.kind is Kind.SET:
            continue
        unit = entity.units[field.name]
        if all(kept[name] is None for name in unit) and lost[field.name] is not None:
            values |= {name: lost[name] for name in unit if lost[name] != lost.id and lost[name] != kept.id}
    for field in entity.own:
        if field.kind is Kind.SET:
            united = normal_set([*kept[field.name], *lost[field.name]])
            if united != kept[field.name]:
                values[field.name] = united
    return values
