"""Streams the bytes of attachments between sockets and `blobs.py`, a piece at a time: never a whole file in memory.

It has threads of its own, so that files on slow lines keep no record waiting.
"""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import anyio
import anyio.to_thread
import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from crmdesk.domain.errors import RequestRefused
from crmdesk.protocol.limits import BLOB_BYTES, BLOB_PART_BYTES
from crmdesk.protocol.messages import BlobState
from crmdesk.server.blobs import Reading
from crmdesk.server.endpoint import Endpoint, Endpoints, respond
from crmdesk.server.faults import storage_faults
from crmdesk.server.principal import Principal
from crmdesk.server.problems import Malformed, TooLarge
from crmdesk.server.routes.blobs import APPEND, DOWNLOAD, checked_hash
from crmdesk.server.routes.operation import Answer, Operation

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

T = TypeVar("T")

THREADS = 8
_NUMBER = re.compile(r"[0-9]{1,10}")
_RANGE = re.compile(r"bytes=([0-9]{1,10})-([0-9]{0,10})")
_CLOSED_EARLY = 499


class BlobEndpoints:
    """The endpoints of the two streamed operations."""

    def __init__(self, centre: Centre, endpoints: Endpoints) -> None:
        self._centre = centre
        self._endpoints = endpoints
        self._threads = anyio.CapacityLimiter(THREADS)

    def endpoint(self, operation: Operation) -> Endpoint:
        """The Starlette endpoint of `DOWNLOAD` or `APPEND`."""
        answer = {DOWNLOAD.name: self._download, APPEND.name: self._append}[operation.name]

        async def run(request: Request) -> Response:
            started = time.perf_counter()
            sender: Principal | None = None
            try:
                sender = await self._aside(lambda: self._endpoints.sender(operation, request))
                assert sender is not None, "both operations ask for a sign-in"
                response = await answer(request, sender)
                given = Answer(b"", status=response.status_code)
            except ClientDisconnect:
                return Response(status_code=_CLOSED_EARLY)
            except Exception as error:  # noqa: BLE001 - the last line, as for every operation
                given = self._endpoints.told(operation, error)
                response = respond(given)
            login = sender.login if sender is not None else None
            self._endpoints.note(operation, given, login, time.perf_counter() - started)
            return response

        return run

    async def _aside(self, work: Callable[[], T]) -> T:
        def run() -> T:
            with storage_faults():
                return work()

        return await anyio.to_thread.run_sync(run, limiter=self._threads)

    # Up

    async def _append(self, request: Request, sender: Principal) -> Response:
        sha256 = checked_hash(request.path_params["sha256"])
        offset, length = _number(request, "Upload-Offset"), _number(request, "Upload-Length")
        blobs = self._centre.blobs
        appending = await self._aside(lambda: blobs.append(sender, sha256, offset, length))
        try:
            async for part in _parts(request, length - offset):
                await self._aside(lambda part=part: appending.write(part))  # type: ignore[misc]
        finally:
            await self._aside(appending.close)
        state = await self._aside(lambda: blobs.finish(sender, sha256, length))
        return _stated(state)

    # Down

    async def _download(self, request: Request, sender: Principal) -> Response:
        sha256 = checked_hash(request.path_params["sha256"])
        found = await self._aside(lambda: self._centre.blobs.open(sender, sha256))
        start, end = _range(request, found.size)
        headers = {
            "Accept-Ranges": "bytes",
            "Content-Length": str(end - start),
            "Cache-Control": "no-store",
            "ETag": f'"{sha256}"',
            # What others have attached is data for the program, never a page for a browser.
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "attachment",
        }
        partial = end - start < found.size
        if partial:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.size}"
        return StreamingResponse(
            self._pieces(found, start, end), 206 if partial else 200, headers, "application/octet-stream"
        )

    async def _pieces(self, found: Reading, start: int, end: int) -> AsyncIterator[bytes]:
        pieces = found.pieces(start, end)
        while piece := await self._aside(lambda: _next(pieces)):
            yield piece


def _next(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")


async def _parts(request: Request, most: int) -> AsyncIterator[bytes]:
    """The body in parts of some size; what came before the line broke is a part too. Raises `TooLarge`."""
    buffer, size = bytearray(), 0
    try:
        async for data in request.stream():
            size += len(data)
            if size > most:
                raise TooLarge("More bytes came than the upload has", f"of at most {BLOB_BYTES}")
            buffer += data
            if len(buffer) >= BLOB_PART_BYTES:
                yield bytes(buffer)
                buffer.clear()
    except ClientDisconnect:
        if buffer:
            yield bytes(buffer)
        raise
    if buffer:
        yield bytes(buffer)


def _number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if _NUMBER.fullmatch(text) is None:
        raise Malformed(f"{name} must say a number of bytes", text[:40])
    return int(text)


def _range(request: Request, size: int) -> tuple[int, int]:
    """First byte and end of what is asked for (RFC 9110, 14.2); anything but one plain range is the whole."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if found is None:
        return 0, size
    start, last = int(found[1]), int(found[2]) if found[2] else size - 1
    if start >= size or last < start:
        raise RequestRefused(416, "There are no such bytes in this file", f"it has {size}", "range")
    return start, min(last + 1, size)


def _stated(state: BlobState) -> Response:
    return Response(
        msgspec.json.encode(state),
        headers={"Upload-Offset": str(state.offset), "Cache-Control": "no-store"},
        media_type="application/json",
    )
