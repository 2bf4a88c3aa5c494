"""What the centre holds about a person outside the organisation, told or erased for an administrator.

It finds the person and where else they are named; what an erasure does to the database is `erasure.py`'s.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import select

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.erasure import ERASED
from crmdesk.domain.errors import NoSuchRecord, UsageError
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.values import Value
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.database import reading
from crmdesk.server.erasure import Erasures, erased_at

if TYPE_CHECKING:
    from crmdesk.server.administration import Administration

PERSON = "contact"
_SHORTEST, _SHORTEST_BEYOND_ASCII = 4, 2
"""Characters that a name or number needs to be looked for in texts: shorter ones are in every other one, but a whole
name of Korean or Chinese has two or three."""


class PersonalData:
    """Collects what is held about people."""

    def __init__(self, administration: Administration) -> None:
        self._administration = administration
        self._centre = administration.centre

    def find(self, person: str) -> str:
        """The contact of that id or e-mail address; raises `NoSuchRecord` (with the code `erased` if they were),
        `UsageError` if several have the address."""
        if is_id(person):
            with reading(self._centre.engine) as connection:
                at = erased_at(connection, self._centre.tables, self._administration.org, PERSON, person)
            if at is not None:
                raise NoSuchRecord(
                    "This person's data was erased", at, "nothing is held about them", code=ERASED
                )
            if any(row["id"] == person for row in self._administration.rows(PERSON, "id")):
                return person
            raise NoSuchRecord(f"There is no such {PERSON}", person)
        wanted = person.strip().casefold()
        found = [
            row["id"]
            for row in self._administration.rows(PERSON, "id", "emails")
            if wanted in (address.casefold() for address in json.loads(row["emails"] or "[]"))
        ]
        if len(found) > 1:
            raise UsageError("Several contacts have this address", ", ".join(found), "give the id")
        if not found:
            raise NoSuchRecord(f"No contact has the address {person[:80]!r}", hint="give the id")
        return str(found[0])

    def export(self, contact: str) -> Iterator[dict[str, Any]]:
        """Everything about the contact, a part at a time: `record`, its `history`, records that are `linked` to it,
        and records whose texts `name` it."""
        principal, entity = self._administration.principal, self._centre.catalogue[PERSON]
        lines = [json.loads(line) for line in self._centre.feed.export(principal) if contact.encode() in line]
        # Ids are whoever's makes them: a record of another type may have the same one.
        (record,) = (line for line in lines if (line["type"], line["id"]) == (PERSON, contact))
        yield {"part": "record", **record}
        entries = self._centre.feed.history(principal, PERSON, contact)
        yield {"part": "history", "entries": [msgspec.to_builtins(entry) for entry in entries]}
        yield from ({"part": "linked", **line} for line in lines if line is not record)
        for fields, line in self._naming(_words(entity, record["fields"])):
            if contact not in json.dumps(line):
                yield {"part": "named", "in": fields, **line}

    def _naming(self, words: list[str]) -> Iterator[tuple[list[str], dict[str, Any]]]:
        """Records whose texts hold one of the words, with the fields in which they do."""
        for raw in self._centre.feed.export(self._administration.principal) if words else ():
            line = json.loads(raw)
            fields = [name for name, value in line["fields"].items() if _names(value, words)]
            if fields:
                yield fields, line

    def erase(self, person: str) -> dict[str, Any]:
        """Erases the person of that id or e-mail address, live or deleted, with all that is about nobody else.

        Gives what the command prints: the receipt, how many records of each type went, and which others still name the
        person in their texts. Raises `NoSuchRecord`, `UsageError`, `StorageFault`.
        """
        type_name, record_id = self._erasable(person)
        words = _words(self._centre.catalogue[type_name], self._last_known(type_name, record_id))
        org = self._administration.org
        done = Erasures(self._centre, org).erase(self._administration.principal, type_name, record_id)
        if done.records:
            self._administration.note("person_erased", receipt=done.receipt, records=dict(done.records))
        named = [
            {"type": line["type"], "id": line["id"], "in": fields} for fields, line in self._naming(words)
        ]
        return {
            "type": type_name,
            "id": record_id,
            "receipt": done.receipt,
            "at": done.at,
            "already": not done.records,
            "records": dict(done.records),
            "files_left": done.files_left,
            "named": named,
        }

    def _erasable(self, person: str) -> tuple[str, str]:
        if not is_id(person):
            return PERSON, self._find_also_deleted(person)
        people = [entity.name for entity in self._centre.catalogue if entity.person]
        known = [
            name for name in people if Erasures(self._centre, self._administration.org).knows(name, person)
        ]
        if not known:
            raise NoSuchRecord(f"There is no such {PERSON}", person)
        return known[0], person

    def _find_also_deleted(self, address: str) -> str:
        try:
            return self.find(address)
        except NoSuchRecord:
            wanted, table = address.strip().casefold(), self._centre.tables.tombstone
            with reading(self._centre.engine) as connection:
                graves = connection.execute(
                    select(table.c.id, table.c.row).where(
                        table.c.org == self._administration.org, table.c.type == PERSON
                    )
                ).all()
            found = [grave.id for grave in graves if wanted in _addresses(json.loads(grave.row))]
            if len(found) > 1:
                raise UsageError(
                    "Several contacts had this address", ", ".join(found), "give the id"
                ) from None
            if not found:
                raise
            return str(found[0])

    def _last_known(self, type_name: str, record_id: str) -> dict[str, Value]:
        """The values of a record as they stand, or last stood."""
        centre, org = self._centre, self._administration.org
        entity, table, graves = (
            centre.catalogue[type_name],
            centre.tables.entity[type_name],
            centre.tables.tombstone,
        )
        with reading(centre.engine) as connection:
            row = (
                connection.execute(select(table).where(table.c.org == org, table.c.id == record_id))
                .mappings()
                .one_or_none()
            )
            grave = connection.execute(
                select(graves.c.row).where(
                    graves.c.org == org, graves.c.type == type_name, graves.c.id == record_id
                )
            ).scalar()
        return row_from_stored(entity, dict(row)) if row is not None else json.loads(grave or "{}")


def _addresses(fields: dict[str, Value]) -> list[str]:
    return [str(one).casefold() for one in fields.get("emails") or ()]


def _words(entity: Entity, fields: dict[str, Value]) -> list[str]:
    """What a text may call the person by: names, addresses, numbers."""
    told: list[str] = []
    for field in entity.own:
        if field.personal and field.kind in (Kind.TEXT, Kind.SET):
            value = fields.get(field.name)
            told += value if isinstance(value, list) else [value] if value else []
    return [
        word.casefold()
        for word in told
        if len(word) >= (_SHORTEST if word.isascii() else _SHORTEST_BEYOND_ASCII)
    ]


def _names(value: Value, words: list[str]) -> bool:
    if isinstance(value, str):
        text = value.casefold()
        return any(word in text for word in words)
    if isinstance(value, list):
        return any(_names(item, words) for item in value)
    return isinstance(value, dict) and any(_names(item, words) for item in value.values())
