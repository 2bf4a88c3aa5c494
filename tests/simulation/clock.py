"""A world's time, ids and chance: everything that differs from run to run, drawn from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crmdesk.domain.identifiers import uuid7

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """The centre's time; laptops look at it through a skew."""

    moment: datetime = START

    def now(self) -> datetime:
        """Every look takes a millisecond, so that no two happen at once."""
        self.moment += timedelta(milliseconds=1)
        return self.moment

    def pass_time(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Chance:
    """Random draws by purpose, so that one more draw of a kind does not shift all the others."""

    seed: int
    _streams: dict[str, random.Random] = field(default_factory=dict)

    def of(self, purpose: str) -> random.Random:
        if purpose not in self._streams:
            self._streams[purpose] = random.Random(f"{self.seed}/{purpose}")
        return self._streams[purpose]


def id_source(chance: Chance, clock: Clock, purpose: str) -> str:
    """A UUIDv7 of the world's time."""
    return uuid7(int(clock.now().timestamp() * 1000), chance.of(f"ids of {purpose}").getrandbits(74))
