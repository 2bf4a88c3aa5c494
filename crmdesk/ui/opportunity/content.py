"""What the opportunity page shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui.lines.content import read_lines
from crmdesk.ui.quote.entries import read_quotes
from crmdesk.ui.reading import names_of

HAPPENINGS = 200
"""How many a page shows."""


@dataclass(frozen=True, slots=True)
class OpportunityContent:
    """An opportunity and what belongs to it. `names` are titles by record id."""

    record: Record
    lines: tuple[Record, ...]
    people: tuple[Record, ...]
    happenings: tuple[TimelineEntry, ...]
    quotes: tuple[Record, ...]
    names: Mapping[str, str]


def read_opportunity(replica: Replica, catalogue: Catalogue, opportunity_id: str) -> OpportunityContent:
    """Everything the page needs; raises `NoSuchRecord` when the opportunity is not here (any more)."""
    record = replica.get("opportunity", opportunity_id)
    lines = read_lines(replica, "opportunity_line", "opportunity", opportunity_id)
    happened = replica.timeline("opportunity", opportunity_id, limit=HAPPENINGS)
    people = _present(replica, record["contacts"])
    offered = read_quotes(replica, "opportunity", opportunity_id)
    names = names_of(replica, catalogue, [record, *lines, *people])
    return OpportunityContent(record, lines, people, tuple(happened), offered, names)


def _present(replica: Replica, ids: list[str]) -> tuple[Record, ...]:
    found = []
    for contact_id in ids:
        try:
            found.append(replica.get("contact", contact_id))
        except NoSuchRecord:  # a person outside this user's scope
            continue
    return tuple(found)
