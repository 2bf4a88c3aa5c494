"""Drives the real window step by step under the watchdog, and catches what must never happen on the GUI thread.

It knows no screen: a walk is a list of steps, each named for whoever reads what stood still.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial, wraps
from statistics import fmean
from time import sleep
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QThread
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget
from sqlcipher3 import dbapi2

from crmdesk.store import connection
from crmdesk.ui.watchdog import LIMIT, Turn, Watchdog
from tests.support import PATIENCE

_CALM = 20
"""Looks in a row that find nothing to do: debounced reads and layouts have had their turn."""
_PAUSE = 0.004
BESIDE_OTHERS = 4 * LIMIT
"""The limit where other tests run on the same processor, which share its caches and its clock: what stands still there
for good reason is ten times as long, and a busy machine fails no test."""
_YARDSTICK = 0.004
"""Seconds of processor time that `_yardstick` takes on a laptop that a rep would have."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What stood still in which step."""

    step: str
    what: str

    def __str__(self) -> str:
        return f"{self.step}: {self.what}"


@dataclass
class Walk:
    """One walk through the window of `app`. `busy` says whether anything is still read, saved or exchanged."""

    app: QApplication
    busy: Callable[[], bool]
    findings: list[Finding] = field(default_factory=list)
    turns: dict[str, float] = field(default_factory=dict)
    """Processor seconds of the longest turn of each step."""
    limit: float = LIMIT
    """Processor seconds that a turn may take."""

    def __post_init__(self) -> None:
        self._step = "start"
        self._armed = False
        self.pace = Pace()
        self.dog = Watchdog(self.limit)
        self.dog.stalled.connect(self._on_stalled)

    # -- steps ---------------------------------------------------------------------------------------------

    def do(
        self,
        step: str,
        act: Callable[[], object],
        then: Callable[[], object] | None = None,
        *,
        patience: float = PATIENCE,
    ) -> None:
        """Act as a person does, then wait until all is read and shown, and until `then()` is true; for so many seconds
        at most."""
        with self._watched(step):
            act()
            self.dog.turn()
            self._settle(then, patience)

    def act(self, step: str, act: Callable[[], object]) -> None:
        """Act, and let the window answer once, without waiting for what it reads."""
        with self._watched(step):
            act()
            self.dog.turn()
            self.app.processEvents()

    def settle(self, step: str, then: Callable[[], object] | None = None) -> None:
        """Wait until all is read and shown, and until `then()` is true."""
        self.do(step, lambda: None, then)

    def rest(self) -> None:
        """What another program in this process has stirred up in the window comes to rest; that is nobody's turn."""
        calm = 0
        while calm < 5 * _CALM:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            calm = 0 if self.busy() else calm + 1
            sleep(_PAUSE)

    def report(self) -> None:
        """Raises AssertionError that tells all that was found since the last one, if anything was."""
        found, self.findings = self.findings, []
        said = dict.fromkeys(map(str, found))
        assert not found, "\n".join(said)

    @contextmanager
    def _watched(self, step: str) -> Iterator[None]:
        self._step, self._armed, self.dog.worst = step, True, 0.0
        self.dog.turn_anew()
        try:
            yield
            self.dog.turn()
        finally:
            self._armed = False
            self.turns[step] = max(self.dog.worst, self.turns.get(step, 0.0))

    def _settle(self, then: Callable[[], object] | None, patience: float) -> None:
        """What this looks at between two turns is its own: it is no turn of the window's."""
        end = time.monotonic() + patience
        calm = 0
        while calm < _CALM:
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self.dog.turn()
            self._armed = False
            calm = 0 if self.busy() or (then is not None and not then()) else calm + 1
            if time.monotonic() > end:
                raise AssertionError(f"{self._step}: the window does not come to rest")
            sleep(_PAUSE)  # gives way to whoever is waited for
            self._armed = True
            self.dog.turn_anew()

    # -- what is caught ------------------------------------------------------------------------------------

    def _on_stalled(self, turn: Turn) -> None:
        slow = self.pace.slowness()
        if self._armed and turn.processor / slow > self.limit:
            self.findings.append(
                Finding(self._step, f"{_told_short(turn)}\n  (the machine is {slow:.1f} times slower)")
            )

    def blocked(self, what: str) -> None:
        """A call that waits for a disk, a line or another thread was made on the GUI thread."""
        if self._armed:
            where = [
                f"{each.filename.rpartition('/crmdesk/')[2]}:{each.lineno} in {each.name}"
                for each in traceback.extract_stack()
                if "/crmdesk/ui/" in each.filename or "/crmdesk/app" in each.filename
            ]
            self.findings.append(Finding(self._step, f"{what}\n    " + "\n    ".join(where[-6:])))


