"""A screen of its own (Xvfb) with somebody at its keyboard (xdotool), who uses a program as a person does."""

from __future__ import annotations

import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import PATIENCE, until

SIZE = (1366, 768)
_HEADER = struct.Struct(">25I")
_TYPING_MS = 8
"""Between two letters; a quick typist needs ten times as long."""


@dataclass(frozen=True)
class Screen:
    """What stands on it is seen by the titles of its windows and its pixels, and changed by keys alone."""

    display: str
    memory: Path

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout.strip()

    def window(self) -> str:
        """The number of the window that the program shows, '' while there is none."""
        return self._do("search", "--onlyvisible", "--name", "CRMDesk").partition("\n")[0]

    def title(self) -> str:
        """What that window is called."""
        return self._do("getwindowname", window) if (window := self.window()) else ""

    def take_focus(self) -> None:
        """Nobody manages windows here: the keyboard is given to the program once."""
        until(lambda: bool(self.window()))
        self._do("windowfocus", "--sync", self.window())

    def press(self, *keys: str) -> None:
        """Chords as xdotool writes them (`ctrl+Return`), to whatever has the focus."""
        self._do("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Letter by letter."""
        self._do("type", "--clearmodifiers", "--delay", str(_TYPING_MS), text)

    def press_until(self, keys: str, holds: Callable[[], bool]) -> None:
        """Press, look, and press again: what the key acts on may still be on its way."""

        def pressed() -> bool:
            self.press(keys)
            return holds()

        until(lambda: holds() or pressed())

    def colours(self) -> int:
        """How many different ones are on the screen (the format is that of XWDFile.h, version 7)."""
        raw = self.memory.read_bytes()
        header = _HEADER.unpack_from(raw)
        size, bits, line, entries = header[0], header[11], header[12], header[19]
        assert bits == 32, "the screen was asked for in 24 bits"
        start = size + entries * 12
        pixels = memoryview(raw)[start : start + line * header[5]].cast("I")
        return len(set(pixels))


@contextmanager
def screen(folder: Path) -> Iterator[Screen]:
    """An empty screen of 1366×768 with nothing else on it, gone afterwards."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"),
            *("-fbdir", str(folder), "-nolisten", "tcp", "-noreset"),
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, "Xvfb did not start"
        yield Screen(f":{number}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait(PATIENCE)
