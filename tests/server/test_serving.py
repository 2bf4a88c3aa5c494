import contextlib
import socket
import urllib.request

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
