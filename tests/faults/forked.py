"""`crmdesk` processes in milliseconds, with a fault at the k-th call of a kind.

A parent that has everything loaded forks one for each run. The processes, their files and their sockets are real;
`shim.c` stands before the C library.
"""

from __future__ import annotations

import atexit
import ctypes
import errno
import gc
import json
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree, which
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WRITE, SYNC, SEND, RECEIVE, READ, OPEN, NAME = 1, 2, 4, 8, 16, 32, 64
"""Kinds of calls, on files below one folder and on sockets; they may be joined with `|`."""
EVERY = WRITE | SYNC | READ | OPEN | NAME
FAIL, KILL, TEAR = 0, 1, 2
MISSING = "no C compiler" if which("gcc") is None else "" if sys.platform == "linux" else "needs LD_PRELOAD"
"""Why there can be no faults here; empty where there can."""


@dataclass(frozen=True)
class Fault:
    """The `at`-th call of `kinds` on files below `below` fails with `error` (from then on with `for_good`), is the
    last one (`KILL`), or is done by half and then the last one (`TEAR`). `at` 0 only counts."""

    kinds: int
    at: int
    below: Path
    action: int = FAIL
    error: int = errno.ENOSPC
    for_good: bool = False


@dataclass(frozen=True)
class Ended:
    """How a process ended: `code` is -9 for a kill. `calls` were counted, if it lived to tell."""

    code: int
    out: bytes
    err: str
    calls: int | None

    @property
    def lines(self) -> list[Any]:
        """Whole lines of stdout as JSON."""
        return [json.loads(line) for line in self.out.splitlines(keepends=True) if line.endswith(b"\n")]


@dataclass
class Running:
    """A process that was started and not waited for yet."""

    pid: int
    folder: Path

    @property
    def out(self) -> bytes:
        return (self.folder / "out").read_bytes()

    @property
    def err(self) -> str:
        return (self.folder / "err").read_text()


class Fork:
    """The parent. One thread of a test talks to it; use several where processes run beside each other."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="crmdesk-forked-")
        self._number = 0
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.forked"],
            cwd=ROOT,
            env={**os.environ, "LD_PRELOAD": str(_shim()), "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Fork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.wait(60)
        self._parent.stdout.close()
        self._scratch.cleanup()

    def start(self, *words: str | Path, fault: Fault | None = None, stdin: bytes = b"") -> Running:
        """Starts `crmdesk` with these words."""
        self._number += 1
        folder = Path(self._scratch.name) / str(self._number)
        folder.mkdir()
        (folder / "in").write_bytes(stdin)
        (folder / "out").touch()
        (folder / "err").touch()
        armed = (
            [fault.kinds, fault.at, fault.action, fault.error, int(fault.for_good), str(fault.below)]
            if fault is not None
            else None
        )
        told = self._ask({"words": [str(word) for word in words], "folder": str(folder), "arm": armed})
        return Running(told["pid"], folder)

    def wait(self, running: Running) -> Ended:
        """Waits for its end."""
        code = self._ask({"pid": running.pid})["code"]
        count = running.folder / "calls"
        return Ended(code, running.out, running.err, int(count.read_text()) if count.exists() else None)

    def poll(self, running: Running) -> int | None:
        """Its exit code if it has ended; then it is not waited for any more."""
        code: int | None = self._ask({"pid": running.pid, "poll": True})["code"]
        return code

    def run(self, *words: str | Path, fault: Fault | None = None, stdin: bytes = b"") -> Ended:
        """Both."""
        return self.wait(self.start(*words, fault=fault, stdin=stdin))

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps(request).encode() + b"\n")
        self._parent.stdin.flush()
        answer = self._parent.stdout.readline()
        assert answer, "the parent of all processes has ended"
        told: dict[str, Any] = json.loads(answer)
        return told


@cache
def _shim() -> Path:
    folder = tempfile.mkdtemp(prefix="crmdesk-shim-")
    atexit.register(rmtree, folder, ignore_errors=True)
    shim = Path(folder) / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", str(source), "-o", str(shim), "-ldl"], check=True)
    return shim


# The parent's side


def _load() -> None:
    import crmdesk.sync.http  # noqa: F401 - loaded before anything is forked

    gc.collect()
    gc.freeze()


def _serve() -> None:
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    for line in iter(requests.readline, b""):
        request = json.loads(line)
        if "pid" in request:
            pid, status = os.waitpid(request["pid"], os.WNOHANG if request.get("poll") else 0)
            answer = {"code": os.waitstatus_to_exitcode(status) if pid else None}
        else:
            pid = os.fork()
            if pid == 0:
                requests.close()
                answers.close()
                _child(request["words"], Path(request["folder"]), request["arm"])
            answer = {"pid": pid}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _child(words: Sequence[str], folder: Path, armed: list[Any] | None) -> None:
    """Never returns."""
    from crmdesk.cli.main import main

    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        handle = os.open(folder / name, flags | os.O_CREAT, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - the process's own
    shim = ctypes.CDLL(None)
    if armed is not None:
        kinds, at, action, error, for_good, below = armed
        shim.arm(kinds, ctypes.c_long(at), action, error, for_good, below.encode())
    code = 0
    try:
        main(args=list(words), prog_name="crmdesk")
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the process ends here, and says why
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    (folder / "calls").write_text(str(shim.counts()))
    os._exit(code)


if __name__ == "__main__":
    _load()
    _serve()
