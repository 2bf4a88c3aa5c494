"""The OpenAPI 3.1 page, made from the operations and the declarations; nothing in it is written by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from crmdesk import __version__
from crmdesk.domain.attachments import HASH_PATTERN
from crmdesk.domain.declare import Catalogue, Entity, Field, Kind
from crmdesk.domain.values import ADDRESS_PARTS
from crmdesk.protocol.messages import Problem
from crmdesk.server.routes.operation import Operation

_REF = "#/components/schemas/{name}"

_SHAPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.LONGTEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DECIMAL: {"type": "string", "format": "decimal"},
    Kind.MONEY: {"type": "string", "format": "decimal"},
    Kind.BOOL: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
    Kind.CHOICE: {"type": "string"},
    Kind.REFERENCE: {"type": "string", "format": "uuid"},
    Kind.ADDRESS: {
        "type": "object",
        "properties": {part: {"type": ["string", "null"]} for part in ADDRESS_PARTS},
        "additionalProperties": False,
    },
    Kind.POSITION: {
        "type": "object",
        "properties": {axis: {"type": "string", "format": "decimal"} for axis in ("lat", "lon")},
        "required": ["lat", "lon"],
        "additionalProperties": False,
    },
    Kind.JSON: {},
}


def describe(catalogue: Catalogue, operations: Sequence[Operation]) -> dict[str, Any]:
    """The whole page as JSON-ready data."""
    types = [
        kind for operation in operations for kind in (operation.takes, operation.gives) if kind is not None
    ]
    shapes, components = msgspec.json.schema_components([*types, Problem], ref_template=_REF)
    by_type = dict(zip([*map(repr, types), repr(Problem)], shapes, strict=True))
    records = {f"record.{entity.name}": _record(entity) for entity in catalogue.records}
    # What a record is, the declarations say; the struct that carries it knows only that it has fields.
    components["RecordView"] = {"anyOf": [{"$ref": _REF.format(name=name)} for name in records]}
    in_path = _in_path(catalogue)
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(
            operation, by_type, in_path
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": "CRMDesk", "version": __version__},
        "paths": paths,
        "components": {
            "schemas": {**components, **records},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _in_path(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "type": {"type": "string", "enum": [entity.name for entity in catalogue.records]},
        "id": {"type": "string", "format": "uuid"},
        "sha256": {"type": "string", "pattern": f"^{HASH_PATTERN}$"},
    }


def _operation(operation: Operation, shapes: Mapping[str, Any], in_path: Mapping[str, Any]) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "schema": in_path[name]}
        for name in re.findall(r"{(\w+)}", operation.path)
    ]
    parameters += [
        {"name": name, "in": "query", "schema": {"type": "string"}} for name in operation.parameters
    ]
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": {
            str(operation.status): _response(operation, shapes),
            "default": {
                "description": "Problem details (RFC 9457)",
                "content": {"application/problem+json": {"schema": shapes[repr(Problem)]}},
            },
        },
    }
    described["parameters"] += [
        {"name": name, "in": "header", "schema": {"type": "string"}} for name in operation.headers
    ]
    if operation.takes is bytes:
        described["requestBody"] = {"required": True, "content": {"application/offset+octet-stream": {}}}
    elif operation.takes is not None:
        body = {"application/json": {"schema": shapes[repr(operation.takes)]}}
        described["requestBody"] = {"required": True, "content": body}
    if operation.signed_in:
        described["security"] = [{"token": []}]
    return described


def _response(operation: Operation, shapes: Mapping[str, Any]) -> dict[str, Any]:
    response: dict[str, Any] = {"description": operation.summary}
    if operation.gives is str:
        response["content"] = {"text/plain": {"schema": {"type": "string"}}}
    elif operation.gives is bytes:
        response["content"] = {"application/octet-stream": {}}
    elif operation.gives is not None:
        response["content"] = {"application/json": {"schema": shapes[repr(operation.gives)]}}
    return response


def _record(entity: Entity) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "id", "version", "fields"],
        "properties": {
            "type": {"const": entity.name},
            "id": {"type": "string", "format": "uuid"},
            "version": {"type": "integer"},
            "fields": {
                "type": "object",
                "properties": {field.name: _field(field) for field in entity.fields},
                "additionalProperties": False,
            },
        },
    }


def _field(field: Field) -> dict[str, Any]:
    return {**_shape(field), **_notes(field)}


def _shape(field: Field) -> dict[str, Any]:
    """What its values look like, in JSON Schema."""
    if field.kind is Kind.SET:
        inner = {
            "type": "string",
            **({"format": "uuid"} if field.target else {"maxLength": field.max_length}),
        }
        return {"type": "array", "items": inner, "uniqueItems": True}
    if field.parts:
        return {
            "type": ["object", "null"],
            "properties": {part.name: _shape(part) for part in field.parts},
            "required": [part.name for part in field.parts if part.required],
            "additionalProperties": False,
        }
    shape = dict(_SHAPES[field.kind])
    if field.kind is Kind.CHOICE:
        shape["enum"] = [*(choice.key for choice in field.choices), None]
    if field.kind is Kind.TEXT:
        shape["maxLength"] = field.max_length
    if field.kind is Kind.INTEGER:
        shape |= {
            key: bound
            for key, bound in (("minimum", field.minimum), ("maximum", field.maximum))
            if bound is not None
        }
    if "type" in shape:
        shape["type"] = [shape["type"], "null"]
    return shape


def _notes(field: Field) -> dict[str, Any]:
    # What another client needs to read the cells of pages and to make mutations (docs/sync/messages.md).
    notes: dict[str, Any] = {
        "readOnly": not field.writable,
        "x-policy": str(field.policy),
        "x-kind": str(field.kind),
        "x-required": field.required,
    }
    if field.kind is Kind.DECIMAL:
        notes["x-scale"] = field.scale
    told = {"x-target": field.target, "x-unit": field.unit, "x-currency": field.currency}
    return notes | {name: value for name, value in told.items() if value}
