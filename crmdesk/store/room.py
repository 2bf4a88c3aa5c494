"""How much of the disk a replica takes, and which files may go because the centre has them. It removes none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crmdesk.store.attachments import Attachments

_BESIDE = ("", "-wal", "-shm")
"""What SQLite keeps of one database: the file, its log, the log's index."""


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes on the disk, and what freeing would give back of those of the attachments."""

    records: int
    search: int
    attachments: int
    freeable: int
    freeable_files: int

    @property
    def total(self) -> int:
        return self.records + self.search + self.attachments


def measure(records: Path, search: Path, blobs: Path, attachments: Attachments) -> Room:
    """The room that the files of a replica take now."""
    going = attachments.freeable()
    return Room(
        records=_size(records),
        search=_size(search),
        attachments=_size(blobs),
        freeable=sum(one.size for one in going),
        freeable_files=len(going),
    )


def _size(database: Path) -> int:
    return sum(_length(database.with_name(database.name + end)) for end in _BESIDE)


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
