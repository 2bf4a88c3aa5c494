"""What an administrator does to custom fields: add, remove, give another kind. No value is lost by any of it.

A field is emptied through the journal before it goes or changes its kind: its values stay in history, laptops see them
go like any other edit, and what the new kind can hold without loss comes back the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from crmdesk.domain.changes import Act
from crmdesk.domain.custom_fields import (
    FIELDS_A_TYPE,
    KINDS,
    CustomField,
    check_custom,
    converted,
    extended,
    full_name,
    policies,
)
from crmdesk.domain.declare import Field, Kind
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.domain.values import Value, empty
from crmdesk.schema.columns import from_stored
from crmdesk.schema.tables import column_type
from crmdesk.server.custom_fields import parsed, write_customs
from crmdesk.server.database import reading, writing
from crmdesk.server.migrating import retype_column

if TYPE_CHECKING:
    from crmdesk.server.administration import Administration
    from crmdesk.server.centre import Centre

CHUNK = 500
"""Records changed in one transaction."""


class FieldAdministration:
    """Acts on the custom fields of one organisation."""

    def __init__(self, centre: Centre, administration: Administration) -> None:
        """`centre` is the one of the organisation (`Centre.of`)."""
        self._centre = centre
        self._administration = administration

    @property
    def _org(self) -> int:
        return self._administration.org

    def all(self) -> list[CustomField]:
        """Every field there is, by type and name."""
        return [custom for custom in self._kept() if custom.live]

    def add(
        self,
        type_name: str,
        name: str,
        kind: str,
        *,
        label: str | None = None,
        choices: Sequence[str] = (),
        policy: str | None = None,
    ) -> CustomField:
        """A new field of a type; raises `InvalidValue`, `NoSuchRecord`, `NotAllowed`."""
        name = full_name(name)
        before = self._find(type_name, name, live=False)
        custom = _custom(type_name, name, kind, label=label, choices=choices, policy=policy)
        custom = replace(custom, retyped=before is not None and (before.retyped or before.kind != kind))
        check_custom(self._centre.declared, custom)
        mine = [one for one in self.all() if one.type == type_name]
        if any(one.name == name for one in mine):
            raise InvalidValue(
                "name", f"{type_name} has a field {name} already", "retype it, or choose another name"
            )
        if len(mine) >= FIELDS_A_TYPE:
            raise InvalidValue(
                "name", f"{type_name} has {FIELDS_A_TYPE} custom fields already", "remove one first"
            )
        self._put(custom)
        self._administration.note("field_added", type=type_name, field=name, kind=kind)
        return custom

    def remove(self, type_name: str, name: str) -> int:
        """Takes a field away; gives how many records held a value, which stays in their history."""
        custom = self._existing(type_name, name)
        held = self._retire(custom)
        self._administration.note("field_removed", type=type_name, field=custom.name, records=len(held))
        return len(held)

    def retype(
        self, type_name: str, name: str, kind: str, *, choices: Sequence[str] = (), policy: str | None = None
    ) -> tuple[int, int]:
        """Gives a field another kind; says how many values could be kept, and how many stay in history alone."""
        custom = self._existing(type_name, name)
        new = _custom(type_name, custom.name, kind, label=custom.label, choices=choices, policy=policy)
        new = replace(new, retyped=True)
        check_custom(self._centre.declared, new)
        held = self._retire(custom)
        self._put(new)
        field = self._centre.catalogue[type_name].field(custom.name)
        fitting: dict[str, Value] = {}
        for record_id, value in held.items():
            try:
                fitting[record_id] = converted(field, value)
            except InvalidValue:
                continue  # it stays in the record's history
        self._refill(new, fitting)
        self._administration.note("field_retyped", type=type_name, field=custom.name, kind=kind)
        return len(fitting), len(held) - len(fitting)

    # Underneath

    def _kept(self) -> tuple[CustomField, ...]:
        return parsed(self._centre.custom_fields.kept(self._org))

    def _find(self, type_name: str, name: str, *, live: bool) -> CustomField | None:
        for custom in self._kept():
            if (custom.type, custom.name, custom.live) == (type_name, name, live):
                return custom
        return None

    def _existing(self, type_name: str, name: str) -> CustomField:
        found = self._find(type_name, full_name(name), live=True)
        if found is None:
            raise NoSuchRecord(
                f"{type_name} has no custom field {full_name(name)!r}", hint="`admin field list` shows them"
            )
        return found

    def _put(self, custom: CustomField) -> None:
        """Keeps the field and makes its column fit; from here on every process goes by it."""
        field = extended(self._centre.declared, (custom,))[custom.type].field(custom.name)
        retype_column(
            self._centre.engine, custom.type, custom.name, column_type(field), self._in_use_elsewhere
        )
        with writing(self._centre.engine, self._org) as connection:
            self._write(connection, custom)
        self._renew()

    def _write(self, connection: Connection, custom: CustomField) -> None:
        others = [one for one in self._kept() if (one.type, one.name) != (custom.type, custom.name)]
        customs = tuple(sorted([*others, custom], key=lambda one: (one.type, one.name)))
        catalogue = extended(self._centre.declared, customs)
        write_customs(connection, self._centre.tables, self._org, customs, catalogue)

    def _renew(self) -> None:
        self._centre = self._centre.of(self._org)
        self._administration = self._centre.administration(self._org, self._administration.principal)

    def _retire(self, custom: CustomField) -> dict[str, Value]:
        """Takes the field out of the catalogue once no record holds a value; gives the values by record."""
        column = self._centre.tables.entity[custom.type].c
        held: dict[str, Value] = {}
        while True:
            held |= self._empty(custom)
            with writing(self._centre.engine, self._org) as connection:
                some = (
                    select(column.id)
                    .where(column.org == self._org, column[custom.name].is_not(None))
                    .limit(1)
                )
                # Under the lock: an edit may have arrived meanwhile.
                if connection.execute(some).first() is None:
                    self._write(connection, replace(custom, live=False))
                    break
        self._renew()
        return held

    def _in_use_elsewhere(self, type_name: str, name: str) -> bool:
        """Whether another organisation in this database has a field of that name: its column cannot change."""
        table = self._centre.tables.organisation
        with reading(self._centre.engine) as connection:
            kept = connection.execute(select(table.c.fields).where(table.c.id != self._org)).scalars().all()
        return any((one.type, one.name) == (type_name, name) for text in kept for one in parsed(text))

    def _empty(self, custom: CustomField) -> dict[str, Value]:
        """Empties the field in every record that holds a value; gives the values by record."""
        field = self._centre.catalogue[custom.type].field(custom.name)
        column = self._centre.tables.entity[custom.type].c
        with reading(self._centre.engine) as connection:
            found = connection.execute(
                select(column.id, column.version, column[custom.name]).where(
                    column.org == self._org, column[custom.name].is_not(None)
                )
            ).all()
        versions = {record_id: version for record_id, version, _ in found}
        self._change(field, custom.type, dict.fromkeys(versions, empty(field)), versions)
        return {record_id: from_stored(field, stored) for record_id, _, stored in found}

    def _refill(self, custom: CustomField, values: Mapping[str, Value]) -> None:
        """Gives the field, empty everywhere, these values by record; records that are gone by now stay gone."""
        field = self._centre.catalogue[custom.type].field(custom.name)
        column = self._centre.tables.entity[custom.type].c
        with reading(self._centre.engine) as connection:
            there = connection.execute(select(column.id, column.version).where(column.org == self._org)).all()
        versions = {record_id: version for record_id, version in there if record_id in values}
        self._change(field, custom.type, values, versions)

    def _change(
        self, field: Field, type_name: str, values: Mapping[str, Value], versions: Mapping[str, int]
    ) -> None:
        """Gives the field another value in each record of `versions`, some in a transaction.

        Based on what the records were when they were looked at: nothing is merged that has not come since.
        """
        ids = list(versions)
        for start in range(0, len(ids), CHUNK):
            self._administration.write(
                [
                    replace(
                        self._administration.mutation(Act.UPDATE, type_name, one, {field.name: values[one]}),
                        base=versions[one],
                    )
                    for one in ids[start : start + CHUNK]
                ]
            )


def _custom(
    type_name: str, name: str, kind: str, *, label: str | None, choices: Sequence[str], policy: str | None
) -> CustomField:
    if kind not in list(Kind):
        raise InvalidValue("kind", f"{kind[:40]!r} is no kind", f"one of: {', '.join(KINDS)}")
    return CustomField(
        type=type_name,
        name=name,
        kind=str(kind),
        policy=policy or str(policies(Kind(kind))[0]),
        label=label or name.removeprefix("x_").replace("_", " ").capitalize(),
        choices=tuple(choices),
    )
