"""The file that is imported, as it was when it was opened. It may change, go or be locked meanwhile; shows nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crmdesk.domain.errors import UsageError
from crmdesk.exchange.incoming.kinds import unreadable


def stamp_of(path: Path) -> tuple[int, int]:
    """Size and time of change; raises `OSError`."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def name_of(path: Path) -> str:
    """What the file is called; bytes of a name that are no text (of another system's, say) cannot be kept."""
    return path.name.encode("utf-8", "replace").decode()


def check_unchanged(path: Path, stamp: tuple[int, int]) -> None:
    """Raises `UsageError` for a file that is no longer the one that was looked at."""
    if stamp_of(path) != stamp:
        raise UsageError(
            "The file has changed since it was opened", "nothing was saved", "open it again", "changed_file"
        )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """What the system says of a file that goes or is locked while it is read becomes words; raises `UsageError`."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error
