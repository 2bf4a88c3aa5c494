"""The bytes of attachments over HTTP: resumable uploads, downloads by range. Streaming is `blob_endpoint.py`'s."""

from __future__ import annotations

import re

from crmdesk.domain.attachments import HASH_PATTERN
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.protocol.limits import BLOB_CHECKS
from crmdesk.protocol.messages import BlobCheck, BlobsMissing, BlobState
from crmdesk.server.problems import TooLarge
from crmdesk.server.routes.operation import Call, Operation

_ONE = "/v1/blobs/{sha256}"
_UPLOAD = f"{_ONE}/upload"


def checked_hash(text: str) -> str:
    """The hash in a path; raises `NoSuchRecord` for what is none."""
    if re.fullmatch(HASH_PATTERN, text) is None:
        raise NoSuchRecord("There are no such bytes here", "a SHA-256 has 64 hex digits, in lower case")
    return text


def state(call: Call) -> BlobState:
    """How far the sender's upload has come."""
    return call.centre.blobs.state(call.principal, checked_hash(call.path["sha256"]))


def missing(call: Call) -> BlobsMissing:
    """Which contents the sender should send."""
    asked = call.message(BlobCheck)
    if len(asked.hashes) > BLOB_CHECKS:
        raise TooLarge("Too many files in one question", f"more than {BLOB_CHECKS}", "ask for less at a time")
    return BlobsMissing(hashes=call.centre.blobs.missing(call.principal, asked.hashes))


def _streamed(call: Call) -> object:
    raise LookupError("answered by blob_endpoint.py, which does not hold the bytes in memory")


DOWNLOAD = Operation(
    "GET",
    _ONE,
    "get_blob",
    "The bytes of an attachment in scope; `Range` asks for a part of them",
    _streamed,
    gives=bytes,
    headers=("Range",),
)
APPEND = Operation(
    "PATCH",
    _UPLOAD,
    "append_blob",
    "Go on with an upload at its offset; with its last byte it is checked and kept",
    _streamed,
    takes=bytes,
    gives=BlobState,
    headers=("Upload-Offset", "Upload-Length"),
)
OPERATIONS = (
    Operation(
        "GET", _UPLOAD, "blob_upload", "How many bytes of an upload the centre has", state, gives=BlobState
    ),
    Operation(
        "POST",
        "/v1/blobs/missing",
        "missing_blobs",
        "Which contents the centre lacks from the sender",
        missing,
        BlobCheck,
        BlobsMissing,
    ),
)
STREAMED = (DOWNLOAD, APPEND)
