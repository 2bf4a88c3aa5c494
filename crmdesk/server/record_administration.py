"""Deletes and merges records for an administrator, through the journal. Which ones are duplicates it does not judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import InvalidValue, NoSuchRecord, NotAllowed
from crmdesk.domain.records import Record
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.administration import Administration
from crmdesk.server.database import reading

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre


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
        self._record(type_name, keep)
        deletion = self._mutation(Act.DELETE, self._record(type_name, lose))
        administration = self._administration

        def note(connection: Connection) -> None:
            administration.enter(connection, "records_merged", type=type_name, kept=keep, lost=lose)

        return self._centre.journal.merge(administration.principal, deletion, keep, beside=note)

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

    def _mutation(self, act: Act, record: Record) -> Mutation:
        mutation = self._administration.mutation(act, record.type, record.id, {})
        return replace(mutation, base=record.version)


def _record_of(entity: Entity, row: Mapping[Any, Any]) -> Record:
    stored = {str(name): value for name, value in row.items()}
    return Record(entity.name, stored["id"], stored["version"], row_from_stored(entity, stored))
