"""The line between one laptop and the centre: it loses requests and replies, doubles them, repeats old ones late."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from crmdesk.domain.errors import Offline
from tests.support.in_process import Answered, Exchange, Request

REPEATED = 4
"""Old requests that are kept to arrive a second time, late."""


@dataclass
class Line:
    """An `Exchange` with faults. `healed`: everything gets through, once."""

    centre: Exchange
    chance: random.Random
    note: Callable[[str], None]
    healed: bool = False
    down: bool = False
    _old: list[Request] = field(default_factory=list)

    def __call__(self, request: Request) -> Answered:
        if self.healed:
            return self.centre(request)
        fate = self.chance.random()
        if self.down or fate < 0.10:
            self.note(f"{request.name} lost on the way")
            raise Offline("lost on the way")
        if fate < 0.16 and self._old:
            late = self.chance.choice(self._old)
            self.note(f"an old {late.name} arrives again")
            self.centre(late)
        answer = self.centre(request)
        self._remember(request)
        if fate < 0.24:
            self.note(f"{request.name} arrives twice")
            answer = self.centre(request)
        elif fate < 0.36:
            self.note(f"answer to {request.name} lost")
            raise Offline("the answer was lost")
        elif fate < 0.38:
            self.note(f"answer to {request.name} cut")
            raise Offline("the answer arrived damaged")
        return answer

    def _remember(self, request: Request) -> None:
        # Signing in anew is a decision of a person; a network that repeats it makes another session, and no harm.
        self._old = [*self._old, request][-REPEATED:]
