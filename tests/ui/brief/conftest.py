"""An account that has everything, and its brief."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, format_instant
from crmdesk.store.queries import Filter, Query
from crmdesk.ui.brief.content import BriefContent, Reader, read_brief
from crmdesk.ui.desk import Desk
from tests.support.sample_replica import NOW, ZONE

Make = Callable[..., str]


@pytest.fixture
def reader(desk: Desk) -> Reader:
    return Reader(desk.author.user, NOW, ZONE, str(ZONE))


@pytest.fixture
def make(desk: Desk) -> Make:
    """Saves a record and gives its id."""

    def save(type_name: str, **values: Value) -> str:
        made: list[Mutation] = edits.create(desk.author, type_name, values)
        desk.replica.commit(made)
        return made[0].id

    return save


def ago(days: float) -> str:
    """The instant so many days before now."""
    return format_instant(NOW - timedelta(days=days))


@pytest.fixture
def account(make: Make) -> str:
    return make("account", name="Full House Metals", type="customer", tier="a", visit_interval=14)


ReadBrief = Callable[..., BriefContent]


@pytest.fixture
def brief(desk: Desk, reader: Reader, account: str) -> ReadBrief:
    """Reads the brief of the account."""
    return lambda visit="": read_brief(desk.replica, desk.catalogue, reader, account, visit)


def busiest(desk: Desk) -> Record:
    """The account of the sample with the most people."""
    accounts = desk.replica.query("account", Query(limit=200))
    return max(
        accounts,
        key=lambda each: desk.replica.count("contact", Query((Filter("account", "=", each.id),))),
    )
