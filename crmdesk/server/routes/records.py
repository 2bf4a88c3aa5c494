"""Plain REST on records, for integrations: what a laptop may see and do, one request at a time."""

from __future__ import annotations

from typing import Any

import msgspec

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.declare import Entity
from crmdesk.domain.errors import InvalidValue, NoSuchRecord
from crmdesk.domain.identifiers import is_id
from crmdesk.domain.records import Record, record_of
from crmdesk.protocol.messages import HistoryEntry, Verdict
from crmdesk.server.problems import Malformed
from crmdesk.server.routes.operation import Answer, Call, Operation

DEFAULT_LIMIT = 100
_PARAMETERS = ("where", "after", "limit")


class RecordView(msgspec.Struct, frozen=True):
    """A record: every field present, empty ones null."""

    type: str
    id: str
    version: int
    fields: dict[str, Any]


class RecordPage(msgspec.Struct, frozen=True):
    """A page of a list; `after` goes into the next request, null at the end."""

    records: list[RecordView]
    after: str | None


class NewRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What creates a record; with an id of the sender's own a repeat is recognised (409, `exists`)."""

    fields: dict[str, Any]
    id: str | None = None


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes a record. `version` is the one the change was made on; without it, the one that stands."""

    fields: dict[str, Any] = {}
    add: dict[str, Any] = {}
    remove: dict[str, Any] = {}
    version: int | None = None


def page(call: Call) -> Answer:
    """A page of the records in scope."""
    entity = _entity(call)
    for name in call.query:
        # What is passed over in silence would give a whole list for a misspelt condition.
        if name not in _PARAMETERS:
            raise Malformed(f"No such parameter: {name[:40]!r}", hint=f"one of: {', '.join(_PARAMETERS)}")
    limit = _number(call, "limit")
    if limit == 0:
        raise InvalidValue("limit", "A page has one record at the least")
    listed = call.centre.records.page(
        call.principal,
        entity.name,
        where=call.query.get("where", []),
        after=call.one("after") or "",
        limit=limit or DEFAULT_LIMIT,
    )
    return Answer(
        canonical_json(
            {"records": [record_of(entity, record) for record in listed.records], "after": listed.after}
        )
    )


def get(call: Call) -> Answer:
    """One record."""
    return _shown(_entity(call), _record(call))


def history(call: Call) -> list[HistoryEntry]:
    """Every change of a record, oldest first."""
    _entity(call)
    return call.centre.feed.history(call.principal, call.path["type"], _id(call))


def create(call: Call) -> Answer:
    """Creates a record."""
    entity, new = _entity(call), call.message(NewRecord)
    record, verdict = call.centre.records.create(call.principal, entity.name, new.fields, new.id)
    return _shown(entity, record, verdict, status=201)


def update(call: Call) -> Answer:
    """Changes a record."""
    entity, change = _entity(call), call.message(Change)
    record, verdict = call.centre.records.update(
        call.principal,
        _record(call),
        fields=change.fields,
        add=change.add,
        remove=change.remove,
        base=change.version,
    )
    return _shown(entity, record, verdict)


def delete(call: Call) -> Verdict:
    """Deletes a record."""
    _entity(call)
    return call.centre.records.delete(call.principal, _record(call), _number(call, "version"))


def _entity(call: Call) -> Entity:
    entity = call.centre.catalogue[call.path["type"]]
    if entity.system:
        raise NoSuchRecord(f"No such type: {entity.name!r}", code="no_such_type")
    return entity


def _id(call: Call) -> str:
    record_id = call.path["id"]
    if not is_id(record_id):
        raise NoSuchRecord(f"There is no such {call.path['type']}", record_id[:80])
    return record_id


def _record(call: Call) -> Record:
    return call.centre.feed.visible(call.principal, call.path["type"], _id(call))


def _number(call: Call, name: str) -> int | None:
    text = call.one(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise InvalidValue(name, f"{text[:40]!r} is no whole number")
    return int(text)


def _shown(entity: Entity, record: Record, verdict: Verdict | None = None, status: int = 200) -> Answer:
    headers = {"ETag": f'"{record.version}"'}
    if verdict is not None:
        headers |= {"CRMDesk-Outcome": verdict.outcome, "CRMDesk-Op": verdict.op_id}
    return Answer(canonical_json(record_of(entity, record)), status=status, headers=headers)


_LIST = "/v1/records/{type}"
_ONE = "/v1/records/{type}/{id}"

OPERATIONS = (
    Operation(
        "GET",
        _LIST,
        "list_records",
        "Records of a type in scope, by id",
        page,
        gives=RecordPage,
        parameters=_PARAMETERS,
    ),
    Operation("GET", _ONE, "get_record", "One record", get, gives=RecordView),
    Operation(
        "GET", f"{_ONE}/history", "history", "Every change of a record", history, gives=list[HistoryEntry]
    ),
    Operation("POST", _LIST, "create_record", "Create a record", create, NewRecord, RecordView, status=201),
    Operation("PATCH", _ONE, "update_record", "Change a record", update, Change, RecordView),
    Operation(
        "DELETE", _ONE, "delete_record", "Delete a record", delete, gives=Verdict, parameters=("version",)
    ),
)
