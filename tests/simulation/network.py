"""The line between one laptop and the centre: it loses requests and replies, doubles them, repeats old ones late."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from crmdesk.domain.errors import Offline
from tests.support.in_process import Answered, Exchange, Request

REPEATED = 4
"""Old requests that are kept to arrive a second time, late."""


@dataclass(frozen=True)
class Weather:
    """How likely each fault is, of every request. What is left over arrives and is answered once."""

    lost: float = 0.10
    late: float = 0.06
    """An old request arrives again before the new one."""
    twice: float = 0.08
    unanswered: float = 0.12
    cut: float = 0.02

    def times(self, factor: float) -> Weather:
        return Weather(
            *(factor * one for one in (self.lost, self.late, self.twice, self.unanswered, self.cut))
        )


@dataclass
class Line:
    """An `Exchange` with faults. `healed`: everything gets through, once."""

    centre: Exchange
    chance: Callable[[], random.Random]
    note: Callable[[str], None]
    weather: Weather = field(default_factory=Weather)
    healed: bool = False
    down: bool = False
    asked: int = 0
    """Requests that the laptop has made."""
    _old: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Answered:
        self.asked += 1
        if self.healed:
            return self.centre(request)
        chance, weather = self.chance(), self.weather
        fate = chance.random()
        if self.down or fate < weather.lost:
            self.note(f"{request.name} lost on the way")
            raise Offline("lost on the way")
        fate -= weather.lost
        if fate < weather.late and self._old:
            late = chance.choice(self._old)
            self.note(f"an old {late.name} arrives again")
            self.centre(late)
        fate -= weather.late
        answer = self.centre(request)
        # Signing in anew is a decision of a person; a network that repeats it makes another session, and no harm.
        self._old = [*self._old, request][-REPEATED:]
        if 0 <= fate < weather.twice:
            self.note(f"{request.name} arrives twice")
            answer = self.centre(request)
        fate -= weather.twice
        if 0 <= fate < weather.unanswered:
            self.note(f"answer to {request.name} lost")
            raise Offline("the answer was lost")
        if 0 <= fate - weather.unanswered < weather.cut:
            self.note(f"answer to {request.name} cut")
            raise Offline("the answer arrived damaged")
        return answer
