"""The way of a file into the replica: looked at, its bytes kept durably, then the record that names them saved.

And the way out: a checked copy for another program. It sends nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from crmdesk.domain import edits
from crmdesk.domain.attachments import (
    HEAD_BYTES,
    THUMBNAIL_TYPE,
    Content,
    check_size,
    file_name,
    media_type_of,
    media_types_of,
    safe_name,
)
from crmdesk.domain.changes import Mutation
from crmdesk.domain.edits import Author
from crmdesk.domain.errors import StorageFault, UsageError
from crmdesk.domain.records import Record
from crmdesk.store.blob_vault import PART_BYTES, BlobVault
from crmdesk.store.replica import Replica


def attach(
    replica: Replica,
    author: Author,
    record: Record,
    file: Path,
    caption: str | None = None,
    *,
    question: str | None = None,
) -> list[Mutation]:
    """Hangs a file on a record. When it returns, bytes and record are durable; until then there is neither.

    Raises `InvalidValue` for a file that may not be attached, `UsageError` for one that cannot be read, else as
    `commit`.
    """
    # Loaded here: most of what a laptop does looks at no picture.
    from crmdesk.exchange.pictures import look_at

    head, size, sha256 = _survey(file)
    media_type = media_type_of(file.name, head)
    picture = look_at(file, author.zone) if media_type.startswith("image/") else None
    small = picture.thumbnail if picture is not None else b""
    content = Content(
        file_name=file_name(file.name),
        media_type=media_type,
        size=size,
        sha256=sha256,
        width=picture.width if picture is not None else None,
        height=picture.height if picture is not None else None,
        thumbnail=hashlib.sha256(small).hexdigest() if small else None,
        taken_at=picture.taken_at if picture is not None else None,
    )
    with replica.attachments.attaching() as vault:
        _keep(vault, content, file)
        if content.thumbnail is not None:
            _keep_small(vault, content.thumbnail, small)
        return replica.commit(edits.attach(author, record, content, caption, question=question))


def _survey(file: Path) -> tuple[bytes, int, str]:
    """Beginning, size and hash of a file; raises `InvalidValue` before it has read more than may be attached."""
    digest, head, size = hashlib.sha256(), b"", 0
    for part in _parts(file):
        head = head or part[:HEAD_BYTES]
        size += len(part)
        if size > len(part):
            check_size(size)
        digest.update(part)
    check_size(size)
    return head, size, digest.hexdigest()


def _parts(file: Path) -> Iterator[bytes]:
    try:
        if not file.is_file():
            raise UsageError("There is no such file", str(file), "choose another")
        with file.open("rb") as source:
            while part := source.read(PART_BYTES):
                yield part
    except OSError as error:
        raise UsageError("The file cannot be read", str(error), "check its permissions") from error


def _keep(vault: BlobVault, content: Content, file: Path) -> None:
    held = vault.held(content.sha256)
    if held is not None and held.whole:
        # The same bytes once more: whether the centre takes them as ours is asked, they are not sent twice.
        vault.offer([content.sha256])
        return

    def parts() -> Iterator[bytes]:
        digest = hashlib.sha256()
        for part in _parts(file):
            digest.update(part)
            yield part
        if digest.hexdigest() != content.sha256:
            raise UsageError(
                "The file changed while it was read", str(file), "attach it again when it is saved"
            )

    vault.put(content.sha256, content.size, parts())


def _keep_small(vault: BlobVault, sha256: str, small: bytes) -> None:
    held = vault.held(sha256)
    if held is None or not held.whole:
        vault.put(sha256, len(small), [small])
    else:
        vault.offer([sha256])


def checked(replica: Replica, attachment: Record) -> bytes:
    """The beginning of an attachment's bytes, which are here; raises `StorageFault` if they are of another kind.

    What others attached is checked on this side too: a centre that was tampered with must not hand out programs.
    """
    head = b""
    for part in replica.attachments.vault.read(str(attachment["sha256"])):
        head = part[:HEAD_BYTES]
        break
    if attachment["media_type"] not in media_types_of(head):
        raise StorageFault(
            "The file is not what it is said to be",
            "it is not opened",
            "tell your administrator",
            code="media_type",
        )
    return head


def write_out(replica: Replica, attachment: Record, target: Path) -> Path:
    """Writes the bytes of an attachment, which are here, to a file; it appears when it is complete and checked.

    In a folder it gets its own name, with an extension that is true. Raises `StorageFault`; damaged bytes are then
    fetched again with the next sync.
    """
    sha256 = str(attachment["sha256"])
    checked(replica, attachment)
    if target.is_dir():
        target /= safe_name(str(attachment["file_name"]), str(attachment["media_type"]))
    part = target.with_name(f".{target.name[:80]}.part")
    try:
        with part.open("wb") as file:
            for piece in replica.attachments.vault.verified(sha256):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        raise StorageFault("The file cannot be written", str(error), "choose another place") from error
    except StorageFault:
        replica.attachments.vault.lost(sha256)
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return target


def thumbnail(replica: Replica, attachment: Record) -> bytes | None:
    """The small picture of an attachment if it has one and it is here."""
    sha256 = attachment["thumbnail"]
    if sha256 is None or not replica.attachments.here(str(sha256)):
        return None
    small = b"".join(replica.attachments.vault.read(str(sha256)))
    return small if THUMBNAIL_TYPE in media_types_of(small) else None
