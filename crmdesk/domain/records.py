"""A record in memory, and the one byte form in which records are exported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.changes import record_view
from crmdesk.domain.declare import Entity
from crmdesk.domain.values import Value


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its reader sees it. `fields` holds every field of its type in canonical form."""

    type: str
    id: str
    version: int
    """The feed number of its last change; 0 while the centre has not seen it."""
    fields: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.fields[name]


def record_of(entity: Entity, record: Record) -> dict[str, Value]:
    """The record as `get`, `list`, `export` and REST show it."""
    return record_view(entity, record.id, record.version, record.fields)


def export_line(entity: Entity, record: Record) -> bytes:
    """One line of the canonical export: RFC 8785 JSON and LF."""
    return canonical_json(record_of(entity, record)) + b"\n"


def title_of(entity: Entity, fields: Mapping[str, Value]) -> str:
    """What a person calls the record: its first non-empty title field, shortened to one line."""
    for name in entity.title:
        if fields.get(name):
            return str(fields[name]).splitlines()[0][:120]
    return ""
