import contextlib
import json
import socket
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any, cast

import pytest

from crmdesk.protocol.integrity import content_digest
from crmdesk.server import bounded_http
from crmdesk.server.bounded_http import BoundedHttp
from crmdesk.sync.http import HttpRemote
from tests.support import PATIENCE, until
from tests.support.centre import RunningCentre
from tests.sync.talking import MemoryWallet


def test_a_served_centre_answers_and_marks_its_answers(centre: RunningCentre) -> None:
    with urllib.request.urlopen(f"{centre.url}/healthz") as answer:
        assert answer.headers["CRMDesk"] == "1"
        assert answer.read() == b'{"status":"ok"}'


def test_a_stopped_centre_comes_back_at_the_same_address(centre: RunningCentre) -> None:
    url = centre.url
    centre.stop()
    centre.start()
    assert centre.url == url
    with urllib.request.urlopen(f"{url}/readyz") as answer:
        assert answer.status == 200


def test_a_line_at_rest_is_closed_by_the_laptop_long_before_the_centre_does(centre: RunningCentre) -> None:
    """At the same moment, the laptop's next request would now and then be lost in a line that is being closed."""
    assert centre._server is not None
    kept = centre._server._uvicorn.config.timeout_keep_alive
    with HttpRemote(centre.url, MemoryWallet()) as remote:
        pool = cast(Any, remote._client._transport)._pool
        assert 2 * pool._keepalive_expiry < kept


def test_headers_without_end_are_refused_and_the_centre_lives(centre: RunningCentre) -> None:
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ")
        answer = b""
        with contextlib.suppress(ConnectionError):
            for _ in range(64):
                line.sendall(b"a" * 65536)
            answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ") or answer == b""
    assert b"\r\nretry-after: 1\r\n" in answer or answer == b""
    with urllib.request.urlopen(f"{centre.url}/healthz") as healthy:
        assert healthy.status == 200


def test_a_head_of_a_usual_size_may_come_in_pieces(centre: RunningCentre) -> None:
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        for part in (b"GET /healthz HT", b"TP/1.1\r\nHost: x\r\n", b"X: " + b"a" * 8000, b"\r\n\r\n"):
            line.sendall(part)
        assert line.recv(65536).startswith(b"HTTP/1.1 200 ")


@pytest.mark.expected_log("Invalid HTTP request")
@pytest.mark.parametrize(
    "said",
    [
        b"GARBAGE\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/sign-in HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
)
def test_what_is_no_request_is_told_so_by_this_server(centre: RunningCentre, said: bytes) -> None:
    head, _, body = _told(centre, said).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"\r\ncrmdesk: 1" in head.lower()
    assert json.loads(body)["code"] == "malformed"


@pytest.mark.expected_log("Unsupported upgrade request|No supported WebSocket library")
def test_a_web_socket_is_not_opened(centre: RunningCentre) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
    assert b"\r\ncrmdesk: 1" in _told(centre, asked, enough=b"crmdesk: 1").lower()


def test_a_path_too_long_by_a_slash_leads_nowhere_else(centre: RunningCentre) -> None:
    reply = centre.ask("GET", "/v1/records/account/", headers={"Host": "elsewhere.example"})
    assert (reply.status, reply.code) == (404, "no_such_path")


# Who says it slowly

PUSH = b"POST /v1/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"


def _trickled(centre: RunningCentre, at_once: bytes, then: bytes) -> bytes:
    """What is answered until the line is closed, to who goes on saying a byte now and then."""
    with socket.create_connection(("127.0.0.1", centre.port), timeout=0.02) as line:
        line.sendall(at_once)
        told, left = b"", iter(then)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                line.sendall(bytes([next(left)]))
                more = line.recv(65536)
            except TimeoutError:
                continue
            except ConnectionError:
                return told
            if not more:
                return told
            told += more
    raise AssertionError("the line was never closed")


@pytest.fixture
def impatient(centre: RunningCentre, monkeypatch: pytest.MonkeyPatch) -> RunningCentre:
    monkeypatch.setattr(bounded_http, "HEAD_SECONDS", 1.0)
    monkeypatch.setattr(bounded_http, "BODY_SECONDS", 1.0)
    return centre


@pytest.mark.any_database
@pytest.mark.parametrize("came", [0, 3, 12, 60])
def test_a_head_that_trickles_in_is_not_waited_for(impatient: RunningCentre, came: int) -> None:
    head = PUSH + b"X-Slow: " + b"a" * 60_000
    told = _trickled(impatient, head[:came], head[came:])
    assert told.startswith(b"HTTP/1.1 408 ")
    answer = told.partition(b"\r\n\r\n")[2]
    assert json.loads(answer)["code"] == "slow"
    assert b"\r\ncontent-digest: " + content_digest(answer).encode() + b"\r\n" in told


@pytest.mark.any_database
@pytest.mark.parametrize("length", [b"Content-Length: 60000", b"Transfer-Encoding: chunked"])
def test_a_body_that_trickles_in_is_not_waited_for(impatient: RunningCentre, length: bytes) -> None:
    chunked = b"".join(b"1\r\n \r\n" for _ in range(10_000))
    told = _trickled(impatient, PUSH + length + b"\r\n\r\n", chunked if b"chunk" in length else b" " * 59_999)
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"\r\ncrmdesk: 1" in told


@pytest.mark.any_database
def test_who_was_answered_before_the_body_came_may_not_trickle_on(impatient: RunningCentre) -> None:
    head = b"PATCH /v1/blobs/" + b"0" * 64 + b"/upload HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n"
    told = _trickled(impatient, head, b" " * 59_999)
    assert told.startswith(b"HTTP/1.1 401 ")
    assert told.count(b"HTTP/1.1 ") == 1


@pytest.mark.any_database
def test_who_says_nothing_at_all_is_hung_up_on(impatient: RunningCentre) -> None:
    with socket.create_connection(("127.0.0.1", impatient.port), timeout=PATIENCE) as line:
        assert line.recv(65536) == b""


@pytest.mark.any_database
def test_a_slow_line_that_gets_on_is_waited_for(
    centre: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[tuple[BoundedHttp, Callable[[], None]]] = []

    def held(line: BoundedHttp, seconds: float, look: Callable[[], None]) -> None:
        looks.append((line, look))

    monkeypatch.setattr(BoundedHttp, "_look_in", held)
    monkeypatch.setattr(bounded_http, "SLOWEST_BYTES", 0.4)
    body = b" " * 300 + b'{"login":"kim","password":"x"}'
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        line.sendall(PUSH + b"Content-Length: %d\r\n\r\n" % len(body))
        there = until(lambda: next((at for at, look in looks if look == at._look_at_body), None))
        for begin in range(0, len(body), 30):
            line.sendall(body[begin : begin + 30])
            if begin + 30 < len(body):
                until(lambda: there._body == 30)
                there.loop.call_soon_threadsafe(there._look_at_body)
                until(lambda: there._body == 0)
        assert line.recv(65536).startswith(b"HTTP/1.1 401 ")
    assert len(looks) > 10


@pytest.mark.any_database
def test_a_request_that_is_worked_on_for_long_is_not_slow(
    impatient: RunningCentre, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = threading.Event()
    monkeypatch.setattr(type(impatient.core), "check_ready", lambda self: held.wait(2.5))
    assert impatient.ask("GET", "/readyz").status == 200


def _told(centre: RunningCentre, said: bytes, enough: bytes | None = None) -> bytes:
    """All that is answered until the line is closed, or until this has come."""
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        line.sendall(said)
        told = b""
        while (enough is None or enough not in told) and (more := line.recv(65536)):
            told += more
    return told
