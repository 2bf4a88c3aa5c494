"""What pages read beside their own record: the names of what it points to, who has a part at an account. Runs on the
query thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from PySide6.QtCore import QCoreApplication

from crmdesk.domain.declare import Catalogue
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica
from crmdesk.store.search import Hit
from crmdesk.ui.columns import references

PEOPLE = 50
"""How many people of an account are read; the list of contacts shows the rest."""


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


def name_in(names: Mapping[str, str], record_id: str) -> str:
    """The title of a record among these; in its place that it is not here."""
    return names.get(record_id) or QCoreApplication.translate("RecordLookup", "(not on this laptop)")


def details(replica: Replica, hits: Sequence[Hit]) -> dict[str, str]:
    """What tells hits of a search apart, by id: the account that the record belongs to, and the text that matched."""
    accounts = replica.accounts_of((hit.type, hit.id) for hit in hits)
    return {
        hit.id: "  ·  ".join(
            part for part in (accounts.get(hit.id, ""), hit.snippet) if part and part != hit.title
        )
        for hit in hits
    }


def also_here(replica: Replica, account_id: str, known: set[str]) -> list[Record]:
    """People who belong to another account and have a part at this one as well."""
    links = replica.query("account_contact", Query((Filter("account", "=", account_id),), limit=PEOPLE))
    found = []
    for link in links:
        if link["contact"] not in known and link["active"] is not False:
            with suppress(NoSuchRecord):  # out of this user's scope
                found.append(replica.get("contact", link["contact"]))
    return found
