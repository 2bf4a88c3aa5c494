"""Everything a reader may see, in pages that can be taken up at any of them, most useful first.

A snapshot is pinned at the head of the feed at its start: pages read rows as they stand, and pulling from the pinned
position afterwards brings whatever changed meanwhile. The cursor says all: the centre remembers nothing of a snapshot.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    CursorResult,
    Engine,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
)

from crmdesk.domain.custom_fields import fingerprint
from crmdesk.domain.declare import Catalogue, Entity, Policy, Reach
from crmdesk.domain.errors import RequestRefused
from crmdesk.domain.scope import ORGANISATION, Reader
from crmdesk.protocol.limits import SNAPSHOT_ROWS
from crmdesk.protocol.messages import Position, SnapshotPage, SnapshotRequest, Table
from crmdesk.protocol.tables import encode_rows
from crmdesk.schema.columns import page_columns
from crmdesk.schema.digest import HASH_COLUMN
from crmdesk.server.custom_fields import parsed
from crmdesk.server.database import reading
from crmdesk.server.digests import buckets_of
from crmdesk.server.feed import Sets, collected, contained, too_heavy
from crmdesk.server.positions import head_of, knows
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_reader
from crmdesk.server.statements import KEPT
from crmdesk.server.tables import Tables

_BETWEEN = "\n"
DENSE = 0.3
"""From this share of a type's rows on, scanning the table beats walking the buckets' index."""


class Step(msgspec.Struct, frozen=True, array_like=True):
    """A part of the snapshot: rows of one type, only open or only closed ones, by one bucket or (None) by the table."""

    type: str
    part: str
    bucket: str | None


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a snapshot stands: the pinned position, the steps still to go, the last id of the first of them."""

    position: Position
    contains: int
    scope: str
    steps: list[Step]
    usable_from: int
    """So many steps from the end the laptop can be worked with."""
    after: str
    sent: int
    total: int
    gained: list[str] | None = None
    """The buckets walked, if not all of the reader's."""
    replica: str = ""
    """Whose ops `contains` counts."""


