"""What the centre holds about a person outside the organisation: their record, its past, and wherever they are named.

It reads for an administrator and changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.errors import NoSuchRecord, UsageError
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.values import Value

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
        """The contact of that id or e-mail address; raises `NoSuchRecord`, `UsageError` if several have the address."""
        if is_id(person):
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
        (record,) = (line for line in lines if line["id"] == contact)
        yield {"part": "record", **record}
        entries = self._centre.feed.history(principal, PERSON, contact)
        yield {"part": "history", "entries": [msgspec.to_builtins(entry) for entry in entries]}
        yield from ({"part": "linked", **line} for line in lines if line["id"] != contact)
        words = _words(entity, record["fields"])
        for raw in self._centre.feed.export(principal):
            if contact.encode() not in raw:
                line = json.loads(raw)
                fields = [name for name, value in line["fields"].items() if _names(value, words)]
                if fields:
                    yield {"part": "named", "in": fields, **line}


def _words(entity: Entity, fields: dict[str, Value]) -> list[str]:
    """What a text may call the person by: names, addresses, numbers."""
    told: list[str] = []
    for field in entity.own:
        if field.personal and field.kind in (Kind.TEXT, Kind.SET):
            value = fields[field.name]
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
