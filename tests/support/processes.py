"""The product from outside: `crmdesk` as real processes over real sockets, as SURFACE lets anyone use it.

What runs once and ends is forked from a parent that has everything loaded; what stays is started as anyone would.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.forked import Fork

PROGRAM = os.environ.get("CRMDESK_PROGRAM")
"""The built program, where `make bundle-test` tries that one instead of the code."""
COMMAND = (PROGRAM,) if PROGRAM else (sys.executable, "-m", "crmdesk")
TIMEOUT = 300


@dataclass(frozen=True)
class Answer:
    """What one run printed, and how it ended."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[Any]:
        """stdout as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def value(self) -> Any:
        """stdout as one JSON value."""
        return json.loads(self.out)


def run(*words: str | Path, stdin: str = "", expect: int | None = 0, prefix: tuple[str, ...] = ()) -> Answer:
    """Runs `crmdesk` with these words; `expect` None lets any exit code pass. `prefix`: what runs it elsewhere."""
    answer = _started((*prefix, *COMMAND, *words), stdin) if PROGRAM or prefix else _forked(words, stdin)
    if expect is not None:
        assert answer.code == expect, f"{' '.join(map(str, words))} ended with {answer.code}: {answer.err}"
    return answer


def _started(command: Sequence[str | Path], stdin: str) -> Answer:
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, timeout=TIMEOUT, check=False)
    return Answer(done.returncode, done.stdout, done.stderr.decode())


_parents: list[Fork] = []
"""Those that nobody talks to."""


def _forked(words: Sequence[str | Path], stdin: str) -> Answer:
    parent = _parents.pop() if _parents else Fork()
    ended = parent.end(parent.start(*words, stdin=stdin.encode()))
    _parents.append(parent)
    return Answer(ended.code, ended.out, ended.err)


@atexit.register
def _end_parents() -> None:
    for parent in _parents:
        parent.close()


def memory(pid: int) -> int | None:
    """The most memory in kB that a process has taken so far; None once it has ended."""
    # Not what `wait4` tells: that counts what the process was before it became this program, a copy of the tests' own.
    with suppress(FileNotFoundError, ProcessLookupError, StopIteration):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return None


@dataclass
class ServerProcess:
    """`crmdesk server run` on loopback. It keeps its port over restarts, so that laptops find it again."""

    data: Path
    url: str = ""
    database_url: str | None = None
    """The PostgreSQL that it works on; by default the embedded database in `data`."""
    workers: int = 1
    prefix: tuple[str, ...] = ()
    """What runs it on another host."""
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts it and waits for its READY line."""
        address = self.url.removeprefix("http://") or "127.0.0.1:0"
        log = (self.data / "server.log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [
                    *self.prefix,
                    *COMMAND,
                    "server",
                    "run",
                    *self.place,
                    "--listen",
                    address,
                    "--workers",
                    str(self.workers),
                ],
                stdout=subprocess.PIPE,
                stderr=log,
            )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith(b"READY "):
                self.url = line.decode().split()[1]
                return
        raise AssertionError((self.data / "server.log").read_text())

    @property
    def place(self) -> tuple[str, ...]:
        """The options that say where its data is, for `server run` and `admin`."""
        if self.database_url is None:
            return ("--data", str(self.data))
        return ("--database-url", self.database_url, "--blobs", str(self.data / "blobs"))

    @property
    def pid(self) -> int:
        """The process id while it runs."""
        assert self._process is not None, "it is not running"
        return self._process.pid

    @property
    def worker_pids(self) -> list[int]:
        """The process ids of its workers, if it has several."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in found.split()]

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """Meanwhile this one of its workers takes every new connection: the others are stopped."""
        others = [pid for number, pid in enumerate(self.worker_pids) if number != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Ends it by its process id; gives its exit code."""
        if self._process is None:
            return 0
        self._process.send_signal(number)
        code = self._process.wait(timeout=TIMEOUT)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._process = None
        return code


@dataclass(frozen=True)
class ClientProcess:
    """One laptop: a profile that `crmdesk client` works on, each verb a process of its own."""

    directory: Path
    prefix: tuple[str, ...] = ()
    """What runs it on another host."""

    def __call__(self, *words: str | Path, stdin: str = "", expect: int | None = 0) -> Answer:
        return run(
            "client",
            "--profile",
            self.directory,
            "--json",
            *words,
            stdin=stdin,
            expect=expect,
            prefix=self.prefix,
        )

    def sign_in(self, url: str, login: str, password: str) -> None:
        key_file = self.directory.with_suffix(".key")
        words = ("sign-in", "--server", url, "--user", login, "--password-stdin", "--key-file", key_file)
        self(*words, stdin=password + "\n")

    def all(self, type_name: str, *where: str) -> list[dict[str, Any]]:
        """Records of a type, filtered by `--where` words."""
        return self("list", type_name, *(word for one in where for word in ("--where", one))).lines

    def get(self, type_name: str, record_id: str) -> dict[str, Any]:
        """One record's fields."""
        fields: dict[str, Any] = self("get", type_name, record_id).value["fields"]
        return fields

    def status(self) -> dict[str, Any]:
        found: dict[str, Any] = self("status").value
        return found
