"""The audit log: a chain of hashes over who administered or signed in, when and about what. It judges nothing."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert, or_, select, update

from crmdesk.domain.canonical import canonical_json
from crmdesk.domain.values import format_instant

_START = "0" * 64
"""The hash before the first event."""
_AT_ONCE = 50
"""Words looked for in one statement."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the log. `about` is None once it has been erased."""

    number: int
    at: str
    actor: str
    what: str
    about: Mapping[str, Any] | None


class AuditLog:
    """Appends to and checks the chain of one organisation at a time, on the caller's connection.

    The caller's transaction must already be the only writer of the organisation (it holds its lock): two writers
    that read the same last event could not both append.
    """

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._now = now

    def append(
        self, connection: Connection, org: int, *, actor: str, what: str, about: Mapping[str, Any]
    ) -> None:
        """Adds an event. `about` holds JSON values, and never a secret."""
        table = self._table
        last = connection.execute(
            select(table.c.number, table.c.hash)
            .where(table.c.org == org)
            .order_by(table.c.number.desc())
            .limit(1)
        ).one_or_none()
        number, previous = (last.number + 1, last.hash) if last else (1, _START)
        text, salt, at = (
            canonical_json(dict(about)).decode(),
            secrets.token_hex(16),
            format_instant(self._now()),
        )
        digest = _digest(salt, text)
        connection.execute(
            insert(table).values(
                org=org,
                number=number,
                at=at,
                actor=actor,
                what=what,
                about=text,
                salt=salt,
                digest=digest,
                hash=_hash(previous, number, at, f"{actor}\n{what}\n{digest}"),
            )
        )

    def forget(self, connection: Connection, org: int, words: Sequence[str]) -> int:
        """Erases what those events were about that name one of these words; the chain holds. Gives how many did."""
        table, gone = self._table, 0
        for start in range(0, len(words), _AT_ONCE):
            named = or_(*(table.c.about.contains(word) for word in words[start : start + _AT_ONCE]))
            change = update(table).where(table.c.org == org, named).values(about=None, salt=None)
            gone += connection.execute(change).rowcount
        return gone

    def events(self, connection: Connection, org: int, since: str = "") -> Iterator[AuditEvent]:
        """Events at or after the canonical instant `since`, oldest first."""
        for row in self._rows(connection, org):
            if row["at"] >= since:
                about = json.loads(row["about"]) if row["about"] is not None else None
                yield AuditEvent(row["number"], row["at"], row["actor"], row["what"], about)

    def faults(self, connection: Connection, org: int) -> list[str]:
        """What does not fit in the chain, in words; empty if it holds from the first event to the last."""
        faults: list[str] = []
        previous, expected = _START, 1
        for row in self._rows(connection, org):
            if row["number"] != expected:
                faults.append(f"audit: event {expected} is missing before {row['number']}")
            if row["about"] is not None and _digest(row["salt"], row["about"]) != row["digest"]:
                faults.append(f"audit: what event {row['number']} was about has been altered")
            rest = f"{row['actor']}\n{row['what']}\n{row['digest']}"
            if _hash(previous, row["number"], row["at"], rest) != row["hash"]:
                faults.append(f"audit: the chain breaks at event {row['number']}")
            previous, expected = row["hash"], row["number"] + 1
        return faults

    def _rows(self, connection: Connection, org: int) -> Iterator[RowMapping]:
        table = self._table
        yield from connection.execute(
            select(table).where(table.c.org == org).order_by(table.c.number)
        ).mappings()


def _digest(salt: str, about: str) -> str:
    return hashlib.sha256(f"{salt}{about}".encode()).hexdigest()


def _hash(previous: str, number: int, at: str, rest: str) -> str:
    return hashlib.sha256(f"{previous}\n{number}\n{at}\n{rest}".encode()).hexdigest()