class Snapshots:
    """Gives snapshot pages."""

    def __init__(
        self, engine: Engine, tables: Tables, catalogue: Catalogue, fields: str | None = None
    ) -> None:
        """`fields` are the organisation's custom fields as kept, with which `catalogue` and `tables` were made."""
        self._engine = engine
        self._tables = tables
        self._catalogue = catalogue
        self._fields = fingerprint(parsed(fields))

    def page(self, principal: Principal, request: SnapshotRequest) -> SnapshotPage:
        """The next page. Raises `RequestRefused`: 400 for no cursor at all, 410 (`snapshot_gone`) for a stale one,
        409 (`handshake`) at the start for a laptop that has seen more than there is, and at any page for one that
        does not know the custom fields as they are."""
        if request.fields is not None and request.fields != self._fields:
            raise RequestRefused(
                409, "The organisation's fields are others now", "shake hands again", "handshake"
            )
        with reading(self._engine) as connection:
            reader = read_reader(connection, self._tables, principal)
            if request.cursor is None:
                if not all(knows(connection, self._tables, principal.org, one) for one in request.shown):
                    raise RequestRefused(
                        409, "The centre is not the one of before", "shake hands again", "handshake"
                    )
                cursor = self._begin(connection, principal, reader, request)
            else:
                cursor = _unpacked(request.cursor)
                # What is pinned before a gap could not be gone on from.
                whole = cursor.position.seq >= collected(connection, self._tables, principal.org)
                held = whole and knows(connection, self._tables, principal.org, cursor.position)
                if not held or cursor.scope != reader.fingerprint or not _within(reader, cursor):
                    raise RequestRefused(
                        410, "The snapshot no longer holds", "begin it again", "snapshot_gone"
                    )
                if cursor.replica != request.replica:
                    # It goes on as another replica, and of the ops that it numbers now none is from before the pin.
                    cursor = msgspec.structs.replace(cursor, replica=request.replica, contains=0)
            rows = min(max(request.rows, 1), SNAPSHOT_ROWS)
            page = self._fill(connection, principal.org, reader, cursor, rows)
            while too_heavy(page.tables) and rows > 1:
                rows //= 2
                page = self._fill(connection, principal.org, reader, cursor, rows)
            return page

    def _begin(
        self, connection: Connection, principal: Principal, reader: Reader, request: SnapshotRequest
    ) -> Cursor:
        org, gained = principal.org, request.buckets
        if gained is not None and not (request.scope == reader.fingerprint and _reads(reader, gained)):
            raise RequestRefused(410, "What you may see was cut anew", "shake hands again", "snapshot_gone")
        walked = _limited(reader, gained)
        counts = self._counts(connection, org, walked)
        first: list[Step] = []
        later: list[Step] = []
        for entity in self._catalogue:
            steps = self._steps(connection, org, walked, entity, counts)
            for step in steps:
                early = entity.reach is Reach.ORGANISATION or entity.name == "account" or step.part == "open"
                (first if early or entity.system else later).append(step)
        return Cursor(
            position=head_of(connection, self._tables, org),
            contains=contained(connection, self._tables, org, request.replica),
            scope=reader.fingerprint,
            steps=first + later,
            usable_from=len(later),
            after="",
            sent=0,
            total=_total(counts),
            gained=gained,
            replica=request.replica,
        )

    def _counts(self, connection: Connection, org: int, reader: Reader) -> dict[tuple[str, str], int]:
        """Rows by type and bucket; for a reader of everything by type alone (bucket "")."""
        if reader.buckets is None:
            return {
                (entity.name, ""): connection.execute(
                    _count_query(self._tables.entity[entity.name]), {"of_org": org}
                ).scalar()
                or 0
                for entity in self._catalogue
            }
        table = self._tables.membership
        query = (
            select(table.c.type, table.c.bucket, func.count().label("rows"))
            .where(table.c.org == org, table.c.bucket.in_(sorted(reader.buckets)))
            .group_by(table.c.type, table.c.bucket)
        )
        return {(row.type, row.bucket): row.rows for row in connection.execute(query)}

    def _steps(
        self,
        connection: Connection,
        org: int,
        reader: Reader,
        entity: Entity,
        counts: dict[tuple[str, str], int],
    ) -> Iterator[Step]:
        buckets = sorted(bucket for type_name, bucket in counts if type_name == entity.name)
        rows = sum(counts[entity.name, bucket] for bucket in buckets)
        if not rows:
            return
        table = self._tables.entity[entity.name]
        every = connection.execute(_count_query(table), {"of_org": org}).scalar() or 0
        dense = reader.buckets is None or rows >= every * DENSE
        parts = ("open", "closed") if _status(entity) else ("all",)
        for part in parts:
            for bucket in [None] if dense else buckets:
                yield Step(entity.name, part, bucket)

    def _fill(
        self, connection: Connection, org: int, reader: Reader, cursor: Cursor, rows: int
    ) -> SnapshotPage:
        tables: list[Table] = []
        sets = Sets(reader)
        steps, after, left = list(cursor.steps), cursor.after, rows
        while steps and left > 0:
            entity = self._catalogue[steps[0].type]
            walked = self._rows(connection, org, reader, cursor, steps[0], after=after, rows=left)
            found: list[tuple[Any, ...]] = [(*row[:-1], sets.number(_listed(row[-1]))) for row in walked]
            if found:
                tables.append(encode_rows(entity, found, marked=True))
            if len(found) < left:
                steps, after = steps[1:], ""
            else:
                after = found[-1][0]
            left -= len(found)
            if len(steps) == cursor.usable_from < len(cursor.steps):
                break  # the page with which the window opens carries nothing else
        sent = cursor.sent + rows - left
        head = head_of(connection, self._tables, org)
        following = msgspec.structs.replace(cursor, steps=steps, after=after, sent=sent)
        return SnapshotPage(
            position=cursor.position,
            contains=cursor.contains,
            tables=tables,
            cursor=_packed(following) if steps else None,
            usable=len(steps) <= cursor.usable_from,
            rows_sent=sent,
            rows_total=max(sent, cursor.total) if steps else sent,
            scope=cursor.scope,
            sets=sets.named,
            buckets=None if steps else cursor.gained or buckets_of(reader),
            head=head if head.seq > cursor.position.seq else None,
        )

    def _rows(
        self,
        connection: Connection,
        org: int,
        reader: Reader,
        cursor: Cursor,
        step: Step,
        *,
        after: str,
        rows: int,
    ) -> CursorResult[Any]:
        entity, walked = self._catalogue[step.type], _limited(reader, cursor.gained).buckets
        everybodys = reader.buckets is None or entity.reach is Reach.ORGANISATION
        query = _walk(
            self._tables.entity[step.type],
            self._tables.membership,
            entity,
            step.part,
            by_bucket=step.bucket is not None,
            everybodys=everybodys,
        )
        asked: dict[str, Any] = {"of_org": org, "of_after": after, "of_rows": rows}
        if not everybodys:
            asked |= {"of_reader": sorted(reader.buckets or ()), "of_walked": sorted(walked or ())}
        if step.bucket is not None:
            earlier = sorted(bucket for bucket in walked or () if bucket < step.bucket)
            asked |= {"of_bucket": step.bucket, "of_earlier": earlier}
        return connection.execute(query, asked)


