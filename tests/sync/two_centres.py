"""The same centre twice, for what must come out alike: edits one by one here, several as one there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crmdesk.domain import edits
from crmdesk.domain.changes import Act, Mutation
from crmdesk.protocol.messages import Push, PushItem, SnapshotRequest, Verdict
from crmdesk.schema.columns import row_from_stored
from crmdesk.server.principal import Principal
from crmdesk.sync.batches import reached
from tests.store.desk import USER, Desk
from tests.support.databases import SQLITE, Databases, migrated
from tests.support.engines import reuse_disposed
from tests.support.journal_world import JournalWorld, Laptop, named_id

ME = Laptop(Principal(1, USER, "mina.kim", "Mina Kim", "rep", named_id("north"), "device"), "replica-1")
ACCOUNT, DEAL, VISIT = (named_id(name) for name in ("an account", "a deal", "a visit"))


def _furnished(url: str) -> None:
    """An account, a deal and a visit of Mina's."""
    migrated(url)
    world = JournalWorld(Path(), seed=0, url=url)
    person = {
        "login": "mina.kim",
        "name": "Mina Kim",
        "role": "rep",
        "home": named_id("north"),
        "active": True,
    }
    world.central("user", USER, person)
    mine = {"owner": USER, "territory": named_id("north")}
    world.central("account", ACCOUNT, {"name": "Harbour Works", "tags": ["old"], **mine})
    deal = {
        "name": "Crane",
        "account": ACCOUNT,
        "stage": "prospecting",
        "amount": "100.00",
        "currency": "USD",
        "close_date": "2026-06-01",
        "tags": ["a", "b"],
        "next_step": "one\ntwo\nthree",
        **mine,
    }
    world.central("opportunity", DEAL, deal)
    visit = {"purpose": "Quay", "account": ACCOUNT, "status": "planned", "samples": 5, **mine}
    world.central("visit", VISIT, visit)
    world.close()


def central_world(directory: Path) -> JournalWorld:
    """A centre with an account, a deal and a visit of Mina's; the same for every directory."""
    world = JournalWorld(directory, url=Databases(SQLITE).like(_furnished, directory), founded=True)
    world.clock += timedelta(hours=1)
    return world


@dataclass
class Both:
    """The same centre twice, and a laptop that has synced with it."""

    single: JournalWorld
    bundled: JournalWorld
    desk: Desk
    sent: int = 0
    """Items that went to `bundled`."""

    def edit(self, type_name: str, record_id: str, **fields: Any) -> Mutation:
        record = self.desk.replica.get(type_name, record_id)
        return self.save(edits.update(self.desk.author, record, fields))

    def save(self, mutations: list[Mutation]) -> Mutation:
        return self.desk.replica.commit(mutations)[0]

    def elsewhere(self, type_name: str, record_id: str, **fields: Any) -> None:
        for world in (self.single, self.bundled):
            base = world.get(type_name, record_id).version
            mutation = world.mutation(
                world.admin.user, Act.UPDATE, type_name, record_id, set=fields, base=base
            )
            (verdict,) = world.journal.central(world.admin, [mutation])
            assert verdict.outcome == "applied"

    def deliver(self, coalesce: bool = True) -> dict[str, Verdict]:
        """Everything goes to both; the verdicts of the bundled one, which the laptop heard."""
        for _, mutation in self.desk.replica.pending_ops():
            self.push(self.single, [PushItem(number=0, mutation=mutation)])
        heard: dict[str, Verdict] = {}
        after = 0
        while items := self.desk.replica.next_batch(after_number=after, coalesce=coalesce):
            self.sent += len(items)
            verdicts = self.push(self.bundled, items)
            self.desk.replica.apply_verdicts(verdicts)
            heard.update((verdict.op_id, verdict) for verdict in verdicts)
            after = reached(tuple(items), tuple(verdicts))
        return heard

    def push(self, world: JournalWorld, items: list[PushItem]) -> list[Verdict]:
        push = Push(replica=ME.replica, epoch=world.feed.head(1).epoch, items=items)
        return world.journal.push(ME.principal, push).verdicts


def make_both(directory: Path, template: Path | None = None) -> Both:
    worlds = []
    for name in ("single", "bundled"):
        (directory / name).mkdir(parents=True)
        worlds.append(central_world(directory / name))
    both = Both(*worlds, Desk(directory / "laptop", template=template))
    both.desk.replica.begin_snapshot()
    cursor, first = None, True
    while first or cursor:
        page = both.bundled.snapshots.page(ME.principal, SnapshotRequest(replica=ME.replica, cursor=cursor))
        both.desk.replica.apply_snapshot_page(page)
        cursor, first = page.cursor, False
    return both


def close(both: Both) -> None:
    both.single.close()
    both.bundled.close()
    both.desk.replica.close()
    reuse_disposed()


STAMPS = {"created_at", "updated_at", "at", "resolved_at", "theirs_by"}
"""When something was written, and who wrote last before: what lies in one transaction with it is not looked at."""


def standing(world: JournalWorld) -> dict[tuple[str, str], Any]:
    """All that a centre holds, but for when it was written."""
    found: dict[tuple[str, str], Any] = {}
    with world.engine.connect() as connection:
        for entity in world.catalogue:
            for row in connection.execute(select(world.tables.entity[entity.name])).mappings():
                fields = row_from_stored(entity, dict(row))
                found[entity.name, row["id"]] = {k: v for k, v in fields.items() if k not in STAMPS}
        for row in connection.execute(select(world.tables.tombstone)).mappings():
            found["tombstone", row["id"]] = row["alias"]
        for row in connection.execute(select(world.tables.ledger)).mappings():
            found["ledger", row["op_id"]] = (
                row["payload_hash"],
                row["outcome"],
                row["code"],
                row["conflict"],
            )
    return found


def differences(both: Both) -> list[str]:
    """What one centre holds otherwise than the other."""
    one, other = standing(both.single), standing(both.bundled)
    found = []
    for key in sorted({*one, *other}):
        here, there = one.get(key), other.get(key)
        if isinstance(here, dict) and isinstance(there, dict):
            here, there = (
                {k: v for k, v in a.items() if v != b[k]} for a, b in ((here, there), (there, here))
            )
        if here != there:
            found.append(f"{key}: {here} and {there}")
    return found
