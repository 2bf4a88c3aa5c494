import contextlib
import json
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import PATIENCE, free_port, until
from tests.support.processes import run

PROGRAM = [sys.executable, "-m", "crmdesk"]
SIGN_IN = b'{"login":"kim","password":"correct horse"}'


@contextlib.contextmanager
def server(*options: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [*PROGRAM, "server", "run", *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    word, url = process.stdout.readline().split()
    assert word == "READY"
    return url


def test_it_says_ready_when_it_serves_and_ends_with_0_on_sigterm(tmp_path: Path) -> None:
    with server("--data", str(tmp_path / "new" / "centre"), "--listen", "127.0.0.1:0") as process:
        url = ready(process)
        with urllib.request.urlopen(f"{url}/readyz") as answer:
            assert answer.headers["CRMDesk"] == "1"
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=PATIENCE)
        assert (process.returncode, rest) == (0, ""), errors


def test_it_listens_where_it_is_told(tmp_path: Path) -> None:
    port = free_port()
    with server("--data", str(tmp_path), "--listen", f"127.0.0.1:{port}") as process:
        assert ready(process) == f"http://127.0.0.1:{port}"


def test_sigterm_lets_a_request_under_way_end(tmp_path: Path) -> None:
    with server("--data", str(tmp_path), "--listen", "127.0.0.1:0") as process:
        port = int(ready(process).rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
            head = f"POST /v1/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {len(SIGN_IN)}\r\n"
            line.sendall(head.encode() + b"Connection: close\r\n\r\n" + SIGN_IN[:5])
            # The request is under way once the server has taken the connection, which a second answer shows.
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
            process.send_signal(signal.SIGTERM)

            def refuses() -> bool:
                with (
                    contextlib.suppress(ConnectionRefusedError),
                    socket.create_connection(("127.0.0.1", port)),
                ):
                    return False
                return True

            until(refuses)
            line.sendall(SIGN_IN[5:])
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.startswith(b"HTTP/1.1 401")
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["code"] == "sign_in"
        assert process.wait(timeout=PATIENCE) == 0


def test_a_second_server_on_the_same_data_is_turned_away(tmp_path: Path) -> None:
    with server("--data", str(tmp_path), "--listen", "127.0.0.1:0") as process:
        ready(process)
        second = run("server", "run", "--data", str(tmp_path), "--listen", "127.0.0.1:0", expect=None)
        assert second.code == 4
        assert second.out == b""
        assert "works on this data folder" in second.err


def test_a_taken_port_is_said_and_never_ready(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(
            "server",
            "run",
            "--data",
            str(tmp_path),
            "--listen",
            f"127.0.0.1:{taken.getsockname()[1]}",
            expect=None,
        )
    assert (result.code, result.out) == (2, b"")
    assert "Cannot listen" in result.err


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--data", "{tmp}", "--database-url", "sqlite:///x.db"),
        ("--database-url", "nonsense"),
        ("--database-url", "postgresql://host:port/name"),
        ("--data", "{tmp}", "--listen", "nowhere"),
        ("--data", "{tmp}", "--tls-cert", "{tmp}/cert.pem"),
        ("--data", "{tmp}", "--tls-cert", "{tmp}/no.pem", "--tls-key", "{tmp}/no.pem"),
    ],
    ids=["nothing", "both", "no URL", "no number of a port", "no port", "half of TLS", "no such certificate"],
)
def test_a_wrong_command_line_is_a_usage_error(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run("server", "run", *(option.format(tmp=tmp_path) for option in options), expect=None)
    assert (result.code, result.out) == (2, b""), result.err
    assert "Traceback" not in result.err


def test_a_damaged_database_is_a_storage_fault(tmp_path: Path) -> None:
    (tmp_path / "centre.db").write_bytes(b"no database at all" * 1000)
    result = run("server", "run", "--data", str(tmp_path), "--listen", "127.0.0.1:0", expect=None)
    assert (result.code, result.out) == (13, b"")
    assert "Traceback" not in result.err


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate")
def test_it_serves_tls(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    options = ("--tls-cert", str(certificate), "--tls-key", str(key), "--listen", "127.0.0.1:0")
    with server("--data", str(tmp_path / "data"), *options) as process:
        url = ready(process)
        assert url.startswith("https://127.0.0.1:")
        context = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(f"{url}/healthz", context=context) as answer:
            assert answer.headers["CRMDesk"] == "1"


def test_more_workers_than_sqlite_can_use_are_taken_as_one(tmp_path: Path) -> None:
    with (
        server("--data", str(tmp_path), "--listen", "127.0.0.1:0", "--workers", "4") as process,
        urllib.request.urlopen(f"{ready(process)}/healthz") as answer,
    ):
        assert answer.status == 200
