"""Watches over an answer on its way to a slow reader. It counts what the reader's system has taken, whatever stands
between: a proxy, TLS, the buffers of this process and of its system. It knows no request.
"""

from __future__ import annotations

import asyncio
import fcntl
import socket
import struct
import sys
import termios

ANSWER_SECONDS, LEAST_BYTES = 300.0, 15_000
"""From one look to the next, and how much must have been taken of what was under way: a fifth of what a request must
bring in the time (`bounded_http.py`), for a line of 2 kB/s that loses every third packet stands still for a minute."""

_TAKEN = 120
"""Where Linux says in `tcp_info` how many bytes the other end has acknowledged."""
_TOLD = sys.platform == "linux"
"""Elsewhere nobody tells, and a reader is waited for as long as it keeps the line."""


class AnswerWatch:
    """Of one connection: aborts it when what was on its way at one look has not arrived at the next."""

    def __init__(self, loop: asyncio.AbstractEventLoop, transport: asyncio.Transport) -> None:
        self._loop = loop
        self._transport = transport
        self._look: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Look from now on, until all has arrived."""
        if self._look is None and _TOLD:
            self._look_again()

    def end(self) -> None:
        """The connection has gone."""
        if self._look is not None:
            self._look.cancel()
            self._look = None

    @property
    def under_way(self) -> int:
        """Bytes that the other end has not taken yet, as far as they are in sight: those that TLS holds are not, but
        then its last ones fill the system's buffer."""
        if not _TOLD:
            return self._transport.get_write_buffer_size()
        queued = fcntl.ioctl(self._socket.fileno(), termios.TIOCOUTQ, bytes(4))
        return self._transport.get_write_buffer_size() + int(struct.unpack("=i", queued)[0])

    @property
    def _socket(self) -> socket.socket:
        line: socket.socket = self._transport.get_extra_info("socket")
        return line

    def _taken(self) -> int:
        told = self._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _TAKEN + 8)
        return int(struct.unpack_from("=Q", told, _TAKEN)[0])

    def _look_again(self) -> None:
        wanted = self._taken() + min(LEAST_BYTES, self.under_way)
        self._look = self._loop.call_later(ANSWER_SECONDS, self._on_look, wanted)

    def _on_look(self, wanted: int) -> None:
        self._look = None
        if self._taken() < wanted:
            self._transport.abort()
        elif self.under_way:
            self._look_again()
