"""A TCP proxy on loopback between a laptop and its centre that cuts lines at a given byte, or swallows everything."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_CHUNK = 65536


class FaultProxy:
    """`url` to talk to instead of the server's. `cut_answers_at` and `cut_requests_at` count bytes of a connection."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut_requests_at: int | None = None
        self.cut_answers_at: int | None = None
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def heal(self) -> None:
        """From now on everything gets through; connections already open are dropped."""
        self.cut_requests_at = self.cut_answers_at = None
        self.drop()

    def drop(self) -> None:
        """Cuts every line that is open now."""
        for line in self._open:
            _close(line)
        self._open.clear()

    def close(self) -> None:
        _close(self._listener)
        self.drop()
        for thread in self._threads:
            thread.join(timeout=10)

    def _start(self, run: object, *given: object) -> None:
        thread = threading.Thread(target=run, args=given, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                try:
                    far = socket.create_connection(self._target)
                except OSError:
                    _close(near)
                    continue
                self._open += [near, far]
                self._start(self._carry, near, far, self.cut_requests_at)
                self._start(self._carry, far, near, self.cut_answers_at)

    def _carry(self, source: socket.socket, target: socket.socket, left: int | None) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if left is not None:
                    data, left = data[:left], left - len(data[:left])
                target.sendall(data)
                if left == 0:
                    break
        _close(source)
        _close(target)


def _close(line: socket.socket) -> None:
    # Shutting down wakes whoever waits on it; closing alone would not.
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def fault_proxy(host: str, port: int) -> Iterator[FaultProxy]:
    """A proxy that runs while the block does."""
    proxy = FaultProxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
