"""What the map shows of a day, read in one go on the query thread, and the order of its stops. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from crmdesk.domain.agreed_times import Appointment, Frame, order_around
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.planning import why_fixed
from crmdesk.domain.records import Record
from crmdesk.domain.route import great_circle
from crmdesk.domain.timetable import Call, timetable, travel_time
from crmdesk.domain.values import blank
from crmdesk.store.due_visits import DueVisit
from crmdesk.store.map_places import MapPlace
from crmdesk.store.replica import Replica
from crmdesk.store.views import Item
from crmdesk.ui.map.camera import Point
from crmdesk.ui.map.projection import project
from crmdesk.ui.quick_actions import VISIT_LENGTH

READ = ("visit", "account")
"""The types whose changes show here."""
_DUE = 200
_GONE = ("cancelled", "missed")
_MORNING, _QUARTER = time(9), timedelta(minutes=15)
"""When work begins, and what people plan in."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of the day. `place` None: nobody knows where the account is. `fixed`: it has begun or is over.
    `agreed`: when the customer expects it, which no order of the day changes."""

    visit: Record
    name: str
    place: MapPlace | None
    fixed: bool

    @property
    def id(self) -> str:
        return self.visit.id

    @property
    def agreed(self) -> datetime | None:
        """Of a visit to come whose time was agreed with the customer."""
        if self.fixed or not self.visit["time_agreed"]:
            return None
        return datetime.fromisoformat(self.visit["planned_start"])

    @property
    def length(self) -> timedelta:
        """What it is planned to last."""
        start, end = self.visit["planned_start"], self.visit["planned_end"]
        if not end:
            return VISIT_LENGTH
        return datetime.fromisoformat(end) - datetime.fromisoformat(start)


@dataclass(frozen=True, slots=True)
class MapContent:
    """The customers and the day's visits, those by their planned start."""

    day: date
    places: tuple[MapPlace, ...]
    points: tuple[Point, ...]
    """Where these lie in the unit square."""
    due: Mapping[str, DueVisit]
    stops: tuple[Stop, ...]
    unplaced: int
    """Accounts without a place."""


EMPTY = MapContent(date.min, (), (), MappingProxyType({}), (), 0)


def read_map(replica: Replica, catalogue: Catalogue, day: date, zone: str, before: MapContent) -> MapContent:
    """Everything that the page needs, given what it shows so far. `zone` is the IANA name of the zone that the day is
    in."""
    places = replica.map_places()
    # Tens of thousands take a second, which no window waits for, and hardly ever change.
    same = places is before.places
    points = before.points if same else tuple(project(place.lat, place.lon) for place in places)
    by_account = {place.account: place for place in places}
    visits = [item for item in replica.visits_of(day, zone) if item.record["status"] not in _GONE]
    return MapContent(
        day=day,
        places=places,
        points=points,
        due={due.account: due for due in replica.due_visits(day, zone, limit=_DUE)},
        stops=tuple(_stop(item, by_account, catalogue) for item in visits),
        unplaced=replica.count("account") - len(places),
    )


def _stop(item: Item, places: Mapping[str, MapPlace], catalogue: Catalogue) -> Stop:
    fixed = why_fixed(catalogue["visit"], item.record) is not None
    return Stop(item.record, item.customer or item.title, places.get(item.record["account"]), fixed)


def new_stop(catalogue: Catalogue, made: Mutation, place: MapPlace) -> Stop:
    """The stop that a visit becomes which is just being saved."""
    visit = Record("visit", made.id, 0, {**blank(catalogue["visit"]), **made.set})
    return Stop(visit, place.name, place, fixed=False)


def legs(stops: Sequence[Stop]) -> list[float]:
    """Kilometres in a straight line to each stop from the last one before it that has a place; 0 where unknown."""
    found: list[float] = []
    here: MapPlace | None = None
    for stop in stops:
        there = stop.place
        if here is None or there is None:
            found.append(0.0)
        else:
            found.append(great_circle((here.lat, here.lon), (there.lat, there.lon)))
        here = there or here
    return found


def best(stops: Sequence[Stop], evening: datetime) -> list[Stop]:
    """The stops in the best order: the free ones around those whose time was agreed, within the day, the way short.

    What has begun or is over stays in front. The way starts at the last stop made, or wherever is best, and ends
    wherever is best; `evening` is when work ends, or later where a visit is planned to last longer.
    """
    done = [stop for stop in stops if stop.fixed]
    free = [stop for stop in stops if not stop.fixed]
    if not free:
        return done
    here = next((stop.place for stop in reversed(done) if stop.place is not None), None)
    last = max(datetime.fromisoformat(stop.visit["planned_start"]) + stop.length for stop in free)
    frame = Frame(_begin(free), max(evening, last), _degrees(here))
    order = order_around(
        frame, [Appointment(_degrees(stop.place), stop.length, stop.agreed) for stop in free]
    )
    return [*done, *(free[one] for one in order)]


def _begin(free: Sequence[Stop]) -> datetime:
    return min(datetime.fromisoformat(stop.visit["planned_start"]) for stop in free)


def _degrees(place: MapPlace | None) -> tuple[float, float] | None:
    return None if place is None else (place.lat, place.lon)


def times(stops: Sequence[Stop]) -> dict[str, tuple[datetime, datetime]]:
    """When each stop that can be moved would be, in this order: the first when the first of them is planned now, one
    whose time was agreed then, or later where those before it take too long."""
    free = [stop for stop in stops if not stop.fixed]
    if not free:
        return {}
    way = dict(zip((stop.id for stop in stops), legs(stops), strict=True))
    calls = [Call(stop.length, way[stop.id], stop.agreed) for stop in free]
    return {stop.id: span for stop, span in zip(free, timetable(_begin(free), calls), strict=True)}


def late(stops: Sequence[Stop]) -> list[tuple[Stop, timedelta]]:
    """Whose agreed time would not be kept in this order, and by how much, as the day has them."""
    would = times(stops)
    found = [(stop, would[stop.id][0] - stop.agreed) for stop in stops if stop.agreed is not None]
    return [(stop, delay) for stop, delay in found if delay > timedelta()]


def earliest(day: date, now: datetime) -> datetime:
    """When something can be planned: in the morning of the day; today not before the next quarter of an hour."""
    morning = datetime.combine(day, _MORNING, now.tzinfo)
    if day != now.date():
        return morning
    return max(morning, now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + _QUARTER)


def next_start(stops: Sequence[Stop], place: MapPlace | None, earliest: datetime) -> datetime:
    """When one more call at this place could begin: after the last stop and the way from there."""
    if not stops:
        return earliest
    last = max(stops, key=lambda stop: stop.visit["planned_start"])
    end = datetime.fromisoformat(last.visit["planned_start"]) + last.length
    if place is not None and last.place is not None:
        end += travel_time(great_circle((last.place.lat, last.place.lon), (place.lat, place.lon)))
    return max(end, earliest)
