"""Hashes by which laptop and centre find out whether they hold the same rows; pure arithmetic over stored values.

A row's hash covers type, id, version and every value that is not empty, by field name: a field that one end lacks and
nobody filled changes nothing. Sums of hashes (mod 2^64) do not depend on order, so each end keeps them as rows change.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from crmdesk.domain.declare import Entity
from crmdesk.schema.columns import Stored, page_columns

HASH_COLUMN = "_hash"
"""Beside each row: its hash. On the laptop empty until the row is counted."""
SET_COLUMN = "_set"
"""Beside each row of a laptop: the number of the set of buckets that it lies in (`set_number`)."""
MARKS = (HASH_COLUMN, SET_COLUMN)
"""The columns that follow a row's own on the wire and on the laptop. No field name begins with an underscore."""
EVERYTHING = "*"
"""Stands for all buckets, for who reads everything; every record counts in it."""
LEAVES = 256

_encode = msgspec.json.Encoder().encode


class RowHash:
    """Hashes rows of one type."""

    def __init__(self, entity: Entity) -> None:
        self._type = entity.name
        columns = page_columns(entity)
        self._order = sorted((name, index) for index, name in enumerate(columns) if index > 1)

    def of_row(self, row: Sequence[Stored]) -> int:
        """The hash of a row in `page_columns` order, as a signed 64-bit number."""
        values = [(name, row[index]) for name, index in self._order if row[index] is not None]
        return self._digest(row[0], row[1], values)

    def of_values(self, record_id: str, version: int, stored: Mapping[str, Stored]) -> int:
        """The same of stored values by field name; fields that the declaration does not know are left out."""
        values = [(name, stored[name]) for name, _ in self._order if stored.get(name) is not None]
        return self._digest(record_id, version, values)

    def _digest(self, record_id: Stored, version: Stored, values: list[tuple[str, Stored]]) -> int:
        text = _encode((self._type, record_id, version, values))
        return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), signed=True)


def leaf_of(record_id: str) -> int:
    """The leaf that a record counts in, 0 to `LEAVES` - 1."""
    return zlib.crc32(record_id.encode()) % LEAVES


def set_number(buckets: Iterable[str]) -> int:
    """The number of a set of buckets, 48 bit: both ends compute it, so a set travels once a page and a row names it."""
    text = _encode(sorted(set(buckets)))
    return int.from_bytes(hashlib.blake2b(text, digest_size=6).digest())


def wrapped(total: int) -> int:
    """A sum mod 2^64 as the signed number that a database column holds."""
    return (total + 2**63) % 2**64 - 2**63


def root_of(sums: Mapping[str, int]) -> int:
    """One number for the sums of several buckets; a bucket whose rows sum to nothing counts as absent."""
    text = _encode(sorted((bucket, total) for bucket, total in sums.items() if total))
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), signed=True)
