"""Finds records of the sample that tests of the screens need. It makes nothing up."""

from __future__ import annotations

from crmdesk.domain.records import Record
from crmdesk.store.queries import Filter, Query
from crmdesk.store.replica import Replica


def first(replica: Replica, type_name: str, **where: object) -> Record:
    """The first record of a type with these values; by name where it has one."""
    sort = "name" if "name" in replica.catalogue[type_name].by_name else None
    filters = tuple(Filter(name, "=", value) for name, value in where.items())
    return replica.query(type_name, Query(filters, sort=sort, limit=1))[0]


def negotiated(replica: Replica) -> Record:
    """An opportunity in negotiation that has an account, an amount and people."""
    found = replica.query("opportunity", Query((Filter("stage", "=", "negotiation"),), sort="name"))
    return next(each for each in found if each["account"] and each["amount"] and each["contacts"])
