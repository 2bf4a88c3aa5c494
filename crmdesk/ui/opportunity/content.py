"""What the opportunity page shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui.reading import names_of

LINES, HAPPENINGS = 100, 200
"""How many of each a page shows."""


@dataclass(frozen=True, slots=True)
class OpportunityContent:
    """An opportunity and what belongs to it. `names` are titles by record id."""

    record: Record
    lines: tuple[Record, ...]
    people: tuple[Record, ...]
    happenings: tuple[TimelineEntry, ...]
    names: Mapping[str, str]


def read_opportunity(replica: Replica, catalogue: Catalogue, opportunity_id: str) -> OpportunityContent:
    """Everything the page needs; raises `NoSuchRecord` when the opportunity is not here (any more)."""
    record = replica.get("opportunity", opportunity_id)
    here = (Filter("opportunity", "=", opportunity_id),)
    lines = replica.query("opportunity_line", Query(here, limit=LINES))
    happened = replica.timeline("opportunity", opportunity_id, limit=HAPPENINGS)
    people = _present(replica, record["contacts"])
    names = names_of(replica, catalogue, [record, *lines, *people])
    return OpportunityContent(record, tuple(lines), people, tuple(happened), names)


def _present(replica: Replica, ids: list[str]) -> tuple[Record, ...]:
    found = []
    for contact_id in ids:
        try:
            found.append(replica.get("contact", contact_id))
        except NoSuchRecord:  # a person outside this user's scope
            continue
    return tuple(found)
