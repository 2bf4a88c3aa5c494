import contextlib
import json
import socket
import urllib.request

import pytest

from tests.support import PATIENCE
from tests.support.centre import RunningCentre


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


def test_headers_without_end_are_refused_and_the_centre_lives(centre: RunningCentre) -> None:
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: ")
        answer = b""
        with contextlib.suppress(ConnectionError):
            for _ in range(64):
                line.sendall(b"a" * 65536)
            answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 431 ") or answer == b""
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


def _told(centre: RunningCentre, said: bytes, enough: bytes | None = None) -> bytes:
    """All that is answered until the line is closed, or until this has come."""
    with socket.create_connection(("127.0.0.1", centre.port), timeout=PATIENCE) as line:
        line.sendall(said)
        told = b""
        while (enough is None or enough not in told) and (more := line.recv(65536)):
            told += more
    return told
