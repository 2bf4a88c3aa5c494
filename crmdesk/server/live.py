"""Live lines: one open answer a laptop, over which the centre says that something may be new, and nothing else.

It sends no data and knows no record; what is new, the laptop asks for (docs/sync.md, "Live").
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from crmdesk.domain.errors import UserError
from crmdesk.server.endpoint import Endpoint, Endpoints, respond
from crmdesk.server.faults import storage_faults
from crmdesk.server.pokes import Poke
from crmdesk.server.principal import Principal
from crmdesk.server.routes.operation import Answer, Operation

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

HEARTBEAT_SECONDS = 10.0
"""From one sign of life to the next; as often it is looked whether the session still holds."""
GAP_SECONDS = 0.05
"""Least time between two pokes of one line: commits that come close together are one."""
# Server-sent events (WHATWG HTML, 9.2): a comment keeps the line alive, an event says "ask me".
BEAT = b":\n\n"
POKE = b"event: poke\ndata:\n\n"


class _Line:
    """One laptop's line; `end` may be called on any thread."""

    def __init__(self, poke: Poke) -> None:
        self._poke = poke
        self._ended = False

    def stands(self) -> bool:
        return not self._ended

    def end(self) -> None:
        self._ended = True
        self._poke.tell()


class LiveLines:
    """All live lines of this process, at most one a device: a new one takes the place of the old."""

    def __init__(self, centre: Centre, *, heartbeat: float = HEARTBEAT_SECONDS) -> None:
        self._centre = centre
        self._heartbeat = heartbeat
        self._lines: dict[str, _Line] = {}
        self._ended = False

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._lines)

    def end(self) -> None:
        """Ends all lines, so that the server can stop; those that come later end at once."""
        self._ended = True
        for line in list(self._lines.values()):
            line.end()

    def endpoint(self, operation: Operation, endpoints: Endpoints) -> Endpoint:
        """The Starlette endpoint of the line."""

        async def answer(request: Request) -> Response:
            started = time.perf_counter()
            try:
                sender = await anyio.to_thread.run_sync(self._sender, operation, endpoints, request)
            except Exception as error:  # noqa: BLE001 - the last line, as for every operation
                given = endpoints.told(operation, error)
                endpoints.note(operation, given, None, time.perf_counter() - started)
                return respond(given)
            endpoints.note(operation, Answer(b""), sender.login, time.perf_counter() - started)
            # A proxy that collects answers before it passes them on is asked not to; a laptop notices if one does.
            headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
            signs = self._signs(operation, endpoints, request, sender)
            return StreamingResponse(signs, 200, headers, "text/event-stream")

        return answer

    def _sender(self, operation: Operation, endpoints: Endpoints, request: Request) -> Principal:
        with storage_faults():
            sender = endpoints.sender(operation, request)
        assert sender is not None, "the operation asks for a sign-in"
        return sender

    async def _signs(
        self, operation: Operation, endpoints: Endpoints, request: Request, sender: Principal
    ) -> AsyncIterator[bytes]:
        with self._centre.pokes.subscribe(sender.org) as poke, self._only(sender, _Line(poke)) as line:
            # What was written before somebody listened here was not heard: the laptop asks once by itself.
            yield POKE
            looked = time.monotonic()
            while line.stands():
                poked = await poke.wait(self._heartbeat)
                if not poked or time.monotonic() - looked >= self._heartbeat:
                    looked = time.monotonic()
                    if not await self._holds(operation, endpoints, request):
                        return
                if not line.stands():
                    return
                yield POKE if poked else BEAT
                await asyncio.sleep(GAP_SECONDS)

    @contextlib.contextmanager
    def _only(self, sender: Principal, line: _Line) -> Iterator[_Line]:
        device = sender.device or sender.user
        before = self._lines.get(device)
        self._lines[device] = line
        if before is not None:
            before.end()
        if self._ended:
            line.end()
        try:
            yield line
        finally:
            if self._lines.get(device) is line:
                del self._lines[device]

    async def _holds(self, operation: Operation, endpoints: Endpoints, request: Request) -> bool:
        """Whether the session is still one: not signed out, not revoked, its token not expired."""
        try:
            await anyio.to_thread.run_sync(self._sender, operation, endpoints, request)
        except UserError:
            return False
        return True
