"""A centre in one process: real journal, feed and snapshots on a real database, with people to act in it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from crmdesk.domain.canonical import derived_id
from crmdesk.domain.changes import Act, Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.identifiers import uuid7
from crmdesk.domain.records import Record
from crmdesk.domain.values import format_instant
from crmdesk.protocol.messages import Push, PushItem, Verdict
from crmdesk.server.database import data_url, writing
from crmdesk.server.feed import Feed
from crmdesk.server.identity_tables import IdentityTables, identity_tables
from crmdesk.server.journal import Journal
from crmdesk.server.pokes import Pokes
from crmdesk.server.principal import Principal
from crmdesk.server.snapshot import Snapshots
from crmdesk.server.tables import Tables, build_tables
from tests.support.databases import Databases, migrated
from tests.support.engines import engine_on

_NAMESPACE = "6ba7b810-9dad-41d1-80b4-00c04fd430c8"


def named_id(name: str) -> str:
    """A stable id for a name in a test."""
    return derived_id(_NAMESPACE, name)


@dataclass(frozen=True)
class Laptop:
    """A person at a laptop, without a replica: what they would send."""

    principal: Principal
    replica: str


class JournalWorld:
    """One organisation `Acme`: territories `north` (with `coast` below it) and `south`, and people in them."""

    def __init__(
        self,
        directory: Path,
        *,
        seed: int = 1,
        catalogue: Catalogue = CATALOGUE,
        url: str | None = None,
        founded: bool = False,
    ) -> None:
        """`url` names a migrated database; without it a new one of SQLite is made in `directory`. `founded`: the
        organisation and its territories are there already."""
        self.random = random.Random(seed)
        self.catalogue = catalogue
        self.clock = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        self._numbers = itertools.count(1)
        self.engine = engine_on(url or data_url(directory))
        self.tables, self.who = _tables(catalogue)
        if url is None or catalogue is not CATALOGUE:
            self.tables.metadata.create_all(self.engine)
        self.journal = Journal(
            self.engine, self.tables, catalogue, now=self.now, new_tag=lambda: self.random.getrandbits(62),
            pokes=Pokes(self.engine),
        )  # fmt: skip
        self.feed = Feed(self.engine, self.tables, catalogue)
        self.snapshots = Snapshots(self.engine, self.tables, catalogue)
        self.admin = Principal(1, named_id("admin"), "admin", "Admin", "admin", None)
        if not founded:
            self._found()

    def _found(self) -> None:
        with writing(self.engine, None) as connection:
            connection.execute(
                insert(self.tables.organisation).values(
                    id=1, name="Acme", currency="USD", languages='["en"]', modules='["sales"]', epoch=1, seq=0,
                    created_at=format_instant(self.clock),
                )
            )  # fmt: skip
        for name, parent in (("north", None), ("coast", "north"), ("south", None)):
            self.central(
                "territory", named_id(name), {"name": name, "parent": named_id(parent) if parent else None}
            )

    def now(self) -> datetime:
        self.clock += timedelta(milliseconds=5)
        return self.clock

    def new_id(self) -> str:
        return uuid7(int(self.clock.timestamp() * 1000), self.random.getrandbits(74))

    def person(self, login: str, role: str, home: str) -> Laptop:
        """A new user at a laptop."""
        user = named_id(login)
        self.central(
            "user",
            user,
            {"login": login, "name": login.title(), "role": role, "home": named_id(home), "active": True},
        )
        return Laptop(
            Principal(1, user, login, login.title(), role, named_id(home), f"device-{login}"),
            f"replica-{login}",
        )

    def mutation(self, author: str, act: Act, type_name: str, record_id: str, **more: Any) -> Mutation:
        group = self.new_id()
        values = {"group": group, "intent": group, "op_id": self.new_id(), **more}
        return Mutation(
            act=act, type=type_name, id=record_id, author=author, at=format_instant(self.now()), **values
        )

    def central(
        self, type_name: str, record_id: str, fields: Mapping[str, Any], act: Act = Act.CREATE
    ) -> Verdict:
        mutation = self.mutation(self.admin.user, act, type_name, record_id, set=fields)
        (verdict,) = self.journal.central(self.admin, [mutation])
        assert verdict.outcome != "refused", verdict
        return verdict

    def push(self, laptop: Laptop, *mutations: Mutation) -> list[Verdict]:
        items = [PushItem(number=next(self._numbers), mutation=mutation) for mutation in mutations]
        epoch = self.feed.head(1).epoch
        return self.journal.push(
            laptop.principal, Push(replica=laptop.replica, epoch=epoch, items=items)
        ).verdicts

    def create(
        self, laptop: Laptop, type_name: str, fields: Mapping[str, Any], record_id: str | None = None
    ) -> str:
        """The laptop's user makes a record; gives its id."""
        record_id = record_id or self.new_id()
        mutation = self.mutation(laptop.principal.user, Act.CREATE, type_name, record_id, set=fields)
        (verdict,) = self.push(laptop, mutation)
        assert verdict.outcome == "applied", verdict
        return record_id

    def update(self, laptop: Laptop, type_name: str, record_id: str, **more: Any) -> Mutation:
        return self.mutation(laptop.principal.user, Act.UPDATE, type_name, record_id, **more)

    def get(self, type_name: str, record_id: str, reader: Principal | None = None) -> Record:
        return self.feed.visible(reader or self.admin, type_name, record_id)

    def close(self) -> None:
        self.engine.dispose()


@cache
def _tables(catalogue: Catalogue) -> tuple[Tables, IdentityTables]:
    tables = build_tables(catalogue)
    return tables, identity_tables(tables.metadata)


def _found(url: str) -> None:
    migrated(url)
    JournalWorld(Path(), seed=0, url=url).close()


@pytest.fixture
def world(databases: Databases, tmp_path: Path) -> Iterator[JournalWorld]:
    made = JournalWorld(tmp_path, url=databases.like(_found, tmp_path), founded=True)
    yield made
    made.close()
