"""Uploads that are under way, each a file on the centre's own disk that only ever grows. It knows no records.

Two requests may write to one upload (the first one's line is dead and it does not know yet): whoever does not stand at
the end of the file any more is told where the end is.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from crmdesk.domain.attachments import HEAD_BYTES
from crmdesk.domain.errors import StorageFault, UserError

_READ = 1 << 20


class WrongOffset(UserError):
    """The upload does not stand where the sender thinks; `offset` is where it does."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__("The upload stands elsewhere", f"at byte {offset}", "go on from there")
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Upload:
    """Whose upload of which content: another person's of the same content is another one."""

    org: int
    user: str
    sha256: str

    @property
    def name(self) -> str:
        return f"{self.org}-{self.user}-{self.sha256}.part"


@dataclass(frozen=True, slots=True)
class Content:
    """What an upload holds."""

    sha256: str
    size: int
    head: bytes


class Appending:
    """Writes at the end of one upload, from a given offset on."""

    def __init__(self, path: Path, offset: int) -> None:
        self._file = path.open("ab")
        self._at = offset

    def __enter__(self) -> Appending:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def offset(self) -> int:
        return self._at

    def write(self, data: bytes) -> None:
        """Appends; raises `WrongOffset` if another request has written meanwhile, `StorageFault`."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                size = os.fstat(self._file.fileno()).st_size
                if size != self._at:
                    raise WrongOffset(size)
                self._file.write(data)
                self._file.flush()
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        except OSError as error:
            raise _fault(error) from error
        self._at += len(data)

    def close(self) -> None:
        """Puts what was written on the disk."""
        try:
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _fault(error) from error
        finally:
            self._file.close()


class Staging:
    """The uploads in one folder. Thread-safe, and safe between processes that share the folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _fault(error) from error

    def path(self, upload: Upload) -> Path:
        """The file of an upload, whether it exists or not."""
        return self._folder / upload.name

    def offset(self, upload: Upload) -> int:
        """How many bytes have come."""
        try:
            return self.path(upload).stat().st_size
        except FileNotFoundError:
            return 0
        except OSError as error:
            raise _fault(error) from error

    def append(self, upload: Upload, offset: int) -> Appending:
        """Goes on with an upload at `offset`; raises `WrongOffset` if it does not stand there."""
        there = self.offset(upload)
        if there != offset:
            raise WrongOffset(there)
        try:
            return Appending(self.path(upload), offset)
        except OSError as error:
            raise _fault(error) from error

    def others(self, upload: Upload) -> int:
        """Bytes of the other uploads of the same person."""
        files = self._folder.glob(f"{upload.org}-{upload.user}-*.part")
        return sum(_size(file) for file in files if file.name != upload.name)

    def content(self, upload: Upload) -> Content:
        """Hash, size and beginning of what has come; raises `StorageFault`."""
        digest, size, head = hashlib.sha256(), 0, b""
        try:
            with self.path(upload).open("rb") as file:
                while data := file.read(_READ):
                    head = head or data[:HEAD_BYTES]
                    digest.update(data)
                    size += len(data)
        except OSError as error:
            raise _fault(error) from error
        return Content(digest.hexdigest(), size, head)

    def drop(self, upload: Upload) -> None:
        """Forgets an upload."""
        self.path(upload).unlink(missing_ok=True)

    def sweep(self, before: datetime) -> int:
        """Forgets uploads that nobody has gone on with since `before`; gives how many."""
        dropped = 0
        for file in self._folder.glob("*.part"):
            if file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)
                dropped += 1
        return dropped


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _fault(error: OSError) -> StorageFault:
    return StorageFault("An upload cannot be kept", str(error), "is the disk full?")
