"""Which kind of file somebody brings: told by its ending, or by how it begins. It reads no more than that."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from crmdesk.domain.errors import UsageError

_BEGINS = 4096


class FileKind(StrEnum):
    """What a file can be imported as."""

    SHEET = "sheet"
    CARDS = "cards"
    EVENTS = "events"


ENDINGS = {
    ".csv": FileKind.SHEET,
    ".tsv": FileKind.SHEET,
    ".txt": FileKind.SHEET,
    ".vcf": FileKind.CARDS,
    ".vcard": FileKind.CARDS,
    ".ics": FileKind.EVENTS,
    ".ical": FileKind.EVENTS,
}
"""Ending in small letters -> kind."""
MAIL = ".eml"
"""An e-mail, which is logged and not imported."""


def kind_of(path: Path) -> FileKind:
    """The kind of a file; what it begins with counts more than its name. Raises `UsageError` where there is none."""
    try:
        with path.open("rb") as file:
            begins = file.read(_BEGINS).replace(b"\0", b"").upper()
    except OSError as error:
        raise unreadable(path, error) from error
    if b"BEGIN:VCARD" in begins[:64]:
        return FileKind.CARDS
    if b"BEGIN:VCALENDAR" in begins[:64]:
        return FileKind.EVENTS
    return ENDINGS.get(path.suffix.lower(), FileKind.SHEET)


def unreadable(path: Path, error: OSError) -> UsageError:
    """Why a file cannot be read: it is not there, or the system does not give it away."""
    if isinstance(error, FileNotFoundError):
        return UsageError(f"There is no file {path.name}", f"looked in {path.parent}", code="no_file")
    return UsageError(
        "The file cannot be read",
        f"{path.name}: {error.strerror or error}",
        "close it where it is open, or open a copy of it",
        "unreadable_file",
    )
