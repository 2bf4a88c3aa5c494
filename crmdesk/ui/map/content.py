"""What the map shows of a day, read in one go on the query thread, and the order of its stops. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.planning import why_fixed
from crmdesk.domain.records import Record
from crmdesk.domain.route import best_order, distances, great_circle
from crmdesk.domain.timetable import Call, timetable, travel_time
from crmdesk.store.due_visits import DueVisit
from crmdesk.store.map_places import MapPlace
from crmdesk.store.replica import Replica
from crmdesk.store.views import Item
from crmdesk.ui.quick_actions import VISIT_LENGTH

READ = ("visit", "account")
"""The types whose changes show here."""
_DUE = 200
_GONE = ("cancelled", "missed")


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of the day. `place` None: nobody knows where the account is. `fixed`: it has begun or is over."""

    visit: Record
    name: str
    place: MapPlace | None
    fixed: bool

    @property
    def id(self) -> str:
        return self.visit.id

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
    due: Mapping[str, DueVisit]
    stops: tuple[Stop, ...]
    unplaced: int
    """Accounts without a place."""


EMPTY = MapContent(date.min, (), MappingProxyType({}), (), 0)


def read_map(replica: Replica, catalogue: Catalogue, day: date, zone: str) -> MapContent:
    """Everything that the page needs. `zone` is the IANA name of the zone that the day is in."""
    places = replica.map_places()
    by_account = {place.account: place for place in places}
    visits = [item for item in replica.today(day, zone).visits if item.record["status"] not in _GONE]
    return MapContent(
        day=day,
        places=places,
        due={due.account: due for due in replica.due_visits(day, zone, limit=_DUE)},
        stops=tuple(_stop(item, by_account, catalogue) for item in visits),
        unplaced=replica.count("account") - len(places),
    )


def _stop(item: Item, places: Mapping[str, MapPlace], catalogue: Catalogue) -> Stop:
    fixed = why_fixed(catalogue["visit"], item.record) is not None
    return Stop(item.record, item.account or item.title, places.get(item.record["account"]), fixed)


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


def best(stops: Sequence[Stop]) -> list[Stop]:
    """The stops in the order that makes the way short: what has begun or is over stays in front, what has no place
    comes last. The way starts at the last stop made, or wherever is best, and ends wherever is best."""
    done = [stop for stop in stops if stop.fixed]
    placed = [stop for stop in stops if not stop.fixed and stop.place is not None]
    others = [stop for stop in stops if not stop.fixed and stop.place is None]
    start = next((stop.place for stop in reversed(done) if stop.place is not None), None)
    ways = distances([(stop.place.lat, stop.place.lon) for stop in placed if stop.place is not None])
    # Place 0 is where the rep is; when nobody can know, it is as near to one as to the other.
    first = [
        great_circle((start.lat, start.lon), (stop.place.lat, stop.place.lon))
        if start and stop.place
        else 0.0
        for stop in placed
    ]
    matrix = [[0.0, *first], *([way, *row] for way, row in zip(first, ways, strict=True))]
    order = best_order(matrix, back=False)
    return [*done, *(placed[one - 1] for one in order[1:]), *others]


def times(stops: Sequence[Stop]) -> dict[str, tuple[datetime, datetime]]:
    """When each stop that can be moved would be, in this order: the first when the first of them is planned now."""
    free = [stop for stop in stops if not stop.fixed]
    if not free:
        return {}
    way = dict(zip((stop.id for stop in stops), legs(stops), strict=True))
    start = min(datetime.fromisoformat(stop.visit["planned_start"]) for stop in free)
    calls = [Call(stop.length, way[stop.id]) for stop in free]
    return {stop.id: span for stop, span in zip(free, timetable(start, calls), strict=True)}


def next_start(stops: Sequence[Stop], place: MapPlace | None, earliest: datetime) -> datetime:
    """When one more call at this place could begin: after the last stop and the way from there."""
    if not stops:
        return earliest
    last = max(stops, key=lambda stop: stop.visit["planned_start"])
    end = datetime.fromisoformat(last.visit["planned_start"]) + last.length
    if place is not None and last.place is not None:
        end += travel_time(great_circle((last.place.lat, last.place.lon), (place.lat, place.lon)))
    return max(end, earliest)
