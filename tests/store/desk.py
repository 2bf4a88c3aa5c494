"""A laptop's desk for tests: a replica with its clock, ids and key, and a centre that says what a test wants."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crmdesk.domain import edits
from crmdesk.domain.changes import Mutation
from crmdesk.domain.declare import Catalogue
from crmdesk.domain.edits import Author
from crmdesk.domain.entities import CATALOGUE
from crmdesk.domain.identifiers import uuid7
from crmdesk.domain.records import Record
from crmdesk.domain.values import Value, blank, format_instant
from crmdesk.protocol.messages import (
    OrganisationInfo,
    Page,
    Person,
    Position,
    SnapshotPage,
    Table,
    Tokens,
    Verdict,
)
from crmdesk.protocol.tables import encode_rows
from crmdesk.schema.columns import to_stored
from crmdesk.store.identity import Session
from crmdesk.store.replica import Replica

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEY = bytes(range(32))
SCOPE = "scope"


class Clock:
    """Goes on by a second each time somebody looks."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


def ids(seed: int = 7) -> Callable[[], str]:
    """A source of ids, the same for the same seed."""
    dice = random.Random(seed)
    return lambda: uuid7(int(START.timestamp() * 1000) + dice.getrandbits(20), dice.getrandbits(74))


USER = "01900000-0000-7000-8000-00000000aaaa"
OTHER_USER = "01900000-0000-7000-8000-00000000bbbb"
HOME = "01900000-0000-7000-8000-00000000cccc"


def person(user: str = USER, login: str = "mina.kim") -> Person:
    return Person(id=user, login=login, name="Mina Kim", role="rep", home=HOME, scope=SCOPE)


def tokens(user: Person | None = None) -> Tokens:
    return Tokens(
        access="access",
        refresh="refresh",
        expires_in=900,
        device="device",
        user=user or person(),
        organisation=OrganisationInfo(
            id=1, name="Acme", currency="EUR", languages=["en"], modules=["core", "sales"]
        ),
    )


def row_of(
    catalogue: Catalogue, type_name: str, record_id: str, version: int, fields: Mapping[str, Value]
) -> tuple[Any, ...]:
    """A record as the centre sends it."""
    entity = catalogue[type_name]
    whole = {**blank(entity), "owner": USER, "territory": HOME, **fields}
    return (record_id, version, *(to_stored(field, whole[field.name]) for field in entity.fields))


class Desk:
    """One profile, opened and signed in, with intents in short form."""

    def __init__(
        self,
        directory: Path,
        *,
        catalogue: Catalogue = CATALOGUE,
        seed: int = 7,
        template: Path | None = None,
    ) -> None:
        """`template` is a closed desk's folder to begin with a copy of: making tables takes longest."""
        self.directory = directory
        self.catalogue = catalogue
        self.clock = Clock()
        self.new_id = ids(seed)
        self.seq = 0
        given: dict[str, Any] = {"catalogue": catalogue, "now": self.clock, "new_id": self.new_id}
        if template is not None:
            shutil.copytree(template, directory)
            self.replica = Replica.open(directory, KEY, **given)
            return
        self.replica = Replica.create(directory, KEY, **given)
        self.replica.begin_session("https://crm.example", tokens(), Session("access", "refresh", "later"))
        self.introduce("replica-1")

    def introduce(self, replica: str, last_number: int = 0) -> None:
        """What a handshake leaves behind."""
        self.replica.save_identity(
            replace(self.replica.identity(), replica=replica, token="token", last_number=last_number)
        )

    def reopen(self, **given: Any) -> Replica:
        """Closes the replica and opens it again."""
        self.replica.close()
        self.replica = Replica.open(
            self.directory,
            KEY,
            **{"catalogue": self.catalogue, "now": self.clock, "new_id": self.new_id, **given},
        )
        return self.replica

    @property
    def author(self) -> Author:
        return self.replica.author()

    def create(self, type_name: str, **fields: Value) -> Record:
        """Creates and saves a record."""
        saved = self.replica.commit(edits.create(self.author, type_name, fields))
        return self.replica.get(type_name, saved[0].id)

    def update(self, record: Record, **fields: Value) -> Mutation:
        """Saves other values for a record as it stands now."""
        now = self.replica.get(record.type, record.id)
        return self.replica.commit(edits.update(self.author, now, fields))[0]

    def delete(self, record: Record) -> Mutation:
        return self.replica.commit(edits.delete(self.author, record))[0]

    # -- the centre's side ---------------------------------------------------------------------------------

    def next_seq(self) -> int:
        self.seq += 1
        return self.seq

    def position(self, seq: int | None = None, epoch: int = 1) -> Position:
        return Position(epoch=epoch, seq=self.seq if seq is None else seq, tag=1)

    def table(self, type_name: str, rows: Iterable[tuple[Any, ...]]) -> Table:
        return encode_rows(self.catalogue[type_name], list(rows))

    def row(self, type_name: str, record_id: str, version: int, **fields: Value) -> tuple[Any, ...]:
        return row_of(self.catalogue, type_name, record_id, version, fields)

    def page(
        self,
        *tables: Table,
        contains: int = 0,
        deleted: Iterable[tuple[str, str]] = (),
        evicted: Iterable[tuple[str, str]] = (),
        seq: int | None = None,
    ) -> Page:
        return Page(
            position=self.position(seq),
            more=False,
            contains=contains,
            tables=list(tables),
            deleted=list(deleted),
            evicted=list(evicted),
            scope=SCOPE,
        )

    def snapshot_page(
        self, *tables: Table, cursor: str | None = None, contains: int = 0, sent: int = 1, epoch: int = 1
    ) -> SnapshotPage:
        return SnapshotPage(
            position=self.position(epoch=epoch),
            contains=contains,
            tables=list(tables),
            cursor=cursor,
            usable=True,
            rows_sent=sent,
            rows_total=10,
            scope=SCOPE,
        )

    def synced(self) -> None:
        """The first snapshot, empty."""
        self.replica.begin_snapshot()
        self.replica.apply_snapshot_page(self.snapshot_page())

    def receive(self, type_name: str, record_id: str | None = None, **fields: Value) -> Record:
        """Another person's record, or their change of one, comes in by a page."""
        version = self.next_seq()
        record_id = record_id or self.new_id()
        self.replica.apply_page(
            self.page(self.table(type_name, [self.row(type_name, record_id, version, **fields)]))
        )
        return self.replica.get(type_name, record_id)

    def push(self, outcome: str = "applied", **given: Any) -> list[int]:
        """Everything that waits is sent and gets the same verdict; gives the numbers."""
        numbers = []
        while items := self.replica.next_batch(after_number=numbers[-1] if numbers else 0):
            numbers += [item.number for item in items]
            self.replica.apply_verdicts(
                [self.verdict(i.mutation.op_id, i.number, outcome, **given) for i in items]
            )
        return numbers

    def verdict(self, op_id: str, number: int = 0, outcome: str = "applied", **given: Any) -> Verdict:
        # A version beyond the position: the effect is still to be pulled.
        return Verdict(op_id=op_id, number=number, outcome=outcome, **{"version": self.seq + 1, **given})


def instant(moment: datetime) -> str:
    return format_instant(moment)
