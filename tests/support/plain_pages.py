"""Every page of an encrypted database and its write-ahead log as it stands in the files, decrypted, free pages too.

SQLCipher 4 with a raw key: AES-256-CBC, the last 80 bytes of each page hold the IV (16) and the HMAC (64); the first
16 bytes of the database are the salt and stand in place of the plain header.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from crmdesk.store.connection import PAGE_BYTES

_RESERVED, _IV, _SALT = 80, 16, 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def plain_pages(database: Path, key: bytes) -> Iterator[bytes]:
    """The plain content of every page in the database file and in its log."""
    content = database.read_bytes()
    for start in range(0, len(content), PAGE_BYTES):
        yield _plain(content[start : start + PAGE_BYTES], key, first=start == 0)
    log = database.with_name(database.name + "-wal")
    if log.exists():
        content = log.read_bytes()
        for start in range(_LOG_HEADER, len(content), _FRAME_HEADER + PAGE_BYTES):
            number = int.from_bytes(content[start : start + 4])
            page = content[start + _FRAME_HEADER : start + _FRAME_HEADER + PAGE_BYTES]
            if len(page) == PAGE_BYTES:
                yield _plain(page, key, first=number == 1)


def _plain(page: bytes, key: bytes, *, first: bool) -> bytes:
    secret = page[_SALT if first else 0 : -_RESERVED]
    iv = page[-_RESERVED : -_RESERVED + _IV]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
    return decryptor.update(secret) + decryptor.finalize()


def holding(database: Path, key: bytes, text: str) -> int:
    """In how many pages the text stands."""
    return sum(text.encode() in page for page in plain_pages(database, key))
