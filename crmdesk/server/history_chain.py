"""The chain over history: each line's hash covers the one before and a salted digest of the values, not the values.

So the values of somebody who is erased can go, with their salt, and the chain still holds. Lines of earlier releases
come before its beginning. It judges nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, select

_START = "0" * 64
"""The hash before the first line."""
_COVERED = (
    "seq", "ordinal", "type", "id", "field", "outcome", "op_id", "user", "device", "replica", "said_at", "at", "digest",
)  # fmt: skip
_covered = itemgetter(*_COVERED)
_SALT = 16
"""Bytes of each line's salt."""
_AT_ONCE = 2_000


def linked(
    connection: Connection, table: Table, org: int, lines: Sequence[dict[str, Any]]
) -> Sequence[dict[str, Any]]:
    """New lines, in the order of `seq` and `ordinal`, given their salt, digest and hash; the caller holds the
    organisation."""
    if not lines:
        return lines
    previous = connection.execute(_newest(table), {"of_org": org}).scalar() or _START
    salts = secrets.token_hex(_SALT * len(lines))
    for number, line in enumerate(lines):
        salt = line["salt"] = salts[2 * _SALT * number : 2 * _SALT * (number + 1)]
        line["digest"] = _digest(salt, line["old"], line["new"])
        previous = line["hash"] = _hash(previous, line)
    return lines


@lru_cache
def _newest(table: Table) -> Select[Any]:
    newest = select(table.c.hash).where(table.c.org == bindparam("of_org"))
    return newest.order_by(table.c.seq.desc(), table.c.ordinal.desc()).limit(1)


def faults(connection: Connection, table: Table, org: int) -> Iterator[str]:
    """What does not fit in the chain, in words; nothing if it holds from its first line to its last."""
    query = select(table).where(table.c.org == org).order_by(table.c.seq, table.c.ordinal)
    previous: str | None = None
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)).mappings():
        where = f"{row['type']} {row['id']} at {row['seq']}.{row['ordinal']}"
        if row["hash"] is None:
            if previous is not None:
                yield f"{where} stands in no chain"
            continue
        if row["salt"] is None:
            if row["old"] is not None or row["new"] is not None:
                yield f"{where}: a value stands where one was erased"
        elif _digest(row["salt"], row["old"], row["new"]) != row["digest"]:
            yield f"{where}: a value has been altered"
        if _hash(previous or _START, row) != row["hash"]:
            yield f"{where}: the chain breaks"
        previous = row["hash"]


def _digest(salt: str, old: str | None, new: str | None) -> str:
    # Lengths keep two values from being read as others that give the same text.
    told = "".join(["-" if value is None else f"{len(value)}:{value}" for value in (old, new)])
    return hashlib.sha256(f"{salt}{told}".encode()).hexdigest()


def _hash(previous: str, line: Mapping[Any, Any]) -> str:
    told = "\n".join(["" if value is None else str(value) for value in _covered(line)])
    return hashlib.sha256(f"{previous}\n{told}".encode()).hexdigest()
