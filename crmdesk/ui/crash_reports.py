"""What is kept of a fault or crash of the program: a log, and a report for its next start to offer. Nothing is sent.

No value that somebody entered is in either, for they lie in the clear beside a replica that is encrypted: where in the
code, kinds of errors, versions, log lines without what fills them (docs/decisions/0027-logs-without-values.md).
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
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import qVersion

from crmdesk import __version__
from crmdesk.domain.errors import StorageFault, UserError

log = logging.getLogger(__name__)

LOG = "desktop.log"
"""Beside the replica: faults of the program, for whoever mends them."""
_HEAD = "Faults of CRMDesk, without values\n"
"""What it begins with. Logs of earlier releases don't, and hold what exceptions quoted: they are removed."""
_LOG_BYTES = 1_000_000
REPORT, CRASH = "report.txt", "crash.txt"
"""Beside the replica: the report that is offered, and where the interpreter writes its stacks when it is killed."""
_REPORT = 64 * 1024
_LINES, _FRAMES, _CAUSES = 30, 60, 6
_ENDED, _WENT_ON = "The program ended unexpectedly.", "Something in the program failed; it went on."
_FILE = re.compile(r'File "([^"]*)"')


class _Valueless(logging.Formatter):
    """Of our own lines the words without what fills them, of others only who spoke; of faults where and which."""

    def format(self, record: logging.LogRecord) -> str:
        words = str(record.msg) if record.name.split(".")[0] == "crmdesk" else ""
        at = datetime.fromtimestamp(record.created, UTC)
        line = f"{at:%Y-%m-%dT%H:%M:%SZ} {record.levelname} {record.name} {words}".rstrip()
        filling = record.args if isinstance(record.args, tuple) else ()
        kinds = ", ".join(_kind(each) for each in filling if isinstance(each, BaseException))
        line = f"{line} ({kinds})" if kinds else line
        fault = record.exc_info[1] if record.exc_info else None
        return f"{line}\n{_trace(fault)}" if fault is not None else line


class _Log(RotatingFileHandler):
    """Says of itself that no value is in it."""

    def _open(self) -> TextIOWrapper:
        file = super()._open()
        if not file.tell():
            file.write(_HEAD)
        return file


class _LastLines(logging.Handler):
    """The end of the log."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: deque[str] = deque(maxlen=_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record).partition("\n")[0])


class CrashReports:
    """The one report of a profile, and the watch over the running program."""

    def __init__(self, folder: Path) -> None:
        self._path, self._crash = folder / REPORT, folder / CRASH
        self._last = _LastLines()
        self._stacks: IO[str] | None = None
        self._kept = False

    def watch(self, admit: Callable[[Exception], object]) -> None:
        """Keep what nobody expected from now on, without values. `admit` tells the person, and is called on the thread
        that failed; work goes on. A disk that takes no report doesn't keep the program from running."""
        path = self._path.with_name(LOG)
        file = _Log(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
        seen = logging.StreamHandler()
        for handler in (file, self._last):
            handler.setFormatter(_Valueless())
        # A terminal forgets; what else takes a program's words (a journal, a session's log) keeps them.
        if not (sys.stderr is not None and sys.stderr.isatty()):
            seen.setFormatter(_Valueless())
        logging.basicConfig(level=logging.WARNING, handlers=[file, seen])
        logging.getLogger().addHandler(self._last)
        try:
            _remove_quoting(path)
            _remove_quoting(path.with_name(f"{LOG}.1"))
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


def _remove_quoting(log_file: Path) -> None:
    """A log of an earlier release goes."""
    if not log_file.exists():
        return
    with log_file.open(encoding="utf-8", errors="replace") as file:
        if file.read(len(_HEAD)) == _HEAD:
            return
    log_file.unlink()


def _kind(error: BaseException) -> str:
    """What kind of error, as far as that quotes nobody."""
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, UserError):
        return f"{name} {error.code}"
    return f"{name} {error.strerror}" if isinstance(error, OSError) and error.strerror else name


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
        lines.append(_kind(each))
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
