"""Runs the application on sockets in one process, and its courier beside it: says when it really serves, drains on a
signal."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from crmdesk.domain.errors import UsageError
from crmdesk.protocol.limits import LINE_KEPT_SECONDS
from crmdesk.server.app import build_app
from crmdesk.server.bounded_http import BoundedHttp
from crmdesk.server.centre import Centre
from crmdesk.server.courier import Courier
from crmdesk.server.live import HEARTBEAT_SECONDS, LiveLines
from crmdesk.server.metrics import Metrics

DRAIN_SECONDS = 30
"""How long requests under way may take to end after a signal."""

_NEW_OBJECTS = 20_000
"""So many more objects than were freed are made before Python looks for garbage in cycles."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how to serve. Port 0 takes a free one; certificate and key come together or not at all."""

    host: str
    port: int
    tls_certificate: Path | None = None
    tls_key: Path | None = None

    def url(self, port: int) -> str:
        """Where it serves, once the port is known."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls_certificate else 'http'}://{shown}:{port}"


def parse_listen(text: str) -> tuple[str, int]:
    """Host and port of `H:P` (`[::1]:8000` for IPv6); raises `UsageError`."""
    host, colon, port = text.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit()) or int(port) > 65535:
        raise UsageError(f"{text!r} is no address to listen on", hint="HOST:PORT, as in 127.0.0.1:8000")
    return host.strip("[]") or "0.0.0.0", int(port)


class Server:
    """One running server. `serve` blocks until `stop` is called or a signal comes."""

    def __init__(
        self,
        centre: Centre,
        listening: Listening,
        *,
        on_ready: Callable[[str], None],
        heartbeat: float = HEARTBEAT_SECONDS,
        metrics: Metrics | None = None,
    ) -> None:
        """`on_ready` gets the URL once the first connection would be answered; `heartbeat` is that of live lines."""
        self._listening = listening
        self._on_ready = on_ready
        live, metrics = LiveLines(centre, heartbeat=heartbeat), metrics or Metrics()
        self._courier = Courier(centre, metrics)

        def stopping() -> None:
            live.end()
            self._courier.end()

        self._uvicorn = _Uvicorn(
            _config(build_app(centre, live, metrics), listening), self._started, stopping
        )

    def serve(self, *, signals: bool, listener: socket.socket | None = None, life: int | None = None) -> None:
        """Serves; with `signals`, the process is its own: SIGTERM and SIGINT end it. Raises `UsageError` if
        the address cannot be had.

        `listener` is what `bind` gave, if other processes listen there too; `life` is the reading end of a pipe whose
        end, that of the process that started this one, ends it as well.
        """
        listener = listener or bind(self._listening)
        loops = self._uvicorn.config.get_loop_factory()
        sparing = _sparing_garbage() if signals else contextlib.nullcontext()
        with (
            contextlib.closing(listener),
            sparing,
            asyncio.Runner(loop_factory=loops) as runner,
            self._courier,
        ):
            runner.run(self._serve(listener, signals, life))

    def stop(self) -> None:
        """Takes no more connections, lets requests under way end, then returns from `serve`. Any thread may call it."""
        self._uvicorn.should_exit = True

    async def _serve(self, listener: socket.socket, signals: bool, life: int | None) -> None:
        loop = asyncio.get_running_loop()
        if signals:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, self.stop)
        if life is not None:

            def orphaned() -> None:
                loop.remove_reader(life)
                self.stop()

            loop.add_reader(life, orphaned)
        await self._uvicorn.serve(sockets=[listener])

    def _started(self, port: int) -> None:
        self._on_ready(self._listening.url(port))


@contextlib.contextmanager
def _sparing_garbage() -> Iterator[None]:
    """A push makes tens of thousands of objects that go without being looked for: looking through them, and through
    all of the program's own, every seven hundred of them was a tenth of what it costs."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class _Uvicorn(uvicorn.Server):
    """Uvicorn without its own signal handling, which would end the process by the signal instead of with 0."""

    def __init__(
        self, config: uvicorn.Config, on_started: Callable[[int], None], on_stopping: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._on_started = on_started
        self._on_stopping = on_stopping

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            self._on_started(sockets[0].getsockname()[1])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Answers that stay open would keep it waiting until the time for draining is over.
        self._on_stopping()
        await super().shutdown(sockets)


def _config(app: object, listening: Listening) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=BoundedHttp,
        ws="none",
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        timeout_keep_alive=LINE_KEPT_SECONDS,
        ssl_certfile=listening.tls_certificate,
        ssl_keyfile=listening.tls_key,
    )


def bind(listening: Listening) -> socket.socket:
    """The socket that the address belongs to; raises `UsageError` if it cannot be had, or its TLS files not be used."""
    if (listening.tls_certificate is None) != (listening.tls_key is None):
        raise UsageError("TLS needs a certificate and a key", hint="give both --tls-cert and --tls-key")
    if listening.tls_certificate is not None:
        _check_certificate(listening)
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((listening.host, listening.port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"Cannot listen on {listening.host}:{listening.port}",
            error.strerror or "",
            "choose another address",
        ) from error
    return listener


def _check_certificate(listening: Listening) -> None:
    assert listening.tls_certificate is not None
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(
            listening.tls_certificate, listening.tls_key
        )
    except (OSError, ssl.SSLError) as error:
        raise UsageError("The TLS certificate or key cannot be used", str(error), "give PEM files") from error
