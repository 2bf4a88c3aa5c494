"""UUIDv7 (RFC 9562) out of a given time and given random bits; it asks no clock and no random source of its own."""

from __future__ import annotations

import re
import uuid

ID_PATTERN = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_UUID = re.compile(ID_PATTERN)


def uuid7(milliseconds: int, random_bits: int) -> str:
    """A UUIDv7 from a Unix time in milliseconds (48 bits) and 74 random bits."""
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def is_id(text: object) -> bool:
    """Whether `text` is a record id in its one written form (lower case, hyphens)."""
    return isinstance(text, str) and _UUID.fullmatch(text) is not None
