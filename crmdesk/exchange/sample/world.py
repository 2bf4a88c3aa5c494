"""What all parts of the sample share: the seeded dice, the day it is told on, ids, and the records made so far."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from random import Random
from typing import TypeVar

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank, format_instant, normalise_fields

T = TypeVar("T")

_NAMESPACE = uuid.UUID("5f0d3c52-7c1e-5b0c-9d5e-2f6a1c7e4b90")
"""Any fixed one will do; it keeps sample ids apart from those of other name-based schemes."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose record it is, where, and when it was made and last touched (aware times)."""

    owner: str | None
    territory: str | None
    created: datetime
    updated: datetime
    by: str | None


class World:
    """Dice, day and records. The same seed, day and zone give the same records, id for id."""

    def __init__(self, catalogue: Catalogue, today: date, zone: tzinfo, seed: int) -> None:
        self.catalogue = catalogue
        self.today = today
        self.zone = zone
        self.dice = Random(seed)
        self._seed = seed
        self._numbers: Counter[str] = Counter()
        self._records: dict[str, dict[str, Record]] = {entity.name: {} for entity in catalogue}

    def new_id(self, type_name: str) -> str:
        """The next id of this type: a UUIDv5 of seed, type and number."""
        self._numbers[type_name] += 1
        return self.id_of(type_name, self._numbers[type_name])

    def id_of(self, type_name: str, name: object) -> str:
        """The id of the record of this type with a number or key of its own."""
        return str(uuid.uuid5(_NAMESPACE, f"{self._seed}/{type_name}/{name}"))

    def add(self, type_name: str, record_id: str, stamp: Stamp, fields: Mapping[str, Value]) -> Record:
        """Keeps a record of canonical values; raises `InvalidValue` when the words do not fit the declaration."""
        entity = self.catalogue[type_name]
        common = {
            "owner": stamp.owner,
            "territory": stamp.territory,
            "created_at": format_instant(stamp.created),
            "created_by": stamp.by,
            "updated_at": format_instant(stamp.updated),
            "updated_by": stamp.by,
        }
        values = normalise_fields(entity, {**fields, **common})
        record = Record(type_name, record_id, 0, {**blank(entity), **values})
        self._records[type_name][record_id] = record
        return record

    def amend(self, type_name: str, record_id: str, updated: datetime | None, **fields: Value) -> None:
        """Other values for a record made before; `updated` None leaves its time of change as it is."""
        record = self._records[type_name][record_id]
        given = {**record.fields, **fields}
        if updated is not None:
            given["updated_at"] = format_instant(updated)
        values = normalise_fields(self.catalogue[type_name], given)
        self._records[type_name][record_id] = replace(record, fields=values)

    def record(self, type_name: str, record_id: str) -> Record:
        return self._records[type_name][record_id]

    def records(self) -> list[Record]:
        """All of them, in the catalogue's order of types (targets before those that point to them)."""
        return [record for by_id in self._records.values() for record in by_id.values()]

    def pick(self, items: Sequence[T], weights: Sequence[float] | None = None) -> T:
        return self.dice.choices(items, weights)[0]

    def chance(self, percent: float) -> bool:
        return self.dice.random() * 100 < percent

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """A local time of that day, in UTC."""
        return datetime.combine(day, time(hour, minute), self.zone).astimezone(UTC)

    def day(self, offset: int) -> date:
        """The day so many days from today; a negative number lies in the past."""
        return self.today + timedelta(days=offset)

    def working_time(self, day: date) -> datetime:
        """Some moment of that day in office hours."""
        return self.at(day, self.dice.randint(9, 17), self.dice.randrange(60))


def weekday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
