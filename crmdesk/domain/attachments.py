"""What a file must be to hang on a record: its name, its type by its content, its size. It reads no file itself.

A file's type is what its bytes say, on both sides of the wire; the extension only decides between types that begin
alike. Signatures: the formats' own specifications, as listed by WHATWG "MIME Sniffing" and the IANA registry.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from crmdesk.domain.errors import InvalidValue

MAX_BYTES = 25 * 1024 * 1024
"""Largest file. What is larger belongs on a file server, not in a replica that every laptop of a territory holds."""
THUMBNAIL_BYTES = 20 * 1024
HEAD_BYTES = 4096
"""So much of a file's beginning is looked at to tell its type."""
NAME_LENGTH = 200
NAME_PATTERN = r"(?!\.{1,2}$)[^/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+"
"""No path, nothing that a file system forbids, and no mark that turns the direction of reading (`gpj.exe`)."""
HASH_PATTERN = r"[0-9a-f]{64}"

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f/\\:*?\"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class MediaType:
    """One kind of file that may be attached. `begins` looks at the first `HEAD_BYTES` at most."""

    name: str
    extensions: tuple[str, ...]
    """Lower case with the dot; the first one is given to files whose own says something else."""
    begins: Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Content:
    """What is known of a file that was looked at and kept. `thumbnail` is the hash of its small picture."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    width: int | None = None
    height: int | None = None
    thumbnail: str | None = None
    taken_at: str | None = None


def _with(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _box(*brands: bytes) -> Callable[[bytes], bool]:
    """ISO base media files: a box `ftyp` with a major brand (ISO/IEC 14496-12)."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _package(*folders: bytes) -> Callable[[bytes], bool]:
    """A ZIP archive whose first entry is one that Office Open XML begins with (ECMA-376, part 2)."""
    first = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", *folders)

    def begins(head: bytes) -> bool:
        length = int.from_bytes(head[26:28], "little")
        return head.startswith(b"PK\x03\x04") and head[30 : 30 + length].startswith(first)

    return begins


def _document(name: bytes) -> Callable[[bytes], bool]:
    """A ZIP archive whose first entry, stored, is its own media type (OpenDocument 1.3, part 2)."""
    return lambda head: head.startswith(b"PK\x03\x04") and head[30:].startswith(b"mimetype" + name)


def _text(head: bytes) -> bool:
    """UTF-8 without control characters, and no page that a browser would run."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        text = decoder.decode(head)
    except UnicodeDecodeError:
        return False
    if any(character < " " and character not in "\t\r\n\f" for character in text):
        return False
    return not text.lstrip().lower().startswith(("<!doctype", "<html", "<script", "<svg", "<?xml", "#!"))


_ODF = b"application/vnd.oasis.opendocument."
_OOXML = "application/vnd.openxmlformats-officedocument."

MEDIA_TYPES: tuple[MediaType, ...] = (
    MediaType("image/jpeg", (".jpg", ".jpeg"), _with(b"\xff\xd8\xff")),
    MediaType("image/png", (".png",), _with(b"\x89PNG\r\n\x1a\n")),
    MediaType("image/gif", (".gif",), _with(b"GIF87a", b"GIF89a")),
    MediaType("image/webp", (".webp",), lambda head: head.startswith(b"RIFF") and head[8:12] == b"WEBP"),
    MediaType("image/heic", (".heic", ".heif"), _box(b"heic", b"heix", b"heim", b"heis", b"mif1")),
    MediaType("application/pdf", (".pdf",), _with(b"%PDF-")),
    MediaType(f"{_OOXML}wordprocessingml.document", (".docx",), _package(b"word/")),
    MediaType(f"{_OOXML}spreadsheetml.sheet", (".xlsx",), _package(b"xl/")),
    MediaType(f"{_OOXML}presentationml.presentation", (".pptx",), _package(b"ppt/")),
    MediaType("application/vnd.oasis.opendocument.text", (".odt",), _document(_ODF + b"text")),
    MediaType("application/vnd.oasis.opendocument.spreadsheet", (".ods",), _document(_ODF + b"spreadsheet")),
    MediaType("text/plain", (".txt", ".text", ".log", ".md"), _text),
    MediaType("text/csv", (".csv",), _text),
    MediaType("audio/mpeg", (".mp3",), _with(b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    MediaType("audio/mp4", (".m4a",), _box(b"M4A ", b"M4B ")),
    MediaType("video/mp4", (".mp4", ".m4v"), _box(b"isom", b"iso2", b"mp41", b"mp42", b"avc1", b"M4V ")),
)
"""Everything that may be attached. Nothing that a double click runs: no programs, scripts, web pages or macros."""

THUMBNAIL_TYPE = "image/jpeg"
_BY_NAME = {media.name: media for media in MEDIA_TYPES}


def media_types_of(head: bytes) -> tuple[str, ...]:
    """The media types that a file beginning like this can have; none: it may not be attached."""
    return tuple(media.name for media in MEDIA_TYPES if media.begins(head[:HEAD_BYTES]))


def media_type_of(name: str, head: bytes) -> str:
    """The media type of a file by its content, the extension choosing among equals; raises `InvalidValue`."""
    found = media_types_of(head)
    extension = _extension(name)
    for media_type in found:
        if extension in _BY_NAME[media_type].extensions:
            return media_type
    if not found or (extension and found[0].startswith("text/") and _known(extension)):
        raise InvalidValue(
            "media_type",
            "Files of this kind cannot be attached",
            "images, PDF, Office and OpenDocument files, plain text, sound and video can",
            code="media_type",
        )
    return found[0]


def check_size(size: int) -> None:
    """Raises `InvalidValue` for an empty file and for one that is too large."""
    if size < 1:
        raise InvalidValue("size", "The file is empty", "choose another", code="empty_file")
    if size > MAX_BYTES:
        raise InvalidValue(
            "size",
            f"The file is larger than {MAX_BYTES // 2**20} MB",
            "make it smaller, or put it on a file server and note its address",
            code="file_too_large",
        )


def file_name(given: str) -> str:
    """A name that may be kept, out of one that a file has: without folders and signs that are forbidden, shortened."""
    name = _FORBIDDEN.sub("_", re.split(r"[/\\]", given)[-1]).strip()
    if not name.strip("._ "):
        return "file"
    extension = _extension(name)[:20]
    stem = name[: len(name) - len(extension)]
    return stem[: NAME_LENGTH - len(extension)].rstrip() + extension


def safe_name(name: str, media_type: str) -> str:
    """The name under which a file is written for other programs: its extension is one of its media type's.

    Other programs go by the extension, so it must never say another thing than what the content was checked for.
    """
    media = _BY_NAME.get(media_type)
    cleaned = file_name(name)
    if media is None:
        return f"{cleaned}.bin"
    return cleaned if _extension(cleaned) in media.extensions else cleaned + media.extensions[0]


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return f".{extension.lower()}" if dot and stem and extension.isalnum() else ""


def _known(extension: str) -> bool:
    """Whether another media type goes by it: a text named so is no file of that type."""
    return any(extension in media.extensions for media in MEDIA_TYPES)