def _told_short(turn: Turn) -> str:
    """Without what lies around the window: the test and who runs it."""
    seen: dict[str, int] = {}
    for count, stack in turn.stacks:
        own = " < ".join([each for each in stack if each.startswith("crmdesk/")][-4:][::-1]) or "Qt itself"
        seen[own] = seen.get(own, 0) + count
    most = sorted(seen.items(), key=lambda each: -each[1])[:8]
    return f"{turn.processor * 1e3:.0f} ms of processor" + "".join(
        f"\n  {count} × {where}" for where, count in most
    )


class Pace:
    """How much dearer work on a window is at this moment than it can be on this machine: who shares a processor's
    caches, and its clock, with others pays for it in processor time."""

    def __init__(self) -> None:
        self._least = min(_drawing() for _ in range(20))

    def slowness(self) -> float:
        """Against a quiet moment, and against a laptop's processor; 1 where it is neither."""
        drawn = [_drawing() for _ in range(5)]
        self._least = min(self._least, *drawn)
        return max(1.0, min(_yardstick() for _ in range(3)) / _YARDSTICK, fmean(drawn) / self._least)


def _drawing() -> float:
    """Seconds of processor time of laying out and painting what a window is made of."""
    began = time.thread_time()
    page = QWidget()
    grid = QGridLayout(page)
    for number in range(24):
        grid.addWidget(QLabel(f"Label {number}"), number // 4, number % 4)
    page.resize(600, 300)
    page.grab()
    page.deleteLater()
    return time.thread_time() - began


def _yardstick() -> float:
    began = time.thread_time()
    found: dict[str, int] = {}
    for number in range(20_000):
        found[str(number % 997)] = number
    return time.thread_time() - began


# -- what must not be called -------------------------------------------------------------------------------

_walk: list[Walk] = []
"""Whoever is told; empty when no walk is under way. An audit hook cannot be taken off again."""
_AUDITED = {
    "socket.connect": "a connection was opened",
    "socket.getaddrinfo": "a name was looked up",
    "subprocess.Popen": "a process was started",
}


def _tell(what: str) -> None:
    """To every walk: the one that is not under way at the moment leaves it aside."""
    for walk in _walk:
        walk.blocked(what)


def _on_audit(event: str, _: tuple[object, ...]) -> None:
    if _walk and event in _AUDITED and threading.get_ident() == threading.main_thread().ident:
        _tell(_AUDITED[event])


sys.addaudithook(_on_audit)


def _told(what: str, real: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(real)
    def told(*words: Any, **named: Any) -> Any:
        if _walk and threading.get_ident() == threading.main_thread().ident:
            _tell(what)
        return real(*words, **named)

    return told


class _Connection(dbapi2.Connection):  # type: ignore[misc]
    """Tells of statements of the GUI thread, each with its words."""

    def execute(self, statement: str, *values: Any) -> Any:
        if _walk and threading.get_ident() == threading.main_thread().ident:
            _tell(f"the database was asked: {' '.join(statement.split())[:80]}")
        return super().execute(statement, *values)


@contextmanager
def caught(walk: Walk) -> Iterator[Walk]:
    """While this lasts, calls that may wait are told to the walk. Open the replica inside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.dbapi2, "connect", partial(dbapi2.connect, factory=_Connection))
        patch.setattr(time, "sleep", _told("it slept", time.sleep))
        patch.setattr(os, "fsync", _told("it waited for the disk (fsync)", os.fsync))
        patch.setattr(subprocess.Popen, "wait", _told("it waited for a process", subprocess.Popen.wait))
        patch.setattr(threading.Thread, "join", _told("it waited for a thread", threading.Thread.join))
        patch.setattr(threading.Event, "wait", _told("it waited for another thread", threading.Event.wait))
        patch.setattr(QThread, "wait", _told("it waited for a thread", QThread.wait))
        _walk.append(walk)
        walk.dog.start()
        try:
            yield walk
        finally:
            _walk.remove(walk)
            walk.dog.close()
