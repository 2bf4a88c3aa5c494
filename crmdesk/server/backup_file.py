"""The file of a backup: rows of any database in one portable form, compressed, checked whole before it is believed.

Layout: the line `MAGIC`, then one zstd stream of frames. A frame is its length (4 bytes, big-endian) and so many bytes
of MessagePack: first a `Header`, then any number of `Rows`, last a `Trailer` whose digest covers every byte before it.
It knows no database.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from crmdesk.domain.errors import NoSuchRecord, StorageFault, UsageError

MAGIC = b"CRMDesk backup 1\n"
_LENGTH = 4
_FRAME_LIMIT = 256 * 1024 * 1024
"""No writer makes frames as long as this; a forged length allocates no more."""
_LEVEL = 6


class BackupTable(msgspec.Struct, frozen=True, array_like=True):
    """A table: columns with their kinds (`KINDS`), and which of them make the key."""

    name: str
    columns: list[tuple[str, str]]
    key: list[str]


class Header(msgspec.Struct, frozen=True, tag="header"):
    """What the backup is of. `revision` is the database's migration, `at` the instant it was made."""

    release: str
    revision: str
    at: str
    tables: list[BackupTable]


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Some rows of the table at this place of the header's list: `str | int | bytes | None` in its columns' order."""

    table: int
    rows: list[list[Any]]


class Trailer(msgspec.Struct, frozen=True, tag="trailer"):
    """How many rows each table has, and the SHA-256 of everything before this frame."""

    counts: list[int]
    digest: str


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Header | Rows | Trailer)


def write_backup(file: Path, header: Header, rows: Iterator[Rows]) -> int:
    """Writes a backup and gives its size in bytes. It appears under its name only when it is complete and on disk.

    Raises `OSError`; whatever `rows` raises leaves no file either.
    """
    from backports import zstd

    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            raw.write(MAGIC)
            options: dict[int, int] = {
                zstd.CompressionParameter.compression_level: _LEVEL,
                zstd.CompressionParameter.checksum_flag: 1,
            }
            with zstd.ZstdFile(raw, "w", options=options) as stream:
                _write_frames(stream, header, rows)
            raw.flush()
            os.fsync(raw.fileno())
        os.replace(part, file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    to_disk(file.parent)
    return file.stat().st_size


def check_target(file: Path) -> None:
    """Whether a backup may be written there: where nothing is, nothing is in the file, or an earlier backup.

    Raises `UsageError`: the embedded database itself, a device or somebody's letter would be gone otherwise.
    """
    try:
        if file.is_file():
            with file.open("rb") as raw:
                there = raw.read(len(MAGIC))
            if there in (b"", MAGIC):
                return
        elif not file.exists():
            return
    except OSError:
        return  # writing it says what is wrong
    raise UsageError(
        f"{file} is there already and no backup", hint="it is as it was; choose another name, or delete it"
    )


def _write_frames(stream: Any, header: Header, rows: Iterator[Rows]) -> None:
    digest, counts = hashlib.sha256(MAGIC), [0] * len(header.tables)

    def put(frame: Header | Rows | Trailer) -> None:
        body = _encoder.encode(frame)
        framed = len(body).to_bytes(_LENGTH, "big") + body
        digest.update(framed)
        stream.write(framed)

    put(header)
    for some in rows:
        counts[some.table] += len(some.rows)
        put(some)
    put(Trailer(counts, digest.hexdigest()))


def check_backup(file: Path) -> Header:
    """Reads all of a backup and gives its header.

    Raises `UsageError` if it is none, `NoSuchRecord` if it is not there, `StorageFault` if it is damaged or incomplete.
    """
    frames = _frames(file)
    header, counts = next(frames), []
    assert isinstance(header, Header), "the reader gives the header first"
    counts = [0] * len(header.tables)
    for frame in frames:
        if isinstance(frame, Rows):
            if not 0 <= frame.table < len(counts):
                raise _damaged(file, "it speaks of a table that it does not have")
            width = len(header.tables[frame.table].columns)
            if any(len(row) != width for row in frame.rows):
                raise _damaged(file, "a row has not as many values as its table columns")
            counts[frame.table] += len(frame.rows)
        elif isinstance(frame, Trailer) and frame.counts != counts:
            raise _damaged(file, "rows are missing")
    return header


def read_rows(file: Path) -> Iterator[Rows]:
    """The rows of a backup that was checked."""
    return (frame for frame in _frames(file) if isinstance(frame, Rows))


def _frames(file: Path) -> Iterator[Header | Rows | Trailer]:
    """Header first, trailer last; raises as `check_backup` does."""
    from backports import zstd

    if not file.is_file():
        raise NoSuchRecord(f"There is no file {file}")
    with file.open("rb") as raw:
        if raw.read(len(MAGIC)) != MAGIC:
            raise UsageError(
                f"{file} is no backup of a centre", hint="`admin backup` of this program makes one"
            )
        try:
            with zstd.ZstdFile(raw, "r") as stream:
                yield from _read_frames(stream)
        except _Damage as damage:
            raise _damaged(file, str(damage)) from None
        except (EOFError, zstd.ZstdError) as error:
            raise _damaged(file, str(error)) from error


class _Readable(Protocol):
    def read(self, count: int, /) -> bytes:
        """At most `count` bytes; none at the end."""


class _Damage(Exception):
    """What is wrong with the file, in words."""


def _read_frames(stream: _Readable) -> Iterator[Header | Rows | Trailer]:
    digest, first = hashlib.sha256(MAGIC), True
    while True:
        length = int.from_bytes(_exactly(stream, _LENGTH), "big")
        if length > _FRAME_LIMIT:
            raise _Damage("a part is longer than any that is written")
        body = _exactly(stream, length)
        try:
            frame = _decoder.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _Damage(str(error)) from None
        if isinstance(frame, Header) != first:
            raise _Damage("its head is missing" if first else "it has two heads")
        if isinstance(frame, Trailer):
            if frame.digest != digest.hexdigest():
                raise _Damage("its contents are not those that were written")
            if stream.read(1):
                raise _Damage("something was added behind its end")
            yield frame
            return
        digest.update(length.to_bytes(_LENGTH, "big") + body)
        first = False
        yield frame


def _exactly(stream: _Readable, count: int) -> bytes:
    parts: list[bytes] = []
    while count:
        part = stream.read(min(count, 1 << 20))
        if not part:
            raise _Damage("it ends too early")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _damaged(file: Path, why: str) -> StorageFault:
    return StorageFault(f"The backup {file} is damaged", why, "nothing was changed; take another backup")


def to_disk(path: Path) -> None:
    """Waits until a file or the names in a folder are on disk; raises `OSError`."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
