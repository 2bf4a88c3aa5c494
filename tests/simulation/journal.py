"""Which worlds of a long run are behind it, portion by portion in a file, so that a run cut short goes on where it was.

It knows no world, only seeds and what became of them.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec

from tests.simulation.run import Order, Summary, Verdict

PORTION = 200
"""Seeds noted at once: so many worlds are played again at most, a process."""


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """The first line: with which options these worlds are drawn."""

    options: str


class Portion(msgspec.Struct, frozen=True, tag="portion"):
    """Seeds from `first` to `last`, all played. `seconds` have passed since the portion before was noted."""

    first: int
    last: int
    steps: int
    faults: int
    seconds: float
    commit: str
    faulty: list[Verdict]


class OtherOptions(Exception):
    """The file tells of a run whose worlds are drawn otherwise."""


class Journal:
    """The file of one run; raises `OtherOptions`. A line that was cut short counts as not written."""

    def __init__(
        self, file: Path, options: str, commit: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._file = file
        self._commit = commit
        self._clock = clock
        self._due: dict[int, range] = {}
        """Seed -> the portion that it belongs to."""
        self._played: dict[range, list[Verdict]] = {}
        self.portions: list[Portion] = []
        begun = self._read()
        if begun is None:
            self._append(Begun(options))
        elif begun.options != options:
            raise OtherOptions(f"{file} is of a run with {begun.options}, not {options}")
        self._noted = clock()

    def _read(self) -> Begun | None:
        text = self._file.read_bytes() if self._file.exists() else b""
        whole = text[: text.rfind(b"\n") + 1]
        if whole != text:
            os.truncate(self._file, len(whole))
        lines = [msgspec.json.decode(line, type=Begun | Portion) for line in whole.splitlines()]
        self.portions = [line for line in lines if isinstance(line, Portion)]
        return next((line for line in lines if isinstance(line, Begun)), None)

    def left(self, orders: Sequence[Order]) -> list[Order]:
        """The orders that are not behind the run yet; each of them is to be noted."""
        done = {seed for one in self.portions for seed in range(one.first, one.last + 1)}
        left = [order for order in orders if order[0] not in done]
        for portion in _portions([seed for seed, _ in left]):
            self._due |= dict.fromkeys(portion, portion)
            self._played[portion] = []
        return left

    def note(self, verdict: Verdict) -> None:
        """One world is over; its portion is written when it was the last of it."""
        portion = self._due[verdict.seed]
        played = self._played[portion]
        played.append(verdict)
        if len(played) < len(portion):
            return
        now = self._clock()
        faulty = [one for one in played if one.faults]
        steps, faults = sum(one.steps for one in played), sum(len(one.faults) for one in played)
        self._append(Portion(portion[0], portion[-1], steps, faults, now - self._noted, self._commit, faulty))
        self._noted = now
        del self._played[portion]

    def _append(self, line: Begun | Portion) -> None:
        with self._file.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        if isinstance(line, Portion):
            self.portions.append(line)

    def summary(self) -> Summary:
        """All that is noted, of this run and those before it."""
        return Summary(
            worlds=sum(one.last - one.first + 1 for one in self.portions),
            steps=sum(one.steps for one in self.portions),
            seconds=sum(one.seconds for one in self.portions),
            faulty=[verdict for one in self.portions for verdict in one.faulty],
        )

    def told(self) -> str:
        """In how many portions, and of which commits."""
        commits = ", ".join(dict.fromkeys(one.commit for one in self.portions))
        return f"portions noted in {self._file}: {len(self.portions)}, of commit {commits}"


def _portions(seeds: list[int]) -> Iterator[range]:
    """The seeds in stretches that follow one another, of a portion each at most."""
    for _, together in groupby(enumerate(seeds), key=lambda pair: pair[1] - pair[0]):
        stretch = [seed for _, seed in together]
        for at in range(0, len(stretch), PORTION):
            part = stretch[at : at + PORTION]
            yield range(part[0], part[-1] + 1)


def commit() -> str:
    """The commit that is played, with a mark if files differ from it; `unknown` outside of a repository."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or "unknown"
