"""From what a list shows (conditions, text, order) to the store's query, and its rows as the table's source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from crmdesk.domain.declare import Entity, Kind
from crmdesk.domain.values import FIRST_YEAR, LAST_YEAR, format_instant
from crmdesk.store.grouped_listing import GroupedListing, Grouping
from crmdesk.store.listing import Listing
from crmdesk.store.queries import ANY, Filter, Query
from crmdesk.ui.desk import Desk
from crmdesk.ui.models import Column
from crmdesk.ui.widgets.filter_bar import Condition

_FIRST, _LAST = date(FIRST_YEAR, 1, 2), date(LAST_YEAR, 12, 30)
"""Days that begin and end within the years of records in every zone: what is compared with one beyond is compared with
these."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows: conditions that all hold, a quick text, an order (field or None for id; descending)."""

    conditions: Sequence[Condition]
    text: str
    sort: tuple[str | None, bool]


def query_of(desk: Desk, entity: Entity, wanted: Wanted) -> Query:
    """What the store is asked for a list."""
    where = [each for condition in wanted.conditions for each in _filters(entity, condition, desk.zone)]
    if wanted.text:
        where.append(Filter(ANY, "~", wanted.text))
    sort, descending = wanted.sort
    return Query(tuple(where), sort=sort, descending=descending)


def listing_of(
    desk: Desk, entity: Entity, query: Query, columns: Sequence[Column], grouping: Grouping | None = None
) -> Listing | GroupedListing:
    """The rows of a list; each is `(id, *values)` in the order of the columns."""
    names = [column.key for column in columns]
    if grouping is None:
        return desk.replica.rows(entity.name, query, names)
    return desk.replica.grouped_rows(entity.name, query, names, grouping)


def _filters(entity: Entity, condition: Condition, zone: tzinfo | None) -> Iterator[Filter]:
    field, value = entity.field(condition.field), condition.value
    if field.kind is Kind.INSTANT and isinstance(value, str) and "T" not in value:
        yield from _days(condition.field, condition.operator, date.fromisoformat(value), zone)
    elif field.kind is Kind.BOOL and value is False and condition.operator in ("=", "!="):
        # What nobody has ticked counts as no.
        yield Filter(field.name, "!=" if condition.operator == "=" else "=", True)
    else:
        yield Filter(field.name, condition.operator, value)


def _days(name: str, operator: str, day: date, zone: tzinfo | None) -> Iterator[Filter]:
    """A comparison of instants with a whole day in the user's zone."""
    day = max(_FIRST, min(day, _LAST))
    if operator in ("=", ">=", "<"):
        yield Filter(name, "<" if operator == "<" else ">=", _midnight(day, zone))
    if operator in ("=", "<=", ">"):
        yield Filter(name, ">=" if operator == ">" else "<", _midnight(day + timedelta(days=1), zone))


def _midnight(day: date, zone: tzinfo | None) -> str:
    moment = datetime.combine(day, time.min, tzinfo=zone)
    return format_instant(moment if zone else moment.astimezone())
