"""When to be where, for calls made one after the other. It knows how far places lie apart and no road between them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DETOUR = 1.3
"""What a road is longer than the straight line: the usual factor for cities and open country (Ballou, Rahardja and
Sakai, "Selected country circuity factors for road travel distance estimation", Transportation Research A 36, 2002)."""
IN_TOWN, BEYOND = 40.0, 80.0
"""Kilometres an hour from door to door, parking included, and on what goes beyond the town."""
_TOWN = 20.0
"""Kilometres of road that are counted as town."""
_STEP = timedelta(minutes=5)
"""People are told times that end in 0 or 5."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call to be made: how long it lasts, how far it is from the one before, in a straight line, and for when it
    was agreed with the customer, if it was."""

    length: timedelta
    kilometres: float
    agreed: datetime | None = None


def travel_time(kilometres: float) -> timedelta:
    """What to allow for so many kilometres in a straight line, in whole steps of five minutes; none for none."""
    road = kilometres * DETOUR
    minutes = (min(road, _TOWN) / IN_TOWN + max(0.0, road - _TOWN) / BEYOND) * 60
    return math.ceil(minutes / (_STEP / timedelta(minutes=1)) - 1e-9) * _STEP


def timetable(start: datetime, calls: Sequence[Call]) -> list[tuple[datetime, datetime]]:
    """From when to when each call takes place; the first begins at `start`, whatever the way to it. At a call that was
    agreed one waits for its time, and comes after it where the calls before take too long."""
    found: list[tuple[datetime, datetime]] = []
    for call in calls:
        begins = found[-1][1] + travel_time(call.kilometres) if found else start
        if call.agreed is not None:
            begins = max(begins, call.agreed)
        found.append((begins, begins + call.length))
    return found