@lru_cache(KEPT)
def _walk(
    table: sqlalchemy.Table,
    member: sqlalchemy.Table,
    entity: Entity,
    part: str,
    *,
    by_bucket: bool,
    everybodys: bool,
) -> Select[Any]:
    """The first `of_rows` rows behind the id `of_after`, each with where it lies: of `of_bucket` without those that
    were sent with `of_earlier` ones, or of the table, where `everybodys` says that no row needs to be `of_walked`."""
    columns = [table.c[name] for name in (*page_columns(entity), HASH_COLUMN)]
    lies = literal(ORGANISATION) if everybodys else _lies(table, member, entity)
    query = select(*columns, lies).where(table.c.org == _asked("of_org"), *_part(entity, table, part))
    mine = [member.c.org == _asked("of_org"), member.c.type == entity.name, member.c.id == table.c.id]
    if not by_bucket:
        query = query.where(table.c.id > _asked("of_after")).order_by(table.c.id).limit(_asked("of_rows"))
        if everybodys:
            return query
        return query.where(exists().where(*mine, member.c.bucket.in_(_asked("of_walked", several=True))))
    other = member.alias("other")
    sent_before = exists().where(
        other.c.org == _asked("of_org"),
        other.c.type == entity.name,
        other.c.id == table.c.id,
        other.c.bucket.in_(_asked("of_earlier", several=True)),
    )
    return (
        query.join(member, and_(*mine))
        .where(member.c.bucket == _asked("of_bucket"), member.c.id > _asked("of_after"), ~sent_before)
        .order_by(member.c.id)
        .limit(_asked("of_rows"))
    )


def _lies(table: sqlalchemy.Table, member: sqlalchemy.Table, entity: Entity) -> ColumnElement[Any]:
    """The buckets `of_reader` that a row lies in, as one text; read beside the row, for a query more a row is dear."""
    lies = member.alias("lies")
    return (
        select(func.aggregate_strings(lies.c.bucket, _BETWEEN))
        .where(lies.c.org == _asked("of_org"), lies.c.type == entity.name, lies.c.id == table.c.id)
        .where(lies.c.bucket.in_(_asked("of_reader", several=True)))
        .correlate(table)
        .scalar_subquery()
    )


def _asked(name: str, *, several: bool = False) -> BindParameter[Any]:
    return bindparam(name, expanding=several)


@lru_cache(KEPT)
def _count_query(table: sqlalchemy.Table) -> Select[Any]:
    return select(func.count()).select_from(table).where(table.c.org == bindparam("of_org"))


@lru_cache(maxsize=4096)
def _listed(buckets: str | None) -> tuple[str, ...]:
    return tuple(buckets.split(_BETWEEN)) if buckets else ()


def _total(counts: dict[tuple[str, str], int]) -> int:
    """About how many rows: most lie in their owner's and in their territory's bucket, so users' are left out."""
    return sum(rows for (_, bucket), rows in counts.items() if not bucket.startswith("user:"))


def _status(entity: Entity) -> str | None:
    """The field that tells whether a record is done."""
    for declared in entity.own:
        if declared.policy is Policy.FURTHEST:
            return declared.name
    return None


def _part(entity: Entity, table: Any, part: str) -> list[ColumnElement[bool]]:
    name = _status(entity)
    if name is None or part == "all":
        return []
    ends = [choice.key for choice in entity.field(name).choices if choice.end]
    column = table.c[name]
    return [column.in_(ends)] if part == "closed" else [or_(column.is_(None), column.not_in(ends))]


def _within(reader: Reader, cursor: Cursor) -> bool:
    """Whether the cursor walks the reader's own buckets only: it comes from outside and could be forged."""
    if cursor.gained is not None and not _reads(reader, cursor.gained):
        return False
    return reader.buckets is None or all(
        step.bucket is None or step.bucket in reader.buckets for step in cursor.steps
    )


def _reads(reader: Reader, buckets: list[str]) -> bool:
    return reader.buckets is not None and reader.buckets.issuperset(buckets)


def _limited(reader: Reader, gained: list[str] | None) -> Reader:
    """The reader of no more than these of their buckets."""
    return reader if gained is None else replace(reader, buckets=frozenset(gained))


def _packed(cursor: Cursor) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode(cursor)).decode()


def _unpacked(text: str) -> Cursor:
    try:
        return msgspec.json.decode(base64.urlsafe_b64decode(text.encode()), type=Cursor)
    except (ValueError, msgspec.DecodeError):
        raise RequestRefused(
            400, "This is no snapshot cursor", "begin the snapshot again", "malformed"
        ) from None
