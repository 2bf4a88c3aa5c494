"""What a webhook is told next: a stretch of the feed as changes of records, or that changes were missed. It only reads.

Nothing of it is kept. A message is put together anew for each attempt, from what the database holds by then, so that
no value that was erased meanwhile is ever sent. Why: docs/decisions/0026-webhooks-read-the-feed.md.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select, tuple_

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.records import Record, record_of
from crmdesk.domain.values import format_instant
from crmdesk.schema.columns import row_reader
from crmdesk.server.database import reading
from crmdesk.server.feed import collected
from crmdesk.server.positions import head_of

if TYPE_CHECKING:
    from crmdesk.server.centre import Centre

CHANGES = 100
"""Changes that one message tells of."""
BODY_BYTES = 256 * 1024
"""Beyond that a message takes in no further change."""
_STANDS = ("applied", "merged")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the feed that a webhook is told next."""

    start: int
    """Up to this feed number the receiver has been told all."""
    end: int | None = None
    """Where the message ended in an earlier attempt; None before the first."""
    types: frozenset[str] | None = None
    restored_at: str | None = None
    """The centre was put back to a backup then, and the receiver does not know yet."""


@dataclass(frozen=True, slots=True)
class Message:
    """`upto`: all up to that feed number is told once the receiver has taken it; `body` is None if that is nothing."""

    upto: int
    id: str = ""
    body: bytes | None = None
    changes: int = 0


