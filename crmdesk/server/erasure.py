"""Erases a person: every value of theirs at the centre, for good. What stays is a tombstone a record, and a receipt.

Laptops are told by the marks of what went (`marks_since`); a database that is put back is erased anew (`reapply`).
Rules: docs/sync/erasure.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Table, bindparam, insert, select, tuple_, update

from crmdesk.domain.erasure import Key, mark_of
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.server.administration import console
from crmdesk.server.batch import CHUNK, Batch
from crmdesk.server.belongings import Belongings, is_known
from crmdesk.server.database import reading, writing
from crmdesk.server.overwriting import overwrite
from crmdesk.server.positions import secret_of
from crmdesk.server.principal import Principal
from crmdesk.server.receipts import Receipt, encoded, opened, sealed
from crmdesk.server.tables import Tables
from crmdesk.server.verdicts import FORGOTTEN

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

MARKS = 10_000
"""Erased records that one page tells of."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did. `records`: how many of each type went; none if all had gone before."""

    receipt: str
    at: str
    records: Mapping[str, int]
    files_left: int
    """Attachments whose bytes wait for a process that knows where attachments are."""


class Erasures:
    """Erases in one organisation."""

    def __init__(self, centre: Centre, org: int) -> None:
        """`centre` is the organisation's, with its custom fields."""
        self._centre = centre
        self._tables = centre.tables
        self._org = org

    def erase(self, principal: Principal, type_name: str, record_id: str) -> Erasure:
        """Erases that person with all that belongs to them; raises `NoSuchRecord`, and `StorageFault` if the receipt
        cannot be kept: then nothing was erased. Once more is nothing but the receipt of the first time."""
        receipt_id, key = self._centre.new_id(), (type_name, record_id)

        def change(batch: Batch) -> Erasure:
            belongings = Belongings(batch)
            if not is_known(batch.connection, self._tables, self._org, key):
                raise NoSuchRecord(f"There is no such {type_name}", record_id[:80])
            grave = batch.tombstone(key)
            if grave is not None and grave.erased is not None:
                return Erasure(grave.erased, grave.at, {}, 0)
            gone = belongings.with_all(belongings.family(key))
            secret = secret_of(batch.connection, self._tables, self._org)
            assert secret, "every organisation has one since migration 0009"
            records = sorted(gone)
            receipt = sealed(secret, receipt_id, batch.moment.at, records)
            self._expunge(batch, receipt, gone)
            return Erasure(receipt_id, batch.moment.at, Counter(one for one, _ in records), 0)

        done = self._centre.journal.apart(principal, change)
        left = self._clear_up()
        return Erasure(done.receipt, done.at, done.records, left)

    def knows(self, type_name: str, record_id: str) -> bool:
        """Whether there ever was such a record, erased or not."""
        with reading(self._centre.engine) as connection:
            return is_known(connection, self._tables, self._org, (type_name, record_id))

    def reapply(self) -> int:
        """Erases again what receipts say and the database does not know, and keeps beside it what it alone knows.

        Gives how many erasures were applied; raises `StorageFault` for a receipt that was altered.
        """
        folder, tables = self._centre.receipts, self._tables
        with reading(self._centre.engine) as connection:
            secret = secret_of(connection, tables, self._org)
            mine = select(tables.erasure.c.id, tables.erasure.c.receipt, tables.erasure.c.files)
            known = connection.execute(mine.where(tables.erasure.c.org == self._org)).all()
        if not secret or folder is None:
            return 0
        beside = [opened(text, secret, where) for where, text in folder.texts()]
        there = {row.id for row in known}
        for row in known:
            folder.keep(row.id, row.receipt)
        due = [one for one in beside if one is not None and one.id not in there]
        for receipt in sorted(due, key=lambda one: (one.at, one.id)):
            self._centre.journal.apart(console(self._org), partial(self._again, receipt))
        if due or any(row.files for row in known):
            self._clear_up()
        return len(due)

    def _again(self, receipt: Receipt, batch: Batch) -> None:
        table = self._tables.erasure
        mine = (table.c.org == self._org, table.c.id == receipt.id)
        if batch.connection.execute(select(table.c.id).where(*mine)).first() is None:
            # Also what never was in this database: a laptop may offer it again.
            self._expunge(batch, receipt, Belongings(batch).with_all(set(receipt.records)))

    def _expunge(self, batch: Batch, receipt: Receipt, gone: set[Key]) -> None:
        connection, text = batch.connection, encoded(receipt)
        files = sorted(Belongings(batch).files(gone))
        for key in sorted(gone):
            if key[0] in batch.catalogue and not batch.is_erased(key):
                batch.erase(key, receipt.id)
        self._scrub(connection, sorted(gone))
        connection.execute(
            insert(self._tables.erasure).values(
                org=self._org,
                id=receipt.id,
                at=receipt.at,
                receipt=text,
                files=json.dumps(files) if files else None,
            )
        )
        if self._centre.receipts is not None:
            # Before the commit: an erasure without a receipt could be undone by a restore.
            self._centre.receipts.keep(receipt.id, text)

    def _scrub(self, connection: Connection, gone: list[Key]) -> None:
        """Takes the values out of everything that tells of these records; that there was something stays."""
        history, ledger, imported = self._tables.history, self._tables.ledger, self._tables.import_value
        for start in range(0, len(gone), CHUNK):
            some = gone[start : start + CHUNK]
            for table, change in (
                (history, update(history).values(old=None, new=None, salt=None)),
                (ledger, update(ledger).values(payload_hash=FORGOTTEN, title=None, hint=None, lost=None)),
                # The line itself says that the person was there once: no import makes them again.
                (imported, update(imported).values(fields="{}")),
            ):
                named = tuple_(table.c.type, table.c.id).in_(some)
                connection.execute(change.where(table.c.org == self._org, named))
        self._centre.audit.forget(connection, self._org, [record_id for _, record_id in gone])

    def _clear_up(self) -> int:
        """Removes the bytes of attachments, and what the database's files still hold; how many files are left."""
        table, depot = self._tables.erasure, self._centre.blob_depot
        waiting = (table.c.org == self._org, table.c.files.is_not(None))
        with reading(self._centre.engine) as connection:
            hashes = [
                one
                for text in connection.execute(select(table.c.files).where(*waiting)).scalars()
                for one in json.loads(text)
            ]
        if hashes and depot is not None:
            depot.collection.forget(self._org, hashes)
            with writing(self._centre.engine, self._org) as connection:
                connection.execute(update(table).where(*waiting).values(files=None))
            hashes = []
        overwrite(self._centre.engine)
        return len(hashes)


