"""Two hosts of their own in network namespaces, and between them a line that loses, delays and slows down IP packets.

What the kernel's own TCP makes of such a line is real here: retransmissions, windows, time-outs. It takes root, `ip`
and /dev/net/tun, and touches no interface of the machine itself. Kernels may lack netem, so the line is made here.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import random
import select
import shutil
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support import PATIENCE

_TUN = Path("/dev/net/tun")
_TUNSETIFF, _IFF_TUN, _IFF_NO_PI = 0x400454CA, 0x0001, 0x1000
_CLONE_NEWNET = 0x40000000
_DEVICE = "line"
_BACKLOG = 4.0
"""Seconds of packets that wait before the line; what comes on top is lost, as in any router."""


def is_possible() -> bool:
    """Whether hosts of our own can be made here."""
    return os.geteuid() == 0 and _TUN.exists() and shutil.which("ip") is not None


@dataclass(frozen=True)
class Loss:
    """`chance` of each packet to be lost, seconds of `delay` each way, bytes a second each way."""

    chance: float
    delay: float
    bytes_per_second: float


class Host:
    """A host with one address at one end of the line."""

    def __init__(self, name: str, address: str) -> None:
        self.name = name
        self.address = address
        self.prefix = ("ip", "netns", "exec", name)
        """Before a command that is to run on it."""
        _ip("netns", "add", name)
        self.line = self._attach()
        _ip("-n", name, "address", "add", f"{address}/24", "dev", _DEVICE)
        _ip("-n", name, "link", "set", _DEVICE, "mtu", "576", "up")

    def _attach(self) -> int:
        """The end of the line that packets of this host come out of."""
        opened: list[int] = []

        def within() -> None:
            # A namespace belongs to a thread: this one ends here, all others stay where they are.
            space = os.open(f"/var/run/netns/{self.name}", os.O_RDONLY)
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(space, _CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), "setns")
            os.close(space)
            line = os.open(_TUN, os.O_RDWR)
            fcntl.ioctl(line, _TUNSETIFF, struct.pack("16sH", _DEVICE.encode(), _IFF_TUN | _IFF_NO_PI))
            opened.append(line)

        thread = threading.Thread(target=within)
        thread.start()
        thread.join()
        return opened[0]

    def close(self) -> None:
        os.close(self.line)
        _ip("netns", "delete", self.name)


class _Way:
    """One direction: a thread that takes packets at one end and lets go of them at the other."""

    def __init__(self, source: int, target: int, loss: Loss, seed: int, ended: threading.Event) -> None:
        self._source, self._target, self._loss, self._ended = source, target, loss, ended
        self._dice = random.Random(seed)
        self._free_at = 0.0
        self._under_way: deque[tuple[float, bytes]] = deque()
        self.offered = 0
        """Bytes of packets that were sent, lost ones too."""
        self.arrived = 0
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        while not self._ended.is_set():
            now = time.monotonic()
            while self._under_way and self._under_way[0][0] <= now:
                self._let_go(self._under_way.popleft()[1])
            wait = min(0.1, self._under_way[0][0] - now) if self._under_way else 0.1
            if select.select([self._source], [], [], max(0.0, wait))[0]:
                self._take(os.read(self._source, 4096))

    def _take(self, packet: bytes) -> None:
        now = time.monotonic()
        self.offered += len(packet)
        free_at = max(now, self._free_at)
        if free_at - now > _BACKLOG:
            return
        self._free_at = free_at + len(packet) / self._loss.bytes_per_second
        if self._dice.random() >= self._loss.chance:
            self._under_way.append((self._free_at + self._loss.delay, packet))

    def _let_go(self, packet: bytes) -> None:
        self.arrived += len(packet)
        with suppress(OSError):  # the host goes down
            os.write(self._target, packet)


class LossyLine:
    """`server` and `laptop` are its ends; `up` and `down` count what went over it."""

    def __init__(self, loss: Loss, seed: int = 1) -> None:
        self._ended = threading.Event()
        self.server = Host(f"crmdesk-{os.getpid()}-server", "10.77.0.1")
        self.laptop = Host(f"crmdesk-{os.getpid()}-laptop", "10.77.0.2")
        self.up = _Way(self.laptop.line, self.server.line, loss, seed, self._ended)
        self.down = _Way(self.server.line, self.laptop.line, loss, seed + 1, self._ended)

    def close(self) -> None:
        self._ended.set()
        for way in (self.up, self.down):
            way.thread.join(PATIENCE)
        for host in (self.laptop, self.server):
            host.close()


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)


@contextmanager
def lossy_line(loss: Loss) -> Iterator[LossyLine]:
    """A line and its two hosts, there while the block runs."""
    line = LossyLine(loss)
    try:
        yield line
    finally:
        line.close()
