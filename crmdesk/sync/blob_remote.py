"""The centre as the lane of attachments sees it: how far an upload stands, bytes up, bytes down.

It owns the words (`BlobRemote`) and their paths; the transport is `http.py`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from crmdesk.protocol.messages import BlobCheck, BlobsMissing, BlobState

if TYPE_CHECKING:
    from crmdesk.sync.http import HttpRemote

Take = Callable[[int, bytes], None]
"""Called with the size of the whole and the next bytes of it."""


class BlobRemote(Protocol):
    """One centre. Every method may raise `Offline`, `SignInNeeded`, `DeviceRevoked` or `RequestRefused`."""

    def state(self, sha256: str) -> BlobState:
        """How far our upload of a content has come."""

    def append(self, sha256: str, offset: int, size: int, data: bytes) -> BlobState:
        """Sends the next bytes of a content of `size`; with the last ones it is checked."""

    def fetch(self, sha256: str, offset: int, take: Take) -> None:
        """Hands the bytes from `offset` on to `take` as they come; raises `NoSuchRecord`."""

    def missing(self, hashes: Sequence[str]) -> list[str]:
        """Which of these the centre lacks from us."""


class HttpBlobs:
    """A centre over HTTP (`BlobRemote`). `connect` gives the remote whose session it uses; as thread-safe as that."""

    def __init__(self, connect: Callable[[], HttpRemote]) -> None:
        self._connect = connect

    def state(self, sha256: str) -> BlobState:
        return self._connect().ask(BlobState, "GET", f"/v1/blobs/{sha256}/upload")

    def append(self, sha256: str, offset: int, size: int, data: bytes) -> BlobState:
        headers = {
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Upload-Length": str(size),
        }
        return self._connect().send_bytes(BlobState, f"/v1/blobs/{sha256}/upload", data, headers)

    def fetch(self, sha256: str, offset: int, take: Take) -> None:
        self._connect().fetch_bytes(f"/v1/blobs/{sha256}", offset, take)

    def missing(self, hashes: Sequence[str]) -> list[str]:
        asked = BlobCheck(hashes=list(hashes))
        return self._connect().ask(BlobsMissing, "POST", "/v1/blobs/missing", asked).hashes
