"""What a person had in sight once: proof that somebody who now writes about a record knew it when they did.

A bucket's memberships say since when a record lies in it, evictions since when and until when it did; the history of
the person and of the territories says which buckets were theirs at the time (docs/sync.md, "Rights are judged at
arrival"). It grants nothing: what follows from having seen a record is `decide.py`'s to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from crmdesk.domain.scope import Reader, reader
from crmdesk.server.batch import Key
from crmdesk.server.principal import Principal
from crmdesk.server.readers import read_territories
from crmdesk.server.tables import Tables

_NOW = 2**63


@dataclass(frozen=True, slots=True)
class _Period:
    """From `start` on and before `end` (feed numbers) the person was this reader."""

    start: int
    end: int
    reader: Reader


@dataclass(frozen=True, slots=True)
class _Stay:
    """A record lay in the bucket from `start` on and before `end`."""

    bucket: str
    start: int
    end: int


class PastSight:
    """One person's sight in the past, read when somebody asks. Holds for one transaction."""

    def __init__(self, connection: Connection, tables: Tables, principal: Principal, now: Reader) -> None:
        """`now` is the reader that the person is today."""
        self._connection = connection
        self._tables = tables
        self._principal = principal
        self._now = now
        self._periods: dict[int, list[_Period]] = {}

    def who_saw(self, key: Key, base: int) -> Reader | None:
        """The reader as which the person last had the record in sight at `base` or later; None if never.

        Who has seen nothing yet (base 0) proves nothing.
        """
        if base <= 0:
            return None
        if base not in self._periods:
            self._periods[base] = list(self._since(base))
        stays = self._stays(key, base)
        for period in self._periods[base]:
            for stay in stays:
                if stay.start < period.end and stay.end > period.start and period.reader.sees((stay.bucket,)):
                    return period.reader
        return None

    def _stays(self, key: Key, base: int) -> list[_Stay]:
        """Where the record lay at `base` and later."""
        org, tables = self._principal.org, self._tables
        member, eviction, feed = tables.membership, tables.eviction, tables.feed
        standing = select(member.c.bucket, member.c.since).where(
            member.c.org == org, member.c.type == key[0], member.c.id == key[1]
        )
        left = (
            select(eviction.c.bucket, eviction.c.since, eviction.c.seq)
            .join(feed, (feed.c.org == eviction.c.org) & (feed.c.seq == eviction.c.seq))
            .where(eviction.c.org == org, eviction.c.seq > base, feed.c.type == key[0], feed.c.id == key[1])
        )
        return [
            *(_Stay(row.bucket, row.since, _NOW) for row in self._connection.execute(standing)),
            *(_Stay(row.bucket, row.since, row.seq) for row in self._connection.execute(left)),
        ]

    def _since(self, base: int) -> Iterator[_Period]:
        """The periods from now back to `base`, newest first."""
        parents = read_territories(self._connection, self._tables, self._principal.org)
        role = self._now.role
        home, end, standing = self._principal.home, _NOW, self._now
        for change in self._changes(base):
            yield _Period(change.seq, end, standing)
            old, end = json.loads(change.old) if change.old is not None else None, change.seq
            if change.field == "role":
                role = str(old)
            elif change.field == "home":
                home = old
            else:
                parents[change.id] = old
            standing = reader(self._principal.user, role, home, parents)
        yield _Period(base, end, standing)

    def _changes(self, base: int) -> list[Any]:
        """What changed since of the person's role and home and of the tree of territories, newest first."""
        table, org = self._tables.history, self._principal.org
        after = (table.c.org == org, table.c.seq > base, table.c.outcome.in_(("applied", "merged")))
        own = select(table).where(
            *after,
            table.c.type == "user",
            table.c.id == self._principal.user,
            table.c.field.in_(("role", "home")),
        )
        tree = select(table).where(*after, table.c.type == "territory", table.c.field == "parent")
        found = [*self._connection.execute(own), *self._connection.execute(tree)]
        return sorted(found, key=lambda change: (change.seq, change.ordinal), reverse=True)
