"""What pages read beside their own record: the names of what it points to. Runs on the query thread."""

from __future__ import annotations

from collections.abc import Iterable

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.records import Record
from crmdesk.store.replica import Replica
from crmdesk.ui.columns import references


def names_of(replica: Replica, catalogue: Catalogue, records: Iterable[Record]) -> dict[str, str]:
    """Titles by id of every record that these point to and that is on this laptop."""
    wanted: dict[str, set[str]] = {}
    for record in records:
        for type_name, record_id in references(catalogue[record.type], record):
            wanted.setdefault(type_name, set()).add(record_id)
    names: dict[str, str] = {}
    for type_name, ids in wanted.items():
        names.update(replica.titles(type_name, sorted(ids)))
    return names
