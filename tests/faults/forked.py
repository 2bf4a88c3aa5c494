"""Forked `crmdesk` processes with a fault at the k-th call of a kind: `shim.c` stands before the C library."""

from __future__ import annotations

import atexit
import ctypes
import errno
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from shutil import rmtree, which
from typing import Any

from tests.support import forked
from tests.support.forked import Running

WRITE, SYNC, SEND, RECEIVE, READ, OPEN, NAME = 1, 2, 4, 8, 16, 32, 64
"""Kinds of calls, on files below one folder and on sockets; they may be joined with `|`."""
EVERY = WRITE | SYNC | READ | OPEN | NAME
FAIL, KILL, TEAR = 0, 1, 2
_COUNT = "calls"
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
class Ended(forked.Ended):
    """`calls` were counted, the one that was its last included."""

    calls: int


class Fork(forked.Fork):
    """The parent of processes that a fault may strike."""

    def __init__(self) -> None:
        super().__init__(__name__, LD_PRELOAD=str(_shim()))

    def start(
        self, *words: str | Path, stdin: bytes = b"", fault: Fault | None = None, more: object = None
    ) -> Running:
        if fault is not None:
            more = (*astuple(fault)[:2], str(fault.below), *astuple(fault)[3:])
        return super().start(*words, stdin=stdin, more=more)

    def end(self, running: Running) -> Ended:
        ended = super().end(running)
        return Ended(ended.code, ended.out, ended.err, calls(running))

    def run(self, *words: str | Path, fault: Fault | None = None, stdin: bytes = b"") -> Ended:
        """Starts it and waits for its end."""
        return self.end(self.start(*words, fault=fault, stdin=stdin))


def calls(running: Running) -> int:
    """How many calls of its fault's kinds it has made so far, or had made when it ended; 0 without a fault."""
    count = running.folder / _COUNT
    return int.from_bytes(count.read_bytes(), sys.byteorder) if count.exists() else 0


@cache
def _shim() -> Path:
    folder = tempfile.mkdtemp(prefix="crmdesk-shim-")
    atexit.register(rmtree, folder, ignore_errors=True)
    shim = Path(folder) / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["gcc", "-shared", "-fPIC", "-O2", str(source), "-o", str(shim), "-ldl"], check=True)
    return shim


# The parent's side


def _struck(folder: Path, fault: Any, run: Callable[[], int]) -> int:
    shim = ctypes.CDLL(None)
    if fault is not None:
        kinds, at, below, action, error, for_good = fault
        count = str(folder / _COUNT)
        shim.arm(kinds, ctypes.c_long(at), action, error, int(for_good), below.encode(), count.encode())
    return run()


if __name__ == "__main__":
    forked.serve(_struck)
