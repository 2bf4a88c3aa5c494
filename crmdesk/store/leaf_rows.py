"""Rows out of a page of a table, without SQLite: cells, records, overflow (sqlite.org/fileformat2.html).

A page may be rotten: what does not read as a row is passed over. It knows no table.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from typing import Any

_LEAF, _ORDERED_LEAF = 13, 10
"""Leaves of tables: with row numbers, and `WITHOUT ROWID`."""
_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8)
_MOST = 2**24
"""Bytes of the longest row that is believed: a rotten length must not take all memory."""

Overflow = Callable[[int], bytes | None]
"""The content of a page by its number, None where there is none."""


def leaf_rows(body: bytes, *, first: bool, overflow: Overflow) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Row number (0 where there are none) and values of each row in a page's content; nothing if the page is no leaf.

    Texts are `str`, blobs `bytes`. `first`: the database's first page, which begins with the file's header.
    """
    start = 100 if first else 0
    if len(body) < start + 8 or body[start] not in (_LEAF, _ORDERED_LEAF):
        return
    numbered = body[start] == _LEAF
    (count,) = struct.unpack_from(">H", body, start + 3)
    for index in range(min(count, len(body) // 4)):
        try:
            (at,) = struct.unpack_from(">H", body, start + 8 + 2 * index)
            yield _row(body, at, overflow, numbered=numbered)
        except (ValueError, IndexError, struct.error):
            continue


def _row(body: bytes, at: int, overflow: Overflow, *, numbered: bool) -> tuple[int, tuple[Any, ...]]:
    room = len(body)
    size, at = _varint(body, at)
    number, at = _varint(body, at) if numbered else (0, at)
    if not 0 < size <= _MOST:
        raise ValueError
    most = room - 35 if numbered else (room - 12) * 64 // 255 - 23
    return number, _values(_payload(body, at, size, most, overflow))


def _payload(body: bytes, at: int, size: int, most: int, overflow: Overflow) -> bytes:
    room = len(body)
    least = (room - 12) * 32 // 255 - 23
    if size <= most:
        local = size
    else:
        fitting = least + (size - least) % (room - 4)
        local = fitting if fitting <= most else least
    content = body[at : at + local]
    if local == size:
        return _exactly(content, size)
    (following,) = struct.unpack_from(">I", body, at + local)
    while following and len(content) < size:
        page = overflow(following)
        if page is None:
            raise ValueError
        (following,) = struct.unpack_from(">I", page, 0)
        content += page[4 : 4 + size - len(content)]
    return _exactly(content, size)


def _exactly(content: bytes, size: int) -> bytes:
    if len(content) != size:
        raise ValueError
    return content


def _values(payload: bytes) -> tuple[Any, ...]:
    length, at = _varint(payload, 0)
    if not 0 < length <= len(payload):
        raise ValueError
    kinds = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind < 8:
        end = at + _WIDTHS[kind]
        raw = _exactly(payload[at:end], _WIDTHS[kind])
        return (struct.unpack(">d", raw)[0] if kind == 7 else int.from_bytes(raw, "big", signed=True)), end
    if kind < 12:
        raise ValueError
    end = at + (kind - 12) // 2
    raw = _exactly(payload[at:end], end - at)
    # A `UnicodeDecodeError` is a `ValueError`: a rotten text is no row.
    return (raw.decode("utf-8") if kind % 2 else raw), end


def _varint(content: bytes, at: int) -> tuple[int, int]:
    result = 0
    for index in range(8):
        byte = content[at + index]
        result = result << 7 | byte & 0x7F
        if byte < 0x80:
            return result, at + index + 1
    return result << 8 | content[at + 8], at + 9
