"""What is kept of a fault or crash of the program, for its next start to offer. Nothing is ever sent, and no value that
somebody entered is in it: where in the code, which kinds of errors, versions, and log lines without what fills them.
"""

from __future__ import annotations

import faulthandler
import logging
import platform
import re
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import qVersion

from crmdesk import __version__
from crmdesk.domain.errors import StorageFault

log = logging.getLogger(__name__)

LOG = "desktop.log"
"""Beside the replica: faults of the program, for whoever mends them."""
_LOG_BYTES = 1_000_000
REPORT, CRASH = "report.txt", "crash.txt"
"""Beside the replica: the report that is offered, and where the interpreter writes its stacks when it is killed."""
_REPORT = 64 * 1024
_LINES, _FRAMES, _CAUSES = 30, 60, 6
_ENDED, _WENT_ON = "The program ended unexpectedly.", "Something in the program failed; it went on."
_FILE = re.compile(r'File "([^"]*)"')


class _LastLines(logging.Handler):
    """The end of the log: of our own lines the words without what fills them, of others only who spoke."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        words = str(record.msg) if record.name.split(".")[0] == "crmdesk" else ""
        at = datetime.fromtimestamp(record.created, UTC)
        self.lines.append(f"{at:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {record.name} {words}".rstrip())


class CrashReports:
    """The one report of a profile, and the watch over the running program."""

    def __init__(self, folder: Path) -> None:
        self._path, self._crash = folder / REPORT, folder / CRASH
        self._last = _LastLines()
        self._stacks: IO[str] | None = None
        self._kept = False

    def watch(self, admit: Callable[[Exception], object]) -> None:
        """Keep what nobody expected from now on: in the log whole, in the report without values. `admit` tells the
        person, and is called on the thread that failed; work goes on. A disk that takes no report doesn't keep the
        program from running."""
        file = RotatingFileHandler(
            self._path.with_name(LOG), maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
        file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.basicConfig(level=logging.WARNING, handlers=[file, logging.StreamHandler()])
        logging.getLogger().addHandler(self._last)
        try:
            self._collect()
            self._stacks = self._crash.open("w", encoding="utf-8")
            faulthandler.enable(self._stacks)
        except OSError as error:
            log.warning("a crash would leave no report: %s", error)

        def on_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
            log.critical("an unexpected fault", exc_info=(kind, fault, trace))
            if isinstance(fault, Exception):
                self.keep(fault)
                admit(fault)

        def on_thread(failed: threading.ExceptHookArgs) -> None:
            if isinstance(failed.exc_value, Exception):
                on_fault(failed.exc_type, failed.exc_value, failed.exc_traceback)

        sys.excepthook = on_fault
        # Those of Python's own threads are only printed, where nobody looks.
        threading.excepthook = on_thread

    def keep(self, fault: Exception) -> None:
        """Write the report of a fault; the first one of a run stays, since others mostly follow from it."""
        if self._kept:
            return
        self._kept = True
        try:
            self._write(_WENT_ON, _trace(fault))
        except OSError as error:
            log.warning("the report cannot be kept: %s", error)

    def left(self) -> str:
        """The report that waits to be looked at; empty if there is none."""
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                return file.read(_REPORT)
        except FileNotFoundError:
            return ""
        except OSError as error:
            log.warning("the report cannot be read: %s", error)
            return ""

    def discard(self, report: str) -> None:
        """Delete this report; one that has taken its place since stays for the next start. Raises `StorageFault`."""
        if self.left() != report:
            return
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise StorageFault("The report cannot be deleted", str(error), "remove it by hand") from error

    def close(self) -> None:
        """The program ends as it should. What fails on its last way out is still kept."""
        logging.getLogger().removeHandler(self._last)
        if self._stacks is not None:
            faulthandler.disable()
            self._stacks.close()
            self._stacks = None

    def _collect(self) -> None:
        if not self._crash.exists():
            return
        with self._crash.open(encoding="utf-8", errors="replace") as file:
            stacks = file.read(_REPORT)
        if stacks.strip():
            self._write(_ENDED, _FILE.sub(lambda found: f'File "{_short(found[1])}"', stacks))

    def _write(self, what: str, trace: str) -> None:
        text = "\n".join(
            (
                what,
                "",
                f"CRMDesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
                f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
                "",
                trace.rstrip(),
                "",
                *self._last.lines,
            )
        )
        draft = self._path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(text[:_REPORT], encoding="utf-8")
        draft.replace(self._path)


def ended_the_program(report: str) -> bool:
    """Whether a report is that of a crash, rather than of a fault after which work went on."""
    return report.startswith(_ENDED)


def _trace(fault: BaseException) -> str:
    """Where it happened, cause first. The words of an exception are left out: they may quote what was entered."""
    chain: list[BaseException] = []
    at: BaseException | None = fault
    while at is not None and at not in chain and len(chain) < _CAUSES:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    lines = []
    for each in reversed(chain):
        lines.append(f"{type(each).__module__}.{type(each).__qualname__}")
        frames = traceback.extract_tb(each.__traceback__)[-_FRAMES:]
        lines.extend(f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in frames)
    return "\n".join(lines)


def _short(path: str) -> str:
    """A file without the folders above the package, which may name the person."""
    parts = Path(path.replace("\\", "/")).parts
    for root in ("site-packages", "crmdesk"):
        if root in parts:
            at = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[at + (root == "site-packages") :])
    return parts[-1] if parts else ""
