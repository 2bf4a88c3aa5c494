"""How rows travel in a page's tables, by the declaration of their type, and what tells two declarations apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import msgspec

from crmdesk.domain.declare import Catalogue, Entity, Field, Kind
from crmdesk.protocol.messages import Number, Signed, Table
from crmdesk.schema.columns import page_columns, python_type
from crmdesk.schema.digest import MARKS

_STRUCTURES: dict[Kind, msgspec.json.Decoder[Any]] = {
    Kind.SET: msgspec.json.Decoder(list[str]),
    Kind.ADDRESS: msgspec.json.Decoder(dict[str, str | None]),
    Kind.POSITION: msgspec.json.Decoder(dict[str, str]),
    Kind.JSON: msgspec.json.Decoder(),
}
"""What the text of a structured column must hold."""

_encoder = msgspec.json.Encoder()


def encode_rows(entity: Entity, rows: list[Any], *, marked: bool = False) -> Table:
    """Rows in `page_columns` order as a table of a page; `marked`: with hash and set (`wire_columns` order)."""
    columns = wire_columns(entity) if marked else page_columns(entity)
    return Table(type=entity.name, columns=list(columns), rows=msgspec.Raw(_encoder.encode(rows)))


def wire_columns(entity: Entity) -> tuple[str, ...]:
    """The columns of a page's rows: the record's own, then its hash and the number of its set of buckets."""
    return (*page_columns(entity), *MARKS)


def rows_decoder(entity: Entity, *, marked: bool = False) -> Callable[[bytes], list[tuple[Any, ...]]]:
    """A decoder of a table's rows, as `encode_rows` writes them; checks every value's type against the declaration.

    It raises `msgspec.DecodeError`, also for a structure (a set, an address) that is none and a number beyond 64 bits.
    """
    marks = (Signed | None,) * len(MARKS) if marked else ()
    columns: Any = (str, Number, *(_stored_type(field) for field in entity.fields), *marks)
    row: Any = tuple.__class_getitem__(columns)
    decoder: msgspec.json.Decoder[list[tuple[Any, ...]]] = msgspec.json.Decoder(list[row])
    structures = [
        (index, _STRUCTURES[field.kind].decode)
        for index, field in enumerate(entity.fields, start=2)
        if field.kind in _STRUCTURES
    ]

    def decode_rows(body: bytes) -> list[tuple[Any, ...]]:
        rows = decoder.decode(body)
        for index, check in structures:
            for row in rows:
                if row[index] is not None:
                    check(row[index])
        return rows

    return decode_rows


def _stored_type(field: Field) -> Any:
    kind = python_type(field)
    return Signed | None if kind == int | None else kind


# Every round's handshake names it: a thousand fields take as long to spell as the rest of the greeting.
@lru_cache(maxsize=64)
def schema_fingerprint(catalogue: Catalogue) -> str:
    """Tells two catalogues apart by what travels: types, fields, kinds, order."""
    text = ";".join(
        f"{entity.name}:" + ",".join(f"{field.name}={field.kind}" for field in entity.fields)
        for entity in catalogue
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
