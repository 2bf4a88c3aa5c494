"""A TCP proxy on loopback between a laptop and its centre that does to bytes and lines what networks do.

It cuts lines at a given byte, flips a bit, swallows all, refuses, slows down, stalls, and says old requests again.
"""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.support import PATIENCE

_CHUNK = 65536


@dataclass(frozen=True)
class Speed:
    """A slow line: bytes a second and seconds of delay each way. Loss is what TCP makes of it for those above: now and
    then nothing comes for a while, and now and then the line is cut."""

    bytes_per_second: float
    delay: float = 0.0
    stall_chance: float = 0.0
    """Of each packet: it is lost and comes a retransmission later."""
    stall: float = 0.0
    """Seconds that a retransmission takes."""
    cut_after: int | None = None
    """Bytes that a connection carries, about, until it is cut."""
    packet: int = 512
    """Bytes that are lost or come together."""

    def hurried(self, times: float) -> Speed:
        """The same line in so much less time: what goes by its clock, hurried alike, sees no difference."""
        return replace(
            self,
            bytes_per_second=self.bytes_per_second * times,
            delay=self.delay / times,
            stall=self.stall / times,
        )


class Hurried:
    """Clocks of whoever sits behind a line that is hurried so many times: their seconds are as much shorter."""

    def __init__(self, times: float) -> None:
        self._times = times
        self._began = time.monotonic()
        self._at = datetime.now(UTC)

    def seconds(self) -> float:
        """Seconds that only grow."""
        return (time.monotonic() - self._began) * self._times

    def now(self) -> datetime:
        """The time of day."""
        return self._at + timedelta(seconds=self.seconds())


class FaultProxy:
    """`url` to talk to instead of the server's. `cut_answers_at` and `cut_requests_at` count bytes of a connection."""

    def __init__(self, host: str, port: int, seed: int = 1) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.cut_requests_at: int | None = None
        self.cut_answers_at: int | None = None
        self.flip_request_at: int | None = None
        """The next connection that gets so far has one bit of that byte turned over on the way to the centre."""
        self.flip_answer_at: int | None = None
        self.silent = False
        """Half open: everything is taken, nothing gets through either way, nobody says so."""
        self.refusing = False
        """No new connections, and the old ones are cut."""
        self.speed: Speed | None = None
        self.allowance: int | None = None
        """Bytes that still come through from the laptop; with the last of them the line is `silent`."""
        self.sent = 0
        """Bytes that came from the laptop, heads and all."""
        self.answered = 0
        """Bytes that went back to it."""
        self.connections = 0
        self.requests: list[bytes] = []
        """What each connection carried to the centre, if `remember`."""
        self.remember = False
        self._dice = random.Random(seed)
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._ended = threading.Event()
        self._start(self._accept)

    def heal(self) -> None:
        """From now on everything gets through; connections already open are dropped."""
        self.cut_requests_at = self.cut_answers_at = None
        self.flip_request_at = self.flip_answer_at = None
        self.silent = self.refusing = False
        self.speed = self.allowance = None
        self.drop()

    def drop(self) -> None:
        """Cuts every line that is open now."""
        for line in self._open:
            _close(line)
        self._open.clear()

    def break_off(self) -> None:
        """The network is gone: lines are cut and none can be opened."""
        self.refusing = True
        self.drop()

    def say_again(self, request: bytes) -> bytes:
        """Sends a remembered request once more, as a network that had kept it; gives what the centre answered."""
        with socket.create_connection(self._target) as line:
            line.settimeout(PATIENCE)
            line.sendall(request)
            with suppress(TimeoutError):
                return line.recv(_CHUNK)
        return b""

    def close(self) -> None:
        self._ended.set()
        _close(self._listener)
        self.drop()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _start(self, run: object, *given: object) -> None:
        thread = threading.Thread(target=run, args=given, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self.refusing:
                    _close(near)
                    continue
                try:
                    far = socket.create_connection(self._target)
                except OSError:
                    _close(near)
                    continue
                self.connections += 1
                self._open += [near, far]
                self._start(self._carry, near, far, self.cut_requests_at, True)
                self._start(self._carry, far, near, self.cut_answers_at, False)

    def _carry(self, source: socket.socket, target: socket.socket, left: int | None, there: bool) -> None:
        done, life = 0, self._dice.uniform(0.5, 1.5)
        if there and self.remember:
            self.requests.append(b"")
        place = len(self.requests) - 1
        with suppress(OSError):
            while data := source.recv(_CHUNK if self.speed is None else self.speed.packet):
                if self.silent:
                    continue
                data = self._flipped(data, done, there)
                if there:
                    data = self._allowed(data)
                if left is not None:
                    data, left = data[:left], left - len(data[:left])
                done += len(data)
                if there:
                    self.sent += len(data)
                    if self.remember and place >= 0:
                        self.requests[place] += data
                else:
                    self.answered += len(data)
                if not self._take_time(len(data), done, life):
                    break
                target.sendall(data)
                if left == 0:
                    break
        _close(source)
        _close(target)

    def _allowed(self, data: bytes) -> bytes:
        if self.allowance is None:
            return data
        data = data[: self.allowance]
        self.allowance -= len(data)
        self.silent = self.allowance == 0
        return data

    def _flipped(self, data: bytes, done: int, there: bool) -> bytes:
        at = self.flip_request_at if there else self.flip_answer_at
        if at is None or not done <= at < done + len(data):
            return data
        if there:
            self.flip_request_at = None
        else:
            self.flip_answer_at = None
        turned = bytearray(data)
        turned[at - done] ^= 1 << self._dice.randrange(8)
        return bytes(turned)

    def _take_time(self, size: int, done: int, life: float) -> bool:
        """Waits as the line does; False when it is cut instead."""
        speed = self.speed
        if speed is None:
            return True
        wait = size / speed.bytes_per_second
        if done <= size:
            wait += speed.delay
        if self._dice.random() < speed.stall_chance:
            wait += speed.stall
        if self._ended.wait(wait):
            return False
        return speed.cut_after is None or done < speed.cut_after * life


def _close(line: socket.socket) -> None:
    # Shutting down wakes whoever waits on it; closing alone would not.
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()


@contextmanager
def fault_proxy(host: str, port: int) -> Iterator[FaultProxy]:
    """A proxy that runs while the block does."""
    proxy = FaultProxy(host, port)
    try:
        yield proxy
    finally:
        proxy.close()
