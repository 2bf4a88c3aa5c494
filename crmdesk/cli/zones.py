"""Which zone this machine is in, on every system: by name, since what is planned for nine stays at nine when the clocks
change. Knows no profile."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from tzlocal import get_localzone_name


def zone_name() -> str | None:
    """The IANA name, of `TZ` or of the system's settings; None where neither tells one that is known."""
    try:
        name = get_localzone_name()
        ZoneInfo(name or "")
    except (OSError, LookupError, ValueError):
        return None
    return name or None


def local_zone() -> tzinfo:
    """The zone by its name, else the present offset, which the system knows all the same."""
    name = zone_name()
    zone = ZoneInfo(name) if name else datetime.now().astimezone().tzinfo
    assert zone is not None
    return zone
