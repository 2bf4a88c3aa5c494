"""One desktop a profile and user: a later start hands its links to the first one and ends. It knows no link's meaning.

The first holds a lock file and listens at a local socket, both in a folder that is its user's alone. The lock decides
who is first, and is free again after a crash; the socket only carries. One JSON line goes each way.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from unicodedata import category

import msgspec
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from crmdesk.domain.errors import ProfileInUse, StorageFault

log = logging.getLogger(__name__)

_LINE = 200_000
"""Bytes of a handed-over line; with the answer the only thing that is ever read."""
_LINKS, _LINK = 8, 4096
"""A link may be the path of a file, of so many characters on Linux (PATH_MAX)."""
_CALLERS = 8
"""Served at once; more are turned away."""
_PATIENCE_MS = 5_000
_HEARD = b"heard\n"


class HandOver(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a later start says: the links it was given. None: only that somebody wants the window."""

    links: tuple[str, ...] = ()


def decode(line: bytes) -> HandOver:
    """A line off the socket; raises `ValueError` for anything that a start does not say."""
    said = msgspec.json.decode(line, type=HandOver)
    if len(said.links) > _LINKS or any(
        len(link) > _LINK or not all(map(_is_text, link)) for link in said.links
    ):
        raise ValueError("more than a start has to say")
    return said


def encode(links: Sequence[str]) -> bytes:
    """The line of a start; what is too long to be a link is cut, and will be told to be none."""
    # Rejected by whoever reads it, but never the reason why a window is not raised.
    kept = tuple("".join(filter(_is_text, link))[:_LINK] for link in links[:_LINKS])
    return msgspec.json.encode(HandOver(kept)) + b"\n"


def _is_text(sign: str) -> bool:
    """Names of files have blanks that are not printable, and signs that join others: all but what steers."""
    return category(sign) not in ("Cc", "Cs", "Zl", "Zp")


class _Caller(QObject):
    """A later start at the socket: it has a while to say its line, and is gone once it is answered.

    Its slots are methods of a `QObject`, which no connection keeps alive. A closure would keep who listens for as long
    as the socket is there, and let go of it in the middle of the socket's own end, which then came twice.
    """

    said = Signal(object)
    """What it said, a `HandOver`."""
    gone = Signal(object)
    """The line has ended; tells itself, perhaps twice."""

    def __init__(self, socket: QLocalSocket, patience: int, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(_LINE)
        limit = QTimer(self, singleShot=True, interval=patience)
        limit.timeout.connect(self.turn_away)
        limit.start()
        socket.disconnected.connect(self._on_end)
        socket.readyRead.connect(self.read)

    def turn_away(self) -> None:
        """End the line without an answer."""
        self._socket.abort()
        self._on_end()

    def _on_end(self) -> None:
        self.gone.emit(self)

    def read(self) -> None:
        """Take the line, if it is all there."""
        socket = self._socket
        if not socket.canReadLine():
            if socket.bytesAvailable() >= _LINE:
                log.info("a line at the local socket was too long")
                self.turn_away()
            return
        try:
            said = decode(bytes(socket.readLine().data()))
        except ValueError as error:
            log.info("a line at the local socket was no start's: %s", error)
            self.turn_away()
            return
        socket.write(_HEARD)
        socket.disconnectFromServer()  # after the answer has gone
        self.said.emit(said)


class SingleInstance(QObject):
    """The place of one profile's desktop among the processes of one user."""

    called = Signal(object)
    """`HandOver` of a later start: the window is wanted."""

    def __init__(self, profile: Path, folder: Path | None = None, patience: int = _PATIENCE_MS) -> None:
        """`folder` is for locks and sockets of this user; raises `StorageFault` where it is not theirs alone.
        `patience` in milliseconds is how long a caller may take to say its line, and a start waits to be answered."""
        super().__init__()
        self._patience = patience
        self._folder = _own(folder or _default_folder())
        # Short, since the path of a socket may have some hundred bytes only.
        name = hashlib.sha256(os.fsencode(profile.resolve())).hexdigest()[:24]
        self._lock = QLockFile(str(self._folder / f"{name}.lock"))
        self._lock.setStaleLockTime(0)  # a desktop stays open for weeks: only its process being gone ends it
        self.address = f"crmdesk-{name}" if sys.platform == "win32" else str(self._folder / name)
        self._server: QLocalServer | None = None
        self._callers: set[_Caller] = set()

    def claim(self) -> bool:
        """Whether this process is the first; it then listens. Raises `StorageFault`."""
        if not self._lock.tryLock(0):
            if self._lock.error() is QLockFile.LockError.LockFailedError:
                return False
            raise StorageFault(
                "CRMDesk cannot tell whether it is open already", str(self._folder), "check its permissions"
            )
        QLocalServer.removeServer(self.address)  # of one that crashed; nobody else holds the lock
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_call)
        if not server.listen(self.address):
            # The window opens all the same; a second start will say that it is open.
            log.warning("later starts cannot be heard: %s", server.errorString())
        self._server = server
        return True

    def hand_over(self, links: Sequence[str]) -> None:
        """Give the links to the first one, which raises its window; raises `ProfileInUse` if it does not answer."""
        socket = QLocalSocket()
        socket.connectToServer(self.address)
        heard = socket.waitForConnected(self._patience)
        if heard:
            socket.write(encode(links))
            while socket.bytesAvailable() < len(_HEARD) and socket.waitForReadyRead(self._patience):
                continue
            heard = socket.read(len(_HEARD)).data() == _HEARD
        socket.abort()
        if not heard:
            raise ProfileInUse(
                "CRMDesk is open already, but does not answer",
                "",
                "wait a moment and try again, or end it and start it anew",
            )

    def close(self) -> None:
        """Let the next start be the first."""
        for caller in list(self._callers):
            caller.turn_away()
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_call(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            caller = _Caller(server.nextPendingConnection(), self._patience, self)
            caller.gone.connect(self._on_gone)
            self._callers.add(caller)
            if len(self._callers) > _CALLERS:
                caller.turn_away()
                continue
            caller.said.connect(self.called)
            caller.read()  # what came before anybody listened

    def _on_gone(self, caller: _Caller) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


def _default_folder() -> Path:
    if sys.platform == "win32":
        return Path(tempfile.gettempdir()) / "CRMDesk"
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime:
        return Path(runtime) / "crmdesk"
    return Path(tempfile.gettempdir()) / f"crmdesk-{os.getuid()}"


def _own(folder: Path) -> Path:
    """The folder, made if need be. In a shared temporary folder anybody may have made one of that name before."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True, parents=True)
        found = folder.lstat()
    except OSError as error:
        raise StorageFault(
            "The folder of local sockets cannot be made", str(error), "check its permissions"
        ) from error
    if sys.platform != "win32" and (
        not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077
    ):
        raise StorageFault(
            "The folder of local sockets is open to others", str(folder), "remove it and start again"
        )
    return folder
