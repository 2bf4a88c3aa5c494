"""Which reminders this laptop has shown already, and which of them come again. Pure; what it says is kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from crmdesk.domain.values import format_instant
from crmdesk.store.calendar import Reminder

WINDOW = timedelta(days=7)
"""A reminder whose moment passed while the laptop was off comes at the next start, unless it is older than that."""


def key_of(reminder: Reminder) -> str:
    """`type:id` of what it reminds of."""
    return f"{reminder.record.type}:{reminder.record.id}"


@dataclass(frozen=True, slots=True)
class Memory:
    """Instants are canonical. Before `since` nobody asked this laptop to remind."""

    since: str
    shown: Mapping[str, str] = field(default_factory=dict)
    """By key: the moment of the reminder that was shown last. Set to another moment, it comes again."""
    snoozed: Mapping[str, str] = field(default_factory=dict)
    """By key: when it comes again."""

    def after(self, now: datetime) -> str:
        """Reminders up to this instant are past for good."""
        return max(self.since, format_instant(now - WINDOW))

    def waiting(self, now: datetime) -> list[tuple[str, str]]:
        """Type and id of what was put off until now."""
        moment = format_instant(now)
        due = (key.partition(":") for key, until in self.snoozed.items() if until <= moment)
        return [(type_name, record) for type_name, _, record in due]

    def take(
        self, passed: Iterable[Reminder], again: Iterable[Reminder], now: datetime
    ) -> tuple[Memory, list[Reminder]]:
        """What is to be shown now, and what is remembered then. `passed` are reminders whose moment has come,
        `again` those of `waiting` whose records are still open."""
        moment = format_instant(now)
        fresh = [each for each in passed if self.shown.get(key_of(each)) != each.at]
        keys = {key_of(each) for each in fresh}
        fresh += [each for each in again if key_of(each) not in keys]
        after = self.after(now)
        kept = {key: at for key, at in self.shown.items() if at > after}
        shown = kept | {key_of(each): each.at for each in fresh}
        snoozed = {key: until for key, until in self.snoozed.items() if until > moment and key not in keys}
        return replace(self, shown=shown, snoozed=snoozed), fresh

    def snooze(self, key: str, until: datetime) -> Memory:
        """It comes again then."""
        return replace(self, snoozed={**self.snoozed, key: format_instant(until)})

    def next_snoozed(self) -> str | None:
        return min(self.snoozed.values(), default=None)

    def kept(self) -> dict[str, object]:
        """As JSON."""
        return {"since": self.since, "shown": dict(self.shown), "snoozed": dict(self.snoozed)}


def memory_of(kept: Any, now: datetime) -> Memory:
    """What was kept; a new one, which begins now, where nothing or nonsense was."""
    match kept:
        case {"since": str(since), "shown": dict(shown), "snoozed": dict(snoozed)}:
            return Memory(since, _texts(shown), _texts(snoozed))
    return Memory(format_instant(now))


def _texts(found: Mapping[Any, Any]) -> dict[str, str]:
    return {key: value for key, value in found.items() if isinstance(key, str) and isinstance(value, str)}
