"""People as lines of the page of an account or an opportunity: what they are there, and how they are called."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.domain.records import Record
from crmdesk.ui.translations import label
from crmdesk.ui.widgets import TimelineEntry


def entries(people: Iterable[Record]) -> list[TimelineEntry]:
    """A line a person, with the first of their telephone numbers."""
    return [_entry(person) for person in people]


def _entry(person: Record) -> TimelineEntry:
    role = label(f"contact.role.{person['role']}") if person["role"] else ""
    words = [part for part in (person["title"], person["department"], role) if part]
    return TimelineEntry(
        target=f"contact:{person.id}",
        icon="person",
        title=person["name"] or "",
        when=next(iter(person["phones"]), ""),
        text=" · ".join(words),
    )
