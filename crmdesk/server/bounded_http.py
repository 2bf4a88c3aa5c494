"""Bounds the head of a request and the time that a request takes to arrive and its answer to be taken, and gives the
application all of the body that came before a line broke.

uvicorn's parser would collect header lines for as long as they keep coming, would wait for the next byte for ever, and
drops what it has read and not yet handed over when the connection ends: an upload over a line that breaks again and
again would never get on. It counts what comes before the body; what is in the body is `endpoint.py`'s to bound.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from crmdesk.protocol.integrity import HEADER, content_digest
from crmdesk.server.answer_watch import AnswerWatch
from crmdesk.server.problems import RETRY_SMALLER_SECONDS

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGIReceiveEvent

HEAD_BYTES = 64 * 1024
"""Request line and headers. It may be passed by what one read of the socket brings, and then not again."""

HEAD_SECONDS = 30.0
"""For the head of a request, the first byte included: a laptop gives up a line that is silent for so long."""
BODY_SECONDS, SLOWEST_BYTES = 60.0, 250
"""From one look at a body to the next, and how many bytes a second must have come: half of what the slowest line
carries that a laptop reckons with (`sync/http.py`)."""


def _answer(status: bytes, code: bytes, title: bytes, hint: bytes, more: bytes = b"") -> bytes:
    """A problem as `problems.py` has them, for what never becomes a request; `more` are header lines."""
    problem = (
        b'{"type":"urn:crmdesk:problem:%b","title":"%b","status":%b,"detail":"","code":"%b","hint":"%b"}'
        % (code, title, status[:3], code, hint)
    )
    return (
        b"HTTP/1.1 %b\r\nconnection: close\r\ncrmdesk: 1\r\ncontent-type: application/problem+json\r\n"
        b"%b%b: %b\r\ncontent-length: %d\r\n\r\n%b"
        % (status, more, HEADER.lower().encode(), content_digest(problem).encode(), len(problem), problem)
    )


_TOO_LARGE = _answer(
    b"413 Content Too Large",
    b"too_large",
    b"The headers are too large",
    b"send fewer",
    b"retry-after: %d\r\n" % RETRY_SMALLER_SECONDS,
)
_SLOW = _answer(b"408 Request Timeout", b"slow", b"The request takes too long to arrive", b"send it again")
_NO_HTTP = _answer(b"400 Bad Request", b"malformed", b"This is no HTTP request", b"")


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 over one connection. It ends with 413 where a head goes beyond `HEAD_BYTES`, with 408 where a request
    trickles in, and without a word where nobody takes the answer."""

    _head: int | None = None
    """Bytes of the head that is arriving, None between heads."""
    _body: int = 0
    """Bytes that have come since the last look at the body."""
    _look: asyncio.TimerHandle | None = None
    """When it is looked next whether the request gets on; None while none is arriving."""
    _last: RequestResponseCycle | None = None
    """The last request whose head is whole."""
    _answer: AnswerWatch

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._answer = AnswerWatch(self.loop, transport)
        self._look_in(HEAD_SECONDS, self._look_at_head)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look_no_more()
        self._answer.end()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        self._head = 0
        if self._look is None:
            self._look_in(HEAD_SECONDS, self._look_at_head)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head, self._body = None, 0
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:
            self.cycle.receive = _to_the_last_byte(self.cycle)  # type: ignore[method-assign,assignment]
        self._last = self.cycle
        self._look_in(BODY_SECONDS, self._look_at_body)

    def on_body(self, body: bytes) -> None:
        self._body += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._look_no_more()
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is None or self.transport.is_closing():
            return
        self._head += len(data)
        if self._head > HEAD_BYTES:
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    # The answer

    def pause_writing(self) -> None:
        super().pause_writing()
        self._answer.begin()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._answer.begin()

    def timeout_keep_alive_handler(self) -> None:
        """A line is at rest from when its answer has arrived: TLS drops what a line that is closed has not taken in
        half a minute."""
        if self._answer.under_way and not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
        else:
            super().timeout_keep_alive_handler()

    # Time

    def _look_in(self, seconds: float, look: Callable[[], None]) -> None:
        self._look_no_more()
        self._look = self.loop.call_later(seconds, look)

    def _look_no_more(self) -> None:
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _look_at_head(self) -> None:
        if self._last is not None and not self._last.response_complete:
            # The answer to what came before comes first.
            self._look_in(HEAD_SECONDS, self._look_at_head)
        else:
            self._end_slow(told=self._head is not None)

    def _look_at_body(self) -> None:
        # What is not read, because what came before waits for the application, is not slow.
        if self._body >= BODY_SECONDS * SLOWEST_BYTES or self.flow.read_paused:
            self._body = 0
            self._look_in(BODY_SECONDS, self._look_at_body)
        else:
            self._end_slow(told=not self.cycle.response_started)

    def _end_slow(self, *, told: bool) -> None:
        self._look = None
        if self.transport.is_closing():
            return
        if told:
            self.transport.write(_SLOW)
        self.transport.close()

    def send_400_response(self, msg: str) -> None:
        """Marked as a centre's, like every other answer."""
        self.transport.write(_NO_HTTP)
        self.transport.close()


def _to_the_last_byte(cycle: RequestResponseCycle) -> ASGIReceiveCallable:
    """`cycle.receive`, which hands over what has come before it says that the line is gone."""
    receive = cycle.receive

    async def received() -> ASGIReceiveEvent:
        event = await receive()
        if event["type"] == "http.disconnect" and cycle.body and not cycle.response_complete:
            body, cycle.body = bytes(cycle.body), bytearray()
            return {"type": "http.request", "body": body, "more_body": cycle.more_body}
        return event

    return received
