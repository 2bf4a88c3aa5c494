"""What the visit page shows, read in one go on the query thread. Knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.views import ends
from crmdesk.ui.reading import names_of

PEOPLE, TASKS, NOTES = 24, 20, 20
"""How many of each a page shows."""


@dataclass(frozen=True, slots=True)
class VisitContent:
    """A visit and what helps on site. `names` are titles by record id."""

    record: Record
    account: Record | None
    """None when it is not on this laptop."""
    people: tuple[Record, ...]
    """The account's contacts, those met first."""
    before: Record | None
    """The last visit there that took place, None when there was none."""
    tasks: tuple[Record, ...]
    """Open tasks at the account."""
    notes: tuple[Record, ...]
    """Notes on the account since the report was submitted: its amendments."""
    names: Mapping[str, str]


def read_visit(replica: Replica, catalogue: Catalogue, visit_id: str) -> VisitContent:
    """Everything the page needs; raises `NoSuchRecord` when the visit is not here (any more)."""
    record = replica.get("visit", visit_id)
    account_id = record["account"]
    try:
        account = replica.get("account", account_id) if account_id else None
    except NoSuchRecord:
        account = None
    here = Filter("account", "=", account_id)
    people = replica.query("contact", Query((here,), sort="name", limit=PEOPLE))
    met = set(record["contacts"] or ())
    people.sort(key=lambda person: person.id not in met)
    closed = tuple(Filter("status", "!=", key) for key in ends(catalogue["task"], "status"))
    tasks = replica.query("task", Query((here, *closed), sort="due_on", limit=TASKS))
    before, notes = _before(replica, here, record), _amendments(replica, here, record)
    shown = [record, *people, *tasks, *notes, *([before] if before else [])]
    names = names_of(replica, catalogue, shown)
    return VisitContent(record, account, tuple(people), before, tuple(tasks), tuple(notes), names)


def _before(replica: Replica, here: Filter, record: Record) -> Record | None:
    if not record["planned_start"]:
        return None
    earlier = (
        here,
        Filter("status", "=", "completed"),
        Filter("planned_start", "<", record["planned_start"]),
    )
    found = replica.query("visit", Query(earlier, sort="planned_start", descending=True, limit=1))
    return found[0] if found else None


def _amendments(replica: Replica, here: Filter, record: Record) -> list[Record]:
    if not record["submitted_at"]:
        return []
    since = (here, Filter("created_at", ">=", record["submitted_at"]))
    return replica.query("note", Query(since, sort="created_at", limit=NOTES))
