"""Rows as they travel: their hashes and sums, what their cells say, and the canonical export. Pure functions."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

NO_DIGITS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
THREE_DIGITS = "BHD IQD JOD KWD LYD OMR TND"


def plain(value: object) -> bytes:
    """JSON without blanks, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def row_hash(type_name: str, row_id: str, version: int, cells: Mapping[str, Any]) -> int:
    filled = sorted([name, cell] for name, cell in cells.items() if cell is not None)
    return signed(hashlib.blake2b(plain([type_name, row_id, version, filled]), digest_size=8).digest())


def signed(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)


def set_number(buckets: Iterable[str]) -> int:
    return int.from_bytes(hashlib.blake2b(plain(sorted(buckets)), digest_size=6).digest(), "big")


def leaf_of(row_id: str) -> int:
    return zlib.crc32(row_id.encode()) % 256


def wrapped(total: int) -> int:
    return (total + 2**63) % 2**64 - 2**63


def root_of(sums: Mapping[str, int]) -> int:
    told = sorted([bucket, total] for bucket, total in sums.items() if total)
    return signed(hashlib.blake2b(plain(told), digest_size=8).digest())


def mark_of(type_name: str, row_id: str) -> str:
    """What stands for a record that was erased."""
    return hashlib.sha256(f"{type_name}\n{row_id}".encode()).hexdigest()[:32]


def fields_print(customs: list[dict[str, Any]]) -> str:
    """Tells which custom fields are known."""
    keys = ("type", "name", "kind", "policy", "label", "choices", "live", "retyped")
    text = sorted([one[key] for key in keys] for one in customs)
    return hashlib.sha256(plain(text)).hexdigest()[:16] if text else ""


def values_of(declared: Mapping[str, Any], cells: Mapping[str, Any]) -> dict[str, Any]:
    """The values that cells say, by field, every declared field present."""
    return {name: _value(field, cells.get(name), cells) for name, field in declared.items()}


def _value(field: Mapping[str, Any], cell: Any, cells: Mapping[str, Any]) -> Any:
    kind = field["x-kind"]
    if cell is None:
        return [] if kind == "set" else None
    if kind == "decimal":
        return f"{Decimal(cell).scaleb(-field['x-scale']):.{field['x-scale']}f}"
    if kind == "money":
        currency = cells.get(field["x-currency"]) or "none"
        digits = 0 if currency in NO_DIGITS else 3 if currency in THREE_DIGITS else 2
        return f"{Decimal(cell).scaleb(-4):.{digits}f}"
    if kind == "bool":
        return bool(cell)
    return json.loads(cell) if kind in ("set", "address", "position", "json") else cell


def export_line(type_name: str, row_id: str, version: int, values: Mapping[str, Any]) -> bytes:
    record = {"fields": values, "id": row_id, "type": type_name, "version": version}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
