"""A world's time, ids and chance: everything that differs from run to run, drawn from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from crmdesk.domain.identifiers import uuid7

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The centre's time; laptops look at it through a skew."""

    moment: datetime = START
    passed: datetime = START
    """As `moment`, but only `pass_time` moves it: who looks at the clock how often changes nothing here."""

    def now(self) -> datetime:
        """Every look takes a millisecond, so that no two happen at once."""
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def pass_time(self, seconds: float) -> None:
        self.passed += timedelta(seconds=seconds)
        self.moment = max(self.moment, self.passed)


@dataclass
class Chance:
    """Random draws by step and purpose: one more draw of a kind, or one step left out, does not shift the others."""

    seed: int
    step: int = 0
    _streams: dict[str, random.Random] = field(default_factory=dict)

    def begin_step(self, step: int) -> None:
        """From here on everything is drawn anew, as this seed has it for this step."""
        self.step = step
        self._streams.clear()

    def of(self, purpose: str) -> random.Random:
        stream = self._streams.get(purpose)
        if stream is None:
            stream = self._streams[purpose] = random.Random(f"{self.seed}/{self.step}/{purpose}")
        return stream


class Ids:
    """UUIDv7s of the world's time, the same however often anybody has looked at a clock."""

    def __init__(self, chance: Chance, clock: Clock, purpose: str) -> None:
        self._chance = chance
        self._clock = clock
        self._purpose = f"ids of {purpose}"
        self._count = count()

    def __call__(self) -> str:
        milliseconds = int(self._clock.passed.timestamp() * 1000) + next(self._count)
        return uuid7(milliseconds, self._chance.of(self._purpose).getrandbits(74))
