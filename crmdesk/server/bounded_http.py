"""Bounds the head of a request, and gives the application all of the body that came before a line broke.

uvicorn's parser would collect header lines for as long as they keep coming, and drops what it has read and not yet
handed over when the connection ends: an upload over a line that breaks again and again would never get on. It counts
what comes before the body; what is in the body is `endpoint.py`'s to bound.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGIReceiveEvent

HEAD_BYTES = 64 * 1024
"""Request line and headers. It may be passed by what one read of the socket brings, and then not again."""


def _answer(status: bytes, code: bytes, title: bytes, hint: bytes) -> bytes:
    """A problem as `problems.py` has them, for what never becomes a request."""
    problem = (
        b'{"type":"urn:crmdesk:problem:%b","title":"%b","status":%b,"detail":"","code":"%b","hint":"%b"}'
        % (code, title, status[:3], code, hint)
    )
    return (
        b"HTTP/1.1 %b\r\nconnection: close\r\ncrmdesk: 1\r\ncontent-type: application/problem+json\r\n"
        b"content-length: %d\r\n\r\n%b" % (status, len(problem), problem)
    )


_TOO_LARGE = _answer(
    b"431 Request Header Fields Too Large", b"too_large", b"The headers are too large", b"send fewer"
)
_NO_HTTP = _answer(b"400 Bad Request", b"malformed", b"This is no HTTP request", b"")


class BoundedHttp(HttpToolsProtocol):
    """HTTP/1.1 over one connection; a head beyond `HEAD_BYTES` is answered with 431 and ends it."""

    _head: int | None = None
    """Bytes of the head that is arriving, None between heads."""

    def on_message_begin(self) -> None:
        self._head = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = None
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:
            self.cycle.receive = _to_the_last_byte(self.cycle)  # type: ignore[method-assign,assignment]

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self._head is None or self.transport.is_closing():
            return
        self._head += len(data)
        if self._head > HEAD_BYTES:
            self.transport.write(_TOO_LARGE)
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