class Messages:
    """Puts messages together for the webhooks of one organisation."""

    def __init__(self, centre: Centre, org: int) -> None:
        """`centre` is the organisation's, with its custom fields."""
        self._centre = centre
        self._tables = centre.tables
        self._org = org

    def next(self, webhook: str, stretch: Stretch) -> Message:
        """What the webhook is told next. The same stretch gives the same id, in this history of the feed alone."""
        with reading(self._centre.engine) as connection:
            gone = collected(connection, self._tables, self._org)
            if stretch.restored_at is not None or stretch.start < gone:
                return self._missed(webhook, stretch, max(stretch.start, gone))
            entries = self._entries(connection, stretch)
            upto = stretch.end or head_of(connection, self._tables, self._org).seq
            told: list[bytes] = []
            for entry, change in zip(entries, self._changes(connection, entries), strict=True):
                told.append(canonical_json(change))
                if stretch.end is None and (len(told) == CHANGES or sum(map(len, told)) > BODY_BYTES):
                    upto = entry.seq
                    break
            if not told:
                return Message(upto)
            named = (webhook, stretch.start, upto, self._tag(connection, upto))
            at = entries[len(told) - 1].at
        data = b'{"changes":[%b]}' % b",".join(told)
        return Message(upto, _id(*named), _body("records.changed", at, data), len(told))

    def _missed(self, webhook: str, stretch: Stretch, upto: int) -> Message:
        why = "collected" if stretch.restored_at is None else "restored"
        data = {"reason": why, "after": stretch.start, "until": upto}
        at = stretch.restored_at or format_instant(self._centre.now())
        named = (webhook, why, stretch.restored_at, stretch.start, upto)
        return Message(upto, _id(*named), _body("records.missed", at, canonical_json(data)))

    # Reading

    def _entries(self, connection: Connection, stretch: Stretch) -> list[Any]:
        """Entries of the feed about records, each with when it was committed."""
        feed, transaction = self._tables.feed, self._tables.transaction
        known = {entity.name for entity in self._centre.catalogue.records}
        types = known if stretch.types is None else known & stretch.types
        at = (
            select(transaction.c.at)
            .where(transaction.c.org == self._org, transaction.c.seq >= feed.c.seq)
            .order_by(transaction.c.seq)
            .limit(1)
            .scalar_subquery()
        )
        # What only came into another bucket (`move`) is as it was.
        query = (
            select(feed.c.seq, feed.c.type, feed.c.id, feed.c.kind, at.label("at"))
            .where(feed.c.org == self._org, feed.c.seq > stretch.start, feed.c.kind != "move")
            .where(feed.c.type.in_(sorted(types)))
            .order_by(feed.c.seq)
        )
        if stretch.end is not None:
            return list(connection.execute(query.where(feed.c.seq <= stretch.end)))
        return list(connection.execute(query.limit(CHANGES)))

    def _changes(self, connection: Connection, entries: list[Any]) -> Iterable[dict[str, Any]]:
        lines = self._history(connection, [entry.seq for entry in entries])
        keys = [(entry.type, entry.id) for entry in entries]
        records, graves = self._records(connection, keys), self._graves(connection, keys)
        for entry in entries:
            key, known = (entry.type, entry.id), lines.get(entry.seq, [])
            grave = graves[key] if key in graves and graves[key].version == entry.seq else None
            yield {
                "act": _act(entry, known, grave),
                "type": entry.type,
                "id": entry.id,
                "version": entry.seq,
                "at": entry.at,
                "by": known[0].user if known else grave.by if grave is not None else None,
                "changed": {
                    line.field: {"old": _value(line.old), "new": _value(line.new)}
                    for line in known
                    if line.field not in ("", "deleted")
                },
                "merged_into": grave.alias if grave is not None else None,
                "record": records.get(key),
            }

    def _history(self, connection: Connection, numbers: list[int]) -> Mapping[int, list[Any]]:
        """What stands in history of each of these changes. A record that the centre adds by itself has no line."""
        table, found = self._tables.history, dict[int, list[Any]]()
        query = (
            select(table.c.seq, table.c.field, table.c.old, table.c.new, table.c.user)
            .where(table.c.org == self._org, table.c.seq.in_(numbers), table.c.outcome.in_(_STANDS))
            .order_by(table.c.seq, table.c.ordinal)
        )
        for line in connection.execute(query):
            found.setdefault(line.seq, []).append(line)
        return found

    def _records(self, connection: Connection, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Any]:
        """The records as they stand now."""
        found = {}
        for name in dict.fromkeys(name for name, _ in keys):
            entity = self._centre.catalogue[name]
            read, ids = row_reader(entity), [record_id for one, record_id in keys if one == name]
            for row in self._centre.feed.stored_rows(connection, self._org, entity, ids):
                found[name, row[0]] = record_of(entity, Record(name, row[0], row[1], read(row[:-1])))
        return found

    def _graves(self, connection: Connection, keys: list[tuple[str, str]]) -> dict[tuple[str, str], Any]:
        table = self._tables.tombstone
        query = select(
            table.c.type, table.c.id, table.c.version, table.c.by, table.c.alias, table.c.erased
        ).where(table.c.org == self._org, tuple_(table.c.type, table.c.id).in_(sorted(set(keys))))
        return {(row.type, row.id): row for row in connection.execute(query)}

    def _tag(self, connection: Connection, seq: int) -> int:
        """The tag of the transaction that the feed number belongs to: another history has another one there."""
        table = self._tables.transaction
        last = select(func.min(table.c.seq)).where(table.c.org == self._org, table.c.seq >= seq)
        query = select(table.c.tag).where(table.c.org == self._org, table.c.seq == last.scalar_subquery())
        return int(connection.execute(query).scalar() or 0)


def trial(now: str) -> bytes:
    """A body that tells of nothing."""
    return _body("webhook.test", now, b"{}")


def _body(kind: str, at: str, data: bytes) -> bytes:
    return b'{"type":"%b","timestamp":"%b","data":%b}' % (kind.encode(), at.encode(), data)


def _id(*named: object) -> str:
    return "msg_" + hashlib.sha256(" ".join(map(str, named)).encode()).hexdigest()[:32]


def _act(entry: Any, lines: list[Any], grave: Any) -> str:
    if entry.kind == "delete":
        return "erased" if grave is not None and grave.erased is not None else "deleted"
    fields = {line.field for line in lines}
    if "deleted" in fields:
        return "restored"
    return "updated" if fields and "" not in fields else "created"


def _value(text: str | None) -> Any:
    return None if text is None else json.loads(text)
