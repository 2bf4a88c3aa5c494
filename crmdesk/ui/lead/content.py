"""What the lead page shows, and whom the lead may be already: read on the query threads. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import ACTIVITIES
from crmdesk.domain.records import Record
from crmdesk.domain.unique import compared
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui.reading import names_of

HAPPENINGS = 200
"""How many the page shows."""
OFFERED = 3
"""How many accounts, and how many people, are offered as what the lead may be already."""


@dataclass(frozen=True, slots=True)
class LeadContent:
    """A lead and what was done with it. `names` are titles by record id."""

    record: Record
    happenings: tuple[TimelineEntry, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """A record that the lead may be already; `sure` where its name or e-mail address is the same."""

    id: str
    title: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """Accounts and contacts that a lead may be already, the likeliest first."""

    accounts: tuple[Known, ...]
    contacts: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class Targets:
    """What a lead is converted into, as far as it is here already, and the activities that go along."""

    account: Record | None
    contact: Record | None
    activities: tuple[Record, ...]


def read_lead(replica: Replica, catalogue: Catalogue, lead_id: str) -> LeadContent:
    """Everything the page needs; raises `NoSuchRecord` when the lead is not here (any more)."""
    record = replica.get("lead", lead_id)
    happened = replica.timeline("lead", lead_id, limit=HAPPENINGS)
    return LeadContent(record, tuple(happened), names_of(replica, catalogue, [record]))


def find_matches(replica: Replica, lead: Record) -> Matches:
    """Accounts named as the company, contacts with its e-mail address or the person's name."""
    company = lead["company"] or ""
    accounts = _named(replica, "account", company) or _named(replica, "account", company.partition(" ")[0])
    known = [
        Known(one.id, one["name"], sure=True)
        for one in replica.holding("contact", {"emails": lead["emails"]})
    ]
    seen = {one.id for one in known}
    people = [one for one in _named(replica, "contact", lead["name"]) if one.id not in seen]
    # A name alone does not tell one person from another.
    alike = [Known(one.id, one.title, sure=False) for one in people]
    sure = [Known(one.id, one.title, compared(one.title) == compared(company)) for one in accounts]
    return Matches(tuple(sure[:OFFERED]), tuple([*known, *alike][:OFFERED]))


def read_targets(replica: Replica, lead: Record, account: str | None, contact: str | None) -> Targets:
    """The records chosen and what was done with the lead, as they are now; raises `NoSuchRecord`."""
    return Targets(
        replica.get("account", account) if account is not None else None,
        replica.get("contact", contact) if contact is not None else None,
        tuple(
            each
            for kind in ACTIVITIES
            if "lead" in replica.catalogue[kind].by_name
            for each in replica.query(kind, Query((Filter("lead", "=", lead.id),)))
        ),
    )


def _named(replica: Replica, kind: str, name: str) -> list[Known]:
    if not name.strip():
        return []
    return [
        Known(hit.id, hit.title, sure=False)
        for hit in replica.search(name, types=(kind,), limit=OFFERED, texts=False)
    ]
