"""The child process that serves the demonstration."""

import os
import socket
from pathlib import Path
from urllib.request import urlopen

import pytest

from crmdesk.cli.embedded_server import EmbeddedServer
from crmdesk.domain.errors import StorageFault


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_serves_while_the_context_is_entered_and_ends_with_it(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "centre", 0, tmp_path / "log") as server:
        pid = server.pid
        assert server.url.startswith("http://127.0.0.1:")
        with urlopen(f"{server.url}/healthz") as answer:
            assert answer.status == 200
    assert not alive(pid)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        server = EmbeddedServer(tmp_path / "centre", taken.getsockname()[1], tmp_path / "log")
        with pytest.raises(StorageFault, match="Cannot listen"):
            server.__enter__()
