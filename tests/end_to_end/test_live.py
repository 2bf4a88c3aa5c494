"""Edits of one laptop appear on another as they are made, with real processes over real sockets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crmdesk.server.serving import DRAIN_SECONDS
from crmdesk.sync.http import HttpRemote
from crmdesk.sync.session import SignedOut, sign_in
from tests.support import until
from tests.support.processes import COMMAND, TIMEOUT, ClientProcess, ServerProcess, run

LINES = 200
IDLE_SECONDS = 20.0
SOON = 45.0
"""Seconds that a poke may take on a busy machine; while a line stands, nobody polls within 60."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    data = tmp_path / "centre"
    run("admin", "--data", data, "org", "init", "Acme")
    run("admin", "--data", data, "territory", "add", "North")
    for login in ("ada", "ben"):
        words = (login, "--name", login.title(), "--role", "rep", "--territory", "North", "--password-stdin")
        run("admin", "--data", data, "user", "add", *words, stdin="correct horse\n")
    running = ServerProcess(data)
    running.start()
    yield running
    running.stop()


def laptop(server: ServerProcess, directory: Path, login: str) -> ClientProcess:
    client = ClientProcess(directory / login)
    client.sign_in(server.url, login, "correct horse")
    client("sync")
    return client


class Watching:
    """`client sync --watch` and what it prints, round by round."""

    def __init__(self, client: ClientProcess) -> None:
        self.rounds: list[dict[str, Any]] = []
        words = ("client", "--profile", str(client.directory), "--json", "sync", "--watch")
        self._process = subprocess.Popen(
            [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def pulled(self) -> int:
        return sum(outcome["pulled"] for outcome in self.rounds)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.rounds.append(json.loads(line))

    def stop(self) -> int:
        self._process.terminate()
        code = self._process.wait(timeout=TIMEOUT)
        self._reader.join(timeout=TIMEOUT)
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code


@contextmanager
def watching(client: ClientProcess) -> Iterator[Watching]:
    watch = Watching(client)
    try:
        yield watch
    finally:
        watch.stop()


def test_an_edit_appears_on_another_laptop_sooner_than_polling_could_bring_it(
    server: ServerProcess, tmp_path: Path
) -> None:
    ada, ben = laptop(server, tmp_path, "ada"), laptop(server, tmp_path, "ben")
    with watching(ben) as watch:
        # The line stands once its first poke has brought a second round.
        until(lambda: len(watch.rounds) >= 2, TIMEOUT)
        for name in ("first", "second", "third"):
            ada("create", "account", f"name={name}")
            before, sent = watch.pulled(), time.monotonic()
            ada("sync")
            until(lambda before=before: watch.pulled() > before, SOON)  # type: ignore[misc]
            assert time.monotonic() - sent < SOON
    assert {one["fields"]["name"] for one in ben.all("account")} == {"first", "second", "third"}


def test_a_server_that_stops_and_comes_back_is_found_again(server: ServerProcess, tmp_path: Path) -> None:
    ada, ben = laptop(server, tmp_path, "ada"), laptop(server, tmp_path, "ben")
    with watching(ben) as watch:
        until(lambda: len(watch.rounds) >= 2, TIMEOUT)
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < DRAIN_SECONDS, "open lines held it up"
        server.start()
        ada("create", "account", "name=later")
        ada("sync")
        until(lambda: watch.pulled() > 0, 60)


def _used(pid: int) -> tuple[float, int]:
    """Processor seconds and resident kB of a process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    (resident,) = (
        line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS")
    )
    return ticks / os.sysconf("SC_CLK_TCK"), int(resident.split()[1])


def _line(server: ServerProcess, access: str) -> socket.socket:
    host, _, port = server.url.removeprefix("http://").partition(":")
    line = socket.create_connection((host, int(port)))
    line.settimeout(60)
    line.sendall(f"GET /v1/sync/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {access}\r\n\r\n".encode())
    return line


def _access(server: ServerProcess) -> str:
    remote = HttpRemote(server.url, SignedOut())
    try:
        return sign_in(remote, "ben", password="correct horse").access
    finally:
        remote.close()


@pytest.mark.long
def test_two_hundred_laptops_that_only_listen_cost_the_centre_little(server: ServerProcess) -> None:
    before = _used(server.pid)
    lines = [_line(server, _access(server)) for _ in range(LINES)]
    try:
        assert all(b" 200 OK" in line.recv(65536) for line in lines)
        began, start = time.monotonic(), _used(server.pid)
        pause = threading.Event()
        until(lambda: time.monotonic() - began > IDLE_SECONDS, IDLE_SECONDS + 10, lambda: pause.wait(0.5))
        end = _used(server.pid)
        share = (end[0] - start[0]) / (time.monotonic() - began)
        grown = (end[1] - before[1]) / 1024
        print(f"{LINES} idle lines: {share:.1%} of a processor, {grown:.0f} MB")
        assert share < 0.25
        assert grown < 100
    finally:
        for line in lines:
            line.close()
