"""Reads an encrypted database and its write-ahead log page by page, without SQLite: for files that it gives up on.

Formats: SQLCipher 4 (zetetic.net/sqlcipher/design: AES-256-CBC, HMAC-SHA512 over content, vector and page number) and
SQLite's write-ahead log (sqlite.org/fileformat2.html, "The Write-Ahead Log"). It knows no table and writes nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.errors import StorageFault
from crmdesk.store.connection import PAGE_BYTES

_SALT, _VECTOR, _SEAL = 16, 16, 64
USABLE = PAGE_BYTES - _VECTOR - _SEAL
"""Bytes of a page that hold content."""
_HEADER, _FRAME = 32, 24
_FIRST = b"SQLite format 3\0"
"""What stands in the first page where the file keeps its salt."""


@dataclass(frozen=True, slots=True)
class Page:
    """One version of a page. `whole`: its seal fits, so that it is what was written, to the bit."""

    number: int
    body: bytes
    whole: bool


class CipherFile:
    """The pages of a database at `path`. Both files are read once; a missing one has no pages.

    Raises `StorageFault` if they cannot be read at all.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        # The base install runs without it until something is damaged.
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        def decrypted(vector: bytes, content: bytes) -> bytes:
            return Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor().update(content)

        self._decrypted = decrypted
        self._database = _content(path)
        self._log = _content(path.with_name(path.name + "-wal"))
        self._frames = _frames(self._log)
        salts = [self._database[:_SALT]]
        salts += [self._log[at : at + _SALT] for number, at in self._frames if number == 1]
        self._seals = [_seal_key(key, salt) for salt in dict.fromkeys(salts) if len(salt) == _SALT]
        self._places: dict[int, list[tuple[bytes, int]]] = {}
        for number, at in reversed(self._frames):
            self._places.setdefault(number, []).append((self._log, at))
        for index in range(len(self._database) // PAGE_BYTES):
            self._places.setdefault(index + 1, []).append((self._database, index * PAGE_BYTES))

    def __len__(self) -> int:
        """Pages that there are anything of."""
        return len(self._places)

    @property
    def is_empty(self) -> bool:
        return not self._places

    def versions(self, number: int) -> Iterator[Page]:
        """All that is left of a page, the newest version first."""
        for content, at in self._places.get(number, ()):
            yield self._page(number, content[at : at + PAGE_BYTES])

    def pages(self) -> Iterator[list[Page]]:
        """Every page with all its versions, the newest first."""
        for number in sorted(self._places):
            yield list(self.versions(number))

    def _page(self, number: int, raw: bytes) -> Page:
        start = _SALT if number == 1 else 0
        sealed, seal = raw[start : PAGE_BYTES - _SEAL], raw[PAGE_BYTES - _SEAL :]
        message = sealed + struct.pack("<I", number)
        whole = any(
            hmac.compare_digest(hmac.digest(one, message, hashlib.sha512), seal) for one in self._seals
        )
        body = self._decrypted(raw[USABLE : USABLE + _VECTOR], raw[start:USABLE])
        return Page(number, _FIRST + body if number == 1 else body, whole)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StorageFault(
            "The replica cannot be read", str(error), "check the disk", code="disk_error"
        ) from error


def _seal_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, len(key))


def _frames(log: bytes) -> list[tuple[int, int]]:
    """Page number and offset of each frame up to the last commit of the newest run, in order.

    SQLite stops at the first frame whose checksum is wrong. Here a frame counts by its salt alone: whether its page
    is whole is told by the page's own seal.
    """
    step = _FRAME + PAGE_BYTES
    heads = [
        (at + _FRAME, *struct.unpack(">II8s", log[at : at + 16]))
        for at in range(_HEADER, len(log) - step + 1, step)
    ]
    if not heads:
        return []
    salts = {head[3] for head in heads[:2]}
    run = log[16:24] if log[16:24] in salts else heads[0][3]
    commits = [index for index, head in enumerate(heads) if head[3] == run and head[2]]
    if not commits:
        return []
    return [(number, at) for at, number, _, salt in heads[: commits[-1] + 1] if salt == run and number]
