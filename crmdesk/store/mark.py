"""The high-water mark: how many edits the outbox held at the last save, and its chain's tip, outside the database.

SQLite drops later commits in silence when its write-ahead log rots; a database that is behind this mark has
lost saved edits. The file has two slots, written in turn, so that a torn write spoils only the older truth.
"""

from __future__ import annotations

import errno
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from crmdesk.domain.errors import StorageFault

_SLOT = 512
"""Bytes a slot: one sector, the unit in which disks tear writes."""


# The file never grows after its first write, so that its data is all there is to wait for.
_sync = getattr(os, "fdatasync", os.fsync)


@dataclass(frozen=True, slots=True)
class Mark:
    """`count` edits were saved, the last with chain hash `tip` (hex; empty at 0)."""

    count: int
    tip: str


def _encode(mark: Mark) -> bytes:
    body = f"crmdesk-outbox-mark 1 {mark.count} {mark.tip or '-'}"
    check = hashlib.sha256(body.encode("ascii")).hexdigest()[:16]
    return f"{body} {check}\n".encode("ascii").ljust(_SLOT, b" ")


def _decode(slot: bytes) -> Mark | None:
    try:
        body, _, check = slot.decode("ascii").strip().rpartition(" ")
        _, version, count, tip = body.split(" ")
        if version != "1" or hashlib.sha256(body.encode("ascii")).hexdigest()[:16] != check:
            return None
        return Mark(int(count), "" if tip == "-" else tip)
    except ValueError:
        return None


def read_mark(path: Path) -> Mark | None:
    """The highest mark in the file that is whole, without opening it for writing; None when there is none."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    marks = [_decode(content[at : at + _SLOT]) for at in (0, _SLOT)]
    return max((mark for mark in marks if mark is not None), key=lambda mark: mark.count, default=None)


class MarkFile:
    """Keeps the mark in `path`. One writer; the caller holds the replica's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = 0
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        except OSError as error:
            raise StorageFault(
                "The profile cannot be written", str(error), "check its permissions"
            ) from error

    def read(self) -> Mark | None:
        """The highest mark that is whole; None when there is none."""
        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            content = os.read(self._file, 2 * _SLOT)
        except OSError as error:
            raise StorageFault(
                "The profile cannot be read", str(error), "check the disk", code="disk_error"
            ) from error
        found = [(_decode(content[i * _SLOT : (i + 1) * _SLOT]), i) for i in (0, 1)]
        whole = [(mark, i) for mark, i in found if mark is not None]
        if not whole:
            return None
        mark, slot = max(whole, key=lambda pair: pair[0].count)
        self._turn = 1 - slot
        return mark

    def write(self, mark: Mark) -> None:
        """Writes the mark and waits until it is on the disk; raises `StorageFault`, with the code `gone` when the
        profile's files are not where they were."""
        try:
            os.lseek(self._file, self._turn * _SLOT, os.SEEK_SET)
            if os.write(self._file, _encode(mark)) != _SLOT:
                raise OSError(errno.ENOSPC, "only a part of it was written")
            _sync(self._file)
            self._check_place()
        except OSError as error:
            raise StorageFault(
                "The outbox's mark cannot be written", str(error), "free some space"
            ) from error
        self._turn = 1 - self._turn

    def _check_place(self) -> None:
        """Files that were removed while they are open take everything that is written, and nobody finds it again."""
        try:
            there, ours = os.stat(self._path), os.fstat(self._file)
        except FileNotFoundError:
            there = None
        if there is None or (there.st_dev, there.st_ino) != (ours.st_dev, ours.st_ino):
            raise StorageFault(
                "The profile folder was removed while it was open",
                str(self._path.parent),
                "put the folder back, or copy what you typed elsewhere; it cannot be saved here",
                code="gone",
            )

    def close(self) -> None:
        os.close(self._file)
