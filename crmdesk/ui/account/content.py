"""What the account page shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.timeline import TimelineEntry
from crmdesk.ui.quote.entries import read_quotes
from crmdesk.ui.reading import PEOPLE, also_here, names_of

OPPORTUNITIES, HAPPENINGS = 50, 200
"""How many of each a page shows, beside the people; the lists show the rest."""


@dataclass(frozen=True, slots=True)
class AccountContent:
    """An account and what belongs to it. `names` are titles by record id."""

    record: Record
    people: tuple[Record, ...]
    opportunities: tuple[Record, ...]
    quotes: tuple[Record, ...]
    happenings: tuple[TimelineEntry, ...]
    names: Mapping[str, str]


def read_account(replica: Replica, catalogue: Catalogue, account_id: str) -> AccountContent:
    """Everything the page needs; raises `NoSuchRecord` when the account is not here (any more)."""
    record = replica.get("account", account_id)
    here = Filter("account", "=", account_id)
    people = replica.query("contact", Query((here,), sort="name", limit=PEOPLE))
    people += also_here(replica, account_id, {each.id for each in people})
    stages = catalogue["opportunity"].field("stage").choices
    still_open = tuple(Filter("stage", "!=", stage.key) for stage in stages if stage.end)
    opportunities = replica.query(
        "opportunity", Query((here, *still_open), sort="close_date", limit=OPPORTUNITIES)
    )
    offered = read_quotes(replica, "account", account_id)
    happened = replica.timeline("account", account_id, limit=HAPPENINGS)
    names = names_of(replica, catalogue, [record, *people, *opportunities])
    return AccountContent(record, tuple(people), tuple(opportunities), offered, tuple(happened), names)
