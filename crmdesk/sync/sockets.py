"""The sockets under the HTTP remote: whom they trust, and how those that somebody waits on are cut off."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import weakref
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crmdesk.domain.errors import StorageFault

_OPENED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Sockets:
    """The connections of one client."""

    def __init__(self) -> None:
        self._open: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._lock = threading.Lock()
        self._cut = False

    def watch(self, request: Any) -> None:
        """Hears of the connection that a request opens; a hook of the client, before each request."""
        request.extensions["trace"] = self._hear

    def _hear(self, event: str, info: Mapping[str, Any]) -> None:
        if event in _OPENED:
            opened = info["return_value"].get_extra_info("socket")
            with self._lock:
                self._open.add(opened)
                if self._cut:
                    _shut_down(opened)

    def cut(self) -> None:
        """Ends whatever is waited for, and what is only being connected as soon as it is."""
        with self._lock:
            self._cut = True
            for one in self._open:
                _shut_down(one)


def _shut_down(line: socket.socket) -> None:
    # It wakes who reads from it, closing it alone would not.
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def trusting(url: str, ca_file: Path | None) -> ssl.SSLContext:
    """Trusts the system's authorities and the one in `ca_file`; reading them all is spared where no TLS is spoken."""
    if ca_file is None and urlsplit(url).scheme == "http":
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise StorageFault(
                "The certificate file cannot be used", str(ca_file), "give a PEM file"
            ) from error
    return context
