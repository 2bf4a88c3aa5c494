"""In which order to make a day's calls when customers expect some of them at a time that was agreed. It knows how far
places lie apart and how long a call lasts, and neither a map nor a record.

Agreed calls are made in the order of their times. Of all orders the one counts as best that keeps customers waiting
least, then goes least beyond the end of the day, then has the shortest way. A handful of calls is solved exactly, by
labels over sets of calls (Desrochers and Soumis, "A generalized permanent labelling algorithm for the shortest path
problem with time windows", INFOR 26, 1988); more of them by inserting the free calls into the agreed ones and then
moving and turning stretches while that helps (Solomon, "Algorithms for the vehicle routing and scheduling problems with
time window constraints", Operations Research 35, 1987).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crmdesk.domain.route import best_order, distances, length
from crmdesk.domain.timetable import travel_time

Place = tuple[float, float]
Cost = tuple[int, int, float]
"""Seconds that customers wait, seconds beyond the end of the day, kilometres; in this order of weight."""

_EXACT = 9
"""Calls up to which all orders count; beyond, time would double with each."""
_NEIGHBOURS = 10
_LONGEST_MOVED = 3
_KNOTS = 4
"""For each call, in the way that the search begins with: what it lacks of the shortest is made up for later."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Appointment:
    """One call: where (degrees; None: nobody knows), how long it lasts, and when the customer expects it, if so."""

    place: Place | None
    length: timedelta
    agreed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the day gives: when the first call may begin and the last one ends, and where the way starts, if known."""

    start: datetime
    end: datetime
    here: Place | None = None


def order_around(frame: Frame, calls: Sequence[Appointment]) -> list[int]:
    """The calls by their number, in the best order that was found; the same calls give the same order.

    Where nothing is agreed the short way alone counts, and calls at places that nobody knows come last.
    """
    day = _Day(frame, calls)
    if not day.appointed:
        return _shortest(day)
    return _exact(day) if len(calls) <= _EXACT else _searched(day)


def cost_of(frame: Frame, calls: Sequence[Appointment], order: Sequence[int]) -> Cost:
    """What an order of the calls costs."""
    return _Day(frame, calls).cost(order)


class _Day:
    """The calls as numbers: seconds from the start of the day, kilometres and seconds from one to another. The row and
    column after the last call are where the way starts."""

    def __init__(self, frame: Frame, calls: Sequence[Appointment]) -> None:
        self.count = len(calls)
        self.placed = [*(call.place is not None for call in calls), frame.here is not None]
        nowhere = (0.0, 0.0)
        self.way = distances([*(call.place or nowhere for call in calls), frame.here or nowhere])
        self.takes = [[_seconds(travel_time(way)) for way in row] for row in self.way]
        self.lasts = [_seconds(call.length) for call in calls]
        self.agreed = [None if call.agreed is None else _seconds(call.agreed - frame.start) for call in calls]
        self.end = _seconds(frame.end - frame.start)
        appointed = [(at, number) for number, at in enumerate(self.agreed) if at is not None]
        self.appointed = [number for _, number in sorted(appointed)]
        """Agreed calls in the order of their times."""

    def cost(self, order: Sequence[int]) -> Cost:
        """Walks through the day once."""
        placed, agreed, lasts = self.placed, self.agreed, self.lasts
        waited, clock, way, here, travels = 0, 0, 0.0, self.count, False
        for call in order:  # as `step` does, without a call for each: this is most of a long search
            if placed[call]:
                if placed[here]:
                    way += self.way[here][call]
                    if travels:
                        clock += self.takes[here][call]
                here = call
            travels = True
            expected = agreed[call]
            if expected is not None:
                if clock > expected:
                    waited += clock - expected
                else:
                    clock = expected
            clock += lasts[call]
        return waited, max(0, clock - self.end), way

    def step(self, clock: int, here: int, call: int, *, first: bool) -> tuple[int, int, float]:
        """To one more call: how long its customer waits, when it ends, how far it was. The first one begins with the
        day, whatever the way to it."""
        way = 0.0
        if self.placed[call] and self.placed[here]:
            way = self.way[here][call]
            if not first:
                clock += self.takes[here][call]
        agreed, waits = self.agreed[call], 0
        if agreed is not None:
            waits = max(0, clock - agreed)
            clock = max(clock, agreed)
        return waits, clock + self.lasts[call], way


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


# -- a handful of calls ------------------------------------------------------------------------------------

_Label = tuple[int, int, float, tuple[int, ...]]
"""Seconds waited, the clock, kilometres, and the calls made so far."""


def _exact(day: _Day) -> list[int]:
    """All orders, but of those that made the same calls and ended at the same place only such as no other one beats."""
    labels: dict[tuple[int, int], list[_Label]] = {(0, day.count): [(0, 0, 0.0, ())]}
    for _ in range(day.count):
        after: dict[tuple[int, int], list[_Label]] = {}
        for (made, here), known in labels.items():
            for call in _next_calls(day, made):
                there = call if day.placed[call] else here
                kept = after.setdefault((made | 1 << call, there), [])
                for waited, clock, way, order in known:
                    waits, ends, leg = day.step(clock, here, call, first=not made)
                    _keep(kept, (waited + waits, ends, way + leg, (*order, call)))
        labels = after
    done = [label for kept in labels.values() for label in kept]
    best = min(done, key=lambda label: (label[0], max(0, label[1] - day.end), label[2], label[3]))
    return list(best[3])


def _next_calls(day: _Day, made: int) -> Iterator[int]:
    """Every free call that is left, and the next agreed one."""
    pending = next((call for call in day.appointed if not made >> call & 1), None)
    for call in range(day.count):
        if not made >> call & 1 and (day.agreed[call] is None or call == pending):
            yield call


def _keep(kept: list[_Label], label: _Label) -> None:
    waited, ends, way, _ = label
    if any(one[0] <= waited and one[1] <= ends and one[2] <= way for one in kept):
        return
    kept[:] = [one for one in kept if one[0] < waited or one[1] < ends or one[2] < way]
    kept.append(label)


# -- many calls --------------------------------------------------------------------------------------------


def _searched(day: _Day) -> list[int]:
    tour = _shortest(day)
    begun = [_inserted(day, tour), *(way for way in (tour, tour[::-1]) if _in_time_order(day, way))]
    return _improved(day, min(begun, key=day.cost))


def _shortest(day: _Day) -> list[int]:
    """The short way, as if nothing was agreed; calls at places that nobody knows come last."""
    placed = [call for call in range(day.count) if day.placed[call]]
    start = [day.way[day.count][call] if day.placed[day.count] else 0.0 for call in placed]
    rows = ([start[row], *(day.way[one][other] for other in placed)] for row, one in enumerate(placed))
    order = best_order(
        [[0.0, *start], *rows], back=False, knots=_KNOTS * day.count if day.appointed else None
    )
    return [*(placed[one - 1] for one in order[1:]), *(c for c in range(day.count) if not day.placed[c])]


def _in_time_order(day: _Day, order: Sequence[int]) -> bool:
    return [call for call in order if day.agreed[call] is not None] == day.appointed


def _inserted(day: _Day, tour: Sequence[int]) -> list[int]:
    """The free calls, as the short way has them, each where it costs least among those that stand already."""
    order = list(day.appointed)
    for call in tour:
        if day.agreed[call] is None:
            ways = ([*order[:at], call, *order[at:]] for at in range(len(order) + 1))
            order = min(ways, key=day.cost)
    return order


def _improved(day: _Day, order: list[int]) -> list[int]:
    """Moves and turns of stretches that help, until none does."""
    cost, helped = day.cost(order), True
    least = (day.cost(day.appointed)[0], 0)
    near = [
        sorted((other for other in range(day.count) if other != one), key=row.__getitem__)[:_NEIGHBOURS]
        for one, row in enumerate(day.way[:-1])
    ]
    while helped:
        helped = False
        for call in range(day.count):
            for way in _changes(order, call, near[call]):
                if not _promises(day, cost, least, way) or not _in_time_order(day, way):
                    continue
                found = day.cost(way)
                if found < (cost[0], cost[1], cost[2] - _SAME):
                    order, cost, helped = way, found, True
                    break
    return order


def _promises(day: _Day, cost: Cost, least: tuple[int, int], way: Sequence[int]) -> bool:
    """Once nobody waits longer than the agreed calls alone make them (`least`) and the day ends in time, only a shorter
    way is better: kilometres are counted before the clock is."""
    if cost[:2] != least or not all(day.placed[: day.count]):
        return True
    first = day.way[day.count][way[0]] if day.placed[day.count] else 0.0
    return first + length(day.way, way) < cost[2] - _SAME


def _changes(order: list[int], call: int, near: Sequence[int]) -> Iterator[list[int]]:
    """Orders in which a call stands beside one of those near to it: a stretch of one to three is moved there, or what
    lies between is turned around."""
    at = order.index(call)
    places = {one: place for place, one in enumerate(order)}
    for size in range(1, _LONGEST_MOVED + 1):
        moved, rest = order[at : at + size], order[:at] + order[at + size :]
        for other in near:
            if other not in moved:
                there = rest.index(other)
                for place in (there, there + 1):
                    yield rest[:place] + moved + rest[place:]
                    if size > 1:
                        yield rest[:place] + moved[::-1] + rest[place:]
    for other in near:
        low, high = sorted((at, places[other]))
        yield order[: low + 1] + order[low + 1 : high + 1][::-1] + order[high + 1 :]
        yield order[:low] + order[low:high][::-1] + order[high:]
