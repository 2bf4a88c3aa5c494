"""Several processes that serve one centre on one socket: started together, replaced when they die, ended together.

They share the socket, the counts of requests and the figures; everything else they share is in the database, which each
of them reads anew with every request. What is done once for all (migrations) is done before the first is started.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path

from crmdesk.domain.errors import StorageFault, UserError
from crmdesk.server.centre import open_at
from crmdesk.server.location import Place
from crmdesk.server.metrics import Metrics
from crmdesk.server.serving import DRAIN_SECONDS, Listening, Server, bind
from crmdesk.server.throttle import SharedCounts, Throttle

_BACKLOG = 2048
_GRACE_SECONDS = 5
"""How much longer than its requests a process may take to end."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
"""Seconds before a process is started anew that died before it served: twice as long each time."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)

_log = logging.getLogger("crmdesk.server")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all of them have in common, made before they are."""

    listener: socket.socket
    counts: SharedCounts
    figures: Path
    life: tuple[int, int]
    """A pipe; its writing end is held by the supervisor alone, so that its end tells of the supervisor's."""


@dataclass
class _Seat:
    """One of the processes, and those that took its place. `heard` says when it serves."""

    number: int
    process: ForkProcess | None = None
    heard: Connection | None = None
    serves: bool = False
    pause: float = _FIRST_PAUSE
    begin_at: float = 0.0


class Workers:
    """A server of `count` processes. `serve` blocks until SIGTERM or SIGINT; only a main thread may call it."""

    def __init__(
        self, place: Place, listening: Listening, count: int, *, on_ready: Callable[[str], None]
    ) -> None:
        """`on_ready` gets the URL once, when all processes serve."""
        self._place = place
        self._listening = listening
        self._seats = [_Seat(number) for number in range(count)]
        self._on_ready = on_ready
        self._context = multiprocessing.get_context("fork")
        self._ending = False

    def serve(self) -> None:
        """Serves; SIGTERM and SIGINT let requests under way end. Raises `UsageError` if the address cannot be had,
        and `StorageFault` if the database cannot be used or a process does not come up."""
        open_at(self._place).close()
        with contextlib.ExitStack() as stack:
            listener = stack.enter_context(contextlib.closing(bind(self._listening)))
            listener.listen(_BACKLOG)
            figures = stack.enter_context(tempfile.TemporaryDirectory(prefix="crmdesk-figures-"))
            life = os.pipe()
            stack.callback(os.close, life[0])
            stack.callback(os.close, life[1])
            woken = stack.enter_context(self._hearing_signals())
            shared = _Shared(listener, SharedCounts(len(self._seats)), Path(figures), life)
            try:
                self._start_all(shared, woken)
                if not self._ending:
                    self._on_ready(self._listening.url(listener.getsockname()[1]))
                while not self._ending:
                    self._look(shared, woken)
            finally:
                # First of all, so that nobody is taken in whom no process would answer.
                listener.close()
                self._end_all()

    @contextlib.contextmanager
    def _hearing_signals(self) -> Iterator[socket.socket]:
        """A socket that can be read from once a signal has come."""
        here, there = socket.socketpair()
        for one in (here, there):
            one.setblocking(False)
        before = {number: signal.signal(number, self._on_signal) for number in _SIGNALS}
        wakes = signal.set_wakeup_fd(there.fileno(), warn_on_full_buffer=False)
        try:
            yield here
        finally:
            signal.set_wakeup_fd(wakes)
            for number, handler in before.items():
                signal.signal(number, handler)
            here.close()
            there.close()

    def _on_signal(self, number: int, frame: object) -> None:
        self._ending = True

    # Watching

    def _start_all(self, shared: _Shared, woken: socket.socket) -> None:
        """Returns when all serve, or a signal came; the first that does not come up ends the attempt."""
        for seat in self._seats:
            self._start(seat, shared)
        while not self._ending and not all(seat.serves for seat in self._seats):
            self._await(woken, None)
            for seat in self._seats:
                self._hear(seat)
                if self._died(seat):
                    assert seat.process is not None
                    raise StorageFault(
                        "A process of the server did not start",
                        f"it ended with {seat.process.exitcode}",
                        "see what it logged; does the database take so many connections?",
                    )

    def _look(self, shared: _Shared, woken: socket.socket) -> None:
        """Waits until something happens to a process, and gives those that died a successor."""
        due = [seat.begin_at for seat in self._seats if seat.process is None]
        self._await(woken, max(0.0, min(due) - time.monotonic()) if due else None)
        for seat in self._seats:
            self._hear(seat)
            if not self._ending and self._died(seat):
                self._bury(seat)
            if not self._ending and seat.process is None and time.monotonic() >= seat.begin_at:
                self._start(seat, shared)

    def _await(self, woken: socket.socket, timeout: float | None) -> None:
        heard = [seat.heard for seat in self._seats if seat.heard is not None]
        ends = [seat.process.sentinel for seat in self._seats if seat.process is not None]
        wait([woken, *heard, *ends], timeout)
        with contextlib.suppress(BlockingIOError):
            woken.recv(4096)

    def _hear(self, seat: _Seat) -> None:
        if seat.heard is None or not seat.heard.poll():
            return
        with contextlib.suppress(EOFError):
            seat.serves = seat.heard.recv_bytes() == b"serves"
            seat.pause = _FIRST_PAUSE
        seat.heard.close()
        seat.heard = None

    @staticmethod
    def _died(seat: _Seat) -> bool:
        return seat.process is not None and seat.process.exitcode is not None

    def _bury(self, seat: _Seat) -> None:
        assert seat.process is not None
        _log.error(
            "process %s of the server ended with %s; another takes its place",
            seat.process.pid,
            seat.process.exitcode,
        )
        seat.process.close()
        seat.process, served = None, seat.serves
        seat.serves = False
        if served:
            seat.begin_at = time.monotonic()
        else:
            seat.begin_at, seat.pause = time.monotonic() + seat.pause, min(2 * seat.pause, _LONGEST_PAUSE)

    # Starting and ending

    def _start(self, seat: _Seat, shared: _Shared) -> None:
        heard, tells = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=self._work, args=(seat.number, shared, tells), name=f"worker {seat.number}"
        )
        # What comes for this process between its beginning and its own handlers must not be lost in those inherited.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        tells.close()
        seat.process, seat.heard, seat.serves = process, heard, False

    def _work(self, number: int, shared: _Shared, tells: Connection) -> None:
        """What each process does."""
        signal.set_wakeup_fd(-1)
        for one in _SIGNALS:
            signal.signal(one, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        os.close(shared.life[1])

        def served(url: str) -> None:
            tells.send_bytes(b"serves")
            tells.close()

        try:
            with contextlib.closing(open_at(self._place, Throttle(shared.counts, number))) as centre:
                metrics = Metrics(shared.figures)
                server = Server(centre, self._listening, on_ready=served, metrics=metrics)
                server.serve(signals=True, listener=shared.listener, life=shared.life[0])
        except UserError as error:
            _log.error("a process of the server cannot serve: %s", error)
            sys.exit(error.exit_code)

    def _end_all(self) -> None:
        """Lets them end what they are at; those that do not are killed."""
        running = [seat.process for seat in self._seats if seat.process is not None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + DRAIN_SECONDS + _GRACE_SECONDS
        for process in running:
            process.join(max(0.0, deadline - time.monotonic()))
            if process.exitcode is None:
                _log.error("process %s of the server did not end and is killed", process.pid)
                process.kill()
                process.join()
            process.close()
