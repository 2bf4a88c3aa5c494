"""What the map says of a day's order: how long the way is, and why it cannot be kept. It reads and moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.values import format_instant
from crmdesk.ui import formats
from crmdesk.ui.map.content import Stop, late, legs, times

_NAMED = 3
"""Customers who would be kept waiting that are named."""
translate = QCoreApplication.translate


def minutes(span: timedelta) -> str:
    """`25 min`, `1 h 10 min`."""
    hours, left = divmod(round(span.total_seconds() / 60), 60)
    if not hours:
        return translate("MapPage", "{0} min").format(left)
    if not left:
        return translate("MapPage", "{0} h").format(hours)
    return translate("MapPage", "{0} h {1} min").format(hours, left)


def broken(stops: Sequence[Stop]) -> str:
    """Which agreed times an order would break, and by how much; empty when it keeps them all."""
    waiting = late(stops)
    if not waiting:
        return ""
    named = [
        translate("MapPage", "{0} ({1} late)").format(stop.name, minutes(delay))
        for stop, delay in waiting[:_NAMED]
    ]
    if len(waiting) > _NAMED:
        named.append(translate("MapPage", "and %n more", "", len(waiting) - _NAMED))
    return translate("MapPage", "An agreed time would not be kept: {0}").format(formats.listed(named))


def way_text(stops: Sequence[Stop], before: Sequence[Stop], evening: datetime, zone: tzinfo | None) -> str:
    """How long the way is in a straight line; of another order than `before`, beside what it was, and when the day ends
    if that is after work."""
    text = formats.distance(sum(legs(stops)))
    if stops is before:
        return translate("MapPage", "{0} in a straight line").format(text)
    said = translate("MapPage", "{0} in a straight line, {1} before").format(
        text, formats.distance(sum(legs(before)))
    )
    ends = max((end for _, end in times(stops).values()), default=evening)
    if ends <= evening:
        return said
    after = translate("MapPage", "until {0}, after working hours")
    return f"{said}  ·  {after.format(formats.time_of_day(format_instant(ends), zone))}"
