"""What the calendar reads on the query thread: the entries of its days, and whom to see again. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from crmdesk.store.calendar import CalendarEntry
from crmdesk.store.due_visits import DueVisit
from crmdesk.store.replica import Replica
from crmdesk.ui.calendar.days import VIEWS, View

READ = ("visit", "call", "meeting", "task", "opportunity", "account", "lead")
"""The types whose changes show here."""
SETTING = "calendar"
_DUE = 50


@dataclass(frozen=True, slots=True)
class Choices:
    """How this person looks at the calendar; kept on this laptop."""

    view: View = "week"
    hints: bool = True
    """Whether close dates are shown."""
    due: bool = True
    """Whether the customers to be seen again stand beside it."""


@dataclass(frozen=True, slots=True)
class CalendarContent:
    """Entries of the days from `first` up to, not including, `end`."""

    first: date
    end: date
    entries: tuple[CalendarEntry, ...]
    due: tuple[DueVisit, ...]


def read_choices(replica: Replica) -> Choices:
    """What was chosen last; a value that nobody could have chosen counts as none."""
    kept = replica.setting(SETTING, {})
    view = kept.get("view")
    return Choices(
        cast(View, view) if view in VIEWS else "week",
        kept.get("hints") is not False,
        kept.get("due") is not False,
    )


def keep_choices(replica: Replica, choices: Choices) -> Callable[[], None]:
    """The work that remembers them."""
    value = {"view": choices.view, "hints": choices.hints, "due": choices.due}
    return lambda: replica.save_setting(SETTING, value)


def read_calendar(replica: Replica, days: tuple[date, ...], today: date, zone: str) -> CalendarContent:
    """Everything that the days show. `zone` is the IANA name of the zone that they are in."""
    first, end = days[0], days[-1] + timedelta(1)
    return CalendarContent(
        first, end, replica.calendar(first, end, zone), replica.due_visits(today, zone, limit=_DUE)
    )
