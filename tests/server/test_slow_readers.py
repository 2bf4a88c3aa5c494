"""Who takes an answer slowly is waited for; who does not take it holds nothing."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from crmdesk.server import bounded_http, serving
from crmdesk.server.answer_watch import LEAST_BYTES, AnswerWatch
from tests.server.blob_desk import Person
from tests.support import PATIENCE, until
from tests.support.centre import RunningCentre
from tests.support.files import pdf

pytestmark = pytest.mark.any_database

ASKED = b"GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
SMALL = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


class Looks:
    """The looks at answers that are due, in the test's hands: a loop as the watch knows it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.due: list[Callable[[], object]] = []

    def call_later(self, seconds: float, look: Callable[..., object], *args: Any) -> asyncio.TimerHandle:
        assert seconds >= 300, "a line that loses packets stands still for minutes"
        self.due.append(partial(look, *args))
        return self._loop.call_later(10 * PATIENCE, print)

    def look(self) -> None:
        """The time has passed: look at what has been taken since."""
        due, self.due = until(lambda: self.due), []
        looked = threading.Event()
        for each in (*due, looked.set):
            self._loop.call_soon_threadsafe(each)
        assert looked.wait(PATIENCE)


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[Looks]:
    """Those at each connection from now on."""
    made: list[Looks] = []

    def watch(loop: asyncio.AbstractEventLoop, transport: asyncio.Transport) -> AnswerWatch:
        made.append(Looks(loop))
        return AnswerWatch(made[-1], transport)  # type: ignore[arg-type]

    monkeypatch.setattr(bounded_http, "AnswerWatch", watch)
    return made


@pytest.fixture
def narrow(centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> RunningCentre:
    """A centre whose system holds little of an answer, as for a slow line."""
    bind = serving.bind

    def narrow_bind(listening: serving.Listening) -> socket.socket:
        listener = bind(listening)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        return listener

    monkeypatch.setattr(serving, "bind", narrow_bind)
    centre.stop()
    centre.start()
    return centre


@contextlib.contextmanager
def _line(centre: RunningCentre) -> Iterator[socket.socket]:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(PATIENCE)
        line.connect(("127.0.0.1", centre.port))
        yield line


def _state(centre: RunningCentre) -> Any:
    """The server's connections and the tasks that answer."""
    assert centre._server is not None
    return centre._server._uvicorn.server_state


def _length(centre: RunningCentre) -> int:
    """Of the answer that is asked for."""
    return len(centre.ask("GET", "/v1/openapi.json").body)


def test_an_answer_that_nobody_takes_is_not_kept_for_ever(narrow: RunningCentre, looks: list[Looks]) -> None:
    with _line(narrow) as line:
        line.sendall(ASKED)
        look = until(lambda: looks)[-1].look
        assert len(_state(narrow).connections) == 1
        look()
        until(lambda: not _state(narrow).connections)


def test_an_answer_that_is_taken_byte_by_byte_is_not_kept_for_ever(
    narrow: RunningCentre, looks: list[Looks]
) -> None:
    with _line(narrow) as line:
        line.sendall(ASKED)
        for _ in range(20):
            line.recv(1)
        until(lambda: looks)[-1].look()
        until(lambda: not _state(narrow).connections)


def test_a_file_that_nobody_takes_keeps_nobody_at_work(narrow: RunningCentre, looks: list[Looks]) -> None:
    narrow.add_user("ada")
    ada = Person(narrow, "ada")
    data = pdf(1_000_000)
    ada.attachment(ada.create("account", name="Acme"), data)
    hashed = ada.upload(data)
    with _line(narrow) as line:
        line.sendall(
            b"GET /v1/blobs/%b HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %b\r\n\r\n"
            % (hashed.encode(), ada.token.encode())
        )
        assert line.recv(12) == b"HTTP/1.1 200"
        assert _state(narrow).tasks
        looks[-1].look()
        until(lambda: not _state(narrow).tasks)


def test_an_answer_that_is_taken_slowly_comes_whole(narrow: RunningCentre, looks: list[Looks]) -> None:
    length = _length(narrow)
    looks.clear()
    with _line(narrow) as line:
        line.sendall(ASKED)
        told, seen = b"", 0
        while not told.partition(b"\r\n\r\n")[2][length - 1 :]:
            if len(told) - seen >= 2 * LEAST_BYTES:
                looks[-1].look()
                seen = len(told)
            more = line.recv(2048)
            assert more, f"cut off after {len(told)} of {length} bytes"
            told += more
        assert seen > length / 2, "it was looked at all the way"


def test_a_line_at_rest_is_not_looked_at(narrow: RunningCentre, looks: list[Looks]) -> None:
    with _line(narrow) as line:
        line.sendall(SMALL)
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")
        looks[-1].look()
        assert looks[-1].due == []
        line.sendall(SMALL)
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_line_on_which_an_answer_is_still_coming_is_not_at_rest(
    narrow: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS, one that is closed while it comes loses the rest of it after half a minute."""
    assert narrow._server is not None
    monkeypatch.setattr(narrow._server._uvicorn.config, "timeout_keep_alive", 0.1)
    length = _length(narrow)
    with _line(narrow) as line:
        line.sendall(ASKED)
        told, begun = line.recv(1000), time.monotonic()
        until(lambda: time.monotonic() - begun > 0.5)
        monkeypatch.setattr(narrow._server._uvicorn.config, "timeout_keep_alive", PATIENCE)
        for each in _state(narrow).connections:
            each.timeout_keep_alive = PATIENCE
        while not told.partition(b"\r\n\r\n")[2][length - 1 :]:
            told += line.recv(65536)
        line.sendall(SMALL)
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")
