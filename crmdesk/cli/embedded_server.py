"""A centre as a child process on loopback: started, waited for until ready, ended by its own id. It knows no data."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from crmdesk.domain.errors import StorageFault

START_SECONDS = 60.0
"""Far more than a loaded machine needs; a server that is not ready by then never will be."""
STOP_SECONDS = 35.0
"""The server itself ends requests under way within 30."""
_READY = "READY "


def program() -> list[str]:
    """How to start this program once more: from a bundle, or with the Python that runs it."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "crmdesk"]


class EmbeddedServer:
    """Runs `crmdesk server run` on a data folder while the context is entered; `url` is where it serves."""

    def __init__(self, data: Path, port: int, log: Path) -> None:
        """`port` 0 takes a free one. What the server says goes to the file `log`."""
        self._data = data
        self._port = port
        self._log = log
        self._process: subprocess.Popen[str] | None = None
        self.url = ""

    @property
    def pid(self) -> int:
        """The process id while it runs."""
        assert self._process is not None
        return self._process.pid

    def __enter__(self) -> EmbeddedServer:
        """Returns when it serves; raises `StorageFault` with its last words if it ends before that."""
        command = [
            *program(),
            "server",
            "run",
            "--data",
            str(self._data),
            "--listen",
            f"127.0.0.1:{self._port}",
        ]
        with self._log.open("w", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 - one prctl, before any thread exists in the child
            )
        try:
            self.url = self._await_ready(self._process)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Asks the server to end and waits for it; one that does not is killed. Does nothing if it ended already."""
        process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
        self._process = None

    def _await_ready(self, process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        deadline = threading.Timer(START_SECONDS, process.kill)
        deadline.start()
        try:
            for line in process.stdout:
                if line.startswith(_READY):
                    return line.removeprefix(_READY).strip()
        finally:
            deadline.cancel()
        raise StorageFault(
            "The embedded server did not start",
            self._last_words(),
            f"see {self._log}; --port takes another port, --fresh makes the demo anew",
        )

    def _last_words(self) -> str:
        lines = self._log.read_text("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


def _die_with_parent() -> Callable[[], None] | None:
    """What makes the child end when this process is killed outright; only Linux has it (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform != "linux":
        return None
    import ctypes
    import signal

    prctl = ctypes.CDLL(None).prctl

    def set_death_signal() -> None:
        prctl(1, signal.SIGTERM)

    return set_death_signal
