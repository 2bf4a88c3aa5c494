"""`crmdesk` processes in milliseconds: a parent that has everything loaded forks one for each run.

The processes, their files and their sockets are real; only the start of the interpreter is not theirs.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_LOADED = (
    "alembic.command",
    "crmdesk.cli.admin",
    "crmdesk.cli.client",
    "crmdesk.cli.main",
    "crmdesk.cli.server",
    "crmdesk.server.app",
    "crmdesk.server.backup",
    "crmdesk.server.importing",
    "crmdesk.server.location",
    "crmdesk.server.migrating",
    "crmdesk.server.serving",
    "crmdesk.sync.http",
    "cryptography.hazmat.primitives.ciphers.aead",
    "encodings.idna",
    "httpcore",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
)
"""What takes long to import, before anything is forked."""


@dataclass(frozen=True)
class Ended:
    """How a process ended: `code` is -9 for a kill."""

    code: int
    out: bytes
    err: str

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

    def __init__(self, module: str = __name__, **environment: str) -> None:
        """`module` calls `serve` when it is run; `environment` is the parent's beside the test's own."""
        self._scratch = tempfile.TemporaryDirectory(prefix="crmdesk-forked-")
        self._number = 0
        self._parent = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=ROOT,
            env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Fork:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the parent, once the processes that were waited for have ended."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.wait(60)
        self._parent.stdout.close()
        self._scratch.cleanup()

    def start(self, *words: str | Path, stdin: bytes = b"", more: object = None) -> Running:
        """Starts `crmdesk` with these words, in this process's folder and environment. `more` is for `serve`."""
        self._number += 1
        folder = Path(self._scratch.name) / str(self._number)
        folder.mkdir()
        (folder / "in").write_bytes(stdin)
        (folder / "out").touch()
        (folder / "err").touch()
        request = {
            "words": [str(word) for word in words],
            "folder": str(folder),
            "here": str(Path.cwd()),
            "environment": dict(os.environ),
            "more": more,
        }
        return Running(self._ask(request)["pid"], folder)

    def end(self, running: Running) -> Ended:
        """Waits for its end."""
        code = self._ask({"pid": running.pid})["code"]
        return Ended(code, running.out, running.err)

    def poll(self, running: Running) -> int | None:
        """Its exit code if it has ended; then it is not waited for any more."""
        code: int | None = self._ask({"pid": running.pid, "poll": True})["code"]
        return code

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps(request).encode() + b"\n")
        self._parent.stdin.flush()
        answer = self._parent.stdout.readline()
        assert answer, "the parent of all processes has ended"
        told: dict[str, Any] = json.loads(answer)
        return told


# The parent's side

Around = Callable[[Path, Any, Callable[[], int]], int]
"""What is done around a run of the program: gets its folder, what the test said, and the run; gives its exit code."""


def plainly(folder: Path, more: Any, run: Callable[[], int]) -> int:
    """Nothing."""
    return run()


def serve(around: Around = plainly) -> None:
    """Forks what is asked for on stdin until that ends."""
    for name in _LOADED:
        importlib.import_module(name)
    # Nothing of it is ever garbage, and no child has to look.
    gc.collect()
    gc.freeze()
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
                _child(request, around)
            answer = {"pid": pid}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _child(request: dict[str, Any], around: Around) -> None:
    """Never returns."""
    folder = Path(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    os.chdir(request["here"])
    for number, name, flags in ((0, "in", os.O_RDONLY), (1, "out", os.O_WRONLY), (2, "err", os.O_WRONLY)):
        handle = os.open(folder / name, flags | os.O_CREAT, 0o600)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115 - the process's own
    code = around(folder, request["more"], lambda: _run(request["words"]))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _run(words: Sequence[str]) -> int:
    from crmdesk.cli.main import main

    try:
        main(args=list(words), prog_name="crmdesk")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - the process ends here, and says why
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve()