def erase_again(centre: Centre) -> int:
    """Before anybody is served: applies every receipt beside the database that it does not know. Gives how many."""
    folder = centre.receipts
    if folder is None:
        return 0
    with reading(centre.engine) as connection:
        told = connection.execute(select(centre.tables.erasure.c.id).limit(1)).first() is not None
    if not told and next(folder.texts(), None) is None:
        return 0
    return sum(Erasures(centre.of(org), org).reapply() for org in centre.organisations.names())


def erased_at(connection: Connection, tables: Tables, org: int, type_name: str, record_id: str) -> str | None:
    """When the record was erased; None if it was not."""
    grave = tables.tombstone
    return connection.execute(
        select(grave.c.at).where(
            grave.c.org == org,
            grave.c.type == type_name,
            grave.c.id == record_id,
            grave.c.erased.is_not(None),
        )
    ).scalar()


def marks_since(
    connection: Connection, tables: Tables, org: int, told: int | None, head: int
) -> tuple[list[tuple[str, str]], int | None]:
    """What was erased after the feed number `told`, as types and marks, and the number up to which that is all.

    A number beyond the head was given by a centre that was put back: then all is told again.
    """
    if told is None or told == head:
        return [], told
    since = {"of_org": org, "of_start": told if told < head else 0}
    rows = connection.execute(_marks_query(tables.tombstone), since).all()
    return [(row.type, mark_of(row.type, row.id)) for row in rows], (
        rows[-1].version if len(rows) == MARKS else head
    )


# Every round of every laptop asks this: building a statement costs more than running it.
@lru_cache
def _marks_query(grave: Table) -> Select[Any]:
    return (
        select(grave.c.type, grave.c.id, grave.c.version)
        .where(
            grave.c.org == bindparam("of_org"),
            grave.c.erased.is_not(None),
            grave.c.version > bindparam("of_start"),
        )
        .order_by(grave.c.version)
        .limit(MARKS)
    )
