"""Who gets what: pages of what changed since a position, history, the canonical export. It changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Engine, Row, Select, bindparam, func, select

from crmdesk.domain.custom_fields import fingerprint
from crmdesk.domain.declare import Catalogue, Entity
from crmdesk.domain.errors import NoSuchRecord
from crmdesk.domain.records import Record, export_line
from crmdesk.domain.scope import Reader
from crmdesk.protocol.limits import ANSWER_BYTES, PAGE_BYTES, PAGE_ROWS
from crmdesk.protocol.messages import HistoryEntry, Page, Position, Pull, Table
from crmdesk.protocol.tables import encode_rows
from crmdesk.schema.columns import page_columns, row_reader
from crmdesk.schema.digest import EVERYTHING, HASH_COLUMN, set_number
from crmdesk.server import bulk, digests
from crmdesk.server.batch import CHUNK, Key
from crmdesk.server.custom_fields import parsed
from crmdesk.server.database import reading
from crmdesk.server.erasure import marks_since
from crmdesk.server.membership import Buckets, standing
from crmdesk.server.positions import head_of, knows, lies_on, secret_of, signed
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.statements import following, oldest_first
from crmdesk.server.tables import Tables


class Sets:
    """The sets of buckets that a page's rows lie in: what concerns the reader of each, named once a page."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._numbers: dict[frozenset[str], int] = {}
        self._known: dict[tuple[str, ...], int] = {}
        """As they were asked for: nearly all rows of a page lie in the same few."""

    def number(self, buckets: Iterable[str]) -> int:
        """The number of the set that a record in these buckets lies in for the reader."""
        asked = tuple(buckets)
        number = self._known.get(asked)
        if number is None:
            readers = self._reader.buckets
            mine = frozenset({EVERYTHING}) if readers is None else readers.intersection(asked)
            number = self._known[asked] = self._numbers[mine] = set_number(mine)
        return number

    @property
    def named(self) -> list[list[str]]:
        """Every set that was asked for."""
        return [sorted(buckets) for buckets in self._numbers]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the feed that ends at a transaction border."""

    keys: list[Key]
    """Records that it speaks of, each once."""
    start: int
    end: Position
    more: bool
    behind: int


class Feed:
    """Answers readers, each from one moment of the database."""

    def __init__(
        self, engine: Engine, tables: Tables, catalogue: Catalogue, fields: str | None = None
    ) -> None:
        """`fields` are the organisation's custom fields as kept, with which `catalogue` and `tables` were made."""
        self._fields = fingerprint(parsed(fields))
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue

    def head(self, org: int) -> Position:
        """The end of the organisation's feed."""
        with reading(self._engine) as connection:
            return head_of(connection, self._tables, org)

    def known(self, org: int, position: Position) -> bool:
        """Whether the position lies on this feed: same epoch, not beyond the head, same tag."""
        with reading(self._engine) as connection:
            return knows(connection, self._tables, org, position)

    def pull(
        self, principal: Principal, pull: Pull, admit: Callable[[Connection], None] = lambda connection: None
    ) -> Page:
        """What changed for this reader after the position. Says so if a handshake or a resync is due first.

        `admit` raises in the same transaction if nothing is to be answered.
        """
        with reading(self._engine) as connection:
            admit(connection)
            org = principal.org
            reader = read_reader(connection, self._tables, principal)
            head = head_of(connection, self._tables, org)
            shown = {place for place in (pull.position, pull.seen) if place is not None}
            other_fields = pull.fields is not None and pull.fields != self._fields
            if other_fields or not all(
                lies_on(connection, self._tables, org, head, place) for place in shown
            ):
                return _empty(pull.position, reader, handshake=True)
            gap = pull.position.seq < head.seq and pull.position.seq < collected(
                connection, self._tables, org
            )
            if gap or pull.scope != reader.fingerprint:
                return _empty(pull.position, reader, resync=True)
            rows = min(max(pull.rows, 1), PAGE_ROWS)
            contains = contained(connection, self._tables, org, pull.replica)
            while True:
                window = self._window(connection, org, pull.position, head, rows)
                digest = None if window.more else digests.root(connection, self._tables, org, reader)
                if not window.keys:
                    page = _empty(window.end, reader, contains=contains)
                else:
                    page = self._page(connection, org, reader, window, contains)
                if too_heavy(page.tables) and rows > 1:
                    rows = max(1, min(rows, len(window.keys)) // 2)
                elif weight(page.tables) > ANSWER_BYTES // 2:
                    # One transaction that no page can carry: a snapshot takes its rows apart.
                    return _empty(pull.position, reader, resync=True)
                else:
                    marks, upto = marks_since(connection, self._tables, org, pull.erased, head.seq)
                    beyond = head if window.more else None
                    return msgspec.structs.replace(
                        page, digest=digest, erased=marks, erased_upto=upto, head=beyond
                    )

    def _window(self, connection: Connection, org: int, after: Position, head: Position, rows: int) -> Window:
        feed, transaction = self._tables.feed, self._tables.transaction
        if head.seq == after.seq:
            return Window([], after.seq, head, more=False, behind=0)
        span = {"of_org": org, "of_start": after.seq}
        last = connection.execute(_last_query(feed), {**span, "of_rows": rows - 1}).scalar()
        end = head
        if last is not None:
            border = connection.execute(
                select(transaction)
                .where(transaction.c.org == org, transaction.c.seq >= last)
                .order_by(transaction.c.seq)
                .limit(1)
            ).one()
            end = signed(secret_of(connection, self._tables, org), head.epoch, border.seq, border.tag)
        entries = connection.execute(_window_query(feed), {**span, "of_end": end.seq})
        keys = [(entry.type, entry.id) for entry in entries]
        return Window(keys, after.seq, end, more=end.seq < head.seq, behind=head.seq - end.seq)

    def _page(self, connection: Connection, org: int, reader: Reader, window: Window, contains: int) -> Page:
        buckets = standing(connection, self._tables, org, window.keys)
        visible = [key for key in window.keys if reader.sees(buckets.get(key, ()))]
        seen = set(visible)
        sets = Sets(reader)
        tables = self.tables_of(connection, org, visible, buckets, sets)
        live = {(table.type, row) for table, rows in tables for row in rows}
        left = [key for key in window.keys if key not in seen]
        return Page(
            position=window.end,
            more=window.more,
            contains=contains,
            tables=[table for table, _ in tables],
            deleted=[key for key in visible if key not in live],
            evicted=self._evicted(connection, org, reader, window, left),
            scope=reader.fingerprint,
            behind=window.behind,
            sets=sets.named,
        )

    def tables_of(
        self, connection: Connection, org: int, keys: Iterable[Key], buckets: Buckets, sets: Sets
    ) -> list[tuple[Table, list[str]]]:
        """Those of these records that are live, as tables of a page with the ids in each."""
        by_type: dict[str, list[str]] = {}
        for type_name, record_id in keys:
            by_type.setdefault(type_name, []).append(record_id)
        tables = []
        for entity in self._catalogue:
            rows = [
                (*row, sets.number(buckets.get((entity.name, row[0]), ())))
                for row in self.stored_rows(connection, org, entity, by_type.get(entity.name, ()))
            ]
            if rows:
                tables.append((encode_rows(entity, rows, marked=True), [row[0] for row in rows]))
        return tables

    def stored_rows(
        self, connection: Connection, org: int, entity: Entity, ids: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """Rows in `page_columns` order, in stored form, and their hash."""
        columns = (*page_columns(entity), HASH_COLUMN)
        return bulk.rows_of(connection, self._tables.entity[entity.name], columns, org, ids)

    def _evicted(
        self, connection: Connection, org: int, reader: Reader, window: Window, left: list[Key]
    ) -> list[Key]:
        """Of the records out of scope, those that left a bucket of the reader's within the window."""
        if reader.buckets is None or not left:
            return []
        feed, eviction = self._tables.feed, self._tables.eviction
        query = (
            select(feed.c.type, feed.c.id)
            .distinct()
            .join(eviction, (eviction.c.org == feed.c.org) & (eviction.c.seq == feed.c.seq))
            .where(feed.c.org == org, feed.c.seq > window.start, feed.c.seq <= window.end.seq)
            .where(eviction.c.bucket.in_(sorted(reader.buckets)))
        )
        gone = {(row.type, row.id) for row in connection.execute(query)}
        return [key for key in left if key in gone]

    # Single records

    def visible(self, principal: Principal, type_name: str, record_id: str) -> Record:
        """One record; raises `NoSuchRecord` also where it exists but is out of scope."""
        entity = self._catalogue[type_name]
        with reading(self._engine) as connection:
            self._check_visible(connection, principal, (type_name, record_id))
            rows = self.stored_rows(connection, principal.org, entity, [record_id])
        if not rows:
            raise NoSuchRecord(f"There is no such {type_name}", record_id)
        return Record(type_name, record_id, rows[0][1], row_reader(entity)(rows[0][:-1]))

    def history(self, principal: Principal, type_name: str, record_id: str) -> list[HistoryEntry]:
        """Every change of a record the reader may see, oldest first; a creation as one entry a field."""
        self._catalogue[type_name]
        table = self._tables.history
        with reading(self._engine) as connection:
            self._check_visible(connection, principal, (type_name, record_id))
            query = (
                select(table)
                .where(table.c.org == principal.org, table.c.type == type_name, table.c.id == record_id)
                .order_by(*oldest_first(table))
            )
            return [entry for row in connection.execute(query) for entry in _entries(row)]

    def _check_visible(self, connection: Connection, principal: Principal, key: Key) -> None:
        reader = read_reader(connection, self._tables, principal)
        buckets = standing(connection, self._tables, principal.org, [key])
        if not reader.sees(buckets.get(key, ())) and reader.buckets is not None:
            raise NoSuchRecord(f"There is no such {key[0]}", key[1])

    def export(self, principal: Principal) -> Iterator[bytes]:
        """The canonical export of what this user sees: a JSON line a record, sorted by type and id."""
        with reading(self._engine) as connection:
            reader = read_reader(connection, self._tables, principal)
            for entity in sorted(self._catalogue.records, key=lambda entity: entity.name):
                yield from self._export_type(connection, principal.org, reader, entity)

    def _export_type(
        self, connection: Connection, org: int, reader: Reader, entity: Entity
    ) -> Iterator[bytes]:
        table = self._tables.entity[entity.name]
        query, read = following(table, page_columns(entity)), row_reader(entity)
        after = ""
        while True:
            rows = connection.execute(query, {"of_org": org, "of_after": after, "of_rows": CHUNK}).all()
            if not rows:
                return
            after = rows[-1].id
            buckets = standing(connection, self._tables, org, [(entity.name, row.id) for row in rows])
            for row in rows:
                if reader.sees(buckets.get((entity.name, row.id), ())):
                    yield export_line(entity, Record(entity.name, row.id, row.version, read(row)))


def weight(tables: Sequence[Table]) -> int:
    """Bytes of the rows of a page."""
    return sum(len(bytes(table.rows)) for table in tables)


def too_heavy(tables: Sequence[Table]) -> bool:
    """Whether a page should carry fewer rows."""
    return weight(tables) > PAGE_BYTES


def collected(connection: Connection, tables: Tables, org: int) -> int:
    """The feed number up to which entries may be gone: nobody who stands before it is served from there."""
    return int(connection.execute(_collected_query(tables.organisation), {"of_org": org}).scalar_one())


# Every round of every laptop asks these: building a statement costs more than running it.
@lru_cache
def _collected_query(organisation: sqlalchemy.Table) -> Select[Any]:
    return select(organisation.c.collected).where(organisation.c.id == bindparam("of_org"))


@lru_cache
def _last_query(feed: sqlalchemy.Table) -> Select[Any]:
    return (
        select(feed.c.seq)
        .where(feed.c.org == bindparam("of_org"), feed.c.seq > bindparam("of_start"))
        .order_by(feed.c.seq)
        .offset(bindparam("of_rows"))
        .limit(1)
    )


@lru_cache
def _window_query(feed: sqlalchemy.Table) -> Select[Any]:
    after, upto = feed.c.seq > bindparam("of_start"), feed.c.seq <= bindparam("of_end")
    return select(feed.c.type, feed.c.id).distinct().where(feed.c.org == bindparam("of_org"), after, upto)


@lru_cache
def _contained_query(ledger: sqlalchemy.Table) -> Select[Any]:
    return select(func.max(ledger.c.number)).where(
        ledger.c.org == bindparam("of_org"), ledger.c.replica == bindparam("of_replica")
    )


def contained(connection: Connection, tables: Tables, org: int, replica: str) -> int:
    """The highest number of this replica that was decided: rows read in the same transaction hold its effect."""
    query = _contained_query(tables.ledger)
    return connection.execute(query, {"of_org": org, "of_replica": replica}).scalar() or 0


def _empty(
    position: Position,
    reader: Reader,
    *,
    contains: int = 0,
    resync: bool = False,
    handshake: bool = False,
) -> Page:
    return Page(
        position=position, more=False, contains=contains, tables=[], deleted=[], evicted=[], scope=reader.fingerprint,
        resync=resync, handshake=handshake,
    )  # fmt: skip


def _entries(row: Row[Any]) -> Iterator[HistoryEntry]:
    shared = {"at": row.at, "by": row.user, "device": row.device, "op_id": row.op_id, "outcome": row.outcome}
    old, new = (None if text is None else json.loads(text) for text in (row.old, row.new))
    if row.field:
        yield HistoryEntry(field=row.field, old=old, new=new, **shared)
        return
    for name, value in (new or {}).items():
        yield HistoryEntry(field=name, old=None, new=value, **shared)
